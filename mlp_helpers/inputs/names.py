"""What is asked of names, of a file of names, and of how they are split."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

BOUNDARY = "."  # the character before the first letter of a name and after its last
BYTE_ORDER_MARK = "\ufeff"


class NamesError(ValueError):
    """A name, or a file of names, cannot be used as it is."""


class ChecksumError(NamesError):
    """A bundled data file is not the one that the course's numbers were measured on."""


def decode(content: bytes, path: Path) -> str:
    """The text of a names file, refused where it would give wrong names without a word."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NamesError(
            f"line {line} of {path} is not UTF-8. Save the file again with the encoding UTF-8."
        ) from error
    if text.startswith(BYTE_ORDER_MARK):
        raise NamesError(
            f"{path} starts with a byte-order mark, an invisible character that would become "
            "part of the first name. Save the file as 'UTF-8' instead of 'UTF-8 with BOM'."
        )
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        raise NamesError(
            f"line {line} of {path} ends the Windows way (\\r\\n), and \\r would become a "
            "character of every name. Save the file with Unix line ends (LF)."
        )
    if not text.strip():
        raise NamesError(f"{path} holds no names. Put one name on each line.")
    return text


def check_name(name: str, *, where: str) -> None:
    """Raise NamesError if `name` cannot be a line of a names file."""
    if not name.strip():
        problem = "is empty or blank. Remove it"
    elif name != name.strip():
        problem = f"has a space at an end: {name!r}. Strip it with name.strip()"
    elif "\n" in name or "\r" in name:
        problem = f"holds a line end: {name!r}. Split it into lines"
    elif BYTE_ORDER_MARK in name:
        problem = f"holds a byte-order mark, an invisible character: {name!r}. Remove it"
    elif BOUNDARY in name:
        problem = f"holds {BOUNDARY!r}, which marks where a name begins and ends: {name!r}"
    elif name != name.lower():
        problem = f"has upper case: {name!r}. Lower-case all names with name.lower()"
    else:
        return
    raise NamesError(f"{where} {problem}.")


def refuse_single_string(names: Iterable[str]) -> None:
    """Raise TypeError for 'emma' in place of ['emma'], which would be read letter by letter."""
    if isinstance(names, str):
        raise TypeError(f"names is the single string {names!r}; pass a list: [{names!r}].")


def check_names(names: Iterable[str]) -> list[str]:
    """`names` as a list, each name checked."""
    refuse_single_string(names)
    names = list(names)
    for index, name in enumerate(names):
        check_name(name, where=f"names[{index}]")
    return names


def check_fractions(fractions: tuple[float, float, float]) -> None:
    """Raise ValueError if these are not three shares that sum to 1."""
    if len(fractions) != 3:
        raise ValueError(f"three fractions are needed (train, dev, test), not {len(fractions)}.")
    if min(fractions) < 0 or not math.isclose(sum(fractions), 1.0, abs_tol=1e-9):
        raise ValueError(
            f"fractions {fractions} must sum to 1 without a negative one; "
            f"they sum to {sum(fractions):g}."
        )
