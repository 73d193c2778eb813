"""Exercise `average`: a moving average of logarithms."""

from mlp_helpers.exercises.slips import exercise

MEAN, STARTS = "sum(logs[start : start + window]) / window", "range(len(logs) - window + 1)"
FULL = "statistics.mean(logs[start : start + window])"
TAIL = "logs[max(0, start - window + 1) : start + 1]"

EXERCISE = exercise(
    "average",
    cases=[
        *(([0.001, 0.01, 0.01, 0.1], 2), ([0.5, 0.02, 0.3], 1), ([0.01, 0.04, 0.002], 3)),
        ([0.002, 0.004, 0.001, 0.008, 0.003, 0.006, 0.009], 3),
        ([0.003, 0.05, 0.0007, 0.02, 0.009, 0.0004], 4),
    ],
    mistakes={
        "You averaged the ratios and took the logarithm of the mean; take the logarithms first.":
            [(MEAN, "math.log10(sum(ratios[start : start + window]) / window)"),
             (MEAN, "math.log10(sum(ratios[start : start + window])) / window")],
        "The logarithms are missing: these are means of the ratios themselves.":
            ("math.log10(ratio)", "ratio"),
        "The base of the logarithm is not 10; take math.log10.":
            [("log10", "log"), ("log10", "log2")],
        "These are blocks side by side; the next window begins one place further on.":
            [(STARTS, "range(0, len(logs) - window + 1, window)"),
             (STARTS, "range(0, len(logs), window)", MEAN, FULL), (STARTS,
             "range(0, len(logs), window)"), (STARTS, "range(0, len(logs) - window, window)")],
        "Some windows hold less than `window` numbers; only full ones are asked for.":
            [(STARTS, "range(len(logs))", MEAN, mean)
             for mean in (MEAN, FULL, f"sum({TAIL}) / window", f"statistics.mean({TAIL})",
             "statistics.mean(logs[max(0, start - window // 2) : start + window // 2 + 1])")],
        "A slice holds a number too few or too many: logs[start:start + window] holds `window`.":
            [(MEAN, f"{mean(f'logs[{cut}]')}") for cut in ("start : start + window - 1",
             "start + 1 : start + window", "start : start + window + 1")
             for mean in ("sum({}) / window".format, "statistics.mean({})".format)]
             + [(MEAN, "sum(logs[start : start + window - 1]) / max(window - 1, 1)")],
        "These are means from the beginning on; each window leaves an old number behind.":
            [(MEAN, "statistics.mean(logs[: start + window])"),
             (MEAN, "sum(logs[: start + window]) / window"),
             (STARTS, "range(len(logs))", MEAN, "statistics.mean(logs[: start + 1])")],
        "The divisor is not `window`: divide each sum by it.":
            [("/ window", f"/ {wrong}") for wrong in ("len(logs)",
             "(window + 1)", "(window - 1)", "max(window - 1, 1)", "2", "3")],
        "You returned powers of 10 of the means; return the means of the logarithms.":
            (MEAN, "10 ** (" + MEAN + ")"),
        "These are medians, or largest or smallest numbers; take the mean of each window.":
            [(MEAN, f"{of}(logs[start : start + window])")
             for of in ("statistics.median", "max", "min")],
        "This is one window only; return a mean for each of them.":
            [f"right(ratios, window)[{which}]" for which in ("0", "-1", ":1", "-1:")],
    },
)  # fmt: skip
