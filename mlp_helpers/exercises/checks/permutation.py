"""Exercise `permutation`: a p-value from shuffled labels."""

from mlp_helpers.exercises.slips import exercise

SHARE = "(1 + len(as_small)) / (1 + len(permuted))"

EXERCISE = exercise(
    "permutation",
    cases=[
        (1.2, [1.5, 1.1, 1.3, 1.6]),
        (0.75, [1.0, 0.75, 0.5, 1.25, 0.75, 1.5, 1.75, 2.0, 1.125, 1.0]),
        (2, [3, 2, 1, 4, 5, 6, 7, 8]),
        (0.5, [1.0, 0.75, 1.25, 0.625, 2.0]),
        (1.0, [0.5, 0.25, 1.0, 2.0, 3.0, 0.125]),
    ],
    mistakes={
        "The observed value itself is missing: add 1 to the numerator and to the denominator, or "
        "the result can be 0.":
            ("(1 + len(as_small))", "len(as_small)", "(1 + len(permuted))", "len(permuted)"),
        "You counted the values that are ≥ observed; small values are the extreme ones here.":
            ("value <=", "value >="),
        "You counted the values that are > observed; small values are the extreme ones here.":
            ("value <=", "value >"),
        "A value equal to the observed one is as extreme: count with ≤, not <.":
            ("value <=", "value <"),
        "Only values equal to the observed one were counted; count with ≤.":
            ("value <=", "value =="),
        "A value equal to the observed one is as extreme: count with ≤, and add 1 to the numerator "
        "and to the denominator.":
            ("value <=", "value <", SHARE, "len(as_small) / len(permuted)"),
        "Small values are the extreme ones: count with ≤, and add 1 above and below the line.":
            [("value <=", "value >=", SHARE, "len(as_small) / len(permuted)"),
             ("value <=", "value >", SHARE, "len(as_small) / len(permuted)")],
        "The 1 in the numerator is missing: the observed value belongs to the count too.":
            ("(1 + len(as_small))", "len(as_small)"),
        "The 1 in the denominator is missing: the observed value is one of the values too.":
            ("(1 + len(permuted))", "len(permuted)"),
        "The observed value was counted twice: either add it to the list or add 1, not both.":
            [(SHARE, "(2 + len(as_small)) / (2 + len(permuted))"),
             (SHARE, "(2 + len(as_small)) / (1 + len(permuted))"),
             (SHARE, "(1 + len(as_small)) / (2 + len(permuted))")],
        "1 is subtracted; it is added, above and below the line.":
            [("1 + len(permuted)", "len(permuted) - 1"), ("1 + len(as", "-1 + len(as"),
             ("1 + len(as", "-1 + len(as", "1 + len(permuted)", "len(permuted) - 1")],
        "Brackets are missing: the sums come first, (1 + …) / (1 + …).":
            [(SHARE, "1 + len(as_small) / (1 + len(permuted))"),
             (SHARE, "(1 + len(as_small)) / 1 + len(permuted)"),
             (SHARE, "1 + len(as_small) / 1 + len(permuted)"),
             (SHARE, "1 + len(as_small) / len(permuted)"),
             (SHARE, "len(as_small) / 1 + len(permuted)")],
        "The 1 was added to the fraction; add it above and below the line, before you divide.":
            (SHARE, "(1 + len(as_small) / len(permuted)) / (1 + len(permuted))"),
        "It raised TypeError: a list cannot be compared with a number; compare each entry.":
            ("[value for value in permuted if value <= observed]", "permuted <= observed"),
        "Values that occur twice were counted once; each entry of `permuted` counts.":
            ["right(observed, list(set(permuted)))",
             ("len(as_small)", "len(set(as_small))"), ("len(permuted)", "len(set(permuted))")],
        "You doubled the result, as if large values were extreme too; only small ones are here.":
            [("return ", "return 2 * "), (SHARE, f"min(1, 2 * {SHARE})")],
        "This is a percentage; return the share, a number from 0 to 1.":
            ("return ", "return 100 * "),
        "This is how many values are extreme; divide by how many values there are.":
            [(" / (1 + len(permuted))", ""), (SHARE, "len(as_small)")],
        "This is 1 minus the p-value; a small p-value says that the observed one is rare.":
            ("return ", "return 1 - "),
        "The fraction stands upside down: the extreme values are divided by all.":
            (SHARE, "(1 + len(permuted)) / (1 + len(as_small))"),
        "The division cuts the share to a whole number: use / instead of //.":
            (") / (", ") // ("),
        "The extreme values were divided by the others; divide by all.":
            [("(1 + len(permuted))", "(1 + len(permuted) - len(as_small))"),
             ("(1 + len(permuted))", "max(1e-9, len(permuted) - len(as_small))")],
        "The values were added up; count them.":
            [("len(as_small)", "sum(as_small)"), ("len(as_small)", "sum(as_small)", "len(permuted)",
              "sum(permuted)")],
        "Only the first entry was looked at: the return may stand inside the loop.":
            "(1 + (permuted[0] <= observed)) / (1 + len(permuted))",
        "The count does not grow: at most one extreme value is counted. Use += 1.":
            ("len(as_small)", "min(1, len(as_small))"),
        "This is the number of standard deviations from the mean; count the extreme values.":
            ["(observed - statistics.mean(permuted)) / statistics.stdev(permuted)",
             "(observed - statistics.mean(permuted)) / statistics.pstdev(permuted)"],
        "Values were compared by their distance from 0 or from the mean; compare them as they are.":
            [("value <= observed", "abs(value - statistics.mean(permuted)) >= "
              "abs(observed - statistics.mean(permuted))"), ("value <=", "-value <=")],
        "These are the extreme values; return how many there are, plus 1, divided by all, plus 1.":
            (SHARE, "as_small"),
    },
)  # fmt: skip
