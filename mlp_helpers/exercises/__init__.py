"""Checks for the exercises at the end of each notebook."""

from __future__ import annotations

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


def check(exercise: str, answer: Any) -> bool:
    """Say whether `answer`, a function, solves the exercise; if not, the likely mistake.

    Prints one line and returns whether the answer is right. It never raises, so that a
    notebook runs from top to bottom with its exercises untouched.
    """
    if not isinstance(exercise, str) or exercise not in EXERCISES:
        print(f"✗ there is no exercise {exercise!r}, only {', '.join(EXERCISES)}.")
        return False
    if not callable(answer):
        print(f"✗ {exercise}: pass the function itself, without calling it: check(…, my_function).")
        return False
    try:
        hint = EXERCISES[exercise].hint(answer)
    except NotImplementedError:
        print(f"○ {exercise}: not attempted yet.")
        return False
    if hint is None:
        print(f"✓ {exercise}: right.")
        return True
    print(f"✗ {exercise}: not yet. {hint}")
    return False
