"""The two files of a lesson: the text that people edit, and the notebook that they read.

    python tools/pairs.py        # carry hand edits of the notebooks into their texts

A notebook notes which text it was made from. So it can be told which of the two was edited since,
whatever the files' times are, and an edit is never overwritten without a word.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import jupytext
import nbformat
from atomic import replace
from nbformat import NotebookNode

TEXTS = Path(__file__).resolve().parents[1] / "notebooks" / "src"
COURSE, CELLS = "course", "cells"  # in a notebook's metadata: the digest of the text's cells
CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


class PairError(Exception):
    """A text or its notebook cannot be used; says why, and what to do, in one line."""


def read_text(text: Path) -> NotebookNode:
    """The notebook in a text, not executed."""
    source = text.read_bytes().decode("utf-8", "replace")
    if CONFLICT.search(source):
        raise PairError(f"{text.name} holds conflict marks: choose between the two sides first.")
    try:
        return jupytext.reads(text.read_text(encoding="utf-8"), fmt="md:myst")
    except Exception as error:  # not UTF-8, a header that is no YAML, and what jupytext raises
        raise PairError(f"{text.name} cannot be read: {str(error).splitlines()[0]}") from error


def read_notebook(notebook: Path) -> NotebookNode:
    """The notebook in an .ipynb."""
    source = notebook.read_bytes().decode("utf-8", "replace")
    try:
        found: NotebookNode = nbformat.reads(source, as_version=4)
        digest(found)  # which looks at all cells
        return found
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
    cells = [one_cell(cell) for cell in notebook.cells]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:16]


def one_cell(cell: NotebookNode) -> tuple[str, str, list[str]]:
    """What a pair keeps of a cell."""
    return cell.cell_type, cell.source, tags(cell)


def made_from(notebook: NotebookNode) -> str | None:
    """The digest of the text that a notebook was made from, if it says so."""
    note = notebook.metadata.get(COURSE)
    return note.get(CELLS) if isinstance(note, dict) else None


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
        if was_edited(there):  # carried over, and interrupted before it was noted
            note(there, notebook)
        return "the same"
    if not was_edited(there):
        return f"only the text was edited: `make notebooks ONLY={text.stem}` executes it"
    if digest(written) != made_from(there):
        raise PairError(
            f"{notebook.name} and src/{text.name} were both edited. Bring the edits of one into "
            f"the other by hand; or lose one's, with `git checkout` of that file."
        )
    replace(text, as_text(there, written.metadata.get("kernelspec", {})).encode())
    note(there, notebook)
    return f"carried over; `make notebooks ONLY={text.stem}` gives new outputs"


def as_text(notebook: NotebookNode, kernelspec: dict[str, str]) -> str:
    """The text for the cells of a notebook; PairError for a cell that a text cannot hold."""
    metadata = {"kernelspec": kernelspec}
    carried = nbformat.v4.new_notebook(cells=notebook.cells, metadata=metadata)
    text: str = jupytext.writes(carried, fmt="md:myst")
    read_back = jupytext.reads(text, fmt="md:myst").cells
    for number, cell in enumerate(notebook.cells, 1):
        back = read_back[number - 1] if number <= len(read_back) else None
        same = back is not None and one_cell(back) == one_cell(cell)
        if not same or cell.get("attachments"):
            raise PairError(
                f"cell {number} cannot be written as text: “{cell.source.strip()[:40]}”. Blank "
                "lines at its ends, a line +++, and pictures dropped into it are what texts lack."
            )
    return text


def note(notebook: NotebookNode, path: Path) -> None:
    """Note in an .ipynb that its text holds its cells."""
    notebook.metadata[COURSE] = {CELLS: digest(notebook)}
    replace(path, (nbformat.writes(notebook) + "\n").encode())


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
