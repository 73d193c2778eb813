"""Exercise `smooth`: take a discount off counts, and share it out by a lower order."""

from mlp_helpers.exercises.compare import same
from mlp_helpers.exercises.slips import exercise, raised

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
        "What was taken off is lost; add discount * len(counts) * lower[character], then divide.":
            (ALL, f"{KEPT} / total"),
        "What is given to all was never taken off: take the discount off each count.":
            (KEPT, "counts.get(character, 0)"),
        "The discount was given back once, but it was taken off len(counts) times.":
            (FREED, "discount"),
        "What was taken off was shared out equally; share it out in proportion to `lower`.":
            (GIVEN, "freed / len(lower)"),
        "What was taken off was given whole to every character; multiply it by lower[character].":
            (GIVEN, "freed"),
        "Only the characters without a count were given something; all of them get their part.":
            (GIVEN, "(0 if character in counts else freed * share)"),
        "All that was taken off went to the characters without a count; all get their part.":
            [(GIVEN, f"(0 if character in counts else {part})") for part in
             ("freed * share / sum(lower[other] for other in lower if other not in counts)",
              "freed / (len(lower) - len(counts))")],
        "Only the characters with a count were given something; all of them get their part.":
            [(GIVEN, f"({part} if character in counts else 0)") for part in
             ("freed * share", "discount * share")],
        "You divided by the number of different characters; divide by the sum of the counts.":
            [(TOTAL, "total = len(counts)"), (TOTAL, "total = len(lower)")],
        "You divided by what the discount leaves of the counts, so that nothing is over for the "
        "others; divide by the sum of the counts, and give back what was taken off.":
            (ALL, f"{KEPT} / (total - freed)"),
        "You divided by what the discount leaves of the counts; divide by their full sum.":
            (ALL, f"({KEPT} + {GIVEN}) / (total - freed)"),
        "You divided by more than the sum of the counts; divide by the sum of the counts.":
            [(ALL, f"({KEPT} + {GIVEN}) / (total + {more})")
             for more in ("1", "freed", "discount * len(lower)", "len(counts)", "len(lower)")],
        "These are still counts; divide by the sum of the counts.": (" / total", ""),
        "What is given back is not divided by the sum of the counts: brackets are missing.":
            (ALL, f"{KEPT} / total + {GIVEN}"),
        "What the counts keep is not divided by their sum: brackets around both parts are missing.":
            (ALL, f"{KEPT} + {GIVEN} / total"),
        "These are the plain shares of the counts; the discount is missing.":
            (ALL, "counts.get(character, 0) / total"),
        "A whole count was given back for each character; only the discount was taken off.":
            (FREED, "len(counts)"),
        "The discount is taken off a character once, however often it followed: len(counts) times.":
            (FREED, "discount * total"),
        "The discount is taken off those that followed only: times len(counts), not by len(lower).":
            (FREED, "discount * len(lower)"),
        "Counts that are equal were taken for one: multiply by len(counts), the number of keys.":
            (FREED, "discount * len(set(counts.values()))"),
        "A character that did not follow keeps 0, not a count below 0: max(count - discount, 0).":
            [(KEPT, "counts.get(character, 0) - discount"),
             (KEPT, "abs(counts.get(character, 0) - discount)")],
        "A character that did not follow counts 1 here; it counts 0.":
            ("(character, 0)", "(character, 1)"),
        "This mixes the shares with `lower`; a discount is subtracted from the counts.":
            [(ALL, f"(1 - {n}) * counts.get(character, 0) / total + {n} * share")
             for n in ("discount", "freed / total")],
        "The discount was added to each count; take it off.":
            [(KEPT, f"counts.get(character, 0) + discount{n}") for n in ("",
             " * (character in counts)")],
        "The discount was taken off the shares; take it off the counts, before you divide.":
            [(ALL, f"max(counts.get(character, 0) / total - discount, 0) + {given}") for given in
             ("freed * share", "freed * share / total", "discount * share")],
        "The counts were multiplied by the discount; subtract it.":
            [(KEPT, "counts.get(character, 0) * discount"),
             (KEPT, "counts.get(character, 0) * (1 - discount)")],
        "This is only what is given back; add what the counts keep.": (f"{KEPT} + ", ""),
        "These are losses; return the probabilities.":
            "{key: -math.log(p) for key, p in right(counts, lower, discount).items()}",
    },
    symptoms={
        "A character that did not follow is no key of `counts`: counts.get(character, 0) is 0.":
            raised("KeyError"),
        "`counts` may be empty. Its sum is 0 then, so do not divide; return those of `lower`.":
            raised("ZeroDivisionError"),
        "The result does not hold all characters: go through the keys of `lower`, not of `counts`.":
            lambda result, counts, lower, discount: counts and result.keys() < lower.keys(),
        "If `counts` is empty, return the probabilities of `lower`.":
            lambda got, counts, lower, _: not counts and not same(got, lower) and got.keys,
        "The result does not sum to 1: give back as much as was taken off, and divide both alike.":
            lambda result, *case: not 0.999 < sum(result.values()) < 1.001,
    },
)  # fmt: skip
