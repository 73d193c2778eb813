"""Exercise `before`: what came before a character, from the table of counts."""

import torch

from mlp_helpers.exercises.slips import exercise

COLUMN_SUMS = "counts.sum(0, keepdim=True)"


def on_the_way(counts):
    """Each entry is divided in its place by what the column sums to by then."""
    table = counts.clone()
    for i, j in [(i, j) for i in range(len(table)) for j in range(len(table))]:
        table[i, j] = table[i, j] / table[:, j].sum()
    return table


EXERCISE = exercise(
    "before",
    cases=[
        (torch.tensor(counts),) for counts in
        ([[1, 3], [5, 5]], [[2, 0, 1], [3, 3, 4], [0, 1, 9]], [[3, 1, 7], [8, 2, 5], [0, 4, 1]],
         [[0, 6, 2], [1, 0, 1], [0, 3, 4]],
         [[1, 0, 2, 5, 1], [3, 3, 0, 1, 4], [2, 7, 1, 0, 6], [9, 1, 1, 2, 0], [0, 4, 8, 3, 2]])
    ],
    mistakes={
        "Each row is shared out here: what comes next. j is given: divide each column by its sum.":
            (COLUMN_SUMS, "counts.sum(1, keepdim=True)"),
        "Column j is divided by the sum of row j; divide it by its own sum: sum(0), not sum(1).":
            (COLUMN_SUMS, "counts.sum(1)"),
        "Row i is divided by the sum of column i: the sums of the columns must lie in a row.":
            (COLUMN_SUMS, "counts.sum(0)[:, None]"),
        "This divides by the sum of all counts; j is given, so each column has a sum of its own.":
            (COLUMN_SUMS, "counts.sum()"),
        "This is what comes next, with rows and columns exchanged; divide each column by its sum.":
            "(counts / counts.sum(1, keepdim=True)).T",
        "The table was turned, but the sums were not: they belong to other entries now.":
            "counts.T / counts.sum(0, keepdim=True)",
        "What comes next is multiplied by how often i comes: the sums of rows need keepdim=True.":
            "counts / counts.sum(1, keepdim=True) * counts.sum(1) / counts.sum(0)",
        "The rows were shared out first, so that each row weighs the same: divide the counts.":
            ["right(counts / counts.sum(1, keepdim=True))",
             "counts / counts.sum(1, keepdim=True) / counts.sum(0)"],
        "A column's sum changes while its entries are divided: take the sum before the first one.":
            [on_the_way, lambda counts: on_the_way(counts.float())],
        "This is one column or one row only; return the whole table.":
            [f"right(counts)[{part}]" for part in (":, 0", ":, -1", "0", "-1", ":, :1", ":1")],
        "The counts went through a softmax; divide each column by its sum.":
            [f"counts.float().softmax({axis})" for axis in (0, 1)],
        "Only the first column is filled: the return may stand inside the loop.":
            "right(counts) * (torch.arange(len(counts)) == 0)",
        "All rows are the same one: [[0] * n] * n holds one list several times.":
            "right(counts)[-1:].expand(counts.shape)",
        "This is how often a character comes at all; return a table, with a number for each pair.":
            [*(f"counts.sum({axis}) / counts.sum()" for axis in (0, 1)),
             "(counts.sum(0) / counts.sum()).expand(counts.shape)"],
        "This takes the mean where the sum belongs.": (COLUMN_SUMS, "counts.float().mean(0)"),
        "This divides by another number than the column's sum, counts.sum(0).":
            [(COLUMN_SUMS, of) for of in ("counts.max(0).values", "counts.max()", "len(counts)")],
        "Nothing is to be added to the counts here: every column has a count.":
            [f"right(counts + {extra})" for extra in (1, 0.5, 0.1)],
    },
    symptoms={"An index is past the end: the last row is len(counts) - 1, which need not be 26.":
              lambda result, counts: result.kind in ("IndexError", "RuntimeError")
              and ("out of bounds" in result.message or "27" in result.message)},
)  # fmt: skip
