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
        "This is the backward pass of a sum; a mean divides by T, so divide g by T.":
            ("(g / T)", "g"),
        "You multiplied by T; each number reaches the mean with the slope 1/T.": ("g / T", "g * T"),
        "You divided by N, the number of rows; the mean is over the T places of the context.":
            ("g / T", "g / N"),
        "You divided by N and by T; the mean is over the T places only.": ("g / T", "g / T / N"),
        "You divided by D, the width of the embedding; the mean is over the T places.":
            ("g / T", "g / D"),
        "You divided by T and by D; the mean is over the T places only.": ("g / T", "g / T / D"),
        "You divided by how many numbers there are in all; the mean is over the T places only.":
            [("g / T", "g / T / N / D"), ("g / T", "g / N / D")],
        "You divided by T twice.": ("g / T", "g / T**2"),
        "You divided by the root of T; the slope is 1/T.": ("g / T", "g / T**0.5"),
        "You divided by T − 1 or T + 1; the mean is over T places.":
            [("g / T", "g / (T + 1)"), ("g / T", "g / (T - 1)"), ("g / T", "g / max(T - 1, 1)")],
        "You divided by 3, whatever `T` is.": ("g / T", "g / 3"),
        "// cuts the digits after the point off; divide with /.":
            [("g / T", "g // T"), ("g / T", "(g / T).trunc()")],
        "The context has 3 places here, whatever `T` is.": ("expand(N, T, D)", "expand(N, 3, D)"),
        "The numbers are right, but there is one row instead of T: repeat it along axis 1.":
            (".expand(N, T, D)", ""),
        "The numbers are right, but the axis of the context is missing: repeat g / T along a new "
        "axis 1.": ("[:, None].expand(N, T, D)", ""),
        "There is a place too many or too few; the context has T of them.":
            [("expand(N, T, D)", "expand(N, T + 1, D)"),
             ("expand(N, T, D)", "expand(N, T - 1, D)")],
        "Neither divided by T nor repeated: that is g with a new axis, or g itself.":
            ["g", "g[:, None]"],
        "The context stands first: the shape must be (N, T, D), not (T, N, D).":
            [f"({g}).repeat(T, 1, 1)" for g in ("g / T", "g")],
        "The context stands last: the shape must be (N, T, D), not (N, D, T).":
            [f"({g})[:, :, None].repeat(1, 1, T)" for g in ("g / T", "g")],
        "The rows stand in the wrong order: all N rows were repeated one after another. The T "
        "places of an example stand together: make the new axis first, then repeat along it.":
            "(g / T).repeat(T, 1).reshape(len(g), T, -1)",
        "The T copies of each number stand next to each other; repeat whole rows, along a new "
        "axis.": "(g / T).repeat_interleave(T, 1).reshape(len(g), T, -1)",
        "The T copies stand in one of two axes; they must stand in an axis of their own, the "
        "middle one.":
            ["(g / T).repeat(T, 1)", "(g / T).repeat_interleave(T, 0)", "(g / T).repeat(1, T)",
             "(g / T)[:, None].repeat(1, 1, T)"],
        "All of g went to the first place; every place takes part in the mean.":
            [f"torch.stack([{g}] + [0 * g] * (T - 1), 1)" for g in ("g", "g / T")],
        "All of g went to the last place; every place takes part in the mean.":
            [f"torch.stack([0 * g] * (T - 1) + [{g}], 1)" for g in ("g", "g / T")],
        "The mean of g was taken over the rows or columns; each row of g goes back to its own "
        "example.": [f"right(g.mean({axis}, keepdim=True).expand_as(g), T)" for axis in (0, 1)],
        "The slope alone is there; multiply it by g.": "torch.full((len(g), T, g.shape[1]), 1 / T)",
    },
)  # fmt: skip
