"""Exercise `spread`: the standard deviation of each output of a linear layer."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "spread",
    cases=[
        (torch.tensor([[3.0, 1.0], [4.0, -1.0]]), 2.0),
        (draws(5, 30, 8) / 30**0.5, 1.5),
        (0.5 * draws(6, 6, 6) + 0.3, 0.7),
        (draws(7, 3, 5) * torch.tensor([0.1, 1.0, 2.0, 0.5, 3.0]), 1.0),
    ],
    mistakes={
        "This is half of the sum: ** 1/2 halves; write ** 0.5, or put brackets around 1/2.":
            [("squares.sqrt()", "squares / 2"), "x_spread**2 * (weight**2).sum(0) / 2"],
        "You added absolute values; variances add up, so sum the squares, then take the root.":
            "x_spread * weight.abs().sum(0)",
        "This adds the weights themselves, so that opposite ones cancel; add their squares.":
            ["x_spread * weight.sum(0)",
             "x_spread * weight.sum(0).abs()", "x_spread * weight.sum(0) ** 2"],
        "Standard deviations of columns do not grow with the number of inputs: sum the squares.":
            ["x_spread * weight.std(0)", "x_spread * weight.std(0, correction=0)"],
        "√fan_in · std measures the weights from their mean; take the root of the sum of squares.":
            ["x_spread * weight.std(0) * len(weight) ** 0.5",
             "x_spread * weight.std(0, correction=0) * len(weight) ** 0.5"],
        "√fan_in · std takes all weights of the layer; each output has a column of its own.":
            [f"x_spread * ({size} * weight.shape[{axis}] ** 0.5){all_outputs}" for size in
             ("weight.std()", "weight.std(correction=0)", "(weight**2).mean().sqrt()")
             for axis in (0, 1) for all_outputs in ("", ".expand(weight.shape[1])")],
        "This is one number for the whole layer; each output has its own column of weights.":
            [f"x_spread * weight.{size}(){all_outputs}" for size in ("norm", "std")
             for all_outputs in ("", ".expand(weight.shape[1])")],
        "You divided by the spread of the inputs; multiply by it.":
            ("x_spread * squares.sqrt()", "squares.sqrt() / x_spread"),
        "`x_spread`, or its square, was added to the weights' part; it is a factor.":
            ["right(weight, 1) + x_spread", "((weight**2).sum(0) + x_spread**2).sqrt()"],
    },
    symptoms={
        "These are about right, as if measured on random inputs; calculate them from the weights.":
            lambda result, weight, x_spread: len(weight) == 30
                and 1e-4 < (result / (x_spread * weight.norm(dim=0)) - 1).abs().max() < 0.15,
    },
)  # fmt: skip
