"""Exercise `clip`: shorten the gradient of all parameters together."""

import torch
from torch import Tensor

from mlp_helpers.exercises.slips import Exercise, draws, exercise

ADDED, ROOT, TIMES = "gradient.square().sum()", "squares.sqrt()", "gradient * factor"
FACTOR, ALL = "limit / norm if norm > limit else 1.0", "[g for g in gradients if g is not None]"
NUMBERS, NORMS = (f"torch.{x} for g in {ALL}])" for x in ("cat([g.flatten()", "stack([g.norm()"))
ANY = "norm", "(norm + 1e-6)", "norm.item()"


def factors(got, of):
    """By what tensors were multiplied, if they were: those with two numbers that are not 0."""
    pairs = [(a, b) for a, b in zip(got, of, strict=True) if b is not None and (b != 0).sum() > 1]
    found = [((a * b).sum() / b.square().sum()).item() for a, b in pairs]
    close = all(torch.allclose(a, k * b) for k, (a, b) in zip(found, pairs, strict=True))
    return found if close and len(found) > 1 else []


EXERCISE: Exercise = exercise(
    "clip",
    cases=[
        *(([torch.tensor([3.0, 0]), None, torch.tensor([[4.0]])], n) for n in (1.0, 10.0, 5.0)),
        ([draws(6, 5, 4) - 1, None, draws(7, 4), draws(8, 4, 3)], 2.5),
        ([None, draws(9, 3, 2, 2) * 0.1], 50.0),
        ([draws(12, 4), torch.zeros(3), draws(13, 2, 3), None], 0.3),
        ([torch.zeros(2), torch.zeros(1, 2)], 2.0),
    ],
    mistakes={
        "Short gradients are stretched here: where the norm is not above limit, keep them.":
            [(FACTOR, f"limit / {norm}") for norm in ANY],
        "It is the wrong way round: shorten where the norm is above limit, and only there.":
            [(FACTOR, f"max(1.0, limit / {norm})") for norm in ANY],
        "The factor is upside down, or a part is missing: it is limit / norm.":
            [(FACTOR, of) for a in ("norm / limit", "1 / norm", "limit", "norm") for of in
             (a, f"{a} if norm > limit else 1.0", f"min(1.0, {a})")],
        "The sum of squares was compared with the limit; compare its root, the norm.":
            ("norm > limit", "squares > limit"),
        "The root is missing: the norm is the root of the sum of all squares.": (ROOT, "squares"),
        "This norm is made of lengths of parts: add up all squares, then take one root.":
            [*((ROOT, NORMS + of) for of in (".sum()", ".mean()", ".max()", ".sum().sqrt()")),
             (ADDED, "torch.atleast_2d(gradient).norm(dim=-1).sum()", ROOT, "squares")],
        "A mean or a spread was taken for the norm; it is the root of the sum of all squares.":
            [(ADDED, "gradient.square().mean()"), (ROOT, "(squares / len(gradients)).sqrt()"),
             *((ROOT, f"{NUMBERS}.{a}") for a in ("square().mean().sqrt()", "var()", "std()"))],
        "The numbers were not squared one by one; the norm is the root of the sum of squares.":
            [(ROOT, f"{NUMBERS}.{of}") for of in ("abs().sum()", "abs().sum().sqrt()",
             "abs().max()", "sum()")],
        "This is the norm of one tensor: the sum has to go on (+=), and to begin once, at 0.":
            [(ROOT, f"{ALL}[{place}].norm()") for place in (0, -1)],
        "The sum ends at the first None: pass over that entry, and go on with the next one.":
            [("if gradient is not None:\n    ", "if gradient is None:\n            break\n", *also)
             for also in ((), ("squares = 0", "squares = torch.tensor(0.0)"),
                          (ROOT, "squares**0.5", FACTOR, "min(1.0, limit / norm)"))],
        "Each number was cut by itself, which turns the direction; multiply all by limit / norm.":
            [(TIMES, f"gradient.{a}") for a in ("clamp(-limit, limit)", "clamp(max=limit)",
             *(f"where({b} <= limit, {TIMES})" for b in ("gradient", "gradient.abs()")))],
        "Nothing is shortened: g = g * factor changes no list; make a new one.": "[*gradients]",
    },
    symptoms={
        "Some entries of `gradients` are None: ask `gradient is not None` before you calculate.":
            lambda result, *_: "None" in result.message,
        "A tensor of many numbers is neither true nor false: ask `if gradient is not None`.":
            lambda result, *_: "Boolean value of Tensor" in result.message,
        "Return a list as long as `gradients`: tensors times the factor, None where it has None.":
            lambda result, gradients, _: isinstance(result, Tensor | float | dict)
            or [*map(type, result)] != [*map(type, gradients)],
        "Each tensor got a factor of its own, which turns the direction; limit / norm is for all.":
            lambda result, gradients, _: max(f := factors(result, gradients)) - min(f) > 1e-3,
        "All gradients are 0 in one case; 0 / 0 is nan: ask first whether the norm is above limit.":
            lambda result, *_: any(a is not None and a.isnan().any() for a in result),
        "One factor for all is right, but not its value: print your norm; in the example it is 5.":
            lambda result, *case: abs(factors(result, case[0])[0]
                - factors(EXERCISE.answer(*case), case[0])[0]) > 1e-3,
    },
)  # fmt: skip
