"""Exercise `layernorm`: each row with the mean 0 and the variance 1."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

MEAN, VARIANCE = "x.mean(1, keepdim=True)", "(centred**2).mean(1, keepdim=True)"
ROOT = "(variance + eps).sqrt()"

EXERCISE = exercise(
    "layernorm",
    cases=[
        (torch.tensor([[1.0, 3.0], [10.0, 30.0]]), 1e-9),
        (torch.tensor([[0.5], [3.0], [1.0]]) * draws(70, 3, 8) + 2, 0.25),
        (draws(71, 1, 6) - 1, 1e-5),
        (torch.tensor([[2.0, 2.0, 2.0], [1.0, 5.0, 0.0]]), 0.01),
        (2 * draws(72, 4, 4) + 1, 0.1),
        (0.01 * draws(73, 3, 5), 0.02),
    ],
    mistakes={
        "You standardised the columns, which is batch normalisation; here each row is taken by "
        "itself: axis 1.": (MEAN, "x.mean(0)", VARIANCE, "(centred**2).mean(0)"),
        "Each row has its own mean, but the variance is that of the columns or of all numbers.":
            [(VARIANCE, "(centred**2).mean(0)"), (VARIANCE, "x.var(0, correction=0)"),
             (VARIANCE, "(centred**2).mean()"), (VARIANCE, "x.var(correction=0)")],
        "Each row has its own variance, but the mean is that of the columns or of all numbers.":
            [(MEAN, mean, VARIANCE, "x.var(1, correction=0, keepdim=True)")
             for mean in ("x.mean(0)", "x.mean()")],
        "You took one mean and one variance of all numbers; each row has its own.":
            (MEAN, "x.mean()", VARIANCE, "(centred**2).mean()"),
        "You divided the squares by dim − 1, as PyTorch's var does; divide by dim (correction=0).":
            (VARIANCE, "x.var(1, keepdim=True)"),
        "You added eps to the standard deviation; add it to the variance, under the root.":
            (ROOT, "(variance.sqrt() + eps)"),
        "eps is missing: add it to the variance.":
            [(" + eps", ""), ("+ eps", "+ 1e-8"), ("return centred / (variance + eps).sqrt()",
             "return (centred / variance.sqrt()).nan_to_num()")],
        "Two things: PyTorch's std divides the squares by dim − 1, not dim, and eps belongs to "
        "the variance, under the root.": (ROOT, "(x.std(1, keepdim=True) + eps)"),
        "Two things: PyTorch's std divides the squares by dim − 1, not dim, and eps is missing.":
            (ROOT, "x.std(1, keepdim=True)"),
        "eps is 1e-5 here, whatever `eps` is; F.layer_norm takes it as an argument.":
            [("+ eps", "+ 1e-5"), ("+ eps", "+ 1e-3")],
        "eps was added at the end, after the division; add it to the variance.":
            (ROOT, "variance.sqrt() + eps"),
        "eps is the smallest divisor or variance here; add it to the variance in any case.":
            [("variance + eps", "variance.clamp(min=eps)"),
             (ROOT, "variance.sqrt().clamp(min=eps)")],
        "You divided by the variance; divide by its square root.": (ROOT, "(variance + eps)"),
        "You took the root of the standard deviation; the variance belongs under the root.":
            [(ROOT, "(variance.sqrt() + eps).sqrt()"),
             (ROOT, "(x.std(1, keepdim=True) + eps).sqrt()")],
        "You multiplied by the standard deviation; divide by it.": ("centred /", "centred *"),
        "The mean was not subtracted, and you divided by the root of the mean square. That is "
        "RMS normalisation, a relative; subtract each row's mean, and divide by the standard "
        "deviation.": ("return centred", "return x", VARIANCE, "(x**2).mean(1, keepdim=True)"),
        "The mean was not subtracted; take each row's mean from it.":
            ("return centred", "return x"),
        "You divided by the root of the mean square of x; the variance is measured from the mean.":
            (VARIANCE, "(x**2).mean(1, keepdim=True)"),
        "The mean was subtracted, but not divided by the standard deviation.": (" / " + ROOT, ""),
        "The mean was subtracted after dividing; subtract it from x first.":
            ("return centred / " + ROOT, "return x / " + ROOT + " - " + MEAN),
        "Only the mean is divided here: put brackets around x minus the mean.":
            ("return centred", "return x - " + MEAN),
        "The sum of the squares is not divided by dim.":
            [(VARIANCE, "(centred**2).sum(1, keepdim=True)"),
             (ROOT, "centred.norm(dim=1, keepdim=True)")],
        "You divided the squares by the number of rows; divide by dim, the numbers in a row.":
            (VARIANCE, "(centred**2).sum(1, keepdim=True) / len(x)"),
        "You divided by the mean distance from the mean; take the root of the mean of the squares.":
            (ROOT, "(centred.abs().mean(1, keepdim=True) + eps)"),
        "You scaled to the range from smallest to largest; divide by the root of variance + eps.":
            "(x - x.amin(1, keepdim=True)) / (x.amax(1, keepdim=True) - x.amin(1, keepdim=True))",
        "The means of the rows must stay a column to be subtracted from the rows: keepdim=True.":
            [(MEAN, "x.mean(1)", VARIANCE, variance) for variance in
             ("(centred**2).mean(1)", "x.var(1, correction=0)",
             "x.var(1, correction=0, keepdim=True)",
              VARIANCE, "x.var(1)", "x.var(1, keepdim=True)")],
        "The variances of the rows must stay a column to divide the rows: keepdim=True.":
            [(VARIANCE, "(centred**2).mean(1)"), (VARIANCE, "x.var(1)")],
        "The variance is taken of what is left, but the means of the columns were subtracted.":
            (MEAN, "x.mean(0)"),
    },
)  # fmt: skip
