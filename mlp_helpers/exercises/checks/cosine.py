"""Exercise `cosine`: the cosine between two lists of gradients."""

from torch import tensor

from mlp_helpers.exercises.slips import draws, exercise

ONE = [draws(1, 5, 2), 0.3 * draws(2, 6, 4), 2 * draws(3, 4)]
TWO = [0.5 * draws(4, 5, 2), draws(5, 6, 4), 0.2 * draws(6, 4) + 0.5]

EXERCISE = exercise(
    "cosine",
    cases=[
        ([tensor([1.0, 2.0]), tensor([[2.0]])], [tensor([2.0, 1.0]), tensor([[2.0]])]),
        (ONE, [ONE[0] + 0.5, 0.7 * ONE[1] + 0.4, 0.5 * ONE[2] - 0.3]),
        (TWO, [0.1 - 0.8 * TWO[0], 0.3 - 0.7 * TWO[1], draws(7, 4)]),
        ([tensor([3.0, -4.0])], [tensor([-30.0, 40.0])]),
    ],
    mistakes={
        "The single tensors' cosines were added or averaged; make one long vector of each list.":
            [f"sum(right([a], [b]) for a, b in zip(first, second)){by}" for by in
             ("", " / len(first)")],
        "Only the first or the last tensors were compared; make one long vector of each list.":
            [f"right(first[{i}], second[{i}])" for i in (":1", "-1:")],
        "This is the dot product; divide it by both lengths.": (" / (a.norm() * b.norm())", ""),
        "You divided by one length only; divide by those of both vectors.":
            [("(a.norm() * b.norm())", f"{one}.norm()") for one in "ab"],
        "Brackets are missing: x / a * b divides by a only, and multiplies by b.":
            [("(a.norm() * b.norm())", f"{one}.norm() * {other}.norm()") for one, other in
             ("ab", "ba")],
        "The lengths of the single tensors were added; make one long vector of each list first.":
            [("a.norm() * b.norm()", new) for new in
             ("sum(t.norm() for t in first) * sum(t.norm() for t in second)",
             "sum(s.norm() * t.norm() for s, t in zip(first, second))")],
        "Divide by the product of both lengths; each is the root of a sum of squares.":
            [("a.norm() * b.norm()", new) for new in
             ("a.norm() + b.norm()", "a.norm() ** 2", "b.norm() ** 2", "(a.norm() * b.norm()) ** 2",
             "a.norm() * b.norm() / len(a)", "a.sum() * b.sum()", "a.abs().sum() * b.abs().sum()",
             "a.max() * b.max()", "len(a)", "len(a) ** 2", "len(first) * len(second)")],
        "The means were subtracted, as for a correlation; take the numbers as they are.":
            [("dot_product = ", "a, b = a - a.mean(), b - b.mean()\n    dot_product = "),
             "right([t - t.mean() for t in first], [t - t.mean() for t in second])"],
        "The signs of the products are lost.": ("(a * b)", "(a * b).abs()"),
        "These are single products; add them up.": ("(a * b).sum()", "a * b"),
        "This is a distance; the cosine is the dot product divided by both lengths.":
            [("dot_product / (a.norm() * b.norm())", new) for new in
             ("(a - b).norm()", "((a - b) ** 2).sum()")],
        "This is the angle; return its cosine, without acos.":
            [f"{unit}(math.acos(right(first, second).clamp(-1, 1)))" for unit in
             ("", "math.degrees")],
    },
    symptoms={
        "The shapes differ: flatten each tensor first, then join them with torch.cat.":
            lambda result, *case: any(words in result.message for words in
             ("number of dim", "equal size")),
    },
)  # fmt: skip
