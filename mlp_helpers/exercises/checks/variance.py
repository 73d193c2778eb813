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
        "Centre the columns, and take squares.": ("table - table.mean(0)", "table", " ** 2", ""),
        "The fourth power stands in place of the square.": ("** 2", "** 4"),
        "Square each value first, then add up.": f"{VALUES}[:k].sum() ** 2 / {VALUES}.sum() ** 2",
        "Only one of the two sums is of squares; both are.":
            [f"({VALUES}{a})[:k].sum() / ({VALUES}{b}).sum(){c}" for a, b, c in
             (("", "**2", ""), ("**2", "", ""), ("**2", "", "**2"))],
        "These are columns; a component is a mixture of all columns.":
            ["table.var(0)[:k].sum() / table.var(0).sum()",
             "table.var(0).sort(descending=True).values[:k].sum() / table.var(0).sum()"],
        "This is one component; add up the first k.":
            [("squares[:k].sum()", f"squares[{i}]") for i in ("k - 1", "0")],
        "Not the k largest are added up here: look at the order, and at where the slice begins.":
            [("[:k]", new) for new in ("[1 : k + 1]", "[1:k]", "[-k:]", "[k:]")],
        "Divide by the sum of all, not of the others.": ("squares.sum()", "squares[k:].sum()"),
        "Subtract each column's mean, not each row's.": ("mean(0)", "mean(1, keepdim=True)"),
        "The columns were also divided by their spread; only their means go.":
            [("table - table.mean(0)", new) for new in
             ("(table - table.mean(0)) / table.std(0)", "table / table.std(0)")],
        "The rows were divided by their lengths; only the columns' means go.":
            ["right(table / table.norm(dim=1, keepdim=True), k)",
             ("svdvals(centred)", "svdvals(centred / centred.norm(dim=1, keepdim=True))")],
        "The total is to be of the centred table, too.": ("squares.sum()", "(table**2).sum()"),
        "This is a variance, not a share; divide by the sum over all components.":
            [("/ squares.sum()", f"/ {n}") for n in ("len(table)", "(len(table) - 1)")],
        "These are means, so their numbers matter; divide the sums.":
            [("squares[:k].sum() / squares.sum()", "squares[:k].mean() / squares.mean()"),
             ("squares[:k].sum()", "squares[:k].mean()"), ("/ squares.sum()", "/ squares.mean()")],
        "These are shares of single components; add up the first k.":
            [("squares[:k].sum()", new) for new in ("squares[:k]", "squares")],
        "This is k divided by a size, as singular vectors give; take the singular values.":
            [f"k / table.shape[{axis}]" for axis in (1, 0)],
    },
    symptoms={"Divide by the sum of all squares, not by the rest.": raised("ZeroDivisionError")},
)  # fmt: skip
