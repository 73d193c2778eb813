"""Wrong answers to the exercises of notebook 03, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import math

import numpy as np
import torch
import torch.nn.functional as F


def cosine_averaged(first, second):
    values = []
    for a, b in zip(first, second, strict=True):
        values.append((a * b).sum() / (a.norm() * b.norm()))
    return sum(values) / len(values)


def cosine_summed(first, second):
    total = 0
    for a, b in zip(first, second, strict=True):
        total += F.cosine_similarity(a.flatten(), b.flatten(), dim=0)
    return total


def cosine_of_the_last(first, second):
    for a, b in zip(first, second, strict=True):
        dot = (a * b).sum()
        length_a = (a**2).sum().sqrt()
        length_b = (b**2).sum().sqrt()
    return dot / (length_a * length_b)


def cosine_of_the_first(first, second):
    for a, b in zip(first, second, strict=True):
        return (a * b).sum() / (a.norm() * b.norm())


def long_vectors(first, second):
    return torch.cat([a.view(-1) for a in first]), torch.cat([b.view(-1) for b in second])


def cosine_without_lengths(first, second):
    return sum((a * b).sum() for a, b in zip(first, second, strict=True))


def cosine_by_the_first_length(first, second):
    a, b = long_vectors(first, second)
    return a @ b / a.norm()


def cosine_by_the_second_length(first, second):
    a, b = long_vectors(first, second)
    return a @ b / b.norm()


def cosine_by_squared_lengths(first, second):
    a, b = long_vectors(first, second)
    return (a @ b) / ((a @ a) * (b @ b))


def cosine_by_added_lengths(first, second):
    dot = sum((a * b).sum() for a, b in zip(first, second, strict=True))
    return dot / (sum(a.norm() for a in first) * sum(b.norm() for b in second))


def cosine_without_sign(first, second):
    a, b = long_vectors(first, second)
    return abs(a @ b) / (a.norm() * b.norm())


def cosine_squared_distance(first, second):
    return sum(((a - b) ** 2).sum() for a, b in zip(first, second, strict=True))


def cosine_of_lists(first, second):
    return (first * second).sum()


def cosine_not_flattened(first, second):
    return F.cosine_similarity(torch.cat(first), torch.cat(second), dim=0)


def rates_evenly(low, high, n):
    return torch.linspace(low, high, n).tolist()


def rates_without_the_last(low, high, n):
    factor = (high / low) ** (1 / (n - 1))
    return [low * factor**i for i in range(n - 1)]


def rates_below_high(low, high, n):
    factor = (high / low) ** (1 / n)
    return [low * factor**i for i in range(n)]


def rates_one_too_many(low, high, n):
    factor = (high / low) ** (1 / n)
    return [low * factor**i for i in range(n + 1)]


def rates_beyond_high(low, high, n):
    factor = (high / low) ** (1 / (n - 1))
    found = [low]
    for _ in range(n):
        found.append(found[-1] * factor)
    return found


def rates_exponents(low, high, n):
    return np.linspace(math.log10(low), math.log10(high), n).tolist()


def rates_descending(low, high, n):
    factor = (low / high) ** (1 / (n - 1))
    return [high * factor**i for i in range(n)]


def rates_exp_of_log10(low, high, n):
    exponents = torch.linspace(math.log10(low), math.log10(high), n)
    return exponents.exp().tolist()


def rates_ten_to_the_log(low, high, n):
    return np.logspace(np.log(low), np.log(high), n).tolist()


def rates_of_ten(low, high, n):
    found = []
    for _ in range(n):
        found.append(low)
        low *= 10
    return found


def rates_by_a_quotient(low, high, n):
    factor = (high / low) / (n - 1)
    return [low * factor**i for i in range(n)]


def rates_as_tensor(low, high, n):
    return torch.logspace(math.log10(low), math.log10(high), n)


def rates_logspace_of_rates(low, high, n):
    return torch.logspace(low, high, n).tolist()


def rates_rounded(low, high, n):
    factor = (high / low) ** (1 / (n - 1))
    return [round(low * factor**i, 4) for i in range(n)]


def window_averages(losses, width):
    return [losses[i : i + width].mean() for i in range(len(losses) - width + 1)]


def choose_lowest_loss(rates, losses, width):
    return rates[losses.tolist().index(min(losses))].item()


def choose_the_start(rates, losses, width):
    averages = window_averages(losses, width)
    return rates[averages.index(min(averages))].item()


def choose_the_end(rates, losses, width):
    averages = window_averages(losses, width)
    return rates[averages.index(min(averages)) + width - 1].item()


def choose_the_average(rates, losses, width):
    return min(window_averages(losses, width)).item()


def choose_the_place(rates, losses, width):
    averages = window_averages(losses, width)
    return averages.index(min(averages)) + (width - 1) // 2


def choose_a_block(rates, losses, width):
    best, best_start = math.inf, None
    for start in range(0, len(losses), width):
        average = sum(losses[start : start + width]) / len(losses[start : start + width])
        if average < best:
            best, best_start = average, start
    return float(rates[best_start + width // 2])


def choose_the_highest(rates, losses, width):
    return float(rates[losses.unfold(0, width, 1).mean(1).argmax() + width // 2])


def choose_without_the_last_window(rates, losses, width):
    averages = [losses[i : i + width].mean() for i in range(len(losses) - width)]
    return float(rates[averages.index(min(averages)) + width // 2])


def choose_with_short_windows(rates, losses, width):
    best, chosen = math.inf, None
    for i in range(len(losses)):
        start, end = max(i - width // 2, 0), min(i + width // 2 + 1, len(losses))
        if losses[start:end].mean() < best:
            best, chosen = losses[start:end].mean(), rates[i]
    return chosen.item()


def choose_with_zeros(rates, losses, width):
    averages = np.convolve(losses.numpy(), np.ones(width) / width, mode="same")
    return rates[int(averages.argmin())].item()


def choose_the_average_rate(rates, losses, width):
    averages = window_averages(losses, width)
    start = averages.index(min(averages))
    return (sum(rates[start : start + width]) / width).item()


def choose_the_geometric_mean_rate(rates, losses, width):
    averages = window_averages(losses, width)
    start = averages.index(min(averages))
    return math.prod(rates[start : start + width].tolist()) ** (1 / width)


def choose_by_the_maximum(rates, losses, width):
    largest = [max(losses[i : i + width]) for i in range(len(losses) - width + 1)]
    return rates[largest.index(min(largest)) + width // 2].item()


def choose_by_the_median(rates, losses, width):
    medians = [np.median(losses[i : i + width]) for i in range(len(losses) - width + 1)]
    return rates[np.argmin(medians) + width // 2].item()


def choose_by_the_logarithms(rates, losses, width):
    averages = window_averages(torch.log(losses), width)
    return rates[averages.index(min(averages)) + width // 2].item()


def cosine_wave(t):
    return (1 + math.cos(math.pi * t)) / 2


def schedule_from_zero(step, steps, warmup, high):
    if step < warmup:
        return step / warmup * high
    return high * cosine_wave((step - warmup) / (steps - warmup))


def schedule_too_late(step, steps, warmup, high):
    if step > warmup:
        return high * cosine_wave((step - warmup) / (steps - warmup))
    return high * (step + 1) / warmup


def schedule_counted_from_step_0(step, steps, warmup, high):
    if step < warmup:
        return (step + 1) / warmup * high
    return high * cosine_wave(step / steps)


def schedule_over_all_steps(step, steps, warmup, high):
    if step < warmup:
        return (step + 1) / warmup * high
    return high * cosine_wave((step - warmup) / steps)


def schedule_whole_wave(step, steps, warmup, high):
    if step < warmup:
        return (step + 1) / warmup * high
    t = (step - warmup) / (steps - warmup)
    return high * (1 + math.cos(2 * math.pi * t)) / 2


def schedule_quarter_wave(step, steps, warmup, high):
    if step < warmup:
        return (step + 1) / warmup * high
    t = (step - warmup) / (steps - warmup)
    return high * math.cos(t * math.pi / 2)


def schedule_straight(step, steps, warmup, high):
    if step < warmup:
        return (step + 1) / warmup * high
    return high * (1 - (step - warmup) / (steps - warmup))


def schedule_without_warmup(step, steps, warmup, high):
    return high * (1 + math.cos(math.pi * step / steps)) / 2


def schedule_one_formula(step, steps, warmup, high):
    t = (step - warmup) / (steps - warmup)
    return high * (1 + math.cos(math.pi * t)) / 2


def schedule_high_at_once(step, steps, warmup, high):
    if step < warmup:
        return high
    return high * cosine_wave((step - warmup) / (steps - warmup))


def schedule_in_degrees(step, steps, warmup, high):
    if step < warmup:
        return (step + 1) / warmup * high
    t = (step - warmup) / (steps - warmup)
    return high * (1 + math.cos(180 * t)) / 2


def schedule_not_halved(step, steps, warmup, high):
    if step < warmup:
        return (step + 1) / warmup * high
    t = (step - warmup) / (steps - warmup)
    return high * (1 + math.cos(math.pi * t))


def schedule_to_minus_high(step, steps, warmup, high):
    if step < warmup:
        return (step + 1) / warmup * high
    t = (step - warmup) / (steps - warmup)
    return high * math.cos(math.pi * t)


def schedule_rising(step, steps, warmup, high):
    if step < warmup:
        return (step + 1) / warmup * high
    t = (step - warmup) / (steps - warmup)
    return high * (1 - math.cos(math.pi * t)) / 2


def schedule_dividing_by_no_warmup(step, steps, warmup, high):
    t = (step - warmup) / (steps - warmup)
    return min((step + 1) / warmup, 1) * high * cosine_wave(max(t, 0))


def blocks_without_the_rest(losses, block):
    kept = losses[: len(losses) - len(losses) % block]
    return kept.reshape(-1, block).mean(dim=1)


def blocks_rest_over_block(losses, block):
    found = []
    for start in range(0, len(losses), block):
        found.append(sum(losses[start : start + block]) / block)
    return torch.tensor(found)


def blocks_rest_joined(losses, block):
    starts = list(range(0, len(losses) - block + 1, block)) or [0]
    ends = [*starts[1:], len(losses)]
    return torch.stack([losses[a:b].mean() for a, b in zip(starts, ends, strict=True)])


def blocks_rest_first(losses, block):
    rest = len(losses) % block
    means = [losses[:rest].mean()] if rest else []
    for start in range(rest, len(losses), block):
        means.append(losses[start : start + block].mean())
    return torch.stack(means)


def blocks_moving(losses, block):
    return losses.unfold(0, block, 1).mean(dim=1)


def blocks_at_every_step(losses, block):
    return torch.tensor([losses[i : i + block].mean() for i in range(len(losses))])


def blocks_medians(losses, block):
    return torch.stack([losses[i : i + block].median() for i in range(0, len(losses), block)])


def blocks_sums(losses, block):
    return torch.stack([losses[i : i + block].sum() for i in range(0, len(losses), block)])


def blocks_chunks(losses, block):
    return torch.stack([chunk.mean() for chunk in torch.chunk(losses, block)])


def blocks_one_loss_each(losses, block):
    return torch.stack([losses[i] for i in range(0, len(losses), block)])


def blocks_as_list(losses, block):
    return [losses[i : i + block].mean().item() for i in range(0, len(losses), block)]


def blocks_as_list_of_tensors(losses, block):
    return [chunk.mean() for chunk in torch.split(losses, block)]


def blocks_with_an_empty_one(losses, block):
    means = []
    for i in range(len(losses) // block + 1):
        means.append(losses[i * block : i * block + block].mean())
    return torch.tensor(means)


def blocks_not_fitting(losses, block):
    return losses.view(-1, block).mean(1)


WRONG = [
    ("03_cosine", cosine_averaged, "average of the cosines"),
    ("03_cosine", cosine_summed, "sum of the cosines"),
    ("03_cosine", cosine_of_the_last, "Only the last tensors"),
    ("03_cosine", cosine_of_the_first, "inside the loop"),
    ("03_cosine", cosine_without_lengths, "dot product alone"),
    ("03_cosine", cosine_by_the_first_length, "length of the first vector only"),
    ("03_cosine", cosine_by_the_second_length, "length of the second vector only"),
    ("03_cosine", cosine_by_squared_lengths, "divided by the squared lengths"),
    ("03_cosine", cosine_by_added_lengths, "added the lengths of the single tensors"),
    ("03_cosine", cosine_without_sign, "sign is lost"),
    ("03_cosine", cosine_squared_distance, "squared distance"),
    ("03_cosine", cosine_of_lists, "raised TypeError"),
    (
        "03_cosine",
        cosine_not_flattened,
        "raised RuntimeError: Tensors must have same number of dimensions: got 1 and 2.",
    ),
    ("03_rates", rates_evenly, "spaced evenly"),
    ("03_rates", rates_without_the_last, "last rate is missing"),
    ("03_rates", rates_below_high, "ends below high"),
    ("03_rates", rates_one_too_many, "one rate too many"),
    ("03_rates", rates_beyond_high, "runs past high"),
    ("03_rates", rates_exponents, "raise 10 to each"),
    ("03_rates", rates_descending, "fall from high to low"),
    ("03_rates", rates_exp_of_log10, "math.exp undoes math.log, not math.log10"),
    ("03_rates", rates_ten_to_the_log, "10 ** x undoes math.log10, not math.log"),
    ("03_rates", rates_of_ten, "ten times the one before"),
    ("03_rates", rates_by_a_quotient, "root, not a quotient"),
    ("03_rates", rates_as_tensor, ".tolist() makes a list"),
    ("03_rates", rates_logspace_of_rates, "logspace wants exponents"),
    ("03_rates", rates_rounded, "returned 0.0192 at [1]; 0.0191"),
    ("03_choose", choose_lowest_loss, "lowest single loss"),
    ("03_choose", choose_the_start, "at the start of the best window"),
    ("03_choose", choose_the_end, "at the end of the best window"),
    ("03_choose", choose_the_average, "lowest average loss"),
    ("03_choose", choose_the_place, "place of the rate"),
    ("03_choose", choose_a_block, "separate blocks"),
    ("03_choose", choose_the_highest, "highest average loss"),
    ("03_choose", choose_without_the_last_window, "last window is missing"),
    ("03_choose", choose_with_short_windows, "shorter than the others"),
    ("03_choose", choose_with_zeros, "count as 0"),
    ("03_choose", choose_the_average_rate, "average of the rates"),
    ("03_choose", choose_the_geometric_mean_rate, "geometric mean of the rates"),
    ("03_choose", choose_by_the_maximum, "largest loss is lowest"),
    ("03_choose", choose_by_the_median, "median loss is lowest"),
    ("03_choose", choose_by_the_logarithms, "averaged the logarithms"),
    ("03_schedule", schedule_from_zero, "begins with a rate of 0"),
    ("03_schedule", schedule_too_late, "one step too long"),
    ("03_schedule", schedule_counted_from_step_0, "cosine begins at step 0"),
    ("03_schedule", schedule_over_all_steps, "does not reach 0"),
    ("03_schedule", schedule_whole_wave, "whole wave"),
    ("03_schedule", schedule_quarter_wave, "quarter of a wave"),
    ("03_schedule", schedule_straight, "straight line"),
    ("03_schedule", schedule_without_warmup, "cosine covers all steps"),
    ("03_schedule", schedule_one_formula, "used before step warmup too"),
    ("03_schedule", schedule_high_at_once, "high from the first step"),
    ("03_schedule", schedule_in_degrees, "radians"),
    ("03_schedule", schedule_not_halved, "division by 2 is missing"),
    ("03_schedule", schedule_to_minus_high, "falls to −1"),
    ("03_schedule", schedule_rising, "rises after the warm-up"),
    ("03_schedule", schedule_dividing_by_no_warmup, "raised ZeroDivisionError"),
    ("03_blocks", blocks_without_the_rest, "left over at the end are missing"),
    ("03_blocks", blocks_rest_over_block, "divided by `block`"),
    ("03_blocks", blocks_rest_joined, "added to the last full block"),
    ("03_blocks", blocks_rest_first, "shorter block stands at the start"),
    ("03_blocks", blocks_moving, "moving average"),
    ("03_blocks", blocks_at_every_step, "block begins at every step"),
    ("03_blocks", blocks_medians, "medians"),
    ("03_blocks", blocks_sums, "sums of the blocks"),
    ("03_blocks", blocks_chunks, "not the number of blocks"),
    ("03_blocks", blocks_one_loss_each, "one loss out of every block"),
    ("03_blocks", blocks_as_list, "they stand in a list"),
    ("03_blocks", blocks_as_list_of_tensors, "they stand in a list"),
    ("03_blocks", blocks_with_an_empty_one, "an empty block at the end"),
    ("03_blocks", blocks_not_fitting, "need full rows"),
]
