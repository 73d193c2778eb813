"""How an exercise is checked.

An exercise is a function to write. It is run on several inputs and compared with the right
answer; where it differs, it is also compared with the answers that typical mistakes give, so
that the reader is told what went wrong and not only that something did.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

Answer = Callable[..., Any]

RTOL, ATOL = 1e-4, 1e-6  # float32 rounding in another order of operations stays below


@dataclass(frozen=True)
class Exercise:
    """An exercise, its right answer and its typical mistakes.

    `cases` are the argument lists it is tried on. `mistakes` maps a hint to a wrong version
    of the answer: the hint is shown when the reader's function does the same as that one on
    every case.
    """

    answer: Answer
    cases: Sequence[tuple[Any, ...]]
    mistakes: Mapping[str, Answer]

    def hint(self, attempt: Answer) -> str | None:
        """What is wrong with `attempt`, or None if it is right.

        Lets NotImplementedError through: that is how an exercise says it was not attempted.
        """
        expected = [_run(self.answer, case) for case in self.cases]
        given = [_run(attempt, case) for case in self.cases]
        if _all_same(given, expected):
            return None
        for hint, mistaken in self.mistakes.items():
            if _all_same(given, [_run(mistaken, case) for case in self.cases]):
                return hint
        return self._first_difference(given, expected)

    def _first_difference(self, given: list[Any], expected: list[Any]) -> str:
        for case, got, wanted in zip(self.cases, given, expected, strict=True):
            if not _same(got, wanted):
                arguments = ", ".join(_short(argument) for argument in case)
                return f"For the arguments ({arguments}) it {_describe(got, wanted)}."
        raise AssertionError("called only when something differs")


@dataclass(frozen=True)
class Raised:
    """That a function raised an exception, as its result."""

    kind: str
    message: str

    def __str__(self) -> str:
        return f"raised {self.kind}: {self.message}"


def _run(function: Answer, case: tuple[Any, ...]) -> Any:
    """The function's result on its own copy of the arguments, or what it raised."""
    try:
        with torch.no_grad():
            return function(*copy.deepcopy(case))
    except (Exception, SystemExit) as error:
        if isinstance(error, NotImplementedError) and not error.args:
            raise  # the stub; PyTorch's own NotImplementedErrors have a message
        return Raised(type(error).__name__, str(error).split("\n")[0])


def _all_same(given: list[Any], expected: list[Any]) -> bool:
    return all(_same(a, b) for a, b in zip(given, expected, strict=True))


def _same(a: Any, b: Any) -> bool:
    """Equal, numbers up to rounding. A number and a tensor holding only it are the same."""
    if isinstance(a, Raised) or isinstance(b, Raised):
        return bool(a == b)
    if isinstance(a, int) and isinstance(b, int):
        return a == b
    if _is_numeric(a) and _is_numeric(b):
        a, b = torch.as_tensor(a), torch.as_tensor(b)
        if a.shape != b.shape and not (a.numel() == b.numel() == 1 and 0 in (a.ndim, b.ndim)):
            return False
        a, b = a.double().view(b.shape), b.double()
        return torch.allclose(a, b, rtol=RTOL, atol=ATOL, equal_nan=True)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
    return type(a) is type(b) and bool(a == b)


def _is_numeric(value: Any) -> bool:
    return isinstance(value, Tensor | int | float)


def _describe(got: Any, wanted: Any) -> str:
    """The difference between two results, the coarsest one first: error, kind, shape, values."""
    if isinstance(got, Raised):
        return str(got)
    if got is None:
        return "returned None; the return statement may be missing"
    if isinstance(got, Tensor) and isinstance(wanted, Tensor):
        return _describe_tensors(got, wanted)
    if isinstance(wanted, Tensor | list) and not isinstance(got, type(wanted)):
        return f"returned a {type(got).__name__}; a {type(wanted).__name__} was expected"
    return f"returned {_short(got)}; {_short(wanted)} was expected"


def _describe_tensors(got: Tensor, wanted: Tensor) -> str:
    """The shapes if they differ, else the first number that does."""
    if got.shape != wanted.shape:
        return f"returned the shape {tuple(got.shape)}; {tuple(wanted.shape)} was expected"
    close = torch.isclose(got.double(), wanted.double(), rtol=RTOL, atol=ATOL, equal_nan=True)
    place = tuple((~close).nonzero()[0].tolist())
    where = f" at {list(place)}" if place else ""
    return f"returned {got[place].item():.4g}{where}; {wanted[place].item():.4g} was expected"


def _short(value: Any) -> str:
    """A value in one line of readable length; large tensors by their shape."""
    if isinstance(value, Tensor):
        if value.numel() > 12:
            return f"a tensor {tuple(value.shape)}"
        value = value.tolist()
    text = repr(_rounded(value))
    return text if len(text) <= 100 else text[:97] + "…"


def _rounded(value: Any) -> Any:
    if isinstance(value, Tensor):
        return _rounded(value.tolist())
    if isinstance(value, float):
        return round(value, 4)
    if type(value) in (list, tuple):
        return type(value)(_rounded(item) for item in value)
    return value
