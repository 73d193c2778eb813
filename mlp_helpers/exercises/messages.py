"""One line on how a result differs from the expected one: error, kind, shape, value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.exercises.compare import ATOL, RTOL, Lazy, Raised, plain, same

LONGEST = 100  # characters of a value that is shown
SHOWN = 12  # numbers of a tensor that is shown in full


def first_difference(
    cases: Sequence[tuple[Any, ...]], given: Sequence[Any], expected: Sequence[Any]
) -> str:
    """A sentence on the case in which a result differs that a reader can best try again."""
    wrong = [i for i, got in enumerate(given) if not same(got, expected[i])]
    # First of all, few arguments told by their kind alone, with which nobody can try again.
    kinds = [sum(not _has_room(part, case) for part in case) for case in cases]
    smallest = min(wrong, key=lambda i: (kinds[i], len(arguments(cases[i]))))
    line = f"For {arguments(cases[smallest])} it {describe(given[smallest], expected[smallest])}."
    if right := len(given) - len(wrong):
        line += f" (It is right in {right} of the {len(given)} cases tried.)"
    return line


def arguments(case: tuple[Any, ...]) -> str:
    """The arguments of a call, as a reader would write them; the long ones only by their kind."""
    shown = [short(part) if _has_room(part, case) else _kind(part) for part in case]
    return f"the argument{'s' * (len(case) > 1)} ({', '.join(shown)})"


def _has_room(part: Any, case: tuple[Any, ...]) -> bool:
    """Whether an argument is short enough to stand in the line with all its numbers."""
    return short(part) != _kind(part) and len(short(part)) <= max(LONGEST // len(case), 20)


def _kind(value: Any) -> str:
    """A value's kind and size."""
    if isinstance(value, Tensor):
        return f"a tensor {tuple(value.shape)}"
    size = f" of {len(value)}" if hasattr(value, "__len__") else ""
    return f"a {type(value).__name__}{size}"


def describe(got: Any, wanted: Any) -> str:
    """What a function did instead: the coarsest difference first."""
    got, wanted = plain(got), plain(wanted)
    if isinstance(got, Raised | Lazy):
        return str(got)
    if got is None:
        return f"returned None; {short(wanted)} was expected"
    if isinstance(wanted, Tensor) and wanted.ndim == 0 and isinstance(got, int | float):
        return _describe_values(got, wanted.item())  # a number will do
    if isinstance(wanted, Tensor | list | dict) and not isinstance(got, type(wanted)):
        return f"returned a {type(got).__name__}; a {type(wanted).__name__} was expected"
    return _describe_values(got, wanted)


def _describe_tensors(got: Tensor, wanted: Tensor, outer: tuple[Any, ...]) -> str:
    """The shapes if they differ, else the first number that does."""
    if got.shape != wanted.shape:
        return f"returned the shape {(*got.shape,)}{_where(outer)}; {(*wanted.shape,)} was expected"
    if got.is_meta:
        return "returned a tensor without numbers (of the device 'meta')"
    got = got.to_dense()
    close = torch.isclose(got.double(), wanted.double(), rtol=RTOL, atol=ATOL, equal_nan=True)
    place = tuple((~close).nonzero()[0].tolist())
    number, right = got[place].item() + 0, wanted[place].item() + 0  # so that -0 is shown as 0
    shown, expected = f"{number:.4g}", f"{right:.4g}"
    if shown == expected:  # they differ beyond the digits shown
        shown, expected = repr(number), repr(right)
    return f"returned {shown}{_where((*outer, *place))}; {expected} was expected"


def _describe_values(got: Any, wanted: Any, place: tuple[Any, ...] = ()) -> str:
    """Both values, in full where they look equal in short; in lists, the first that differs."""
    if isinstance(got, Tensor) and isinstance(wanted, Tensor):
        return _describe_tensors(got, wanted, place)
    shown, expected = short(got), short(wanted)
    if shown == expected or len(shown + expected) > LONGEST:
        both = isinstance(got, list | tuple) and isinstance(wanted, list | tuple)
        if both and len(got) == len(wanted) > 0:
            i = [same(a, b) for a, b in zip(got, wanted, strict=True)].index(False)
            return _describe_values(got[i], wanted[i], (*place, i))
        if isinstance(got, dict) and isinstance(wanted, dict) and got.keys() == wanted.keys():
            key = next(key for key in wanted if not same(got[key], wanted[key]))
            return _describe_values(got[key], wanted[key], (*place, key))
    if shown == expected:
        shown, expected = _in_full(got), _in_full(wanted)
    return f"returned {shown}{_where(place)}; {expected} was expected"


def _where(place: tuple[Any, ...]) -> str:
    return f" at {list(place)}" if place else ""


def _in_full(value: Any) -> str:
    return repr(value.tolist() if isinstance(value, Tensor) else plain(value))


def short(value: Any) -> str:
    """A value in one line of readable length; large tensors by their shape, lists by their ends."""
    if isinstance(value, Tensor) and (value.numel() > SHOWN or value.is_meta):
        return _kind(value)
    try:
        text = repr(_rounded(value))
    except Exception as error:  # of a value that holds itself, or whose repr fails
        return f"a {type(value).__name__} that cannot be shown ({type(error).__name__})"
    if len(text) > LONGEST and isinstance(value, list | tuple | str) and len(value) > 6:
        return f"{repr(_rounded(value[:2]))[:60]} and {len(value) - 2} more"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _rounded(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, Tensor):
        return _rounded(value.to_dense().tolist())
    if isinstance(value, float):
        return float(f"{value:.4g}") if abs(value) < 1 else round(value, 4)
    if type(value) in (list, tuple):
        return type(value)(_rounded(item) for item in value)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value
