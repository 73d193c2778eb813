"""Exercise `evaluation`: batch normalisation with the running mean and variance."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

ROOT, STANDARD = "(running_var + eps).sqrt()", "gain * standardised + bias"


def case(seed, N, dim, eps):
    """A batch and its normalisation."""
    gain, bias, mean, var = (draws(seed + n, dim) for n in range(1, 5))
    return (2 * draws(seed, N, dim) + 1, 1 + 0.5 * gain, bias, mean, 0.1 + var**2, eps)


EXERCISE = exercise(
    "evaluation",
    cases=[
        (*map(torch.tensor, ([[7.0, 1.0]], [2.0, 1.0], [1.0, 0.0], [4.0, 1.0], [9.0, 4.0])), 1e-9),
        case(10, 6, 4, 0.2),
        case(20, 1, 5, 1e-5),
        case(30, 32, 3, 0.05),
        case(40, 4, 4, 0.01),
        (*case(50, 4, 3, 0)[:4], torch.tensor([0.001, 0.01, 0.002]), 0.005),
    ],
    mistakes={
        "You used the mean and variance of x; in evaluation mode the running ones are used.":
            "right(x, gain, bias, x.mean(0), x.var(0, correction=0), eps)",
        "You used the mean and variance (over N − 1) of x; in evaluation mode the running ones "
        "are used.":
            "right(x, gain, bias, x.mean(0), ((x - x.mean(0)) ** 2).sum(0) / (len(x) - 1), eps)",
        "This is training mode, which takes the mean and variance of x, and for a single row it "
        "raised ValueError; use the running ones, training=False.":
            "F.batch_norm(x, running_mean.clone(), running_var.clone(), gain, bias, True, eps=eps)",
        "You used the mean of x; in evaluation mode the running one is used.":
            ("x - running_mean", "x - x.mean(0)"),
        "You used the variance of x; in evaluation mode the running one is used.":
            [("running_var +", "x.var(0, correction=0) +"),
             ("running_var +", "((x - running_mean) ** 2).mean(0) +"),
             ("running_var +", "((x - x.mean(0)) ** 2).sum(0) / (len(x) - 1) +")],
        "You used the mean or variance of each row; in evaluation mode the running ones are used.":
            "gain * F.layer_norm(x, x.shape[1:], eps=eps) + bias",
        "A single row is not standardised here; it is treated like any other.":
            ("standardised = ", "standardised = x if len(x) == 1 else "),
        "The bias was multiplied by the gain; add it after that.":
            (STANDARD, "gain * (standardised + bias)"),
        "Brackets are missing or too many: first gain times the standardised x, then plus bias.":
            (STANDARD, "standardised * (gain + bias)"),
        "The bias was added before dividing by the standard deviation; add it last.":
            (STANDARD, "(gain * (x - running_mean) + bias) / " + ROOT),
        "Bias and gain come before the division here: multiply by the gain last, then add the "
        "bias.": (STANDARD, "gain * (x - running_mean + bias) / " + ROOT),
        "The bias is missing; add it at the end.": (" + bias", ""),
        "The bias was subtracted; add it.": (" + bias", " - bias"),
        "The gain is missing; multiply by it before the bias is added.": ("gain * ", ""),
        "You divided by the gain; multiply by it.": (STANDARD, "standardised / gain + bias"),
        "Gain and bias are missing: multiply by the one, then add the other.":
            (STANDARD, "standardised"),
        "Gain and bias are exchanged: multiply by the gain and add the bias.":
            (STANDARD, "bias * standardised + gain"),
        "Running mean and variance are exchanged.":
            "right(x, gain, bias, running_var, running_mean, eps)",
        "Only the mean is divided here: put brackets around x minus the mean.":
            ["gain * (x - running_mean / (running_var + eps).sqrt()) + bias",
             "gain * x - running_mean / (running_var + eps).sqrt() + bias"],
        "Brackets are missing: the gain multiplies x alone, not x minus the mean.":
            ["(gain * x - running_mean) / (running_var + eps).sqrt() + bias",
             "gain * x / (running_var + eps).sqrt() - running_mean + bias"],
        "The mean was subtracted after dividing; subtract it from x first.":
            "gain * (x / (running_var + eps).sqrt() - running_mean) + bias",
        "You divided by the variance; divide by its square root.": (ROOT, "(running_var + eps)"),
        "The variance was squared; take its square root.":
            [(ROOT, "(running_var**2 + eps).sqrt()"), (ROOT, "(running_var + eps) ** 2")],
        "The division by the standard deviation is missing.": (" / " + ROOT, ""),
        "You multiplied by the standard deviation; divide by it.": (") / (", ") * ("),
        "eps is missing: add it to the variance.": (" + eps", ""),
        "eps is 1e-5 here, whatever `eps` is; F.batch_norm takes it as an argument.":
            ("+ eps", "+ 1e-5"),
        "You added eps to the standard deviation; add it to the variance, under the root.":
            (ROOT, "(running_var.sqrt() + eps)"),
        "The eps is the smallest variance here; add it to the variance in any case.":
            ("running_var + eps", "running_var.clamp(min=eps)"),
        "eps was added at the end; add it to the variance, under the root.":
            ["gain * (x - running_mean) / running_var.sqrt() + eps + bias",
             "gain * ((x - running_mean) / running_var.sqrt() + eps) + bias",
             "gain * ((x - running_mean) / running_var + eps) + bias"],
        "The running mean was not subtracted.": (" - running_mean", ""),
        "The running mean was added; subtract it.": ("x - ", "x + "),
    },
)  # fmt: skip
