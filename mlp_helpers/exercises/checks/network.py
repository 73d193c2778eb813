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
        "These are the logits; take their softmax.": "weight[previous]",
        "one_hot gives whole numbers: add .float().": "F.one_hot(previous, len(weight)) @ weight",
        "Give one_hot the number of rows, len(weight), in place of 27 or of its own guess.":
            ["(F.one_hot(previous).float() @ weight).softmax(1)",
             "(F.one_hot(previous, 27).float() @ weight).softmax(1)"],
        "You picked columns of the weight; each character has a row of it.":
            [("weight[previous]", "weight.T[previous]"), "weight[:, previous].softmax(0)",
             "weight[:, previous].softmax(1)"],
        "You took another power of the logits; softmax takes those of e: .exp().":
            [("logits.exp()", new) for new in ("2**logits", "10**logits", "logits**2")],
        "The sign is wrong: a high logit means likely.": ("logits.exp()", "(-logits).exp()"),
        "The exponential was taken twice: probabilities need no second softmax.":
            ["right(previous, weight).softmax(1)", ("logits.exp()", "logits.exp().exp()")],
        "Only one entry of `previous` was used; return one row for each of them.":
            [f"right(previous, weight)[{i}]" for i in ("0", ":1", "-1", "-1:")],
        "Each exponential is divided by the sum of the exponentials of its row, and nothing else.":
            [("exponentials.sum(1, keepdim=True)", new) for new in ("logits.sum(1, keepdim=True)",
             "logits.sum(1, keepdim=True).exp()", "exponentials.max(1, keepdim=True).values")],
        "sum without keepdim=True loses an axis, and lines up with the wrong one.":
            "(weight.exp() / weight.exp().sum(1))[previous]",
        "The sums are those of the whole table; add up each chosen row, along axis 1.":
            ["(weight.exp() / weight.exp().sum(0))[previous]",
             "weight[previous].exp() / weight.exp().sum()"],
        "The rows are off by one: i has row i.": ("weight[previous]", "weight[previous - 1]"),
        "These are sigmoids; a softmax is asked for.": "weight[previous].sigmoid()",
        "These are the likeliest characters, or their probabilities; return all probabilities.":
            ["right(previous, weight).argmax(1)", "right(previous, weight).max(1).values"],
        "A character that comes twice gets one row only; each entry of `previous` gets one.":
            "torch.stack(list({int(i): right(i[None], weight)[0] for i in previous}.values()))",
    },
    without=("softmax", "log_softmax"),
)  # fmt: skip
