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
        "This walks uphill: subtract the gradient.":
            ("weight - lr", "weight + lr"),
        "The decay is missing: its slope belongs to the gradient too.":
            ("(data_gradient + decay_gradient)", "data_gradient"),
        "The decay must be multiplied by the learning rate, like the rest of the gradient.":
            ("lr * (data_gradient + decay_gradient)", "lr * data_gradient - decay_gradient"),
        "Brackets are missing: the learning rate multiplies both parts, and both are subtracted.":
            ("lr * (data_gradient + decay_gradient)", "lr * data_gradient + decay_gradient"),
        "The learning rate is missing: multiply the whole gradient by it.":
            ("lr * ", ""),
        "The decay pushes the weights away from zero here: check its sign.":
            ("data_gradient + decay", "data_gradient - decay"),
        "The slope of the loss has the wrong sign: it is p − f, not f − p.":
            ("data_gradient + decay", "-data_gradient + decay"),
        "The decay is the mean of the squares, so its slope is divided by the number of weights.":
            (" / weight.numel()", ""),
        "Both the 2 of the square and the number of weights of the mean are missing in the decay.":
            ("decay * 2 * weight / weight.numel()", "decay * weight"),
        "The decay was divided by the number of rows; the mean is over all weights: numel().":
            ("weight.numel()", "len(weight)"),
        "The decay was divided by the number of counts; the mean is over the weights.":
            ("weight.numel()", "counts.sum()"),
        "The slope of a square is twice the number: a factor of 2 is missing in the decay.":
            ("decay * 2 * ", "decay * "),
        "A factor is wrong in the decay: the slope of a square is 2 times the number.":
            [("decay * 2 * ", "decay * 4 * "), ("decay * 2 * ", "decay / 2 * ")],
        "`decay` is not multiplied in: its part is decay times the slope of the mean of squares.":
            ("decay * 2 * ", "2 * "),
        "You added the mean of the squares itself; the gradient needs its slope.":
            [("2 * weight / weight.numel()", "(weight**2).mean()"),
             ("2 * weight / weight.numel()", "(weight**2).sum()")],
        "You added the squares of the weights; the slope of a square is 2 times the weight.":
            [("2 * weight / weight.numel()", "weight**2 / weight.numel()"),
             ("2 * weight / weight.numel()", "2 * weight**2 / weight.numel()"),
             ("2 * weight / weight.numel()", "weight**2")],
        "The decay has the same slope for all weights here; the slope of a weight's square is 2 "
        "times that weight.":
            [("2 * weight / weight.numel()", "2 * weight.mean()"),
             ("2 * weight / weight.numel()", "weight.mean()"),
             ("2 * weight / weight.numel()", "2 / weight.numel()"), ("* weight /", "/")],
        "`decay` multiplies the whole gradient here; it belongs to the weights' part only.":
            ("= row_sums", "= decay * row_sums"),
        "The decay was taken after the step; compute its slope from the old weights.":
            ("weight - lr * (data_gradient + decay_gradient)",
             "(weight - lr * data_gradient) * (1 - lr * decay * 2 / weight.numel())"),
        "Each row of the gradient must be multiplied by that row's share of all pairs.":
            ("row_sums / counts.sum() * ", ""),
        "All rows have the same share here; a row's share is its sum divided by all counts.":
            [("row_sums / counts.sum()", "1 / len(counts)"),
             ("row_sums / counts.sum()", "1 / counts.numel()")],
        "The row's sum is not divided by all counts: its share of the pairs is n_i / n.":
            (" / counts.sum()", ""),
        "The loss is divided by all counts, but the row's sum n_i is missing above the line.":
            ("row_sums / counts.sum()", "1 / counts.sum()"),
        "The sums of the rows lie in a row here and meet the columns: keepdim=True is missing.":
            [("sum(1, keepdim=True)", "sum(1)"), ("counts / row_sums", "counts / row_sums.T"),
             ("row_sums / counts.sum()", "row_sums.T / counts.sum()")],
        "You added up columns of the counts; it is the rows that count: sum(1, keepdim=True).":
            [("sum(1, ", "sum(0, "), ("counts / row_sums", "counts / counts.sum(0)"),
             ("row_sums / counts.sum()", "counts.sum(0) / counts.sum()")],
        "f was divided by all counts; each row of f must sum to 1 by itself.":
            ("counts / row_sums", "counts / counts.sum()"),
        "f is missing: p − f is what the network believes minus what was counted.":
            (" - counts / row_sums", ""),
        "The counts were subtracted as they are; divide each row by its sum first.":
            ("counts / row_sums", "counts"),
        "The softmax runs down the columns; each row is one prediction: softmax(1).":
            ("softmax(1)", "softmax(0)"),
        "The softmax is missing: p is the softmax of the weights.":
            [("weight.softmax(1)", "weight"), ("weight.softmax(1)", "weight.exp()")],
        "This is the gradient, not the weights after the step.":
            ("weight - lr * (", "("),
        "This is the change, not the weights after it: add it to the old weights.":
            [("weight - lr", "-lr"), ("weight - lr", "lr")],
    },
)  # fmt: skip
