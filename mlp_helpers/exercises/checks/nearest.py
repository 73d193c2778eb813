"""Exercise `nearest`: the rows of a table that point most the same way."""

import numpy as np
import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "nearest",
    cases=[
        (torch.tensor([[1.0, 0.0], [5.0, 1.0], [1.0, 1.0], [-1.0, 2.0]]), 0, 2),
        (draws(4, 8, 3) + 0.7, 2, 4),
        (draws(5, 27, 5) + 0.5, 5, 6),
        (draws(6, 6, 2) + 0.5, 3, 5),
        (draws(7, 12, 3), 11, 1),
        (torch.tensor([[1.0, 0.0], [5.0, 1.0], [1.0, 1.0], [-1.0, 2.0]]), 3, 3),
    ],
    mistakes={
        "The row itself is in the list: its cosine with itself is 1, so leave it out.":
            "[row, *right(table, row, k - 1)]",
        "There is one row too many: the row itself is still in the list, so leave it out.":
            "[row, *right(table, row, k)]",
        "There is one row too few: after leaving out the row itself, k rows remain.":
            "right(table, row, k - 1)",
        "There is one row too many: return k of them.":
            ("order[:k]", "order[: k + 1]"),
        "The row itself was left out already; the nearest of the others is missing.":
            [("order[:k]", "order[1 : k + 1]"), ("order[:k]", "order[1:k]")],
        "These are all rows in their order; return the first k of them.":
            ("order[:k]", "order"),
        "This is one row only; return a list of k.":
            [("order[:k]", "order[k]"), ("order[:k]", "order[k - 1]"), ("order[:k]", "order[0]"),
             ("order[:k]", "order[k - 1 : k]")],
        "You set the cosine of the row with itself to 0, but negative cosines count too; set it to "
        "-math.inf.":
            ("    order = ", "    cosines[row] = 0\n    order = ", "    order.remove(row)\n", ""),
        "This is the order by Euclidean distance; the cosine does not see the lengths.":
            ("directions @ directions[row]", "-(table - table[row]).norm(dim=1)"),
        "This is the order by dot product, which favours long embeddings; divide by the lengths.":
            ("table / table.norm(dim=1, keepdim=True)", "table"),
        "The dot products were multiplied by the lengths; divide by them.":
            ("table / table.norm(", "table * table.norm("),
        "Each row was divided by the square of its length; take the root: .norm() is the length.":
            ("table.norm(dim=1, keepdim=True)", "(table**2).sum(1, keepdim=True)"),
        "The dot product was divided by the sum of the two lengths; divide by their product.":
            ("directions @ directions[row]",
             "table @ table[row] / (table.norm(dim=1) + table[row].norm())"),
        "The lengths are no lengths here: a row's length is the root of the sum of its squares.":
            [("table.norm(dim=1, keepdim=True)", "table.abs().sum(1, keepdim=True)"),
             ("table.norm(dim=1, keepdim=True)", "table.sum(1, keepdim=True)"),
             ("table.norm(dim=1, keepdim=True)", "table.abs().max(1, keepdim=True).values")],
        "These are the rows with the smallest cosines; sort with descending=True.":
            ("descending=True", ""),
        "These are the right rows, but the largest cosine comes first.":
            ("order[:k]", "order[:k][::-1]"),
        "You subtracted the mean of the table first; take the cosines of the table as it is.":
            ["right(table - table.mean(0), row, k)", "right(table - table.mean(), row, k)",
             "right(table - table.mean(1, keepdim=True), row, k)"],
        "You took the absolute values of the cosines, or squares; opposite ones are not near.":
            ("@ directions[row]", "@ directions[row]\n    cosines = cosines.abs()"),
        "You divided by the lengths of the columns; each row has its own length.":
            ("dim=1", "dim=0"),
        "These are the cosines; return the numbers of their rows.":
            ("order[:k]", "cosines[order[:k]].tolist()"),
        "These are the embeddings; return the numbers of the rows.":
            [("order[:k]", "table[order[:k]]"), ("order[:k]", "table[order[:k]].tolist()")],
        "These are pairs of cosine and row; return the row numbers alone.":
            [("order[:k]", "[(i, cosines[i]) for i in order[:k]]"),
             ("order[:k]", "[(cosines[i], i) for i in order[:k]]")],
        "The row was taken out of the table, which gives the rows behind it new numbers; take it "
        "out of the list at the end.":
            "[other - (other > row) for other in right(table, row, k)]",
        "The row numbers are off by one: they count from 0.":
            ["[i + 1 for i in right(table, row, k)]", "[i - 1 for i in right(table, row, k)]"],
        "The row numbers are sorted; the largest cosine comes first.":
            ("order[:k]", "sorted(order[:k])"),
        "argsort was taken twice, which gives the place of each row in the order; once is enough.":
            (".tolist()", ".argsort().tolist()"),
        "The numbers are right, but they stand in a tensor: .tolist() makes a list of it.":
            "torch.tensor(right(table, row, k))",
        "The nearest to other rows are among these: compare with the one `row` only.":
            ("@ directions[row]", "@ directions.mean(0)"),
    },
    symptoms={
        "`row` itself is in the list; leave it out by its number, wherever it stands in the order.":
            lambda result, table, row, k: isinstance(result, list)
            and any(isinstance(other, int | np.integer) and other == row for other in result),
    },
)  # fmt: skip
