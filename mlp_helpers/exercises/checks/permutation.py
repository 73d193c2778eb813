"""Exercise `permutation`: a p-value from shuffled labels."""

from mlp_helpers.exercises.slips import exercise

SHARE = "(1 + len(as_large)) / (1 + len(permuted))"

EXERCISE = exercise(
    "permutation",
    cases=[
        (1.2, [1.5, 1.1, 1.3, 1.6]),
        (2.25, [2.0, 2.25, 2.5, 1.75, 2.25, 1.5, 1.25, 1.0, 1.875, 2.0]),
        (7, [6, 7, 8, 5, 4, 3, 2, 1]),
        (2.5, [2.0, 2.25, 1.75, 2.375, 1.0]),
        (2.0, [2.5, 2.75, 2.0, 1.0, 0.0, 2.875]),
        (0.5, [-2.0, -1.0, 0.25, 0.75]),
    ],
    mistakes={
        "The observed value itself is missing: add 1 above and below the line.":
            ("(1 + len(as_large))", "len(as_large)", "(1 + len(permuted))", "len(permuted)"),
        "Large values are extreme: count ≥.": [("value >=", "value <="), ("value >=", "value <")],
        "Count with ≥, and add 1 above and below the line.":
            [("value >=", f"value {sign}", SHARE, "len(as_large) / len(permuted)") for sign in
             (">", "<=", "<")] + [("value >=", "value >", "(1 + len(as_large))", "len(as_large)")],
        "The 1 in the numerator is missing.": ("(1 + len(as_large))", "len(as_large)"),
        "The 1 in the denominator is missing.": ("(1 + len(permuted))", "len(permuted)"),
        "Add 1 once above and once below the line, with brackets: (1 + …) / (1 + …).":
            [(SHARE, text.format("len(as_large)", "len(permuted)")) for text in
             ("(2 + {}) / (2 + {})", "(2 + {}) / (1 + {})", "(1 + {}) / (2 + {})",
             "(1 + {}) / ({} - 1)", "({} - 1) / (1 + {})", "({} - 1) / ({} - 1)",
             "1 + {} / {}", "{} / 1 + {}", "(1 + {0} / {1}) / (1 + {1})")],
        "A list cannot be compared with a number; compare each entry.":
            ("[value for value in permuted if value >= observed]", "permuted >= observed"),
        "Values that occur twice were counted once; each entry of `permuted` counts.":
            ["right(observed, list(set(permuted)))", ("len(as_large)", "len(set(as_large))"),
             ("len(permuted)", "len(set(permuted))")],
        "The result is doubled; only large values are extreme.": (SHARE, f"min(1, 2 * {SHARE})"),
        "This is a count; divide by how many values there are.": (SHARE, "len(as_large)"),
        "The extreme values were divided by the others; divide by all.":
            [("(1 + len(permuted))", f"max({n} - len(as_large), 1e-9)") for n in
             ("1 + len(permuted)", "len(permuted)")],
        "Only the first entry was used.": "(1 + (permuted[0] >= observed)) / (1 + len(permuted))",
        "At most one value is counted: use += 1.": ("len(as_large)", "min(1, len(as_large))"),
        "Large means far to the right, not far from 0 or from the mean: leave out abs and squares.":
            [("value >= observed", f"abs(value{m}) >= abs(observed{m})") for m in
             ("", " - statistics.mean(permuted)")],
        "These are the values or their sum; count them, add 1, and divide.":
            [(SHARE, "as_large"), ("len(as_large)", "sum(as_large)")],
        "Divide by 1 + len(permuted), whatever the number of shuffles in the lesson is.":
            [("(1 + len(permuted))", n) for n in ("1000", "1001", "2000", "2001")],
    },
)  # fmt: skip
