"""Find numbers in the text of a lesson that nothing produces, and calculations that are wrong.

    python tools/numbers_in_text.py

A number with at least two digits that count must stand, to as many places as it is written with,

- in an output of its lesson, or of a lesson that its cell links to; if only two digits count, in
  one of its own section or of such a lesson, because two digits agree by chance too easily,
- as a per cent of such an output, where it is written as one,
- as the difference or the ratio of two numbers of one output, where its sentence compares,
- in the lesson's code,
- in a calculation that the text writes out, and that is right,
- among the FACTS of the data.

For any other, tests/numbers_by_hand.csv says how it is calculated, or where it comes from. Left out
are the examples of exercises and what stands in `code`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import nbformat
from calculations import agree, calculations, value
from nbformat import NotebookNode
from predictions import NOTEBOOKS, texts

WRITTEN = re.compile(
    r"(?<![\w.,}])\d{1,3}(?:(?:,|\{,\})\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.,}])\d+(?:\.\d+)?(?!\w)"
)
PRINTED = re.compile(r"(?<![\w.])\d[\d,_]*(?:\.\d+)?(?:e[+-]?\d+)?")
# What is no quantity: addresses, titles, years, code, the numbers of lessons, steps and papers.
NO_QUANTITY = re.compile(
    r"\]\([^)]*\)|\[\d\d\]|\b(?:notebook|lesson|case|section|exercise|step)s? \d+(?:\.\d)?\b"
    r"(?:(?:, | and | to )\d+\b)*|\(\d+ minutes\)|arXiv:\S+|\b(?:19|20)\d\d\b|^#+ .*$|`[^`]*`|"
    r"^\*\*Time:.*$",
    re.MULTILINE | re.IGNORECASE,
)
NO_RESULTS = ("## Sources", "### Exercise")  # how cells begin whose numbers come from elsewhere
LINK = re.compile(r"\]\((\d\d_\w+)\.ipynb")
SENTENCE = re.compile(r"(?<=[.:?!])\s+|\n\n|\n- ")
COMPARES = re.compile(
    r"\b(?:by|more|less|fewer|lower|higher|above|below|worse|better|gap|lead|apart|between|ahead|"
    r"differ\w*|gains?|falls?|loses?|costs?|brings?|rises?|longer|shorter|away|off|only)\b"
)
TIMES = re.compile(r"^\s*(?:times|to one|to 1|-fold)\b")
PER_CENT = re.compile(r"^\s*(?:%|per cent|in a hundred)")
MOST = 200  # numbers of one output: among more, almost any difference would be found
FEW = 2  # digits
# Names, characters to predict, doubles; training, validation and test names, training examples;
# characters with the boundary, and without. tests/test_numbers_in_text.py counts them.
FACTS = (32_033, 228_146, 2_539, 25_626, 3_203, 3_204, 182_625, 27, 26)


class Number(NamedTuple):
    """A number that a text holds, and where."""

    text: str
    sentence: str
    after: str  # what follows it in its sentence
    section: int
    linked: tuple[str, ...]  # lessons that its cell links to


class Produced(NamedTuple):
    """The numbers that a cell prints, or those in its code."""

    numbers: list[float]
    section: int
    printed: bool


Lessons = Mapping[str, list[NotebookNode]]  # the cells of each, by its name


def unexplained(name: str, lessons: Lessons) -> Iterator[Number]:
    """The numbers in the text of a lesson that nothing produces."""
    produced = {other: list(produced_in(cells)) for other, cells in lessons.items()}
    for number in numbers(lessons[name]):
        if not comes_from(number, name, produced):
            yield number


def wrong_calculations(cells: list[NotebookNode]) -> Iterator[str]:
    """The calculations in a lesson's text that do not come out."""
    for cell in cells:
        if cell.cell_type == "markdown":
            yield from (found for found, right in calculations(cell.source) if not right)


def numbers(cells: list[NotebookNode]) -> Iterator[Number]:
    """The numbers in a lesson's text, but for those with one digit."""
    for section, cell in in_sections(cells):
        if cell.cell_type != "markdown" or cell.source.startswith(NO_RESULTS):
            continue
        linked = tuple(LINK.findall(cell.source))
        for sentence in SENTENCE.split(NO_QUANTITY.sub("", cell.source)):
            for match in WRITTEN.finditer(sentence):
                if len(digits(match.group())) >= FEW:
                    after = sentence[match.end() :]
                    yield Number(match.group(), sentence, after, section, linked)


def in_sections(cells: list[NotebookNode]) -> Iterator[tuple[int, NotebookNode]]:
    """Each cell with the number of its section."""
    section = 0
    for cell in cells:
        section += cell.cell_type == "markdown" and cell.source.startswith("## ")
        yield section, cell


def produced_in(cells: list[NotebookNode]) -> Iterator[Produced]:
    """What the code cells of a lesson print, and the numbers in their code."""
    for section, cell in in_sections(cells):
        if cell.cell_type == "code":
            yield Produced(values(" ".join(texts(cell))), section, printed=True)
            yield Produced(values(cell.source), section, printed=False)


def values(text: str) -> list[float]:
    """The numbers of an output or of code, once each."""
    return sorted({value(found) for found in PRINTED.findall(text)})


def digits(text: str) -> str:
    """The digits that count: 0.0250 has 250, and 3,000 has 3."""
    plain = re.sub(r"[^\d.]", "", text)
    return plain.replace(".", "").lstrip("0") if "." in plain else plain.rstrip("0")


def comes_from(number: Number, name: str, produced: Mapping[str, list[Produced]]) -> str:
    """Where a number comes from, in a word; empty for one that nothing produces."""
    own = produced[name]
    near = (
        own if len(digits(number.text)) > FEW else [p for p in own if p.section == number.section]
    )
    linked = [p for lesson in number.linked for p in produced.get(lesson, [])]
    printed = [p.numbers for p in [*near, *linked] if p.printed]
    pairs = [pair for found in printed if len(found) <= MOST for pair in combinations(found, 2)]
    if any(agree(found, number.text) for output in printed for found in output):
        return "output"
    if PER_CENT.match(number.after) and any(
        agree(100 * found, number.text) for output in printed for found in output if found <= 1
    ):
        return "per cent"
    if COMPARES.search(number.sentence) and any(agree(b - a, number.text) for a, b in pairs):
        return "difference"
    if TIMES.match(number.after) and any(a and agree(b / a, number.text) for a, b in pairs):
        return "ratio"
    if any(value(number.text) in p.numbers for p in own if not p.printed):
        return "code"
    if any(right and number.text in found for found, right in calculations(number.sentence)):
        return "calculation"
    return "fact" if value(number.text) in FACTS else ""


def lessons_in(folder: Path = NOTEBOOKS) -> dict[str, list[NotebookNode]]:
    """The cells of each lesson, by its name."""
    paths = sorted(folder.glob("*.ipynb"))
    return {path.stem: nbformat.read(path, as_version=4).cells for path in paths}


def main() -> None:
    """Print what is found; the tests hold it against the numbers by hand."""
    lessons = lessons_in()
    for name, cells in lessons.items():
        for number in unexplained(name, lessons):
            print(f"{name}: {number.text} in “{' '.join(number.sentence.split())}”")
        for calculation in wrong_calculations(cells):
            print(f"{name}: wrong: {calculation}")


if __name__ == "__main__":
    main()
