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
        "The direction is turned round: the first spread stands above the line.":
            ["1 / right(spreads)",
             "(spreads[-1] / spreads[0]) ** (1 / len(spreads))", "spreads[-1] / spreads[0]"],
        "A root of another order is taken: between n layers there are n − 1 steps.":
            [(" - 1", ""), (" - 1", " - 2")],
        "This is the factor over all layers; take the root that makes it the factor for one.":
            (POWER, ""),
        "The whole factor was divided by the number of steps; factors multiply, so take a root.":
            [(POWER, " / steps"), (POWER, " / len(spreads)")],
        "The exponent is the number of steps; a root has the power 1 / steps.":
            [(POWER, " ** steps"),
             (POWER, " ** len(spreads)"), "(spreads[-1] / spreads[0]) ** (len(spreads) - 1)"],
        "The root is of the last spread alone: put brackets around the fraction.":
            "spreads[0] / spreads[-1] ** (1 / (len(spreads) - 1))",
        "This is a mean or median of the factors; they multiply, so take a root of their product.":
            [f"statistics.{of}([{factor} {PAIRS}])"
             for of in ("mean", "median") for factor in ("a / b", "b / a")]
             + [f"1 / statistics.mean(b / a {PAIRS})", f"sum(a / b {PAIRS}) / len(spreads)"],
        "This is the square root whatever the number of layers; three layers are a special case.":
            (POWER, " ** 0.5"),
        "This is the factor between two layers only; average over all layers.":
            [(RATIO + POWER, "spreads[0] / spreads[1]"),
             (RATIO + POWER, "spreads[-2] / spreads[-1]")],
        "The ends are not the right ones: take the first layer, spreads[0], and the last, [-1].":
            [(RATIO, f"({ends})")
             for ends in ("max(spreads) / min(spreads)", "min(spreads) / max(spreads)",
             "spreads[1] / spreads[-1]", "spreads[0] / spreads[-2]")],
        "This is a logarithm of the factor; return the factor itself.":
            [f"{sign}math.{log}(right(spreads))" for sign in ("", "-") for log in ("log", "log10")]
             + ["math.log(spreads[0] / spreads[-1])"],
        "These are differences; a factor per layer is a root of a quotient.":
            [f"({a} - {b}) / (len(spreads) - 1)" for a, b in
             (("spreads[0]", "spreads[-1]"), ("spreads[-1]", "spreads[0]"))],
    },
)  # fmt: skip
