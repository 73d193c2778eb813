"""Exercise `mix`: counted probabilities mixed with equal ones."""

import torch

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "mix",
    cases=[
        (torch.tensor([[1, 3], [5, 5]]), 0.2),
        (torch.tensor([[5, 0, 1], [2, 2, 2], [0, 0, 7]]), 0.1),
        (torch.tensor([[5, 0, 1], [2, 2, 2], [0, 0, 7]]), 0.0),
        (torch.tensor([[3, 1, 0, 9], [1, 1, 1, 2], [0, 4, 4, 0], [8, 0, 0, 2]]), 0.7),
    ],
    mistakes={
        "You divided without keepdim=True: each column was divided by a row's sum.":
            ("sum(1, keepdim=True)", "sum(1)"),
        "You divided by the sums of the columns; it is each row that must sum to 1.":
            ("sum(1, ", "sum(0, "),
        "You divided by the sum of the whole table; each row must sum to 1 by itself.":
            ("sum(1, keepdim=True)", "sum()"),
        "The counts were mixed without turning them into probabilities first.":
            ("counts / counts.sum(1, keepdim=True)", "counts"),
        "The two parts are exchanged: share belongs to the equal probabilities.":
            ("(1 - share) * counted + share * equal", "share * counted + (1 - share) * equal"),
        "share was added in full to every entry; it is to be divided among them.":
            ("share * equal", "share"),
        "share was divided among all entries of the table; divide it among those of a row.":
            ("counts.shape[1]", "counts.numel()"),
        "The equal part is 1/27 here whatever the table; use its number of columns.":
            ("counts.shape[1]", "27"),
        "The counted part keeps its full weight, so rows sum to more than 1: multiply it by "
        "1 − share.":
            ("(1 - share) * counted", "counted"),
        "The equal part has its full weight, so rows sum to more than 1: multiply it by share.":
            ("share * equal", "equal"),
        "Neither part is multiplied by its weight: 1 - share for the counted one, share for the "
        "equal one.":
            ("(1 - share) * counted + share * equal", "counted + equal"),
        "Rows sum to less than 1: the second part, the equal probabilities, is missing.":
            (" + share * equal", ""),
        "The equal part was multiplied by 1 - share, too: that is for the counted part only.":
            [("(1 - share) * counted + share * equal", "(1 - share) * (counted + share * equal)"),
             ("share * equal", "(1 - share) * equal")],
        "Brackets are missing: 1 - share is computed first, then multiplied: (1 - share) * ….":
            [("(1 - share) * counted", "1 - share * counted"),
             ("(1 - share) * counted", "counted - share")],
        "Both parts have the weight share; the counted one has 1 - share.":
            ("(1 - share)", "share"),
        "This adds share to each count, as smoothing does; here probabilities are mixed after the "
        "division.":
            "(counts + share) / (counts + share).sum(1, keepdim=True)",
        "You mixed the counts with the equal probabilities and divided afterwards: make each row "
        "of counts probabilities first.":
            "right((1 - share) * counts + share / counts.shape[1], 0)",
        "The counted part kept its full weight, and the rows were divided by their sums in the "
        "end: use the weights 1 - share and share instead.":
            "right(right(counts, 0) + share / counts.shape[1], 0)",
        "The second part differs between the columns here; it is 1 divided by how many columns "
        "there are, for all of them.":
            [("1 / counts.shape[1]", "counts.sum(0) / counts.sum()"),
             ("1 / counts.shape[1]", "counts.float().mean(0)"),
             ("1 / counts.shape[1]", "counted.mean(0)")],
        "The equal part was divided by the sums of the counts; divide 1 by the number of columns.":
            [("1 / counts.shape[1]", "1 / counts.sum(1, keepdim=True)"),
             ("1 / counts.shape[1]", "1 / counts.sum()")],
        "share is for all entries of a row alike, whether they were counted or not.":
            [("1 / counts.shape[1]", "1 / (counts > 0).sum(1, keepdim=True)"),
             ("1 / counts.shape[1]", "(counts > 0) / (counts > 0).sum(1, keepdim=True)"),
             ("share * equal", "share * equal * (counts == 0)")],
        "The counts went through a softmax; divide each row by its sum.":
            ("counts / counts.sum(1, keepdim=True)", "counts.float().softmax(1)"),
        "The result is cut to whole numbers: the table made for it holds those. Make it with "
        "torch.zeros(counts.shape), without the dtype of counts.":
            "right(counts, share).long()",
        "The probabilities are cut to whole numbers: use / instead of //.":
            [("counts / ", "counts // "), "(1 - share) * counts // counts.sum(1, keepdim=True) "
             "+ share / counts.shape[1]"],
        "Only one row is returned: the return may stand inside the loop.":
            ["right(counts, share)[0]", "right(counts, share)[:1]", "right(counts, share)[-1]"],
        "This is a list of rows; make one tensor of it with torch.stack.":
            "list(right(counts, share))",
    },
)  # fmt: skip
