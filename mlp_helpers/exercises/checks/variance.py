"""Exercise `variance`: how much of the variance the first components hold."""

import torch

from mlp_helpers.exercises.slips import draws, exercise, raised

VALUES = "torch.linalg.svdvals(table - table.mean(0))"

EXERCISE = exercise(
    "variance",
    cases=[
        (torch.tensor([[0.0, 0.0], [4.0, 0.0], [0.0, 2.0], [4.0, 2.0]]), 1),
        (draws(11, 27, 5) * torch.tensor([1.0, 3.0, 0.5, 2.0, 1.5]) + 0.8, 2),
        (draws(12, 10, 4) @ draws(15, 4, 4) - 0.5, 3),
        (draws(14, 6, 3) + 0.3, 3),
    ],
    mistakes={
        "The columns are not centred: subtract each column's mean first.":
            ("table - table.mean(0)", "table"),
        "The singular values are not squared; the variance is their square.":
            (" ** 2", ""),
        "The columns are not centred, and the singular values not squared: do both.":
            ("table - table.mean(0)", "table", " ** 2", ""),
        "The values were squared twice: the fourth power stands in place of the square.":
            [("** 2", "** 4"), "right(table, k) ** 2"],
        "The sums were squared; square each singular value, then add up.":
            f"{VALUES}[:k].sum() ** 2 / {VALUES}.sum() ** 2",
        "A root was taken of the result; the share of the variance is that of the squares.":
            "right(table, k) ** 0.5",
        "Only one of the two sums is of squares; take squares above and below the line.":
            [f"{VALUES}[:k].sum() / ({VALUES} ** 2).sum()", f"({VALUES} ** 2)[:k].sum() / {VALUES}"
             ".sum()", f"({VALUES} ** 2)[:k].sum() / {VALUES}.sum() ** 2"],
        "This is the share of the k columns with the largest variance; a component is a mixture of "
        "all columns.":
            "table.var(0).sort(descending=True).values[:k].sum() / table.var(0).sum()",
        "This is the share of the first k columns; a component is a mixture of all columns.":
            "table.var(0)[:k].sum() / table.var(0).sum()",
        "This is the share of component k alone; add up the first k.":
            ("squares[:k].sum()", "squares[k - 1]"),
        "This is the share of the first component alone; add up the first k.":
            ("squares[:k].sum()", "squares[0]"),
        "These are k + 1 components; squares[:k] holds the first k.":
            ("[:k]", "[: k + 1]"),
        "These are k − 1 components; squares[:k] holds the first k.":
            ("[:k]", "[: k - 1]"),
        "The first component is missing: count from 0, squares[:k].":
            [("[:k]", "[1 : k + 1]"), ("[:k]", "[1:k]")],
        "These are the last k components; the largest values come first.":
            ("[:k]", "[-k:]"),
        "This is the share of all components but the first k; the first k are asked for.":
            [("[:k]", "[k:]"), "1 - right(table, k)"],
        "The first k squares were divided by the others; divide by the sum of all.":
            ("squares.sum()", "squares[k:].sum()"),
        "You subtracted the mean of each row; subtract the mean of each column.":
            ("table.mean(0)", "table.mean(1, keepdim=True)"),
        "You subtracted the mean of all numbers; each column has its own mean.":
            ("table.mean(0)", "table.mean()"),
        "The columns were also divided by their spread or length; only their means go.":
            [("table - table.mean(0)", "(table - table.mean(0)) / table.std(0)"),
             ("table - table.mean(0)", "(table - table.mean(0)) / table.std(0, correction=0)"),
             ("table - table.mean(0)", "table / table.std(0)")],
        "The rows were divided by their lengths; only the columns' means go.":
            [("centred = table - table.mean(0)", "centred = table - table.mean(0)\n"
              "    centred = centred / centred.norm(dim=1, keepdim=True)"),
             ("centred = table - table.mean(0)", "centred = table / table.norm(dim=1, keepdim=True)"
              "\n    centred = centred - centred.mean(0)")],
        "The total is that of the table with its means; divide by the sum of all squared singular "
        "values.":
            ("squares.sum()", "(table**2).sum()"),
        "This is the sum of the squares, not a share; divide by the sum of all squares.":
            ("/ squares.sum()", ""),
        "This is a variance, not a share; divide by the sum over all components.":
            [("/ squares.sum()", "/ (len(table) - 1)"), ("/ squares.sum()", "/ len(table)")],
        "These are means, so that it matters how many there are; divide the sums.":
            [("squares[:k].sum() / squares.sum()", "squares[:k].mean() / squares.mean()"),
             ("squares[:k].sum()", "squares[:k].mean()"), ("/ squares.sum()", "/ squares.mean()")],
        "These are the shares of the single components; add up the first k.":
            [("squares[:k].sum()", "squares[:k]"), ("squares[:k].sum()", "squares")],
        "This is a percentage; return the share, a number from 0 to 1.":
            "100 * right(table, k)",
        "This is k divided by the number of columns; the components hold different shares.":
            "k / table.shape[1]",
    },
    symptoms={
        "This divides by 0 where k is all columns: divide by the sum of all, not by the rest.":
            raised("ZeroDivisionError"),
    },
)  # fmt: skip
