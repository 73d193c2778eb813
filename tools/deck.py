"""Build the cards: a deck for Anki, of the lessons' questions and words and the table of symptoms.

    python tools/deck.py

Nothing is written twice: the cards are made from the lessons themselves. Each card is known by an
id that does not change when its text does, or the number of its lesson. So whoever imports a later
deck over this one gets the new texts and keeps what was learned. build/deck holds it when it is
complete.
"""

from __future__ import annotations

import hashlib
import html
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import glossary
import nbformat
from build_book import FOLDED
from build_site import BUILD, DOCS, ROOT
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

TITLE = "Character by Character"
FILE = BUILD / "deck" / "character-by-character.apkg"
QUESTIONS = re.compile(r"^## Five questions$(.*)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| (?!symptom \||---)(.+) \|$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
SYMPTOMS, ASKED = "Symptoms", "What may it be, and how do you find out?"
MODEL_ID = 1_764_300_001  # Anki asks for a number that no other deck has, and never another one
STYLES = """\
.card { font: 20px/1.45 sans-serif; text-align: left; max-width: 34em; margin: auto; padding: 1em }
.from { font-size: 14px; opacity: 0.75; }
code { font-size: 0.9em; }
dt { font-weight: bold; } dd { margin: 0 0 0.4em 1em; }
"""
FRONT = '<p class="from">{{From}}</p>\n{{Front}}'
BACK = '{{FrontSide}}\n<hr id="answer">\n{{Back}}'


class DeckError(Exception):
    """The deck cannot be built from what is there; says what is missing."""


@dataclass(frozen=True)
class Card:
    """A card: what it is known by, the part of the deck it is in, and its two sides in HTML."""

    key: str  # such as "question/splits/3"
    part: str  # the title of its lesson, "06 · Split the names, …"
    source: str  # what stands above the question, such as "lesson 06"
    front: str
    back: str


# -------------------------------------------------------------------------- Markdown for Anki


def renderer() -> MarkdownIt:
    """Markdown as the lessons write it; Anki sets the formulas between \\( and \\), offline."""
    made = MarkdownIt("commonmark").use(dollarmath_plugin, double_inline=True)
    made.add_render_rule("math_inline", lambda self, tokens, i, *_: inline(tokens[i].content))
    for block in ("math_block", "math_inline_double"):
        made.add_render_rule(block, lambda self, tokens, i, *_: display(tokens[i].content))
    return made


def inline(latex: str) -> str:
    """A formula within a line."""
    return rf"\({html.escape(latex, quote=False)}\)"


def display(latex: str) -> str:
    """A formula that stands by itself."""
    return rf"\[{html.escape(latex.strip(), quote=False)}\]"


def rendered(text: str) -> str:
    """A piece of a lesson as HTML, with links as plain words: they lead nowhere in Anki."""
    return renderer().render(LINK.sub(r"\1", text)).strip()


# ------------------------------------------------------------------------------- the cards


def cards(root: Path = ROOT) -> list[Card]:
    """All cards of the course. Raises DeckError if two have one id, or a lesson has no question."""
    notebooks = glossary.committed()
    titles = {name: title_of(notebook) for name, notebook in notebooks.items()}
    found = [
        *questions(notebooks, titles),
        *words(glossary.read(notebooks), titles),
        *symptoms((DOCS / "symptoms.md").read_text(encoding="utf-8")),
    ]
    keys = [card.key for card in found]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise DeckError(f"several cards are called {sorted(twice)}")
    return found


def title_of(notebook: nbformat.NotebookNode) -> str:
    """The title of a lesson with its number, without the signs of Markdown."""
    return notebook.cells[0].source.partition("\n")[0].removeprefix("# ").replace("`", "")


def questions(
    notebooks: dict[str, nbformat.NotebookNode], titles: dict[str, str]
) -> Iterator[Card]:
    """The five questions of each lesson, known by the lesson's name and their place in it."""
    for name, notebook in notebooks.items():
        text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        section = QUESTIONS.search(text)
        pairs = FOLDED.findall(section[1]) if section else []
        if not pairs:
            raise DeckError(f"{name} has no questions")
        for number, (question, answer) in enumerate(pairs, start=1):
            yield Card(
                key=f"question/{name[3:]}/{number}",
                part=titles[name],
                source=f"lesson {name[:2]}",
                front=rendered(question),
                back=rendered(answer),
            )


def words(terms: Iterable[glossary.Term], titles: dict[str, str]) -> Iterator[Card]:
    """What each word of the glossary means; later explanations follow the first."""
    for term in terms:
        first = term.entries[0]
        yield Card(
            key=f"word/{term.name.casefold()}",
            part=titles[first.lesson],
            source=f"lesson {first.lesson[:2]}, a word",
            front=rendered(f"What does **{term.name}** mean?"),
            back="\n".join(rendered(entry.definition) for entry in term.entries),
        )


def symptoms(page: str) -> Iterator[Card]:
    """For each symptom of the table its causes, the test that tells them apart, and the cure."""
    for row in ROW.findall(page):
        cells = [cell.strip() for cell in row.split(" | ")]
        if len(cells) != 5:
            raise DeckError(f"a row of symptoms has {len(cells)} cells: {row}")
        symptom, causes, test, cure, _ = cells
        parts = (("likely causes", causes), ("the test", test), ("the cure", cure))
        listed = "".join(f"<dt>{name}</dt><dd>{rendered(text)}</dd>" for name, text in parts)
        yield Card(
            key=f"symptom/{symptom}",
            part=SYMPTOMS,
            source="a symptom",
            front=rendered(f"**{symptom[0].upper()}{symptom[1:]}.** {ASKED}"),
            back=f"<dl>{listed}</dl>",
        )


# -------------------------------------------------------------------------------- the deck


def number_for(text: str) -> int:
    """A number for Anki that is always the same for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) | 1 << 31


def write(found: Iterable[Card], file: Path) -> None:
    """Write the cards as a package for Anki: a deck for each lesson within that of the course."""
    import genanki  # the tests of the rest do without it

    model = genanki.Model(
        MODEL_ID,
        TITLE,
        fields=[{"name": name} for name in ("Front", "Back", "From")],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=STYLES,
    )
    decks: dict[str, genanki.Deck] = {}
    for card in found:
        name = f"{TITLE}::{card.part}"
        # By the lesson's title without its number, which may change.
        deck = decks.setdefault(name, genanki.Deck(number_for(card.part.partition(" · ")[2]), name))
        fields = [card.front, card.back, card.source]
        deck.add_note(genanki.Note(model, fields, guid=genanki.guid_for(TITLE, card.key)))
    file.parent.mkdir(parents=True, exist_ok=True)
    genanki.Package(list(decks.values())).write_to_file(file)


def main() -> int:
    """Build the deck; returns the exit status."""
    try:
        found = cards()
    except (DeckError, glossary.GlossaryError) as error:
        print(error, file=sys.stderr)
        return 1
    write(found, FILE)
    size = FILE.stat().st_size / 1000
    print(f"Built {FILE.relative_to(ROOT)}: {len(found)} cards, {size:.0f} kB.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
