"""Numbers that the course claims, compared with the ones that the code just computed."""

from __future__ import annotations

import math
import re
from itertools import repeat
from typing import Any, TypeGuard

from torch import Tensor

from mlp_helpers.inputs.published import published as published
from mlp_helpers.inputs.published import row_of

SMALL = 1e-3  # numbers below are shown by their first three digits
COMES_OUT = 1e-4  # an irreproducible figure that comes this close was reproducible after all
# The two sentences that are printed here; tools read them again from the outputs of notebooks. A
# value holds no colon with a blank after it: what was measured ends at the last one.
AGREES = re.compile(
    r"^✓ (?P<what>.*): (?P<value>.*) \(expected (?P<expected>.*?)(?: ± (?P<margin>\S+))?\)$",
    re.MULTILINE,
)
DIFFERS = re.compile(r"^≠ (?P<what>.*?) as (?P<expected>.*?): (?P<value>.*?) here\.", re.MULTILINE)


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
    margin = f" ± {atol:g}" if atol else ""
    line = f"{what}: {shown} (expected {wanted}{margin})"
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
    row = row_of(id)
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

    Within a tolerance one that happens to be whole keeps its decimals: elsewhere it may not be.
    """
    if not _is_number(value) or not math.isfinite(value):
        return str(value)
    if isinstance(value, int) or (value.is_integer() and not atol):
        return f"{int(value):,}"
    return f"{value:,.4f}" if abs(value) >= SMALL or value == 0 else f"{value:.3g}"
