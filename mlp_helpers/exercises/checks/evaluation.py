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
        *(case(10, 6, 4, 0.2), case(20, 1, 5, 1e-5), case(30, 32, 3, 0.05), case(40, 4, 4, 0.01)),
        (*case(50, 4, 3, 0)[:4], torch.tensor([0.001, 0.01, 0.002]), 0.005),
    ],
    mistakes={
        "This is training mode, which fails for one row; the running values need training=False.":
            "F.batch_norm(x, running_mean.clone(), running_var.clone(), gain, bias, True, eps=eps)",
        "A single row is not standardised here; it is treated like any other.":
            ("standardised = ", "standardised = x if len(x) == 1 else "),
        "The bias was added too early: gain times the standardised x first, then plus bias.":
            [(STANDARD, "gain * (standardised + bias)"), (STANDARD, "standardised * (gain + bias)"),
             (STANDARD, f"(gain * (x - running_mean) + bias) / {ROOT}"),
             (STANDARD, f"gain * (x - running_mean + bias) / {ROOT}")],
        "You divided by the gain; multiply by it.": (STANDARD, "standardised / gain + bias"),
        "Gain and bias, or running mean and variance, are exchanged.":
            [(STANDARD, "bias * standardised + gain"),
             "right(x, gain, bias, running_var, running_mean, eps)"],
        "Subtract the mean from x first, with brackets around it; then divide the difference.":
            [new.replace("ROOT", ROOT) + " + bias" for new in ("gain * (x - running_mean / ROOT)",
             "gain * x - running_mean / ROOT", "(gain * x - running_mean) / ROOT",
             "gain * x / ROOT - running_mean", "gain * (x / ROOT - running_mean)",
             "gain * (x - running_mean / running_var.sqrt() + eps)",
             "x - running_mean / ROOT * gain")],
        "eps was added outside the root; add it to the variance, under the root.":
            [(ROOT, "(running_var.sqrt() + eps)"), (ROOT, "running_var.sqrt() + eps"),
             (ROOT, "(running_var.sqrt() + eps**0.5)"), *(f"gain * ((x - running_mean{of} + bias"
             for of in (") / running_var.sqrt() + eps)", ") / running_var.sqrt()) + eps",
             ") / running_var.sqrt()) + eps**0.5", " + eps) / running_var.sqrt())"))],
        "A variance or mean of x is used here; in evaluation mode it is the running one.":
            [("running_var +", "x.var(0, correction=0) +"), ("running_mean)", "x.mean(0))")],
        "running_var is a variance already: do not square it.":
            ("running_var + eps", "running_var**2 + eps"),
    },
)  # fmt: skip
