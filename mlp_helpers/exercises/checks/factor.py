"""Exercise `factor`: by what factor the gradient changes for each layer, on average."""

from mlp_helpers.exercises.slips import exercise

RATIO, POWER = "(spreads[0] / spreads[-1])", " ** (1 / steps)"
PAIRS = "for a, b in zip(spreads, spreads[1:])"

EXERCISE = exercise(
    "factor",
    cases=[
        ([1.0, 4.0, 16.0],),
        ([0.3, 0.1],),
        ([6e-7, 1.2e-6, 2.4e-6, 5e-6, 1e-5],),
        ([3.3e-5, 2.5e-5, 9e-6, 1.3e-5, 1e-5, 8e-6],),
        ([2.0, 5.0, 2.0],),
        ([0.5, 0.1, 0.7, 0.2],),
    ],
    mistakes={
        "The direction is turned round: the gradient comes from the last layer, so the first "
        "spread stands above the line.": "1 / right(spreads)",
        "You took a root too many: between n layers there are n − 1 steps.": (" - 1", ""),
        "You took a root too few: between n layers there are n − 1 steps, and between two there "
        "is one.": (" - 1", " - 2"),
        "The direction is turned round, and between n layers there are n − 1 steps, not n.":
            "(spreads[-1] / spreads[0]) ** (1 / len(spreads))",
        "This is the factor over all layers; take the root that makes it the factor for one.":
            (POWER, ""),
        "This is the factor over all layers, turned round: the first spread stands above the line, "
        "and a root makes it the factor for one layer.": "spreads[-1] / spreads[0]",
        "You divided the whole factor by the number of steps; factors multiply, so take a root. "
        "(For "
        "a power, put brackets around 1 / n.)": [(POWER, " / steps"), (POWER, " / len(spreads)")],
        "You multiplied the exponent instead of dividing: the root has the power 1 / steps.":
            [(POWER, " ** steps"),
             (POWER, " ** len(spreads)"), "(spreads[-1] / spreads[0]) ** (len(spreads) - 1)"],
        "The root is of the last spread alone: put brackets around the fraction.":
            "spreads[0] / spreads[-1] ** (1 / (len(spreads) - 1))",
        "1 // steps is 0 or 1; divide with /.": (POWER, " ** (1 // steps)"),
        "This is the arithmetic mean of the factors; they are multiplied, not added, so their "
        "average is a root of their product.":
            [f"statistics.mean(a / b {PAIRS})", f"sum(a / b {PAIRS}) / len(spreads)"],
        "This is the mean of the factors turned round; their average is a root of their product, "
        "with the first spread above the line.":
            [f"statistics.mean(b / a {PAIRS})", f"1 / statistics.mean(b / a {PAIRS})"],
        "This is the median of the factors; the number asked for gives the first spread when "
        "multiplied again and again.":
            [f"statistics.median([a / b {PAIRS}])", f"statistics.median([b / a {PAIRS}])"],
        "These are the factors of the single layers; return one for all, a root of their product.":
            [f"[a / b {PAIRS}]", f"[b / a {PAIRS}]"],
        "This is the mean of the differences; a factor comes from dividing, and multiplying.":
            [f"statistics.mean(a - b {PAIRS})", f"statistics.mean(b - a {PAIRS})"],
        "This is the square root whatever the number of layers; three layers are a special case.":
            (POWER, " ** 0.5"),
        "This is the factor from the second layer to the first only; average over all layers.":
            (RATIO + POWER, "spreads[0] / spreads[1]"),
        "This is the factor from the last layer to the one before only; average over all layers.":
            (RATIO + POWER, "spreads[-2] / spreads[-1]"),
        "You took the largest and the smallest spread; take the first and the last.":
            [(RATIO, "(max(spreads) / min(spreads))"), (RATIO, "(min(spreads) / max(spreads))")],
        "One end is not the right one: the first layer is spreads[0], the last one spreads[-1].":
            [(RATIO, "(spreads[1] / spreads[-1])"), (RATIO, "(spreads[0] / spreads[-2])")],
        "This is the logarithm of the factor; the factor itself is its exponential.":
            ["math.log(right(spreads))", "-math.log(right(spreads))",
             "math.log(spreads[0] / spreads[-1])"],
        "This is the base-10 logarithm of the factor; return the factor itself.":
            ["math.log10(right(spreads))", "-math.log10(right(spreads))"],
        "Two bases are mixed: math.exp belongs to math.log, and 10 ** … to math.log10.":
            ["10 ** math.log(right(spreads))", "math.exp(math.log10(right(spreads)))"],
        "This is the geometric mean of the spreads; the factors between them are asked for.":
            "statistics.geometric_mean(spreads)",
    },
)  # fmt: skip
