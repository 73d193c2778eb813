"""Exercise `spread`: the standard deviation of each output of a linear layer."""

import torch

from mlp_helpers.exercises.slips import draws, exercise


def about_right(result, weight, x_spread):
    """The result is right but for a few per cent."""
    off = (result / (x_spread * weight.norm(dim=0)) - 1).abs()
    return len(weight) == 30 and 1e-4 < off.max() < 0.15


EXERCISE = exercise(
    "spread",
    cases=[
        (torch.tensor([[3.0, 1.0], [4.0, -1.0]]), 2.0),
        (draws(5, 30, 8) / 30**0.5, 1.5),
        (0.5 * draws(6, 6, 6) + 0.3, 0.7),
        (draws(7, 3, 5) * torch.tensor([0.1, 1.0, 2.0, 0.5, 3.0]), 1.0),
    ],
    mistakes={
        "You summed along the rows; the inputs of an output stand in a column, so sum over axis 0.":
            ("sum(0)", "sum(1)"),
        "The square root is missing: the sum of the squares belongs to a variance.":
            (".sqrt()", ""),
        "This is half of the sum: ** 1/2 halves; write ** 0.5, or put brackets around 1/2.":
            [("squares.sqrt()", "squares / 2"), "x_spread**2 * (weight**2).sum(0) / 2"],
        "These are variances, the squares of the spreads; take the square root.":
            ("x_spread * squares.sqrt()", "x_spread**2 * squares"),
        "You took the mean of the squares; variances of independent numbers add up: sum them.":
            ("(weight**2).sum(0)", "(weight**2).mean(0)"),
        "You added absolute values; variances add up, so sum the squares, then take the root.":
            "x_spread * weight.abs().sum(0)",
        "You added the weights themselves, so that opposite ones cancel; sum the squares, then "
        "take the root.":
            ["x_spread * weight.sum(0)", "x_spread * weight.sum(0).abs()",
             "x_spread * weight.sum(0) ** 2"],
        "These are the standard deviations of the columns; they do not grow with the number of "
        "inputs. Take the root of the sum of squares.":
            ["x_spread * weight.std(0)", "x_spread * weight.std(0, correction=0)"],
        "√fan_in times the standard deviation of a column measures the weights from their mean; "
        "take the root of the sum of their squares.":
            "x_spread * weight.std(0) * len(weight) ** 0.5",
        "√fan_in times the standard deviation (over N) of a column measures the weights from "
        "their mean; take the root of the sum of their squares.":
            "x_spread * weight.std(0, correction=0) * len(weight) ** 0.5",
        "This is one number for the whole layer; each output has its own column of weights.":
            [f"(x_spread * weight.std({n}) * len(weight) ** 0.5){shape}"
             for n in ("", "correction=0") for shape in ("", ".expand(weight.shape[1])")],
        "This is one number, from all weights; each output has its own column of weights.":
            ["x_spread * weight.norm()", "(x_spread * weight.norm()).expand(weight.shape[1])"],
        "This is √fan_in times `x_spread`; the weights have a part in it too.":
            "torch.full((weight.shape[1],), x_spread * len(weight) ** 0.5)",
        "The spread of the inputs is missing: twice the spread goes in, twice comes out.":
            ("x_spread * ", ""),
        "`x_spread` stands under the root, where variances stand: square it there, or multiply "
        "after the root.": ("x_spread * squares.sqrt()", "(x_spread * squares).sqrt()"),
        "`x_spread` was squared, but not taken into the root; multiply by it once.":
            ("x_spread *", "x_spread**2 *"),
        "You divided by the spread of the inputs; multiply by it.":
            ("x_spread * squares.sqrt()", "squares.sqrt() / x_spread"),
        "You added `x_spread`, or its square, to the weights' part; it is a factor.":
            ["right(weight, 1) + x_spread", "((weight**2).sum(0) + x_spread**2).sqrt()"],
        "The weights were not squared; a weight times a number has its square times the variance.":
            ["x_spread * weight.sum(0).sqrt()", "x_spread * weight.abs().sum(0).sqrt()"],
        "This is the largest weight alone; all weights of a column add to the variance.":
            "x_spread * weight.abs().max(0).values",
    },
    symptoms={
        "These are only about the right numbers, as if measured on random inputs; calculate them "
        "from the weights.": about_right,
    },
)  # fmt: skip
