"""The two files of a lesson: the text that people edit, and the notebook that they read.

    python tools/pairs.py        # carry hand edits of the notebooks into their texts

A notebook notes which text it was made from. So it can be told which of the two was edited since,
whatever the files' times are, and an edit is never overwritten without a word.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

TEXTS = Path(__file__).resolve().parents[1] / "notebooks" / "src"
COURSE, CELLS = "course", "cells"  # in a notebook's metadata: the digest of the text's cells
CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


class PairError(Exception):
    """A text or its notebook cannot be used; says why, and what to do, in one line."""


def read_text(text: Path) -> NotebookNode:
    """The notebook in a text, not executed."""
    source = text.read_text(encoding="utf-8")
    if CONFLICT.search(source):
        raise PairError(f"{text.name} holds conflict marks: choose between the two sides first.")
    return jupytext.reads(source, fmt="md:myst")


def read_notebook(notebook: Path) -> NotebookNode:
    """The notebook in an .ipynb."""
    source = notebook.read_text(encoding="utf-8")
    try:
        return nbformat.reads(source, as_version=4)
    except Exception as error:  # nbformat raises many kinds, KeyError and AttributeError too
        reason = "holds conflict marks" if CONFLICT.search(source) else "is no notebook any more"
        raise PairError(
            f"{notebook.name} {reason}: see that src/{notebook.stem}.md is as it should be, "
            f"delete {notebook.name}, then `make notebooks ONLY={notebook.stem}` writes it afresh."
        ) from error


def tags(cell: NotebookNode) -> list[str]:
    """The cell's tags, the only metadata that a pair keeps."""
    return list(cell.metadata.get("tags", []))


def digest(notebook: NotebookNode) -> str:
    """Tells apart notebooks whose cells hold other texts, kinds or tags."""
    cells = [(cell.cell_type, cell.source, tags(cell)) for cell in notebook.cells]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:16]


def made_from(notebook: NotebookNode) -> str | None:
    """The digest of the text that a notebook was made from, if it says so."""
    return notebook.metadata.get(COURSE, {}).get(CELLS)


def was_edited(notebook: NotebookNode) -> bool:
    """Whether cells of an .ipynb were edited after it had been made from its text."""
    return made_from(notebook) != digest(notebook)


def refuse_to_lose_edits(text: Path, notebook: Path) -> None:
    """Raise PairError if the .ipynb holds edits that its text does not have."""
    if not notebook.exists():
        return
    there = read_notebook(notebook)
    if was_edited(there) and digest(there) != digest(read_text(text)):
        raise PairError(
            f"{notebook.name} was edited by hand. To keep those edits, run `make sync`; to lose "
            f"them, delete {notebook.name}."
        )


def sync(text: Path, notebook: Path) -> str:
    """Carry the edits of an .ipynb into its text, and say in a few words what was done.

    Raises PairError if both were edited, or if one cannot be read.
    """
    written, there = read_text(text), read_notebook(notebook)
    if digest(written) == digest(there):
        return "the same"
    if not was_edited(there):
        return f"only the text was edited: `make notebooks ONLY={text.stem}` executes it"
    if digest(written) != made_from(there):
        raise PairError(
            f"{notebook.name} and src/{text.name} were both edited. Bring the edits of one into "
            f"the other by hand; or lose one's, with `git checkout` of that file."
        )
    kernel = {"kernelspec": written.metadata.kernelspec}
    carried = nbformat.v4.new_notebook(cells=there.cells, metadata=kernel)
    replace(text, jupytext.writes(carried, fmt="md:myst"))
    there.metadata.setdefault(COURSE, {})[CELLS] = digest(there)
    replace(notebook, nbformat.writes(there) + "\n")
    return f"carried over; `make notebooks ONLY={text.stem}` gives new outputs"


def replace(path: Path, content: str) -> None:
    """Write a file all at once: an interrupt leaves the old one or the new one."""
    draft = path.with_name(f"{path.name}.tmp")
    draft.write_text(content, encoding="utf-8", newline="\n")
    os.replace(draft, path)


def main(texts: Path = TEXTS) -> int:
    """Bring every .ipynb's edits into its text; returns the exit status."""
    failed = False
    for text in sorted(texts.glob("*.md")):
        notebook = text.parents[1] / f"{text.stem}.ipynb"
        try:
            said = sync(text, notebook) if notebook.exists() else "there is no notebook yet"
        except PairError as error:
            failed, said = True, str(error)
        print(f"{text.stem}: {said}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
