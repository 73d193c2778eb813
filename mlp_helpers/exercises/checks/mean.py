"""Exercise `mean`: the backward pass of a mean over the context."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "mean",
    cases=[
        (torch.tensor([[6.0, 9.0], [0.0, 12.0]]), 3),
        (draws(1, 4, 5), 3),
        (draws(2, 3, 2), 8),
        (draws(3, 3, 4), 1),
        (draws(4, 4, 4), 4),
    ],
    mistakes={
        "The divisor is wrong: the mean is over the T places of the context, so divide by T.":
            [("g / T", f"g / {wrong}") for wrong in ("N", "D", "(N * D)",
             "(T * N)", "(T * D)", "(T * N * D)", "(T + 1)", "(T - 1)", "max(T - 1, 1)")],
        "You divided by 3, whatever `T` is.": ("g / T", "g / 3"),
        "The context has T places: repeat T times, no more and no less.":
            [("expand(N, T, D)", f"expand(N, {places}, D)") for places in ("3", "T + 1", "T - 1")],
        "The numbers are right, but there is one row for T: repeat it along a new axis 1.":
            [(".expand(N, T, D)", ""), ("[:, None].expand(N, T, D)", "")],
        "The context is not the middle axis: the shape must be (N, T, D).":
            [f"({g}){made}" for g in ("g / T", "g")
             for made in (".repeat(T, 1, 1)", "[:, :, None].repeat(1, 1, T)")],
        "The rows are in a wrong order: make the new axis first, then repeat along it.":
            "(g / T).repeat(T, 1).reshape(len(g), T, -1)",
        "The T copies of a number stand side by side; repeat whole rows, along a new axis.":
            "(g / T).repeat_interleave(T, 1).reshape(len(g), T, -1)",
        "The T copies stand in one of two axes; they must have one of their own, in the middle.":
            ["(g / T).repeat(T, 1)", "(g / T).repeat_interleave(T, 0)",
             "(g / T).repeat(1, T)", "(g / T)[:, None].repeat(1, 1, T)"],
        "All of g went to the first or last place; every place takes part in the mean.":
            [f"torch.stack({places}, 1)" for g in ("g", "g / T")
             for places in (f"[{g}] + [0 * g] * (T - 1)", f"[0 * g] * (T - 1) + [{g}]")],
        "The mean of g was taken over rows or columns; each row of g goes to its own example.":
            [f"right(g.mean({axis}, keepdim=True).expand_as(g), T)" for axis in (0, 1)],
        "The slope alone is there; multiply it by g.": "torch.full((len(g), T, g.shape[1]), 1 / T)",
    },
)  # fmt: skip
