"""Checks for the exercises of the lessons: exercise NAME is checked in checks/NAME.py.

slips          an exercise: its solution, the cases it is tried on, and slips in the solution
common_slips   slips that any solution can have
kinds, code    what results, and the code itself, say of a mistake
compare        running a reader's function, and comparing what it returns
messages       one line on a difference
progress       which exercises a reader has solved
"""

from __future__ import annotations

import functools
import importlib
import os
import sys
from typing import Any, cast

import torch

from mlp_helpers.exercises.checks import EXERCISES
from mlp_helpers.exercises.compare import NotAttemptedError
from mlp_helpers.exercises.slips import Exercise

STRICT = "STRICT_CHECKS"  # an environment variable, for those who grade


def check(exercise: str, answer: Any, *, strict: bool | None = None) -> bool:
    """Say whether `answer`, a function, solves the exercise; if not, the likely mistake.

    Prints one line and returns whether the answer is right. It does not raise, so that a notebook
    runs from top to bottom with its exercises untouched. With `strict`, an answer that is wrong or
    missing raises AssertionError with that line, so that a runner of notebooks can grade. If not
    given, `strict` is whether the environment variable STRICT_CHECKS is set, and not to 0.
    """
    if strict is None:
        strict = os.environ.get(STRICT, "0").lower() not in ("", "0", "false", "no")
    right, line = verdict(exercise, answer)
    if strict and not right:
        raise AssertionError(line)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding))
    return right


def verdict(exercise: str, answer: Any) -> tuple[bool, str]:
    """Whether the answer is right, and the line that says so."""
    if not isinstance(exercise, str) or exercise not in EXERCISES:
        name = repr(exercise) if isinstance(exercise, str) else f"of type {type(exercise).__name__}"
        return False, f"✗ there is no exercise {name}, only {', '.join(EXERCISES)}."
    if not callable(answer):
        return False, f"✗ {exercise}: pass the function itself, not called: check(…, my_function)."
    default = torch.get_default_dtype()
    torch.set_default_dtype(torch.float32)  # that of the cases, whatever a lesson has chosen
    try:
        hint = load(exercise).hint(answer)
    except NotAttemptedError:
        return False, f"○ {exercise}: not attempted yet."
    except Exception as error:  # what the function returned is beyond what can be compared
        return False, f"✗ {exercise}: not yet. Its result cannot be compared: {error!r:.80}"
    finally:
        torch.set_default_dtype(default)
    if hint is not None:
        return False, f"✗ {exercise}: not yet. {hint}"
    return True, f"✓ {exercise}: right. {load(exercise).remark(answer) or ''}".rstrip()


@functools.cache
def load(name: str) -> Exercise:
    """The exercise of this name. Its cases and mistakes are made at the first call."""
    return cast(Exercise, importlib.import_module(f"mlp_helpers.exercises.checks.{name}").EXERCISE)
