"""Exercise `rates`: learning rates that grow by the same factor."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "rates",
    cases=[(0.001, 1.0, 4), (2.0, 32.0, 5), (0.01, 0.5, 7), (0.5, 8.0, 2)],
    mistakes={
        "The rates are spaced evenly: each is the one before plus a number. Multiply by the same "
        "number instead.":
            [f"[low + (high - low) * i / {m} for i in range(n)]" for m in ("(n - 1)", "n")],
        "The last rate is missing: high belongs to the list.":
            ("range(n)", "range(n - 1)"),
        "The first rate is missing: low belongs to the list.":
            ("range(n)", "range(1, n)"),
        "The list begins one rate too late and ends above high: put low in before you multiply.":
            ("range(n)", "range(1, n + 1)"),
        "The list has the right length but ends below high: n rates have only n − 1 steps between "
        "them.":
            [("1 / (n - 1)", "1 / n"), ("1 / (n - 1)", "1 / (n + 1)")],
        "low is left out: begin with it, and n − 1 steps later you are at high.":
            ("1 / (n - 1)", "1 / n", "range(n)", "range(1, n + 1)"),
        "There is one rate too many: n rates have n − 1 steps between them.":
            "right(low, high, n + 1)",
        "The list runs past high by one rate; leave the last one out.":
            ("range(n)", "range(n + 1)"),
        "There is one rate too few: n rates have n − 1 steps between them.":
            "right(low, high, n - 1)",
        "These are the exponents; raise 10 to each of them.":
            "[math.log10(x) for x in right(low, high, n)]",
        "These are the natural logarithms of the rates; take math.exp of each.":
            "[math.log(x) for x in right(low, high, n)]",
        "The rates fall from high to low; begin with low.":
            "right(low, high, n)[::-1]",
        "The rates fall from low on: the factor is a root of high / low, not of low / high.":
            ("(high / low)", "(low / high)"),
        "The rates begin with high; begin with low.":
            ("low * factor", "high * factor"),
        "math.exp undoes math.log, not math.log10: use 10 ** x, or math.log before.":
            "[math.exp(math.log10(x)) for x in right(low, high, n)]",
        "10 ** x undoes math.log10, not math.log: use math.exp, or math.log10 before.":
            "[10 ** math.log(x) for x in right(low, high, n)]",
        "Each rate is ten times the one before, whatever high is; find the factor that leads from "
        "low to high.":
            ("(high / low) ** (1 / (n - 1))", "10"),
        "Each rate is twice the one before, whatever high is; find the factor that leads from low "
        "to high.":
            ("(high / low) ** (1 / (n - 1))", "2"),
        "logspace wants exponents: give it math.log10(low) and math.log10(high).":
            ["[10 ** (low + (high - low) * i / (n - 1)) for i in range(n)]",
             "torch.logspace(low, high, n).tolist()", "torch.logspace(low, high, n)"],
        "The factor is a root, not a quotient: multiplied by itself n − 1 times, it gives high / "
        "low. Put the exponent into brackets: ** (1 / (n - 1)).":
            ("(high / low) ** (1 / (n - 1))", "high / low / (n - 1)"),
        "The root is missing: the factor of one step is the (n − 1)-th root of high / low.":
            ("(high / low) ** (1 / (n - 1))", "high / low"),
        "The exponent of a root is 1 / (n − 1), not n − 1.":
            ("1 / (n - 1)", "n - 1"),
        "The root is taken of the difference; the factor is the root of the quotient high / low.":
            [("(high / low)", "(high - low)"), ("(high / low)", "high")],
        "The same factor multiplies each rate: raise it to the power i, do not multiply by i.":
            ("factor**i", "factor * i"),
        "The powers of the factor are multiplied on top of each other: each rate is low times "
        "factor**i, or the one before times factor.":
            [("factor**i", f"factor**(i * (i {sign} 1) // 2)") for sign in "+-"],
        "The powers of the factor are added to low; multiply low by them.":
            [("low * factor**i", "low + factor**i"), ("low * factor**i", "low + i * factor")],
        "low is missing: these are the powers of the factor; multiply each by low.":
            ("low * ", ""),
        "high / low is cut to a whole number: use / instead of //.":
            ("(high / low)", "(high // low)"),
        "This is one rate only: a return inside a loop ends it in its first round.":
            ["[low]", "low", "high", "[high]"],
        "This is the factor; return the list of the rates.":
            "(high / low) ** (1 / (n - 1))",
    },
    symptoms={
        "The rates are rounded; return them as they are.":
            lambda result, low, high, n: n == 7 and abs(result[-1] - high) < 0.01
            and all(rate == round(rate, 6) for rate in result),
    },
)  # fmt: skip
