"""The exercises of notebook 09."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.exercises.framework import Answer, Exercise, draws

# ------------------------------------------------------------------------------ 09_update


def size_of_update(before: Tensor, after: Tensor) -> float:
    return ((after - before).std() / before.std()).item()


UPDATE = Exercise(
    answer=size_of_update,
    cases=[
        (torch.tensor([1.0, 3.0]), torch.tensor([1.1, 3.3])),
        (draws(1, 6, 4) + 2, draws(1, 6, 4) + 2.5 + 0.3 * draws(2, 6, 4)),
        (draws(3, 5, 3), 0.5 * draws(4, 5, 3)),
        (draws(5, 20) - 1, draws(5, 20) - 1),
    ],
    mistakes={
        "This is the change of the spread; take the change first, number by number, and then its "
        "standard deviation.": (
            lambda before, after: (after.std() - before.std()).abs() / before.std()
        ),
        "This is the change of the spread, with its sign; take the change first, number by "
        "number, and then its standard deviation.": (
            lambda before, after: (after.std() - before.std()) / before.std()
        ),
        "This is the spread after the step over that before it; the change is missing.": (
            lambda before, after: after.std() / before.std()
        ),
        "You divided by the spread after the step; divide by the one before it.": (
            lambda before, after: (after - before).std() / after.std()
        ),
        "This is the spread of the change; divide it by the spread of the weight.": (
            lambda before, after: (after - before).std()
        ),
        "You divided each change by its own number; take the two standard deviations first.": (
            lambda before, after: ((after - before) / before).std()
        ),
        "You averaged the change of each number over its own size; divide one standard deviation "
        "by the other.": lambda before, after: ((after - before) / before).abs().mean(),
        "These are mean absolute values; take standard deviations.": (
            lambda before, after: (after - before).abs().mean() / before.abs().mean()
        ),
        "These are lengths; a standard deviation leaves out the mean, a length does not.": (
            lambda before, after: (after - before).norm() / before.norm()
        ),
        "These are variances; take standard deviations, their square roots.": (
            lambda before, after: (after - before).var() / before.var()
        ),
        "The change was taken with correction=0 and the weight without; .std() as it stands does "
        "for both.": lambda before, after: (after - before).std(correction=0) / before.std(),
        "The weight was taken with correction=0 and the change without; .std() as it stands does "
        "for both.": lambda before, after: (after - before).std() / before.std(correction=0),
        "This is the logarithm; return the ratio itself.": (
            lambda before, after: ((after - before).std() / before.std()).log10()
        ),
        "The fraction stands upside down: the change belongs above the line.": (
            lambda before, after: before.std() / (after - before).std()
        ),
    },
)


# -------------------------------------------------------------------------------- 09_norm


def gradient_norm(gradients: list[Tensor | None]) -> float:
    return float(_all_numbers(gradients).norm())


def _all_numbers(gradients: list[Tensor | None]) -> Tensor:
    return torch.cat([gradient.flatten() for gradient in gradients if gradient is not None])


def _of_each(combine: Callable[[Tensor], Tensor]) -> Answer:
    """The mistake of making something else of the single tensors' norms."""
    return lambda gradients: combine(
        torch.stack([gradient.norm() for gradient in gradients if gradient is not None])
    )


NORM = Exercise(
    answer=gradient_norm,
    cases=[
        ([torch.tensor([[3.0, 0.0], [0.0, 4.0]]), None, torch.tensor([12.0])],),
        ([draws(6, 5, 4), draws(7, 4), None, draws(8, 4, 3) - 1],),
        ([draws(9, 3, 2, 2) * 0.1],),
        ([None, draws(10, 7) + 2, draws(11, 2, 2)],),
    ],
    mistakes={
        "These are the tensors' norms, added up; add up the squares of all numbers, and take one "
        "root at the end.": _of_each(torch.sum),
        "This is the mean of the tensors' norms; add up the squares of all numbers, and take one "
        "root at the end.": _of_each(torch.mean),
        "This is the largest norm of a single tensor; all tensors together are one vector.": (
            _of_each(torch.max)
        ),
        "The root is missing: this is the sum of the squares.": (
            lambda gradients: _all_numbers(gradients).square().sum()
        ),
        "This is the root of the mean square; a length is the root of the sum.": (
            lambda gradients: _all_numbers(gradients).square().mean().sqrt()
        ),
        "This is the sum of the absolute values; a length is the root of the sum of squares.": (
            lambda gradients: _all_numbers(gradients).abs().sum()
        ),
        "This is the standard deviation of all numbers; a length leaves no mean out and divides "
        "by nothing.": lambda gradients: _all_numbers(gradients).std(),
        "This is the largest number; the length takes all of them.": (
            lambda gradients: _all_numbers(gradients).abs().max()
        ),
        "This is the norm of the first tensor only; the list may hold more.": (
            lambda gradients: next(g for g in gradients if g is not None).norm()
        ),
        "This is the norm of the last tensor only: is the result set anew in each round of the "
        "loop?": lambda gradients: [g for g in gradients if g is not None][-1].norm(),
        "The signs are lost in squares, not in sums: square each number before adding.": (
            lambda gradients: _all_numbers(gradients).sum().abs()
        ),
    },
    symptoms={
        "A parameter without a gradient has None in the list; leave it out.": (
            lambda result, gradients: "NoneType" in str(result)
        ),
        "A tensor of several numbers is neither true nor false: ask `if gradient is not None`.": (
            lambda result, gradients: "Boolean value of Tensor" in str(result)
        ),
    },
)


# ----------------------------------------------------------------------------- 09_average


def moving_average(ratios: list[float], window: int) -> list[float]:
    return _windows([math.log10(ratio) for ratio in ratios], window)


def _windows(values: list[float], window: int, step: int = 1) -> list[float]:
    """The mean of each window of `values`, from every `step`-th place on."""
    places = range(0, len(values) - window + 1, step)
    return [sum(values[place : place + window]) / window for place in places]


def _with_logarithm(log: Callable[[float], float]) -> Answer:
    """The mistake of taking another logarithm, or none."""
    return lambda ratios, window: _windows([log(ratio) for ratio in ratios], window)


def _shortened(ratios: list[float], window: int, *, front: bool, back: bool) -> list[float]:
    """Windows that reach over the list's ends, and are shorter there."""
    logs = [math.log10(ratio) for ratio in ratios]
    first = -window + 1 if front else 0
    last = len(logs) if back else len(logs) - window + 1
    return [
        statistics.mean(logs[max(0, place) : place + window])
        for place in range(first, last)
        if place + window > 0
    ]


AVERAGE = Exercise(
    answer=moving_average,
    cases=[
        ([0.001, 0.01, 0.01, 0.1], 2),
        ([0.002, 0.004, 0.001, 0.008, 0.003, 0.006, 0.009], 3),
        ([0.5, 0.02, 0.3], 1),
        ([0.01, 0.04, 0.002], 3),
        ([0.003, 0.05, 0.0007, 0.02, 0.009, 0.0004], 4),
    ],
    mistakes={
        "You averaged the ratios and took the logarithm of the mean; take the logarithms first.": (
            lambda ratios, window: [math.log10(mean) for mean in _windows(ratios, window)]
        ),
        "The logarithms are missing: these are means of the ratios themselves.": (
            _with_logarithm(lambda ratio: ratio)
        ),
        "This is the natural logarithm; the one with base 10 is math.log10.": (
            _with_logarithm(math.log)
        ),
        "This is the logarithm with base 2; the one with base 10 is math.log10.": (
            _with_logarithm(math.log2)
        ),
        "The last window is missing: it begins at len(ratios) - window; range needs one more.": (
            lambda ratios, window: moving_average(ratios, window)[:-1]
        ),
        "These are blocks side by side; the next window begins one place further on.": (
            lambda ratios, window: _windows([math.log10(r) for r in ratios], window, window)
        ),
        "Windows at the beginning are shorter than `window`; the first full one comes first.": (
            lambda ratios, window: _shortened(ratios, window, front=True, back=False)
        ),
        "Windows at the end are shorter than `window`; stop where the last full one begins.": (
            lambda ratios, window: _shortened(ratios, window, front=False, back=True)
        ),
        "These are sums; divide each by `window`.": (
            lambda ratios, window: [window * mean for mean in moving_average(ratios, window)]
        ),
        "You returned powers of 10 of the means; return the means of the logarithms.": (
            lambda ratios, window: [10**mean for mean in moving_average(ratios, window)]
        ),
        "The sign is turned round: logarithms of numbers below 1 are negative.": (
            lambda ratios, window: [-mean for mean in moving_average(ratios, window)]
        ),
        "These are medians; take the mean of each window.": (
            lambda ratios, window: [
                statistics.median(math.log10(ratio) for ratio in ratios[place : place + window])
                for place in range(len(ratios) - window + 1)
            ]
        ),
        "These are the right numbers in a tensor: .tolist() makes a list of it.": (
            lambda ratios, window: torch.tensor(moving_average(ratios, window))
        ),
    },
)


# ------------------------------------------------------------------------------ 09_factor


def factor_per_layer(spreads: list[float]) -> float:
    return float((spreads[0] / spreads[-1]) ** (1 / (len(spreads) - 1)))


def _quotients(spreads: list[float]) -> list[float]:
    """What the gradient is multiplied by at each layer on its way back."""
    return [before / after for before, after in pairwise(spreads)]


FACTOR = Exercise(
    answer=factor_per_layer,
    cases=[
        ([1.0, 4.0, 16.0],),
        ([0.3, 0.1],),
        ([6e-7, 1.2e-6, 2.4e-6, 5e-6, 1e-5],),
        ([3.3e-5, 2.5e-5, 9e-6, 1.3e-5, 1e-5, 8e-6],),
        ([2.0, 5.0, 2.0],),
    ],
    mistakes={
        "The direction is turned round: the gradient comes from the last layer, so the first "
        "spread stands above the line.": lambda spreads: 1 / factor_per_layer(spreads),
        "You took a root too many: between n layers there are n − 1 steps.": (
            lambda spreads: (spreads[0] / spreads[-1]) ** (1 / len(spreads))
        ),
        "The direction is turned round, and between n layers there are n − 1 steps, not n.": (
            lambda spreads: (spreads[-1] / spreads[0]) ** (1 / len(spreads))
        ),
        "This is the factor over all layers; take the root that makes it the factor for one.": (
            lambda spreads: spreads[0] / spreads[-1]
        ),
        "You divided the whole factor by the number of steps; factors multiply, so take a root.": (
            lambda spreads: spreads[0] / spreads[-1] / (len(spreads) - 1)
        ),
        "This is the arithmetic mean of the factors; they are multiplied, not added, so their "
        "average is a root of their product.": lambda spreads: statistics.mean(_quotients(spreads)),
        "This is the median of the factors; the number asked for gives the first spread when "
        "multiplied again and again.": lambda spreads: statistics.median(_quotients(spreads)),
        "This is the square root whatever the number of layers; three layers are a special case.": (
            lambda spreads: (spreads[0] / spreads[-1]) ** 0.5
        ),
        "This is the factor from the second layer to the first only; average over all layers.": (
            lambda spreads: spreads[0] / spreads[1]
        ),
        "This is the logarithm of the factor; the factor itself is its exponential.": (
            lambda spreads: math.log(factor_per_layer(spreads))
        ),
        "This is the base-10 logarithm of the factor; return the factor itself.": (
            lambda spreads: math.log10(factor_per_layer(spreads))
        ),
    },
)


# ---------------------------------------------------------------------------- 09_diagnose

Rule = Callable[[list[float], list[float], float], bool]

RULES: dict[str, Rule] = {
    "no signal": lambda spreads, saturated, ratio: min(spreads) == 0,
    "vanishing": lambda spreads, saturated, ratio: spreads[-1] < spreads[0] / 4,
    "exploding": lambda spreads, saturated, ratio: spreads[-1] > 4 * spreads[0],
    "saturated": lambda spreads, saturated, ratio: statistics.mean(saturated) > 0.3,
    "too slow": lambda spreads, saturated, ratio: ratio < 0.0005,
    "too fast": lambda spreads, saturated, ratio: ratio > 0.015,
}


def diagnose(spreads: list[float], saturated: list[float], ratio: float) -> str:
    return _by(RULES)(spreads, saturated, ratio)


def _by(rules: dict[str, Rule]) -> Callable[[list[float], list[float], float], str]:
    """The first rule that applies, in their order."""

    def first(spreads: list[float], saturated: list[float], ratio: float) -> str:
        found = (name for name, applies in rules.items() if applies(spreads, saturated, ratio))
        return next(found, "healthy")

    return first


def _with(**rules: Rule) -> Answer:
    """The mistake of another rule in the place of the right one."""
    return _by({name: rules.get(name.replace(" ", "_"), rule) for name, rule in RULES.items()})


def _ordered(*names: str) -> Answer:
    """The mistake of these rules coming first."""
    return _by({**{name: RULES[name] for name in names}, **RULES})


NORMAL = [0.76, 0.69, 0.66]
FEW, MANY = [0.24, 0.1, 0.06], [0.5, 0.42, 0.4]

DIAGNOSE = Exercise(
    answer=diagnose,
    cases=[
        (NORMAL, FEW, 0.004),
        (NORMAL, FEW, 0.0003),
        ([0.76, 0.69, 0.1], FEW, 0.0003),
        ([0.76, 0.2, 0.1], MANY, 0.02),
        ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 0.0),
        ([0.5, 0.3, 0.0], FEW, 0.004),
        ([0.5, 0.0, 0.4], FEW, 0.004),
        ([0.0, 0.3, 0.3], FEW, 0.004),
        ([1.8, 3.0, 8.4], [0.6, 0.8, 0.9], 0.02),
        ([1.0, 6.0, 2.0], FEW, 0.004),
        ([1.0, 0.1, 0.5], FEW, 0.004),
        ([1.0, 0.5, 0.25], FEW, 0.004),
        ([0.25, 0.5, 1.0], FEW, 0.004),
        ([0.8, 0.5, 0.3], FEW, 0.004),
        ([0.2, 0.5, 0.6], FEW, 0.004),
        (NORMAL, MANY, 0.004),
        (NORMAL, MANY, 0.02),
        (NORMAL, MANY, 0.0001),
        (NORMAL, [0.4, 0.1, 0.1], 0.004),
        (NORMAL, [0.1, 0.1, 0.4], 0.004),
        (NORMAL, [0.8, 0.25, 0.2], 0.004),
        (NORMAL, [0.2, 0.25, 0.8], 0.004),
        (NORMAL, FEW, 0.02),
        (NORMAL, FEW, 0.001),
        (NORMAL, FEW, 0.0008),
        (NORMAL, FEW, 0.012),
        (NORMAL, FEW, 0.0005),
        (NORMAL, FEW, 0.015),
    ],
    mistakes={
        "A spread of 0 in any layer means no signal; you looked at the last layer only.": (
            _with(no_signal=lambda spreads, saturated, ratio: spreads[-1] == 0)
        ),
        "A spread of 0 in any layer means no signal; you looked at the first layer only.": (
            _with(no_signal=lambda spreads, saturated, ratio: spreads[0] == 0)
        ),
        "One spread of 0 is enough for no signal; you asked for all of them.": (
            _with(no_signal=lambda spreads, saturated, ratio: max(spreads) == 0)
        ),
        "The rule for no signal is missing; it comes first.": (
            _with(no_signal=lambda spreads, saturated, ratio: False)
        ),
        "A last spread of exactly a quarter or four times the first is still normal: compare "
        "with < and >.": _with(
            vanishing=lambda spreads, saturated, ratio: spreads[-1] <= spreads[0] / 4,
            exploding=lambda spreads, saturated, ratio: spreads[-1] >= 4 * spreads[0],
        ),
        "Vanishing and exploding are exchanged: the last spread is compared with the first.": (
            _with(
                vanishing=lambda spreads, saturated, ratio: spreads[-1] > 4 * spreads[0],
                exploding=lambda spreads, saturated, ratio: spreads[-1] < spreads[0] / 4,
            )
        ),
        "Any smaller last spread counts as vanishing here, any larger one as exploding; a factor "
        "of four is asked for.": _with(
            vanishing=lambda spreads, saturated, ratio: spreads[-1] < spreads[0],
            exploding=lambda spreads, saturated, ratio: spreads[-1] > spreads[0],
        ),
        "You compared the smallest and the largest spread with the first; take the last one.": (
            _with(
                vanishing=lambda spreads, saturated, ratio: min(spreads) < spreads[0] / 4,
                exploding=lambda spreads, saturated, ratio: max(spreads) > 4 * spreads[0],
            )
        ),
        "For saturation the mean over the layers counts; you took the largest share.": (
            _with(saturated=lambda spreads, saturated, ratio: max(saturated) > 0.3)
        ),
        "For saturation the mean over the layers counts; you asked that all are above 0.3.": (
            _with(saturated=lambda spreads, saturated, ratio: min(saturated) > 0.3)
        ),
        "For saturation the mean over the layers counts; you took the last layer.": (
            _with(saturated=lambda spreads, saturated, ratio: saturated[-1] > 0.3)
        ),
        "For saturation the mean over the layers counts; you took the first layer.": (
            _with(saturated=lambda spreads, saturated, ratio: saturated[0] > 0.3)
        ),
        "For saturation the mean over the layers counts; you took the sum.": (
            _with(saturated=lambda spreads, saturated, ratio: sum(saturated) > 0.3)
        ),
        "The order of the rules counts: saturation comes before the two rules for `ratio`.": (
            _ordered("no signal", "vanishing", "exploding", "too slow", "too fast")
        ),
        "The order of the rules counts: the spreads come before `ratio`.": (
            _ordered("no signal", "too slow", "too fast")
        ),
        "The order of the rules counts: rule 2, vanishing, comes before rule 5, too slow.": (
            _ordered("no signal", "too slow")
        ),
        "The order of the rules counts: vanishing and exploding come before saturated.": (
            _ordered("no signal", "saturated")
        ),
        "The last rule that applies wins here; it should be the first: return at once.": (
            _by(dict(reversed(RULES.items())))
        ),
        "Too slow and too fast are exchanged: a low ratio is slow.": (
            _with(
                too_slow=lambda spreads, saturated, ratio: ratio > 0.015,
                too_fast=lambda spreads, saturated, ratio: ratio < 0.0005,
            )
        ),
        "The guide of 0.001 was taken for both limits; they are 0.0005 and 0.015.": (
            _with(
                too_slow=lambda spreads, saturated, ratio: ratio < 0.001,
                too_fast=lambda spreads, saturated, ratio: ratio > 0.001,
            )
        ),
    },
    symptoms={
        'The text must be one of the seven of the list, letter by letter, such as "no signal".': (
            lambda result, *arguments: _is_unknown(result)
        ),
        'At the limit itself a rule does not apply: "less than" and "below" are <, "more than" and '
        '"above" are >.': lambda result, *arguments: _applies_at_the_limit(result, *arguments),
        "The order of the rules counts: for one case you return a rule that applies, but one "
        "before it in the list applies, too.": (
            lambda result, *arguments: _comes_too_late(result, *arguments)
        ),
    },
)


def _is_unknown(result: Any) -> bool:
    return isinstance(result, str) and result not in {*RULES, "healthy"}


def _applies_at_the_limit(
    result: Any, spreads: list[float], saturated: list[float], ratio: float
) -> bool:
    at_the_limit = {
        "vanishing": spreads[-1] == spreads[0] / 4,
        "exploding": spreads[-1] == 4 * spreads[0],
        "too slow": ratio == 0.0005,
        "too fast": ratio == 0.015,
    }
    right = diagnose(spreads, saturated, ratio)
    return isinstance(result, str) and result != right and at_the_limit.get(result, False)


def _comes_too_late(result: Any, *arguments: Any) -> bool:
    """Whether the result is a rule that applies, but not the first one."""
    applies = RULES.get(result) if isinstance(result, str) else None
    return applies is not None and applies(*arguments) and result != diagnose(*arguments)


EXERCISES = {
    "09_update": UPDATE,
    "09_norm": NORM,
    "09_average": AVERAGE,
    "09_factor": FACTOR,
    "09_diagnose": DIAGNOSE,
}
