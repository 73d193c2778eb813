"""What is asked of a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

BOUNDARY = "."  # the character before the first letter of a name and after its last
JOINERS = "\u200c\u200d"  # invisible, and needed to spell names in Persian and in India
TABLE = "\t;|,"  # what stands between the columns of a table: the rarest in a name first
UNREADABLE = "\ufffd"  # what a program puts where it could not read a letter
DOT_ABOVE = "\u0307"
SHOWN = 40  # characters of a name in a message
EMPTY = "\u115f\u1160\u2800\u3164\uffa0"  # characters that are drawn as nothing
INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}  # Unicode's kinds of control, format and blank


class NamesError(ValueError):
    """A name, or a file of names, cannot be used as it is."""


class ChecksumError(NamesError):
    """A bundled data file is not the one that the course's numbers were measured on."""


def check_name(name: str, *, where: str) -> None:
    """Raise NamesError, with what to write, if `name` cannot be a line of a names file."""
    if problem := _problem(name):
        raise NamesError(f"{where} {problem}.")


def check_names(names: Iterable[str]) -> list[str]:
    """`names` as a list, each name checked."""
    refuse_single_string(names)
    names = list(names)
    for index, name in enumerate(names):
        check_name(name, where=f"names[{index}]")
    return names


def refuse_single_string(names: Iterable[str]) -> None:
    """Raise TypeError for 'emma' in place of ['emma'], which would be read letter by letter."""
    if isinstance(names, str):
        raise TypeError(f"names is the single string {names!r}; pass a list: [{names!r}].")


def unseen(name: str) -> list[str]:
    """The characters of a name that nobody can see, but for the plain blank and the joiners."""
    if name.isascii() and name.isprintable():  # spares the look at each character
        return []
    allowed = f" {JOINERS}" if name == name.strip(JOINERS) else " "
    return [c for c in name if c not in allowed and _is_unseen(c)]


def _is_unseen(character: str) -> bool:
    selects = "\ufe00" <= character <= "\ufe0f"  # one of two ways to draw the character before it
    return unicodedata.category(character) in INVISIBLE or selects or character in EMPTY


def composed(name: str) -> str:
    """The name with each mark joined to its letter where Unicode has one character for both."""
    return unicodedata.normalize("NFC", name)


def _problem(name: str) -> str | None:
    """What is wrong with a name and how to mend it, or None."""
    if str.isascii(name) and name.isalpha() and name.islower():  # bytes have these methods, too
        return None  # as almost all are, which spares the rest
    shown = repr(name if len(name) <= SHOWN else f"{name[:SHOWN]}…")
    if not name.strip():
        return "is empty or blank. Remove it"
    if mark := next((c for c in TABLE if c in name), None):
        column = f"name.split({mark!r})[0]"
        return f"looks like a row of a table: {shown}. Keep the column of names, such as {column}"
    if name.startswith("#"):
        return f"looks like a comment: {shown}. Leave it out: if not name.startswith('#')"
    if "\n" in name or "\r" in name:
        return f"holds a line end: {shown}. Split it into lines with name.splitlines()"
    if found := unseen(name):
        return f"holds {_called(found[0])}: {shown}. Take it out: name.replace({found[0]!a}, '')"
    if name != name.strip():
        return f"has a space at an end: {shown}. Strip it with name.strip()"
    if UNREADABLE in name:
        return f"holds {UNREADABLE!r}, which stands for a lost letter: {shown}. Type it anew"
    if name[0] == name[-1] == '"':
        return f"stands in quotation marks: {shown}. Take them off with name.strip('\"')"
    if BOUNDARY in name:
        return (
            f"holds {BOUNDARY!r}, which marks where a name begins and ends: {shown}. "
            f"Take it out: name.replace({BOUNDARY!r}, '')"
        )
    if name != composed(name):
        python = "unicodedata.normalize('NFC', name)"
        return f"has a mark apart from its letter: {shown}. Join them with {python}"
    if "İ" in name or f"i{DOT_ABOVE}" in name:
        python = "name.replace('İ', 'i').replace('I', 'ı').lower()"
        return f"holds an i with a second dot, or will when lower-cased: {shown}. Write {python}"
    if name != name.lower():
        return f"has upper case: {shown}. Lower-case all names with name.lower()"
    return None


def _called(character: str) -> str:
    """An invisible character by its number and name."""
    if character == "\ufeff":
        return "a byte-order mark, an invisible character"
    name = unicodedata.name(character, "a control character").lower()
    return f"U+{ord(character):04X}, an invisible character ({name})"
