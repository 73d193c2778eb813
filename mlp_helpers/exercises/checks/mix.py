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
        "The two parts are exchanged: share belongs to the equal probabilities.":
            ("(1 - share) * counted + share * equal", "share * counted + (1 - share) * equal"),
        "share is divided among a row, not the whole table.": ("counts.shape[1]", "counts.numel()"),
        "The equal part is 1/27 here; use the number of columns.": ("counts.shape[1]", "27"),
        "The second part, the equal probabilities, is missing.": (" + share * equal", ""),
        "The equal part was multiplied by 1 - share, too: that is for the counted part only.":
            [("(1 - share) * counted + share * equal", "(1 - share) * (counted + share * equal)"),
             ("share * equal", "(1 - share) * equal")],
        "Brackets are missing: 1 - share is computed first, then multiplied: (1 - share) * ….":
            [("(1 - share) * counted", "1 - share * counted"),
             ("(1 - share) * counted", "counted - share")],
        "This smooths the counts; here probabilities are mixed, after the division.":
            [f"(counts + share) / (counts + share).sum({by})" for by in
             ("1, keepdim=True", "1", "0", "")],
        "You mixed the counts and divided afterwards: divide each row of counts first.":
            "right((1 - share) * counts + share / counts.shape[1], 0)",
        "The counted part kept its full weight, and the rows were divided last: use 1 - share.":
            "right(right(counts, 0) + share / counts.shape[1], 0)",
        "The equal part is 1 divided by the number of columns, for all entries alike.":
            [("1 / counts.shape[1]", new) for new in ("counts.sum(0) / counts.sum()",
             "counted.mean(0)", "counts.float().mean(0)", "1 / counts.sum(1, keepdim=True)",
             "1 / counts.sum()", "1 / (counts > 0).sum(1, keepdim=True)",
             "(counts > 0) / (counts > 0).sum(1, keepdim=True)",
             "(counts == 0) / counts.shape[1]")],
        "The counts went through a softmax; divide each row by its sum.":
            [("counts / counts.sum(1, keepdim=True)", f"counts.float().softmax({axis})")
             for axis in (0, 1)],
        "The result is cut to whole numbers: make its table without the dtype of counts.":
            "right(counts, share).long()",
        "The probabilities are cut to whole numbers: use / instead of //.":
            "(1 - share) * counts // counts.sum(1, keepdim=True) + share / counts.shape[1]",
        "Only one row is returned: the return may stand inside the loop.":
            ["right(counts, share)[0]", "right(counts, share)[:1]", "right(counts, share)[-1]"],
    },
)  # fmt: skip
