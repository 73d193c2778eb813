"""Exercise `slopes`: the chain rule by hand, with one number that is used twice."""

from mlp_helpers.exercises.slips import exercise

OUTER, TO_A, TO_W = "2 * inside", "outer * w", "outer * a + c"
RETURN = "outer * w, outer, w, outer * a + c"


def nearly(result, *case):
    """Near the right slopes, and not equal to them."""
    a, b, c, w = case
    outer = 2 * (a * w + b)
    off = [abs(x - y) for x, y in zip(result, (outer * w, outer, w, outer * a + c), strict=True)]
    return 0 < max(off) < 0.02


EXERCISE = exercise(
    "slopes",
    cases=[
        *((3, 1, 5, 1), (2, 3, 4, 5), (2.0, -3.0, 0.5, 4.0)),
        *((-1.5, 0.25, -2.0, 3.0), (0.5, 2.0, 7.0, -1.25)),
    ],
    mistakes={
        "w stands in c·w, too: what reaches it on that way, c, is to be added.":
            (TO_W, "outer * a"),
        "One way to w is missing, the one through a·w + b: the slopes of both ways are added.":
            [(TO_W, "c"), (TO_W, "w * c")],
        "The two ways to w are multiplied, subtracted or averaged; add them.":
            [(TO_W, new) for new in
             ("outer * a * c", "outer * a - c", "c - outer * a", "(outer * a + c) / 2")],
        "The slope of a square is 2 times what is squared: the factor 2 is missing.":
            [(OUTER, "inside"), (OUTER, "inside / 2"),
             (RETURN, RETURN.replace("outer *", "inside *"))],
        "The slope of inside² is 2 · inside, with inside = a·w + b: inside is missing.":
            [(OUTER, "2"), (OUTER, "1")],
        "The square itself stands here; its slope is 2 times what is squared.":
            [(OUTER, "inside**2"), (OUTER, "2 * inside**2")],
        "The chain is broken off: what is inside has a slope, too, w for a and a for w.":
            [(RETURN, "outer, outer, w, outer + c"), (RETURN, "outer, outer, c, outer + c")],
        "The slope with respect to a lacks the inner slope: a is multiplied by w inside.":
            [(TO_A, "outer"), (TO_A, "outer * a")],
        "The slope with respect to w lacks the inner slope: w is multiplied by a inside.":
            [(TO_W, f"outer{by} + c") for by in ("", " * w")] + [(TO_W, "outer + a + c")],
        "The slope of a product is the other number: a·w hands w on to a, and a on to w.":
            [(RETURN, f"outer * a, {to_b}, {to_c}, outer * w + c")
             for to_b in ("outer", "outer * b") for to_c in ("w", "c")]
            + [(RETURN, "outer * (a + w), outer, w, outer * (a + w) + c")],
        "The slope with respect to b is that of the square: b stands alone inside.":
            [("w, outer, w", f"w, {new}, w") for new in
             ("1", "outer * b", "0", "outer * w", "2 * b")],
        "The slope with respect to c is what c is multiplied by: w.":
            [("outer, w,", f"outer, {new},") for new in
             ("1", "c", "w * c", "0", "outer * w", "outer")],
        "The way over c·w gives w what w is multiplied by there: c.":
            [(TO_W, f"outer * a + {new}") for new in ("w", "1", "c * w", "c + w")],
        "c·w stands outside the square: c is not multiplied by 2 · inside.":
            [(TO_W, "outer * (a + c)"), (RETURN, "outer * w, outer, outer * w, outer * (a + c)")],
        "This is y itself, or a part of it; return its four slopes.":
            ["(a * w + b) ** 2 + c * w", "(a * w + b) ** 2", "((a * w + b) ** 2, c * w)"],
        "This is one slope only, or their sum; return all four, with commas between them.":
            [f"right(a, b, c, w)[{i}]" for i in range(4)] + ["sum(right(a, b, c, w))"],
        "Brackets: inside is a·w + b, the product first, and all of it is squared.":
            [("a * w + b", "a * (w + b)"), (OUTER, "2 * a * w + b"),
             (TO_W, "2 * a * w + b * a + c"), (RETURN, "2 * a * w * w, 1, w, 2 * a * w * a + c")],
        "(a·w + b)² is more than (a·w)² + b²: the slope of a square is 2 times all that is inside.":
            ["(2 * a * w * w, 2 * b, w, 2 * a * w * a + c)", "(2 * w, 2 * b, w, 2 * a + c)",
             "(2 * a * w, 2 * b, w, 2 * a * a * w + c)"],
    },
    symptoms={
        "These are nearly right, as from a small change: the chain rule gives them exactly.":
            nearly,
        "Return a tuple of four numbers: return …, …, …, …":
            lambda result, *case: isinstance(result, dict | str),
    },
    without=("backward", "grad", "autograd"),
)  # fmt: skip
