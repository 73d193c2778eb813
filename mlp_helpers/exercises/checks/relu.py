"""Exercise `relu`: the backward pass of ReLU."""

import torch

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "relu",
    cases=[
        (torch.tensor([-1.0, 0.0, 2.0, 3.0]), torch.tensor([5.0, 6.0, -7.0, 8.0])),
        (torch.tensor([[0.5, -2.0, 0.0], [-0.25, 4.0, 1.5]]),
         torch.tensor([[-3.0, 2.0, -4.0], [1.0, 0.5, -6.0]])),
        (torch.tensor([0.0, -0.5, 0.25, 0.001]), torch.tensor([-2.0, -3.0, 0.5, 9.0])),
    ],
    mistakes={
        "This applies ReLU to g. A negative gradient passes too; the sign of x decides.":
            ["g.clamp(min=0)", "(g > 0).float()"],
        "Negative gradients were set to 0 as well; the sign of x alone decides.":
            ["g.clamp(min=0) * (x > 0)", "g.clamp(min=0) * (x >= 0)"],
        "You looked at the sign of g; the slope depends on x.":
            ["x * (g > 0)", "g * (x * g > 0)", "x.clamp(min=0) * (g > 0)"],
        "You multiplied g by the output or by x; multiply it by the slope, which is 1 or 0.":
            ["g * x.clamp(min=0)", "g * x"],
        "The slope grows with x here, up to 1; it is 1 for every x above 0.": "g * x.clamp(0, 1)",
        "Where x is above 0 the result is g itself, and 0 everywhere else.":
            ["torch.where(x > 0, g, x)", "torch.where(x > 0, x, g)", "torch.where(x > 0, g, 1.0)"],
        "The gradient passes where x is negative; it must pass where x is positive.":
            [("x > 0)", "x < 0)"), ("x > 0)", "x <= 0)")],
        "Something passes where x is negative, too; after ReLU nothing does.":
            ["g * x.sign()", "g * (x / x.abs())", "g * (x / x.abs()).nan_to_num()", "g * (x != 0)",
             *(f"torch.where(x > 0, g, {slope} * g)" for slope in (-1, 0.01, 0.1, 0.2))],
        "The numbers were added up; the result has the shape of x.":
            ["(g * (x > 0)).sum()", "(g * (x > 0)).sum(0)"],
        "The blocked numbers were left out; put a 0 in their places, so that the shape stays.":
            "g[x > 0]",
        "This is the slope of tanh, 1 − out²; that of ReLU is 0 or 1.":
            ["g * (1 - x.clamp(min=0) ** 2)", "g * (1 - x.tanh() ** 2)"],
        "Exactly at 0 a part of g passes here; nothing does.": "g * ((x > 0) + 0.5 * (x == 0))",
    },
    symptoms={
        "`if` and `max` cannot say of a row whether it is above 0; compare all at once: x > 0.":
            lambda result, x, g: x.ndim == 2 and "ambiguous" in result.message,
    },
)  # fmt: skip
