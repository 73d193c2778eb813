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
NORMAL, FEW, MANY = [0.76, 0.69, 0.66], [0.24, 0.1, 0.06], [0.5, 0.42, 0.4]
RATIOS = [4e-3, 3e-4, 0.02, 1e-3, 8e-4, 0.012, 5e-4, 0.015, 4.5e-4, 5.5e-4, 0.0145, 0.0155]
SPREADS = [
    *([0.5, 0.3, 0.0], [0.5, 0.0, 0.4], [0.0, 0.3, 0.3], [1.0, 6.0, 2.0], [1.0, 0.1, 0.5]),
    *([1.0, 0.5, 0.25], [0.25, 0.5, 1.0], [0.8, 0.5, 0.3], [0.2, 0.5, 0.6], [1.0, 0.5, 0.22]),
    *([2.0, 1.0, 0.45], [2.0, 2.5, 3.0], [0.3, 0.6, 1.5], [0.1, 0.2, 0.2], [1.0, 0.1, 6.0]),
]
SHARES = [
    *([0.4, 0.1, 0.1], [0.1, 0.1, 0.4], [0.8, 0.25, 0.2], [0.2, 0.25, 0.8], [0.08, 0.52], [0.31]),
    *([0.2, 0.28, 0.6], [0.1, 0.35, 0.4], [0.9, 0.0, 0.0, 0.0]),
]
MEAN, AT_LIMITS = "sum(saturated) / len(saturated)", ("< sp", "> 4", "> 0.3", "< 0.0005", "> 0.015")


def applying(spreads, saturated, ratio):
    """The names of the rules that apply, in their order."""
    first, last, mean = spreads[0], spreads[-1], sum(saturated) / len(saturated)
    holds = (0 in spreads, last < first / 4, last > 4 * first, mean > 0.3, ratio < 5e-4)
    return [name for name, here in zip(RULES, (*holds, ratio > 0.015), strict=True) if here]


EXERCISE = exercise(
    "diagnose",
    cases=[
        *((NORMAL, FEW, ratio) for ratio in RATIOS),
        *((spreads, FEW, 0.004) for spreads in SPREADS),
        *((NORMAL, shares, 0.004) for shares in SHARES),
        *((NORMAL, MANY, 0.02), (NORMAL, MANY, 0.0001), ([0.76, 0.69, 0.1], FEW, 0.0003)),
        *(([0.76, 0.2, 0.1], MANY, 0.02), ([1.8, 3.0, 8.4], [0.6, 0.8, 0.9], 0.02)),
        *(([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 0.0), ([0.5, 0.0, 0.4, 0.6], MANY, 0.02)),
    ],
    mistakes={
        "At the limit itself a rule does not apply: compare with < and >, not with <= and >=.":
            [sum(((old, old.replace(" ", "= ")) for old in chosen), ())
             for n in range(1, 6) for chosen in combinations(AT_LIMITS, n)],
        "For saturation the mean over the layers counts, not the largest, one layer or the sum.":
            [(MEAN, f"{of}")
             for of in ("max(saturated)", "saturated[-1]", "saturated[0]", "sum(saturated)")],
    },
    symptoms={
        'The text must be one of the seven of the list, letter by letter, such as "no signal".':
            lambda result, *case: isinstance(result, str) and result not in (*RULES, "healthy"),
        **{f'"{name}" is right only if {rule}; here it is returned in another case, too.':
            lambda got, *case, name=name: got == name and name not in applying(*case)
            for name, rule in RULES.items()},
        **{f'If {rule} and no rule before applies, it is "{name}"; here it is "healthy".':
            lambda got, *case, name=name: got == "healthy" and applying(*case)[0] == name
            for name, rule in RULES.items()},
        "The order of the rules counts: a rule applies, but one before it in the list does, too.":
            lambda result, *case: result in applying(*case)[1:],
    },
)  # fmt: skip
