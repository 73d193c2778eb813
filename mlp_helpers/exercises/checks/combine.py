"""Exercise `combine`: one p-value for several networks."""

from mlp_helpers.exercises.slips import exercise

MEANS = "[sum(one) / len(one) for one in permuted]"
SMALL = "[value for value in means if value <= mean]"
SHARE, EACH = "(1 + len(as_small)) / (1 + len(permuted))", "(1 + len(permuted))"
P = "[right([x], [[one[i]] for one in permuted]) for i, x in enumerate(observed)]"
PAIRS = "(a <= b for a, b in zip(one, observed))"

EXERCISE = exercise(
    "combine",
    cases=[
        ([0.5, 2.5], [[1.0, 0.5], [0.5, 0.5], [0.5, 0.5]]),
        ([2.0, 1.0, 0.25, 3.0], [[2.0, 1.25, 0.25, 2.5], [0.5, 1.25, 0.75, 0.5],
         [0.5, 1.5, 2.0, 1.5], [0.5, 0.75, 1.75, 3.0], [3.5, 1.0, 0.5, 3.5], [3.0, 1.0, 1.5, 2.5],
         [4.0, 1.75, 0.75, 3.5], [3.0, 0.25, 0.5, 2.5], [1.5, 0.25, 1.75, 3.5]]),
        ([1.25, 1.75, 0.75, 1.0], [[0.25, 1.25, 0.5, 3.0], [2.75, 0.75, 0.75, 2.25],
         [2.5, 0.75, 1.5, 1.5], [1.5, 3.0, 1.75, 2.75], [0.75, 0.25, 2.75, 0.75],
         [0.25, 2.25, 3.0, 1.5], [2.25, 1.75, 2.5, 2.75]]),
    ],
    mistakes={
        "These are p-values of single networks; make one of the means over all networks.":
            [P, *(f.format(P) for f in ("statistics.mean({})", "min({})", "max({})",
             "math.prod({})", "statistics.median({})", "min(1, len(observed) * min({}))"))],
        "Only one mean was compared; each shuffle has its own.":
            [(MEANS, "[statistics.mean(sum(permuted, []))]"), ("in permuted", "in permuted[:1]")],
        "A shuffle counts where its mean is small, however many of its networks are.":
            [(SMALL, f"[one for one in permuted if {new}{PAIRS}]") for new in
             ("all", "any", "len(one) < 2 * sum", "len(one) <= 2 * sum")],
        "The mean runs over the shuffles; take it over the networks, once for each shuffle.":
            [("in permuted", "in zip(*permuted)", EACH, new) for new in (EACH, "(1 + len(means))")],
        "All numbers were compared one by one; compare the mean of each shuffle.":
            [*((MEANS, "sum(permuted, [])", EACH, new) for new in (EACH, "(1 + len(means))")),
             *(f"(1 + sum(a <= b for one in permuted for a, b in zip(one, observed))) / (1 + {n})"
             for n in ("len(permuted)", "len(permuted) * len(observed)"))],
        "The observed mean itself is missing: add 1 above and below the line.":
            (SHARE, "len(as_small) / len(permuted)"),
        "One of the two 1s is missing.":
            [("(1 + len(as_small))", "len(as_small)"), (EACH, "len(permuted)")],
        "Small means are extreme: count ≤.": [("<= mean", ">= mean"), ("<= mean", "> mean")],
        "A mean is the sum over the networks, divided by their number; take it on both sides.":
            [("/ len(observed)", ""), ("/ len(one)", ""), ("/ len(observed)", "/ len(permuted)"),
             ("/ len(one)", "/ len(permuted)")],
        "Each network's numbers were sorted apart; leave those of a shuffle together.":
            "right(observed, [*zip(*[sorted(column) for column in zip(*permuted)])])",
        "Only one network was used; take the mean over all.":
            [f"right(observed[{i}], [one[{i}] for one in permuted])" for i in (":1", "-1:")],
        "Take the mean over the networks, not the median, the smallest or the largest.":
            [("sum(observed) / len(observed)", f"{name}(observed)", "sum(one) / len(one)",
             f"{name}(one)") for name in ("statistics.median", "min", "max")],
        "Lists are compared by their first different numbers; compare their means.":
            (SMALL, "[one for one in permuted if one <= observed]"),
        "Divide by 1 plus the number of shuffles.":
            [(EACH, f"(1 + {new})") for new in ("len(observed)", "len(permuted) * len(observed)")],
        "This is a count; divide by how many there are.": (SHARE, "len(as_small)"),
        "Shuffles with equal means count each by itself.": ("in means if", "in set(means) if"),
    },
    without=("torch",),
)  # fmt: skip
