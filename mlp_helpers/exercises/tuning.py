"""The exercises of notebook 10."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.exercises.framework import Answer, Exercise, Raised, draws, same


def _raised(kind: str) -> Callable[..., bool]:
    """The symptom of an exception of this kind."""
    return lambda result, *case: isinstance(result, Raised) and result.kind == kind


# ------------------------------------------------------------------------------ 10_smooth

Counts = dict[str, int]
Shares = dict[str, float]


def smoothed(counts: Counts, lower: Shares, discount: float) -> Shares:
    return _each(lambda n, p, d, kinds, total: (max(n - d, 0) + d * kinds * p) / total)(
        counts, lower, discount
    )


def _each(
    probability: Callable[[int, float, float, int, int], float],
) -> Callable[[Counts, Shares, float], Shares]:
    """A formula for the probability of one character.

    It is given the character's count and its lower probability, the discount, the number of
    different characters that were counted, and the sum of their counts.
    """

    def answer(counts: Counts, lower: Shares, discount: float) -> Shares:
        if not counts:
            return dict(lower)
        kinds, total = len(counts), sum(counts.values())
        return {
            character: probability(counts.get(character, 0), share, discount, kinds, total)
            for character, share in lower.items()
        }

    return answer


def _without_lower(counts: Counts, lower: Shares, discount: float) -> Shares:
    freed = discount * len(counts) / len(lower)
    return _each(lambda n, p, d, kinds, total: (max(n - d, 0) + freed) / total)(
        counts, lower, discount
    )


def _of_all_characters(counts: Counts, lower: Shares, discount: float) -> Shares:
    freed = discount * len(lower)
    return _each(lambda n, p, d, kinds, total: (max(n - d, 0) + freed * p) / total)(
        counts, lower, discount
    )


def _backed_off(counts: Counts, lower: Shares, discount: float) -> Shares:
    """What was taken off goes to the characters without a count alone, all of it."""
    unseen = sum(share for character, share in lower.items() if character not in counts)
    return _each(lambda n, p, d, kinds, total: (n - d if n else d * kinds * p / unseen) / total)(
        counts, lower, discount
    )


def _is_incomplete(result: Any, counts: Counts, lower: Shares, discount: float) -> bool:
    return isinstance(result, dict) and bool(counts) and len(result) < len(lower)


def _is_not_lower(result: Any, counts: Counts, lower: Shares, discount: float) -> bool:
    return isinstance(result, dict) and not counts and not same(result, lower)


SMOOTH = Exercise(
    answer=smoothed,
    cases=[
        ({"a": 3, "n": 1}, {"a": 0.5, "n": 0.3, ".": 0.2}, 0.5),
        (
            {"e": 5, "a": 2, "n": 1},
            {"a": 0.3, "e": 0.25, "i": 0.2, "n": 0.15, ".": 0.1},
            0.75,
        ),
        ({}, {"a": 0.6, "b": 0.3, ".": 0.1}, 0.75),
        ({"x": 1}, {"x": 0.1, "y": 0.6, "z": 0.3}, 0.3),
        ({"a": 2, "b": 4}, {"a": 0.7, "b": 0.3}, 0.9),
    ],
    mistakes={
        "What was taken off is lost, so the result sums to less than 1; add discount * len(counts) "
        "* lower[character] before you divide.": (
            _each(lambda n, p, d, kinds, total: max(n - d, 0) / total)
        ),
        "What is given to all was never taken off, so the result sums to more than 1; take the "
        "discount off each count.": _each(
            lambda n, p, d, kinds, total: (n + d * kinds * p) / total
        ),
        "The discount was given back once, but it was taken off each different character: "
        "multiply it by len(counts).": (
            _each(lambda n, p, d, kinds, total: (max(n - d, 0) + d * p) / total)
        ),
        "What was taken off was shared out equally; share it out in proportion to `lower`.": (
            _without_lower
        ),
        "What was taken off was given whole to every character; give each its part, times "
        "lower[character].": (
            _each(lambda n, p, d, kinds, total: (max(n - d, 0) + d * kinds) / total)
        ),
        "Only the characters without a count were given something; all of them get their part.": (
            _each(lambda n, p, d, kinds, total: (n - d if n else d * kinds * p) / total)
        ),
        "All that was taken off went to the characters without a count; share it out among all "
        "characters.": _backed_off,
        "Only the characters with a count were given something; all of them get their part.": (
            _each(lambda n, p, d, kinds, total: (n - d + d * kinds * p if n else 0) / total)
        ),
        "You divided by the number of different characters; divide by the sum of the counts.": (
            _each(lambda n, p, d, kinds, total: (max(n - d, 0) + d * kinds * p) / kinds)
        ),
        "You divided by what the discount leaves of the counts, so that nothing is over for the "
        "others; divide by the sum of the counts, and give back what was taken off.": (
            _each(lambda n, p, d, kinds, total: max(n - d, 0) / (total - d * kinds))
        ),
        "You divided by what the discount leaves of the counts; divide by their full sum.": (
            _each(
                lambda n, p, d, kinds, total: (max(n - d, 0) + d * kinds * p) / (total - d * kinds)
            )
        ),
        "These are still counts; divide by the sum of the counts.": (
            _each(lambda n, p, d, kinds, total: max(n - d, 0) + d * kinds * p)
        ),
        "What is given back is not divided by the sum of the counts: parentheses around both parts "
        "are missing.": _each(lambda n, p, d, kinds, total: max(n - d, 0) / total + d * kinds * p),
        "What the counts keep is not divided by their sum: parentheses around both parts are "
        "missing.": _each(lambda n, p, d, kinds, total: max(n - d, 0) + d * kinds * p / total),
        "These are the plain shares of the counts; the discount is missing.": (
            _each(lambda n, p, d, kinds, total: n / total)
        ),
        "A whole count was given back for each different character; only the discount was taken "
        "off.": _each(lambda n, p, d, kinds, total: (max(n - d, 0) + kinds * p) / total),
        "The discount is taken off a character once, however often it followed: multiply by "
        "len(counts), not by the sum of the counts.": (
            _each(lambda n, p, d, kinds, total: (max(n - d, 0) + d * total * p) / total)
        ),
        "The discount is taken off the characters that followed only: multiply by len(counts), "
        "not by len(lower).": _of_all_characters,
        "A character that did not follow keeps 0, not a count below 0: max(count - discount, 0).": (
            _each(lambda n, p, d, kinds, total: (n - d + d * kinds * p) / total)
        ),
        "This mixes the shares with `lower`; a discount is subtracted from the counts.": (
            _each(lambda n, p, d, kinds, total: (1 - d) * n / total + d * p)
        ),
        "The counts were multiplied by the discount; subtract it.": (
            _each(lambda n, p, d, kinds, total: (d * n + d * kinds * p) / total)
        ),
        "These are losses; return the probabilities.": (
            lambda *case: {key: -math.log(p) for key, p in smoothed(*case).items()}
        ),
    },
    symptoms={
        "A character that did not follow is no key of `counts`: counts.get(character, 0) gives 0 "
        "for it.": _raised("KeyError"),
        "`counts` may be empty. Its sum is 0 then, so do not divide; return the probabilities of "
        "`lower`.": _raised("ZeroDivisionError"),
        "The result does not hold all characters: go through the keys of `lower`, not through "
        "those of `counts`.": _is_incomplete,
        "If `counts` is empty, return the probabilities of `lower`.": _is_not_lower,
    },
)


# -------------------------------------------------------------------------------- 10_adam

BETAS, EPS = (0.9, 0.999), 1e-8

Two = tuple[Tensor, Tensor]
Three = tuple[Tensor, Tensor, Tensor]


def adam_step(
    parameter: Tensor,
    gradient: Tensor,
    mean: Tensor,
    square: Tensor,
    step: int,
    lr: float,
    weight_decay: float,
) -> Three:
    return _step()(parameter, gradient, mean, square, step, lr, weight_decay)


def _averages(mean: Tensor, square: Tensor, g: Tensor) -> Two:
    return _mixed(mean, g, BETAS[0]), _mixed(square, g**2, BETAS[1])


def _mixed(old: Tensor, new: Tensor, beta: float) -> Tensor:
    return beta * old + (1 - beta) * new


def _corrected(mean: Tensor, square: Tensor, step: int) -> Two:
    return mean / (1 - BETAS[0] ** step), square / (1 - BETAS[1] ** step)


def _quotient(mean: Tensor, square: Tensor) -> Tensor:
    return mean / (square.sqrt() + EPS)


def _moved(p: Tensor, change: Tensor, lr: float, decay: float) -> Tensor:
    return p * (1 - lr * decay) - lr * change


def _step(
    averages: Callable[[Tensor, Tensor, Tensor], Two] = _averages,
    corrected: Callable[[Tensor, Tensor, int], Two] = _corrected,
    quotient: Callable[[Tensor, Tensor], Tensor] = _quotient,
    moved: Callable[[Tensor, Tensor, float, float], Tensor] = _moved,
) -> Callable[..., Three]:
    """The step, with another formula in the place of one of its four."""

    def answer(
        parameter: Tensor,
        gradient: Tensor,
        mean: Tensor,
        square: Tensor,
        step: int,
        lr: float,
        weight_decay: float,
    ) -> Three:
        mean, square = averages(mean, square, gradient)
        change = quotient(*corrected(mean, square, step))
        return moved(parameter, change, lr, weight_decay), mean, square

    return answer


def _decay_in_the_gradient(
    p: Tensor, g: Tensor, mean: Tensor, square: Tensor, step: int, lr: float, decay: float
) -> Three:
    return adam_step(p, g + decay * p, mean, square, step, lr, 0)


def _both_decays(
    p: Tensor, g: Tensor, mean: Tensor, square: Tensor, step: int, lr: float, decay: float
) -> Three:
    return adam_step(p, g + decay * p, mean, square, step, lr, decay)


def _by_the_gradient(
    p: Tensor, g: Tensor, mean: Tensor, square: Tensor, step: int, lr: float, decay: float
) -> Three:
    """The gradient itself over the root, without its average."""
    new_mean, new_square = _averages(mean, square, g)
    change = _quotient(g, _corrected(mean, new_square, step)[1])
    return _moved(p, change, lr, decay), new_mean, new_square


def _by_old_averages(
    p: Tensor, g: Tensor, mean: Tensor, square: Tensor, step: int, lr: float, decay: float
) -> Three:
    change = _quotient(*_corrected(mean, square, step))
    return _moved(p, change, lr, decay), *_averages(mean, square, g)


def _corrected_for_good(*case: Any) -> Three:
    parameter, mean, square = adam_step(*case)
    return parameter, *_corrected(mean, square, case[4])


def _eps_before_correction(
    p: Tensor, g: Tensor, mean: Tensor, square: Tensor, step: int, lr: float, decay: float
) -> Three:
    mean, square = _averages(mean, square, g)
    factor = math.sqrt(1 - BETAS[1] ** step) / (1 - BETAS[0] ** step)
    return _moved(p, factor * _quotient(mean, square), lr, decay), mean, square


ADAM = Exercise(
    answer=adam_step,
    cases=[
        (*(torch.tensor([number]) for number in (1.0, 2.0, 0.0, 0.0)), 1, 0.1, 0.5),
        (
            draws(1, 4, 3),
            draws(2, 4, 3),
            0.3 * draws(3, 4, 3),
            0.2 * draws(4, 4, 3).square(),
            7,
            0.02,
            0.4,
        ),
        (
            torch.tensor([0.5, -0.2, 0.0, 0.3]),
            torch.tensor([1e-4, 0.0, -3e-8, -1e-4]),
            torch.zeros(4),
            torch.zeros(4),
            1,
            0.05,
            0.0,
        ),
        (draws(5, 6), 3 * draws(6, 6), draws(7, 6), 1 + draws(8, 6).square(), 500, 0.1, 0.2),
    ],
    mistakes={
        "Both averages begin at 0 and are too small at first: divide the mean by 1 - 0.9**step, "
        "the square by 1 - 0.999**step.": _step(
            corrected=lambda mean, square, step: (mean, square)
        ),
        "The mean is not corrected for its start at 0: divide it by 1 - 0.9**step.": _step(
            corrected=lambda mean, square, step: (mean, _corrected(mean, square, step)[1])
        ),
        "The square is not corrected for its start at 0: divide it by 1 - 0.999**step.": _step(
            corrected=lambda mean, square, step: (_corrected(mean, square, step)[0], square)
        ),
        "In the corrections the betas are exchanged: 0.9 belongs to the mean, 0.999 to the "
        "square.": _step(corrected=lambda mean, square, step: _corrected(square, mean, step)[::-1]),
        "You multiplied beta by the step; take it to the power: 0.9**step.": _step(
            corrected=lambda mean, square, step: (
                mean / (1 - BETAS[0] * step),
                square / (1 - BETAS[1] * step),
            )
        ),
        "You divided by 1 - beta whatever the step is; take beta to the power: 0.9**step.": (
            _step(corrected=lambda mean, square, step: _corrected(mean, square, 1))
        ),
        "`step` counts from 1 already; do not add 1 to it.": _step(
            corrected=lambda mean, square, step: _corrected(mean, square, step + 1)
        ),
        "`step` counts from 1, and the first step is corrected with the power 1; do not subtract "
        "1.": _step(
            corrected=lambda mean, square, step: (
                mean / (1 - BETAS[0] ** (step - 1)),
                square / (1 - BETAS[1] ** (step - 1)),
            )
        ),
        "The decay went into the gradient, and so into both averages. In AdamW it is apart: it "
        "multiplies the parameter by 1 - lr * weight_decay.": _decay_in_the_gradient,
        "The decay was taken twice: it does not belong into the gradient, only before the "
        "parameter, as 1 - lr * weight_decay.": _both_decays,
        "The decay is not multiplied by the rate: 1 - lr * weight_decay.": (
            _step(moved=lambda p, change, lr, decay: p * (1 - decay) - lr * change)
        ),
        "The decay is missing: the parameter is multiplied by 1 - lr * weight_decay.": (
            _step(moved=lambda p, change, lr, decay: p - lr * change)
        ),
        "The decay was applied after the step; it multiplies the old parameter only.": (
            _step(moved=lambda p, change, lr, decay: (p - lr * change) * (1 - lr * decay))
        ),
        "The parameter grows here with the decay; it is multiplied by 1 minus, not 1 plus.": (
            _step(moved=lambda p, change, lr, decay: p * (1 + lr * decay) - lr * change)
        ),
        "The sign is turned round: the step goes against the gradient, so it is subtracted.": (
            _step(moved=lambda p, change, lr, decay: p * (1 - lr * decay) + lr * change)
        ),
        "The learning rate is missing in the step.": (
            _step(moved=lambda p, change, lr, decay: p * (1 - lr * decay) - change)
        ),
        "The first result is the change alone; add it to the parameter.": (
            _step(moved=lambda p, change, lr, decay: _moved(p, change, lr, decay) - p)
        ),
        "The root is missing: divide by the root of the corrected square.": (
            _step(quotient=lambda mean, square: mean / (square + EPS))
        ),
        "The 1e-8 was added under the root; add it to the root.": (
            _step(quotient=lambda mean, square: mean / (square + EPS).sqrt())
        ),
        "The 1e-8 is missing: a gradient that was always 0 would be divided by 0.": (
            _step(quotient=lambda mean, square: mean / square.sqrt())
        ),
        "The 1e-8 was added before the correction; correct the square, take its root, then add.": (
            _eps_before_correction
        ),
        "The betas are exchanged: the mean keeps 0.9 of itself, the square 0.999.": _step(
            averages=lambda mean, square, g: (
                _mixed(mean, g, BETAS[1]),
                _mixed(square, g**2, BETAS[0]),
            ),
            corrected=lambda mean, square, step: _corrected(square, mean, step)[::-1],
        ),
        "In the averages the betas are exchanged: 0.9 belongs to the mean, 0.999 to the square.": (
            _step(
                averages=lambda mean, square, g: (
                    _mixed(mean, g, BETAS[1]),
                    _mixed(square, g**2, BETAS[0]),
                )
            )
        ),
        "The parts in the averages are exchanged: the old value keeps 0.9 or 0.999, the new one "
        "gets the rest.": _step(
            averages=lambda mean, square, g: (
                _mixed(mean, g, 1 - BETAS[0]),
                _mixed(square, g**2, 1 - BETAS[1]),
            )
        ),
        "The gradient was added in full; in an average it counts 0.1, and its square 0.001.": (
            _step(
                averages=lambda mean, square, g: (
                    BETAS[0] * mean + g,
                    BETAS[1] * square + g**2,
                )
            )
        ),
        "The second average is of the squared gradient; the square is missing.": _step(
            averages=lambda mean, square, g: (
                _mixed(mean, g, BETAS[0]),
                _mixed(square, g, BETAS[1]),
            )
        ),
        "You squared the mean for the second average; it is of the squared gradient.": _step(
            averages=lambda mean, square, g: (
                _mixed(mean, g, BETAS[0]),
                _mixed(square, _mixed(mean, g, BETAS[0]) ** 2, BETAS[1]),
            )
        ),
        "You stepped along the gradient itself; its average belongs above the line.": (
            _by_the_gradient
        ),
        "You stepped with the averages of the step before; update them first.": _by_old_averages,
        "You returned the corrected averages; the next step goes on from the uncorrected ones.": (
            _corrected_for_good
        ),
        "The two averages are exchanged in the result: the mean comes before the square.": (
            lambda *case: [adam_step(*case)[i] for i in (0, 2, 1)]
        ),
        "This is the new parameter alone; the next step needs the two averages, too.": (
            lambda *case: adam_step(*case)[0]
        ),
    },
)


# --------------------------------------------------------------------------------- 10_log


def log_between(share: float, low: float, high: float) -> float:
    return float(low * (high / low) ** share)


def _between(first: float, second: float, share: float) -> float:
    return first + share * (second - first)


LOG = Exercise(
    answer=log_between,
    cases=[
        (0.5, 0.001, 0.1),
        (0, 0.02, 0.5),
        (1, 0.03, 7.0),
        (0.25, 16, 1024),
        (0.7, 0.01, 30.0),
        (0.9, 2.0, 3.0),
    ],
    mistakes={
        "Here equal shares are equal differences, as on a linear scale; equal factors are asked "
        "for: multiply by a power of high / low.": (
            lambda share, low, high: _between(low, high, share)
        ),
        "The ends are exchanged: the share 0 should give `low`.": (
            lambda share, low, high: log_between(share, high, low)
        ),
        "The fraction stands upside down: the share 1 should give `high`.": (
            lambda share, low, high: low * (low / high) ** share
        ),
        "This is the linear scale from the wrong end: the share 0 should give `low`, and equal "
        "shares equal factors.": lambda share, low, high: _between(high, low, share),
        "This is the logarithm with base 10 of the result: take 10 to its power.": (
            lambda *case: math.log10(log_between(*case))
        ),
        "This is the natural logarithm of the result: take math.exp of it.": (
            lambda *case: math.log(log_between(*case))
        ),
        "This is the logarithm with base 2 of the result: take 2 to its power.": (
            lambda *case: math.log2(log_between(*case))
        ),
        "Two bases are mixed: math.exp belongs to math.log, and math.log10 to 10 ** …": (
            lambda *case: math.exp(math.log10(log_between(*case)))
        ),
        "Two bases are mixed: 10 ** … belongs to math.log10, and math.log to math.exp.": (
            lambda *case: 10 ** math.log(log_between(*case))
        ),
        "This is only the factor by which the number has grown; multiply it by `low`.": (
            lambda share, low, high: log_between(share, low, high) / low
        ),
        "You added the factor to `low`; multiply.": (
            lambda share, low, high: low + (high / low) ** share
        ),
        "You multiplied the whole factor by the share; the share is its exponent.": (
            lambda share, low, high: low * (high / low) * share
        ),
        "You took the power of the difference; equal factors come from the quotient, high / low.": (
            lambda share, low, high: low * (high - low) ** share
        ),
        "You added a power of the difference to `low`; multiply `low` by a power of high / low.": (
            lambda share, low, high: low + (high - low) ** share
        ),
        "This is the middle whatever the share is; the square root is right for 0.5 only.": (
            lambda share, low, high: math.sqrt(low * high)
        ),
        "Both ends have the exponent `share`; that of `low` is 1 - share.": (
            lambda share, low, high: (low * high) ** share
        ),
        "You rounded to a whole number; leave the result as it is.": (
            lambda *case: round(log_between(*case))
        ),
        "int() cuts the digits after the point off; leave the result as it is.": (
            lambda *case: int(log_between(*case))
        ),
    },
)


# ------------------------------------------------------------------------------- 10_prune

Losses = Sequence[float]


def prune(earlier: Sequence[Losses], so_far: Losses) -> bool:
    return _above(statistics.median)(earlier, so_far)


def _at_the_look(earlier: Sequence[Losses], so_far: Losses) -> list[float]:
    return [losses[len(so_far) - 1] for losses in earlier if len(losses) >= len(so_far)]


def _last(so_far: Losses) -> float:
    return so_far[-1]


def _above(
    limit: Callable[[list[float]], float],
    of: Callable[[Sequence[Losses], Losses], list[float]] = _at_the_look,
    own: Callable[[Losses], float] = _last,
) -> Callable[[Sequence[Losses], Losses], bool]:
    """Whether the present trial's number is above the limit that earlier losses set."""

    def answer(earlier: Sequence[Losses], so_far: Losses) -> bool:
        others = of(earlier, so_far)
        return bool(others) and own(so_far) > limit(others)

    return answer


def _median_of(of: Callable[[Sequence[Losses], Losses], list[float]]) -> Answer:
    """The mistake of the median of other losses."""
    return _above(statistics.median, of)


def _own(own: Callable[[Losses], float]) -> Answer:
    """The mistake of comparing another number of the present trial."""
    return _above(statistics.median, own=own)


def _upper_middle(values: list[float]) -> float:
    return statistics.median_high(values)


def _lower_middle(values: list[float]) -> float:
    return statistics.median_low(values)


def _each_look(earlier: Sequence[Losses], so_far: Losses) -> list[bool]:
    """The decision at each look up to the present one."""
    return [prune(earlier, so_far[: look + 1]) for look in range(len(so_far))]


def _some_came_so_far(earlier: Sequence[Losses], so_far: Losses) -> bool:
    return bool(_at_the_look(earlier, so_far))


PRUNE = Exercise(
    answer=prune,
    cases=[
        ([[2.3, 2.1], [2.5], [2.4, 2.2]], [2.2, 2.18]),
        ([], [2.3]),
        ([[2.4], [2.5, 2.3]], [2.2, 2.1, 2.0]),
        ([[2.4], [2.5, 2.3]], [2.6, 2.6, 2.6]),
        ([[2.5, 2.2], [2.6, 2.3], [2.7, 2.0]], [2.4, 2.2]),
        ([[2.5, 2.2], [2.6, 2.3], [2.7, 2.0]], [2.4, 2.25]),
        ([[2.5, 2.2, 2.0], [2.6, 2.3, 2.1], [2.7, 2.25, 2.05]], [2.65]),
        ([[2.5, 2.2, 2.0], [2.6, 2.3, 2.1], [2.7, 2.25, 2.05]], [2.55]),
        ([[2.5, 2.2, 2.0], [2.6, 2.3, 2.1], [2.7, 2.25, 2.05]], [2.55, 2.24]),
        ([[2.5, 2.2, 2.0], [2.6, 2.3, 2.1], [2.7, 2.25, 2.05]], [2.55, 2.35]),
        ([[2.5, 2.2, 2.0], [2.6, 2.3, 2.1], [2.7, 2.25, 2.05]], [2.9, 2.4, 2.04]),
        ([[2.5, 2.2, 2.0], [2.6, 2.3, 2.1], [2.7, 2.25, 2.05]], [2.4, 2.0, 2.08]),
        ([[2.5, 2.2, 2.4], [2.6, 2.3, 2.5], [2.7, 2.25, 2.45]], [2.4, 2.41, 2.42]),
        ([[2.0], [2.1], [2.2], [3.6]], [2.3]),
        ([[2.0], [2.1], [2.2], [3.6]], [2.17]),
        ([[2.0], [2.1], [2.2], [3.6]], [2.12]),
        ([[1.2], [2.1], [2.2], [2.3]], [2.0]),
        ([[2.4, 2.2], [2.5, 2.3], [2.0], [2.1]], [2.3, 2.21]),
        ([[2.4, 2.2], [2.5, 2.3], [2.9], [3.0]], [2.3, 2.28]),
        ([[2.4, 2.0, 1.9], [2.5, 2.3], [2.6, 2.4]], [2.6, 2.2]),
        ([[2.4, 2.2, 2.1], [2.5, 2.2, 2.3]], [2.3, 2.25]),
        ([[2.4, 2.4, 2.4], [2.5, 2.5, 2.5], [2.8, 2.8, 2.8]], [2.6, 2.2, 2.3]),
        ([[2.4, 2.4, 2.4], [2.5, 2.5, 2.5], [2.8, 2.8, 2.8]], [2.4, 2.6, 2.2]),
        ([[2.4, 2.4, 2.4], [2.5, 2.5, 2.5], [2.8, 2.8, 2.8]], [3.0, 2.7, 2.4]),
        ([[2.4, 2.4, 2.4], [2.5, 2.5, 2.5], [2.8, 2.8, 2.8]], [2.3, 2.2, 2.55]),
        ([[2.4, 2.4, 2.4], [2.5, 2.5, 2.5], [2.8, 2.8, 2.8]], [2.5]),
    ],
    mistakes={
        "You compared with the last losses of the earlier trials; compare with those at the same "
        "look.": _median_of(lambda earlier, so_far: [losses[-1] for losses in earlier]),
        "You compared with the last losses of the trials that came so far; compare with their "
        "losses at the same look.": _median_of(
            lambda earlier, so_far: [losses[-1] for losses in earlier if len(losses) >= len(so_far)]
        ),
        "A trial that was pruned before this look counts with its last loss here; leave it out.": (
            _median_of(
                lambda earlier, so_far: [
                    losses[min(len(losses), len(so_far)) - 1] for losses in earlier
                ]
            )
        ),
        "This compares with the mean of the earlier losses; take the median.": (
            _above(statistics.mean)
        ),
        "This compares with the best of the earlier losses; take the median.": _above(min),
        "This compares with the worst of the earlier losses; take the median.": _above(max),
        "You compared with the first look; compare with the same look, number len(so_far).": (
            _median_of(lambda earlier, so_far: [losses[0] for losses in earlier])
        ),
        "You compared the first losses; compare the present trial's last one, at its own look.": (
            _above(
                statistics.median,
                lambda earlier, so_far: [losses[0] for losses in earlier],
                lambda so_far: so_far[0],
            )
        ),
        "You compared with the look after: look number n stands at the place n − 1.": _median_of(
            lambda earlier, so_far: [
                losses[len(so_far)] for losses in earlier if len(losses) > len(so_far)
            ]
        ),
        "You compared with the look before: look number n stands at the place n − 1.": _median_of(
            lambda earlier, so_far: [
                losses[len(so_far) - 2] for losses in earlier if len(losses) >= len(so_far)
            ]
        ),
        "A trial that ended at this very look was left out: len(losses) >= len(so_far).": (
            _median_of(
                lambda earlier, so_far: [
                    losses[len(so_far) - 1] for losses in earlier if len(losses) > len(so_far)
                ]
            )
        ),
        "You compared with all losses of the earlier trials; take those at the same look.": (
            _median_of(lambda earlier, so_far: [loss for losses in earlier for loss in losses])
        ),
        "A loss equal to the median is not above it: compare with >.": (
            lambda earlier, so_far: (
                _some_came_so_far(earlier, so_far)
                and so_far[-1] >= statistics.median(_at_the_look(earlier, so_far))
            )
        ),
        "This is turned round: a loss below the median is good, and goes on.": (
            lambda earlier, so_far: (
                _some_came_so_far(earlier, so_far)
                and so_far[-1] < statistics.median(_at_the_look(earlier, so_far))
            )
        ),
        "True and False are exchanged: True means that the trial is stopped.": (
            lambda earlier, so_far: not prune(earlier, so_far)
        ),
        "You compared the best loss so far; compare the last one.": _own(min),
        "You compared the worst loss so far; compare the last one.": _own(max),
        "You compared the first loss of the present trial; compare the last one.": (
            _own(lambda so_far: so_far[0])
        ),
        "You compared the mean loss so far; compare the last one.": _own(statistics.mean),
        "A trial is stopped here for a loss at an earlier look; only the last one counts.": (
            lambda *case: any(_each_look(*case))
        ),
        "A trial is stopped here only if it was behind at every look; only the last one counts.": (
            lambda *case: all(_each_look(*case))
        ),
        "If none of the earlier trials came so far there is nothing to compare with: return "
        "False.": (
            lambda earlier, so_far: not _some_came_so_far(earlier, so_far) or prune(earlier, so_far)
        ),
        "Of an even number of losses this takes the upper of the middle two, which happens, too, "
        "if the present one is counted in. The median of the earlier ones is the mean of the "
        "two.": _above(_upper_middle),
        "Of an even number of losses this takes the lower of the middle two; the median is the "
        "mean of the two.": _above(_lower_middle),
        "earlier[i] holds all losses of one trial; take one loss from each of the trials.": (
            lambda earlier, so_far: so_far[-1] > statistics.median(earlier[len(so_far) - 1])
        ),
    },
    symptoms={
        "The list of an earlier trial may be shorter than `so_far`; take only those with "
        "len(losses) >= len(so_far).": lambda result, earlier, so_far: (
            isinstance(result, Raised) and _some_came_so_far(earlier, so_far)
        ),
        "If none of the earlier trials came so far there are no losses to take a median of; "
        "return False before.": lambda result, earlier, so_far: (
            isinstance(result, Raised) and not _some_came_so_far(earlier, so_far)
        ),
        "One way through your function ends without a return, which makes None; return False "
        "there.": lambda result, *case: result is None,
        "This is a number; return whether the last loss is above the median, True or False.": (
            lambda result, *case: isinstance(result, float)
        ),
    },
)


# ------------------------------------------------------------------------------- 10_front

Model = tuple[int, float]
Beats = Callable[[Model, Model], bool]


def front(models: list[Model]) -> list[Model]:
    return _front(_beats)(models)


def _beats(one: Model, other: Model) -> bool:
    return one != other and one[0] <= other[0] and one[1] <= other[1]


def _front(beats: Beats) -> Callable[[list[Model]], list[Model]]:
    """Those that no model beats, smallest first."""
    return lambda models: sorted(
        model for model in models if not any(beats(other, model) for other in models)
    )


def _of_any_order(models: list[Model]) -> list[Model]:
    """Each better than all before it, where equal sizes stand in the order of the input."""
    return _better_than_before(sorted(models, key=lambda model: model[0]))


def _better_than_before(models: list[Model]) -> list[Model]:
    best, kept = math.inf, []
    for size, loss in models:
        if loss < best:
            best = loss
            kept.append((size, loss))
    return kept


def _better_than_the_neighbour(models: list[Model]) -> list[Model]:
    ordered = sorted(models)
    return [model for i, model in enumerate(ordered) if i == 0 or model[1] < ordered[i - 1][1]]


def _best_of_each_size(models: list[Model]) -> list[Model]:
    return sorted(dict(sorted(models, reverse=True)).items())


def _is_a_list_of_numbers(result: Any, models: list[Model]) -> bool:
    return isinstance(result, list) and any(isinstance(entry, int | float) for entry in result)


FRONT = Exercise(
    answer=front,
    cases=[
        ([(300, 2.0), (100, 2.2), (200, 2.3), (400, 2.0)],),
        ([(100, 2.5), (200, 2.1), (300, 2.4), (400, 2.2), (500, 2.3)],),
        ([(200, 2.1), (100, 2.4), (200, 2.0), (100, 2.3), (100, 2.35)],),
        ([(400, 1.9), (300, 1.95), (200, 2.05), (100, 2.2)],),
        ([(700, 2.4)],),
        ([(500, 2.2), (50, 2.1), (900, 2.1), (40, 2.6), (60, 2.5)],),
        ([(30, 2.0), (10, 2.3), (10, 2.2), (20, 2.25)],),
    ],
    mistakes={
        "A model of the same size or the same loss beats another one, too, if it is better in the "
        "other respect; compare with <=, not with <.": (
            _front(lambda one, other: one[0] < other[0] and one[1] < other[1])
        ),
        "Of two models with one size only the better one is worth having; compare the sizes with "
        "<=.": _front(lambda one, other: one[0] < other[0] and one[1] <= other[1]),
        "Of two models with one loss only the smaller one is worth having; compare the losses "
        "with <=.": _front(lambda one, other: one[0] <= other[0] and one[1] < other[1]),
        "Where sizes are equal, the lower loss must come first: sorted(models) sees to it.": (
            _of_any_order
        ),
        "Each model was compared with itself, too, and beats itself; compare with the others.": (
            _front(lambda one, other: one[0] <= other[0] and one[1] <= other[1])
        ),
        "These are the right models in the order of the input; sort them, the smallest first.": (
            lambda models: [model for model in models if model in front(models)]
        ),
        "The order is turned round: the smallest model comes first, not the best.": (
            lambda models: front(models)[::-1]
        ),
        "This is only the model with the lowest loss; smaller ones that nothing beats belong "
        "to the result, too.": lambda models: front(models)[-1:],
        "This is only the smallest model; larger ones with a lower loss belong to the result, "
        "too.": lambda models: front(models)[:1],
        "These are the models that are large and bad: a smaller size and a lower loss are "
        "better.": _front(
            lambda one, other: one != other and one[0] >= other[0] and one[1] >= other[1]
        ),
        "Here a larger model is the better one; a model is beaten by one that is at most as "
        "large.": _front(
            lambda one, other: one != other and one[0] >= other[0] and one[1] <= other[1]
        ),
        "Here a higher loss is the better one; a model is beaten by one with at most its loss.": (
            _front(lambda one, other: one != other and one[0] <= other[0] and one[1] >= other[1])
        ),
        "One respect was enough to be beaten; it takes both, at most as large *and* at most its "
        "loss.": _front(
            lambda one, other: one != other and (one[0] <= other[0] or one[1] <= other[1])
        ),
        "You compared with the model just before only; compare with the lowest loss of all "
        "before.": _better_than_the_neighbour,
        "The models were not sorted by size before comparing each with those before it.": (
            _better_than_before
        ),
        "The models were sorted afterwards; sort them by size before comparing each with those "
        "before it.": lambda models: sorted(_better_than_before(models)),
        "These are all models; leave out those that are beaten.": sorted,
        "These are the models that are beaten; the others are asked for.": (
            lambda models: sorted(set(models) - set(front(models)))
        ),
        "This is the best model of each size; one that a smaller model beats does not belong to "
        "the result.": _best_of_each_size,
        "The tuples are turned round: the size comes first.": (
            lambda models: [(loss, size) for size, loss in front(models)]
        ),
    },
    symptoms={
        "These are numbers; return the models, each a tuple of its size and its loss.": (
            _is_a_list_of_numbers
        ),
    },
)


EXERCISES = {
    "10_smooth": SMOOTH,
    "10_adam": ADAM,
    "10_log": LOG,
    "10_prune": PRUNE,
    "10_front": FRONT,
}
