"""Exercise `stack`: the size of the numbers after some layers, without a single weight."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

SIZE = "(outputs**2).mean().sqrt()"
STEP = "outputs = function(gain * size * z)"


class Torch(str):
    """A function of PyTorch that a message shows by its name."""

    def __call__(self, z):
        return getattr(torch, self)(z)


EXERCISE = exercise(
    "stack",
    cases=[
        (Torch("relu"), 2.0, torch.tensor([-1.0, -1.0, 1.0, 1.0]), 2),
        *((Torch("tanh"), 5 / 3, draws(8, 1000) - 0.1, 3), (Torch("relu"), 1.5, draws(11, 400), 0)),
        *((Torch("sigmoid"), 1.3, draws(9, 500), 2), (Torch("tanh"), 0.7, draws(10, 20, 30), 1)),
    ],
    mistakes={
        "std and var measure from the mean, which is not 0; take the root mean square.":
            [(SIZE, f"outputs.{of}({n})") for of in ("std", "var") for n in ("", "correction=0")],
        "You took the mean of absolute values; take the root of the mean of the squares.":
            [(SIZE, f"outputs.abs().mean(){root}") for root in ("", ".sqrt()")],
        "** 1/2 halves here; write ** 0.5, or put brackets around 1/2.":
            (SIZE, "(outputs**2).mean() / 2"),
        "This takes the mean of what comes out; square before the mean, and take the root last.":
            [(SIZE, "outputs.mean()"), (SIZE, "outputs.mean().sqrt()"),
             (SIZE, "outputs.mean().abs()"), (SIZE, "outputs.mean() ** 2")],
        "You squared before the function; square what comes out of it.":
            (STEP, "outputs = function((gain * size * z) ** 2).sqrt()"),
        "You multiplied by the gain after the function; it is a factor on the weights before it.":
            [(STEP, f"outputs = gain * {step}")
             for step in ("function(size * z)", "size * function(z)", "function(gain * size * z)")],
        "Each layer multiplies by the gain once, before the function; begin with a size of 1.":
            [("for _", "for i", "gain * size", f"({first} if i == 0 else {later}) * size")
             for first, later in (("gain", 1), (1, "gain"), ("gain * gain", "gain"))]
             + [("size = 1.0", "size = gain", "gain * ", ""), ("size = 1.0", "size = gain"),
             "gain * right(function, 1.0, z, layers)", "gain * right(function, gain, z, layers)"],
        "This is the size after one layer: pass it on to the next, and return after the loop.":
            ["right(function, gain, z, 1)", ("gain * size", "gain")],
        "The size is a factor outside the function; it belongs inside alone: gain · size · z.":
            [("size = (", "size = size * (", "gain * size", "gain"),
             ("size = (", "size = size * (")],
        "This is one layer too few or too many.":
            [f"right(function, gain, z, layers {sign} 1)" for sign in "+-"],
        "z is replaced by what comes out; keep it: pre-activations are normal again in each layer.":
            [(STEP, f"z = outputs = function(gain * {z})") for z in ("z", "size * z")],
    },
    symptoms={
        "This is more than one size; return that after the last layer alone.":
            lambda result, *case: len(result) > 1,
        "With 0 layers this is not 1: begin with a size of 1, and pass on sizes, not numbers.":
            lambda result, function, gain, z, layers:
                layers == 0 and all(abs(float(result) - size) > 1e-4 for size in (1, gain)),
    },
)  # fmt: skip
