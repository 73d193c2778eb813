"""Exercise `rescale`: the rate at which other weights before a normalisation move alike."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "rescale",
    cases=[(0.1, 1.0, 2.0), (0.3, 5 / 3, 0.5), (1.0, 0.5, 3.0), (0.02, 2.0, 2.0)],
    mistakes={},
)  # fmt: skip
