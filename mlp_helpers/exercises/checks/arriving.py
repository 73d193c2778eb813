"""Exercise `arriving`: the gradient through the output layer and the tanh."""

import torch

from mlp_helpers.exercises.compare import same
from mlp_helpers.exercises.slips import draws, exercise

LAYER, SLOPE = "d_logits @ W2.T", "(1 - activations**2)"
RETURN = f"activation_gradients * {SLOPE}"


def case(seed, B, H, K):
    """Gradients of logits, weights and activations; one of these is as far out as can be."""
    activations = draws(seed + 2, B, H).tanh()
    activations[0, 0] = 1.0
    return draws(seed, B, K) / B, 3 * draws(seed + 1, H, K), activations


EXERCISE = exercise(
    "arriving",
    cases=[
        tuple(map(torch.tensor, ([[-0.3, 0.3]], [[2.0, -1.0], [1.0, 1.0]], [[0.5, 0.0]]))),
        *(case(20, 4, 3, 5), case(30, 3, 6, 2), case(40, 3, 4, 4), case(50, 5, 5, 5)),
    ],
    mistakes={
        "The slope was added; it is a factor of each entry.": ("gradients *", "gradients +"),
        "This multiplies by t, t² or 2t; the slope of tanh is 1 − t².":
            [(SLOPE, t) for t in ("activations", "activations**2", "(2 * activations)")],
        "1 − t is not the slope: square t, and nothing else, and subtract that from 1.":
            [(SLOPE, f"(1 - activations{t}") for t in (")", ") ** 2", ".abs())")],
        "t · (1 − t) is the slope of the sigmoid, and 0 or 1 that of ReLU; that of tanh is 1 − t².":
            [(SLOPE, t) for t in ("activations * (1 - activations)", "(activations > 0)")],
        "The activations came out of the tanh: do not take it of them again. The slope is 1 − t².":
            [(SLOPE, t) for t in ("(1 - activations.tanh() ** 2)", "activations.tanh()")],
        "You divided by the number of examples; nothing is averaged here, each has its own row.":
            (RETURN, f"{RETURN} / len(d_logits)"),
        "The examples were summed or averaged; each has its own row: the result is (B, H).":
            [(part, f"({part}).{of}") for part in (RETURN, LAYER, SLOPE)
             for of in ("sum(0)", "mean(0)", "sum(0, keepdim=True)")],
    },
    symptoms={  # where units and logits are as many, W2 fits both ways
        "W2 was not turned round: to get from (B, K) to (B, H), multiply by W2.T.":
            lambda got, d, W2, t: any(same(got, d @ W2 * slope) for slope in (1, 1 - t**2)),
    },
)  # fmt: skip
