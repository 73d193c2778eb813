"""Kinds of mistakes that any exercise can meet, told from the results.

They are asked where none of an exercise's own mistakes fits. Each looks at what a reader's function
gave on all cases, so that one number that is right by chance does not mislead.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator, Sequence
from types import FunctionType
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mlp_helpers.exercises.code import unused
from mlp_helpers.exercises.compare import Answer, Lazy, Raised, all_same, plain, same
from mlp_helpers.exercises.messages import arguments, short

Case = tuple[Any, ...]


def kind_of_mistake(
    attempt: Answer,
    right: Answer,
    cases: Sequence[Case],
    given: Sequence[Any],
    expected: Sequence[Any],
) -> str | None:
    """A sentence on the kind of mistake, or None where it is of none of the kinds known here."""
    for finder in (raised, nothing_returned, wrapped, related, misplaced):
        with contextlib.suppress(Exception):  # a result of a kind that the question does not fit
            if hint := finder(cases, given, expected):
                return hint
    return unused(attempt, right)


# ------------------------------------------------------------------------------- exceptions


def raised(cases: Sequence[Case], given: Sequence[Any], expected: Sequence[Any]) -> str | None:
    """What an exception usually means."""
    for case, got in sorted(zip(cases, given, strict=True), key=lambda pair: len(short(pair[0]))):
        if isinstance(got, Raised):
            said = f"{got.kind}: {got.message}"
            meaning = next((text for words, text in MEANINGS if words in said), "")
            return f"For {arguments(case)} it {got}.{meaning}"
    return None


NO_SUCH_NUMBER = " A logarithm or a root was taken of a number for which there is none."
MEANINGS = [  # the first whose words occur in the exception's kind and message
    ("UnboundLocalError", " Give that variable a value before the line that uses it."),
    ("NameError", " The name is misspelt, or the line that makes it is missing."),
    ("valid indices", " An index must be a whole number: use // and not /."),
    ("used as indices", " An index must be a whole number: //, argmin or index give one."),
    ("too many indices", " It has fewer axes than you give indices: look at its shape."),
    ("IndexError", " An index is past an end: look at where the first and the last one point."),
    ("KeyError", " That key is not in the dictionary: .get(key, 0) gives 0 for it."),
    ("ZeroDivisionError", " A case of the exercise divides by 0 here: treat it before you divide."),
    ("positional argument", " Keep the arguments of the stub, in their order."),
    ("keyword argument", " That function has no argument of this name."),
    ("must match the size", " Two shapes do not fit: print them, and say of each axis what it is."),
    ("shapes cannot be multiplied", " Look at the shapes: the inner two numbers must be equal."),
    ("can't be cast", " A table of whole numbers holds no fractions: a = a / b makes a new table."),
    ("'Long'", " Turn whole numbers into decimal ones before: .float()."),
    ("Got: Long", " Turn whole numbers into decimal ones before: .float()."),
    ("has no attribute", " Look at what this value is: print its type."),
    ("not subscriptable", " Square brackets follow a value that has no parts."),
    ("not iterable", " A loop runs over a value that has no parts."),
    ("not callable", " Round brackets follow a value that is no function."),
    ("between instances of", " Two values of different kinds are compared: print both."),
    ("is ambiguous", " That is many numbers: .all() or .any() makes one True or False of them."),
    ("converted to Scalar", " That is many numbers: .item() takes one, such as a .max() of them."),
    ("bitwise_xor", " ^ is no power in Python: write **."),
    ("for ^", " ^ is no power in Python: write **."),
    ("unsupported operand", " Two values of kinds that do not go together: print both."),
    ("RecursionError", " The function calls itself without an end."),
    ("math range error", " The exponential of a number above 709 is too large for a float."),
    ("math domain error", NO_SUCH_NUMBER),
    ("expected a positive input", NO_SUCH_NUMBER),  # from Python 3.14 on
    ("expected a nonnegative input", NO_SUCH_NUMBER),
]  # fmt: skip


# ------------------------------------------------------------------------- shape of a result


def nothing_returned(
    cases: Sequence[Case], given: Sequence[Any], expected: Sequence[Any]
) -> str | None:
    """None in place of a result, in all cases or in some."""
    missing = [i for i, got in enumerate(given) if got is None and expected[i] is not None]
    if len(missing) == len(given):
        return "It returned None: the return is missing, or the result is printed instead."
    if missing and not any(wanted is None for wanted in expected):
        return (
            f"For {arguments(cases[missing[0]])} it returned None: one way through the function "
            "ends without a return."
        )
    return None


def wrapped(cases: Sequence[Case], given: Sequence[Any], expected: Sequence[Any]) -> str | None:
    """The right values in a wrapping of another kind."""
    if isinstance(given[0], Lazy):
        return f"This is a {given[0].kind}; put list(…) around it."
    if isinstance(given[0], dict) and isinstance(expected[0], list):
        return "This is a dict; put list(…) around what is asked for."
    if isinstance(given[0], FunctionType):
        return "The result is a function: it was named without being called, with ()."
    for change, hint in WRAPPINGS:
        if _holds(change, given, expected):
            return hint
    return None


def _numbers(value: Any) -> Any:
    """A list, an array or a tensor of real numbers as a tensor."""
    is_complex = "complex" in str(getattr(value, "dtype", ""))
    if isinstance(value, Tensor | np.ndarray | list | tuple) and not is_complex:
        return torch.as_tensor(value, dtype=torch.float64)
    raise TypeError


WRAPPINGS: list[tuple[Callable[[Any, Any], bool], str]] = [
    (
        lambda got, wanted: isinstance(got, list | tuple) and isinstance(wanted, Tensor)
        and isinstance(got[0], Tensor) and same(torch.stack(list(got)), wanted),
        "These are the right numbers as a list of tensors: torch.stack makes one tensor of them.",
    ),
    (
        lambda got, wanted: isinstance(wanted, Tensor) and not isinstance(got, Tensor)
        and same(_numbers(got), wanted),
        "The numbers are right, but not in a tensor: return a torch.Tensor.",
    ),
    (
        lambda got, wanted: isinstance(wanted, list | tuple) and not isinstance(got, list | tuple)
        and same(_numbers(got).tolist(), list(wanted)),
        "The numbers are right; return them as plain numbers of Python, with .tolist().",
    ),
    (
        lambda got, wanted: isinstance(got, Tensor) and got.shape != wanted.shape
        and got.squeeze().shape == wanted.squeeze().shape and same(got.squeeze(), wanted.squeeze()),
        "The numbers are right, but the shape is not: an axis of length 1 is missing or left over. "
        "A keepdim=True, or a squeeze, decides about it.",
    ),
    (
        lambda got, wanted: isinstance(got, Tensor) and got.shape != wanted.shape
        and same(got.flatten(), wanted.flatten()),
        "The numbers are right and in the right order, but the shape is another one.",
    ),
    (
        lambda got, wanted: isinstance(got, Tensor) and wanted.ndim == 2
        and got.shape == wanted.T.shape and same(got, wanted.T),
        "Rows and columns are exchanged: this is the transpose of the right result.",
    ),
    (
        lambda got, wanted: isinstance(wanted, int | float | bool | str) and len(got) == 1
        and same(got[0], wanted),
        "The value is right, but stands in a list or tuple of its own: return it alone.",
    ),
    (
        lambda got, wanted: isinstance(got, str) and got == str(wanted),
        "The value is right, but returned as a text.",
    ),
    (
        lambda got, wanted: isinstance(wanted, tuple) and not isinstance(got, tuple)
        and same(got, wanted[0]),
        "This is only the first of the values that are asked for; return them all, with commas.",
    ),
    (
        lambda got, wanted: isinstance(wanted, tuple) and same(list(got), list(wanted[::-1])),
        "The values are right, but returned in the opposite order.",
    ),
]  # fmt: skip


def misplaced(cases: Sequence[Case], given: Sequence[Any], expected: Sequence[Any]) -> str | None:
    """The right values of a list in another order, or without one at an end."""
    if not all(isinstance(value, list | tuple | Tensor) for value in (*given, *expected)):
        return None
    return next((hint for change, hint in PLACES if _holds(change, given, expected)), None)


PLACES: list[tuple[Callable[[Any, Any], bool], str]] = [
    (
        lambda got, wanted: same(got, wanted[:-1]),
        "The last entry is missing; all the others are right.",
    ),
    (
        lambda got, wanted: same(got, wanted[1:]),
        "The first entry is missing; all the others are right.",
    ),
    (
        lambda got, wanted: len(got) == len(wanted) + 1 and same(got[:-1], wanted),
        "There is one entry too many at the end; all the others are right.",
    ),
    (
        lambda got, wanted: len(got) == len(wanted) + 1 and same(got[1:], wanted),
        "There is one entry too many at the beginning; all the others are right.",
    ),
    (
        lambda got, wanted: isinstance(wanted, list | tuple) and all_same(got[::-1], wanted),
        "The entries are right, but in the opposite order.",
    ),
    (
        lambda got, wanted: isinstance(wanted, list | tuple) and sorted(got) == sorted(wanted),
        "The entries are right, but in another order.",
    ),
]  # fmt: skip


# ----------------------------------------------------------------------- relations of numbers


def related(cases: Sequence[Case], given: Sequence[Any], expected: Sequence[Any]) -> str | None:
    """A rule that leads from the right numbers to those returned, the same in all cases."""
    if _holds(lambda got, wanted: {got, wanted} == {True, False}, given, expected) and all(
        type(value) is bool for value in (*given, *expected)
    ):
        return "True and False are exchanged."
    got, wanted = _vectors(given, expected)
    if not wanted or not any(len(set(w.tolist()) - {0.0, 1.0}) for w in wanted):
        return None
    if not torch.cat(got).any():
        return "Every result is 0."
    if len(got) > 2 and all_same(got, [got[0]] * len(got)):
        return f"The result is {short(given[0])} whatever the arguments are."
    for rule, hint in RULES:
        if all_same(got, [rule(w) for w in wanted]):
            return hint
    ratio = _constant(got, wanted, torch.div)
    if ratio is not None and abs(ratio - 1) > NEARLY_RIGHT:
        return _factor(ratio)
    if (extra := _constant(got, wanted, torch.sub)) is not None:
        size = f"{abs(extra):.4g}"
        return f"Every result is too {'large' if extra > 0 else 'small'} by {size}."
    return _by_an_argument(cases, got, wanted)


NEARLY_RIGHT = 0.02  # a ratio as near to 1 as that comes from rounding, rather than from a factor
RULES: list[tuple[Callable[[Tensor], Tensor], str]] = [
    (torch.neg, "Only the sign is wrong: each number has the opposite one."),
    (torch.abs, "The sign is lost: negative numbers came out as positive ones."),
    (torch.square, "These are the squares of the right numbers: a root is missing."),
    (torch.sqrt, "These are the roots of the right numbers: a root is too many."),
    (torch.reciprocal, "The fraction is upside down: each number is 1 divided by the right one."),
    (lambda w: 1 - w, "Each number is 1 minus the right one."),
    (torch.log, "These are the logarithms of the right numbers: the exponential is missing."),
    (torch.exp, "These are the exponentials of the right numbers: a logarithm is missing."),
    (torch.log2, "These are logarithms, with base 2, of the right numbers."),
    (torch.log10, "These are logarithms, with base 10, of the right numbers."),
    (torch.round, "The numbers are rounded: return them as they are."),
    (torch.trunc, "The digits after the point are cut off: use / instead of //, and no int()."),
    (lambda w: w.clamp(min=0), "Negative numbers became 0 here."),
]  # fmt: skip


def _vectors(given: Sequence[Any], expected: Sequence[Any]) -> tuple[list[Tensor], list[Tensor]]:
    """Each case's numbers as vectors of equal length; nothing where some are no numbers."""
    try:
        got = [torch.as_tensor(plain(value)).double().flatten() for value in given]
        wanted = [torch.as_tensor(plain(value)).double().flatten() for value in expected]
    except Exception:
        return [], []
    if any(a.shape != b.shape for a, b in zip(got, wanted, strict=True)):
        return [], []
    return got, wanted


def _constant(
    got: list[Tensor], wanted: list[Tensor], operation: Callable[[Tensor, Tensor], Tensor]
) -> float | None:
    """The one number that the operation gives for all pairs of numbers, if there is one."""
    a, b = torch.cat(got), torch.cat(wanted)
    if operation is torch.div:
        if not same(a[b == 0], b[b == 0]):
            return None
        a, b = a[b != 0], b[b != 0]
    values = operation(a, b)
    if len(values) < 2 or not values.isfinite().all() or not values.std() < 1e-3 * abs(values[0]):
        return None
    return values.mean().item()


FACTORS = {"2": 2.0, "3": 3.0, "10": 10.0, "π": math.pi, "ln 2": math.log(2)}


def _factor(ratio: float) -> str:
    """A sentence on a factor that all numbers have in common."""
    for name, number in FACTORS.items():
        if math.isclose(ratio, number, rel_tol=1e-3):
            return f"Every result is {name} times the right one: a factor {name} is too many."
        if math.isclose(ratio, 1 / number, rel_tol=1e-3):
            return f"Every result is the right one divided by {name}: a factor {name} is missing."
    return f"Every result is {ratio:.4g} times the right one: look for a factor."


def _by_an_argument(cases: Sequence[Case], got: list[Tensor], wanted: list[Tensor]) -> str | None:
    """A factor that is another one in each case, and known from its arguments."""
    factors = [_constant([a], [b], torch.div) if len(a) > 1 else _single(a, b) for a, b in
               zip(got, wanted, strict=True)]  # fmt: skip
    if any(factor is None for factor in factors) or len({f"{f:.3g}" for f in factors}) < 2:
        return None
    for sizes, name in _sizes(cases):
        for power, words in POWERS if min(sizes) > 1 else POWERS[:4]:
            if all_same(factors, [power(size) for size in sizes]):
                return words.format(name)
    return None


def _single(a: Tensor, b: Tensor) -> float | None:
    return (a / b).item() if len(a) and b.item() else None


POWERS: list[tuple[Callable[[float], float], str]] = [
    (lambda n: n, "Every result is the right one times {0}: a sum in place of a mean, perhaps."),
    (lambda n: 1 / n, "Every result is the right one divided by {0}."),
    (math.sqrt, "Every result is the right one times the root of {0}."),
    (lambda n: 1 / math.sqrt(n), "Every result is the right one divided by the root of {0}."),
    (lambda n: (n - 1) / n, "This divides by n and not by n − 1; n is {0}."),
    (lambda n: n / (n - 1), "This divides by n − 1 and not by n; n is {0}."),
    (lambda n: math.sqrt((n - 1) / n), "The spread divides by n here, not by n − 1; n is {0}."),
    (lambda n: math.sqrt(n / (n - 1)), "The spread divides by n − 1 here, not by n; n is {0}."),
]  # fmt: skip


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last")


def _sizes(cases: Sequence[Case]) -> Iterator[tuple[list[float], str]]:
    """Numbers that the arguments bring along: values, lengths, axes."""
    for place, values in enumerate(zip(*cases, strict=True)):
        which = ORDINALS[min(place, len(ORDINALS) - 1)]
        if all(isinstance(value, int | float) and value > 0 for value in values):
            yield list(values), f"the {which} argument"
        if all(isinstance(value, Tensor) for value in values):
            yield [value.numel() for value in values], f"the size of the {which} argument"
            for axis in range(min(value.ndim for value in values)):
                name = f"the length of axis {axis} of the {which} argument"
                yield [value.shape[axis] for value in values], name
        elif all(hasattr(value, "__len__") for value in values):
            yield [len(value) for value in values], f"the length of the {which} argument"


def _holds(
    relation: Callable[[Any, Any], bool], given: Sequence[Any], expected: Sequence[Any]
) -> bool:
    """Whether a relation holds in every case; where it makes no sense it does not."""
    try:
        return all(relation(plain(a), plain(b)) for a, b in zip(given, expected, strict=True))
    except Exception:
        return False
