"""Exercise `norm`: the length of the gradient of all parameters together."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

ADDED, ROOT = "gradient.square().sum()", "squares.sqrt()"
TENSORS = "[g for g in gradients if g is not None]"
NUMBERS = f"torch.cat([g.flatten() for g in {TENSORS}])"

EXERCISE = exercise(
    "norm",
    cases=[
        ([torch.tensor([[3.0, 0.0], [0.0, 4.0]]), None, torch.tensor([12.0])],),
        ([draws(6, 5, 4), draws(7, 4), None, draws(8, 4, 3) - 1],),
        ([draws(9, 3, 2, 2) * 0.1],),
        ([None, draws(10, 7) + 2, draws(11, 2, 2), torch.tensor([1.5])],),
        ([draws(12, 4), torch.zeros(3), draws(13, 2, 3), None],),
    ],
    mistakes={
        "This is made of lengths of parts: add up all squares, and take one root at the end.":
            [*(f"torch.stack([g.norm() for g in {TENSORS}]){of}"
             for of in (".sum()", ".mean()", ".sum().sqrt()", ".max()", ".sum() / len(gradients)")),
             *((ADDED, f"torch.atleast_2d(gradient).norm(dim={axis}).sum()", ROOT, "squares")
             for axis in (0, 1)), (ADDED, "sum(row.norm() for row in gradient)", ROOT, "squares")],
        "This is a root mean square or a spread; a length is the root of the sum of squares.":
            [f"(lambda x: {of})({NUMBERS})"
             for of in ("x.square().mean().sqrt()", "x.std()", "x.std(correction=0)", "x.var()")],
        "The sum of squares was divided by the number of entries or tensors; leave it as it is.":
            [f"right(gradients) / len({entries}) ** {power}"
             for entries in ("gradients", TENSORS) for power in (1, 0.5)],
        "The numbers were not squared one by one; a length is the root of the sum of squares.":
            [*(f"{NUMBERS}.{of}" for of in ("abs().sum()", "abs().sum().sqrt()",
             "sum().sqrt()", "sum().abs()", "sum()")), (ADDED, "gradient.sum().square()")],
        "Not all tensors count here: is one left out, the sum set anew, or the return in the loop?":
            [f"right([torch.tensor(0.0), *{of}[{cut}]])" for of, cut in ((TENSORS, ":1"), (TENSORS,
             "-1:"), (TENSORS, ":-1"), (TENSORS, "1:"), ("gradients", ":-1"), ("gradients", "1:"))],
        "It ends at the first None: leave that entry out (continue), and go on with the next one.":
            ("        if gradient is not None:\n            squares",
             "        if gradient is None:\n            break\n        squares",
             "squares = 0", "squares = torch.tensor(0.0)"),
    },
    symptoms={
        "A parameter without a gradient has None in the list; leave it out.":
            lambda result, gradients: "None" in result.message,
        "A tensor of several numbers is neither true nor false: ask `if gradient is not None`.":
            lambda result, gradients: "Boolean value of Tensor" in result.message,
    },
)  # fmt: skip
