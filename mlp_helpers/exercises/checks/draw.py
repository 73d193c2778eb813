"""Exercise `draw`: what torch.multinomial does inside."""

from mlp_helpers.exercises.slips import exercise

COMPARE = "if u < end:"
LOOP = "        end += probability\n        if u < end:\n            return position\n"

EXERCISE = exercise(
    "draw",
    cases=[
        *(([0.6, 0.3, 0.1], u) for u in (0.5, 0.65, 0.95)),
        *(([0.5, 0.375, 0.125], 0.5), ([2**-12, 1 - 2**-12], 2**-12)),
        *(([0.5, 0.0, 0.5], 0.5), ([0.0, 1.0], 0.0), ([0.25, 0.125, 0.5, 0.125], 0.375)),
        *(([0.125, 0.5, 0.25, 0.125], 0.75), ([0.125] * 8, 0.5), ([1.0], 0.3)),
        *(([0.125, 0.125, 0.5, 0.25], 0.2), ([0.5, 0.25, 0.25], 0.0)),
        *(([0.0, 0.25, 0.0, 0.0, 0.5, 0.25, 0.0], u) for u in (0.125, 0.25, 0.875)),
    ],
    mistakes={
        "A piece holds its left end and not its right end: u < end, not u <= end.":
            [(COMPARE, "if u <= end:"), (COMPARE, "if u == 0:\n            return -1\n"
              "        if u <= end:")],
        "A piece holds its left end, too: left <= u < right.":
            [("end += p", "start, end = end, end + p", COMPARE, f"if start < u {sign} end:")
             for sign in ("<", "<=")],
        "u is compared with one probability; compare it with the sum of all up to this one.":
            [(COMPARE, f"if u {sign} probability{more}:") for sign in ("<", "<=")
             for more in ("", " or position == len(probabilities) - 1")]
            + ["[i for i, p in enumerate(probabilities) if u < p][0]",
               "max((i for i, p in enumerate(probabilities) if p <= u), default=0)"],
        "This is the longest piece; which piece it is depends on where u lies.":
            "probabilities.index(max(probabilities))",
        "This is the piece whose length, or whose end, is nearest to u; find the one that holds u.":
            [f"min(range(len(probabilities)), key=lambda i: abs({place} - u))" for place in
             ("probabilities[i]", "sum(probabilities[:i + 1])", "sum(probabilities[:i])",
              "sum(probabilities[:i]) + probabilities[i] / 2")],
        "This is the piece before: u lies in the one after the last that ends at u or before it.":
            ["right(probabilities, u) - 1", "max(right(probabilities, u) - 1, 0)",
             "right(probabilities, u) - 1 if u >= probabilities[0] else None"],
        "The first piece, which begins at 0, is never found.": "right(probabilities, u) or None",
        "The first probability is added twice: the total begins with 0.":
            ("end = 0", "end = probabilities[0]"),
        ".index finds only the first piece of this length: go by the position.":
            ("return position", "return probabilities.index(probability)"),
        "These are all pieces that end beyond u; return the position of the first one only.":
            "list(range(right(probabilities, u), len(probabilities)))",
        "u is compared with the left end of each piece: add the probability before you compare.":
            [(LOOP, f"        if u {sign} end:\n            return position\n"
              "        end += probability\n" + last) for sign in ("<", "<=")
             for last in ("", "    return position\n")],
        "This is a length or an end; return the position of the piece.":
            [("return position", f"return {what}") for what in ("probability", "end", "u")],
        "The first piece is returned, or none: go on with the loop until u < end.":
            [("return position", f"return position\n        return {end}") for end in
             ("None", "position + 1", "len(probabilities) - 1")] + ["0"],
        "Each probability is to be subtracted from u once, and after the comparison.":
            [(LOOP, "        u -= probability\n        if u < probability:\n"
              "            return position\n")],
        "The pieces have different lengths here: u times their number does not say which it is.":
            [f"{to}(u * len(probabilities))" for to in ("int", "round", "math.ceil")]
            + [f"{to}(u * (len(probabilities) - 1))" for to in ("int", "round")],
        "The probabilities were sorted, so that the positions are other ones: keep their order.":
            ["right(sorted(probabilities), u)", "right(sorted(probabilities, reverse=True), u)"],
        "The pieces were laid from the other end: piece 0 begins at 0.":
            [("u < end", "1 - u < end"), "len(probabilities) - 1 - right(probabilities[::-1], u)",
             "right(probabilities[::-1], u)"],
        "The first piece with u < end counts: a comparison is turned round, or the loop goes on.":
            [(COMPARE, f"if {test}:") for test in ("u > end", "u >= end")]
            + ["max((i for i in range(len(probabilities)) if u < sum(probabilities[:i + 1])))"],
        "The last piece is never reached: the loop must run over all probabilities.":
            ("enumerate(probabilities)", "enumerate(probabilities[:-1])"),
        "The first piece is left out: the loop begins with it, and the total with 0.":
            [("enumerate(probabilities)", f"enumerate(probabilities[1:]{start})") for start in
             ("", ", 1")],
    },
    without=("multinomial",),
)  # fmt: skip
