"""Make a table of who has solved what, for a teacher: class/grades.csv.

    python tools/grade.py class          # as the saved notebooks show it; runs nothing
    python tools/grade.py --run class    # runs each notebook, then asks the checks anew

The folder has a folder for each person, and that their notebooks. A saved output is easily changed.
So --run looks at the functions that are there when all cells have run: it does not matter then
whether a check was deleted, or prints something else. What a notebook changes in the module of the
checks itself is not noticed. It runs the code of others on your machine. The table grows person by
person, so an interrupted run leaves what it has seen.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import csv
import functools
import io
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from IPython import get_ipython
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from mlp_helpers.exercises import verdict
from mlp_helpers.exercises.progress import CHECK, SOLVED, TRIED, UNTOUCHED, code, state

ROOT = Path(__file__).resolve().parents[1]
TABLE = "grades.csv"
MISSING, UNREADABLE, ENDLESS, DEAD = "missing", "unreadable", "not finished", "kernel died"
SECONDS = 600  # for a cell
# It calls nothing that a notebook may have renamed, and takes no name that one may use.
ASKING = """\
import sys as _sys_of_grade
_sys_of_grade.path.insert(0, {tools!r})
from grade import ask as _ask_of_grade
_ask_of_grade({answers!r}, {file!r})
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


def table(group: Path, *, run: bool) -> Iterator[Iterator[Row]]:
    """For each person in a folder the rows. Raises GradeError if it has nobody."""
    people, asked = people_in(group), exercises()
    return (rows_of(person, asked, run=run) for person in people)


def rows_of(person: Path, asked: Mapping[str, Mapping[str, str]], *, run: bool) -> Iterator[Row]:
    """A row for each exercise of each lesson."""
    for lesson, answers in asked.items():
        for exercise, (how, said) in of_lesson(person, lesson, answers, run=run).items():
            yield Row(person.name, lesson, exercise, how, said)


def people_in(group: Path) -> list[Path]:
    """The folder of each person, without those that systems add: .ipynb_checkpoints, __MACOSX."""
    found = sorted(path for path in group.iterdir() if path.is_dir()) if group.is_dir() else []
    people = [path for path in found if not path.name.startswith((".", "__"))]
    if not people:
        raise GradeError(f"{group} has no folders; it needs one for each person")
    return people


def of_lesson(
    person: Path, lesson: str, answers: Mapping[str, str], *, run: bool
) -> dict[str, tuple[str, str]]:
    """The state of each exercise of a lesson, and what there is to say of it."""
    path = newest(person, lesson)
    if path is None:
        return dict.fromkeys(answers, (MISSING, ""))
    try:
        notebook = nbformat.read(path, as_version=4)
        if run:
            return by_running(notebook, answers, beside=person)
        return {id: (state(notebook, id, answer), "") for id, answer in answers.items()}
    except Exception as error:  # nbformat raises many kinds, and passes some that are damaged
        return dict.fromkeys(answers, (UNREADABLE, f"{path.name}: {error!r:.80}"))


def newest(person: Path, lesson: str) -> Path | None:
    """The notebook of a lesson, also under a name that a platform gave it: `kim_01_bigrams (1)`.

    What an update of the course kept beside it counts only if there is nothing else: packing and
    sending files can give all of them one time.
    """
    found = [path for path in given(person, "*.ipynb") if lesson in path.stem]
    return max(
        found, key=lambda path: ("-before-" not in path.stem, path.stat().st_mtime), default=None
    )


def given(person: Path, pattern: str) -> list[Path]:
    """Somebody's files, without the hidden ones that macOS puts beside them: `._01_bigrams`."""
    found = sorted(person.glob(pattern))
    return [path for path in found if path.is_file() and not path.name.startswith(".")]


# ------------------------------------------------------------------------- running a notebook


class Runner(NotebookClient):
    """Runs a notebook and keeps none of its outputs: a loop that prints without an end has many."""

    def output(self, *given: Any) -> None:
        """Forget an output."""


def by_running(
    notebook: NotebookNode, answers: Mapping[str, str], beside: Path
) -> dict[str, tuple[str, str]]:
    """What the checks say of the functions that are there when a notebook has run.

    They say it in a file, one line for each exercise: what a notebook prints, and where to, does
    not matter then, and what was said before Python ended is kept.
    """
    hidden = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # Windows may still hold it
    # Lessons read ../data, so this folder is one of the course.
    own = tempfile.TemporaryDirectory(dir=ROOT, prefix="class-", ignore_cleanup_errors=True)
    with hidden as elsewhere, own as folder:
        for names in given(beside, "*.txt"):  # the last lesson reads a list of one's own
            shutil.copy(names, folder)
        file = Path(elsewhere) / "said"
        file.touch()
        tools = str(Path(__file__).resolve().parent)
        asking = ASKING.format(tools=tools, answers=dict(answers), file=str(file))
        notebook.cells.append(new_code_cell(asking))
        otherwise = run_in(folder, notebook)
        lines = file.read_text(encoding="utf-8").splitlines()
    verdicts = {exercise: verdict for exercise, *verdict in map(json.loads, lines)}
    return {
        exercise: (graded(*verdicts[exercise]), verdicts[exercise][1])
        if exercise in verdicts
        else otherwise
        for exercise in answers
    }


def run_in(folder: str, notebook: NotebookNode) -> tuple[str, str]:
    """Run a notebook; returns the state of exercises on which the checks then said nothing."""
    client = Runner(
        notebook,
        timeout=SECONDS,
        allow_errors=True,
        kernel_name="python3",
        on_notebook_start=let_ctrl_c_through,
        resources={"metadata": {"path": folder}},
    )
    try:
        client.execute()
    except CellTimeoutError:
        return ENDLESS, f"a cell runs longer than {SECONDS} s"
    except DeadKernelError:
        return DEAD, "Python ended before the last cell"
    return UNREADABLE, "the checks could not be asked"


def let_ctrl_c_through(notebook: NotebookNode) -> None:
    """Let Ctrl-C end the whole run, which nbclient takes to end this notebook's Python alone."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # on Windows nobody takes it
        loop.remove_signal_handler(signal.SIGINT)
        loop.remove_signal_handler(signal.SIGTERM)


def ask(answers: Mapping[str, str], file: str) -> None:
    """Write what the checks say of a notebook's functions to a file; runs in its own Python."""
    there = get_ipython().user_ns
    with open(file, "a", encoding="utf-8") as opened:
        for exercise, name in answers.items():
            said = verdict_on(exercise, name, there.get(name))
            print(json.dumps([exercise, *said]), file=opened, flush=True)


def verdict_on(exercise: str, name: str, answer: Any) -> tuple[bool, str]:
    """Whether an answer is right and the notebook's own, and a line that says so."""
    function = answer
    while isinstance(function, functools.partial):
        function = function.func
    if getattr(function, "__module__", None) != "__main__":
        return False, f"there is no function {name} of the notebook's own"
    return verdict(exercise, answer)


def graded(right: bool, line: str) -> str:
    """The state that a verdict means."""
    if right:
        return SOLVED
    return UNTOUCHED if line.startswith("○") else TRIED


# ---------------------------------------------------------------------------------- the table


def write(people: Iterable[Iterable[Row]], file: Path) -> None:
    """Write the rows as they come, and print how many exercises each person has solved."""
    # By the mark that "utf-8-sig" puts first, Excel knows the encoding.
    with file.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as opened:
        lines = csv.writer(opened)
        lines.writerow(Row._fields)
        for rows in people:
            written = []
            for row in rows:
                lines.writerow(row)
                written.append(row)
            opened.flush()
            print(f"{written[0].person}: {summary(written)}", flush=True)


def summary(rows: Sequence[Row]) -> str:
    """How many exercises are solved, and how many nobody could look at."""
    states = [row.state for row in rows]
    unread = len(states) - sum(map(states.count, (SOLVED, TRIED, UNTOUCHED, MISSING)))
    warning = f", {unread} could not be looked at" if unread else ""
    return f"{states.count(SOLVED)} of {len(states)} solved{warning}"


def main(arguments: list[str] | None = None) -> int:
    """Write the table of a folder; returns the exit status."""
    parser = argparse.ArgumentParser(description="Make a table of who has solved what.")
    parser.add_argument("group", type=Path, help="the folder that has one for each person")
    parser.add_argument("--run", action="store_true", help="run the notebooks")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a name may have letters that a file has not
        sys.stdout.reconfigure(errors="replace")
    file = options.group / TABLE
    try:
        write(table(options.group, run=options.run), file)
    except GradeError as error:
        print(f"No table: {error}.", file=sys.stderr)
        return 1
    except PermissionError:
        print(f"No table: {file} cannot be written. Is it open elsewhere?", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"Interrupted. {file} ends with whoever was looked at last.", file=sys.stderr)
        return 130
    print(f"Written: {file}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
