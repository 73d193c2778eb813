"""Wrong answers to the exercises of notebook 09, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import math
import statistics

import numpy as np
import torch


def update_of_spreads(before, after):
    return (after.std() - before.std()) / before.std()


def update_of_spreads_without_sign(before, after):
    return abs(after.std() - before.std()) / before.std()


def update_over_the_end(before, after):
    return torch.std(before - after) / torch.std(after)


def update_not_divided(before, after):
    return float((before - after).std())


def update_spread_of_shares(before, after):
    return (after / before - 1).std()


def update_mean_share(before, after):
    return torch.mean(torch.abs((before - after) / before))


def update_absolute(before, after):
    return (before - after).abs().sum() / before.abs().sum()


def update_of_lengths(before, after):
    return torch.dist(before, after) / before.square().sum().sqrt()


def update_logarithm(before, after):
    change = after - before
    return torch.log10(change.std()) - torch.log10(before.std())


def update_upside_down(before, after):
    return before.std() / (before - after).std()


def update_squared(before, after):
    return torch.var(after - before) / torch.var(before)


def update_numpy_over_torch(before, after):
    return np.std((after - before).numpy()) / before.std()


def update_torch_over_numpy(before, after):
    return (after - before).std() / float(np.std(before.numpy()))


def update_of_the_end(before, after):
    return after.std() / before.std()


def norm_of_norms_summed(gradients):
    total = 0
    for gradient in gradients:
        if gradient is not None:
            total += torch.linalg.vector_norm(gradient)
    return total


def norm_mean_of_norms(gradients):
    norms = [float(gradient.norm()) for gradient in gradients if gradient is not None]
    return sum(norms) / len(norms)


def norm_squared(gradients):
    return sum((gradient * gradient).sum() for gradient in gradients if gradient is not None)


def norm_with_none(gradients):
    return sum((gradient**2).sum() for gradient in gradients).sqrt()


def norm_if_true(gradients):
    return sum((gradient**2).sum() for gradient in gradients if gradient) ** 0.5


def norm_of_the_last(gradients):
    for gradient in gradients:
        if gradient is not None:
            norm = (gradient**2).sum().sqrt()
    return norm


def norm_of_the_largest(gradients):
    return max(gradient.norm() for gradient in gradients if gradient is not None)


def norm_largest_number(gradients):
    return max(gradient.abs().max() for gradient in gradients if gradient is not None)


def norm_of_absolute_values(gradients):
    return sum(gradient.abs().sum() for gradient in gradients if gradient is not None)


def norm_root_of_the_mean(gradients):
    numbers = np.concatenate([g.flatten().numpy() for g in gradients if g is not None])
    return float(np.sqrt((numbers**2).mean()))


def norm_spread(gradients):
    return torch.cat([g.reshape(-1) for g in gradients if g is not None]).std()


def average_log_of_means(ratios, window):
    places = range(len(ratios) - window + 1)
    return [math.log10(statistics.mean(ratios[i : i + window])) for i in places]


def average_without_logarithm(ratios, window):
    return torch.tensor(ratios).unfold(0, window, 1).mean(1).tolist()


def average_natural(ratios, window):
    return torch.tensor(ratios).log().unfold(0, window, 1).mean(1).tolist()


def average_one_too_few(ratios, window):
    logs = [math.log10(ratio) for ratio in ratios]
    return [sum(logs[i : i + window]) / window for i in range(len(logs) - window)]


def average_of_blocks(ratios, window):
    logs = np.log10(ratios)[: len(ratios) // window * window]
    return logs.reshape(-1, window).mean(1).tolist()


def average_grows_in(ratios, window):
    logs = [math.log10(ratio) for ratio in ratios]
    found = []
    for end in range(1, len(logs) + 1):
        chosen = logs[max(0, end - window) : end]
        found.append(sum(chosen) / len(chosen))
    return found


def average_runs_out(ratios, window):
    logs = [math.log10(ratio) for ratio in ratios]
    return [statistics.mean(logs[i : i + window]) for i in range(len(logs))]


def average_summed(ratios, window):
    logs = [math.log10(ratio) for ratio in ratios]
    return [sum(logs[i : i + window]) for i in range(len(logs) - window + 1)]


def average_geometric(ratios, window):
    places = range(len(ratios) - window + 1)
    return [math.prod(ratios[i : i + window]) ** (1 / window) for i in places]


def average_as_tensor(ratios, window):
    return torch.tensor(ratios).log10().unfold(0, window, 1).mean(1)


def factor_forwards(spreads):
    return (spreads[-1] / spreads[0]) ** (1 / (len(spreads) - 1))


def factor_root_of_n(spreads):
    return math.exp(math.log(spreads[0] / spreads[-1]) / len(spreads))


def factor_of_all(spreads):
    return spreads[0] / spreads[-1]


def factor_divided(spreads):
    return spreads[0] / spreads[-1] / (len(spreads) - 1)


def factor_mean(spreads):
    factors = [spreads[i] / spreads[i + 1] for i in range(len(spreads) - 1)]
    return sum(factors) / len(factors)


def factor_square_root(spreads):
    return math.sqrt(spreads[0] / spreads[-1])


def factor_of_the_first(spreads):
    return spreads[0] / spreads[1]


def factor_as_logarithm(spreads):
    return (math.log(spreads[0]) - math.log(spreads[-1])) / (len(spreads) - 1)


def diagnosis(
    *,
    silent=lambda spreads: 0 in spreads,
    share=statistics.mean,
    low=0.0005,
    high=0.015,
    factor=4,
):
    """The rules, with one of them to be changed."""

    def diagnose(spreads, saturated, ratio):
        if silent(spreads):
            return "no signal"
        if spreads[-1] < spreads[0] / factor:
            return "vanishing"
        if spreads[-1] > spreads[0] * factor:
            return "exploding"
        if share(saturated) > 0.3:
            return "saturated"
        if ratio < low:
            return "too slow"
        return "too fast" if ratio > high else "healthy"

    return diagnose


def diagnose_the_last_that_applies(spreads, saturated, ratio):
    result = "healthy"
    if ratio > 0.015:
        result = "too fast"
    if ratio < 0.0005:
        result = "too slow"
    if ratio > 0.015:
        result = "too fast"
    if sum(saturated) / len(saturated) > 0.3 and result == "healthy":
        result = "saturated"
    if spreads[-1] > 4 * spreads[0]:
        result = "exploding"
    if spreads[-1] < spreads[0] / 4:
        result = "vanishing"
    if min(spreads) == 0:
        result = "no signal"
    return result


def diagnose_overwritten(spreads, saturated, ratio):
    result = "healthy"
    if 0 in spreads:
        result = "no signal"
    if spreads[-1] < spreads[0] / 4:
        result = "vanishing"
    if spreads[-1] > 4 * spreads[0]:
        result = "exploding"
    if sum(saturated) / len(saturated) > 0.3:
        result = "saturated"
    if ratio < 0.0005:
        result = "too slow"
    if ratio > 0.015:
        result = "too fast"
    return result


def diagnose_too_slow_early(spreads, saturated, ratio):
    if min(spreads) > 0 and ratio < 0.0005:
        return "too slow"
    return diagnosis()(spreads, saturated, ratio)


def diagnose_too_fast_early(spreads, saturated, ratio):
    if min(spreads) > 0 and ratio > 0.015:
        return "too fast"
    return diagnosis()(spreads, saturated, ratio)


def diagnose_with_limits(spreads, saturated, ratio):
    if 0 in spreads:
        return "no signal"
    if spreads[-1] <= spreads[0] / 4:
        return "vanishing"
    if ratio == 0.0005:
        return "too slow"
    return diagnosis()(spreads, saturated, ratio)


def diagnose_too_fast_at_the_limit(spreads, saturated, ratio):
    result = diagnosis()(spreads, saturated, ratio)
    return "too fast" if result == "healthy" and ratio >= 0.015 else result


def diagnose_in_other_words(spreads, saturated, ratio):
    return diagnosis()(spreads, saturated, ratio).replace("no signal", "dead")


WRONG = [
    ("09_update", update_of_spreads, "change of the spread, with its sign"),
    ("09_update", update_of_spreads_without_sign, "This is the change of the spread; take"),
    ("09_update", update_over_the_end, "spread after the step; divide by the one before"),
    ("09_update", update_not_divided, "divide it by the spread of the weight"),
    ("09_update", update_spread_of_shares, "divided each change by its own number"),
    ("09_update", update_mean_share, "averaged the change of each number"),
    ("09_update", update_absolute, "mean absolute values"),
    ("09_update", update_of_lengths, "These are lengths"),
    ("09_update", update_logarithm, "This is the logarithm"),
    ("09_update", update_upside_down, "stands upside down"),
    ("09_update", update_squared, "These are variances"),
    ("09_update", update_numpy_over_torch, "change was taken with correction=0"),
    ("09_update", update_torch_over_numpy, "weight was taken with correction=0"),
    ("09_update", update_of_the_end, "the change is missing"),
    ("09_norm", norm_of_norms_summed, "tensors' norms, added up"),
    ("09_norm", norm_mean_of_norms, "mean of the tensors' norms"),
    ("09_norm", norm_squared, "The root is missing"),
    ("09_norm", norm_with_none, "has None in the list; leave it out"),
    ("09_norm", norm_if_true, "is not None"),
    ("09_norm", norm_of_the_last, "norm of the last tensor only"),
    ("09_norm", norm_of_the_largest, "largest norm of a single tensor"),
    ("09_norm", norm_largest_number, "This is the largest number"),
    ("09_norm", norm_of_absolute_values, "sum of the absolute values"),
    ("09_norm", norm_root_of_the_mean, "root of the mean square"),
    ("09_norm", norm_spread, "standard deviation of all numbers"),
    ("09_average", average_log_of_means, "take the logarithms first"),
    ("09_average", average_without_logarithm, "The logarithms are missing"),
    ("09_average", average_natural, "natural logarithm"),
    ("09_average", average_one_too_few, "The last window is missing"),
    ("09_average", average_of_blocks, "blocks side by side"),
    ("09_average", average_grows_in, "at the beginning are shorter"),
    ("09_average", average_runs_out, "at the end are shorter"),
    ("09_average", average_summed, "These are sums"),
    ("09_average", average_geometric, "powers of 10 of the means"),
    ("09_average", average_as_tensor, ".tolist() makes a list"),
    ("09_factor", factor_forwards, "The direction is turned round: the gradient"),
    ("09_factor", factor_root_of_n, "root too many"),
    ("09_factor", factor_of_all, "factor over all layers"),
    ("09_factor", factor_divided, "divided the whole factor"),
    ("09_factor", factor_mean, "arithmetic mean"),
    ("09_factor", factor_square_root, "three layers are a special case"),
    ("09_factor", factor_of_the_first, "from the second layer to the first only"),
    ("09_factor", factor_as_logarithm, "logarithm of the factor; the factor itself"),
    ("09_diagnose", diagnosis(silent=lambda s: s[-1] == 0), "at the last layer only"),
    ("09_diagnose", diagnosis(silent=lambda s: s[0] == 0), "at the first layer only"),
    ("09_diagnose", diagnosis(silent=lambda s: sum(s) == 0), "you asked for all of them"),
    ("09_diagnose", diagnosis(silent=lambda s: False), "rule for no signal is missing"),
    ("09_diagnose", diagnosis(share=max), "you took the largest share"),
    ("09_diagnose", diagnosis(share=lambda s: s[-1]), "you took the last layer"),
    ("09_diagnose", diagnosis(share=sum), "you took the sum"),
    ("09_diagnose", diagnosis(low=1e-3, high=1e-3), "guide of 0.001 was taken"),
    ("09_diagnose", diagnosis(factor=1), "a factor of four is asked for"),
    ("09_diagnose", diagnose_the_last_that_applies, "saturation comes before the two rules"),
    ("09_diagnose", diagnose_overwritten, "The last rule that applies wins"),
    ("09_diagnose", diagnose_too_slow_early, "rule 2, vanishing, comes before rule 5"),
    ("09_diagnose", diagnose_too_fast_early, "one before it in the list applies, too"),
    ("09_diagnose", diagnose_with_limits, "At the limit itself a rule does not apply"),
    ("09_diagnose", diagnose_too_fast_at_the_limit, "At the limit itself a rule does not"),
    ("09_diagnose", diagnose_in_other_words, "one of the seven of the list"),
]
