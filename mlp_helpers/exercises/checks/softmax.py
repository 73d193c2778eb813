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
        "Only the way through the own place is there; the other places of the row depend on this "
        "logit too, so subtract their terms.": (RESULT, "g * p * (1 - p)"),
        "Only the ways through the other places are there; add the one through the own place.":
            (RESULT, "p * (g * p - weighted_mean)"),
        "The terms of the other places were added; their slopes are negative.":
            (RESULT, "g * p * (1 - p) + p * (weighted_mean - g * p)"),
        "The sum was added; subtract it.": ("g - w", "g + w"),
        "The own place was taken off twice: with 1 − p in front, the sum leaves it out.":
            (RESULT, "g * p * (1 - p) - p * weighted_mean"),
        "1 − p is a factor too many: the terms with −p are in the sum already.":
            (RESULT, "p * (1 - p) * (g - weighted_mean)"),
        "The factor p in front is missing: multiply the bracket by p.": ("p * (g - ", "(g - "),
        "Only g was multiplied by p; the sum needs the factor p_j too.":
            [(RESULT, "g * p - weighted_mean"),
             (RESULT, "g * p * (1 - p) - (weighted_mean - g * p)")],
        "Only the sum was multiplied by p: put brackets around g minus the sum.":
            (RESULT, "g - p * weighted_mean"),
        "You multiplied by p twice; once is enough.": (RESULT, "p**2 * (g - weighted_mean)"),
        "You subtracted the sum of g; each g in the sum is weighed by its p.":
            [("(g * p)", "g"), (RESULT, "g * p * (1 - p) - p * (g.sum(1, keepdim=True) - g)")],
        "You subtracted the plain mean of g; weigh each g by its p.":
            (SUM, "g.mean(1, keepdim=True)"),
        "You took the mean of g · p over the row; take the sum, since p weighs each g already.":
            (".sum(", ".mean("),
        "The sum runs down the columns; one softmax is one row, so sum along axis 1.":
            [(SUM, "(g * p).sum(0)"), (SUM, "(g * p).sum(0, keepdim=True).T")],
        "The sums stand as a row, so each goes to the wrong example; keepdim=True keeps them a "
        "column.": (", keepdim=True", ""),
        "The sum runs over all examples; each row has a sum of its own.": (SUM, "(g * p).sum()"),
        "The p of one row are used for every row; each row has its own.":
            ["g @ (p[0].diag() - p[0].outer(p[0]))", "g @ (p[-1].diag() - p[-1].outer(p[-1]))"],
        "This is p − g, perhaps over N, the form of the gradient of softmax and cross-entropy "
        "together; here g "
        "comes in for the probabilities.": ["p - g", "(p - g) / len(p)"],
        "This is the backward pass of the logarithm of a softmax; here p itself is the output.":
            "g - p * g.sum(1, keepdim=True)",
        "This is the slope of each probability in its own logit, without g.": "p * (1 - p)",
        "You multiplied by p only; a probability cannot rise without the others falling.":
            (RESULT, "g * p"),
        "You multiplied by 1 − p only; a slope is p(1 − p), and the other places count too.":
            (RESULT, "g * (1 - p)"),
        "The sum of g · p is taken off p or off 1 here; it is taken off g.":
            [(RESULT, "p * (p - weighted_mean)"), (RESULT, "p * (1 - weighted_mean)")],
        "The sign is turned round.": (RESULT, "p * (weighted_mean - g)"),
        "You took the softmax of p; p holds the probabilities already.": "right(p.softmax(1), g)",
        "You divided by the number of examples; that division is in g already.":
            "right(p, g) / len(p)",
        "You divided by the length of a row; nothing is averaged here.": "right(p, g) / p.shape[1]",
        "p and g are exchanged: the gradient that comes in is the second argument.": "right(g, p)",
        "The numbers were added up over the examples; each row has its own.":
            ["right(p, g).sum(0)", "right(p, g).sum(0, keepdim=True)", "right(p, g).mean(0)"],
    },
)  # fmt: skip
