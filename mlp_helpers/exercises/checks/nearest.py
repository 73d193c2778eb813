"""Exercise `nearest`: the rows of a table that point most the same way."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

TABLE = torch.tensor([[1.0, 0.0], [5.0, 1.0], [1.0, 1.0], [-1.0, 2.0]])

EXERCISE = exercise(
    "nearest",
    cases=[
        *((TABLE, 0, 2), (TABLE, 3, 3)),
        *((draws(4, 8, 3) + 0.7, 2, 4), (draws(5, 27, 5) + 0.5, 5, 6)),
        *((draws(6, 6, 2) + 0.5, 3, 5), (draws(7, 12, 3), 11, 1)),
    ],
    mistakes={
        "There is one row too few: k remain without `row`.": "right(table, row, k - 1)",
        "The row itself was left out already; the nearest of the others is missing.":
            [("order[:k]", "order[1 : k + 1]"), ("order[:k]", "order[1:k]")],
        "This is one row only; return a list of k.":
            [("order[:k]", f"order[{i}]") for i in ("k", "k - 1", "0", "k - 1 : k")],
        "This is the order by Euclidean distance; the cosine does not see the lengths.":
            ("directions @ directions[row]", "-(table - table[row]).norm(dim=1)"),
        "A row's length is the root of the sum of its squares: divide each row by it.":
            [("table.norm(dim=1, keepdim=True)", f"table{new}") for new in
             (".square().sum(1, keepdim=True)", ".abs().sum(1, keepdim=True)",
             ".sum(1, keepdim=True)", ".abs().max(1, keepdim=True).values")],
        "These are the smallest cosines; sort with descending=True.": ("descending=True", ""),
        "You subtracted the mean of the table first; take the cosines of the table as it is.":
            [f"right(table - table.mean({axis}), row, k)" for axis in ("0", "", "1, keepdim=True")],
        "You took absolute values; opposite is not near.": ("= cosines", "= cosines.abs()"),
        "Each row has its own length: dim=1.": ("dim=1", "dim=0"),
        "Return the numbers of the rows alone, not cosines, embeddings or pairs.":
            [("order[:k]", new) for new in
             ("cosines[order[:k]].tolist()", "table[order[:k]]", "table[order[:k]].tolist()",
             "[(i, cosines[i]) for i in order[:k]]", "[(cosines[i], i) for i in order[:k]]")],
        "The row was taken out first, so others got new numbers; take it out at the end.":
            "[other - (other > row) for other in right(table, row, k)]",
        "The row numbers are off by one: they count from 0.":
            [f"[i {step} for i in right(table, row, k)]" for step in ("+ 1", "- 1")],
        "argsort was taken twice; once gives the rows.": (".tolist()", ".argsort().tolist()"),
        "Compare with the one `row`, not with all.": ("@ directions[row]", "@ directions.mean(0)"),
    },
    symptoms={
        "`row` itself is in the list; leave it out by its number, wherever it stands in the order.":
            lambda result, table, row, k: isinstance(result, list) and row in result,
    },
)  # fmt: skip
