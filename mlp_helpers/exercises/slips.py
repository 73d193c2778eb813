"""An exercise: its solution, the cases it is tried on, and slips in the solution.

A mistake is told as a slip in the text of notebooks/solutions/NAME.py, which reads like what a
reader wrote: ("sum(1, keepdim=True)", "sum(1)"). The reader's function and the solution with the
slip are run on the cases; where they do the same in all of them, the slip's hint is shown.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, cast

import torch
from torch import Tensor

from mlp_helpers.engine.places import COURSE
from mlp_helpers.exercises.code import names_called
from mlp_helpers.exercises.common_slips import common_slips
from mlp_helpers.exercises.compare import Answer, Raised, all_same, run, same
from mlp_helpers.exercises.kinds import kind_of_mistake
from mlp_helpers.exercises.messages import first_difference

SOLUTIONS = COURSE / "notebooks" / "solutions"
FOR_SLIPS = "import hashlib, math, statistics, torch\nimport torch.nn.functional as F\n"

# (old, new, old, new, …), pieces of the solution and what stands in their place; an expression to
# return, in which `right` is the solution; a function; or several of them for one hint.
Slip = tuple[str, ...] | str | Answer | list[Any]
Symptoms = Mapping[str, Callable[..., bool]]

CHANGES_ITS_ARGUMENTS = (
    "The result is right, but your function changes its arguments; leave them as they were. "
    "For example, a /= b changes a itself, and a = a / b makes a new one."
)
REMEMBERS = (
    "Called again with the same arguments it gives another result: something is kept from one call "
    "to the next (a default argument, found=[], seen=set() or seen={}, is made once, for all "
    "calls), or drawn at random without the seed."
)


def draws(seed: int, *shape: int) -> Tensor:
    """Standard normal numbers for a case, the same in every run."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@dataclass(frozen=True)
class Exercise:
    """An exercise, its right answer and its typical mistakes.

    `cases` are the argument lists it is tried on. `mistakes` maps a hint to wrong versions of the
    answer: the hint is shown when the reader's function does the same as one of them on every case.
    `symptoms` maps a hint to a test of one result, called with the result and the arguments: the
    hint is shown when no mistake fits and the test holds in any case. `afterwards` is like it, for
    right results: what else is asked of them, and of the arguments as a call left them. `without`
    names what the text asks to do without, such as softmax. `source` is the right answer's text.
    """

    answer: Answer
    cases: Sequence[tuple[Any, ...]]
    mistakes: Mapping[str, Sequence[Answer]]
    symptoms: Symptoms = field(default_factory=dict)
    afterwards: Symptoms = field(default_factory=dict)
    without: Sequence[str] = ()
    source: str = ""

    def hint(self, attempt: Answer) -> str | None:
        """What is wrong with `attempt`, or None if it is right.

        Raises NotAttemptedError for a stub.
        """
        arguments = self._own_arguments()
        given = [run(attempt, case) for case in arguments]
        expected = self._results(self.answer)
        if all_same(given, expected):
            if hint := self._symptom(self.afterwards, given, arguments):
                return hint
            if not all_same(arguments, self.cases):
                return CHANGES_ITS_ARGUMENTS
            # Once more on the very same arguments: a list that is kept may know them again.
            again = [run(attempt, case) for case in arguments]
            return None if all_same(again, expected) else REMEMBERS
        return (
            self._default_that_grew(attempt, expected)
            or self._known_mistake(given)
            or self._symptom(self.symptoms, given, self.cases)
            or self._common_slip(given)
            or kind_of_mistake(attempt, self.answer, self.cases, given, expected)
            or self._memory(attempt, given)
            or first_difference(self.cases, given, expected)
        )

    def remark(self, attempt: Answer) -> str | None:
        """What a right answer used though the text asks to do without it."""
        used = sorted(names_called(attempt) & set(self.without))
        if not used:
            return None
        return f"You used {used[0]}; the exercise asks for a version without it, for practice."

    def _known_mistake(self, given: list[Any]) -> str | None:
        told = self.mistakes.items()
        return next((h for h, all in told if any(self._does_the_same(m, given) for m in all)), None)

    def _default_that_grew(self, attempt: Any, expected: list[Any]) -> str | None:
        """A default argument (found=[]) is made once: does it give right results when it is new?"""
        if not isinstance(attempt, FunctionType):
            return None
        kept = attempt.__defaults__ or ()
        new = tuple(type(d)() if type(d) in (list, set, dict) else d for d in kept)
        try:
            attempt.__defaults__ = new
            right = all_same(self._results(attempt), expected)
        finally:
            attempt.__defaults__ = kept
        return REMEMBERS if right and any(type(d) in (list, set, dict) and d for d in new) else None

    def _memory(self, attempt: Answer, given: list[Any]) -> str | None:
        comparable = all_same(given, given)  # some results do not even equal themselves
        return REMEMBERS if comparable and not all_same(self._results(attempt), given) else None

    def _common_slip(self, given: list[Any]) -> str | None:
        slips = common_slips(self.source) if self.source else ()
        made = ((hint, defined_by(FOR_SLIPS + source)) for hint, source in slips)
        return next((hint for hint, slip in made if self._does_the_same(slip, given)), None)

    def _does_the_same(self, function: Answer, given: list[Any]) -> bool:
        # Most differ in the first case already, which saves running the others.
        return all(
            same(got, run(function, copy.deepcopy(case)))
            for got, case in zip(given, self.cases, strict=True)
        )

    def _symptom(self, symptoms: Symptoms, given: list[Any], cases: Sequence[Any]) -> str | None:
        pairs = list(zip(given, cases, strict=True))
        found = (h for h, test in symptoms.items() if any(_shows(test, *p) for p in pairs))
        return next(found, None)

    def _results(self, function: Answer) -> list[Any]:
        return [run(function, case) for case in self._own_arguments()]

    def _own_arguments(self) -> list[tuple[Any, ...]]:
        """A copy of the cases, which a function may change without changing the next run."""
        return [copy.deepcopy(case) for case in self.cases]


def _shows(symptom: Callable[..., bool], result: Any, case: tuple[Any, ...]) -> bool:
    try:
        return bool(symptom(result, *case))
    except Exception:  # the result is of a kind for which the question makes no sense
        return False


def exercise(
    name: str,
    cases: Sequence[tuple[Any, ...]],
    mistakes: Mapping[str, Slip],
    symptoms: Symptoms | None = None,
    afterwards: Symptoms | None = None,
    without: Sequence[str] = (),
) -> Exercise:
    """The exercise whose solution is notebooks/solutions/NAME.py.

    Raises ValueError for a slip whose old text does not stand in the solution exactly once.
    """
    source = (SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")
    right = defined_by(source)
    wrong = {hint: _versions(source, right, slip) for hint, slip in mistakes.items()}
    return Exercise(right, cases, wrong, symptoms or {}, afterwards or {}, without, source)


def raised(kind: str) -> Callable[..., bool]:
    """The symptom of an exception of this kind."""
    return lambda result, *case: isinstance(result, Raised) and result.kind == kind


def _versions(source: str, right: Answer, slip: Slip) -> list[Answer]:
    slips = slip if isinstance(slip, list) else [slip]
    return [_with_slip(source, right, one) for one in slips]


def _with_slip(source: str, right: Answer, slip: Any) -> Answer:
    if callable(slip):
        return cast(Answer, slip)
    if isinstance(slip, str):
        names = ", ".join(inspect.signature(right).parameters)
        return defined_by(f"{FOR_SLIPS}def answer({names}):\n    return {slip}", right)
    for old, new in zip(slip[::2], slip[1::2], strict=True):
        if source.count(old) != 1:
            raise ValueError(f"{old!r} stands {source.count(old)} times in the solution, not once.")
        source = source.replace(old, new)
    return defined_by(FOR_SLIPS + source, right)


def defined_by(source: str, right: Answer | None = None) -> Answer:
    """The last function that a piece of Python defines; it may call `right`."""
    variables: dict[str, Any] = {"right": right, "__name__": "solution"}
    exec(source, variables)
    found = [v for v in variables.values() if isinstance(v, FunctionType) and v is not right]
    return [function for function in found if function.__module__ == "solution"][-1]
