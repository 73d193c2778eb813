"""Exercise `rates`: learning rates that grow by the same factor."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "rates",
    cases=[(0.001, 1.0, 4), (2.0, 32.0, 5), (0.01, 0.5, 7), (0.5, 8.0, 2)],
    mistakes={
        "The rates are spaced evenly; multiply each by the same number instead.":
            [f"[low + (high - low) * {i} for i in range(n)]" for i in ("i / (n - 1)", "i / n",
             "(i + 1) / n")],
        "The last rate is missing: high belongs to the list.": ("range(n)", "range(n - 1)"),
        "The first rate is missing: low belongs to the list.": ("range(n)", "range(1, n)"),
        "The list begins one rate late and ends above high.": ("range(n)", "range(1, n + 1)"),
        "The list ends below high: n rates have only n − 1 steps between them.":
            [("1 / (n - 1)", "1 / n"), ("1 / (n - 1)", "1 / (n + 1)")],
        "low is left out: begin with it, and n − 1 steps later you are at high.":
            ("1 / (n - 1)", "1 / n", "range(n)", "range(1, n + 1)"),
        "There is one rate too many: n rates have n − 1 steps.": "right(low, high, n + 1)",
        "The list runs past high by one rate.": ("range(n)", "range(n + 1)"),
        "There is one rate too few: n rates have n − 1 steps.": "right(low, high, n - 1)",
        "The rates begin with high; begin with low.": ("low * factor", "high * factor"),
        "exp undoes log, 10 ** x undoes log10, and 2 ** x log2: here two of them are mixed.":
            [f"[{a} ** math.log{b}(x) for x in right(low, high, n)]" for a, b in (("math.e", 10),
             ("math.e", 2), (10, ""), (10, 2), (2, ""), (2, 10))],
        "10 ** x, and logspace, want exponents: math.log10(low) and math.log10(high).":
            ["torch.logspace(low, high, n)", "torch.logspace(low, high, n).tolist()"],
        "One step's factor is the (n − 1)-th root of high / low: (high / low) ** (1 / (n - 1)).":
            [("(high / low) ** (1 / (n - 1))", new) for new in
             ("high / low / (n - 1)", "high / low", "(high / low) ** (n - 1)",
             "(high - low) ** (1 / (n - 1))", "high ** (1 / (n - 1))", "high / low / n",
             "(high / low) ** (1 / n - 1)", "high / low ** (1 / (n - 1))", "(high / low) ** 0.5")],
        "The factors pile up: each rate is low * factor**i, or the one before times factor.":
            [("factor**i", f"factor**(i * (i {sign} 1) // 2)") for sign in "+-"],
        "The powers of the factor are added; multiply low by them.":
            [("low * factor", "low + factor"), ("low * factor**i", "low + i * factor")],
        "Rates are missing; all n belong in one list.": ["[low]", "[high]", "[low, high]", "low"],
        "This is the factor; return the list of rates.": "(high / low) ** (1 / (n - 1))",
    },
    symptoms={
        "The rates are rounded; return them as they are.":
            lambda result, low, high, n: len(result) == n == 7 and abs(result[1] - 0.0192) < 0.001
             and abs(result[-1] / high - 1) < 0.01 and all(x == round(x, 6) for x in result),
    },
)  # fmt: skip
