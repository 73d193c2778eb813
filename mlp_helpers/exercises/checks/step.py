"""Exercise `step`: one step of gradient descent on the loss and the decay."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "step",
    cases=[
        (draws(3, 3, 3), torch.tensor([[5, 0, 1], [2, 2, 2], [0, 1, 7]]), 10.0, 0.5),
        (draws(4, 2, 2), torch.tensor([[1, 3], [6, 0]]), 0.1, 2.0),
        (draws(5, 2, 2), torch.tensor([[1, 3], [6, 0]]), 1.0, 0.0),
    ],
    mistakes={
        "This walks uphill: subtract the gradient.": ("weight - lr", "weight + lr"),
        "The decay is missing in the gradient.": (" + decay_gradient", ""),
        "The decay must be multiplied by the learning rate, like the rest of the gradient.":
            ("lr * (data_gradient + decay_gradient)", "lr * data_gradient - decay_gradient"),
        "Brackets are missing: the learning rate multiplies both parts, and both are subtracted.":
            ("lr * (data_gradient + decay_gradient)", "lr * data_gradient + decay_gradient"),
        "The decay has the wrong sign.": ("data_gradient + decay", "data_gradient - decay"),
        "The slope of the loss is p − f, not f − p.": ("(data_", "(-data_"),
        "The decay's mean is over all weights: divide by weight.numel().":
            [("weight.numel()", "len(weight)"), ("weight.numel()", "counts.sum()")],
        "The slope of a square is twice the number: the factor in the decay is 2.":
            [("decay * 2 * ", f"decay {by} ") for by in ("*", "* 4 *", "/ 2 *")],
        "You added the squares themselves; the slope of a square is 2 times the weight.":
            [("2 * weight / weight.numel()", new) for new in
             ("(weight**2).mean()", "(weight**2).sum()", "weight**2", "weight**2 / weight.numel()",
             "2 * weight**2 / weight.numel()")],
        "The decay has one slope for all weights here; it is 2 times each weight.":
            [("2 * weight / weight.numel()", new) for new in
             ("2 * weight.mean()", "weight.mean()", "2 / weight.numel()", "1 / weight.numel()")],
        "`decay` belongs to the weights' part only.": ("= row_sums", "= decay * row_sums"),
        "The decay was taken after the step; compute its slope from the old weights.":
            ("weight - lr * (data_gradient + decay_gradient)",
             "(weight - lr * data_gradient) * (1 - lr * decay * 2 / weight.numel())"),
        "Each row's share of all pairs is missing.": ("row_sums / counts.sum() * ", ""),
        "All rows have the same share here; a row's share is its sum divided by all counts.":
            [("row_sums / counts.sum()", f"1 / {n}") for n in ("len(counts)", "counts.numel()")],
        "The row's sum n_i is missing above the line.": ("= row_sums /", "= 1 /"),
        "The sums of the rows lie in a row here and meet the columns: keepdim=True is missing.":
            [("sum(1, keepdim=True)", "sum(1)"), ("/ row_sums)", "/ row_sums.T)"),
             ("= row_sums /", "= row_sums.T /")],
        "You added up columns of the counts; it is the rows: sum(1, keepdim=True).":
            [("/ row_sums)", "/ counts.sum(0))"), ("= row_sums /", "= counts.sum(0) /")],
        "Each row of f must sum to 1 by itself.": ("counts / row_sums", "counts / counts.sum()"),
        "f is missing: the slope is p − f.": (" - counts / row_sums", ""),
        "f is counts divided by the row's sum.": ("counts / row_sums", "counts"),
        "The softmax is missing: p is the softmax of the weights.":
            [("weight.softmax(1)", "weight"), ("weight.softmax(1)", "weight.exp()")],
        "This is the gradient, not the weights.": ("weight - lr * (", "("),
        "This is the change; add it to weight.": [("weight - lr", "-lr"), ("weight - lr", "lr")],
        "The number of weights is 729 here; use weight.numel().": ("weight.numel()", "729"),
    },
)  # fmt: skip
