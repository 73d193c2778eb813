"""Wrong answers to the exercises of notebook 06, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import math

import numpy as np
import torch
import torch.nn.functional as F


def loss_in_bits(logits, correct):
    return -torch.log2(torch.softmax(logits, 0)[correct])


def loss_in_bits_by_hand(logits, correct):
    exponentials = [2.718281828 ** logit.item() for logit in logits - logits.max()]
    return math.log2(sum(exponentials)) - math.log2(exponentials[correct])


def loss_to_base_10(logits, correct):
    return -math.log10(F.softmax(logits, dim=0)[correct])


def loss_negative(logits, correct):
    return F.log_softmax(logits, dim=0)[correct]


def loss_negative_and_overflowing(logits, correct):
    return (logits.exp() / logits.exp().sum()).log()[correct]


def loss_the_probability(logits, correct):
    exponentials = (logits - logits.max()).exp()
    return (exponentials / exponentials.sum())[correct].item()


def loss_the_other_probability(logits, correct):
    return 1 - logits.softmax(0)[correct]


def loss_the_logit(logits, correct):
    return logits[correct]


def loss_of_the_exponential_alone(logits, correct):
    return -torch.log(torch.exp(logits[correct]))


def loss_against_the_others(logits, correct):
    others = [logits[i].exp() for i in range(len(logits)) if i != correct]
    return -torch.log(logits[correct].exp() / sum(others))


def loss_of_two_softmaxes(logits, correct):
    return F.cross_entropy(logits.softmax(0), torch.tensor(correct))


def loss_overflowing(logits, correct):
    exponentials = logits.exp()
    return -(exponentials / exponentials.sum()).log()[correct]


def loss_overflowing_in_the_sum(logits, correct):
    return logits.exp().sum().log() - logits[correct]


def loss_overflowing_in_python(logits, correct):
    total = sum(math.exp(logit) for logit in logits)
    return -math.log(math.exp(logits[correct]) / total)


def loss_overflowing_in_numpy(logits, correct):
    with np.errstate(all="ignore"):
        exponentials = np.exp(logits.numpy())
        return -np.log(exponentials[correct] / exponentials.sum())


def loss_rounding_to_0(logits, correct):
    exponentials = (logits - logits.max()).exp()
    return -(exponentials[correct] / exponentials.sum()).log()


def loss_rounding_to_0_in_python(logits, correct):
    return -math.log(logits.softmax(0)[correct])


def loss_half_shifted(logits, correct):
    return torch.log(torch.exp(logits - max(logits)).sum()) - logits[correct]


def loss_of_the_likeliest(logits, correct):
    return -F.log_softmax(logits, dim=0).max()


def loss_of_the_average(logits, correct):
    return -F.log_softmax(logits, dim=0).mean()


def loss_of_each(logits, correct):
    return -F.log_softmax(logits, dim=0)


def loss_as_probabilities(logits, correct):
    return logits.softmax(0)


def dead_somewhere(activations, limit):
    return [u for u in range(activations.shape[1]) if activations[:, u].abs().max() > limit]


def dead_examples(activations, limit):
    return [i for i, row in enumerate(activations) if (row.abs() > limit).all()]


def dead_above(activations, limit):
    return [u for u, column in enumerate(activations.T) if column.min() > limit]


def dead_at_one_end(activations, limit):
    above = (activations > limit).all(dim=0)
    below = (activations < -limit).all(dim=0)
    return torch.where(above | below)[0].tolist()


def dead_on_average(activations, limit):
    means = activations.abs().mean(dim=0)
    return [u for u, mean in enumerate(means) if mean > limit]


def dead_mean(activations, limit):
    return (activations.mean(dim=0) > limit).nonzero().flatten().tolist()


def dead_absolute_mean(activations, limit):
    means = activations.mean(dim=0).tolist()
    return [u for u in range(len(means)) if abs(means[u]) > limit]


def dead_or_at_the_limit(activations, limit):
    return torch.where((activations.abs() < limit).sum(0) == 0)[0].tolist()


def dead_not(activations, limit):
    return [u for u in range(activations.shape[1]) if activations[:, u].abs().min() <= limit]


def dead_within(activations, limit):
    return torch.where((activations.abs() > limit).sum(0) == 0)[0].tolist()


def dead_true_or_false(activations, limit):
    return [bool((column.abs() > limit).all()) for column in activations.T]


def dead_mask(activations, limit):
    return activations.abs().amin(0) > limit


def dead_count(activations, limit):
    return (activations.abs() > limit).all(0).sum().item()


def dead_tensor(activations, limit):
    return torch.where((activations.abs() > limit).all(0))[0]


def dead_column(activations, limit):
    return torch.nonzero((activations.abs() > limit).all(0))


def dead_nested(activations, limit):
    return torch.nonzero((activations.abs() > limit).all(0)).tolist()


def spread_of_rows(weight, x_spread):
    return torch.sqrt((weight**2).sum(dim=1)) * x_spread


def spread_without_root(weight, x_spread):
    return (weight * weight).sum(dim=0) * x_spread


def spread_as_variance(weight, x_spread):
    return ((x_spread * weight) ** 2).sum(dim=0)


def spread_of_the_mean(weight, x_spread):
    return torch.sqrt((weight**2).mean(dim=0)) * x_spread


def spread_of_absolute_values(weight, x_spread):
    return (x_spread * weight).abs().sum(dim=0)


def spread_of_the_sum(weight, x_spread):
    return (torch.ones(len(weight)) * x_spread) @ weight


def spread_of_columns(weight, x_spread):
    return torch.stack([column.std() for column in weight.T]) * x_spread


def spread_by_fan_in(weight, x_spread):
    fan_in, _ = weight.shape
    return math.sqrt(fan_in) * weight.std(dim=0) * x_spread


def spread_by_fan_in_over_n(weight, x_spread):
    return len(weight) ** 0.5 * torch.from_numpy(weight.numpy().std(axis=0)) * x_spread


def spread_of_the_layer(weight, x_spread):
    return len(weight) ** 0.5 * weight.std() * x_spread


def spread_of_all(weight, x_spread):
    return torch.sqrt((weight**2).sum()) * x_spread


def spread_of_the_weights(weight, x_spread):
    return torch.linalg.vector_norm(weight, dim=0)


def spread_under_the_root(weight, x_spread):
    return torch.sqrt((x_spread * weight**2).sum(dim=0))


def spread_squared_outside(weight, x_spread):
    return torch.sqrt((weight**2).sum(dim=0)) * x_spread**2


def draws_of(seed, *shape):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def kaiming_by_fan_out(fan_in, fan_out, gain, seed):
    return draws_of(seed, fan_in, fan_out) * (gain / math.sqrt(fan_out))


def kaiming_without_root(fan_in, fan_out, gain, seed):
    return gain * draws_of(seed, fan_in, fan_out) / fan_in


def kaiming_multiplied(fan_in, fan_out, gain, seed):
    return gain * draws_of(seed, fan_in, fan_out) * math.sqrt(fan_in)


def kaiming_without_gain(fan_in, fan_out, gain, seed):
    return draws_of(seed, fan_in, fan_out) / math.sqrt(fan_in)


def kaiming_gain_only(fan_in, fan_out, gain, seed):
    return gain * draws_of(seed, fan_in, fan_out)


def kaiming_plain(fan_in, fan_out, gain, seed):
    return draws_of(seed, fan_in, fan_out)


def kaiming_divided_by_gain(fan_in, fan_out, gain, seed):
    return draws_of(seed, fan_in, fan_out) / (gain * math.sqrt(fan_in))


def kaiming_gain_under_the_root(fan_in, fan_out, gain, seed):
    return draws_of(seed, fan_in, fan_out) * math.sqrt(gain / fan_in)


def kaiming_variance(fan_in, fan_out, gain, seed):
    return draws_of(seed, fan_in, fan_out) * gain**2 / fan_in


def kaiming_glorot(fan_in, fan_out, gain, seed):
    return draws_of(seed, fan_in, fan_out) * gain * math.sqrt(2 / (fan_in + fan_out))


def kaiming_turned_round(fan_in, fan_out, gain, seed):
    return draws_of(seed, fan_out, fan_in) * gain / math.sqrt(fan_in)


def kaiming_of_pytorch(fan_in, fan_out, gain, seed):
    table, generator = torch.empty(fan_out, fan_in), torch.Generator().manual_seed(seed)
    torch.nn.init.normal_(table, std=gain / math.sqrt(fan_in), generator=generator)
    return table.T


def kaiming_uniform(fan_in, fan_out, gain, seed):
    generator = torch.Generator().manual_seed(seed)
    return torch.rand((fan_in, fan_out), generator=generator) * gain / fan_in**0.5


def kaiming_uniform_around_0(fan_in, fan_out, gain, seed):
    generator = torch.Generator().manual_seed(seed)
    return gain / fan_in**0.5 * (torch.rand((fan_in, fan_out), generator=generator) - 0.5) * 2


def kaiming_drawn_twice(fan_in, fan_out, gain, seed):
    generator = torch.Generator().manual_seed(seed)
    for _ in range(2):
        draws = torch.randn(fan_in, fan_out, generator=generator)
    return draws * gain / fan_in**0.5


def kaiming_with_exact_spread(fan_in, fan_out, gain, seed):
    draws = draws_of(seed, fan_in, fan_out)
    return draws * (gain / fan_in**0.5 / draws.std())


def kaiming_without_the_seed(fan_in, fan_out, gain, seed):
    return torch.randn(fan_in, fan_out) * gain / fan_in**0.5


def kaiming_of_another_seed(fan_in, fan_out, gain, seed):
    return draws_of(seed + 1, fan_in, fan_out) * gain / fan_in**0.5


def rms(numbers):
    return math.sqrt((numbers * numbers).mean())


def stack_of_stds(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = torch.std(function(gain * size * z))
    return size


def stack_of_stds_over_n(function, gain, z, layers):
    size = 1.0
    for _ in range(layers):
        size = np.std(function(gain * size * z).numpy())
    return size


def stack_without_root(function, gain, z, layers):
    size = 1
    while layers > 0:
        size = torch.mean(function(z * size * gain) ** 2)
        layers -= 1
    return size


def stack_mean_square(function, gain, z, layers):
    mean_square = 1.0
    for _ in range(layers):
        mean_square = function(gain * mean_square**0.5 * z).square().mean().item()
    return mean_square


def stack_of_absolute_values(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = torch.mean(torch.abs(function(gain * size * z)))
    return size


def stack_of_means(function, gain, z, layers):
    if layers == 0:
        return 1
    return function(gain * stack_of_means(function, gain, z, layers - 1) * z).mean()


def stack_of_squared_means(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = torch.sqrt(function(gain * size * z).mean() ** 2)
    return size


def stack_of_sums(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = torch.sqrt((function(gain * size * z) ** 2).sum())
    return size


def stack_for_each_column(function, gain, z, layers):
    size = torch.tensor(1.0)
    for _ in range(layers):
        size = torch.sqrt((function(gain * size * z) ** 2).mean(dim=0))
    return size


def stack_without_gain(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = rms(function(size * z))
    return size


def stack_gain_after(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = rms(gain * function(size * z))
    return size


def stack_gain_at_first(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = rms(function(size * gain * z))
        gain = 1
    return size


def stack_from_the_gain(function, gain, z, layers):
    size = gain
    for _ in range(layers):
        size = rms(function(size * z))
    return size


def stack_gain_at_last(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = rms(function(size * z))
    return size * gain


def stack_gain_between(function, gain, z, layers):
    size = 1
    for layer in range(layers):
        scale = size if layer == 0 else size * gain
        size = rms(function(scale * z))
    return size


def stack_divided_by_gain(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = rms(function(size * z / gain))
    return size


def stack_the_same_each_time(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = rms(function(gain * z))
    return size


def stack_of_one(function, gain, z, layers):
    return torch.sqrt((function(gain * z) ** 2).mean())


def stack_as_a_power(function, gain, z, layers):
    return rms(function(gain * z)) ** layers


def stack_with_the_size_twice(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size *= rms(function(gain * size * z))
    return size


def stack_rescaled(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        size = rms(function(gain * (z / size)))
    return size


def stack_without_the_function(function, gain, z, layers):
    return (gain * rms(z)) ** layers


def stack_too_low(function, gain, z, layers):
    size = 1
    for _ in range(1, layers):
        size = rms(function(gain * size * z))
    return size


def stack_too_high(function, gain, z, layers):
    size = rms(function(gain * z))
    for _ in range(layers):
        size = rms(function(gain * size * z))
    return size


def stack_as_a_chain(function, gain, z, layers):
    x = z
    for _ in range(layers):
        x = function(gain * x)
    return (x**2).mean() ** 0.5


def stack_as_a_measured_chain(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        z = function(gain * z)
        size = rms(z)
    return size


def stack_replacing_z(function, gain, z, layers):
    size = 1
    for _ in range(layers):
        z = function(gain * size * z)
        size = torch.sqrt(torch.mean(z**2))
    return size


def stack_of_all_sizes(function, gain, z, layers):
    sizes = [1.0]
    for _ in range(layers):
        sizes.append(rms(function(gain * sizes[-1] * z)))
    return sizes


def stack_of_all_but_the_first(function, gain, z, layers):
    sizes, size = [], 1
    for _ in range(layers):
        size = (function(gain * size * z) ** 2).mean().sqrt()
        sizes.append(size)
    return torch.tensor(sizes)


def stack_from_z(function, gain, z, layers):
    size = rms(z)
    for _ in range(layers):
        size = rms(function(gain * size * z))
    return size


def stack_from_the_std_of_z(function, gain, z, layers):
    size = z.std()
    for _ in range(layers):
        size = rms(function(gain * size * z))
    return size


def stack_unready_for_0(function, gain, z, layers):
    sizes = []
    for layer in range(layers):
        before = sizes[-1] if layer > 0 else 1
        sizes.append(rms(function(gain * before * z)))
    return sizes[-1]


def stack_0_for_0(function, gain, z, layers):
    if layers == 0:
        return 0
    size = 1
    for _ in range(layers):
        size = rms(function(gain * size * z))
    return size


WRONG = [
    ("06_confident", loss_in_bits, "base 2"),
    ("06_confident", loss_in_bits_by_hand, "base 2"),
    ("06_confident", loss_to_base_10, "base 10"),
    ("06_confident", loss_negative, "sign is missing"),
    ("06_confident", loss_negative_and_overflowing, "sign is missing"),
    ("06_confident", loss_the_probability, "This is the probability"),
    ("06_confident", loss_the_other_probability, "1 minus the probability"),
    ("06_confident", loss_the_logit, "This is the logit"),
    ("06_confident", loss_of_the_exponential_alone, "divided by the sum"),
    ("06_confident", loss_against_the_others, "missing in the sum"),
    ("06_confident", loss_of_two_softmaxes, "taken twice"),
    ("06_confident", loss_overflowing, "overflows"),
    ("06_confident", loss_overflowing_in_the_sum, "overflows"),
    ("06_confident", loss_overflowing_in_python, "overflows"),
    ("06_confident", loss_overflowing_in_numpy, "overflows"),
    ("06_confident", loss_rounding_to_0, "rounds to 0"),
    ("06_confident", loss_rounding_to_0_in_python, "rounds to 0"),
    ("06_confident", loss_half_shifted, "not from the right character's"),
    ("06_confident", loss_of_the_likeliest, "likeliest character"),
    ("06_confident", loss_of_the_average, "mean over all characters"),
    ("06_confident", loss_of_each, "losses of all characters"),
    ("06_confident", loss_as_probabilities, "5.02 was expected"),
    ("06_dead", dead_somewhere, "all, not any"),
    ("06_dead", dead_examples, "units are the columns"),
    ("06_dead", dead_above, "without abs()"),
    ("06_dead", dead_at_one_end, "from one end to the other"),
    ("06_dead", dead_on_average, "mean of the absolute values"),
    ("06_dead", dead_mean, "mean of the activations"),
    ("06_dead", dead_absolute_mean, "absolute value of the mean"),
    ("06_dead", dead_or_at_the_limit, "not ≥"),
    ("06_dead", dead_not, "not dead"),
    ("06_dead", dead_within, "within ±limit"),
    ("06_dead", dead_true_or_false, "numbers of the dead ones"),
    ("06_dead", dead_mask, "tensor of true and false"),
    ("06_dead", dead_count, "how many units"),
    ("06_dead", dead_tensor, ".tolist() makes a list"),
    ("06_dead", dead_column, "tensor with a column"),
    ("06_dead", dead_nested, "list of its own"),
    ("06_spread", spread_of_rows, "along the rows"),
    ("06_spread", spread_without_root, "square root is missing"),
    ("06_spread", spread_as_variance, "These are variances"),
    ("06_spread", spread_of_the_mean, "mean of the squares"),
    ("06_spread", spread_of_absolute_values, "absolute values"),
    ("06_spread", spread_of_the_sum, "opposite ones cancel"),
    ("06_spread", spread_of_columns, "standard deviations of the columns"),
    ("06_spread", spread_by_fan_in, "√fan_in times the standard deviation of"),
    ("06_spread", spread_by_fan_in_over_n, "√fan_in times the standard deviation (over N)"),
    ("06_spread", spread_of_the_layer, "whole layer"),
    ("06_spread", spread_of_all, "from all weights"),
    ("06_spread", spread_of_the_weights, "spread of the inputs is missing"),
    ("06_spread", spread_under_the_root, "under the root"),
    ("06_spread", spread_squared_outside, "was squared"),
    ("06_kaiming", kaiming_by_fan_out, "divided by √fan_out"),
    ("06_kaiming", kaiming_without_root, "divided by fan_in"),
    ("06_kaiming", kaiming_multiplied, "multiplied by √fan_in"),
    ("06_kaiming", kaiming_without_gain, "gain is missing"),
    ("06_kaiming", kaiming_gain_only, "gain alone"),
    ("06_kaiming", kaiming_plain, "draws as they come"),
    ("06_kaiming", kaiming_divided_by_gain, "divided by the gain"),
    ("06_kaiming", kaiming_gain_under_the_root, "gain stands under the root"),
    ("06_kaiming", kaiming_variance, "is the variance"),
    ("06_kaiming", kaiming_glorot, "Glorot and Bengio"),
    ("06_kaiming", kaiming_turned_round, "a row for each input"),
    ("06_kaiming", kaiming_of_pytorch, "and then turned round"),
    ("06_kaiming", kaiming_uniform, "uniform (torch.rand)"),
    ("06_kaiming", kaiming_uniform_around_0, "from −1 to 1"),
    ("06_kaiming", kaiming_drawn_twice, "second draws"),
    ("06_kaiming", kaiming_with_exact_spread, "measured spread"),
    ("06_kaiming", kaiming_without_the_seed, "not the first numbers"),
    ("06_kaiming", kaiming_of_another_seed, "not the first numbers"),
    ("06_stack", stack_of_stds, "The standard deviation measures from the mean"),
    ("06_stack", stack_of_stds_over_n, "standard deviation (over N) measures"),
    ("06_stack", stack_without_root, "root is missing in each layer"),
    ("06_stack", stack_mean_square, "mean of the squares after the last layer"),
    ("06_stack", stack_of_absolute_values, "absolute values"),
    ("06_stack", stack_of_means, "mean of what comes out"),
    ("06_stack", stack_of_squared_means, "squared the mean"),
    ("06_stack", stack_of_sums, "sum of the squares"),
    ("06_stack", stack_for_each_column, "for each column"),
    ("06_stack", stack_without_gain, "gain is missing"),
    ("06_stack", stack_gain_after, "after the function"),
    ("06_stack", stack_gain_at_first, "first layer only"),
    ("06_stack", stack_from_the_gain, "started with the gain"),
    ("06_stack", stack_gain_at_last, "once, at the end"),
    ("06_stack", stack_gain_between, "first layer has no gain"),
    ("06_stack", stack_divided_by_gain, "divided by the gain"),
    ("06_stack", stack_the_same_each_time, "numbers of size 1 here"),
    ("06_stack", stack_of_one, "after one layer"),
    ("06_stack", stack_as_a_power, "factor of the first layer"),
    ("06_stack", stack_with_the_size_twice, "by the size twice"),
    ("06_stack", stack_rescaled, "divided z by the size"),
    ("06_stack", stack_without_the_function, "function was not used"),
    ("06_stack", stack_too_low, "one layer too few"),
    ("06_stack", stack_too_high, "one layer too many"),
    ("06_stack", stack_as_a_chain, "through a chain of single units"),
    ("06_stack", stack_as_a_measured_chain, "a chain of single units"),
    ("06_stack", stack_replacing_z, "replaced z"),
    ("06_stack", stack_of_all_sizes, "more than one"),
    ("06_stack", stack_of_all_but_the_first, "more than one"),
    ("06_stack", stack_from_z, "not with the measured size"),
    ("06_stack", stack_from_the_std_of_z, "not with the measured size"),
    ("06_stack", stack_unready_for_0, "0) it raised IndexError"),
    ("06_stack", stack_0_for_0, "With 0 layers"),
]
