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
        "You standardised each row; mean and variance are taken down each column, over the "
        "examples: axis 0.":
            (MEAN, "x.mean(1, keepdim=True)", VARIANCE, "(centred**2).mean(1, keepdim=True)"),
        "The means are those of the rows here; they are taken down each column: axis 0.":
            [(MEAN, "x.mean(1)", VARIANCE, "(centred**2).mean(1)"),
             (MEAN, "x.mean(1, keepdim=True)"),
             (MEAN, "x.mean(1, keepdim=True)", VARIANCE, "x.var(0, correction=0)"),
             (MEAN, "x.mean(1)", VARIANCE, "x.var(1, correction=0)")],
        "The variances are those of the rows here; they are taken down each column: axis 0.":
            [(VARIANCE, "x.var(1, correction=0)"),
             (VARIANCE, "x.var(1, correction=0, keepdim=True)")],
        "You took one mean and one variance of all numbers; each column has its own.":
            (MEAN, "x.mean()", VARIANCE, "(centred**2).mean()"),
        "Each column has its own mean, but you took one variance of all numbers.":
            [(VARIANCE, "x.var(correction=0)"), (VARIANCE, "(centred**2).mean()")],
        "Each column has its own variance, but you took one mean of all numbers.":
            [(MEAN, "x.mean()"), (MEAN, "x.mean()", VARIANCE, "x.var(0, correction=0)")],
        "You divided the squares by N − 1, as PyTorch's var does; divide by N (correction=0).":
            (VARIANCE, "x.var(0)"),
        "You added eps to the standard deviation; add it to the variance, under the root.":
            [(ROOT, "(variance.sqrt() + eps)"), (ROOT, "(variance.sqrt() + eps**0.5)")],
        "eps is missing: add it to the variance.":
            [(" + eps", ""), "((x - x.mean(0)) / x.std(0, correction=0)).nan_to_num()", ("+ eps",
             "+ 1e-8")],
        "Two things: PyTorch's std divides the squares by N − 1, not N, and eps belongs to the "
        "variance, under the root.": (ROOT, "(x.std(0) + eps)"),
        "Two things: PyTorch's std divides the squares by N − 1, not N, and eps is missing.":
            [(ROOT, "x.std(0)"), "((x - x.mean(0)) / x.std(0)).nan_to_num()"],
        "The eps is 1e-5 here, or another fixed number, whatever `eps` is.":
            [("+ eps", "+ 1e-5"), ("+ eps", "+ 1e-3")],
        "eps was added at the end, after the division; add it to the variance.":
            (ROOT, "variance.sqrt() + eps"),
        "eps is the smallest divisor or variance here; add it to the variance in any case.":
            [("variance + eps", "variance.clamp(min=eps)"),
             (ROOT, "variance.sqrt().clamp(min=eps)")],
        "eps was squared; add it to the variance as it is.": ("+ eps", "+ eps**2"),
        "eps was subtracted; add it.": ("+ eps", "- eps"),
        "You divided by the variance; divide by its square root.": (ROOT, "(variance + eps)"),
        "You took the root of the standard deviation; the variance belongs under the root.":
            [(ROOT, "(variance.sqrt() + eps).sqrt()"), (ROOT, "(x.std(0) + eps).sqrt()")],
        "You multiplied by the standard deviation; divide by it.": ("centred /", "centred *"),
        "The mean was not subtracted.": ("return centred", "return x"),
        "The mean was added; subtract it.": ("return centred", "return (x + x.mean(0))"),
        "The mean was subtracted, but not divided by the standard deviation.": (" / " + ROOT, ""),
        "The mean was subtracted after dividing; subtract it from x first.":
            ("return centred / " + ROOT, "return x / " + ROOT + " - x.mean(0)"),
        "Only x stands over the fraction: put brackets around x minus the mean.":
            ("return centred", "return x - x.mean(0)"),
        "Only the variance was divided by; put brackets around variance + eps.":
            ("/ " + ROOT, "/ variance.sqrt() + eps**0.5"),
        "You divided by the root of the mean square of x; the variance is measured from the mean.":
            (VARIANCE, "(x**2).mean(0)"),
        "You divided by the mean distance from the mean; take the root of the mean of the squares.":
            [(ROOT, "(centred.abs().mean(0) + eps)"),
             (ROOT, "(centred.abs().mean(0) + eps).sqrt()")],
        "You did not square the differences, which add up to 0; the variance is of their squares.":
            (VARIANCE, "centred.mean(0)"),
        "The sum of the squares is not divided by N.":
            [(VARIANCE, "(centred**2).sum(0)"), (ROOT, "centred.norm(dim=0)")],
        "You divided the squares by the number of columns; divide by N, the number of rows.":
            (VARIANCE, "(centred**2).sum(0) / x.shape[1]"),
        "You scaled to the range from smallest to largest; divide by the root of variance + eps.":
            ["(x - x.amin(0)) / (x.amax(0) - x.amin(0))",
             "(x - x.mean(0)) / (x.amax(0) - x.amin(0))"],
    },
)  # fmt: skip
