"""Make a table of who has solved what, for a teacher: class/grades.csv.

    python tools/grade.py class          # as the saved notebooks show it; runs nothing
    python tools/grade.py --run class    # runs each notebook, then asks the checks anew

The folder has a folder for each person, and that their notebooks. A saved output is easily changed.
So --run looks at the functions that are there when all cells have run: it does not matter then
whether a check was deleted, or prints something else. What a notebook changes in the module of the
checks itself is not noticed. It runs the code of others on your machine.
"""

from __future__ import annotations

import argparse
import csv
import json
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from mlp_helpers.exercises.progress import CHECK, SOLVED, TRIED, UNTOUCHED, code, state

ROOT = Path(__file__).resolve().parents[1]
TABLE = "grades.csv"
MISSING, UNREADABLE, ENDLESS, DEAD = "missing", "unreadable", "not finished", "kernel died"
SECONDS = 600  # for a cell
ASKED = """\
import json, types
from mlp_helpers.exercises import verdict
said = {{}}
for exercise, name in {answers!r}.items():
    answer = globals().get(name)
    if getattr(answer, "__module__", None) != "__main__":
        said[exercise] = [False, f"there is no function {{name}} of the notebook's own"]
    else:
        said[exercise] = list(verdict(exercise, answer))
print({mark!r} + json.dumps(said))
"""


class Row(NamedTuple):
    """A line of the table: how far somebody is with an exercise, and what its check says."""

    person: str
    lesson: str
    exercise: str
    state: str
    said: str


class GradeError(Exception):
    """There is nothing to make a table of; says why."""


def exercises(course: Path = ROOT / "notebooks") -> dict[str, dict[str, str]]:
    """For each lesson its exercises, and the functions that they ask for."""
    lessons = {path.stem: nbformat.read(path, 4) for path in sorted(course.glob("*.ipynb"))}
    return {name: dict(CHECK.findall(code(lesson))) for name, lesson in lessons.items()}


def table(group: Path, *, run: bool) -> Iterator[Row]:
    """The rows of all people in a folder. Raises GradeError if it has no folders."""
    people = sorted(path for path in group.iterdir() if path.is_dir()) if group.is_dir() else []
    if not people:
        raise GradeError(f"{group} has no folders; it needs one for each person")
    asked = exercises()
    for person in people:
        for lesson, answers in asked.items():
            for exercise, (how, said) in of_lesson(person, lesson, answers, run=run).items():
                yield Row(person.name, lesson, exercise, how, said)


def of_lesson(
    person: Path, lesson: str, answers: Mapping[str, str], *, run: bool
) -> dict[str, tuple[str, str]]:
    """The state of each exercise of a lesson, and what there is to say of it."""
    path = newest(person, lesson)
    if path is None:
        return dict.fromkeys(answers, (MISSING, ""))
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises many kinds
        return dict.fromkeys(answers, (UNREADABLE, f"{path.name}: {error!r:.80}"))
    if run:
        return by_running(notebook, answers, beside=person)
    return {id: (state(notebook, id, answer), "") for id, answer in answers.items()}


def newest(person: Path, lesson: str) -> Path | None:
    """The notebook of a lesson, also under a name that a platform gave it: `kim_01_bigrams (1)`."""
    found = [path for path in person.glob("*.ipynb") if lesson in path.stem]
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def by_running(
    notebook: NotebookNode, answers: Mapping[str, str], beside: Path
) -> dict[str, tuple[str, str]]:
    """What the checks say of the functions that are there when a notebook has run."""
    mark = secrets.token_hex(16)  # which a notebook cannot print by itself
    asking = new_code_cell(ASKED.format(answers=dict(answers), mark=mark))
    notebook.cells.append(asking)
    with tempfile.TemporaryDirectory(dir=ROOT, prefix="class-") as folder:  # lessons read ../data
        for names in beside.glob("*.txt"):  # and the last one a list of one's own
            shutil.copy(names, folder)
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            allow_errors=True,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
        )
        try:
            client.execute()
        except CellTimeoutError:
            return dict.fromkeys(answers, (ENDLESS, f"a cell runs longer than {SECONDS} s"))
        except DeadKernelError:
            return dict.fromkeys(answers, (DEAD, "Python ended before the last cell"))
    printed = "".join(output.get("text", "") for output in asking.outputs)
    if mark not in printed:
        return dict.fromkeys(answers, (UNREADABLE, "the checks could not be asked"))
    verdicts = json.loads(printed.rpartition(mark)[2])
    return {exercise: (graded(*verdict), verdict[1]) for exercise, verdict in verdicts.items()}


def graded(right: bool, line: str) -> str:
    """The state that a verdict means."""
    if right:
        return SOLVED
    return UNTOUCHED if line.startswith("○") else TRIED


def main(arguments: list[str] | None = None) -> int:
    """Write the table of a folder, and print how many exercises each has solved."""
    parser = argparse.ArgumentParser(description="Make a table of who has solved what.")
    parser.add_argument("group", type=Path, help="the folder that has one for each person")
    parser.add_argument("--run", action="store_true", help="run the notebooks")
    options = parser.parse_args(arguments)
    try:
        rows = list(table(options.group, run=options.run))
    except GradeError as error:
        print(f"No table: {error}.", file=sys.stderr)
        return 1
    file = options.group / TABLE
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([Row._fields, *rows])
    for person in dict.fromkeys(row.person for row in rows):
        states = [row.state for row in rows if row.person == person]
        unread = len(states) - sum(map(states.count, (SOLVED, TRIED, UNTOUCHED, MISSING)))
        warning = f", {unread} could not be looked at" if unread else ""
        print(f"{person}: {states.count(SOLVED)} of {len(states)} solved{warning}")
    print(f"Written: {file}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
