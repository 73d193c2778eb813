"""Lay the lessons out in my/, where readers work, and bring changes of the course into them.

    python tools/desk.py

The published notebooks stay as they are. A lesson is laid out without outputs, so that nothing
gives a prediction away. What is in my/ belongs to the reader. When a lesson has changed since, what
the reader wrote is kept and the change comes in: a three-way merge, cell by cell, whose base is the
lesson as it was laid out.

Nothing is lost at any moment: a file is written beside the old one and then takes its place. A
copy says in its metadata which version it was laid out from, and all versions are kept in
my/.course, so that replacing the copy is the only step that counts.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import re
import sys
import time
from collections import Counter
from datetime import date
from itertools import count, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from atomic import SUFFIX, create, replace
from jupyterlab_server.workspaces_handler import WorkspacesManager
from nbdime import diff_notebooks
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from pairs import CELLS, COURSE, PairError, digest, made_from, read_notebook, tags

ROOT = Path(__file__).resolve().parents[1]
LESSONS = ROOT / "notebooks"
DESK = ROOT / "my"
HIDDEN = ".course"  # in the desk: what this program needs
WORKSPACE = "lessons"
CONTENTS_PANEL = "@jupyterlab/toc:plugin"
EXERCISE = "exercise"  # the tag of a cell that readers write in
OUTCOME = "outcome"  # the tag of a cell that answers a prediction
GOES_ON = re.compile(r"^(?:#|> \*\*Predict)", re.MULTILINE)
FOLDED = "What happened, in words"
DEFINED = re.compile(r"^(?:def|class) (\w+)", re.MULTILINE)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
SECONDS_OF_A_DAY = 86_400
ONCE_MORE = 3  # tries, if JupyterLab saves at the very moment

NOTE = "> **Updated.** You changed the cell above, and so did the course. Yours is above, {} below."


class DeskError(Exception):
    """A lesson cannot be laid out or brought up to date; says why, and what to do."""


def lay_out_all(lessons: Path = LESSONS, desk: Path = DESK) -> list[str]:
    """Bring every lesson to the desk; returns a line for each that the reader should hear of.

    Raises OSError if nothing can be written there.
    """
    (desk / HIDDEN).mkdir(parents=True, exist_ok=True)
    sweep(desk)
    said: list[str] = []
    names = [path.stem for path in sorted(lessons.glob("*.ipynb"))]
    for name in names:
        try:
            said += lay_out(lessons / f"{name}.ipynb", desk)
        except DeskError as error:
            said.append(str(error))
        except OSError as error:
            if error.errno in NO_ROOM:
                raise
            said.append(f"{name}.ipynb is left as it is: {error.strerror or error}.")
    return said + farewells(names, desk)


def sweep(desk: Path) -> None:
    """Remove the drafts that an interrupt left long ago; newer ones may be another start's."""
    for draft in (desk / HIDDEN).glob(f"*{SUFFIX}"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - draft.stat().st_mtime > SECONDS_OF_A_DAY:
                draft.unlink()


def lay_out(lesson: Path, desk: Path) -> list[str]:
    """Bring one lesson to the desk; returns what there is to say of it."""
    copy, hidden = desk / lesson.name, desk / HIDDEN
    new = without_outputs(published(lesson))
    keep_version(new, lesson.stem, desk)
    for _ in range(ONCE_MORE):
        if not copy.exists():
            if create(copy, as_bytes(new), hidden):
                return []
            continue  # another start was quicker
        before = copy.read_bytes()
        mine = parsed(before, copy)
        if made_from(mine) == digest(new):
            return []
        base = version(mine, lesson.stem, desk)
        merged, clashes = merge(base, mine, new)
        kept = None if untouched(base, mine) else keep_beside(copy, before, desk)
        if replace(copy, as_bytes(merged), hidden, seen=before):
            return reports(copy.name, kept, [merged.cells[place] for place in clashes])
    raise DeskError(f"{copy.name} is being written: close it, and start again to update it.")


def published(lesson: Path) -> NotebookNode:
    """A lesson of the course; DeskError if it is damaged."""
    try:
        return read_notebook(lesson)
    except PairError as error:
        raise DeskError(
            f"{lesson.name}: the lesson in {lesson.parent.name}/ is damaged, so yours is left as "
            "it is. `git checkout notebooks` brings it back; without git, get the course again."
        ) from error


def reports(name: str, kept: Path | None, clashes: list[NotebookNode]) -> list[str]:
    """What to say of a lesson that was brought up to date."""
    beside = f" Your version from before: {kept.name}" if kept else ""
    first = [cell.source.strip().split("\n")[0][:50] for cell in clashes]
    return [f"{name}: brought up to date.{beside}"] + [
        f"{name}: you and the course changed the cell “{line}”. Both are there, yours first."
        for line in first
    ]


def farewells(names: list[str], desk: Path) -> list[str]:
    """What to say, once, of lessons that the course no longer has; the reader's copies stay."""
    said = []
    for name in {path.stem.rpartition("-")[0] for path in (desk / HIDDEN).glob("*-*.ipynb")}:
        gone = desk / HIDDEN / f"{name}.gone"
        if name in names:
            gone.unlink(missing_ok=True)
        elif (desk / f"{name}.ipynb").exists() and not gone.exists():
            said.append(f"{name}.ipynb is no longer part of the course. Your copy stays.")
            gone.touch()
    return sorted(said)


# ---------------------------------------------------------------------- a lesson as laid out


def without_outputs(lesson: NotebookNode) -> NotebookNode:
    """The lesson as a reader gets it: nothing was run, and each cell has a name of its own.

    A cell's id depends on its text alone, so that cells which stay the same keep theirs when
    others come or go; in what the reader changes, JupyterLab keeps the id. An exercise's depends
    on what is to be written, so that it is known again when its stub changes.
    """
    cells, seen = [], Counter[str]()
    for before, cell in pairwise([None, *lesson.cells]):
        metadata = {"tags": tags(cell)} if tags(cell) else {}
        names = defined(cell) if EXERCISE in tags(cell) else []
        known_by = names or [cell.cell_type, cell.source]
        id = hashlib.sha256(json.dumps(known_by).encode()).hexdigest()[:12]
        seen[id] += 1
        id = id if seen[id] == 1 else f"{id}-{seen[id]}"
        tells = before is not None and OUTCOME in tags(before) and cell.cell_type == "markdown"
        laid = NotebookNode(
            cell_type=cell.cell_type,
            id=id,
            metadata=NotebookNode(metadata),
            source=folded(cell.source) if tells else cell.source,
        )
        if cell.cell_type == "code":
            laid.update(execution_count=None, outputs=[])
        cells.append(laid)
    new = nbformat.v4.new_notebook(cells=cells)
    kept = {key: value for key, value in lesson.metadata.items() if key != "jupytext"}
    new.metadata = nbformat.from_dict({**kept, COURSE: {CELLS: digest(new)}})
    return new


def folded(prose: str) -> str:
    """The prose that speaks of a result, up to the next heading or prediction, folded.

    It stands right below the cell, and would tell a reader the result before the cell has run.
    """
    end = GOES_ON.search(prose)
    told, rest = (prose[: end.start()], prose[end.start() :]) if end else (prose, "")
    if not told.strip() or "<details" in told:
        return prose
    return f"<details><summary>{FOLDED}</summary>\n\n{told.strip()}\n\n</details>\n\n{rest}".strip()


def defined(cell: NotebookNode) -> list[str]:
    """The functions and classes that a cell of code defines."""
    return DEFINED.findall(cell.source) if cell.cell_type == "code" else []


def parsed(content: bytes, path: Path) -> NotebookNode:
    """The reader's copy; DeskError if it is no notebook any more."""
    try:
        notebook: NotebookNode = nbformat.reads(content.decode("utf-8"), as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.setdefault("outputs", [])
                cell.setdefault("execution_count", None)
        digest(notebook)  # which looks at all cells
        as_bytes(notebook)
    except Exception as error:  # nbformat raises many kinds, and so do broken cells
        raise DeskError(
            f"{path.name} cannot be read as a notebook, and is left as it is. Rename it, and the "
            "next start lays out the lesson afresh."
        ) from error
    return notebook


def keep_version(new: NotebookNode, name: str, desk: Path) -> None:
    """Keep the lesson as it is laid out: the base of later merges."""
    path, content = desk / HIDDEN / f"{name}-{digest(new)}.ipynb", as_bytes(new)
    if not path.exists() or path.read_bytes() != content:
        replace(path, content, desk / HIDDEN)


def version(mine: NotebookNode, name: str, desk: Path) -> NotebookNode:
    """The version that a copy was laid out from; DeskError if it is not known."""
    kept = [
        path for path in (desk / HIDDEN).glob("*.ipynb") if path.stem.rpartition("-")[0] == name
    ]
    noted = [path for path in kept if path.stem == f"{name}-{made_from(mine)}"]
    if not noted and made_from(mine) is None:  # another program has dropped the note
        noted = sorted(kept, key=lambda path: path.stat().st_mtime)[-2:-1]  # the one before the new
    if not noted:
        raise DeskError(
            f"{name}.ipynb cannot be brought up to date, because what it was laid out from is not "
            "known here. It is left as it is. To get the lesson as it is now, rename yours and "
            "start again."
        )
    try:
        return parsed(noted[0].read_bytes(), noted[0])
    except DeskError as error:
        raise DeskError(
            f"{name}.ipynb is left as it is, because my/{HIDDEN}/{noted[0].name} is damaged. To "
            "get the lesson as it is now, rename yours and start again."
        ) from error


def keep_beside(copy: Path, content: bytes, desk: Path) -> Path:
    """Write the reader's version from before an update beside it, under a name that is free."""
    stem = f"{copy.stem}-before-{date.today():%Y-%m-%d}"
    for number in count(1):
        path = copy.with_name(f"{stem}{f'-{number}' if number > 1 else ''}.ipynb")
        if create(path, content, desk / HIDDEN):
            return path
        if path.is_file() and path.read_bytes() == content:  # an interrupted update has kept it
            return path
    raise AssertionError("there is always a free number")


def as_bytes(notebook: NotebookNode) -> bytes:
    """The notebook as the bytes of an .ipynb."""
    return (nbformat.writes(notebook) + "\n").encode()


# --------------------------------------------------------------------------------- the merge


class Changes(NamedTuple):
    """How a notebook differs from its base."""

    versions: list[NotebookNode | None]  # of each cell of the base; None if it was removed
    added: list[list[NotebookNode]]  # before each cell of the base, and at the end


def merge(
    base: NotebookNode, mine: NotebookNode, new: NotebookNode
) -> tuple[NotebookNode, list[int]]:
    """The new lesson with all that the reader did to the base.

    Returns it and the places of the cells that both had changed. There the reader's stands first.
    """
    ours, theirs = changes(base, mine), changes(base, new)
    answered = answers(base, mine)
    cells: list[NotebookNode] = []
    clashes: list[int] = []

    def put(*resolved: NotebookNode) -> None:
        if len(resolved) > 1:
            clashes.append(len(cells))
        cells.extend(resolved)

    for place in range(len(base.cells) + 1):
        cells += ours.added[place]
        own = [content(cell) for cell in ours.added[place]]
        arrived = [cell for cell in theirs.added[place] if content(cell) not in own]
        last = place == len(base.cells)
        old, yours, latest = (
            (None, None, None)
            if last
            else (base.cells[place], ours.versions[place], theirs.versions[place])
        )
        replaced = yours is not None and latest is None and content(yours) != content(old)
        if replaced:  # what was put in the place of the reader's cell comes after it
            cells.append(yours)
        for cell in arrived:
            if EXERCISE in tags(cell) and answered.intersection(defined(cell)):
                clashes.append(len(cells))
                cells += beside(cell)
            else:
                cells.append(cell)
        if not (last or replaced):
            put(*resolve(old, yours, latest))
    merged = nbformat.from_dict({**mine, "cells": cells, "nbformat": 4, "nbformat_minor": 5})
    merged.metadata[COURSE] = NotebookNode({CELLS: digest(new)})
    give_ids(merged)
    return merged, clashes


def answers(base: NotebookNode, mine: NotebookNode) -> set[str]:
    """What the reader's own cells define: a stub that comes later would take its place."""
    laid_out = [content(cell) for cell in base.cells]
    own = [cell for cell in mine.cells if content(cell) not in laid_out]
    return {name for cell in own for name in defined(cell)}


def changes(base: NotebookNode, other: NotebookNode) -> Changes:
    """Which cells of `base` became which of `other`. nbdime finds out, by ids and by likeness."""
    removed, added = set[int](), Counter[int]()
    difference = diff_notebooks(bare(base), bare(other))
    for operation in next((op.diff for op in difference if op.key == "cells"), []):
        if operation.op == "removerange":
            removed.update(range(operation.key, operation.key + operation.length))
        elif operation.op == "addrange":
            added[operation.key] += len(operation.valuelist)
    rest = iter(other.cells)
    found = Changes([], [])
    for place in range(len(base.cells) + 1):
        found.added.append([next(rest) for _ in range(added[place])])
        if place < len(base.cells):
            found.versions.append(None if place in removed else next(rest))
    return found


def bare(notebook: NotebookNode) -> NotebookNode:
    """What the cells say, without outputs and settings, which would make nbdime see changes."""
    cells = []
    for cell in notebook.cells:
        kept = NotebookNode(cell_type=cell.cell_type, source=cell.source, metadata=NotebookNode())
        if "id" in cell:
            kept.id = cell.id
        if cell.cell_type == "code":
            kept.update(execution_count=None, outputs=[])
        cells.append(kept)
    return nbformat.from_dict({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def resolve(
    old: NotebookNode, yours: NotebookNode | None, latest: NotebookNode | None
) -> list[NotebookNode]:
    """What becomes of one cell of the base: nothing, one cell, or both versions."""
    if latest is None:
        return [] if yours is None or content(yours) == content(old) else [yours]
    if yours is None:
        return [] if content(latest) == content(old) else [latest]
    if content(yours) in (content(latest), content(old)):
        return [with_readers(latest, yours)]
    if content(latest) == content(old):
        return [kept_as(latest, yours)]
    return [kept_as(latest, yours), *beside(latest)]


def with_readers(latest: NotebookNode, yours: NotebookNode) -> NotebookNode:
    """The course's cell with what the reader's has beside its text; outputs if that is the same."""
    cell = nbformat.from_dict({**latest, "metadata": both_metadata(latest, yours)})
    kept = ("attachments", "outputs", "execution_count")
    for key in kept if content(latest) == content(yours) else kept[:1]:
        if key in yours:
            cell[key] = yours[key]
    return cell


def kept_as(latest: NotebookNode, yours: NotebookNode) -> NotebookNode:
    """The reader's cell, outputs included, in the place of a cell of the course."""
    metadata = both_metadata(latest, yours)
    return nbformat.from_dict({**yours, "id": latest.id, "metadata": metadata})


def both_metadata(latest: NotebookNode, yours: NotebookNode) -> dict[str, Any]:
    """The metadata of both, all tags among them."""
    both = list(dict.fromkeys([*tags(latest), *tags(yours)]))
    return {**yours.metadata, **latest.metadata, **({"tags": both} if both else {})}


def beside(latest: NotebookNode) -> list[NotebookNode]:
    """The course's version of a cell that both changed, and a note above it.

    A stub is quoted and not run: it would take the place of the answer.
    """
    if EXERCISE in tags(latest):
        quoted = "\n".join(f"> {line}".rstrip() for line in latest.source.split("\n"))
        source = f"{NOTE.format('the new stub')}\n>\n> ```python\n{quoted}\n> ```"
        return [new_markdown_cell(source, id=f"{latest.id}-note")]
    note = new_markdown_cell(NOTE.format("the new one"), id=f"{latest.id}-note")
    return [note, nbformat.from_dict({**latest, "id": f"{latest.id}-new"})]


def content(cell: NotebookNode) -> tuple[str, str]:
    """What makes two cells the same to a reader."""
    return cell.cell_type, cell.source


def untouched(base: NotebookNode, mine: NotebookNode) -> bool:
    """Whether the reader has changed nothing but outputs."""

    def written(notebook: NotebookNode) -> list[dict[str, Any]]:
        drawn = ("id", "outputs", "execution_count")
        return [
            {key: value for key, value in cell.items() if key not in drawn}
            for cell in notebook.cells
        ]

    return written(base) == written(mine)


def give_ids(notebook: NotebookNode) -> None:
    """Give an id to cells without one, and another one to cells whose id is taken."""
    seen = set[str]()
    for place, cell in enumerate(notebook.cells):
        id, number = cell.get("id") or f"cell-{place}", 1
        while id in seen:
            number += 1
            id = f"{cell.get('id') or f'cell-{place}'}-{number}"
        cell["id"] = id
        seen.add(id)


# ------------------------------------------------------------------------------- JupyterLab


def workspaces(desk: Path = DESK) -> Path:
    """The folder with JupyterLab's arrangement of windows for the desk, made at the first time.

    It opens the table of contents. From then on it is as the reader leaves it.
    """
    folder = desk / HIDDEN / "workspaces"
    if not folder.exists():
        panels = ["filebrowser", "running-sessions", CONTENTS_PANEL]
        left = {"collapsed": False, "visible": True, "current": CONTENTS_PANEL, "widgets": panels}
        layout = {"main": None, "left": left, "right": {"collapsed": True, "visible": True}}
        arrangement = {
            "data": {"layout-restorer:data": {**layout, "relativeSizes": [0.22, 0.78, 0]}},
            "metadata": {"id": WORKSPACE},
        }
        WorkspacesManager(str(folder)).save(WORKSPACE, json.dumps(arrangement))
    return folder


def first_to_open(desk: Path = DESK, lessons: Path = LESSONS) -> str:
    """The name of the lesson that the reader worked on last, or of the first one."""
    names = [path.name for path in sorted(lessons.glob("*.ipynb"))]
    kept = {path.name: path.read_bytes() for path in (desk / HIDDEN).glob("*.ipynb")}
    worked_on = [
        desk / name
        for name in names
        if (desk / name).exists() and (desk / name).read_bytes() not in kept.values()
    ]
    latest = max(worked_on, key=lambda path: path.stat().st_mtime, default=None)
    return latest.name if latest else names[0]


def main(lessons: Path = LESSONS, desk: Path = DESK) -> int:
    """Lay the lessons out, and say what there is to say; returns the exit status."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        said = lay_out_all(lessons, desk)
        workspaces(desk)
    except OSError as error:
        cure = "See that you may write to the folder my and to the files in it."
        if error.errno in NO_ROOM:
            cure = "Make room on the disk, and start again."
        reason = f"The lessons cannot be laid out in my/: {error.strerror or error}."
        print(f"{reason} What is there is as it was. {cure}", file=sys.stderr)
        return 1
    for line in said:
        print(f"my/{line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
