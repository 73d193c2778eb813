"""Exercise `difference`: a difference of means and its standard error."""

from mlp_helpers.exercises.slips import exercise

SUM = "math.sqrt(first_variance + second_variance)"

EXERCISE = exercise(
    "difference",
    cases=[
        ([2.10, 2.14], [2.20, 2.22, 2.24]),
        ([2.31, 2.12, 2.25, 2.40, 2.17], [2.05, 2.21, 1.98]),
        ([2.0, 2.6], [2.1, 2.3]),
    ],
    mistakes={
        "The sign is turned round: the difference is the mean of `second` minus that of `first`.":
            "right(second, first)",
        "The sign of the difference is lost; it says which setting is better.":
            ("change, math", "abs(change), math"),
        "These are variances, by n, of single runs: divide by n − 1, then by the number of seeds.":
            ("variance(first) / len(first)", "pvariance(first)",
             "variance(second) / len(second)", "pvariance(second)"),
        "The variances are divided by n; the mean comes from the same numbers, so divide by n − 1.":
            ("variance(first)", "pvariance(first)", "variance(second)", "pvariance(second)"),
        "n − 1 stands twice: the variance is divided by n − 1, and then by n for the mean.":
            ("/ len(first)", "/ (len(first) - 1)", "/ len(second)", "/ (len(second) - 1)"),
        "This error is that of the difference of two single runs; divide each variance by its "
        "number of seeds.":
            (" / len(first)", "", " / len(second)", ""),
        "The two standard errors were added; add their squares and take the root of the sum.":
            (SUM, "math.sqrt(first_variance) + math.sqrt(second_variance)"),
        "The standard error is still squared; take the square root.":
            ("math.sqrt(first_variance + second_variance)", "first_variance + second_variance"),
        "This is the average spread of the single runs; divide each variance by its number of "
        "seeds and add the two.":
            [(SUM, "math.sqrt((statistics.variance(first) + statistics.variance(second)) / 2)"),
             (SUM, "(statistics.stdev(first) + statistics.stdev(second)) / 2")],
        "The spreads of the single runs were added; divide each variance by its number of seeds, "
        "add the two, and take the root.":
            (SUM, "statistics.stdev(first) + statistics.stdev(second)"),
        "You divided the standard deviations by n; divide their squares, the variances.":
            ("variance(first)", "stdev(first)", "variance(second)", "stdev(second)"),
        "The root of n is missing, or one too many: divide the variance by n, or the standard "
        "deviation by √n.":
            [("variance(first) / len(first)", "variance(first) / math.sqrt(len(first))",
              "variance(second) / len(second)", "variance(second) / math.sqrt(len(second))"),
             ("variance(first) / len(first)", "variance(first) / len(first) ** 2",
              "variance(second) / len(second)", "variance(second) / len(second) ** 2"),
             (SUM, " + ".join(f"statistics.stdev({x}) / len({x})" for x in ("first", "second")))],
        "Both variances were divided by the number of all runs; divide each by its own number.":
            ("/ len(first)", "/ len(first + second)", "/ len(second)", "/ len(first + second)"),
        "Both variances were divided by the length of `first`; divide that of `second` by its own "
        "length.":
            ("len(second)", "len(first)"),
        "Both variances were divided by the length of `second`; divide that of `first` by its own "
        "length.":
            ("len(first)", "len(second)"),
        "You wrote 3 for the number of seeds; use the length of each list.":
            ("len(first)", "3", "len(second)", "3"),
        "You made one variance out of the two, as if both settings spread alike; divide each "
        "variance by its own number of seeds, and add the two.":
            (SUM, "math.sqrt(((len(first) - 1) * statistics.variance(first) + (len(second) - 1) * "
             "statistics.variance(second)) / (len(first) + len(second) - 2) "
             "* (1 / len(first) + 1 / len(second)))"),
        "The distances of `second` are measured from the mean of `first`; each has its own mean.":
            ("statistics.variance(second)", "sum((x - statistics.mean(first)) ** 2 for x in second)"
             " / (len(second) - 1)"),
        "The squares were subtracted; the errors of both means add up.":
            [(SUM, "math.sqrt(abs(first_variance - second_variance))"),
             (SUM, "abs(math.sqrt(first_variance) - math.sqrt(second_variance))")],
        "The error of one mean is missing; add the squares of both.":
            [(SUM, "math.sqrt(first_variance)"), (SUM, "math.sqrt(second_variance)")],
        "This is the difference alone; return its standard error as the second number.":
            (f"change, {SUM}", "change"),
        "This is the standard error alone; return a tuple with the difference before it.":
            ("change, math", "math"),
        "The difference was divided by its error; return the standard error itself.":
            [(SUM, f"change / {SUM}"), ("change, math", "change / math")],
        "The difference is one of medians, sums or best runs; take the means.":
            [("statistics.mean(second) - statistics.mean(first)", f"{f}(second) - {f}(first)")
             for f in ["sum", "min", "max", "statistics.median"]],
        "The runs of both settings were thrown together, so their difference counts as spread; "
        "take the variance of each list by itself.":
            [(SUM, "math.sqrt(statistics.variance(first + second) / (len(first) + len(second)))"),
             (SUM, "statistics.stdev(first + second)")],
        "The runs were compared one by one; the lists can have different lengths, so compare their "
        "means.":
            "(lambda d: (statistics.mean(d), math.sqrt(statistics.variance(d) / len(d))))"
            "([b - a for a, b in zip(first, second)])",
    },
)  # fmt: skip
