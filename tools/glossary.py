"""One glossary over the course: what its words mean, where each is explained, and where it is used.

    python tools/glossary.py             # the terms and their places
    python tools/glossary.py 05          # which words of lesson 05 get a note

Each lesson ends with the words that it explains, and nothing is written twice: the page of the site
and the notes in its lessons are made from these lists. notebooks/glossary.toml adds what a program
cannot know, such as which words stand in everyday sentences too.

A term is *introduced* where its lesson prints it in bold, or else uses it first. In another lesson
it is *used* at its first place in prose: headings, code, formulas, links, tables and what is folded
are passed over.
"""

from __future__ import annotations

import argparse
import copy
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
SETTINGS = NOTEBOOKS / "glossary.toml"

ENTRY = re.compile(r"^- (.+?:)\*\*\s+(.+?)(?=\n- |\n\n|\Z)", re.MULTILINE | re.DOTALL)
GLOSSARY = re.compile(r"^## Glossary\n(.*)", re.MULTILINE | re.DOTALL)
BOLD = re.compile(r"\*\*(?=\S)([^*]+?)[.:,?]?(?<=\S)\*\*")
CODE = re.compile(r"`([^`\n(]+)(?:\(\))?`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
BESIDE_THE_TITLE = re.compile(r"^\d\d · | \(\d+ minutes\)$")
BESIDE_THE_TEXT = re.compile(r"^## (?:Glossary|Sources)$.*", re.MULTILINE | re.DOTALL)
NO_TEXT = re.compile(
    r"^#[^\n]*$"  # headings
    r"|^\|[^\n]*$"  # tables
    r"|\$\$.+?\$\$|\$[^$\n]+(?:\n[^$\n]+)?\$"  # formulas
    r"|```.*?```|`[^`]+`"  # code
    r"|!?\[[^\]]*\]\([^)]*\)|<https?:[^>]*>",  # links
    re.MULTILINE | re.DOTALL,
)
FOLDED = re.compile(r"<details.*?</details>|<[^>\n]+>", re.DOTALL)
TAGS = re.compile(r"<summary>.*?</summary>|<[^>\n]+>", re.DOTALL)


class GlossaryError(Exception):
    """The lists and the lessons do not fit together; says where."""


@dataclass(frozen=True)
class Entry:
    """What one lesson says of a term: a line of its list."""

    names: tuple[str, ...]  # the term, then what else the line prints in bold
    head: str  # as the line begins, such as "Decay (of the learning rate)"
    definition: str  # Markdown
    lesson: str  # such as "03_downhill"

    @property
    def term(self) -> str:
        """The name under which it is found."""
        return self.names[0]


class Place(NamedTuple):
    """Where a term stands: a stretch of a cell's text."""

    lesson: str
    cell: int
    start: int
    end: int
    kind: str  # "bold", "text" or "code"
    section: str  # the heading above it, Markdown

    @property
    def order(self) -> tuple[int, int]:
        """Its place within the lesson."""
        return self.cell, self.start


@dataclass
class Term:
    """A term of the course: its entries in the order of lessons, and its places."""

    name: str
    entries: list[Entry]
    introduced: Place | None = None
    used: list[Place] = field(default_factory=list)  # one in each later lesson, or none
    early: Place | None = None  # in its own lesson, before it is introduced

    @property
    def others(self) -> list[str]:
        """Its other names, of the entries that are found under its own."""
        own = [entry for entry in self.entries if same(entry.term, self.name)]
        names = dict.fromkeys(name for entry in own for name in entry.names[1:])
        return list(names)

    @property
    def lessons(self) -> list[str]:
        """The lessons with an entry for it."""
        return [entry.lesson for entry in self.entries]

    @property
    def noted(self) -> list[Place]:
        """The places where a reader may want to be told what it means, at most one in a lesson."""
        return [place for place in [self.early, *self.used] if place and place.kind == "text"]


@dataclass(frozen=True)
class Settings:
    """notebooks/glossary.toml, where each list is explained."""

    everyday: list[str]
    not_searched: list[str]
    another_sense: dict[str, list[str]]
    forms: dict[str, list[str]]
    names: dict[str, list[str]]
    in_full: dict[str, str]
    deeper: list[str]
    emphasis: list[str]
    field_words: list[str]

    @classmethod
    def read(cls, file: Path = SETTINGS) -> Settings:
        """Read the file."""
        return cls(**tomllib.loads(file.read_text(encoding="utf-8")))


@dataclass
class Lesson:
    """The texts of a lesson, one for each cell; a cell with code has none."""

    name: str  # such as "03_downhill"
    texts: list[str]

    @property
    def number(self) -> str:
        """As readers call it."""
        return self.name.partition("_")[0]

    @property
    def topic(self) -> str:
        """What its name keeps when lessons move."""
        return self.name.partition("_")[2]

    @cached_property
    def bare(self) -> list[str]:
        """The texts with blanks for what is no prose, so that all places stay."""
        return [blanked(text, BESIDE_THE_TEXT, FOLDED, NO_TEXT, BOLD) for text in self.texts]

    @cached_property
    def bold(self) -> list[tuple[int, re.Match[str]]]:
        """What is printed in bold, also in what is folded: the cell and the stretch of its text."""
        return [
            (cell, found)
            for cell, text in enumerate(self.texts)
            for found in BOLD.finditer(blanked(text, BESIDE_THE_TEXT, TAGS, NO_TEXT))
        ]

    @cached_property
    def code(self) -> list[tuple[int, re.Match[str]]]:
        """The code within sentences, in the same way."""
        return [
            (cell, found)
            for cell, text in enumerate(self.texts)
            for found in CODE.finditer(blanked(text, BESIDE_THE_TEXT, FOLDED))
        ]

    def entries(self, settings: Settings) -> list[Entry]:
        """What its list says. Raises GlossaryError if it has none."""
        found = [GLOSSARY.search(text) for text in self.texts]
        lists = [each[1] for each in found if each]
        if len(lists) != 1:
            raise GlossaryError(f"{self.name} has {len(lists)} glossaries, not one")
        return [entry_of(*line.groups(), self.name, settings) for line in ENTRY.finditer(lists[0])]

    def section(self, cell: int, start: int) -> str:
        """The heading above a place."""
        above = [*self.texts[:cell], self.texts[cell][:start]]
        return [title for text in above for title in HEADING.findall(text)][-1]


def blanked(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with blanks in place of what the patterns find; line ends stay."""
    for pattern in patterns:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def entry_of(head: str, definition: str, lesson: str, settings: Settings) -> Entry:
    """One line of a list. The head ends with a colon, and still holds the asterisks."""
    head, definition = (" ".join(text.split()) for text in (head, definition))
    head = head.replace("**", "").rstrip(":")
    plain, _, beside = head.rstrip(")").partition(" (")
    parts = re.split(r", or |, | and ", plain)
    last = parts[-1].split()
    if len(last) > 1:  # "Training, validation and test names"
        parts = [" ".join([part, *last[len(part.split()) :]]) for part in parts]
    if beside and not beside.startswith(("of ", "plural: ")):
        parts.append(beside)
    parts += BOLD.findall(definition)
    names = [settings.in_full.get(name, name) for name in parts]
    names += settings.names.get(names[0], [])
    return Entry(tuple(dict.fromkeys(names)), head, definition, lesson)


def alphabetically(name: str) -> str:
    """What names are sorted by: their letters."""
    return re.sub(r"[\W_]", "", name.lower())


def same(name: str, other: str) -> bool:
    """Whether two names differ in capital letters only."""
    return name.lower() == other.lower()


# ------------------------------------------------------------------------------- finding


def read(notebooks: Mapping[str, NotebookNode] | None = None) -> list[Term]:
    """All terms of the course with their places, in the order of lessons.

    `notebooks` by their names without an ending; without them, the committed ones. Raises
    GlossaryError if a lesson has no list, or does not use what its list explains.
    """
    settings = Settings.read()
    lessons = lessons_of(notebooks or committed())
    terms = terms_of([entry for each in lessons for entry in each.entries(settings)])
    pattern, meant = searching(terms, settings)
    for lesson in lessons:
        for name, place in first_places(lesson, pattern, meant).items():
            put(place, terms[name], lesson, settings)
    if unused := [f"“{term.name}”" for term in terms.values() if term.introduced is None]:
        raise GlossaryError(f"the lessons explain and do not use {', '.join(unused)}")
    return list(terms.values())


def committed() -> dict[str, NotebookNode]:
    """The notebooks of the course by their names."""
    paths = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
    return {path.stem: nbformat.read(path, as_version=4) for path in paths}


def lessons_of(notebooks: Mapping[str, NotebookNode]) -> list[Lesson]:
    """The texts of the notebooks."""
    return [
        Lesson(name, [cell.source if cell.cell_type == "markdown" else "" for cell in each.cells])
        for name, each in notebooks.items()
    ]


def terms_of(entries: Iterable[Entry]) -> dict[str, Term]:
    """The entries by their term, in small letters.

    What a lesson explains within another entry and a later lesson in one of its own is one term.
    """
    entries = list(entries)
    terms: dict[str, Term] = {}
    for entry in entries:
        terms.setdefault(entry.term.lower(), Term(entry.term, []))
    for entry in entries:
        for name in entry.names:
            if name.lower() in terms:
                terms[name.lower()].entries.append(entry)
    return terms


def searching(
    terms: Mapping[str, Term], settings: Settings
) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for every form of every term, long ones first, and which term each form means.

    Where a name belongs to several terms, it means the one that is found under it.
    """
    meant: dict[str, str] = {}
    for key, term in terms.items():
        for name in [*term.others, *settings.forms.get(term.name, [])]:
            if name not in settings.not_searched:
                meant.setdefault(name.lower(), key)
    meant |= {key: key for key in terms}
    meant |= {
        plural: meant[form] for form in list(meant) if (plural := plural_of(form)) not in meant
    }
    longest_first = sorted(meant, key=len, reverse=True)
    forms = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest_first)
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE), meant


def plural_of(form: str) -> str:
    """The plural by the rules of spelling."""
    if re.search(r"[^aeiou]y$", form):
        return f"{form[:-1]}ies"
    return f"{form}es" if re.search(r"(?:s|x|z|ch|sh)$", form) else f"{form}s"


def first_places(
    lesson: Lesson, pattern: re.Pattern[str], meant: Mapping[str, str]
) -> dict[str, list[Place]]:
    """For each term its first place of each kind, in the order of the text."""
    stretches = [
        *((cell, *each.span(1), "bold") for cell, each in lesson.bold),
        *((cell, *each.span(1), "code") for cell, each in lesson.code),
        *(
            (cell, *each.span(), "text")
            for cell, text in enumerate(lesson.bare)
            for each in pattern.finditer(text)
        ),
    ]
    found: dict[str, list[Place]] = {}
    for cell, start, end, kind in sorted(stretches):
        words = lesson.texts[cell][start:end]
        if pattern.fullmatch(words):
            places = found.setdefault(meant[" ".join(words.lower().split())], [])
            if all(place.kind != kind for place in places):
                section = lesson.section(cell, start)
                places.append(Place(lesson.name, cell, start, end, kind, section))
    return found


def put(places: list[Place], term: Term, lesson: Lesson, settings: Settings) -> None:
    """Keep of a lesson's places what the term is introduced by, or used at.

    In the lesson that explains it, bold comes before other prose, and prose before code.
    """
    by_kind = {place.kind: place for place in places}
    if lesson.name == term.lessons[0]:
        term.introduced = next(
            by_kind[kind] for kind in ("bold", "text", "code") if kind in by_kind
        )
        text = by_kind.get("text")
        term.early = text if text and text.order < term.introduced.order else None
    elif term.introduced and means_it(term, lesson, settings):
        term.used += [place for place in places if place.kind != "code"][:1]


def means_it(term: Term, lesson: Lesson, settings: Settings) -> bool:
    """Whether the word is the term in a later lesson."""
    if lesson.name in term.lessons:
        return True
    elsewhere = settings.another_sense.get(term.name, [])
    return term.name not in settings.everyday and lesson.topic not in elsewhere


# -------------------------------------------------------------------------------- showing


def place_id(term: Term, place: Place) -> str:
    """The id of a term's place; it stays when lessons move."""
    words = f"{place.lesson.partition('_')[2]} {term.name}".lower()
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")


def with_notes(notebook: NotebookNode, name: str, terms: Iterable[Term]) -> NotebookNode:
    """A copy in which the places of the terms have an id, and lead to the page of the glossary.

    It is MyST: on GitHub and in Jupyter a reader would see the marks.
    """
    notebook = copy.deepcopy(notebook)
    here = [
        (place, term)
        for term in terms
        for place in [term.introduced, term.early, *term.used]
        if place and place.lesson == name
    ]
    for place, term in sorted(here, key=lambda each: each[0].order, reverse=True):
        text = notebook.cells[place.cell].source
        start, end = place.start, place.end
        if place.kind == "code":  # with its marks, which stand around it
            start, end = text.rindex("`", 0, start), text.index("`", end) + 1
        words = text[start:end]
        noted = f"{{term}}`{words} <{term.name}>`" if place in term.noted else words
        marked = noted if place is term.early else f"[{noted}]{{#{place_id(term, place)}}}"
        notebook.cells[place.cell].source = text[:start] + marked + text[end:]
    return notebook


def as_page(found: Iterable[Term]) -> str:
    """The glossary in MyST: for each letter a heading, and Sphinx's own list of terms."""
    items: dict[str, str] = {}
    terms = {term.name.lower(): term for term in found}
    for term in terms.values():
        items[term.name] = item(term)
        for name in term.others:
            if name.lower() not in terms:
                items[name] = f"{titled(name)}\n  See {{term}}`{term.name}`.\n"
    letters: dict[str, list[str]] = {}
    for name in sorted(items, key=alphabetically):
        letters.setdefault(name[0].upper(), []).append(items[name])
    jumps = " ".join(f"[{letter}](#{letter.lower()})" for letter in letters)
    lists = [
        "\n".join([f"## {letter}\n", "```{glossary}", *listed, "```\n"])
        for letter, listed in letters.items()
    ]
    return "\n".join([f"{jumps}\n", *lists])


def item(term: Term) -> str:
    """A term, what it means in the order of lessons, and where it stands."""
    assert term.introduced
    lines = [term.name]
    for entry in term.entries:
        text = entry.definition
        if entry.head != term.name:
            text = f"**{entry.head}:** {text}"
        if len(term.entries) > 1:
            text += f" *(lesson {entry.lesson[:2]})*"
        lines += [f"  {{.from-{entry.lesson[:2]}}}", f"  {text[0].upper()}{text[1:]}", ""]
    section = BESIDE_THE_TITLE.sub("", term.introduced.section)
    where = f"Introduced in {link(term, term.introduced)}, *{section}*"
    if term.used:
        where += "; used in " + ", ".join(link(term, place) for place in term.used)
    return "\n".join([*lines, "  {.places}", f"  {where}.", ""])


def titled(name: str) -> str:
    """A name as an entry begins: with a capital letter, unless it is a symbol such as nan."""
    symbol = re.match(r"\w-|\w{1,3}$|\w*_", name)
    return name if symbol else name[0].upper() + name[1:]


def link(term: Term, place: Place) -> str:
    """The lesson's number, which leads to the place."""
    return f"[{place.lesson[:2]}](#{place_id(term, place)})"


def main(arguments: list[str] | None = None) -> None:
    """Print the terms with their places, or the words of a lesson that get a note."""
    parser = argparse.ArgumentParser(description="Say what the glossary of the course holds.")
    parser.add_argument("lesson", nargs="?", help="the number of a lesson, such as 05")
    number = parser.parse_args(arguments).lesson
    notebooks = committed()
    lessons = {lesson.name: lesson for lesson in lessons_of(notebooks)}
    for term in read(notebooks):
        if number is None:
            used = ", ".join(place.lesson[:2] for place in term.used)
            print(f"{term.name}: {', '.join(n[:2] for n in term.lessons)}; used in {used}")
        for place in term.noted:
            if number and place.lesson.startswith(number):
                text = lessons[place.lesson].texts[place.cell]
                around = text[max(0, place.start - 40) : place.end + 40].replace("\n", " ")
                print(f"{term.name:30} {around}")


if __name__ == "__main__":
    main()
