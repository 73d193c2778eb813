"""Exercise `step`: one step of gradient descent on the loss of the counted pairs."""

from itertools import product

import torch

from mlp_helpers.exercises.slips import draws, exercise

SHARE, F, P = "row_sums / counts.sum() * ", "counts / row_sums", "weight.softmax(1)"
MINUS, GRADIENT = f"({P} - {F})", "lr * gradient"


def summed(axis):
    """The sum in the softmax, in f and in the share, or some of them, along another axis."""
    return [(P, f"weight.exp() / weight.exp().sum{p}", F, f"counts / counts.sum{f}",
             "= row_sums", f"= counts.sum{share}")
            for p, f, share in product(("(1, keepdim=True)", axis), repeat=3)][1:]


EXERCISE = exercise(
    "step",
    cases=[
        (draws(3, 3, 3), torch.tensor([[5, 0, 1], [2, 2, 2], [0, 1, 7]]), 10.0),
        (draws(4, 2, 2), torch.tensor([[1, 3], [6, 0]]), 0.1),
        (torch.tensor([[0.0, 1.0], [2.0, 0.0]]), torch.tensor([[1, 3], [6, 2]]), 1.0),
        (draws(6, 3, 3), torch.tensor([[0, 1, 0], [9, 1, 2], [3, 3, 4]]), 2.0),
    ],
    mistakes={
        "This walks uphill: subtract the gradient, which holds p − f and not f − p.":
            [("weight - lr", "weight + lr"), (MINUS, f"({F} - {P})")],
        "Each row's share of all pairs is missing.": (SHARE, ""),
        "A row's share is the sum of its counts, divided by the sum of all counts.":
            [("row_sums / counts.sum()", new) for new in ("row_sums", "counts / counts.sum()",
             *(f"{a} / {b}" for a in ("1", "row_sums") for b in ("len(counts)", "counts.numel()")),
             "1 / counts.sum()", "1 / row_sums", "row_sums**2 / counts.sum()")],
        "A sum of rows lies in a row here and meets the columns: write sum(1, keepdim=True).":
            [*summed("(1)"), ("/ row_sums)", "/ row_sums.T)"), ("= row_sums /", "= row_sums.T /")],
        "228,146 pairs are those of the lesson; the sum of these counts is counts.sum().":
            ("counts.sum() *", "228_146 *"),
        "These are sums of columns; each row belongs together: write sum(1, keepdim=True).":
            [*summed("(0)")[:3], *summed("(0)")[4:], *summed("(0)[:, None]")[:3]],
        "sum() adds up the whole table; each row has a sum of its own: sum(1, keepdim=True).":
            [summed("()")[1], *summed("()")[3:]],
        "f is missing: the slope is p − f.": (f" - {F}", ""),
        "p is missing: the slope is p − f.": [(MINUS, f"(-{F})"), (MINUS, f"({F})")],
        "f is the counts divided by the sum of their row.":
            [(F, new) for new in ("counts", "counts.float().softmax(1)", f"({F}).log()")],
        "p must be the softmax of the weights: each row positive, with the sum 1.":
            [(P, new) for new in ("weight", "weight.exp()", "weight.log_softmax(1)",
             "weight / weight.sum(1, keepdim=True)", "counts.float().softmax(1)")],
        "Brackets are missing: the row's share multiplies the whole difference, p − f.":
            [(SHARE + MINUS, f"{SHARE}{P} - {F}"), (GRADIENT, f"lr * {SHARE}{P} - {F}")],
        "p lacks the share of its row: is row_sums the sum of all counts, or the share on f only?":
            [(SHARE + MINUS, f"{P} - {SHARE}{F}"), ("sum(1, keepdim=True)", "sum()")],
        "The weights did not move: a row of the gradient sums to 0, so sum up no rows of it.":
            [(GRADIENT, f"{GRADIENT}.{of}") for of in
             ("mean()", "sum()", "mean(1, keepdim=True)", "sum(1, keepdim=True)")],
        "Each weight has a slope of its own: take no sum and no mean of the gradient.":
            [(GRADIENT, f"{GRADIENT}.{of}", *more) for of in ("mean(0)", "sum(0)")
             for more in ((), (SHARE, ""))],
        "The learning rate is missing: it multiplies the gradient.":
            [(GRADIENT, "gradient"), (GRADIENT, "gradient / lr")],
        "Only one row is returned: the return may stand inside the loop.":
            [f"right(weight, counts, lr)[{row}]" for row in ("0", ":1", "-1")],
        "This subtracts the loss; subtract its slopes, p − f with the share of each row.":
            (GRADIENT, "lr * -(counts / counts.sum() * weight.log_softmax(1)).sum()"),
        "This is the change; subtract it from weight.":
            [("weight - lr", f"{sign}lr") for sign in ("", "-")],
        "The step starts from the weights themselves, not from their softmax or exponential.":
            [("weight - lr", "weight.softmax(1) - lr"), ("weight - lr", "weight.exp() - lr")],
        "The weights were multiplied by the step; subtract it from them.":
            [("weight - lr", "weight * lr"), ("weight - lr * ", "weight - lr * weight * ")],
    },
    without=("backward", "grad"),
)  # fmt: skip
