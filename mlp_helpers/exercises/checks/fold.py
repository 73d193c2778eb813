"""Exercise `fold`: a linear layer and the normalisation after it as one linear layer."""

import torch

from mlp_helpers.exercises.compare import same
from mlp_helpers.exercises.slips import draws, exercise, raised

WEIGHT, BIAS = "weight * scale", "(bias - running_mean) * scale + beta"
ROOT = "(running_var + eps).sqrt()"


def case(seed, fan_in, fan_out, eps):
    """A layer and its normalisation."""
    bias, gain, beta, mean, var = (draws(seed + n, fan_out) for n in range(1, 6))
    return (draws(seed, fan_in, fan_out), bias, 1 + 0.5 * gain, beta, mean, 0.1 + var**2, eps)


def rows_scaled(result, weight, bias, gain, beta, mean, var, eps):
    """The rows of a square weight are scaled in place of its columns."""
    return weight.shape == (4, 4) and same(result[0].T, weight.T * gain / (var + eps).sqrt())


EXERCISE = exercise(
    "fold",
    cases=[
        (
            *map(torch.tensor, ([[3.0, 2.0], [1.0, 4.0]], [5.0, 1.0], [2.0, 3.0])),
            *map(torch.tensor, ([1.0, 0.0], [4.0, 3.0], [16.0, 9.0])), 1e-9,
        ),
        case(40, 3, 5, 0.2),
        case(50, 6, 2, 1e-5),
        case(60, 4, 4, 0.05),
    ],
    mistakes={
        "The bias goes through the normalisation too: subtract the running mean from it, multiply "
        "by the scale, add beta.": [(BIAS, "bias"), (BIAS, "bias + beta"), (BIAS, "beta")],
        "The bias was not scaled: it is added before the normalisation, like the rest.":
            (BIAS, "bias - running_mean * scale + beta"),
        "Neither the bias nor the running mean was scaled; scale their difference.":
            (BIAS, "bias - running_mean + beta"),
        "The running mean was not scaled: it is subtracted before the division.":
            (BIAS, "bias * scale - running_mean + beta"),
        "The running mean was divided by the standard deviation, but not multiplied by the gain.":
            (BIAS, "bias * scale - running_mean / (running_var + eps).sqrt() + beta"),
        "The running mean is missing: it is subtracted from what the linear layer returns.":
            (BIAS, "bias * scale + beta"),
        "The running mean was added; subtract it.": ("bias - ", "bias + "),
        "The difference is turned round: the running mean is subtracted from the bias.":
            ("bias - running_mean", "running_mean - bias"),
        "beta is missing; add it to the new bias.": (" + beta", ""),
        "beta was scaled too; it is added last.": [(BIAS, "(bias - running_mean + beta) * scale"),
             (BIAS, "(bias - running_mean) * scale + beta * gain")],
        "beta was subtracted; add it.": (" + beta", " - beta"),
        "The linear layer's own bias is missing in the new one.":
            (BIAS, "beta - running_mean * scale"),
        "The weights were not scaled; only the bias was.": (WEIGHT, "weight"),
        "The gain is missing in the weights: multiply each column by its gain.":
            (WEIGHT, "weight / " + ROOT),
        "The standard deviation is missing in the weights: they have the same scale as the bias.":
            (WEIGHT, "weight * gain"),
        "The gain is missing in the bias: multiply it by the same scale as the weights.":
            (BIAS, "(bias - running_mean) / (running_var + eps).sqrt() + beta"),
        "The standard deviation is missing in the bias: it has the same scale as the weights.":
            (BIAS, "(bias - running_mean) * gain + beta"),
        "The running mean was subtracted from the weights; it belongs into the bias alone.":
            [(WEIGHT, "(weight - running_mean) * scale"),
             (WEIGHT, "weight * scale - running_mean")],
        "beta, or the whole new bias, was added to the weights; it belongs into the bias alone.":
            [(WEIGHT, "weight * scale + beta"), (WEIGHT, "(weight - running_mean) * scale + beta"),
             (WEIGHT, "weight * scale + " + BIAS)],
        "This is one tensor; return a tuple of the new weight and the new bias.":
            (", (bias", " + (bias"),
        "The two tensors are right but exchanged: the weight comes first.":
            ("weight * scale, " + BIAS, BIAS + ", weight * scale"),
        "This is the new weight alone; return a tuple of weight and bias.": (", " + BIAS, ""),
        "The gain is missing: multiply weights and bias by it.": ("gain /", "1 /"),
        "You divided by the gain; multiply by it.": ("gain /", "1 / gain /"),
        "The scale stands upside down: it is the gain, divided by the standard deviation.":
            [("gain / " + ROOT, ROOT + " / gain"), ("gain / ", "gain * ")],
        "The standard deviation is missing: divide by √(running_var + eps).": (" / " + ROOT, ""),
        "You divided by the variance; divide by its square root.": (ROOT, "(running_var + eps)"),
        "eps is missing: add it to the variance.": (" + eps", ""),
        "eps is 1e-5 here, whatever `eps` is.": ("+ eps", "+ 1e-5"),
        "You added eps to the standard deviation; add it to the variance, under the root.":
            (ROOT, "(running_var.sqrt() + eps)"),
        "Gain and beta are exchanged: the gain multiplies, and beta is added.":
            "right(weight, bias, beta, gain, running_mean, running_var, eps)",
        "bias and beta are exchanged: bias is that of the linear layer, before the normalisation.":
            "right(weight, beta, gain, bias, running_mean, running_var, eps)",
    },
    symptoms={
        "The rows of the weight are scaled; an output has a column, so scale the columns.":
            rows_scaled,
        "Shapes do not fit: weight is (fan_in, fan_out) and its factor (fan_out,), so * fits as "
        "it is.":
            lambda result, *case: "must match the size" in result.message,
        "An index is past an end: outputs have columns, and len(weight) counts rows, the inputs.":
            raised("IndexError"),
    },
)  # fmt: skip
