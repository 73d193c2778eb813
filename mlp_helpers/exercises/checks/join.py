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
        "The embeddings are looked up but not joined: give each example one row.":
            "table[X]",
        "Each character has a row of its own here; each example needs one row for all of its "
        "characters.":
            ["table[X].flatten(0, 1)", "torch.cat(table[X].unbind(1))"],
        "Only one character of each example was looked up; join those of all.":
            ["table[X[:, 0]]", "table[X[:, -1]]"],
        "Only the first three characters are joined; take them all, however many there are.":
            "table[X[:, :3]].flatten(1)",
        "The numbers are interleaved: all first numbers, then all second ones. Keep each "
        "character's numbers together.":
            "table[X].transpose(1, 2).flatten(1)",
        "The axes were exchanged before the view; leave them: the numbers of an example lie side "
        "by side already.":
            ["table[X].transpose(1, 2).view(len(X), -1)", "table[X.T].view(len(X), -1)"],
        "The embeddings are added up, which forgets their order; put them side by side.":
            "table[X].sum(1)",
        "The embeddings are averaged, which forgets their order; put them side by side.":
            "table[X].mean(1)",
        "You added up or averaged along the wrong axis, and none should be: view joins the rows.":
            ["table[X].sum(2)", "table[X].mean(2)", "table[X].sum(0)", "table[X].mean(0)"],
        "The characters stand in reverse order; the oldest comes first.":
            "right(table, X.flip(1))",
        "The numbers of each row stand in reverse order: neither flip them nor sort.":
            "right(table, X).flip(1)",
        "This fits embeddings of two numbers only; compute the width from the table's shape.":
            [("N, T * D", "-1, T * 2"), ("N, T * D", "N, T * 2")],
        "The width 6 fits three characters with two numbers only; compute it from the shapes.":
            [("N, T * D", "-1, 6"), ("N, T * D", "N, 6")],
        "The width 30 fits three characters with ten numbers only; compute it from the shapes.":
            [("N, T * D", "-1, 30"), ("N, T * D", "N, 30")],
        "This fits three characters only; take the number of columns of X.":
            [("N, T * D", "-1, 3 * D"), ("N, T * D", "N, 3 * D")],
        "The number of examples is 32 here whatever X is; use len(X), or -1.":
            ("N, T * D", "32, -1"),
        "The width is taken from the table's number of rows; its columns are what a row holds.":
            [("N, T * D", "N, T * len(table)"), ("N, T * D", "-1, T * len(table)")],
        "The width is how many numbers an example has: T × D, not T + D.":
            [("N, T * D", "N, T + D"), ("N, T * D", "-1, T + D")],
        "All examples stand in one long row; each needs a row of its own: flatten from axis 1 on.":
            ["table[X].flatten()", "table[X].view(1, -1)", "torch.cat(list(table[X].flatten(1)))"],
        "The examples are joined here; it is the characters of one example that belong together.":
            ["torch.cat(table[X].unbind(0), 1)", "table[X].transpose(0, 1).flatten(1)",
             ("N, T * D", "T, N * D"), ("N, T * D", "T, -1")],
        "The characters of different examples are mixed: table[X] has the examples first.":
            "table[X.T].reshape(len(X), -1)",
        "One row for each number instead of each example: rows and columns of the view are "
        "exchanged.":
            [("N, T * D", "T * D, N"), ("N, T * D", "-1, N")],
        "Only one example was joined; return a row for each.":
            ["right(table, X)[0]", "right(table, X)[:1]", "right(table, X)[-1]"],
        "This is a list of rows; make one tensor of it with torch.stack.":
            "list(right(table, X))",
        "These are one-hot rows; take the rows of the table instead: table[X].":
            ["F.one_hot(X, len(table)).flatten(1)", "F.one_hot(X, len(table))"],
        "This joins the characters' numbers; look them up in the table first: table[X].":
            ["X", "X.flatten()"],
    },
)  # fmt: skip
