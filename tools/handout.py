"""Pack the course for a class: build/handout/character-by-character.zip, without solutions.

    python tools/handout.py          # all lessons
    python tools/handout.py 01 02    # these lessons

The lessons are as readers get them: nothing was run. What compares an answer with the solution has
to know the solution, so the checks and the solutions they need go into one packed file, where
neither an editor nor a search shows them. Only what KEPT names is handed out.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat
from desk import without_outputs
from nbformat import NotebookNode
from pairs import read_notebook

from mlp_helpers.exercises.progress import CHECK, code

ROOT = Path(__file__).resolve().parents[1]
TITLE = "character-by-character"
FILE = ROOT / "build" / "handout" / f"{TITLE}.zip"
TEMPLATES = ROOT / "tools" / "for_class"
CHECKS = "mlp_helpers/exercises/checks"
PACKED = f"{CHECKS}/packed"
KEPT = (  # everything else stays with the teacher
    *("LICENSE", "requirements.txt", "constraints.txt", "pyproject.toml"),
    *("docs/requirements.txt", "tests/requirements.txt"),  # the installation looks at them
    *(f"docs/{page}.md" for page in ("symptoms", "searching", "making")),
    *(f"docs/{page}.md" for page in ("gallery", "loss_curve", "pair_table", "scale")),
    *("data/README.md", "data/*.txt", "data/*.csv", "data/models/*.pt", "notebooks/own_names.txt"),
    "notebooks/figures.toml",
    *(f"tools/{name}.py" for name in ("install", "lab", "serve", "desk", "atomic", "pairs")),
    *("tools/jupyter/**/*", "mlp_helpers/*", "mlp_helpers/*/*"),  # but not the checks in them
    *("docs/playground.html", "docs/_static/shared.js", "docs/_static/playground/*"),  # for `share`
)
NOT_FOR_READERS = "\n# For teachers and authors"  # what follows it in the Makefile
WITHOUT_SOLUTIONS = {  # what a file says of solutions, and what it says in handouts
    "01_bigrams": (
        r"A worked solution is one line away: .*? Then run the check\.",
        "This copy has no worked solutions: your teacher has them.",
    ),
    "02_perplexity": (
        r" A solution is loaded\s+with `%load \S+`\.\)",
        ")",
    ),
    "README": (r"\| `%load` has filled .*?\n", ""),
    "pyproject": (r'"notebooks/solutions" = .*?\n', ""),
}


class HandoutError(Exception):
    """The handout cannot be made; says why."""


def contents(chosen: Iterable[str] = (), root: Path = ROOT) -> dict[str, bytes]:
    """The files of the handout by their paths; `chosen` are numbers of lessons, all if empty.

    Raises HandoutError for a number that no lesson has, or where a text about solutions is not
    found that has to be replaced.
    """
    lessons = lessons_of(set(chosen), root)
    found = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for pattern in KEPT
        for path in sorted(root.glob(pattern))
        if path.is_file() and path.suffix != ".pyc"
    }
    for name, lesson in lessons.items():
        found[f"notebooks/{name}.ipynb"] = nbformat.writes(lesson).encode()
    readme = (root / "README.md").read_text(encoding="utf-8")
    pyproject = found["pyproject.toml"].decode()
    found["pyproject.toml"] = told_otherwise("pyproject", pyproject).encode()
    found["README.md"] = handout_readme(readme, lessons).encode()
    found["Makefile"] = for_readers((root / "Makefile").read_text(encoding="utf-8")).encode()
    found[f"{CHECKS}/__init__.py"] = (TEMPLATES / "checks" / "__init__.py").read_bytes()
    found[PACKED] = packed(exercises_of(lessons.values()), root)
    return found


def lessons_of(chosen: set[str], root: Path) -> dict[str, NotebookNode]:
    """The lessons by their names, as a reader's desk has them, with nothing of solutions."""
    paths = {path.stem: path for path in sorted((root / "notebooks").glob("*.ipynb"))}
    if unknown := chosen - {name[:2] for name in paths}:
        raise HandoutError(f"there is no lesson {', '.join(sorted(unknown))}; write 01 02 03")
    return {
        name: without_solutions(name, without_outputs(read_notebook(path)))
        for name, path in paths.items()
        if not chosen or name[:2] in chosen
    }


def without_solutions(name: str, lesson: NotebookNode) -> NotebookNode:
    """The lesson, where its text says how solutions are found, with what handouts say instead."""
    if name not in WITHOUT_SOLUTIONS:
        return lesson
    old, _ = WITHOUT_SOLUTIONS[name]
    for cell in lesson.cells:
        if re.search(old, cell.source, re.DOTALL):
            cell.source = told_otherwise(name, cell.source)
            return without_outputs(lesson)  # which notes what the text is now
    raise HandoutError(f"{name} does not say where solutions are")


def told_otherwise(name: str, text: str) -> str:
    """A text that says in one place where solutions are, with what handouts say instead."""
    old, new = WITHOUT_SOLUTIONS[name]
    told, times = re.subn(old, new, text, flags=re.DOTALL)
    if times != 1:
        raise HandoutError(f"{name} says {times} times where solutions are, not once")
    return told


def exercises_of(lessons: Iterable[NotebookNode]) -> list[str]:
    """The exercises that lessons check."""
    return sorted(name for lesson in lessons for name, _ in CHECK.findall(code(lesson)))


def handout_readme(readme: str, lessons: Mapping[str, NotebookNode]) -> str:
    """The handout's README: its template, with parts of the course's own."""
    text = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    for part in ("the notebooks", "setting it up"):
        found = re.search(rf"<!-- {part};[^>]*-->\n(.*?)<!-- end of {part} -->", readme, re.DOTALL)
        if not found or text.count(f"<!-- {part} -->") != 1:
            raise HandoutError(f"the README has no part “{part}”")
        text = text.replace(f"<!-- {part} -->", found[1].strip())
    text = told_otherwise("README", text)
    given = {name[:2] for name in lessons}
    rows = (line for line in text.splitlines() if is_given(line, given))
    return "\n".join(rows) + "\n"


def is_given(line: str, lessons: set[str]) -> bool:
    """Whether a line is none of the table's on a lesson that is not handed out."""
    row = re.match(r"\| (\d\d) \| ", line)
    return row is None or row[1] in lessons


def for_readers(makefile: str) -> str:
    """The part of the Makefile that readers use."""
    kept, mark, _ = makefile.partition(NOT_FOR_READERS)
    if not mark:
        raise HandoutError("the Makefile does not say where the part for authors begins")
    return kept.rstrip() + "\n"


def packed(exercises: Iterable[str], root: Path) -> bytes:
    """The checks of these exercises and their solutions in one compressed file."""
    folders = {"checks": CHECKS, "solutions": "notebooks/solutions"}
    return zipped(
        {
            f"{folder}/{name}.py": (root / where / f"{name}.py").read_bytes()
            for name in exercises
            for folder, where in folders.items()
        }
    )


def zipped(files: Mapping[str, bytes], within: str = "") -> bytes:
    """A zip file of these files, the same bytes whenever it is made."""
    draft = io.BytesIO()
    with zipfile.ZipFile(draft, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{within}{name}")  # with a date that does not change
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
    return draft.getvalue()


def main(arguments: list[str] | None = None) -> int:
    """Pack what the command line asks for; returns the exit status."""
    parser = argparse.ArgumentParser(description="Pack the course for a class.")
    parser.add_argument("lessons", nargs="*", help="numbers such as 01 02; all if none is given")
    try:
        found = contents(parser.parse_args(arguments).lessons)
    except HandoutError as error:
        print(f"No handout: {error}.", file=sys.stderr)
        return 1
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(zipped(found, f"{TITLE}/"))
    lessons = sum(name.endswith(".ipynb") for name in found)
    megabytes = FILE.stat().st_size / 1e6
    print(f"Built {FILE.relative_to(ROOT)}: {lessons} lessons, {megabytes:.1f} MB, no solutions.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
