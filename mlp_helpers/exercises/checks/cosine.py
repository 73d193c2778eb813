"""Exercise `cosine`: the cosine between two lists of gradients."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "cosine",
    cases=[
        (
            [torch.tensor([1.0, 2.0]), torch.tensor([[2.0]])],
            [torch.tensor([2.0, 1.0]), torch.tensor([[2.0]])],
        ),
        (
            [draws(1, 5, 2), 0.3 * draws(2, 6, 4), 2 * draws(3, 4)],
            [draws(1, 5, 2) + 0.5, 0.2 * draws(2, 6, 4) + 0.4, draws(3, 4) - 0.3],
        ),
        (
            [0.5 * draws(4, 5, 2), draws(5, 6, 4), 0.2 * draws(6, 4) + 0.5],
            [0.1 - 0.4 * draws(4, 5, 2), 0.3 - 0.7 * draws(5, 6, 4), draws(7, 4)],
        ),
        ([torch.tensor([3.0, -4.0])], [torch.tensor([-30.0, 40.0])]),
    ],
    mistakes={
        "This is the average of the cosines of the single tensors, in which a bias weighs as much "
        "as a whole table; take all numbers of a list as one long vector.":
            "sum(right([a], [b]) for a, b in zip(first, second)) / len(first)",
        "This is the sum of the cosines of the single tensors; take all numbers of a list as one "
        "long vector.":
            "sum(right([a], [b]) for a, b in zip(first, second))",
        "Only the last tensors were compared; add up over all tensors before you divide.":
            "right(first[-1:], second[-1:])",
        "Only the first tensors were compared: the return may stand inside the loop.":
            "right(first[:1], second[:1])",
        "This is the dot product alone; divide it by the lengths of both vectors.":
            (" / (a.norm() * b.norm())", ""),
        "You divided by the length of the first vector only; divide by the second one's, too.":
            ("(a.norm() * b.norm())", "a.norm()"),
        "You divided by the length of the second vector only; divide by the first one's, too.":
            ("(a.norm() * b.norm())", "b.norm()"),
        "Brackets are missing: x / a * b divides by a only, and multiplies by b.":
            [("(a.norm() * b.norm())", "a.norm() * b.norm()"),
             ("(a.norm() * b.norm())", "b.norm() * a.norm()")],
        "You multiplied by the lengths; divide by them.":
            (" / (a.norm", " * (a.norm"),
        "You divided by the squared lengths; take the square root of each sum of squares.":
            ("(a.norm() * b.norm())", "(a.norm() * b.norm()) ** 2"),
        "You divided by the square of one vector's length; divide by both lengths.":
            [("* b.norm()", "* a.norm()"), ("(a.norm() *", "(b.norm() *")],
        "You divided by the sum of the two lengths; divide by their product.":
            ("a.norm() * b", "a.norm() + b"),
        "You added the lengths of the single tensors; the length of the long vector is the root of "
        "the sum of all its squares.":
            ("a.norm() * b.norm()", "sum(t.norm() for t in first) * sum(t.norm() for t in second)"),
        "You added the products of the single tensors' lengths; the long vectors have one length "
        "each, the root of the sum of all squares.":
            ("a.norm() * b.norm()", "sum(s.norm() * t.norm() for s, t in zip(first, second))"),
        "These are not the lengths: a vector's length is the root of the sum of its squares.":
            [("a.norm() * b.norm()", "a.abs().sum() * b.abs().sum()"),
             ("a.norm()", "a.sum()", "b.norm()", "b.sum()"),
             ("a.norm()", "len(a)", "b.norm()", "len(b)"),
             ("a.norm() * b.norm()", "len(a)"), ("a.norm()", "a.max()", "b.norm()", "b.max()"),
             ("a.norm() * b.norm()", "len(first) * len(second)")],
        "A mean stands in place of a sum above or below the line only: take sums in both.":
            [("(a * b).sum()", "(a * b).mean()"), ("(a.norm() * b.norm())",
             "((a**2).mean() * (b**2).mean()) ** 0.5")],
        "The means were subtracted, which makes a correlation; take the numbers as they are.":
            [("(a * b).sum()", "((a - a.mean()) * (b - b.mean())).sum()", "a.norm() * b.norm()",
              "(a - a.mean()).norm() * (b - b.mean()).norm()"),
             "right([t - t.mean() for t in first], [t - t.mean() for t in second])"],
        "The sign is lost: two gradients that point in opposite directions have a negative cosine.":
            [("return dot_product", "return abs(dot_product)"), ("(a * b)", "(a * b).abs()")],
        "These are the products of the single numbers; add them up.":
            ("(a * b).sum()", "a * b"),
        "This is the squared distance between the two vectors; the cosine is the dot product "
        "divided by both lengths.":
            ("return dot_product / (a.norm() * b.norm())", "return ((a - b) ** 2).sum()"),
        "This is the distance between the two vectors; the cosine is the dot product divided by "
        "both lengths.":
            ("return dot_product / (a.norm() * b.norm())", "return (a - b).norm()"),
        "This is the angle; return its cosine, without acos.":
            ["math.acos(right(first, second).clamp(-1, 1))",
             "math.degrees(math.acos(right(first, second).clamp(-1, 1)))"],
    },
    symptoms={
        "The tensors have different shapes: flatten each one first, then join them with torch.cat.":
            lambda result, *case: result.kind == "RuntimeError"
            and ("number of dimensions" in result.message or "equal size" in result.message),
    },
)  # fmt: skip
