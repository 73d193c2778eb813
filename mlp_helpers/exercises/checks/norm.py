"""Exercise `norm`: the length of the gradient of all parameters together."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

ADDED, ROOT = "gradient.square().sum()", "squares.sqrt()"
TENSORS = "[g for g in gradients if g is not None]"


def lengths(formula):
    """Something else made of the single tensors' lengths."""
    return f"(lambda lengths: {formula})(torch.stack([g.norm() for g in {TENSORS}]))"


def numbers(formula):
    """Something else made of all numbers."""
    return f"(lambda x: {formula})(torch.cat([g.flatten() for g in {TENSORS}]))"


def part(chosen):
    """The length of some of the entries."""
    return f"right([torch.tensor(0.0), *({chosen})])"


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
        "These are the tensors' norms, added up; add up the squares of all numbers, and take one "
        "root at the end.": lengths("lengths.sum()"),
        "This is the mean of the tensors' norms; add up the squares of all numbers, and take one "
        "root at the end.":
            [lengths("lengths.mean()"), lengths("lengths.sum()") + " / len(gradients)"],
        "This is the root of the tensors' norms, added up; their squares were forgotten.":
            lengths("lengths.sum().sqrt()"),
        "This is the largest norm of a single tensor; all tensors together are one vector.":
            lengths("lengths.max()"),
        "The root is missing: this is the sum of the squares.": (".sqrt()", ""),
        "This is the root of the mean square; a length is the root of the sum.":
            numbers("x.square().mean().sqrt()"),
        "You took the mean of each tensor's squares; take their sum.":
            (ADDED, "gradient.square().mean()"),
        "The sum of the squares was divided by the number of tensors or entries; leave it as it "
        "is.":
            [f"right(gradients) / len({entries}) ** {power}"
             for entries in ("gradients", TENSORS) for power in (1, 0.5)],
        "This is the sum of the absolute values; a length is the root of the sum of squares.":
            numbers("x.abs().sum()"),
        "The numbers were not squared; a length is the root of the sum of squares.":
            [numbers("x.abs().sum().sqrt()"), numbers("x.sum().sqrt()")],
        "This is the standard deviation of all numbers; a length leaves no mean out and divides "
        "by nothing.": [numbers("x.std()"), numbers("x.std(correction=0)"), numbers("x.var()")],
        "This is the largest number; the length takes all of them.":
            [numbers("x.abs().max()"), numbers("x.max()")],
        "This is the norm of the first tensor only; the list may hold more.":
            part(TENSORS + "[:1]"),
        "This is the norm of the last tensor only: is the result set anew in each round of the "
        "loop?": part(TENSORS + "[-1:]"),
        "The last tensor, or the first, was left out.":
            [part(TENSORS + "[:-1]"), part("gradients[:-1]"),
             part(TENSORS + "[1:]"), part("gradients[1:]")],
        "It ends at the first None: leave that entry out (continue), and go on with the next one.":
            [part("gradients[: gradients.index(None)] if None in gradients else gradients"),
             ("        if gradient is not None:\n            squares",
              "        if gradient is None:\n            break\n        squares")],
        "The signs are lost in squares, not in sums: square each number before adding.":
            [numbers("x.sum().abs()"), (ADDED, "gradient.sum().square()")],
        "The numbers were added up with their signs; square each one before adding.":
            numbers("x.sum()"),
        "The rows' or columns' lengths were added up; add up squares, and take one root at the "
        "end.":
            [(ADDED, f"torch.atleast_2d(gradient).norm(dim={axis}).sum()", ROOT, "squares")
             for axis in (0, 1, -1)]
            + [(ADDED, "sum(row.norm() for row in gradient)", ROOT, "squares")],
    },
    symptoms={
        "A parameter without a gradient has None in the list; leave it out.":
            lambda result, gradients: "None" in result.message,
        "A tensor of several numbers is neither true nor false: ask `if gradient is not None`.":
            lambda result, gradients: "Boolean value of Tensor" in result.message,
        "Tensors of several shapes do not fit together: flatten them, or add up a sum for each.":
            lambda result, gradients: "size" in result.message or "dimension" in result.message,
    },
)  # fmt: skip
