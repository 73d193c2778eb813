"""Exercise `log`: the number between two others on a scale of factors."""

import torch

from mlp_helpers.exercises.slips import exercise

RESULT = "low * (high / low) ** share"

EXERCISE = exercise(
    "log",
    cases=[
        (0.5, 0.001, 0.1),
        *((0, 0.02, 0.5), (1, 0.03, 7.0)),
        *((0.25, 16, 1024), (0.7, 0.01, 30.0), (0.9, 2.0, 3.0), (0.3, 0.5, 40.0)),
    ],
    mistakes={
        "Here equal shares are equal differences, as on a linear scale; equal factors are asked "
        "for: multiply by a power of high / low.": (RESULT, "low + share * (high - low)"),
        "The ends are exchanged: the share 0 should give `low`.": "right(share, high, low)",
        "The fraction stands upside down: the share 1 should give `high`.":
            (RESULT, "low * (low / high) ** share"),
        "You started from `high`; start from `low`, and multiply by a power of high / low.":
            (RESULT, "high * (high / low) ** share"),
        "This is the linear scale from the wrong end: the share 0 should give `low`, and equal "
        "shares equal factors.": (RESULT, "high + share * (low - high)"),
        "This is the logarithm with base 10 of the result: take 10 to its power.":
            "math.log10(right(share, low, high))",
        "This is the natural logarithm of the result: take math.exp of it.":
            "math.log(right(share, low, high))",
        "This is the logarithm with base 2 of the result: take 2 to its power.":
            "math.log2(right(share, low, high))",
        "The exponential was taken of the ends or of the result; take that of logarithms only.":
            ["math.exp(right(share, low, high))", "math.exp(low + share * (high - low))",
             lambda share, low, high: torch.logspace(low, high, 1001)[round(share * 1000)].item(),
             "10 ** (low + share * (high - low))", "10 ** right(share, low, high)"],
        "Two bases are mixed: math.exp belongs to math.log, and math.log10 to 10 ** …":
            "math.exp(math.log10(right(share, low, high)))",
        "Two bases are mixed: 10 ** … belongs to math.log10, and math.log to math.exp.":
            "10 ** math.log(right(share, low, high))",
        "Two bases are mixed: 2 ** … belongs to math.log2, and math.exp to math.log.":
            ["2 ** math.log(right(share, low, high))", "2 ** math.log10(right(share, low, high))",
             "low * math.exp(share * math.log10(high / low))",
             "low * 10 ** (share * math.log(high / low))"],
        "This is only the factor by which the number has grown; multiply it by `low`.":
            ("low * (", "("),
        "You added the factor to `low`; multiply.": ("low * ", "low + "),
        "You multiplied the whole factor by the share; the share is its exponent.":
            ("** share", "* share"),
        "The share is missing in the exponent: this is `high`.": (" ** share", ""),
        "The fraction needs brackets: ** comes before * and /, so that only `low` got the power.":
            [(RESULT, "low * high / low**share"), (RESULT, "high / low**share")],
        "The power is of the product here: put low * outside of the brackets.":
            [(RESULT, "(low * high / low) ** share"), (RESULT, "(low * (high / low)) ** share")],
        "`high` has to be divided by `low` before the power is taken.":
            (RESULT, "low * high**share"),
        "You took the power of the difference; equal factors come from the quotient, high / low.":
            (RESULT, "low * (high - low) ** share"),
        "You added a power of the difference to `low`; multiply `low` by a power of high / low.":
            (RESULT, "low + (high - low) ** share"),
        "The share was bent, not the scale: the result lies between the ends with equal "
        "differences.":
            [(RESULT, f"low + (high - low) * {bent}")
             for bent in ("share**2", "share**0.5", "10**share / 10", "(10**share - 1) / 9",
                          "math.log(1 + share)", "math.log2(1 + share)",
                          "math.log10(1 + 9 * share)")],
        "This is the middle whatever the share is; the square root is right for 0.5 only.":
            ["math.sqrt(low * high)",
             "right(share, low, high) if share in (0, 1) else math.sqrt(low * high)"],
        "This is the arithmetic middle whatever the share is.": "(low + high) / 2",
        "Both ends have the exponent `share`; that of `low` is 1 - share.":
            (RESULT, "(low * high) ** share"),
        "The powers of the ends were added; multiply them.":
            [(RESULT, "low ** (1 - share) + high**share"),
             (RESULT, "low**share + high ** (1 - share)")],
        "The logarithms were mixed without the share's rest: log low counts 1 - share.":
            ["math.exp(math.log(low) + share * (math.log(high) + math.log(low)))"],
        "The square or the root of the share is in the exponent; the share itself belongs there.":
            [("** share", "** (share**2)"), ("** share", "** (share**0.5)"),
             ("** share", "** (share / 2)"),
             ("** share", "** (2 * share)")],
        "You rounded to a whole number; leave the result as it is.":
            "round(right(share, low, high))",
        "int() cuts the digits after the point off; leave the result as it is.":
            "int(right(share, low, high))",
        "The exponent is rounded to a whole number; leave it as it is.":
            ["10 ** round(math.log10(right(share, low, high)))",
             "10 ** int(math.log10(right(share, low, high)))",
             "10 ** math.floor(math.log10(right(share, low, high)))"],
    },
)  # fmt: skip
