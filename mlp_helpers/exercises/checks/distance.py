"""Exercise `distance`: the mean distance between the rows of a group."""

import torch

from mlp_helpers.exercises.slips import draws, exercise, raised

EXERCISE = exercise(
    "distance",
    cases=[
        (torch.tensor([[0.0, 0.0], [3.0, 4.0], [0.0, 8.0], [9.0, 1.0]]), [0, 1, 2]),
        (draws(1, 22, 2), [1, 5, 9, 15, 21]),
        (draws(2, 5, 4).repeat(2, 1), [7, 2, 4, 8]),
        (draws(3, 6, 3), [4, 0]),
    ],
    mistakes={
        "All is 0, as from row to itself: [rows, rows] picks that, [rows][:, rows] a block.": "0.0",
        "Two different rows may be alike; their distance of 0 counts, too.":
            "(lambda d: d[d > 0].mean())(torch.cdist(table[rows], table[rows]))",
        "The zeros from each row to itself are in the average; take pairs of different rows.":
            [("i + 1, len(rows)", "len(rows)"), ("i + 1, len(rows)", "i, len(rows)")],
        "These are squared distances; take the root.": (".norm())", ".norm() ** 2)"),
        "The root was taken after averaging; take the root for each pair, then the mean.":
            (".norm())", ".norm() ** 2)", "sum(distances) / len(distances)",
             "(sum(distances) / len(distances)) ** 0.5"),
        "The root was taken twice: .norm() takes one already.": (".norm())", ".norm() ** 0.5)"),
        "This is the mean distance to the rows' centre; measure from row to row.":
            "(table[rows] - table[rows].mean(0)).norm(dim=1).mean()",
        "Divide by the number of pairs that were added up.":
            [("len(distances)", new) for new in ("len(rows)", "len(rows) * 2", "len(rows) ** 2",
             "(len(rows) - 1)")],
        "These are distances to all rows of the table; compare only the chosen ones.":
            [f"torch.cdist(table[rows], table).{new}" for new in
             ("mean()", "sum() / (len(rows) * (len(table) - 1))")],
        "Place i of the list holds the row rows[i], not row i.": "right(table, range(len(rows)))",
        "The rows are shifted by one: row number r is table[r], the boundary's row included.":
            ["right(table[1:], rows)", "right(table, [row - 1 for row in rows])"],
        "Only some of the pairs were compared; take every pair.":
            [("i + 1, len(rows)", "i + 1, min(i + 2, len(rows))"), ("in range(len(rows))",
             "in range(1)"), ("range(i + 1,", "range(max(i + 1, len(rows) - 1),"),
             "right(table, rows[:2])", "right(table, rows[-2:])"],
        "This is the median, the largest or the smallest distance; take the mean of all.":
            [("sum(distances) / len(distances)", new) for new in ("torch.stack(distances).median()",
             "statistics.median(distances)", "max(distances)", "min(distances)")],
        "These are the distances; return their mean.":
            [("sum(distances) / len(distances)", "distances"), "torch.pdist(table[rows])"],
        "These are distances of columns; compare rows.": "torch.pdist(table[rows].T).mean()",
        "A distance is the root of the sum of all squared differences of two rows.":
            [(".norm())", f".{new})") for new in ("square().mean()", "abs().sum()", "abs().max()",
             "abs().mean()", "sum().abs()", "sum()")],
    },
    symptoms={"No pair was found: row numbers come in any order.": raised("ZeroDivisionError")},
)  # fmt: skip
