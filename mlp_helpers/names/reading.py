"""A file of names, refused where it would give wrong names without a word."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mlp_helpers.engine.places import COURSE
from mlp_helpers.names.rules import ChecksumError, NamesError, check_name

NAMES = COURSE / "data" / "names.txt"
NAMES_SHA256 = "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d"
BYTE_ORDER_MARK = "\ufeff"
HEADERS = {
    *("name", "names", "first name", "firstname", "first_name", "given name", "given_name"),
    *("vorname", "nom", "prénom", "prenom", "nombre", "nome", "naam", "navn", "namn"),
}  # titles of a column of names


def load_names(path: str | Path = NAMES) -> list[str]:
    """The names of a file, one a line, in the file's order.

    The bundled file (the default) is compared with its known checksum, because the course's numbers
    were measured on exactly those bytes. A file of your own may hold any lower-case names in UTF-8.

    Raises:
        FileNotFoundError: there is no such file.
        ChecksumError: the bundled file was altered.
        NamesError: the file is not UTF-8, starts with a byte-order mark, has the line ends of
            Windows or of an old Mac, or holds no names; or a line is no name: blank, in upper case,
            a row of a table, with an invisible character (names.rules has them all). The message
            says which line, why, and what mends it. names.tidy_names mends a whole file.
    """
    path = Path(path)
    content = contents(path)
    is_ours = NAMES.is_file() and path.samefile(NAMES)
    if is_ours and hashlib.sha256(content).hexdigest() != NAMES_SHA256:
        raise ChecksumError(
            f"{path} was altered: its SHA-256 is not {NAMES_SHA256[:12]}… and the numbers in "
            "the course would not come out. Restore it with 'git checkout data/names.txt'. "
            "For names of your own, use another file: load_names('my_names.txt')."
        )
    try:
        names = _decoded(content, path).removesuffix("\n").split("\n")
        check_no_header(names[0], path)
        for number, name in enumerate(names, start=1):
            check_name(name, where=f"line {number} of {path}")
    except NamesError as error:
        encoding = ", encoding='cp1252'" if isinstance(error.__cause__, UnicodeError) else ""
        call = f"names, _ = tidy_names({str(path)!r}{encoding})"
        tidy = f"from mlp_helpers.names import tidy_names; {call}"
        raise NamesError(f"{error} For a whole file: {tidy}") from error
    return names


def contents(path: Path) -> bytes:
    """The bytes of a file. Raises FileNotFoundError with what to do."""
    if not path.is_file():
        raise FileNotFoundError(
            f"no names file at {path}, looked for from {Path.cwd()}."
            + " 'git checkout data/names.txt' brings it back." * (path == NAMES)
        )
    return path.read_bytes()


def not_utf8(content: bytes, start: int, path: Path) -> NamesError:
    """The error for bytes that are not UTF-8 from `start` on."""
    if content.startswith(b"PK"):  # how a zip file begins, and so what Excel and Word write
        return NamesError(f"{path} is no text. In Excel or Word, save it as CSV or text, in UTF-8.")
    line = content[:start].count(b"\n") + 1
    return NamesError(
        f"line {line} of {path} is not UTF-8. Save the file again with the encoding UTF-8."
    )


def check_no_header(first: str, path: Path) -> None:
    """Raise NamesError if the first line of a file is the title of a column."""
    if first.strip().lower() in HEADERS:
        raise NamesError(
            f"line 1 of {path} is the title of a column: {first!r}. Take it out of the file."
        )


def _decoded(content: bytes, path: Path) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(content, error.start, path) from error
    if text.startswith(BYTE_ORDER_MARK):
        raise NamesError(
            f"{path} starts with a byte-order mark, an invisible character that would become "
            "part of the first name. Save the file as 'UTF-8' instead of 'UTF-8 with BOM'."
        )
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        way = "the Windows way (\\r\\n)" if "\r\n" in text else "as on an old Mac (\\r)"
        raise NamesError(
            f"line {line} of {path} ends {way}, and \\r would become a character of every "
            "name. Save the file with Unix line ends (LF)."
        )
    if not text.strip():
        raise NamesError(f"{path} holds no names. Put one name on each line.")
    return text
