"""Exercise `network`: from characters to the probabilities of the next one."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "network",
    cases=[
        (torch.tensor([0, 5, 13]), draws(1, 27, 27)),
        (torch.tensor([2, 0, 1, 1]), draws(2, 3, 3)),
        (torch.tensor([1, 0, 3, 2]), draws(3, 4, 4)),
        (torch.tensor([2, 0, 1]), draws(4, 5, 5)),
    ],
    mistakes={
        "These are the logits; turn them into probabilities with a softmax.":
            "weight[previous]",
        "The softmax runs down the columns; each row is one prediction and must sum to 1.":
            ("sum(1, ", "sum(0, "),
        "These are exponentials that are not divided by their row's sum yet.":
            (" / exponentials.sum(1, keepdim=True)", ""),
        "The one-hot table holds whole numbers and the weights decimal ones: add .float().":
            "F.one_hot(previous, len(weight)) @ weight",
        "one_hot guesses the number of columns from the largest entry: give it num_classes.":
            "(F.one_hot(previous).float() @ weight).softmax(1)",
        "With a table of 3 rows it raised RuntimeError: the one-hot rows have 27 places here, "
        "whatever the table. Give one_hot the number of rows, len(weight).":
            "(F.one_hot(previous, 27).float() @ weight).softmax(1)",
        "You divided the logits themselves by their sum; take the exponential first.":
            ("logits.exp()", "logits"),
        "You divided without keepdim=True: the sums must stay a column.":
            ("sum(1, keepdim=True)", "sum(1)"),
        "You picked columns of the weight; each character has a row of it.":
            [("weight[previous]", "weight.T[previous]"), "weight[:, previous].softmax(0)",
             "weight[:, previous].softmax(1)"],
        "You divided by the sum of all exponentials; each row must sum to 1 by itself.":
            ("sum(1, keepdim=True)", "sum()"),
        "These are log-probabilities: the last exponential is missing.":
            "right(previous, weight).log()",
        "You took powers of another number; softmax takes those of e: .exp().":
            [("logits.exp()", "2**logits"), ("logits.exp()", "10**logits")],
        "You squared the logits; take their exponential.":
            ("logits.exp()", "logits**2"),
        "The logits changed their sign before the exponential: a high one means likely.":
            ("logits.exp()", "(-logits).exp()"),
        "The exponential was taken twice: probabilities need no second softmax.":
            ["right(previous, weight).softmax(1)", ("logits.exp()", "logits.exp().exp()")],
        "These are the probabilities of all rows of the table; return those of the rows in "
        "`previous`.":
            "weight.softmax(1)",
        "These are the logits of all rows; look up those in `previous`, then take the softmax.":
            "weight",
        "Only one entry of `previous` was used; return one row for each of them.":
            ["right(previous, weight)[0]", "right(previous, weight)[:1]",
             "right(previous, weight)[-1]", "right(previous, weight)[-1:]"],
        "You divided by the sum of the logits; divide by the sum of their exponentials.":
            ("exponentials.sum(", "logits.sum("),
        "You divided by the exponential of the sum; divide by the sum of the exponentials.":
            ("exponentials.sum(1, keepdim=True)", "logits.sum(1, keepdim=True).exp()"),
        "You divided by the largest exponential of a row; divide by their sum.":
            ("exponentials.sum(1, keepdim=True)", "exponentials.max(1, keepdim=True).values"),
        "You divided by the mean of a row's exponentials; divide by their sum.":
            ("exponentials.sum(", "exponentials.mean("),
        "The sums run down the columns of the whole table; add up the chosen rows, along axis 1.":
            "(weight.exp() / weight.exp().sum(0))[previous]",
        "You divided by the sum of the whole table; each row must sum to 1 by itself.":
            "weight[previous].exp() / weight.exp().sum()",
        "The rows are off by one: character number i has row i.":
            ("weight[previous]", "weight[previous - 1]"),
        "These are sigmoids: divide each row's exponentials by their sum.":
            "weight[previous].sigmoid()",
        "These are the likeliest next characters; return all the probabilities.":
            "right(previous, weight).argmax(1)",
        "This is only the largest probability of each row; return them all.":
            "right(previous, weight).max(1).values",
        "This is a list of rows; make one tensor of it with torch.stack.":
            "list(right(previous, weight))",
    },
    without=("softmax", "log_softmax"),
)  # fmt: skip
