"""Exercise `layernorm`: each row with the mean 0 and the variance 1."""

import torch

from mlp_helpers.exercises.slips import draws, exercise, raised

MEAN, VARIANCE = "x.mean(1, keepdim=True)", "(centred**2).mean(1, keepdim=True)"
ROOT, ROW = "(variance + eps).sqrt()", "x.var(1, correction=0, keepdim=True)"
UNBIASED = "((centred**2).sum(0) / (len(x) - 1))"  # as x.var(0), which warns for a single row

EXERCISE = exercise(
    "layernorm",
    cases=[
        *((torch.tensor([[1.0, 3.0], [10.0, 30.0]]), 1e-9), (draws(71, 1, 6) - 1, 1e-5)),
        (torch.tensor([[0.5], [3.0], [1.0]]) * draws(70, 3, 8) + 2, 0.25),
        (torch.tensor([[2.0, 2.0, 2.0], [1.0, 5.0, 0.0]]), 0.01),
        *((2 * draws(72, 4, 4) + 1, 0.1), (0.01 * draws(73, 3, 5), 0.02)),
    ],
    mistakes={
        "These are standardised columns, as in batch normalisation; standardise rows: axis 1.":
            [(MEAN, "x.mean(0)", VARIANCE, "(centred**2).mean(0)"), "right(x.T, eps)",
             (MEAN, "x.mean(0)", VARIANCE, UNBIASED), *((MEAN, "x.mean(0)", ROOT, f"({std} + eps)")
             for std in (f"{UNBIASED}.sqrt()", "x.std(0, correction=0)"))],
        "A mean or variance is not that of a row here; each row has its own: axis 1.":
            [(MEAN, "x.mean(0)"), (MEAN, "x.mean(0)", VARIANCE, ROW), (MEAN, "x.mean()", ROOT,
             "(x.std() + eps)"), *[(MEAN, mean, VARIANCE, variance) for mean in (MEAN, "x.mean()")
             for variance in (VARIANCE, ROW, "(centred**2).mean(0)", "x.var(0, correction=0)",
             "(centred**2).mean()", "x.var(correction=0)", "x.var()")][2:]],
        "The squares were divided by dim − 1, as PyTorch's var does; divide by dim (correction=0).":
            (VARIANCE, "x.var(1, keepdim=True)"),
        "eps was added outside the root; add it to the variance, under the root.":
            [(ROOT, "(variance.sqrt() + eps)"), (ROOT, "variance.sqrt() + eps"),
             (ROOT, "(variance.sqrt() + eps**0.5)"), (ROOT, "variance + eps")],
        "PyTorch's std divides by dim − 1, not dim; eps belongs to the variance, under the root.":
            (ROOT, "(x.std(1, keepdim=True) + eps)"),
        "The mean was not subtracted; take each row's mean from it.":
            [("return centred", "return x"), ("return centred", f"return (x + {MEAN})")],
        "The root mean square of x is not the standard deviation: that is measured from the mean.":
            (VARIANCE, "(x**2).mean(1, keepdim=True)"),
        "Subtract the mean from x first, with brackets around it; then divide the difference.":
            [("return centred / " + ROOT, f"return x / {ROOT} - {MEAN}"),
             ("return centred", "return x - " + MEAN)],
        "The squares were divided by the number of rows; divide by dim, the numbers in a row.":
            (VARIANCE, "(centred**2).sum(1, keepdim=True) / len(x)"),
        "Means and variances must stay columns, to line up with the rows: keepdim=True.":
            [(MEAN, "x.mean(1)", VARIANCE, of)
             for of in ("(centred**2).mean(1)", VARIANCE, "x.var(1)", "x.var(1, correction=0)")]
             + [(VARIANCE, "(centred**2).mean(1)"), (VARIANCE, "x.var(1)")],
    },
    symptoms={"This is batch normalisation, which fails for one row; standardise rows: axis 1.":
        lambda got, *_: raised("ValueError")(got)},
)  # fmt: skip
