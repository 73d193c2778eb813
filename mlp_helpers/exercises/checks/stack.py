"""Exercise `stack`: the size of the numbers after some layers, without a single weight."""

from typing import NamedTuple

import torch

from mlp_helpers.exercises.compare import same
from mlp_helpers.exercises.slips import draws, exercise

SIZE = "(outputs**2).mean().sqrt()"
STEP = "outputs = function(gain * size * z)"


class Torch(NamedTuple):
    """A function of PyTorch that a message shows by its name."""

    name: str

    def __call__(self, z):
        return getattr(torch, self.name)(z)


EXERCISE = exercise(
    "stack",
    cases=[
        (Torch("relu"), 2.0, torch.tensor([-1.0, -1.0, 1.0, 1.0]), 2),
        (Torch("tanh"), 5 / 3, draws(8, 1000) - 0.1, 3),
        (Torch("sigmoid"), 1.3, draws(9, 500), 2),
        (Torch("tanh"), 0.7, draws(10, 20, 30), 1),
        (Torch("relu"), 1.5, draws(11, 400), 0),
    ],
    mistakes={
        "The standard deviation measures from the mean, which is not 0; take the root mean square.":
            (SIZE, "outputs.std()"),
        "This standard deviation (over N) measures from the mean; take the root mean square.":
            (SIZE, "outputs.std(correction=0)"),
        "The square root is missing in each layer: take the root of the mean of the squares.":
            (SIZE, "(outputs**2).mean()"),
        "This is the mean of the squares after the last layer; return its root.":
            ("return size", "return size**2"),
        "You took the mean of absolute values; take the root of the mean of the squares.":
            (SIZE, "outputs.abs().mean()"),
        "You took the mean of what comes out, or its root; square before the mean is taken.":
            [(SIZE, "outputs.mean()"), (SIZE, "outputs.mean().sqrt()")],
        "You squared the mean; take the mean of the squares.":
            [(SIZE, "outputs.mean().abs()"), (SIZE, "outputs.mean() ** 2")],
        "You took the sum of the squares; take their mean.": (SIZE, "outputs.norm()"),
        "These are sizes for each column.": (SIZE, "(outputs**2).mean(0).sqrt()"),
        "You squared before the function; square what comes out of it.":
            (STEP, "outputs = function((gain * size * z) ** 2).sqrt()"),
        "The gain is missing; each layer multiplies by it before the function.": ("gain * ", ""),
        "You multiplied by the gain after the function; it is a factor on the weights before it.":
            [(STEP, f"outputs = gain * {step}")
             for step in ("function(size * z)", "size * function(z)", "function(gain * size * z)")],
        "The gain was used in the first layer only; every layer multiplies by it.":
            ("for _", "for i", "gain * size", "(1 if i else gain) * size"),
        "You started with the gain as the size; start with 1, and multiply by it in every layer.":
            [("size = 1.0", "size = gain", "gain * ", ""), ("size = 1.0", "size = gain")],
        "The gain was used once, at the end; every layer multiplies by it, before the function.":
            "gain * right(function, 1.0, z, layers)",
        "The first layer has no gain; every layer multiplies by it, the first one too.":
            ("for _", "for i", "gain * size", "(gain if i else 1) * size"),
        "You divided by the gain; multiply by it.": ("gain * size * z", "size * z / gain"),
        "This is the size after one layer: either the next one gets numbers of size 1 here, or the "
        "return stands inside the loop.":
            ["right(function, gain, z, 1)", ("gain * size", "gain"),
             ("   return", "       return")],
        "You took the factor of the first layer for every layer; put the size into the function.":
            ("size = (", "size = size * (", "gain * size", "gain"),
        "You multiplied by the size twice; inside the function is enough.":
            ("size = (", "size = size * ("),
        "You divided z by the size; the numbers that go in have this size, so multiply.":
            ("size * z", "z / size"),
        "The function was not used; apply it to gain · size · z.":
            (STEP, "outputs = gain * size * z"),
        "This is one layer too few.": "right(function, gain, z, layers - 1)",
        "This is one layer too many.": "right(function, gain, z, layers + 1)",
        "You applied the function to its own results, which sends each number through a chain of "
        "single units. A unit sums many numbers: use z itself in every layer, times gain and size.":
            [("return size", "return (z**2).mean()**0.5", STEP, "z = outputs = function(gain * z)"),
             (STEP, "z = outputs = function(gain * z)")],
        "You replaced z by what comes out of the layer; keep it: pre-activations are normal again.":
            (STEP, "z = outputs = function(gain * size * z)"),
        "Start with size 1, not with the measured size of z.":
            [("size = 1.0", f"size = {size}") for size in ("(z**2).mean().sqrt()", "z.std()")],
    },
    symptoms={
        "The last number is right, but you return more than one; return that one alone.":
            lambda result, *case: len(result) > 1 and same(result[-1], EXERCISE.answer(*case)),
        "With 0 layers nothing happens to the numbers: the result is 1.":
            lambda result, function, gain, z, layers: layers == 0 and abs(float(result) - 1) > 1e-4,
    },
)  # fmt: skip
