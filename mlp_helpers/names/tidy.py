"""The mending of a file of names, on request, and a report of what it did."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from mlp_helpers.names.reading import HEADERS, contents, not_utf8
from mlp_helpers.names.rules import (
    BOUNDARY,
    DOT_ABOVE,
    JOINERS,
    TABLE,
    NamesError,
    check_name,
    composed,
    unseen,
)

LINE_END = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
Change = tuple[str, Callable[[str], str]]  # in words, and as it is done to a name


class Tidied(NamedTuple):
    """Names that `load_names` would accept, and one sentence for each kind of change."""

    names: list[str]
    changes: list[str]


class Line(NamedTuple):
    """A line of a file: its number, from 1, and what is left of it."""

    number: int
    text: str


def tidy_names(path: str | Path, *, column: int | None = None, encoding: str = "utf-8") -> Tidied:
    """The names of a file as people have them, and what had to be mended.

    Blank lines and comments (#) go. Of a table, whose columns are parted by commas, semicolons or
    tabs, one column is kept: `column`, counted from 0, or the one with the title *name*, or the
    first. A title goes. Quotation marks, invisible characters, full stops and blanks at the ends
    are taken out; marks are joined with their letters (NFC), and all is lower-cased, the Turkish
    way if the list holds an İ or ı. Doubles stay: split_names(…, apart=True) keeps them together.

    Raises FileNotFoundError; NamesError for a file that is not in `encoding` (nor in UTF-16 with
    its mark), holds no names, or is a table in some lines only; LookupError for no encoding.
    """
    path = Path(path)
    changes: list[str] = []
    lines = _without_comments(_lines(contents(path), path, encoding, changes), changes)
    lines = _one_column(lines, column, path, changes)
    for change in _mendings(lines):
        lines = _mended(lines, change, changes)
    if not lines:
        raise NamesError(f"{path} holds no names. Put one name on each line.")
    for line in lines:
        check_name(line.text, where=f"line {line.number} of {path}")
    names = [line.text for line in lines]
    if doubles := len(names) - len(set(names)):
        changes.append(f"doubles kept: {_count(doubles)}")
    return Tidied(names, changes)


def _count(lines: int) -> str:
    return f"{lines:,} line{'s' if lines > 1 else ''}"


def _lines(content: bytes, path: Path, encoding: str, changes: list[str]) -> list[Line]:
    """The lines of a file, whatever ends them."""
    if content.startswith(UTF16_MARKS):
        encoding = "utf-16"
        changes.append("read as UTF-16")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise NamesError(f"{path} is not in the encoding {encoding}.") from error
        told = "If you know its encoding, name it: tidy_names(…, encoding='cp1252')."
        raise NamesError(f"{not_utf8(content, error.start, path)} {told}") from error
    if text.startswith("\ufeff"):
        text = text[1:]
        changes.append("a byte-order mark taken off")
    if ends := {match[0] for match in LINE_END.finditer(text)} - {"\n"}:
        changes.append(f"lines ended at {' and at '.join(sorted(map(ascii, ends)))}")
    return [Line(number, line) for number, line in enumerate(LINE_END.split(text), start=1)]


def _without_comments(lines: list[Line], changes: list[str]) -> list[Line]:
    """The lines that may hold a name."""
    if not lines[-1].text:
        lines = lines[:-1]  # the end of the last line
    kept = [line for line in lines if line.text.strip() and not line.text.startswith("#")]
    if left_out := len(lines) - len(kept):
        changes.append(f"{_count(left_out)} left out, blank or a comment")
    return kept


def _one_column(
    lines: list[Line], column: int | None, path: Path, changes: list[str]
) -> list[Line]:
    """The column of names, if the lines are rows of a table; its title goes."""
    rows = _rows(lines, path)
    if not rows:
        return lines
    first, below = rows[0], rows[1:]
    titled = [place for place, cell in enumerate(first) if _title(cell) in HEADERS]
    if column is None:
        column = titled[0] if titled else 0
    if not 0 <= column < len(first):
        raise NamesError(f"{path} has no column {column}: its {len(first)} are counted from 0.")
    if len(first) > 1:
        kept = f"column {column} of {len(first)} kept, counted from 0"
        changes.append(f"{kept}: {_short(rows[-1][column])} is in it")
    if titled or (len(first) > 1 and _titles_numbers(first, below)):
        changes.append(f"line {lines[0].number} left out, a title: {lines[0].text!r}")
        lines, rows = lines[1:], below
    if len(first) > 1 and rows and all(_is_number(row[column]) for row in rows):
        raise NamesError(
            f"column {column} of {path} holds numbers. Say which one holds the names, counted from "
            f"0: tidy_names(…, column={(column + 1) % len(first)})."
        )
    return [Line(line.number, row[column]) for line, row in zip(lines, rows, strict=True)]


def _rows(lines: list[Line], path: Path) -> list[list[str]]:
    """The cells of each line. Raises NamesError if some lines are rows of a table and some not."""
    texts = [line.text for line in lines]
    mark = next((mark for mark in TABLE if any(mark in text.strip() for text in texts)), None)
    if mark is None:
        return [[text] for text in texts]
    try:
        rows = [next(csv.reader([text], delimiter=mark)) for text in texts]
    except csv.Error as error:
        raise NamesError(f"{path} cannot be read as a table: {error}.") from error
    for line, row in zip(lines, rows, strict=True):
        if len(row) != len(rows[0]):
            raise NamesError(
                f"line {line.number} of {path}, {_short(line.text)}, has {len(row)} columns parted "
                f"by {mark!r}, and line {lines[0].number} has {len(rows[0])}. Mend the lines "
                f"unlike the others; if it is no table, take these out: name.replace({mark!r}, '')."
            )
    return rows


def _titles_numbers(first: list[str], below: list[list[str]]) -> bool:
    """Whether some column holds numbers in all rows but the first."""
    columns = zip(first, zip(*below, strict=True), strict=False)
    return any(
        title.strip().replace("_", "").isalpha() and any(cells) and all(map(_is_number, cells))
        for title, cells in columns
    )


def _mendings(lines: list[Line]) -> list[Change]:
    """What is done to each name, in this order: blanks last, as the others leave some."""
    turkish = any(letter in composed(line.text) for line in lines for letter in "İı")
    way, lower = ("lower-cased", _lower)
    if turkish:
        way, lower = ("lower-cased the Turkish way, I to ı", _lower_turkish)
    return [
        ("invisible characters taken out", _visible),
        ("full stops taken out", lambda name: name.replace(BOUNDARY, " ")),
        ("quotation marks taken off", _unquoted),
        ("marks joined with their letters", composed),
        (way, lower),
        (
            "blanks at the ends or side by side taken out",
            lambda name: " ".join(name.split()),
        ),
    ]


def _mended(lines: list[Line], change: Change, changes: list[str]) -> list[Line]:
    """The lines after one kind of mending; those that it leaves empty go."""
    what, function = change
    after = [Line(line.number, function(line.text)) for line in lines]
    if changed := [pair for pair in zip(lines, after, strict=True) if pair[0] != pair[1]]:
        old, new = changed[0]
        example = f"{_short(old.text)} → {_short(new.text)}"
        changes.append(f"{_count(len(changed))}: {what}, as in line {old.number}, {example}")
    kept = [line for line in after if line.text.strip()]
    if gone := len(after) - len(kept):
        changes.append(f"{_count(gone)} left out, empty after that")
    return kept


def _short(name: str) -> str:
    """A name as Python writes it, so that what is invisible shows."""
    return repr(name if len(name) <= 30 else f"{name[:30]}…")


def _visible(name: str) -> str:
    gone = {character for character in unseen(name) if not character.isspace()}
    return "".join(character for character in name if character not in gone).strip(JOINERS)


def _unquoted(name: str) -> str:
    inside = name.strip()
    return inside.strip('" ') if inside[:1] == inside[-1:] == '"' else name


def _title(cell: str) -> str:
    """A cell as it would be written among HEADERS."""
    return _unquoted(_visible(cell).replace(BOUNDARY, " ")).strip().lower()


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[-+]?\d*[.,]?\d+|", cell.strip()) is not None  # or empty


def _lower(name: str) -> str:
    return composed(name.lower()).replace(f"i{DOT_ABOVE}", "i")


def _lower_turkish(name: str) -> str:
    return _lower(name.replace("İ", "i").replace("I", "ı"))
