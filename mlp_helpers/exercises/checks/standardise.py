"""Exercise `standardise`: each column with the mean 0 and the variance 1."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

MEAN, VARIANCE, ROOT = "x.mean(0)", "(centred**2).mean(0)", "(variance + eps).sqrt()"

EXERCISE = exercise(
    "standardise",
    cases=[
        (torch.tensor([[1.0, 10.0], [3.0, 30.0]]), 1e-9),
        (torch.tensor([1.0, 5.0, 0.2, 2.0]) * draws(1, 6, 4) + 3, 0.25),
        (torch.tensor([[2.0, 1.0, 0.5], [2.0, -3.0, 0.0], [2.0, 5.0, 0.25]]), 1e-5),
        (2 * draws(2, 32, 5) - 1, 0.1),
    ],
    mistakes={
        "Means or variances are those of rows here; take both down each column: axis 0.":
            [(MEAN, mean, VARIANCE, variance)
             for mean in (MEAN, "x.mean(1, keepdim=True)", "x.mean(1)") for variance in (VARIANCE,
             *(f"x.var({axis})" for axis in ("0, correction=0", "1, correction=0, keepdim=True",
             "1, correction=0", "1, keepdim=True", "1")))][2:],
        "A mean or variance is that of all numbers here; each column has its own: axis 0.":
            [(MEAN, "x.mean()", ROOT, "(x.std() + eps)"), *[(MEAN, mean, VARIANCE, variance)
             for mean in (MEAN, "x.mean()") for variance in (VARIANCE, "x.var(0, correction=0)",
             "x.var(correction=0)", "(centred**2).mean()", "x.var()")][2:]],
        "The squares were divided by N − 1, as PyTorch's var does; divide by N (correction=0).":
            (VARIANCE, "x.var(0)"),
        "eps was added outside the root; add it to the variance, under the root.":
            [(ROOT, "(variance.sqrt() + eps)"), (ROOT, "(variance.sqrt() + eps**0.5)"),
             (ROOT, "variance.sqrt() + eps"), ("/ " + ROOT, "/ variance.sqrt() + eps**0.5"),
             (ROOT, "variance + eps"), ("return centred / " + ROOT,
             "return (centred + eps) / variance.sqrt()")],
        "PyTorch's std divides by N − 1, not N; and eps belongs to the variance, under the root.":
            [(ROOT, "(x.std(0) + eps)"), (ROOT, "x.std(0) + eps")],
        "The mean was not subtracted from x.":
            [("return centred", "return x"), ("return centred", "return (x + x.mean(0))")],
        "Subtract the mean from x first, with brackets around it; then divide the difference.":
            [("return centred / " + ROOT, "return x / " + ROOT + " - x.mean(0)"),
             ("return centred", "return x - x.mean(0)"),
             "x - x.mean(0) / x.std(0, correction=0) + eps"],
        "The root mean square of x is not the standard deviation: that is measured from the mean.":
            (VARIANCE, "(x**2).mean(0)"),
        "The squares were divided by the number of columns; divide by N, the number of rows.":
            (VARIANCE, "(centred**2).sum(0) / x.shape[1]"),
        "eps belongs into every column, not only into those without a spread.":
            ["right(x, 0).nan_to_num(0)", (ROOT, "variance.clamp(min=eps).sqrt()"),
             (ROOT, "variance.sqrt().clamp(min=eps)")],
    },
)  # fmt: skip
