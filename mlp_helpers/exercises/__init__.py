"""Checks for the exercises at the end of each notebook."""

from __future__ import annotations

import os
from typing import Any

from mlp_helpers.exercises import (
    batch_norm,
    bigrams,
    building_blocks,
    diagnostics,
    embedding,
    initialisation,
    learning_rate,
    splits,
    three_characters,
    tuning,
)
from mlp_helpers.exercises.framework import Exercise

STRICT = "STRICT_CHECKS"  # an environment variable, for those who grade

EXERCISES: dict[str, Exercise] = {
    **bigrams.EXERCISES,
    **three_characters.EXERCISES,
    **learning_rate.EXERCISES,
    **splits.EXERCISES,
    **embedding.EXERCISES,
    **initialisation.EXERCISES,
    **batch_norm.EXERCISES,
    **building_blocks.EXERCISES,
    **diagnostics.EXERCISES,
    **tuning.EXERCISES,
}


def check(exercise: str, answer: Any, *, strict: bool | None = None) -> bool:
    """Say whether `answer`, a function, solves the exercise; if not, the likely mistake.

    Prints one line and returns whether the answer is right. It does not raise, so that a notebook
    runs from top to bottom with its exercises untouched. With `strict`, an answer that is wrong or
    missing raises AssertionError with that line, so that a runner of notebooks can grade. If not
    given, `strict` is whether the environment variable STRICT_CHECKS is set, and not to 0.
    """
    if strict is None:
        strict = os.environ.get(STRICT, "0") not in ("", "0")
    right, line = verdict(exercise, answer)
    if strict and not right:
        raise AssertionError(line)
    print(line)
    return right


def verdict(exercise: str, answer: Any) -> tuple[bool, str]:
    """Whether the answer is right, and the line that says so."""
    if not isinstance(exercise, str) or exercise not in EXERCISES:
        return False, f"✗ there is no exercise {exercise!r}, only {', '.join(EXERCISES)}."
    if not callable(answer):
        return False, (
            f"✗ {exercise}: pass the function itself, without calling it: check(…, my_function)."
        )
    try:
        hint = EXERCISES[exercise].hint(answer)
    except NotImplementedError:
        return False, f"○ {exercise}: not attempted yet."
    if hint is None:
        return True, f"✓ {exercise}: right."
    return False, f"✗ {exercise}: not yet. {hint}"
