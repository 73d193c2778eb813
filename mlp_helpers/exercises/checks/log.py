"""Exercise `log`: the number between two others on a scale of factors."""

from mlp_helpers.exercises.slips import exercise

RESULT = "low * (high / low) ** share"

EXERCISE = exercise(
    "log",
    cases=[
        *((0.5, 0.001, 0.1), (0, 0.02, 0.5), (1, 0.03, 7.0), (0.25, 16, 1024)),
        *((0.7, 0.01, 30.0), (0.9, 2.0, 3.0), (0.3, 0.5, 40.0)),
    ],
    mistakes={
        "Between the ends this counts differences; for equal factors, take a power of high / low.":
            [(RESULT, f"low + (high - low) * {bent}") for bent in ("share",
             "share**2", "share**0.5", "10**share / 10", "(10**share - 1) / 9",
             "math.log(1 + share)", "math.log2(1 + share)", "math.log10(1 + 9 * share)")],
        "The ends are exchanged: the share 0 should give `low`, and 1 `high`.":
            ["right(share, high, low)", (RESULT, "high + share * (low - high)")],
        "You started from `high`; start from `low`, and multiply by a power of high / low.":
            (RESULT, "high * (high / low) ** share"),
        "The exponential was taken of the ends or of the result; take that of logarithms only.":
            ["math.exp(right(share, low, high))", "math.exp(low + share * (high - low))",
             "10 ** (low + share * (high - low))", "10 ** right(share, low, high)"],
        "Two bases are mixed: exp belongs to log, 10 ** … to log10, and 2 ** … to log2.":
            ["math.exp(math.log10(right(share, low, high)))",
             "10 ** math.log(right(share, low, high))",
             "2 ** math.log(right(share, low, high))", "2 ** math.log10(right(share, low, high))",
             "low * math.exp(share * math.log10(high / low))",
             "low * 10 ** (share * math.log(high / low))"],
        "The fraction needs brackets: ** comes before * and /, so that only `low` got the power.":
            [(RESULT, "low * high / low**share"), (RESULT, "high / low**share")],
        "This is a power of the difference; equal factors come from the quotient, high / low.":
            [(RESULT, "low * (high - low) ** share"), (RESULT, "low + (high - low) ** share")],
        "This is a middle whatever the share is; the square root is right for 0.5 only.":
            ["math.sqrt(low * high)",
             "right(share, low, high) if share in (0, 1) else math.sqrt(low * high)",
             "(low + high) / 2"],
        "As a power of high / low this has another exponent than share: its square, root, half …":
            [("** share", f"** ({of})")
             for of in ("share**2", "share**0.5", "share / 2", "2 * share")],
        "The exponent is rounded to a whole number; leave it as it is.":
            [f"10 ** {of}(math.log10(right(share, low, high)))"
             for of in ("round", "int", "math.floor")],
        "The two powers are added; multiply them.": "low ** (1 - share) + high**share",
    },
)  # fmt: skip
