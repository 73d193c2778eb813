"""Exercise `diagnose`: what is wrong with a network, by the first rule that applies."""

from itertools import combinations

from mlp_helpers.exercises.slips import exercise

RULES = {
    "no signal": "any spread is 0",
    "vanishing": "the last spread is less than a quarter of the first",
    "exploding": "the last spread is more than four times the first",
    "saturated": "the mean of `saturated` is above 0.3",
    "too slow": "`ratio` is below 0.0005",
    "too fast": "`ratio` is above 0.015",
}
TEXTS = [*RULES, "healthy"]
NORMAL, FEW, MANY = [0.76, 0.69, 0.66], [0.24, 0.1, 0.06], [0.5, 0.42, 0.4]
RATIOS = [4e-3, 3e-4, 0.02, 1e-3, 8e-4, 0.012, 5e-4, 0.015, 4.5e-4, 5.5e-4, 0.0145, 0.0155]
SPREADS = [
    *([0.5, 0.3, 0.0], [0.5, 0.0, 0.4], [0.0, 0.3, 0.3], [1.0, 6.0, 2.0], [1.0, 0.1, 0.5]),
    *([1.0, 0.5, 0.25], [0.25, 0.5, 1.0], [0.8, 0.5, 0.3], [0.2, 0.5, 0.6], [1.0, 0.5, 0.22]),
    *([2.0, 1.0, 0.45], [2.0, 2.5, 3.0], [0.3, 0.6, 1.5], [0.3, 0.6, 1.05], [0.1, 0.2, 0.2]),
    *([3.0, 4.0, 5.0], [2.0, 1.0, 0.6], [1.0, 0.1, 6.0]),
]
SHARES = [
    *([0.4, 0.1, 0.1], [0.1, 0.1, 0.4], [0.8, 0.25, 0.2], [0.2, 0.25, 0.8], [0.08, 0.52], [0.31]),
    *([0.2, 0.28, 0.6], [0.1, 0.35, 0.4], [0.9, 0.0, 0.0, 0.0]),
]
NO_SIGNAL, MEAN = "0 in spreads", "sum(saturated) / len(saturated)"
SHRUNK, GROWN = "spreads[-1] < spreads[0] / 4", "spreads[-1] > 4 * spreads[0]"
AT_LIMITS = ("< spreads", "> 4", "> 0.3", "< 0.0005", "> 0.015")


def first(*rules):
    """The solution with these rules before all others."""
    code = "".join(f'if {rule}:\n        return "{name}"\n    ' for name, rule in rules)
    return ("if " + NO_SIGNAL, code + "if " + NO_SIGNAL)


def applies(result, spreads, saturated, ratio):
    """Whether the rule of this name applies, were it the only one."""
    alone = [(spreads, [0.0], 0.001), ([s or 1e-9 for s in spreads], [0.0], 0.001),
             ([1.0], saturated, 0.001), ([1.0], [0.0], ratio)]  # fmt: skip
    return result in [EXERCISE.answer(*case) for case in alone]


EXERCISE = exercise(
    "diagnose",
    cases=[
        *((NORMAL, FEW, ratio) for ratio in RATIOS),
        *((spreads, FEW, 0.004) for spreads in SPREADS),
        *((NORMAL, shares, 0.004) for shares in SHARES),
        *((NORMAL, MANY, ratio) for ratio in (0.004, 0.02, 0.0001)),
        *(([0.76, 0.69, 0.1], FEW, 0.0003), ([0.76, 0.2, 0.1], MANY, 0.02)),
        *(([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 0.0), ([0.5, 0.0, 0.4, 0.6], MANY, 0.02)),
        ([1.8, 3.0, 8.4], [0.6, 0.8, 0.9], 0.02),
    ],
    mistakes={
        "A spread of 0 in any layer means no signal; you looked at the last layer only.":
            (NO_SIGNAL, "spreads[-1] == 0"),
        "A spread of 0 in any layer means no signal; you looked at the first layer only.":
            (NO_SIGNAL, "spreads[0] == 0"),
        "One spread of 0 is enough for no signal; you asked for all of them.":
            [(NO_SIGNAL, "max(spreads) == 0"), (NO_SIGNAL, "spreads[0] == spreads[-1] == 0")],
        "The rule for no signal is missing; it comes first.": (NO_SIGNAL, "False"),
        'At the limit itself a rule does not apply: "less than" and "below" are <, "more than" and '
        '"above" are >. Compare with < and >.':
            [sum(((old, old.replace(" ", "= ")) for old in chosen), ())
             for n in range(1, 6) for chosen in combinations(AT_LIMITS, n)],
        "Vanishing and exploding are exchanged: the last spread is compared with the first.":
            ('"vanishing"', "'exploding'", '"exploding"', '"vanishing"'),
        "Any smaller last spread counts as vanishing here, any larger one as exploding; a factor "
        "of four is asked for.": (" / 4", "", "4 * ", ""),
        "You compared the smallest and the largest spread with the first; take the last one.":
            (SHRUNK, "min(spreads) < spreads[0] / 4", GROWN, "max(spreads) > 4 * spreads[0]"),
        "For saturation the mean over the layers counts; you took the largest share.":
            (MEAN, "max(saturated)"),
        "For saturation the mean over the layers counts; you took the last layer.":
            (MEAN, "saturated[-1]"),
        "For saturation the mean over the layers counts; you took the first layer.":
            (MEAN, "saturated[0]"),
        "For saturation the mean over the layers counts; you took the sum.":
            (" / len(saturated)", ""),
        "The order of the rules counts: saturation comes before the two rules for `ratio`.":
            (MEAN + " > 0.3", MEAN + " > 0.3 and 0.0005 <= ratio <= 0.015"),
        "The order of the rules counts: rule 2, vanishing, comes before rule 5, too slow.":
            first(("no signal", NO_SIGNAL), ("too slow", "ratio < 0.0005")),
        "The last rule that applies wins here; it should be the first: return at once.":
            first(("too fast", "ratio > 0.015"), ("too slow", "ratio < 0.0005"),
            ("saturated", MEAN + " > 0.3"),
                  ("exploding", GROWN), ("vanishing", SHRUNK)),
        "The guide of 0.001 was taken for both limits; they are 0.0005 and 0.015.":
            ("0.0005", "0.001", "0.015", "0.001"),
    },
    symptoms={
        'The text must be one of the seven of the list, letter by letter, such as "no signal".':
            lambda result, *case: isinstance(result, str) and result not in TEXTS,
        **{
            f'"{name}" is right only if {rule}; here it is returned in another case, too.':
                lambda got, *case, name=name: got == name and not applies(got, *case)
            for name, rule in RULES.items()
        },
        **{
            f'If {rule} and no rule before applies, it is "{name}"; here it is "healthy".':
                lambda got, *case, name=name: got == "healthy" and name == EXERCISE.answer(*case)
            for name, rule in RULES.items()
        },
        "The order of the rules counts: for one case you return a rule that applies, but one "
        "before it in the list applies, too.":
            lambda result, *case: result in RULES and result != EXERCISE.answer(*case),
    },
)  # fmt: skip
