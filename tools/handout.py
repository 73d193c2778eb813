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
import posixpath
import re
import sys
import time
import zipfile
from collections.abc import Collection, Iterable, Mapping
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
    *("docs/symptoms.md", "docs/searching.md"),
    *("data/README.md", "data/*.txt", "data/*.csv", "data/models/*.pt"),
    *("notebooks/own_names.txt", "notebooks/figures.toml"),
    *(f"tools/{name}.py" for name in ("install", "lab", "serve", "desk", "atomic", "pairs")),
    *("tools/jupyter/**/*", "mlp_helpers/*", "mlp_helpers/*/*"),  # but not the checks in them
    *("docs/playground.html", "docs/_static/shared.js", "docs/_static/playground/*"),  # for `share`
)
NOT_FOR_READERS = "\n# For teachers and authors"  # what follows it in the Makefile
WITHOUT_SOLUTIONS = [  # what is said of solutions, where, and what handouts say
    (
        "notebooks/01_bigrams.ipynb",
        r"A worked solution is one line away: .*? Then run the check\.",
        "This copy has no worked solutions: your teacher has them.",
    ),
    ("notebooks/01_bigrams.ipynb", r" \(The\s+solution says it\.\)", ""),
    ("notebooks/02_perplexity.ipynb", r" A solution is loaded\s+with `%load \S+`\.\)", ")"),
    ("notebooks/02_perplexity.ipynb", r" \(The\s+solution says it\.\)", ""),
    ("pyproject.toml", r'"notebooks/solutions" = .*?\n', ""),
]
LINK = re.compile(r"\[([^\]]+)\]\(([\w./-]+\.\w+)(?:#[^)]*)?\)")  # to a file
# Rows of the README's table on what can go wrong that speak of what a class does not have.
NOT_FOR_CLASSES = re.compile(r"`git |%load|website|Binder")


class HandoutError(Exception):
    """The handout cannot be made; says why."""


def contents(chosen: Iterable[str] = (), root: Path = ROOT) -> dict[str, bytes]:
    """The files of the handout by their paths; `chosen` are numbers of lessons, all if empty.

    Raises HandoutError for a number that no lesson has, or where a text about solutions is not
    found that has to be replaced.
    """
    lessons = lessons_of({number.zfill(2) for number in chosen}, root)
    texts, found = {}, {}
    for pattern in KEPT:
        for path in filter(is_handed_out, sorted(root.glob(pattern))):
            name, content = path.relative_to(root).as_posix(), path.read_bytes()
            if path.suffix in (".md", ".toml"):
                texts[name] = content.decode()
            else:
                found[name] = content
    texts["README.md"] = handout_readme((root / "README.md").read_text("utf-8"), max(lessons)[:2])
    texts["Makefile"] = for_readers((root / "Makefile").read_text(encoding="utf-8"))
    found[f"{CHECKS}/__init__.py"] = (TEMPLATES / "checks" / "__init__.py").read_bytes()
    found[PACKED] = packed(exercises_until(max(lessons), root), root)
    names = {*found, *texts, *(f"notebooks/{name}.ipynb" for name in lessons)}
    for name, text in texts.items():
        text = told_otherwise(name, text)
        found[name] = (
            with_given_links(name, text, names) if name.endswith(".md") else text
        ).encode()
    for name, lesson in lessons.items():
        path = f"notebooks/{name}.ipynb"
        found[path] = nbformat.writes(handed_out(path, lesson, names)).encode()
    return found


def is_handed_out(path: Path) -> bool:
    """Whether this is a file that is neither hidden, such as .DS_Store, nor made by a program."""
    made = path.name.startswith(".") or path.name.endswith("~") or "__pycache__" in path.parts
    return path.is_file() and not made


def lessons_of(chosen: set[str], root: Path) -> dict[str, NotebookNode]:
    """The chosen lessons by their names, in their order."""
    paths = {path.stem: path for path in sorted((root / "notebooks").glob("*.ipynb"))}
    if unknown := chosen - {name[:2] for name in paths}:
        raise HandoutError(f"there is no lesson {', '.join(sorted(unknown))}")
    return {
        name: read_notebook(path)
        for name, path in paths.items()
        if not chosen or name[:2] in chosen
    }


def exercises_until(last: str, root: Path) -> list[str]:
    """The exercises of all lessons up to one: those before it may have been handed out already."""
    paths = sorted((root / "notebooks").glob("*.ipynb"))
    lessons = [read_notebook(path) for path in paths if path.stem <= last]
    return sorted(name for lesson in lessons for name, _ in CHECK.findall(code(lesson)))


def handed_out(path: str, lesson: NotebookNode, names: Collection[str]) -> NotebookNode:
    """The lesson without results, solutions, and links to what is not handed out."""
    prose = [cell for cell in lesson.cells if cell.cell_type == "markdown"]
    between = "\n\0\n"  # so that all of it can be looked at as one text
    told = told_otherwise(path, between.join(cell.source for cell in prose))
    for cell, text in zip(prose, told.split(between), strict=True):
        cell.source = with_given_links(path, text, names)
    return without_outputs(lesson)


def told_otherwise(path: str, text: str) -> str:
    """A text, where it says how solutions are found, with what handouts say instead."""
    for name, old, new in WITHOUT_SOLUTIONS:
        if name == path:
            text, times = re.subn(old, new, text, flags=re.DOTALL)
            if times != 1:
                raise HandoutError(f"{path} says {times} times and not once: {old}")
    return text


def with_given_links(path: str, text: str, names: Collection[str]) -> str:
    """A text whose links to files that are not handed out are words."""
    folder = posixpath.dirname(path)

    def kept(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link[2]))
        if any(f"{name}/".startswith(f"{target}/") for name in names):
            return link[0]
        return link[1]

    return LINK.sub(kept, text)


def handout_readme(readme: str, last: str) -> str:
    """The handout's README: its template, with two tables of the course's own.

    `last` is the number of the last lesson that is handed out.
    """
    text = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    lessons = part(readme, r"<!-- the notebooks;[^>]*-->\n(.*?)<!-- end of the notebooks -->")
    kept = (row for row in lessons.splitlines() if not re.match(r"\| \d", row) or row[2:4] <= last)
    # Their words alone: what is done in the folder `notebooks` would be lost.
    words = re.sub(r"\[([^\]]+)\]\(notebooks/[^)]*\)", r"\1", "\n".join(kept))
    faults = part(readme, r"\*\*If something goes wrong\*\*\n(.*?)<!-- end of setting it up -->")
    rows = (row for row in faults.splitlines() if not NOT_FOR_CLASSES.search(row))
    for place, new in (
        ("<!-- the notebooks -->", words),
        ("<!-- if something goes wrong -->", "\n".join(rows)),
    ):
        text = text.replace(place, new.strip())
    return text


def part(readme: str, pattern: str) -> str:
    """A part of the course's README. Raises HandoutError if it has none of this kind."""
    found = re.search(pattern, readme, re.DOTALL)
    if not found:
        raise HandoutError(f"the README has no part {pattern}")
    return found[1]


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
    """A zip file of these files.

    They get the time of now: Python takes a compiled module for up to date whose source has the
    time and the length that it had before.
    """
    draft = io.BytesIO()
    with zipfile.ZipFile(draft, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{within}{name}", time.localtime()[:6])
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
