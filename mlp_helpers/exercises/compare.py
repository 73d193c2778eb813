"""Running a reader's function, and comparing what it returns with what was expected."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from numbers import Rational
from typing import Any

import numpy as np
import torch
from torch import Tensor

Answer = Callable[..., Any]

LONGEST_MESSAGE = 200  # characters of an exception's
RTOL, ATOL = 1e-4, 1e-6  # float32 rounding in another order of operations stays below


class NotAttemptedError(Exception):
    """The function is still the stub."""


@dataclass(frozen=True)
class Raised:
    """That a function raised an exception, as its result."""

    kind: str
    message: str

    @property
    def out_of_domain(self) -> bool:
        """Whether there is no such logarithm or root; Python says it otherwise from 3.14 on."""
        said = ("math domain error", "expected a positive input", "expected a nonnegative input")
        return any(words in self.message for words in said)

    def __str__(self) -> str:
        return f"raised {self.kind}: {self.message}"


@dataclass(frozen=True)
class Lazy:
    """That a function returned something that has to be gone through to be seen, such as a zip."""

    kind: str

    def __str__(self) -> str:
        return f"returned a {self.kind}; put list(…) around it"


def run(function: Answer, case: tuple[Any, ...]) -> Any:
    """The function's result, or what it raised. Raises NotAttemptedError for the stub.

    It may use autograd, and PyTorch's global generator: that is as before afterwards.
    """
    try:
        with torch.enable_grad(), torch.random.fork_rng(devices=[]):
            result = function(*case)
            if isinstance(result, Iterator | range):
                return Lazy(type(result).__name__)
            return _copied(result)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit, too: whatever a reader's function may raise
        if isinstance(error, NotImplementedError) and not error.args:
            raise NotAttemptedError from None  # PyTorch's own have a message
        return Raised(type(error).__name__, str(error).split("\n")[0][:LONGEST_MESSAGE])


def _copied(result: Any) -> Any:
    """A copy, which the next call cannot change, where there can be one."""
    try:
        return copy.deepcopy(result)
    except Exception:
        return result


def all_same(given: Sequence[Any], expected: Sequence[Any]) -> bool:
    """Whether each result is the same as the expected one."""
    return all(same(a, b) for a, b in zip(given, expected, strict=True))


def same(got: Any, wanted: Any) -> bool:
    """Equal, numbers up to rounding. A number and a tensor holding only it are the same.

    What cannot be compared, such as a list that holds itself, is not the same.
    """
    try:
        return _same(got, wanted)
    except Exception:  # whatever a reader's function may have returned
        return False


def _same(got: Any, wanted: Any) -> bool:
    got, wanted = plain(got), plain(wanted)
    if isinstance(got, np.ndarray) and isinstance(wanted, np.ndarray):
        return got.shape == wanted.shape and bool(np.allclose(got, wanted, equal_nan=True))
    if _is_whole(wanted) and isinstance(got, Tensor) and got.numel() == 1:
        got = got.item()
    if isinstance(got, Raised) or isinstance(wanted, Raised):
        return type(got) is type(wanted) and bool(got == wanted)
    if _is_whole(wanted) and isinstance(got, bool | int | float):
        return bool(got == wanted)  # a count is right or wrong, and not nearly right
    if _is_numeric(got) and _is_numeric(wanted):
        a, b = torch.as_tensor(got), torch.as_tensor(wanted)
        if a.is_complex() or b.is_complex():
            return False
        if a.shape != b.shape and not (a.numel() == b.numel() == 1 and 0 in (a.ndim, b.ndim)):
            return False
        a, b = a.double().to_dense().view(b.shape), b.double()
        return torch.allclose(a, b, rtol=RTOL, atol=ATOL, equal_nan=True)
    if isinstance(got, list | tuple) and isinstance(wanted, list | tuple):
        return len(got) == len(wanted) and all(map(_same, got, wanted))
    if isinstance(got, dict) and isinstance(wanted, dict):
        return got.keys() == wanted.keys() and all(_same(got[key], wanted[key]) for key in got)
    return type(got) is type(wanted) and bool(got == wanted)


def plain(value: Any) -> Any:
    """NumPy's numbers, arrays of a single one, and fractions as Python's; all else as it is."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        return value.item()
    is_fraction = isinstance(value, Rational) and not isinstance(value, int)
    return float(value) if is_fraction else value


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_numeric(value: Any) -> bool:
    return isinstance(value, Tensor | int | float)
