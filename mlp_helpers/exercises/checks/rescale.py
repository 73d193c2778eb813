"""Exercise `rescale`: the rate at which other weights before a normalisation move alike."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "rescale",
    cases=[(0.1, 2.0, 3.0), (0.1, 1.0, 2.0), (0.3, 5 / 3, 0.5), (1.0, 0.5, 3.0), (0.02, 2.0, 2.0)],
    mistakes={
        "It is another power: the rate makes up for the weight and for its gradient, each once.":
            [f"lr * (other / gain) ** {power}" for power in (1, 0.5, 1.5, 3, 4)],
        "The other way round: larger weights have the smaller ratio, so their rate is higher.":
            [f"lr * (gain / other) ** {power}" for power in (1, 0.5, 2)],
        "This is the old rate, as if both changes cancelled; both move the ratio alike.": "lr",
        "^ is no power in Python: write **.": "lr * (other / gain) ^ 2",
        "lr was squared or rooted, too: only other / gain has a power.":
            [f"(lr * other / gain) ** {power}" for power in (2, 0.5)] + ["lr**2 * other / gain"],
        "One gain has another power than the other; square their ratio: (other / gain) ** 2.":
            ["lr * other**2 / gain", "lr * other / gain**2"],
        "The old gain divides; in the example it is 1, so that this does not show.":
            [f"lr * other{a}" for a in ("**2", "", "**2 * gain**2", " * gain", "**2 * gain")],
        "This fits the example, but not all gains: by what do weight and gradient change?":
            ["0.4", *(f"lr * {a}" for a in ("4", "2 * other", "2 * other / gain", "(other + 2)",
             "2 ** (other / gain)", "4 ** (other - gain)", "2**other", "4 * gain"))],
        "Gains act by their ratio, other / gain, and not by their difference.":
            [f"lr * {a} ** {b}" for a in ("(other - gain)", "(1 + other - gain)") for b in (1, 2)],
    },
)  # fmt: skip
