"""Exercise `join`: embeddings looked up and put side by side."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "join",
    cases=[
        (draws(1, 27, 2), torch.arange(12).view(4, 3) * 7 % 27),
        (draws(2, 27, 10), torch.arange(20).view(5, 4) * 5 % 27),
        (draws(3, 9, 4), torch.tensor([[8, 0, 3, 3, 1], [2, 7, 7, 0, 4], [5, 6, 1, 8, 2]])),
    ],
    mistakes={
        "The embeddings are looked up but not joined: give each example one row.": "table[X]",
        "Each character has a row of its own here; each example needs one row for all of its "
        "characters.":
            ["table[X].flatten(0, 1)", "torch.cat(table[X].unbind(1))"],
        "Only some characters of each example are joined; take them all.":
            [f"table[X[:, {part}]].flatten(1)" for part in ("0", "-1", ":3")],
        "The axes were exchanged: an example's numbers lie side by side already, so leave them.":
            ["table[X].transpose(1, 2).flatten(1)", "table[X].transpose(1, 2).view(len(X), -1)",
             "table[X.T].view(len(X), -1)", "table[X.T].reshape(len(X), -1)"],
        "The embeddings are added up or averaged; put them side by side.":
            [f"table[X].{name}({axis})" for name in ("sum", "mean") for axis in (0, 1, 2)],
        "The oldest character comes first; here it comes last.": "right(table, X.flip(1))",
        "The numbers of each row stand in reverse order; leave them.": "right(table, X).flip(1)",
        "The width holds a number that fits some tables or contexts only; it is T * D.":
            [("N, T * D", f"{n}, {width}") for n in ("N", "-1") for width in
             ("T * 2", "3 * D", 6, 30)],
        "The number of examples is 32 here; use len(X), or -1.": ("N, T * D", "32, -1"),
        "The width is the length of the context times the columns of the table: T * D.":
            [("N, T * D", f"{n}, {width}") for n in ("N", "-1") for width in
             ("T * len(table)", "T + D")],
        "All examples stand in one long row; each needs a row of its own.": "table[X].flatten()",
        "The examples are joined here; it is the characters of one example that belong together.":
            ["torch.cat(table[X].unbind(0), 1)", "table[X].transpose(0, 1).flatten(1)",
             ("N, T * D", "T, N * D"), ("N, T * D", "T, -1")],
        "Only one example was joined; return a row for each.":
            [f"right(table, X)[{i}]" for i in ("0", ":1", "-1")],
        "These are one-hot rows; take the rows of the table instead: table[X].":
            ["F.one_hot(X, len(table)).flatten(1)", "F.one_hot(X, len(table))"],
    },
)  # fmt: skip
