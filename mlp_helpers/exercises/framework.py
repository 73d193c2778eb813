"""How an exercise is checked.

An exercise is a function to write. It is run on several inputs and compared with the right
answer; where it differs, it is also compared with the answers that typical mistakes give, so
that the reader is told what went wrong and not only that something did.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

Answer = Callable[..., Any]

RTOL, ATOL = 1e-4, 1e-6  # float32 rounding in another order of operations stays below

CHANGES_ITS_ARGUMENTS = (
    "The result is right, but your function changes its arguments; leave them as they were. "
    "For example, a /= b changes a itself, and a = a / b makes a new one."
)


def draws(seed: int, *shape: int) -> Tensor:
    """Standard normal numbers for a case, the same in every run."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@dataclass(frozen=True)
class Exercise:
    """An exercise, its right answer and its typical mistakes.

    `cases` are the argument lists it is tried on. `mistakes` maps a hint to a wrong version
    of the answer: the hint is shown when the reader's function does the same as that one on
    every case. `symptoms` maps a hint to a test of one result, called with the result and the
    arguments: the hint is shown when no mistake fits and the test holds in any case.
    """

    answer: Answer
    cases: Sequence[tuple[Any, ...]]
    mistakes: Mapping[str, Answer]
    symptoms: Mapping[str, Callable[..., bool]] = field(default_factory=dict)

    def hint(self, attempt: Answer) -> str | None:
        """What is wrong with `attempt`, or None if it is right.

        Lets NotImplementedError through: that is how an exercise says it was not attempted.
        """
        arguments = self._own_arguments()
        given = [_run(attempt, case) for case in arguments]
        expected = self._results(self.answer)
        if _all_same(given, expected):
            return None if _all_same(arguments, self.cases) else CHANGES_ITS_ARGUMENTS
        for hint, mistaken in self.mistakes.items():
            if _all_same(given, self._results(mistaken)):
                return hint
        for hint, shows in self.symptoms.items():
            if any(shows(got, *case) for case, got in zip(self.cases, given, strict=True)):
                return hint
        return self._first_difference(given, expected)

    def _results(self, function: Answer) -> list[Any]:
        return [_run(function, case) for case in self._own_arguments()]

    def _own_arguments(self) -> list[tuple[Any, ...]]:
        """A copy of the cases, which a function may change without changing the next run."""
        return [copy.deepcopy(case) for case in self.cases]

    def _first_difference(self, given: list[Any], expected: list[Any]) -> str:
        for case, got, wanted in zip(self.cases, given, expected, strict=True):
            if not same(got, wanted):
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
    """The function's result, or what it raised.

    It may use autograd, and PyTorch's global generator: that is as before afterwards.
    """
    try:
        with torch.enable_grad(), torch.random.fork_rng(devices=[]):
            return function(*case)
    except (Exception, SystemExit) as error:
        if isinstance(error, NotImplementedError) and not error.args:
            raise  # the stub; PyTorch's own NotImplementedErrors have a message
        return Raised(type(error).__name__, str(error).split("\n")[0])


def _all_same(given: Sequence[Any], expected: Sequence[Any]) -> bool:
    return all(same(a, b) for a, b in zip(given, expected, strict=True))


def same(a: Any, b: Any) -> bool:
    """Equal, numbers up to rounding. A number and a tensor holding only it are the same."""
    a, b = _plain(a), _plain(b)
    if isinstance(a, Raised) or isinstance(b, Raised):
        return type(a) is type(b) and bool(a == b)  # an array compares entry by entry
    if isinstance(a, int) and isinstance(b, int):
        return a == b
    if _is_numeric(a) and _is_numeric(b):
        a, b = torch.as_tensor(a), torch.as_tensor(b)
        if a.shape != b.shape and not (a.numel() == b.numel() == 1 and 0 in (a.ndim, b.ndim)):
            return False
        a, b = a.double().view(b.shape), b.double()
        return torch.allclose(a, b, rtol=RTOL, atol=ATOL, equal_nan=True)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in b)
    return type(a) is type(b) and bool(a == b)


def _plain(value: Any) -> Any:
    """NumPy's numbers as Python's, all else as it is."""
    return value.item() if isinstance(value, np.generic) else value


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
    if isinstance(wanted, Tensor | list | dict) and not isinstance(got, type(wanted)):
        return f"returned a {type(got).__name__}; a {type(wanted).__name__} was expected"
    return _describe_values(got, wanted)


def _describe_tensors(got: Tensor, wanted: Tensor) -> str:
    """The shapes if they differ, else the first number that does."""
    if got.shape != wanted.shape:
        return f"returned the shape {tuple(got.shape)}; {tuple(wanted.shape)} was expected"
    close = torch.isclose(got.double(), wanted.double(), rtol=RTOL, atol=ATOL, equal_nan=True)
    place = tuple((~close).nonzero()[0].tolist())
    number, right = got[place].item(), wanted[place].item()
    shown, expected = f"{number:.4g}", f"{right:.4g}"
    if shown == expected:  # they differ beyond the digits shown
        shown, expected = repr(number), repr(right)
    return f"returned {shown}{_where(place)}; {expected} was expected"


def _describe_values(got: Any, wanted: Any, place: tuple[Any, ...] = ()) -> str:
    """Both values, in full where they look equal in short; in lists, the first that differs."""
    shown, expected = _short(got), _short(wanted)
    if shown == expected:
        both = isinstance(got, list | tuple) and isinstance(wanted, list | tuple)
        if both and len(got) == len(wanted):
            i = [same(a, b) for a, b in zip(got, wanted, strict=True)].index(False)
            return _describe_values(got[i], wanted[i], (*place, i))
        if isinstance(got, dict) and isinstance(wanted, dict) and got.keys() == wanted.keys():
            key = next(key for key in wanted if not same(got[key], wanted[key]))
            return _describe_values(got[key], wanted[key], (*place, key))
        shown, expected = _in_full(got), _in_full(wanted)
    return f"returned {shown}{_where(place)}; {expected} was expected"


def _where(place: tuple[Any, ...]) -> str:
    return f" at {list(place)}" if place else ""


def _in_full(value: Any) -> str:
    return repr(value.tolist() if isinstance(value, Tensor) else _plain(value))


def _short(value: Any) -> str:
    """A value in one line of readable length; large tensors by their shape."""
    if isinstance(value, Tensor):
        if value.numel() > 12:
            return f"a tensor {tuple(value.shape)}"
        value = value.tolist()
    text = repr(_rounded(value))
    return text if len(text) <= 100 else text[:97] + "…"


def _rounded(value: Any) -> Any:
    value = _plain(value)
    if isinstance(value, Tensor):
        return _rounded(value.tolist())
    if isinstance(value, float):
        return round(value, 4)
    if type(value) in (list, tuple):
        return type(value)(_rounded(item) for item in value)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value
