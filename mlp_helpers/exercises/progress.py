"""Which exercises are solved, tried, untouched: read from what the reader's notebooks hold.

    python -m mlp_helpers.exercises.progress my   # what `make progress` prints

Nothing is noted anywhere else. An exercise counts as solved while a saved output of its check says
so, and as tried when its check refused an answer, or when its function is no stub any more.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode

from mlp_helpers.engine.places import COURSE

LESSONS = COURSE / "notebooks"
SOLVED, TRIED, UNTOUCHED = "solved", "tried", "untouched"
BAR = {SOLVED: "■", TRIED: "◧", UNTOUCHED: "□"}
CHECK = re.compile(r"""^check\(\s*["'](\w+)["']\s*,\s*(\w+)""", re.MULTILINE)
# Names had the lesson's number before them, which saved outputs may still show.
VERDICT = re.compile(r"^([✓✗]) (?:\d\d_)?(\w+): ", re.MULTILINE)
TITLE = re.compile(r"^# (.+)", re.MULTILINE)
STUB = re.compile(r"^\s*raise NotImplementedError", re.MULTILINE)


class Lesson(NamedTuple):
    """A lesson and how far a reader is: the state of each exercise, in their order."""

    name: str
    title: str
    states: dict[str, str]

    @property
    def solved(self) -> int:
        """How many exercises are solved."""
        return list(self.states.values()).count(SOLVED)

    @property
    def bar(self) -> str:
        """A square for each exercise."""
        return "".join(BAR[state] for state in self.states.values())


def progress(folder: Path | str = ".") -> None:
    """Print how far the exercises in `folder` are, and where to go on; save the notebook first."""
    print("\n".join(report(lessons(Path(folder)))))


def lessons(folder: Path, course: Path = LESSONS) -> list[Lesson]:
    """The lessons of the course, with the states of the exercises in a reader's `folder`.

    Raises FileNotFoundError if there is no such folder, or no course beside this package.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder {folder}: `make lab` lays out the lessons.")
    published = sorted(course.glob("*.ipynb"))
    if not published:
        raise FileNotFoundError(f"there are no lessons in {course}: was the repository copied?")
    found = []
    for path in published:
        lesson = nbformat.read(path, as_version=4)
        answers = dict(CHECK.findall(code(lesson)))
        title = TITLE.search(lesson.cells[0].source)
        mine = read(folder / path.name)
        states = {id: state(mine, id, answer) for id, answer in answers.items()}
        found.append(Lesson(path.name, title[1] if title else path.stem, states))
    return found


def read(path: Path) -> NotebookNode:
    """A reader's notebook; an empty one if there is none, or if it cannot be read."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        code(notebook), checked_by(notebook)  # nbformat lets cells pass that lack a part
    except Exception:  # it raises many kinds; a broken notebook holds no solved exercise
        notebook = nbformat.from_dict({"cells": []})
    return notebook


def state(notebook: NotebookNode, id: str, answer: str) -> str:
    """How far one exercise is; `answer` is the name of the function to write."""
    verdicts = [mark for mark, checked in VERDICT.findall(checked_by(notebook)) if checked == id]
    if "✓" in verdicts:
        return SOLVED
    written = [cell.source for cell in code_cells(notebook) if defines(cell.source, answer)]
    if verdicts or (written and not any(map(STUB.search, written))):
        return TRIED
    return UNTOUCHED


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells with code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def code(notebook: NotebookNode) -> str:
    """All code of a notebook."""
    return "\n".join(cell.source for cell in code_cells(notebook))


def checked_by(notebook: NotebookNode) -> str:
    """All that cells which call `check` have printed; a checkpoint's line looks much the same."""
    cells = [cell for cell in code_cells(notebook) if re.search(r"\bcheck\(", cell.source)]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return "\n".join(output.text for output in outputs if "text" in output)


def defines(source: str, name: str) -> bool:
    """Whether a cell makes a function, or something else, of this name."""
    return bool(re.search(rf"^(?:def {name}\(|class {name}\b|{name} *=)", source, re.MULTILINE))


def report(found: list[Lesson]) -> Iterator[str]:
    """A line for each lesson, one for all, and where to go on."""
    names = max(len(lesson.title) for lesson in found)
    bars = max(len(lesson.bar) for lesson in found)
    for lesson in found:
        count = f"{lesson.solved} of {len(lesson.states)}"
        yield f"{lesson.title:{names}}  {lesson.bar:{bars}}  {count}"
    solved, total = sum(one.solved for one in found), sum(len(one.states) for one in found)
    yield f"{solved} of {total} exercises are solved ({BAR[SOLVED]}; {BAR[TRIED]} tried)."
    yield next_step(found)


def next_step(found: list[Lesson]) -> str:
    """Where to go on: the first exercise not solved after the last one that was worked on."""
    exercises = [(one.name, id, state) for one in found for id, state in one.states.items()]
    last = max((i for i, (*_, state) in enumerate(exercises) if state != UNTOUCHED), default=0)
    for name, id, state in [*exercises[last:], *exercises[:last]]:
        if state != SOLVED:
            return f"Continue at {name}, exercise {id}."
    return "All exercises are solved."


def main(arguments: list[str] | None = None) -> int:
    """Print the report of each folder; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m mlp_helpers.exercises.progress",
        description="Say which exercises are solved, tried and untouched.",
    )
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("my")])
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # some systems' files know no squares
        sys.stdout.reconfigure(errors="replace")
    try:
        for folder in options.folders:
            print("\n".join(report(lessons(folder))))
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
