"""Exercise `rescale`: the rate at which other weights before a normalisation move alike."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "rescale",
    cases=[(0.1, 2.0, 3.0), (0.1, 1.0, 2.0), (0.3, 5 / 3, 0.5), (1.0, 0.5, 3.0), (0.02, 2.0, 2.0)],
    mistakes={
        "It is another power: the rate makes up for the weight and for its gradient, each once.":
            [f"lr * {a} * (other / gain) ** {b}" for a, b in ((1, 1), (2, 1), (1, 0.5), (1, 3))],
        "The other way round: larger weights have the smaller ratio, so their rate is higher.":
            [f"lr * (gain / other) ** {power}" for power in (1, 0.5, 2)],
        "This is the old rate, as if both changes cancelled; both move the ratio alike.": "lr",
        "^ is no power in Python: write **.": "lr * (other / gain) ^ 2",
        "lr was squared or rooted, too: only other / gain has a power.":
            [f"(lr * other / gain) ** {power}" for power in (2, 0.5)] + ["lr**2 * other / gain"],
        "One gain has another power than the other; square their ratio: (other / gain) ** 2.":
            ["lr * other**2 / gain", "lr * other / gain**2"],
        "The old gain divides: what counts is other / gain, and the square of that.":
            [f"lr * other{a}" for a in ("**2", "", "**2 * gain**2", " * gain", "**2 * gain")],
        "This fits the example, but not all gains: by what do weight and gradient change?":
            ["0.225", *(f"lr * {a}" for a in ("2.25", "1.5 * other / gain", "other**2 / 4",
             "(other / gain) ** gain", "(1 + 1 / gain) ** 2", "0.75 * other"))],
        "Gains act by their ratio, other / gain, and not by their difference.":
            [f"lr * {a} ** {b}" for a in ("(other - gain)", "(1 + other - gain)") for b in (1, 2)],
    },
)  # fmt: skip
