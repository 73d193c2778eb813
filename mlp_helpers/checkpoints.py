"""Numbers that the course claims, compared with the ones that the code just computed."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import math
import re
from collections.abc import Mapping
from itertools import repeat
from types import MappingProxyType
from typing import Any, NamedTuple, TypeGuard

from torch import Tensor

from mlp_helpers.data import ChecksumError
from mlp_helpers.engine.places import COURSE

SMALL = 1e-3  # numbers below are shown by their first three digits
COMES_OUT = 1e-4  # an irreproducible figure that comes this close was reproducible after all
PUBLISHED = COURSE / "data" / "published.csv"
# The two sentences that are printed here; tools read them again from the outputs of notebooks.
AGREES = re.compile(
    r"^✓ (?P<what>.*): (?P<value>.*) \(expected (?P<expected>.*?)(?: ± (?P<margin>\S+))?\)$",
    re.MULTILINE,
)
DIFFERS = re.compile(
    r"^≠ (?P<what>.*?) as (?P<expected>.*?): (?P<value>.*?) here\.", re.MULTILINE
)
PUBLISHED_SHA256 = "ca6f6eb1bfe2ba3bfde77e70a56405c452d2770817cb68199e2bfebe407fe52a"


class Published(NamedTuple):
    """One row of data/published.csv: a figure from the sources that the course follows."""

    id: str
    notebook: str
    source: str
    quantity: str
    value: float | str
    kind: str  # exact, seeded, statistical or irreproducible
    tolerance: float
    reproduced: str


def checkpoint(what: str, value: Any, expected: Any, atol: float = 0.0) -> None:
    """Print one line with `value` and `expected`, or raise AssertionError if they differ.

    Numbers (a tensor with one element counts as one) may differ by `atol`, in their own
    unit, and so may the numbers in a list. Anything else, a text for instance, must be equal.
    """
    value, expected = _plain(value), _plain(expected)
    agrees = _agrees(value, expected, atol)
    shown, wanted = _format(value, atol), _format(expected, atol)
    if not agrees and shown == wanted:  # they differ beyond the digits shown, or in their type
        shown, wanted = repr(value), repr(expected)
    line = f"{what}: {shown} (expected {wanted}{_format_margin(atol)})"
    if not agrees:
        raise AssertionError(
            f"✗ {line}. If a cell above was edited or run twice, restart the kernel and run "
            "all cells from the top; if not, compare the version of torch with constraints.txt."
        )
    print(f"✓ {line}")


def reproduce(id: str, value: Any) -> None:
    """Compare `value` with the published figure `id`, as `checkpoint` does, naming the source.

    A figure recorded as irreproducible must not come out: if it does, the record is wrong,
    and that is an AssertionError too. Raises ValueError for an unknown `id`.
    """
    row = _published_row(id)
    what = f"{row.quantity}, published in {row.source}"
    if row.kind != "irreproducible":
        checkpoint(what, value, row.value, row.tolerance)
        return
    value = _plain(value)
    line = f"{what} as {_format(row.value)}: {_format(value)} here"
    if not (_is_number(value) and math.isfinite(value)):
        raise AssertionError(f"✗ {line}, which is no number to compare with.")
    if _agrees(value, row.value, atol=COMES_OUT):
        raise AssertionError(f"✗ {line}, though data/published.csv says it cannot come out.")
    print(f"≠ {line}. {row.reproduced}")


@functools.cache
def published() -> Mapping[str, Published]:
    """All rows of data/published.csv, by their id.

    Raises FileNotFoundError if the file is not there, and ChecksumError if it was altered.
    """
    if not PUBLISHED.is_file():
        raise FileNotFoundError(
            f"no published figures at {PUBLISHED}. Restore the file with 'git checkout "
            "data/published.csv'; without git, get the course again."
        )
    content = PUBLISHED.read_bytes()
    if hashlib.sha256(content).hexdigest() != PUBLISHED_SHA256:
        raise ChecksumError(
            f"{PUBLISHED} was altered, so nothing can be compared with it. Restore it with "
            "'git checkout data/published.csv'; without git, get the course again."
        )
    rows = map(_parse, csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    return MappingProxyType({row.id: row for row in rows})  # one for all: it is read only once


def _published_row(id: str) -> Published:
    try:
        return published()[id]
    except KeyError:
        raise ValueError(
            f"{id!r} is not an id in {PUBLISHED.name}: {sorted(published())}"
        ) from None


def _parse(row: dict[str, str]) -> Published:
    try:
        value: float | str = float(row["published"])
    except ValueError:
        value = row["published"]
    return Published(
        id=row["id"],
        notebook=row["notebook"],
        source=row["source"],
        quantity=row["quantity"],
        value=value,
        kind=row["kind"],
        tolerance=float(row["tolerance"] or 0),
        reproduced=row["how it was reproduced"],
    )


def _plain(value: Any) -> Any:
    """A tensor with one element as a number, a larger one as lists, all else as it is."""
    if isinstance(value, Tensor) and value.numel() == 1:
        return value.item()
    # Larger tensors, and NumPy's numbers and arrays.
    return value.tolist() if hasattr(value, "tolist") else value


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _agrees(value: Any, expected: Any, atol: float) -> bool:
    if _is_number(value) and _is_number(expected):
        return math.isclose(value, expected, rel_tol=0.0, abs_tol=atol)
    if isinstance(value, list | tuple) and isinstance(expected, list | tuple):
        same_length = len(value) == len(expected)
        return same_length and all(map(_agrees, value, expected, repeat(atol)))
    return bool(value == expected)


def _format(value: Any, atol: float = 0.0) -> str:
    """Four decimals, or more where a number is small; whole numbers with separators.

    Where rounding is allowed for, a decimal number that happens to be whole keeps its decimals: on
    another processor it may not be.
    """
    if not _is_number(value) or not math.isfinite(value):
        return str(value)
    if isinstance(value, int) or (value.is_integer() and not atol):
        return f"{int(value):,}"
    return f"{value:,.4f}" if abs(value) >= SMALL or value == 0 else f"{value:.3g}"


def _format_margin(atol: float) -> str:
    return f" ± {atol:g}" if atol else ""
