"""The exercises of notebook 03."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from mlp_helpers.exercises.framework import Exercise

# ------------------------------------------------------------------------------ 03_cosine


def cosine(first: list[Tensor], second: list[Tensor]) -> float:
    return F.cosine_similarity(_joined(first), _joined(second), dim=0).item()


def _joined(tensors: list[Tensor]) -> Tensor:
    return torch.cat([tensor.flatten() for tensor in tensors])


def _cosines(first: list[Tensor], second: list[Tensor]) -> list[float]:
    return [cosine([a], [b]) for a, b in zip(first, second, strict=True)]


def _sum_of_lengths(tensors: list[Tensor]) -> Tensor:
    return torch.stack([tensor.norm() for tensor in tensors]).sum()


def _gradients(seed: int, *scales: float) -> list[Tensor]:
    shapes = [(5, 2), (6, 4), (4,)]
    generator = torch.Generator().manual_seed(seed)
    return [
        scale * torch.randn(shape, generator=generator)
        for scale, shape in zip(scales, shapes, strict=True)
    ]


def _mixed(first: list[Tensor], weight: float, second: list[Tensor]) -> list[Tensor]:
    return [weight * a + b for a, b in zip(first, second, strict=True)]


COSINE = Exercise(
    answer=cosine,
    cases=[
        (
            [torch.tensor([1.0, 2.0]), torch.tensor([[2.0]])],
            [torch.tensor([2.0, 1.0]), torch.tensor([[2.0]])],
        ),
        (
            _gradients(1, 1.0, 0.3, 2.0),
            _mixed(_gradients(1, 1.0, 0.3, 2.0), 0.8, _gradients(2, 0.5, 1.0, 0.4)),
        ),
        (
            _gradients(3, 0.5, 1.0, 0.2),
            _mixed(_gradients(3, 0.5, 1.0, 0.2), -0.7, _gradients(4, 0.1, 0.3, 0.9)),
        ),
        ([torch.tensor([3.0, -4.0])], [torch.tensor([-30.0, 40.0])]),
    ],
    mistakes={
        "This is the average of the cosines of the single tensors, in which a bias weighs as much "
        "as a whole table; take all numbers of a list as one long vector.": (
            lambda first, second: sum(_cosines(first, second)) / len(first)
        ),
        "This is the sum of the cosines of the single tensors; take all numbers of a list as one "
        "long vector.": lambda first, second: sum(_cosines(first, second)),
        "Only the last tensors were compared; add up over all tensors before you divide.": (
            lambda first, second: cosine(first[-1:], second[-1:])
        ),
        "Only the first tensors were compared: the return may stand inside the loop.": (
            lambda first, second: cosine(first[:1], second[:1])
        ),
        "This is the dot product alone; divide it by the lengths of both vectors.": (
            lambda first, second: _joined(first) @ _joined(second)
        ),
        "You divided by the length of the first vector only; divide by the second one's length "
        "too.": lambda first, second: cosine(first, second) * _joined(second).norm(),
        "You divided by the length of the second vector only; divide by the first one's length "
        "too.": lambda first, second: cosine(first, second) * _joined(first).norm(),
        "You divided by the squared lengths; take the square root of each sum of squares.": (
            lambda first, second: (
                cosine(first, second) / (_joined(first).norm() * _joined(second).norm())
            )
        ),
        "You added the lengths of the single tensors; the length of the long vector is the root "
        "of the sum of all its squares.": (
            lambda first, second: (
                _joined(first)
                @ _joined(second)
                / (_sum_of_lengths(first) * _sum_of_lengths(second))
            )
        ),
        "The sign is lost: two gradients that point in opposite directions have a negative "
        "cosine.": lambda first, second: abs(cosine(first, second)),
        "This is the squared distance between the two vectors; the cosine is the dot product "
        "divided by both lengths.": (
            lambda first, second: ((_joined(first) - _joined(second)) ** 2).sum()
        ),
        "This is the distance between the two vectors; the cosine is the dot product divided by "
        "both lengths.": lambda first, second: (_joined(first) - _joined(second)).norm(),
        "This is the angle; return its cosine, without acos.": (
            lambda first, second: math.acos(min(1, max(-1, cosine(first, second))))
        ),
    },
)


# ------------------------------------------------------------------------------- 03_rates


def rates(low: float, high: float, n: int) -> list[float]:
    return _powers(low, high / low, n - 1, n)


def _powers(low: float, quotient: float, intervals: int, n: int) -> list[float]:
    """The first n of the numbers that reach low · quotient after so many intervals."""
    return [low * quotient ** (i / intervals) for i in range(n)]


def _evenly(low: float, high: float, n: int) -> list[float]:
    return [low + (high - low) * i / (n - 1) for i in range(n)]


RATES = Exercise(
    answer=rates,
    cases=[(0.001, 1.0, 4), (2.0, 32.0, 5), (0.01, 0.5, 7), (0.5, 8.0, 2)],
    mistakes={
        "The rates are spaced evenly: each is the one before plus a number. Multiply by the same "
        "number instead.": _evenly,
        "The last rate is missing: high belongs to the list.": (
            lambda low, high, n: rates(low, high, n)[:-1]
        ),
        "The first rate is missing: low belongs to the list.": (
            lambda low, high, n: rates(low, high, n)[1:]
        ),
        "The list has the right length but ends below high: n rates have only n − 1 steps "
        "between them.": lambda low, high, n: _powers(low, high / low, n, n),
        "There is one rate too many: n rates have n − 1 steps between them.": (
            lambda low, high, n: rates(low, high, n + 1)
        ),
        "The list runs past high by one rate; leave the last one out.": (
            lambda low, high, n: _powers(low, high / low, n - 1, n + 1)
        ),
        "These are the exponents; raise 10 to each of them.": (
            lambda low, high, n: _evenly(math.log10(low), math.log10(high), n)
        ),
        "These are the natural logarithms of the rates; take math.exp of each.": (
            lambda low, high, n: _evenly(math.log(low), math.log(high), n)
        ),
        "The rates fall from high to low; begin with low.": (
            lambda low, high, n: rates(low, high, n)[::-1]
        ),
        "math.exp undoes math.log, not math.log10: use 10 ** x, or math.log before.": (
            lambda low, high, n: [
                math.exp(x) for x in _evenly(math.log10(low), math.log10(high), n)
            ]
        ),
        "10 ** x undoes math.log10, not math.log: use math.exp, or math.log10 before.": (
            lambda low, high, n: [10**x for x in _evenly(math.log(low), math.log(high), n)]
        ),
        "Each rate is ten times the one before, whatever high is; find the factor that leads "
        "from low to high.": lambda low, high, n: [low * 10**i for i in range(n)],
        "logspace wants exponents: give it math.log10(low) and math.log10(high).": (
            lambda low, high, n: [10**x for x in _evenly(low, high, n)]
        ),
        "The factor is a root, not a quotient: multiplied by itself n − 1 times, it gives "
        "high / low.": lambda low, high, n: [low * (high / low / (n - 1)) ** i for i in range(n)],
        "The numbers are right, but they stand in a tensor: .tolist() makes a list of it.": (
            lambda low, high, n: torch.tensor(rates(low, high, n))
        ),
    },
)


# ------------------------------------------------------------------------------ 03_choose


def choose(rates: Tensor, losses: Tensor, width: int) -> float:
    return rates[_best_window(losses, width) + width // 2].item()


def _best_window(losses: Tensor, width: int) -> int:
    """The step at which the window with the lowest average begins."""
    return int(losses.unfold(0, width, 1).mean(1).argmin())


def _rates_of_best_window(rates: Tensor, losses: Tensor, width: int) -> Tensor:
    return rates.unfold(0, width, 1)[_best_window(losses, width)]


def _lowest_maximum(rates: Tensor, losses: Tensor, width: int) -> Tensor:
    return rates[losses.unfold(0, width, 1).amax(1).argmin() + width // 2]


def _lowest_median(rates: Tensor, losses: Tensor, width: int) -> Tensor:
    return rates[losses.unfold(0, width, 1).median(1).values.argmin() + width // 2]


def _best_block(rates: Tensor, losses: Tensor, width: int) -> Tensor:
    blocks = losses[: len(losses) // width * width].view(-1, width)
    return rates[blocks.mean(1).argmin() * width + width // 2]


def _centred(losses: Tensor, width: int) -> list[Tensor]:
    """The window around every step, cut off at both ends."""
    half = width // 2
    return [losses[max(0, i - half) : i + half + 1] for i in range(len(losses))]


def _shorter_at_the_ends(rates: Tensor, losses: Tensor, width: int) -> Tensor:
    return rates[torch.stack([window.mean() for window in _centred(losses, width)]).argmin()]


def _padded_with_zeros(rates: Tensor, losses: Tensor, width: int) -> Tensor:
    return rates[torch.stack([window.sum() for window in _centred(losses, width)]).argmin()]


def _growing_rates(n: int) -> Tensor:
    return 0.01 * 2.0 ** torch.arange(n)


CHOOSE = Exercise(
    answer=choose,
    cases=[
        (_growing_rates(7), torch.tensor([3.0, 2.0, 4.0, 2.4, 2.3, 2.5, 5.0]), 3),
        (_growing_rates(9), torch.tensor([4.2, 4.0, 3.6, 3.5, 3.1, 3.0, 2.5, 2.6, 2.2]), 3),
        (
            _growing_rates(10),
            torch.tensor([3.0, 3.1, 2.9, 2.2, 2.0, 2.1, 1.9, 2.3, 3.2, 3.3]),
            5,
        ),
        (_growing_rates(3), torch.tensor([2.2, 1.5, 1.9]), 1),
        (_growing_rates(9), torch.tensor([5.0, 1.0, 1.3, 4.0, 3.0, 2.2, 2.1, 2.0, 3.0]), 3),
        (
            torch.tensor([0.01, 0.02, 0.05, 0.06, 0.1, 0.3, 0.4, 0.5, 0.9]),
            torch.tensor([4.9, 1.0, 1.3, 4.6, 3.0, 2.2, 2.1, 2.0, 3.0]),
            3,
        ),
    ],
    mistakes={
        "This is the rate of the lowest single loss, which may be luck; average the losses over "
        "a window first.": lambda rates, losses, width: rates[losses.argmin()],
        "This is the rate at the start of the best window; return the one in its middle.": (
            lambda rates, losses, width: rates[_best_window(losses, width)]
        ),
        "This is the rate at the end of the best window; return the one in its middle.": (
            lambda rates, losses, width: rates[_best_window(losses, width) + width - 1]
        ),
        "This is the lowest average loss; return the rate in the middle of its window.": (
            lambda rates, losses, width: losses.unfold(0, width, 1).mean(1).min()
        ),
        "This is the place of the rate; return the rate that stands there.": (
            lambda rates, losses, width: _best_window(losses, width) + width // 2
        ),
        "This is the average of the rates in the window; return the one in its middle.": (
            lambda *case: _rates_of_best_window(*case).mean()
        ),
        "This is the geometric mean of the rates in the window; return the one in its middle.": (
            lambda *case: _rates_of_best_window(*case).log().mean().exp()
        ),
        "You took the window whose largest loss is lowest; take the one whose average is lowest.": (
            _lowest_maximum
        ),
        "You took the window whose median loss is lowest; take the one whose average is lowest.": (
            _lowest_median
        ),
        "You averaged the logarithms of the losses; average the losses themselves.": (
            lambda rates, losses, width: choose(rates, losses.log(), width)
        ),
        "You looked at separate blocks; windows overlap, and a new one begins at every step.": (
            _best_block
        ),
        "You took the window with the highest average loss; take the lowest.": (
            lambda rates, losses, width: choose(rates, -losses, width)
        ),
        "The last window is missing: with n losses there are n − width + 1 windows.": (
            lambda rates, losses, width: choose(
                rates, losses if len(losses) == width else losses[:-1], width
            )
        ),
        "The windows at the two ends are shorter than the others; use only windows with `width` "
        "losses.": _shorter_at_the_ends,
        "At the two ends, the losses beyond the list count as 0, which makes these windows look "
        "good; use only windows with `width` losses.": _padded_with_zeros,
    },
)


# ---------------------------------------------------------------------------- 03_schedule


def rate(step: int, steps: int, warmup: int, high: float) -> float:
    if step < warmup:
        return high * (step + 1) / warmup
    return high * _half_wave((step - warmup) / (steps - warmup))


def _half_wave(t: float) -> float:
    return (1 + math.cos(math.pi * t)) / 2


def _warmup_from_zero(step: int, steps: int, warmup: int, high: float) -> float:
    return high * step / warmup if step < warmup else rate(step, steps, warmup, high)


def _one_step_too_long(step: int, steps: int, warmup: int, high: float) -> float:
    return high * (step + 1) / warmup if step <= warmup else rate(step, steps, warmup, high)


def _falling_from_step_0(step: int, steps: int, warmup: int, high: float) -> float:
    return rate(step, steps, warmup, high) if step < warmup else high * _half_wave(step / steps)


def _falling_over_all_steps(step: int, steps: int, warmup: int, high: float) -> float:
    if step < warmup:
        return rate(step, steps, warmup, high)
    return high * _half_wave((step - warmup) / steps)


def _whole_wave(step: int, steps: int, warmup: int, high: float) -> float:
    if step < warmup:
        return rate(step, steps, warmup, high)
    return high * _half_wave(2 * (step - warmup) / (steps - warmup))


def _quarter_wave(step: int, steps: int, warmup: int, high: float) -> float:
    if step < warmup:
        return rate(step, steps, warmup, high)
    return high * math.cos(math.pi / 2 * (step - warmup) / (steps - warmup))


def _straight(step: int, steps: int, warmup: int, high: float) -> float:
    if step < warmup:
        return rate(step, steps, warmup, high)
    return high * (steps - step) / (steps - warmup)


def _in_degrees(step: int, steps: int, warmup: int, high: float) -> float:
    if step < warmup:
        return rate(step, steps, warmup, high)
    return high * (1 + math.cos(180 * (step - warmup) / (steps - warmup))) / 2


SCHEDULE = Exercise(
    answer=rate,
    cases=[
        (0, 100, 10, 0.5),
        (4, 100, 10, 0.5),
        (9, 100, 10, 0.5),
        (10, 100, 10, 0.5),
        (40, 100, 10, 0.5),
        (55, 100, 10, 0.5),
        (99, 100, 10, 0.5),
        (100, 100, 10, 0.5),
        (2, 20, 4, 0.1),
        (17, 20, 4, 0.1),
        (20, 50, 0, 0.3),
    ],
    mistakes={
        "The warm-up begins with a rate of 0, a step that changes nothing: use step + 1.": (
            _warmup_from_zero
        ),
        "The warm-up lasts one step too long: step == warmup belongs to the cosine.": (
            _one_step_too_long
        ),
        "The cosine begins at step 0, so the rate jumps after the warm-up: t is 0 at step == "
        "warmup.": _falling_from_step_0,
        "The rate does not reach 0 at the end: after the warm-up only steps − warmup steps are "
        "left.": _falling_over_all_steps,
        "This is a whole wave, so the rate rises again; half a wave is the cosine from 0 to π.": (
            _whole_wave
        ),
        "This is a quarter of a wave; half a wave is the cosine from 0 to π, moved up by 1.": (
            _quarter_wave
        ),
        "After the warm-up the rate falls in a straight line; let it follow the cosine.": _straight,
        "There is no warm-up, and the cosine covers all steps; treat step < warmup first.": (
            lambda step, steps, warmup, high: high * _half_wave(step / steps)
        ),
        "There is no warm-up: the cosine is used before step warmup too. Treat step < warmup "
        "first.": (
            lambda step, steps, warmup, high: high * _half_wave((step - warmup) / (steps - warmup))
        ),
        "There is no warm-up: the rate is high from the first step. Let it grow to high.": (
            lambda step, steps, warmup, high: rate(max(step, warmup), steps, warmup, high)
        ),
        "math.cos takes radians, not degrees: half a wave is math.pi, not 180.": _in_degrees,
        "The division by 2 is missing after the warm-up: 1 + cos lies between 0 and 2.": (
            lambda step, steps, warmup, high: (
                rate(step, steps, warmup, high) * (1 if step < warmup else 2)
            )
        ),
        "The cosine itself falls to −1, and the rate with it: add 1 and divide by 2.": (
            lambda step, steps, warmup, high: (
                rate(step, steps, warmup, high)
                if step < warmup
                else 2 * rate(step, steps, warmup, high) - high
            )
        ),
        "The rate rises after the warm-up: the cosine is to be added to 1, not subtracted.": (
            lambda step, steps, warmup, high: (
                rate(step, steps, warmup, high)
                if step < warmup
                else high - rate(step, steps, warmup, high)
            )
        ),
    },
)


# ------------------------------------------------------------------------------ 03_blocks


def block_means(losses: Tensor, block: int) -> Tensor:
    return torch.stack([part.mean() for part in losses.split(block)])


def _full_blocks_only(losses: Tensor, block: int) -> Tensor:
    full = len(losses) // block
    return torch.tensor([losses[i * block : (i + 1) * block].mean() for i in range(full)])


def _rest_divided_by_block(losses: Tensor, block: int) -> Tensor:
    return block_means(F.pad(losses, (0, -len(losses) % block)), block)


def _rest_joined_to_the_last(losses: Tensor, block: int) -> Tensor:
    parts = max(1, len(losses) // block)
    ends = [i * block for i in range(1, parts)]
    return torch.stack([part.mean() for part in losses.tensor_split(ends)])


def _empty_block_at_the_end(losses: Tensor, block: int) -> Tensor:
    parts = len(losses) // block + 1
    return torch.stack([losses[i * block : (i + 1) * block].mean() for i in range(parts)])


BLOCKS = Exercise(
    answer=block_means,
    cases=[
        (torch.tensor([3.0, 2.0, 7.0, 2.5, 2.0, 1.0, 1.9]), 3),
        (torch.tensor([3.0, 2.9, 2.0, 2.7, 2.2, 2.6, 1.0, 2.3]), 4),
        (torch.tensor([1.0, 2.0, 6.0, 4.0, 8.0]), 2),
        (torch.tensor([4.0, 1.0, 2.5]), 5),
    ],
    mistakes={
        "The steps left over at the end are missing; they form a last, shorter block.": (
            _full_blocks_only
        ),
        "The steps left over at the end were divided by `block`; divide them by their own "
        "number.": _rest_divided_by_block,
        "When nothing is left over, there is an empty block at the end, and its mean is NaN; stop "
        "where the losses end.": _empty_block_at_the_end,
        "view and reshape need full rows, which the steps left over do not fill; take a slice for "
        "each block.": lambda losses, block: losses.view(-1, block).mean(1),
        "The means are right, but they stand in a list: torch.tensor makes a tensor of numbers, "
        "torch.stack one of tensors.": lambda losses, block: block_means(losses, block).tolist(),
        "The steps left over were added to the last full block; they form a block of their own.": (
            _rest_joined_to_the_last
        ),
        "The shorter block stands at the start; count the blocks from the first step on.": (
            lambda losses, block: block_means(losses.flip(0), block).flip(0)
        ),
        "This is a moving average, with a new window at every step; the blocks follow each other "
        "without overlap.": lambda losses, block: losses.unfold(0, block, 1).mean(1),
        "A block begins at every step here; the next one begins where the last one ended.": (
            lambda losses, block: torch.stack(
                [losses[i : i + block].mean() for i in range(len(losses))]
            )
        ),
        "These are the medians of the blocks; take the means.": (
            lambda losses, block: torch.stack([part.median() for part in losses.split(block)])
        ),
        "These are the sums of the blocks; divide each by its number of steps.": (
            lambda losses, block: torch.stack([part.sum() for part in losses.split(block)])
        ),
        "`block` is the length of a block, not the number of blocks: use split, not chunk.": (
            lambda losses, block: torch.stack([part.mean() for part in losses.chunk(block)])
        ),
        "This takes one loss out of every block; take the mean of all of them.": (
            lambda losses, block: losses[::block]
        ),
    },
)


EXERCISES = {
    "03_cosine": COSINE,
    "03_rates": RATES,
    "03_choose": CHOOSE,
    "03_schedule": SCHEDULE,
    "03_blocks": BLOCKS,
}
