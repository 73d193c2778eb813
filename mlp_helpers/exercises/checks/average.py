"""Exercise `average`: a moving average of logarithms."""

from mlp_helpers.exercises.slips import exercise

MEAN, STARTS = "sum(logs[start : start + window]) / window", "range(len(logs) - window + 1)"
FULL = "statistics.mean(logs[start : start + window])"
TAIL = "logs[max(0, start - window + 1) : start + 1]"

EXERCISE = exercise(
    "average",
    cases=[
        ([0.001, 0.01, 0.01, 0.1], 2),
        ([0.002, 0.004, 0.001, 0.008, 0.003, 0.006, 0.009], 3),
        ([0.5, 0.02, 0.3], 1),
        ([0.01, 0.04, 0.002], 3),
        ([0.003, 0.05, 0.0007, 0.02, 0.009, 0.0004], 4),
    ],
    mistakes={
        "You averaged the ratios and took the logarithm of the mean; take the logarithms first.":
            [(MEAN, "math.log10(sum(ratios[start : start + window]) / window)"),
             (MEAN, "math.log10(sum(ratios[start : start + window])) / window")],
        "The logarithms are missing: these are means of the ratios themselves.":
            ("math.log10(ratio)", "ratio"),
        "This is the natural logarithm; the one with base 10 is math.log10.": ("log10", "log"),
        "This is the logarithm with base 2; the one with base 10 is math.log10.": ("log10", "log2"),
        "You took the logarithm of 1 plus the ratio; take that of the ratio, math.log10(ratio).":
            [("math.log10(ratio)", "math.log1p(ratio)"),
             ("math.log10(ratio)", "math.log10(1 + ratio)")],
        "The last window is missing: it begins at len(ratios) - window; range needs one more.":
            ("window + 1)", "window)"),
        "The first window, or more of them, is missing: it begins at place 0.":
            [("range(", "range(1, "), (STARTS, "range(window, len(logs))")],
        "There is a window too many: the last full one begins at len(ratios) - window.":
            [("window + 1)", "window + 2)"),
             ("window + 1)", "window + 2)", MEAN, FULL)],
        "These are blocks side by side; the next window begins one place further on.":
            [(STARTS, "range(0, len(logs) - window + 1, window)"),
             (STARTS, "range(0, len(logs), window)", MEAN, FULL),
             (STARTS, "range(0, len(logs), window)"),
             (STARTS, "range(0, len(logs) - window, window)")],
        "Windows at the beginning are shorter than `window`; the first full one comes first.":
            (STARTS, "range(len(logs))", MEAN, f"statistics.mean({TAIL})"),
        "Windows at the end are shorter than `window`; stop where the last full one begins.":
            (STARTS, "range(len(logs))", MEAN, FULL),
        "Windows at one end hold less than `window` numbers; only full ones are asked for.":
            [(STARTS, "range(len(logs))"),
             (STARTS, "range(len(logs))", MEAN, f"sum({TAIL}) / window")],
        "The windows reach over both ends and are shorter there; only full ones are asked for.":
            (STARTS, "range(len(logs))",
             MEAN, "statistics.mean(logs[max(0, start - window // 2) : start + window // 2 + 1])"),
        "The slices hold a number too few; logs[start:start + window] holds `window` of them.":
            [(MEAN, "sum(logs[start : start + window - 1]) / window"),
             (MEAN, "sum(logs[start : start + window - 1]) / max(window - 1, 1)"),
             (MEAN, "sum(logs[start + 1 : start + window]) / window"),
             (MEAN, "statistics.mean(logs[start : start + window - 1])")],
        "The slices hold a number too many; logs[start:start + window] holds `window` of them.":
            [(MEAN, "sum(logs[start : start + window + 1]) / window"),
             (MEAN, "statistics.mean(logs[start : start + window + 1])")],
        "These are means from the beginning on; each window leaves an old number behind.":
            [(MEAN, "statistics.mean(logs[: start + window])"),
             (MEAN, "sum(logs[: start + window]) / window"),
             (STARTS, "range(len(logs))", MEAN, "statistics.mean(logs[: start + 1])")],
        "The running sum drops the wrong number: the one that leaves is `window` places before.":
            [(MEAN, "(sum(logs[:window]) + sum(logs[window : start + window])"
              f" - sum(logs[{first} : start + {first}])) / window") for first in ("1",
              "window - 1")],
        "These are sums; divide each by `window`.": (" / window", ""),
        "You divided by the length of the list; divide by `window`.": ("/ window", "/ len(logs)"),
        "You divided by window − 1 or window + 1; divide by `window`.":
            [("/ window", "/ (window + 1)"), ("/ window", "/ (window - 1)"),
             ("/ window", "/ max(window - 1, 1)")],
        "The window is a fixed number here, whatever `window` is.":
            ["right(ratios, 2)", "right(ratios, 3)", ("/ window", "/ 2"), ("/ window", "/ 3")],
        "You returned powers of 10 of the means; return the means of the logarithms.":
            (MEAN, "10 ** (" + MEAN + ")"),
        "The sign is turned round: logarithms of numbers below 1 are negative.": (MEAN, "-" + MEAN),
        "These are medians; take the mean of each window.":
            (MEAN, "statistics.median(logs[start : start + window])"),
        "These are the largest or smallest numbers; take the mean of each window.":
            [(MEAN, f"{of}(logs[start : start + window])") for of in ("max", "min")],
        "The means are rounded, or cut off by //; leave them as they are, with /.":
            [("/ window", "// window"), *((MEAN, f"round({MEAN}, {n})") for n in (1, 2))],
        "The windows end before they begin to be counted: slices are logs[start:start + window].":
            [(MEAN, "sum(logs[start - window : start]) / window"),
             (MEAN, "sum(logs[max(0, start - window) : start]) / window")],
        "This is the mean of all logarithms, or of one window; return one for each window.":
            ["statistics.mean(map(math.log10, ratios))", "right(ratios, window)[0]",
             "right(ratios, window)[-1]", "right(ratios, window)[:1]",
             "right(ratios, window)[-1:]"],
        "These are the logarithms, not averaged yet.": "[math.log10(ratio) for ratio in ratios]",
        "These are the right numbers in a tensor: .tolist() makes a list of it.":
            "torch.tensor(right(ratios, window))",
    },
)  # fmt: skip
