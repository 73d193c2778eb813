"""Exercise `distance`: the mean distance between the rows of a group."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

PAIR = "(table[rows[i]] - table[rows[j]])"

EXERCISE = exercise(
    "distance",
    cases=[
        (torch.tensor([[0.0, 0.0], [3.0, 4.0], [0.0, 8.0], [9.0, 1.0]]), [0, 1, 2]),
        (draws(1, 27, 2), [1, 5, 9, 15, 21]),
        (draws(2, 10, 4), [7, 2, 4, 8]),
        (draws(3, 6, 3), [4, 0]),
    ],
    mistakes={
        "The zeros from each row to itself are in the average; take pairs of two different rows.":
            [("i + 1, len(rows)", "len(rows)"), ("i + 1, len(rows)", "i, len(rows)")],
        "These are squared distances; take the square root of each sum of squares.":
            (".norm())", ".norm() ** 2)"),
        "The root was taken after averaging; take the root for each pair, then the mean.":
            (".norm())", ".norm() ** 2)", "sum(distances) / len(distances)",
             "(sum(distances) / len(distances)) ** 0.5"),
        "The root was taken twice: .norm() takes one already.":
            (".norm())", ".norm() ** 0.5)"),
        "The squares in a distance are added up, not averaged, before the root.":
            (f"{PAIR}.norm()", f"({PAIR} ** 2).mean().sqrt()"),
        "This averages the squared differences without a root; take the root of their sum.":
            (f"{PAIR}.norm()", f"({PAIR} ** 2).mean()"),
        "This is the mean distance to the rows' centre; measure from row to row.":
            "(table[rows] - table[rows].mean(0)).norm(dim=1).mean()",
        "This is the sum over the pairs; divide by how many there are.":
            (" / len(distances)", ""),
        "The sum was divided by the number of rows; divide by the number of pairs.":
            ("len(distances)", "len(rows)"),
        "Each pair was added up twice, and the sum divided by the number of rows; divide by the "
        "number of distances that you added.":
            ("len(distances)", "len(rows) * 2"),
        "The sum was divided by the number of rows less 1; divide by the number of pairs.":
            ("len(distances)", "(len(rows) - 1)"),
        "This is half of it: each pair was added up once, but divided by a number that counts it "
        "twice.":
            "right(table, rows) / 2",
        "This is twice the right number: each pair was added up twice, but divided by a number "
        "that counts it once.":
            "right(table, rows) * 2",
        "Each pair was added up once, but divided by n², which counts it twice, and each row with "
        "itself.":
            ("len(distances)", "len(rows) ** 2"),
        "These are sums of absolute differences; the Euclidean distance is the root of the sum of "
        "squares.":
            (f"{PAIR}.norm()", f"{PAIR}.abs().sum()"),
        "This takes the largest or the mean difference of two rows; the Euclidean distance is the "
        "root of the sum of squares.":
            [(f"{PAIR}.norm()", f"{PAIR}.abs().max()"), (f"{PAIR}.norm()", f"{PAIR}.abs().mean()")],
        "The differences were added up before they were squared, so that they cancel; square each.":
            [(f"{PAIR}.norm()", f"{PAIR}.sum().abs()"), (f"{PAIR}.norm()", f"{PAIR}.sum()")],
        "The two rows were added; a distance is the length of their difference.":
            ("] - table", "] + table"),
        "These are the distances to all rows of the table; compare the chosen rows with each other "
        "only.":
            ["torch.cdist(table[rows], table).mean()",
             "torch.cdist(table[rows], table).sum() / (len(rows) * (len(table) - 1))"],
        "This is the mean over all rows of the table; take only those in `rows`.":
            ["torch.pdist(table).mean()", "torch.cdist(table, table).mean()"],
        "The places in the list were taken for row numbers; place i holds the row rows[i].":
            "right(table, range(len(rows)))",
        "The rows are shifted by one: row number r is table[r], the boundary's row included.":
            ["right(table[1:], rows)", "right(table, [row - 1 for row in rows])"],
        "Only neighbours in the list were compared; take every pair.":
            ("range(i + 1, len(rows))", "range(i + 1, min(i + 2, len(rows)))"),
        "Only pairs with the first row were compared; take every pair.":
            ("in range(len(rows))", "in range(1)"),
        "Only pairs with the last row were compared; take every pair.":
            ("range(i + 1, len(rows))", "range(max(i + 1, len(rows) - 1), len(rows))"),
        "Only the first pair was compared: the return may stand inside the loop.":
            "right(table, rows[:2])",
        "Only the last pair was compared: make the list before the loops, and append to it.":
            "right(table, rows[-2:])",
        "This is the median of the distances; take their mean.":
            ("sum(distances) / len(distances)", "torch.stack(distances).median()"),
        "This is the largest or smallest distance; take the mean of all.":
            [("sum(distances) / len(distances)", f"{f}(distances)") for f in ("max", "min")],
        "These are the distances; return their mean.":
            [("sum(distances) / len(distances)", "distances"), "torch.pdist(table[rows])"],
        "These are distances between columns; compare rows.":
            "torch.pdist(table[rows].T).mean()",
    },
)  # fmt: skip
