"""Write files all at once: whatever happens, there is the old one or the new one."""

from __future__ import annotations

import os
from pathlib import Path

SUFFIX = ".tmp"


def replace(
    path: Path, content: bytes, folder: Path | None = None, *, seen: bytes | None = None
) -> bool:
    """Put `content` into a file; with `seen`, only if the file still holds that.

    The draft is written in `folder`, on the same disk, or else beside the file. Returns whether
    the file was written.
    """
    draft = write_draft(path, content, folder)
    try:
        if seen is not None and path.read_bytes() != seen:
            return False
        os.replace(draft, path)
        return True
    finally:
        draft.unlink(missing_ok=True)


def create(path: Path, content: bytes, folder: Path | None = None) -> bool:
    """Make a new file; returns False, and changes nothing, if there is one of that name."""
    draft = write_draft(path, content, folder)
    try:
        os.link(draft, path)  # which refuses a name that is taken, unlike a rename
    except FileExistsError:
        return False
    except OSError:  # a disk that knows no links
        if path.exists():
            return False
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return True


def write_draft(path: Path, content: bytes, folder: Path | None) -> Path:
    """The draft of a file, complete and on the disk."""
    draft = (folder or path.parent) / f"{path.name}.{os.getpid()}{SUFFIX}"
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft
