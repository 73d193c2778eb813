"""Exercise `difference`: a difference of means and its standard error."""

from mlp_helpers.exercises.slips import exercise

BOTH = "statistics.variance(first + second)"
SQUARE = "first_variance + second_variance"
SUM = f"math.sqrt({SQUARE})"


def both(old: str, new: str) -> tuple[str, ...]:
    """The slip for `first` and for `second`."""
    return tuple(text.format(name) for name in ("first", "second") for text in (old, new))


EXERCISE = exercise(
    "difference",
    cases=[
        ([2.10, 2.14], [2.20, 2.22, 2.24]),
        ([2.31, 2.12, 2.25, 2.40, 2.17], [2.05, 2.21, 1.98]),
        ([2.0, 2.6], [2.1, 2.3]),
    ],
    mistakes={
        "Divide by n − 1, and again by n.": both("variance({0}) / len({0})", "pvariance({0})"),
        "Divide by n − 1 in each variance, not by n.": both("variance({})", "pvariance({})"),
        "n − 1 stands twice: a mean's variance is s² / n.": both("/ len({})", "/ (len({}) - 1)"),
        "Divide each variance by its number of seeds.": both(" / len({})", ""),
        "Add the squares of both errors, then take the root.":
            [(SUM, f"first_variance**0.5 + second_variance{new}") for new in ("**0.5", "")],
        "This is the spread of single runs; divide each variance by its number of seeds.":
            [(SUM, new) for new in
             ("math.sqrt((statistics.variance(first) + statistics.variance(second)) / 2)",
             "(statistics.stdev(first) + statistics.stdev(second)) / 2",
             "statistics.stdev(first) + statistics.stdev(second)")],
        "Divide each variance by n, or each standard deviation by the root of n.":
            [both("variance({})", "stdev({})"), both("/ len({})", "/ len({}) ** 0.5"),
             both("/ len({})", "/ len({}) ** 2"), *((*both(*slip), SUM, SQUARE) for slip in
             (("variance({})", "stdev({})"), (" / len({})", "")))],
        "The runs were paired by their seeds; the two lists are independent.":
            "(right(first, second)[0], statistics.stdev(b - a for a, b in zip(first, second)) "
            "/ min(len(first), len(second)) ** 0.5)",
        "Divide each variance by the number of seeds in its own list.":
            ["(right(first, second)[0], math.sqrt(statistics.variance(first) / len(second) + "
             "statistics.variance(second) / len(first)))",
             both("/ len({})", "/ len(first + second)"), both("len({})", "3"),
             ("len(second)", "len(first)"), ("len(first)", "len(second)")],
        "One variance was made of both lists; divide that of each by its own number of seeds.":
            [("change =", "n, m = len(first), len(second)\n    change =",
             "first_variance + second_variance", f"{v} * ({by})") for by in ("1", "1/n + 1/m") for v
             in ("(first_variance*n*(n - 1) + second_variance*m*(m - 1)) / (n + m - 2)", BOTH)] +
            [(SUM, f"math.sqrt({BOTH} / len(first + second))")],
        "The errors were subtracted; the variances of both means add up.":
            [(SUM, new) for new in ("abs(first_variance - second_variance)**0.5",
             "abs(first_variance**0.5 - second_variance**0.5)")],
        "The error of one mean is missing; add the squares of both.":
            [(SUM, f"math.sqrt({name}_variance)") for name in ("first", "second")],
        "This is the standard error alone; return the difference, too.": ("change, math", "math"),
        "The difference was divided by its error; return the standard error itself.":
            [(SUM, f"change / {SUM}"), ("change, math", "change / math")],
        "The difference is one of medians, sums or best runs; take the means.":
            [("statistics.mean(second) - statistics.mean(first)", f"{f}(second) - {f}(first)") for f
             in ("sum", "min", "max", "statistics.median")],
    },
)  # fmt: skip
