"""Exercise `parting`: the first step at which two runs differ."""

from mlp_helpers.exercises.slips import exercise

APART, NEITHER = "not abs(a - b) <= atol", "return None"
NAN = float("nan")

EXERCISE = exercise(
    "parting",
    cases=[
        ([3.3, 3.1, 2.9], [3.3, 3.1001, 2.7], 0.01), ([3.3, 3.1, 2.9], [3.3, 3.1, 2.9], 1e-6),
        ([3.3, 3.1, NAN], [3.3, 3.1, 2.5], 0.1), ([3.3, 3.0, 2.5], [3.3, NAN, 2.5], 0.1),
        ([3.0, 2.0, 1.0], [3.0, 2.5, 2.0], 0.5), ([3.0, 2.0, 1.0], [3.0, 1.5, 0.25], 0.5),
        ([2.0, 2.5, 2.0], [2.0, 2.0, 2.5], 0.25), ([2.0, 2.0, 2.5], [2.0, 2.5, 2.0], 0.25),
        ([1.0, 4.0, 1.0, 9.0], [1.0, 4.3, 2.0, 4.0], 0.5), ([5.0, 2.0], [3.0, 2.0], 1.0),
        ([0.01, 0.02, 3.0], [0.02, 0.04, 5.0], 0.1), ([100.0, 1.0], [101.0, 1.5], 0.2),
        ([2.0, 2.4], [2.2, 2.6], 0.3), ([2.0], [2.00001], 0.0), ([NAN, 1.0], [NAN, 1.0], 1.0),
    ],
    mistakes={
        "A nan was passed over: < and > are never true of it, so ask whether they agree.":
            (APART, "abs(a - b) > atol"),
        "They differ by *more than* atol; a difference equal to it is none.":
            [(APART, "not abs(a - b) < atol"), (APART, "abs(a - b) >= atol")],
        "A loss may differ in either direction: take the absolute value.":
            [(APART, f"not {a} - {b} <= atol") for a, b in ("ab", "ba")]
            + [(APART, f"{a} - {b} > atol") for a, b in ("ab", "ba")],
        "Steps are counted from 0.": ("return step", "return step + 1"),
        "This is the last step at which they agree; return the first at which they differ.":
            ("return step", "return step - 1"),
        "The difference was taken as a share of the loss; atol is a difference.":
            [(APART, f"not abs(a - b) <= atol * abs({which})") for which in "ab"],
        "`atol` is not used, so any difference counts.":
            [(APART, "a != b"), (APART, "not abs(a - b) <= 0"), (APART, "abs(a - b) > 0")],
        "This is how far they are apart; return the number of the step.":
            ("return step", "return abs(a - b)"),
        "The question is at which step they part, not whether.":
            ["right(ours, theirs, atol) is None", "right(ours, theirs, atol) is not None"],
        "Where they never part, return None.":
            [(NEITHER, "return -1"), (NEITHER, "return len(ours)"), (NEITHER, "return 0")],
        "This is the step with the largest difference, not the first one.":
            "max(range(len(ours)), key=lambda n: abs(ours[n] - theirs[n])) "
            "if right(ours, theirs, atol) is not None else None",
        "The differences were added up; each step is judged by itself.":
            "next((n for n in range(len(ours)) if not sum(abs(a - b) for a, b in "
            "zip(ours[: n + 1], theirs[: n + 1])) <= atol), None)",
    },
)  # fmt: skip
