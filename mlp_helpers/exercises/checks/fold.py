"""Exercise `fold`: a linear layer and the normalisation after it as one linear layer."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

WEIGHT, BIAS = "weight * scale", "(bias - running_mean) * scale + beta"
ROOT = "(running_var + eps).sqrt()"


def case(seed, fan_in, fan_out, eps):
    """A layer and its normalisation."""
    bias, gain, beta, mean, var = (draws(seed + n, fan_out) for n in range(1, 6))
    return (draws(seed, fan_in, fan_out), bias, 1 + 0.5 * gain, beta, mean, 0.1 + var**2, eps)


EXERCISE = exercise(
    "fold",
    cases=[
        (*map(torch.tensor, ([[3.0, 2.0], [1.0, 4.0]], [5.0, 1.0], [2.0, 3.0])),
         *map(torch.tensor, ([1.0, 0.0], [4.0, 3.0], [16.0, 9.0])), 1e-9),
        *(case(40, 3, 5, 0.2), case(50, 6, 2, 1e-5), case(60, 4, 4, 0.05)),
    ],
    mistakes={
        "The bias minus the running mean is to be scaled as a whole, then beta added.":
            [(BIAS, f"bias{new} + beta") for new in (" - running_mean * scale", " - running_mean",
             " * scale - running_mean", f" * scale - running_mean / {ROOT}")],
        "beta was scaled too; it is added last.":
            [("scale + beta", "scale + beta * gain"), (") * scale + beta", " + beta) * scale")],
        "The weights lack the scale, or a part of it: gain / √(running_var + eps).":
            [(WEIGHT, new) for new in ("weight", "weight * gain", f"weight / {ROOT}")],
        "The bias lacks a part of the scale: gain / √(running_var + eps), as for the weights.":
            [(BIAS, f"(bias - running_mean) {part} + beta") for part in (f"/ {ROOT}", "* gain")],
        "The running mean or beta was put into the weights; they belong into the bias alone.":
            [(WEIGHT, of) for of in ("(weight - running_mean) * scale", f"{WEIGHT} - running_mean",
             f"{WEIGHT} + beta", "(weight - running_mean) * scale + beta", f"{WEIGHT} + {BIAS}")],
        "The scale stands upside down, or in part; it is gain / √(running_var + eps).":
            [("= gain", "= 1 / gain"), ("gain / (", "gain * (")],
        "You added eps to the standard deviation; add it to the variance, under the root.":
            [(ROOT, "(running_var.sqrt() + eps)"), (ROOT, "running_var.sqrt() + eps")],
        "Two of gain, beta and bias are exchanged: the gain multiplies, beta is added last.":
            ["right(weight, bias, beta, gain, running_mean, running_var, eps)",
             "right(weight, beta, gain, bias, running_mean, running_var, eps)"],
        "The rows of the weight are scaled; an output has a column, so scale the columns.":
            [(WEIGHT, "(weight.T * scale).T"), (WEIGHT, "weight * scale[:, None]")],
    },
)  # fmt: skip
