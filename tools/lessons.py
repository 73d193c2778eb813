"""Insert a lesson, take one out, and number the others anew.

    python tools/lessons.py insert 05 interlude "Take a breath"
    python tools/lessons.py remove 05
    python tools/lessons.py                 # say which references are wrong

A lesson is known by its name: `splits` is notebooks/04_splits.ipynb and its text while it is the
fourth. Whoever mentions a lesson's number links to its file, `[notebook 04](04_splits.ipynb)`, so
that both can be kept right by a program. Exercises and published figures belong to names.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import jupytext
from atomic import replace
from nbformat import NotebookNode
from pairs import PairError, note, read_notebook, was_edited
from study_time import rounded, study_minutes

ROOT = Path(__file__).resolve().parents[1]
NAME = re.compile(r"\d\d_[a-z0-9_]+")
TEXT_FILES = (".md", ".py", ".toml", ".csv", ".yml", ".json", ".txt", ".js")
TELL_OF_MOVED_ONES = ("tests/test_lessons.py", "tools/lessons.py")  # by other numbers
# A number that is linked, or stands in the README's table before the link.
LINK = re.compile(
    r"\[(?P<words>[^\[\]]*)\]\((?P<path>[\w./-]*?)(?P<name>\d\d_\w+)\.ipynb(?P<end>#[^)]*)?\)"
)
ROW = re.compile(r"^\| \d\d (?=\| \[[^\]]*\]\(notebooks/(?P<name>\d\d_\w+)\.ipynb\))", re.MULTILINE)
TITLE = re.compile(r"^# (?P<number>\d\d) · ", re.MULTILINE)
EXERCISE = re.compile(r"(?P<word>[Ee]xercises? )(?P<number>\d\d)(?P<rest>\.\d)")
UNLINKED = re.compile(r"\b(?:[Nn]otebooks?|[Ll]essons?)\s+\d\d\b")
FOOTER = re.compile(r"\n(?:Before|Next): \[[^\n]*(?:\n[^\n]+)*\n*\Z")  # the last paragraph
NEEDED = re.compile(r"^\*\*You need:\*\*(?:.+\n)+", re.MULTILINE)
GLOSSARY = re.compile(r"^## Glossary\n(?P<entries>[\s\S]*?)(?=^## |^\+\+\+|\Z)", re.MULTILINE)
TERM = re.compile(r"^- \*\*(.+?):?\*\*", re.MULTILINE)
SKELETON = """\
---
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

# {number} · {title}

Next: []()
"""
ROW_OF_NEW = "| {number} | [{title}](notebooks/{name}.ipynb) | … | {minutes} min | … |\n"


def lessons(root: Path) -> list[str]:
    """The lessons in their order, such as 04_splits."""
    return sorted(path.stem for path in (root / "notebooks" / "src").glob("*.md"))


def insert(root: Path, number: int, name: str, title: str) -> None:
    """Make an empty lesson of this number; those from there on get the next one.

    Raises ValueError for a number, a name or a title that cannot be used.
    """
    before = lessons(root)
    if not 1 <= number <= len(before) + 1:
        raise ValueError(f"the lessons are 1 to {len(before)}; a new one can be {len(before) + 1}.")
    if not NAME.fullmatch(f"00_{name}") or name in [lesson[3:] for lesson in before]:
        raise ValueError(f"{name!r} is taken, or no name: a-z, 0-9 and _ make one.")
    if not title or set(title) & set("[]|\n"):
        raise ValueError("a title is one line without [, ] and |.")
    rename(root, {lesson: numbered(lesson, by=1) for lesson in before[number - 1 :]})
    new = f"{number:02d}_{name}"
    text = root / "notebooks" / "src" / f"{new}.md"
    replace(text, SKELETON.format(number=f"{number:02d}", title=title).encode())
    notebook = jupytext.read(text, fmt="md:myst")
    for place, cell in enumerate(notebook.cells):
        cell.id = f"{new}-{place:03d}"
    note(notebook, root / "notebooks" / f"{new}.ipynb")
    row = ROW_OF_NEW.format(
        number=f"{number:02d}", title=title, name=new, minutes=rounded(study_minutes(notebook))
    )
    readme = root / "README.md"
    rows = list(ROW.finditer(content := readme.read_text(encoding="utf-8")))
    at = (
        rows[number - 1].start() if number <= len(rows) else content.index("\n", rows[-1].end()) + 1
    )
    replace(readme, (content[:at] + row + content[at:]).encode())
    link_neighbours(root)


def remove(root: Path, number: int) -> None:
    """Take a lesson out, its row in the README too; those after it move up.

    Raises ValueError for a number that no lesson has.
    """
    before = lessons(root)
    if not 1 <= number <= len(before):
        raise ValueError(f"the lessons are 1 to {len(before)}.")
    refuse_edited(root)
    gone = before[number - 1]
    for path in (root / "notebooks" / "src" / f"{gone}.md", root / "notebooks" / f"{gone}.ipynb"):
        path.unlink()
    readme = root / "README.md"
    row = re.compile(rf"^\| .*\(notebooks/{gone}\.ipynb\).*\n", re.MULTILINE)
    replace(readme, row.sub("", readme.read_text(encoding="utf-8")).encode())
    rename(root, {lesson: numbered(lesson, by=-1) for lesson in before[number:]})
    link_neighbours(root)


def numbered(lesson: str, *, by: int) -> str:
    """A lesson's file name with another number."""
    return f"{int(lesson[:2]) + by:02d}{lesson[2:]}"


def rename(root: Path, names: Mapping[str, str]) -> None:
    """Give lessons other numbers, in the names of their files and wherever they are mentioned."""
    if not names:
        return
    notebooks = refuse_edited(root)
    for path in mentioning(root):
        old = path.read_text(encoding="utf-8")
        new = renamed(old, names, own=names.get(path.stem, path.stem))
        if new != old:
            replace(path, new.encode())
    for path, notebook in notebooks.items():
        own = names.get(path.stem, path.stem)
        for place, cell in enumerate(notebook.cells):
            cell.source = renamed(cell.source, names, own=own)
            cell.id = f"{own}-{place:03d}"
        note(notebook, path)
    for folder, ending in (("notebooks/src", "md"), ("notebooks", "ipynb")):
        # The last one moves first when numbers grow, and the first when they shrink.
        for old_name, new_name in sorted(names.items(), reverse=max(names.values()) > max(names)):
            (root / folder / f"{old_name}.{ending}").rename(root / folder / f"{new_name}.{ending}")


def link_neighbours(root: Path) -> None:
    """Let every lesson end with links to the one before and the one after it."""
    for lesson in lessons(root):
        text = root / "notebooks" / "src" / f"{lesson}.md"
        end = f"\n{neighbours(root, lesson)}"
        replace(text, _with_end(text.read_text(encoding="utf-8"), f"{end}\n").encode())
        path = root / "notebooks" / f"{lesson}.ipynb"
        notebook = read_notebook(path)
        notebook.cells[-1].source = _with_end(notebook.cells[-1].source, end)
        note(notebook, path)


def _with_end(text: str, end: str) -> str:
    return FOOTER.sub(lambda _: end, text)


def neighbours(root: Path, lesson: str) -> str:
    """The last paragraph of a lesson: links to the ones before and after it."""
    there = lessons(root)
    place = there.index(lesson)
    links = [("Before", there[place - 1])] if place else []
    links += [("Next", other) for other in there[place + 1 : place + 2]]
    return " ".join(f"{word}: [{heading(root, to)}]({to}.ipynb)." for word, to in links)


def heading(root: Path, lesson: str) -> str:
    """A lesson's number and title, as its first line says them."""
    text = (root / "notebooks" / "src" / f"{lesson}.md").read_text(encoding="utf-8")
    return re.search(r"^# (.+)$", text, re.MULTILINE)[1]


def refuse_edited(root: Path) -> dict[Path, NotebookNode]:
    """All notebooks. Raises PairError if one was edited by hand, which must not be lost."""
    notebooks = {path: read_notebook(path) for path in sorted((root / "notebooks").glob("*.ipynb"))}
    for path, notebook in notebooks.items():
        if was_edited(notebook):
            raise PairError(f"{path.name} was edited by hand: run `make sync` first.")
    return notebooks


def mentioning(root: Path) -> list[Path]:
    """The files in the repository that may mention lessons, their texts among them."""
    listed = ["git", "-c", "core.quotePath=off", "ls-files", "-co", "--exclude-standard"]
    tracked = subprocess.run(listed, cwd=root, capture_output=True, encoding="utf-8", check=True)
    paths = [root / line for line in tracked.stdout.splitlines()]
    paths = [path for path in paths if path.suffix in TEXT_FILES and path.is_file()]
    return [path for path in paths if path.relative_to(root).as_posix() not in TELL_OF_MOVED_ONES]


def renamed(text: str, names: Mapping[str, str], *, own: str) -> str:
    """A text with other numbers for lessons; `own` is the lesson that it belongs to, if any."""
    text = NAME.sub(lambda found: names.get(found[0], found[0]), text)
    text = LINK.sub(_with_the_targets_number, text)
    text = ROW.sub(lambda found: f"| {found['name'][:2]} ", text)
    if NAME.fullmatch(own):
        text = TITLE.sub(f"# {own[:2]} · ", text, count=1)
        text = EXERCISE.sub(lambda found: f"{found['word']}{own[:2]}{found['rest']}", text)
    return text


def _with_the_targets_number(link: re.Match[str]) -> str:
    """The link with its own number: one that begins its words, or stands after “notebook”."""
    number = rf"\g<1>{link['name'][:2]}"
    words = re.sub(r"^((?:[Nn]otebooks?|[Ll]essons?) )?\d\d\b", number, link["words"])
    return f"[{words}]({link['path']}{link['name']}.ipynb{link['end'] or ''})"


def wrong_references(root: Path) -> Iterator[str]:
    """What is not as it should be: one line for each number or link."""
    there = lessons(root)
    if [int(lesson[:2]) for lesson in there] != list(range(1, len(there) + 1)):
        yield f"the lessons are not numbered 01, 02, …: {', '.join(there)}"
    pages = [path for path in mentioning(root) if path.suffix == ".md"]
    for path in pages:
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(root)
        for link in LINK.finditer(text):
            if link["name"] not in there:
                yield f"{where}: {link[0]} leads to no lesson"
            elif _with_the_targets_number(link) != link[0]:
                yield f"{where}: {link[0]} has another number than its lesson"
        for mention in UNLINKED.finditer(LINK.sub("", text)):
            yield f"{where}: “{' '.join(mention[0].split())}” is no link"
        if path.stem in there:
            yield from wrong_numbers(text, path.stem)
            yield from wrong_order(text, path.stem)
            if not text.endswith(f"\n{neighbours(root, path.stem)}\n"):
                yield f"{where}: the last line does not lead to the lessons before and after"


def wrong_numbers(text: str, lesson: str) -> Iterator[str]:
    """Where a lesson's title, or the number of an exercise, is not that of the lesson."""
    number = lesson[:2]
    title = TITLE.search(text)
    if title is None or title["number"] != number:
        yield f"{lesson}: the title does not begin with {number} ·"
    headings = re.findall(r"^### Exercise (\d\d\.\d)", text, re.MULTILINE)
    if headings != [f"{number}.{place}" for place in range(1, len(headings) + 1)]:
        yield f"{lesson}: the exercises are numbered {', '.join(headings)}"
    for mention in EXERCISE.finditer(text):
        if f"{mention['number']}{mention['rest']}" not in headings:
            yield f"{lesson}: there is no “{mention[0]}” here"


def wrong_order(text: str, lesson: str) -> Iterator[str]:
    """Where a lesson needs a later one, or its glossary explains what it does not use."""
    needed = NEEDED.search(text)
    for link in LINK.finditer(needed[0] if needed else ""):
        if link["name"] >= lesson:
            yield f"{lesson}: needs {link['name']}, which comes later"
    if found := GLOSSARY.search(text):
        used = " ".join(text[: found.start()].lower().split())
        for term in TERM.findall(found["entries"]):
            if not any(
                part in used
                for part in re.split(r" or |, | \((?:plural: )?|\)", term.lower())
                if part
            ):
                yield f"{lesson}: the glossary explains “{term}”, which the lesson does not use"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command")
    new = commands.add_parser("insert", help="make an empty lesson")
    new.add_argument("number", type=int)
    new.add_argument("name", help="lower-case, with _ for blanks")
    new.add_argument("title")
    gone = commands.add_parser("remove", help="take a lesson out")
    gone.add_argument("number", type=int)
    options = parser.parse_args(arguments)
    try:
        if options.command == "insert":
            insert(ROOT, options.number, options.name, options.title)
        elif options.command == "remove":
            remove(ROOT, options.number)
        wrong = list(wrong_references(ROOT))
    except (ValueError, PairError, FileNotFoundError, subprocess.CalledProcessError) as error:
        print(f"{error} (Lessons are found by git, in a clone of the repository.)")
        return 1
    print("\n".join(wrong) or "every reference to a lesson is right")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
