"""Exercise `smooth`: take a discount off counts, and share it out by a lower order."""

from mlp_helpers.exercises.compare import same
from mlp_helpers.exercises.slips import exercise

KEPT, GIVEN = "max(counts.get(character, 0) - discount, 0)", "freed * share"
TOTAL, FREED = "total = sum(counts.values())", "discount * len(counts)"
ALL = f"({KEPT} + {GIVEN}) / total"

EXERCISE = exercise(
    "smooth",
    cases=[
        ({"a": 3, "n": 1}, {"a": 0.5, "n": 0.3, ".": 0.2}, 0.5),
        ({"e": 5, "a": 2, "n": 1}, {"a": 0.3, "e": 0.25, "i": 0.2, "n": 0.15, ".": 0.1}, 0.75),
        ({}, {"a": 0.6, "b": 0.3, ".": 0.1}, 0.75),
        ({"x": 1}, {"x": 0.125, "y": 0.5625, "z": 0.3125}, 0.3),
        ({"a": 2, "b": 4, "c": 5}, {"a": 0.6, "b": 0.3, "c": 0.1}, 0.9),
        ({"b": 2, "a": 2, "c": 1}, {"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4}, 0.6),
    ],
    mistakes={
        "What was taken off was shared out equally; share it out in proportion to `lower`.":
            (GIVEN, "freed / len(lower)"),
        "Only some characters were given something back; all of them get their part of it.":
            [(GIVEN, f"(0 if character in counts else {part})") for part in ("freed * share",
             "freed * share / sum(lower[other] for other in lower if other not in counts)",
             "freed / (len(lower) - len(counts))")] + [(GIVEN,
             f"({part} * share if character in counts else 0)") for part in ("freed", "discount")],
        "The divisor is wrong: divide by the full sum of the counts, sum(counts.values()).":
            [(TOTAL, f"total = len({of})") for of in ("counts", "lower")]
             + [(ALL, f"({KEPT} + {GIVEN}) / (total {more})") for more in ("- freed",
             "+ 1", "+ freed", "+ discount * len(lower)", "+ len(counts)", "+ len(lower)")],
        "Brackets are missing: both parts are divided by the sum of the counts.":
            [(ALL, f"{KEPT} / total + {GIVEN}"), (ALL, f"{KEPT} + {GIVEN} / total")],
        "Empty `counts` are not treated: nothing was counted, so return the shares of `lower`.":
            ("    if not counts:\n        return dict(lower)\n", ""),
        "These are the plain shares of the counts; the discount is missing.":
            (ALL, "counts.get(character, 0) / total"),
        "Another sum is given back than was taken off, which is discount * len(counts).":
            [(FREED, of) for of in ("discount", "len(counts)",
             "discount * total", "discount * len(lower)", "discount * len(set(counts.values()))")],
        "A character that did not follow counts 0, and keeps 0: max(count - discount, 0).":
            [(KEPT, "counts.get(character, 0) - discount"), (KEPT,
             "abs(counts.get(character, 0) - discount)"), ("(character, 0)", "(character, 1)")],
        "The discount was added, or multiplied by; subtract it from each count.":
            [(KEPT, f"counts.get(character, 0) {wrong}") for wrong in ("+ discount",
             "+ discount * (character in counts)", "* discount", "* (1 - discount)")],
        "The discount was taken off the shares; take it off the counts, before you divide.":
            [(ALL, f"max(counts.get(character, 0) / total - discount, 0) + {given}")
             for given in ("freed * share", "freed * share / total", "discount * share")],
        "This mixes the shares with `lower`; a discount is subtracted from the counts.":
            "{c: (1 - discount) * counts.get(c, 0) / sum(counts.values()) + discount * lower[c] "
            "for c in lower} if counts else dict(lower)",
    },
    symptoms={
        "The result lacks some characters: go through the keys of `lower`, not of `counts`.":
            lambda result, counts, lower, discount: counts and result.keys() < lower.keys(),
        "If `counts` is empty, return the probabilities of `lower`.":
            lambda got, counts, lower, _: not counts and not same(got, lower) and got.keys,
        "The result does not sum to 1: give back as much as was taken off, and divide both alike.":
            lambda result, *case: not 0.999 < sum(result.values()) < 1.001,
    },
)  # fmt: skip
