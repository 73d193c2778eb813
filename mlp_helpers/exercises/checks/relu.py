"""Exercise `relu`: the backward pass of ReLU."""

import torch

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "relu",
    cases=[
        (torch.tensor([-1.0, 0.0, 2.0, 3.0]), torch.tensor([5.0, 6.0, -7.0, 8.0])),
        (
            torch.tensor([[0.5, -2.0, 0.0], [-0.25, 4.0, 1.5]]),
            torch.tensor([[-3.0, 2.0, -4.0], [1.0, 0.5, -6.0]]),
        ),
        (torch.tensor([0.0, -0.5, 0.25, 0.001]), torch.tensor([-2.0, -3.0, 0.5, 9.0])),
    ],
    mistakes={
        "This is the slope; multiply it by g, the gradient that comes in.":
            ["(x > 0).float()", "(x >= 0).float()"],
        "You counted the slope at exactly 0 as 1: compare with x > 0.": ("x > 0)", "x >= 0)"),
        "You counted the slope at exactly 0 as one half; here it is 0.":
            "g * ((x > 0) + (x >= 0)) / 2",
        "You applied ReLU to g. A negative gradient passes too; what decides is the sign of x.":
            ["g.clamp(min=0)", "(g > 0).float()"],
        "Negative gradients were set to 0 as well; what decides is the sign of x alone.":
            ["g.clamp(min=0) * (x > 0)", "g.clamp(min=0) * (x >= 0)"],
        "You looked at the sign of g; the slope depends on x.":
            ["x * (g > 0)", "g * (x * g > 0)", "x.clamp(min=0) * (g > 0)"],
        "You multiplied g by the output or by x; multiply it by the slope, which is 1 or 0.":
            ["g * x.clamp(min=0)", "g * x"],
        "The slope grows with x here, up to 1; it is 1 for every x above 0.": "g * x.clamp(0, 1)",
        "This is the output of the layer; the gradient for x is asked for.": "x.clamp(min=0)",
        "Where x is not above 0 this holds x itself; nothing passes there, so it is 0.":
            "torch.where(x > 0, g, x)",
        "This is x where x is above 0, and g elsewhere; it is g there, and 0 elsewhere.":
            "torch.where(x > 0, x, g)",
        "Where x is not above 0 this is 1; nothing passes there, so it is 0.":
            "torch.where(x > 0, g, 1.0)",
        "The gradient passes where x is negative; it must pass where x is positive.":
            [("x > 0)", "x < 0)"), ("x > 0)", "x <= 0)")],
        "Where x is negative a part of the gradient passes here; after ReLU nothing does.":
            [f"torch.where(x > 0, g, {slope} * g)" for slope in (0.01, 0.1, 0.2)],
        "The slope of a negative x is 0, not −1.":
            ["g * x.sign()", "g * (x / x.abs())", "g * (x / x.abs()).nan_to_num()",
             "torch.where(x > 0, g, -g)"],
        "The gradient was let through where x is negative; where x is not above 0, nothing passes.":
            ["g * (x != 0)", "torch.where(x == 0, 0.0, g)"],
        "The gradient was let through everywhere; where x is not above 0, nothing passes.":
            "g.clone()",
        "You compared with 1; the slope is 1 for every x above 0.": ["g * (x > 1)", "g * (x >= 1)"],
        "You added the slope; multiply g by it.": "g + (x > 0)",
        "The gradients' size alone is there; negative ones keep their sign.": "g.abs() * (x > 0)",
        "The gradient was divided by how many numbers there are; that division is in g already.":
            ["g * (x > 0) / x.numel()", "g * (x > 0) / len(x)"],
        "The numbers were added up; the result has the shape of x.":
            ["(g * (x > 0)).sum()", "(g * (x > 0)).sum(0)"],
        "The blocked numbers were left out; put a 0 in their places, so that the shape stays.":
            "g[x > 0]",
    },
    symptoms={
        "With two axes, `if` and `max` get a whole row and cannot say whether it is above 0; "
        "compare "
        "all numbers at once, with x > 0.":
            lambda result, x, g: x.ndim == 2 and "ambiguous" in result.message,
    },
)  # fmt: skip
