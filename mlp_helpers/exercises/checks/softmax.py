"""Exercise `softmax`: the backward pass of a softmax."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

SUM, RESULT = "(g * p).sum(1, keepdim=True)", "p * (g - weighted_mean)"

EXERCISE = exercise(
    "softmax",
    cases=[
        (torch.tensor([[0.5, 0.25, 0.25]]), torch.tensor([[4.0, 0.0, 8.0]])),
        # Square, so that rows and columns can be confused without an error.
        (draws(6, 4, 4).softmax(1), draws(7, 4, 4)),
        (draws(8, 3, 3).softmax(1), 2 + draws(9, 3, 3)),
        (draws(10, 3, 5).softmax(1), draws(11, 3, 5)),
    ],
    mistakes={
        "Only the way through the own place is there; subtract the terms of the others in the row.":
            (RESULT, "g * p * (1 - p)"),
        "The terms of the other places were added; their slopes are negative.":
            (RESULT, "g * p * (1 - p) + p * (weighted_mean - g * p)"),
        "The own place was taken off twice: with 1 − p in front, the sum leaves it out.":
            (RESULT, "g * p * (1 - p) - p * weighted_mean"),
        "1 − p is a factor too many: the terms with −p are in the sum already.":
            (RESULT, "p * (1 - p) * (g - weighted_mean)"),
        "Only g was multiplied by p; the sum needs the factor p_j too.":
            [(RESULT, "g * p - weighted_mean"),
             (RESULT, "g * p * (1 - p) - (weighted_mean - g * p)")],
        "Only the sum was multiplied by p: put brackets around g minus the sum.":
            (RESULT, "g - p * weighted_mean"),
        "You subtracted the sum of g; each g in the sum is weighed by its p.":
            [("(g * p)", "g"), (RESULT, "g * p * (1 - p) - p * (g.sum(1, keepdim=True) - g)")],
        "You subtracted the plain mean of g; weigh each g by its p.":
            (SUM, "g.mean(1, keepdim=True)"),
        "The sum is not that of a row here; one softmax is one row, so sum along axis 1.":
            [(SUM, f"(g * p).sum({n})") for n in ("", "0")]
             + [(SUM, "(g * p).sum(0, keepdim=True).T")],
        "The p of one row are used for every row; each row has its own.":
            ["g @ (p[0].diag() - p[0].outer(p[0]))", "g @ (p[-1].diag() - p[-1].outer(p[-1]))"],
        "This is p − g, as for softmax and cross-entropy together; here g comes in for p.":
            ["p - g", "(p - g) / len(p)"],
        "This is the backward pass of the logarithm of a softmax; here p itself is the output.":
            "g - p * g.sum(1, keepdim=True)",
        "Only the own probability counts here; the others fall when it rises: subtract the sum.":
            [(RESULT, "g * p"), (RESULT, "g * (1 - p)")],
        "p and g are exchanged: the gradient that comes in is the second argument.": "right(g, p)",
        "p holds probabilities already: do not take their softmax.": "right(p.softmax(1), g)",
    },
)  # fmt: skip
