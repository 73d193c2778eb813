"""Wrong answers to the exercises of notebook 10, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import math
import statistics
from itertools import pairwise, zip_longest

import numpy as np
import torch


def smooth_taken_and_lost(counts, lower, discount):
    if not counts:
        return lower
    total = sum(counts.values())
    return {c: max(counts.get(c, 0) - discount, 0) / total for c in lower}


def smooth_given_but_not_taken(counts, lower, discount):
    if not counts:
        return lower
    total = sum(counts.values())
    return {c: (counts.get(c, 0) + discount * len(counts) * lower[c]) / total for c in lower}


def smooth_given_back_once(counts, lower, discount):
    if not counts:
        return lower
    result = {}
    for c in lower:
        left = counts[c] - discount if c in counts else 0
        result[c] = (left + discount * lower[c]) / sum(counts.values())
    return result


def smooth_given_equally(counts, lower, discount):
    if not counts:
        return lower
    total, each = sum(counts.values()), discount * len(counts) / len(lower)
    return {c: max(counts.get(c, 0) - discount, 0) / total + each / total for c in lower}


def smooth_given_whole(counts, lower, discount):
    if not counts:
        return lower
    total, freed = sum(counts.values()), discount * len(counts)
    return {c: (max(counts.get(c, 0) - discount, 0) + freed) / total for c in lower}


def smooth_given_to_the_unseen(counts, lower, discount):
    if not counts:
        return lower
    result, total = {}, sum(counts.values())
    for c in lower:
        if c in counts:
            result[c] = (counts[c] - discount) / total
        else:
            result[c] = discount * len(counts) / total * lower[c]
    return result


def smooth_backed_off(counts, lower, discount):
    if not counts:
        return lower
    total = sum(counts.values())
    result = {c: (n - discount) / total for c, n in counts.items()}
    unseen = [c for c in lower if c not in counts]
    for c in unseen:
        freed = discount * len(counts) / total
        result[c] = freed * lower[c] / sum(lower[u] for u in unseen)
    return result


def smooth_given_to_the_seen(counts, lower, discount):
    if not counts:
        return lower
    total, freed = sum(counts.values()), discount * len(counts)
    result = dict.fromkeys(lower, 0)
    for c, n in counts.items():
        result[c] = (n - discount + freed * lower[c]) / total
    return result


def smooth_over_kinds(counts, lower, discount):
    if not counts:
        return lower
    kinds = len(counts)
    left = {c: max(counts.get(c, 0) - discount, 0) for c in lower}
    return {c: left[c] / kinds + discount * lower[c] for c in lower}


def smooth_over_what_is_left(counts, lower, discount):
    if not counts:
        return lower
    left = {c: max(counts.get(c, 0) - discount, 0) for c in lower}
    return {c: left[c] / sum(left.values()) for c in lower}


def smooth_given_over_what_is_left(counts, lower, discount):
    if not counts:
        return lower
    left = {c: max(counts.get(c, 0) - discount, 0) for c in lower}
    freed = discount * len(counts)
    return {c: (left[c] + freed * lower[c]) / sum(left.values()) for c in lower}


def smooth_counts(counts, lower, discount):
    if not counts:
        return lower
    freed = discount * len(counts)
    return {c: max(counts.get(c, 0) - discount, 0) + freed * p for c, p in lower.items()}


def smooth_without_parentheses(counts, lower, discount):
    if not counts:
        return lower
    total, freed = sum(counts.values()), discount * len(counts)
    return {c: max(counts.get(c, 0) - discount, 0) + freed * lower[c] / total for c in lower}


def smooth_first_part_divided(counts, lower, discount):
    if not counts:
        return lower
    total, freed = sum(counts.values()), discount * len(counts)
    return {c: max(counts.get(c, 0) - discount, 0) / total + freed * lower[c] for c in lower}


def smooth_plain_shares(counts, lower, discount):
    if not counts:
        return lower
    return {c: counts.get(c, 0) / sum(counts.values()) for c in lower}


def smooth_whole_counts_given(counts, lower, discount):
    if not counts:
        return lower
    total = sum(counts.values())
    share = len(counts) / total
    return {c: max(counts.get(c, 0) - discount, 0) / total + share * lower[c] for c in lower}


def smooth_given_for_each_time(counts, lower, discount):
    if not counts:
        return lower
    total = sum(counts.values())
    return {c: max(counts.get(c, 0) - discount, 0) / total + discount * lower[c] for c in lower}


def smooth_given_for_all_characters(counts, lower, discount):
    if not counts:
        return lower
    total, freed = sum(counts.values()), discount * len(lower)
    return {c: (max(counts.get(c, 0) - discount, 0) + freed * lower[c]) / total for c in lower}


def smooth_below_zero(counts, lower, discount):
    if not counts:
        return lower
    total, freed = sum(counts.values()), discount * len(counts)
    return {c: (counts.get(c, 0) - discount + freed * lower[c]) / total for c in lower}


def smooth_mixed(counts, lower, discount):
    if not counts:
        return lower
    total = sum(counts.values())
    return {c: (1 - discount) * counts.get(c, 0) / total + discount * lower[c] for c in lower}


def smooth_multiplied(counts, lower, discount):
    if not counts:
        return lower
    total, kinds = sum(counts.values()), len(counts)
    return {c: discount * (counts.get(c, 0) + kinds * lower[c]) / total for c in lower}


def smooth_losses_of_all(counts, lower, discount):
    if not counts:
        return {c: -math.log(p) for c, p in lower.items()}
    return {c: -math.log(p) for c, p in smooth_empty_divided(counts, lower, discount).items()}


def smooth_empty_divided(counts, lower, discount):
    total, freed = sum(counts.values()), discount * len(counts)
    return {c: (max(counts.get(c, 0) - discount, 0) + freed * lower[c]) / total for c in lower}


def smooth_unseen_looked_up(counts, lower, discount):
    if not counts:
        return lower
    total, freed = sum(counts.values()), discount * len(counts)
    return {c: (max(counts[c] - discount, 0) + freed * lower[c]) / total for c in lower}


def smooth_keys_of_counts(counts, lower, discount):
    total, freed = sum(counts.values()), discount * len(counts)
    return {c: (n - discount + freed * lower[c]) / total for c, n in counts.items()}


def smooth_empty_empty(counts, lower, discount):
    return smooth_empty_divided(counts, lower, discount) if counts else {}


def smooth_empty_equal(counts, lower, discount):
    if not counts:
        return dict.fromkeys(lower, 1 / len(lower))
    return smooth_empty_divided(counts, lower, discount)


def smooth_empty_nan(counts, lower, discount):
    n = np.array([counts.get(c, 0) for c in lower])
    p = np.array(list(lower.values()))
    with np.errstate(invalid="ignore"):
        result = (np.maximum(n - discount, 0) + discount * len(counts) * p) / n.sum()
    return dict(zip(lower, result, strict=True))


def smooth_list(counts, lower, discount):
    return list(smooth_empty_divided(counts, lower, discount).values()) if counts else [*lower]


def smooth_half_taken(counts, lower, discount):
    return smooth_empty_divided(counts, lower, discount / 2) if counts else lower


def averages(gradient, mean, square):
    return 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2


def adam_uncorrected(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    parameter = parameter - lr * weight_decay * parameter
    return parameter - lr * mean / (torch.sqrt(square) + 1e-8), mean, square


def adam_mean_uncorrected(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    root = (square / (1 - 0.999**step)).sqrt() + 1e-8
    return parameter * (1 - lr * weight_decay) - lr * mean / root, mean, square


def adam_square_uncorrected(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    change = mean / (1 - 0.9**step) / (square.sqrt() + 1e-8)
    return parameter * (1 - lr * weight_decay) - lr * change, mean, square


def finished(parameter, mean, square, lr, weight_decay, m, v):
    """What is the same in many answers: the step along m over the root of v."""
    return parameter * (1 - lr * weight_decay) - lr * m / (v**0.5 + 1e-8), mean, square


def adam_corrections_exchanged(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.999**step), square / (1 - 0.9**step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_beta_times_step(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9 * step), square / (1 - 0.999 * step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_without_power(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9), square / (1 - 0.999)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_steps_from_two(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    step = step + 1
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_steps_from_zero(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9 ** (step - 1)), square / (1 - 0.999 ** (step - 1))
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def right_adam(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_with_torch_adam(parameter, gradient, mean, square, step, lr, weight_decay):
    p = parameter.clone().requires_grad_()
    p.grad = gradient.clone()
    optimizer = torch.optim.Adam([p], lr=lr, weight_decay=weight_decay)
    state = {"step": torch.tensor(step - 1.0), "exp_avg": mean, "exp_avg_sq": square}
    optimizer.state[p] = {name: value.clone() for name, value in state.items()}
    optimizer.step()
    state = optimizer.state[p]
    return p.detach(), state["exp_avg"], state["exp_avg_sq"]


def adam_decay_twice(parameter, gradient, mean, square, step, lr, weight_decay):
    gradient = gradient + weight_decay * parameter
    return right_adam(parameter, gradient, mean, square, step, lr, weight_decay)


def adam_decay_without_rate(parameter, gradient, mean, square, step, lr, weight_decay):
    moved, mean, square = right_adam(parameter, gradient, mean, square, step, lr, 0)
    return moved - weight_decay * parameter, mean, square


def adam_decay_forgotten(parameter, gradient, mean, square, step, lr, weight_decay):
    return right_adam(parameter, gradient, mean, square, step, lr, 0)


def adam_decay_afterwards(parameter, gradient, mean, square, step, lr, weight_decay):
    moved, mean, square = right_adam(parameter, gradient, mean, square, step, lr, 0)
    return moved - lr * weight_decay * moved, mean, square


def adam_decay_added(parameter, gradient, mean, square, step, lr, weight_decay):
    moved, mean, square = right_adam(parameter, gradient, mean, square, step, lr, 0)
    return moved + lr * weight_decay * parameter, mean, square


def adam_uphill(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return parameter * (1 - lr * weight_decay) + lr * m / (v.sqrt() + 1e-8), mean, square


def adam_without_rate(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return parameter * (1 - lr * weight_decay) - m / (v.sqrt() + 1e-8), mean, square


def adam_change_alone(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return -lr * (weight_decay * parameter + m / (v.sqrt() + 1e-8)), mean, square


def adam_without_root(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return parameter * (1 - lr * weight_decay) - lr * m / (v + 1e-8), mean, square


def adam_eps_under_the_root(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return parameter * (1 - lr * weight_decay) - lr * m * (v + 1e-8).rsqrt(), mean, square


def adam_without_eps(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return parameter * (1 - lr * weight_decay) - lr * m / v.sqrt(), mean, square


def adam_eps_too_early(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    lr_now = lr * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)
    kept = parameter - lr * weight_decay * parameter
    return kept - lr_now * mean / (square.sqrt() + 1e-8), mean, square


def adam_betas_exchanged(parameter, gradient, mean, square, step, lr, weight_decay):
    beta1, beta2 = 0.999, 0.9
    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * gradient * gradient
    m, v = mean / (1 - beta1**step), square / (1 - beta2**step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_betas_exchanged_once(parameter, gradient, mean, square, step, lr, weight_decay):
    mean = 0.999 * mean + 0.001 * gradient
    square = 0.9 * square + 0.1 * gradient * gradient
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_parts_exchanged(parameter, gradient, mean, square, step, lr, weight_decay):
    mean = 0.1 * mean + 0.9 * gradient
    square = 0.001 * square + 0.999 * gradient**2
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_sums(parameter, gradient, mean, square, step, lr, weight_decay):
    mean = 0.9 * mean + gradient
    square = 0.999 * square + gradient**2
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_square_of_nothing(parameter, gradient, mean, square, step, lr, weight_decay):
    mean = torch.lerp(mean, gradient, 0.1)
    square = torch.lerp(square, gradient, 0.001)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_square_of_the_mean(parameter, gradient, mean, square, step, lr, weight_decay):
    mean = torch.lerp(mean, gradient, 0.1)
    square = torch.lerp(square, mean**2, 0.001)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return finished(parameter, mean, square, lr, weight_decay, m, v)


def adam_along_the_gradient(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    v = square / (1 - 0.999**step)
    return finished(parameter, mean, square, lr, weight_decay, gradient, v)


def adam_old_averages(parameter, gradient, mean, square, step, lr, weight_decay):
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    new = averages(gradient, mean, square)
    return finished(parameter, *new, lr, weight_decay, m, v)


def adam_corrected_returned(parameter, gradient, mean, square, step, lr, weight_decay):
    mean, square = averages(gradient, mean, square)
    mean, square = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    return finished(parameter, mean, square, lr, weight_decay, mean, square)


def adam_result_exchanged(parameter, gradient, mean, square, step, lr, weight_decay):
    parameter, mean, square = right_adam(parameter, gradient, mean, square, step, lr, weight_decay)
    return parameter, square, mean


def adam_parameter_alone(parameter, gradient, mean, square, step, lr, weight_decay):
    return right_adam(parameter, gradient, mean, square, step, lr, weight_decay)[0]


def adam_in_place(parameter, gradient, mean, square, step, lr, weight_decay):
    mean.mul_(0.9).add_(gradient, alpha=0.1)
    square.mul_(0.999).addcmul_(gradient, gradient, value=0.001)
    m, v = mean / (1 - 0.9**step), square / (1 - 0.999**step)
    parameter *= 1 - lr * weight_decay
    parameter -= lr * m / (v.sqrt() + 1e-8)
    return parameter, mean, square


def log_linear(share, low, high):
    return (1 - share) * low + share * high


def log_from_the_wrong_end(share, low, high):
    return low**share * high ** (1 - share)


def log_linear_from_the_wrong_end(share, low, high):
    return high - share * (high - low)


def log_exponent(share, low, high):
    return math.log10(low) + share * (math.log10(high) - math.log10(low))


def log_natural_exponent(share, low, high):
    return (1 - share) * math.log(low) + share * math.log(high)


def log_binary_exponent(share, low, high):
    return np.interp(share, [0, 1], np.log2([low, high]))


def log_ten_and_e(share, low, high):
    return math.exp((1 - share) * math.log10(low) + share * math.log10(high))


def log_e_and_ten(share, low, high):
    return 10 ** (share * (np.log(high) - np.log(low)) + np.log(low))


def log_factor(share, low, high):
    return math.exp(share * math.log(high / low))


def log_factor_added(share, low, high):
    return low + (high / low) ** share


def log_factor_times_share(share, low, high):
    return low * share * high / low


def log_power_of_the_difference(share, low, high):
    return low * (high - low) ** share


def log_power_of_the_difference_added(share, low, high):
    return low + (high - low) ** share


def log_middle(share, low, high):
    return (low * high) ** 0.5


def log_both_to_the_share(share, low, high):
    return low**share * high**share


def log_rounded(share, low, high):
    return round(low ** (1 - share) * high**share)


def log_cut_off(share, low, high):
    return int(low ** (1 - share) * high**share)


def log_upside_down(share, low, high):
    return low * (low / high) ** share


def prune_by_last(earlier, so_far):
    return bool(earlier) and so_far[-1] > np.median([losses[-1] for losses in earlier])


def prune_by_last_of_those(earlier, so_far):
    others = [losses[-1] for losses in earlier if len(losses) >= len(so_far)]
    return so_far[-1] > statistics.median(others) if others else False


def prune_filled_up(earlier, so_far):
    n = len(so_far)
    filled = [[*losses, *[losses[-1]] * n][n - 1] for losses in earlier]
    return so_far[-1] > statistics.median(filled) if filled else False


def at_the_same_look(earlier, so_far):
    return [losses[len(so_far) - 1] for losses in earlier if len(losses) >= len(so_far)]


def prune_by_mean(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return so_far[-1] > sum(others) / len(others) if others else False


def prune_by_best(earlier, so_far):
    return any(so_far[-1] > other for other in at_the_same_look(earlier, so_far))


def prune_by_worst(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return bool(others) and all(so_far[-1] > other for other in others)


def prune_by_first(earlier, so_far):
    return so_far[-1] > statistics.median([x[0] for x in earlier]) if earlier else False


def prune_first_by_first(earlier, so_far):
    return so_far[0] > statistics.median([x[0] for x in earlier]) if earlier else False


def prune_a_look_late(earlier, so_far):
    look = len(so_far)
    others = [losses[look] for losses in earlier if look < len(losses)]
    return so_far[-1] > statistics.median(others) if others else False


def prune_a_look_early(earlier, so_far):
    look = len(so_far) - 1
    others = [losses[look - 1] for losses in earlier if look < len(losses)]
    return so_far[-1] > statistics.median(others) if others else False


def prune_only_longer(earlier, so_far):
    others = [losses[len(so_far) - 1] for losses in earlier if len(losses) > len(so_far)]
    return so_far[-1] > statistics.median(others) if others else False


def prune_by_all(earlier, so_far):
    others = [loss for losses in earlier for loss in losses]
    return so_far[-1] > statistics.median(others) if others else False


def prune_at_the_median(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return so_far[-1] >= statistics.median(others) if others else False


def prune_below(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return so_far[-1] < statistics.median(others) if others else False


def prune_keep(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return so_far[-1] <= statistics.median(others) if others else True


def prune_best_so_far(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return min(so_far) > statistics.median(others) if others else False


def prune_worst_so_far(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return max(so_far) > statistics.median(others) if others else False


def prune_first_so_far(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return so_far[0] > statistics.median(others) if others else False


def prune_mean_so_far(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return np.mean(so_far) > np.median(others) if others else False


def prune_at_any_look(earlier, so_far):
    for look, loss in enumerate(so_far):
        others = [losses[look] for losses in earlier if look < len(losses)]
        if others and loss > statistics.median(others):
            return True
    return False


def prune_at_every_look(earlier, so_far):
    for look, loss in enumerate(so_far):
        others = [losses[look] for losses in earlier if look < len(losses)]
        if not others or loss <= statistics.median(others):
            return False
    return True


def prune_without_others(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return so_far[-1] > statistics.median(others) if others else True


def prune_upper_middle(earlier, so_far):
    others = sorted(at_the_same_look(earlier, so_far))
    return bool(others) and so_far[-1] > others[len(others) // 2]


def prune_counted_in(earlier, so_far):
    return so_far[-1] > statistics.median([*at_the_same_look(earlier, so_far), so_far[-1]])


def prune_lower_middle(earlier, so_far):
    others = torch.tensor(at_the_same_look(earlier, so_far), dtype=torch.float64)
    return so_far[-1] > others.median().item()


def prune_by_one_trial(earlier, so_far):
    look = len(so_far) - 1
    return so_far[-1] > statistics.median(earlier[look])


def prune_short_lists(earlier, so_far):
    if not earlier:
        return False
    return so_far[-1] > statistics.median([losses[len(so_far) - 1] for losses in earlier])


def prune_transposed(earlier, so_far):
    looks = list(zip(*earlier, strict=False))
    return so_far[-1] > statistics.median(looks[len(so_far) - 1])


def prune_transposed_to_the_longest(earlier, so_far):
    looks = list(zip_longest(*earlier))
    return so_far[-1] > statistics.median(looks[len(so_far) - 1])


def prune_median_of_none(earlier, so_far):
    return so_far[-1] > statistics.median(at_the_same_look(earlier, so_far))


def prune_without_return(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    if others and so_far[-1] > statistics.median(others):
        return True


def prune_median(earlier, so_far):
    others = at_the_same_look(earlier, so_far)
    return statistics.median(others) if others else False


def front_strict(models):
    kept = []
    for size, loss in models:
        if not any(s < size and q < loss for s, q in models):
            kept.append((size, loss))
    return sorted(kept)


def front_with_one_size(models):
    return sorted(m for m in models if not any(o[0] < m[0] and o[1] <= m[1] for o in models))


def front_with_one_loss(models):
    kept = []
    for size, loss in sorted(models):
        if not kept or loss <= kept[-1][1]:
            kept.append((size, loss))
    return kept


def front_sorted_by_size_alone(models):
    kept = []
    for model in sorted(models, key=lambda model: model[0]):
        if all(model[1] < other[1] for other in kept):
            kept.append(model)
    return kept


def front_beaten_by_itself(models):
    return sorted(m for m in models if not any(o[0] <= m[0] and o[1] <= m[1] for o in models))


def beaten(model, models):
    others = [other for other in models if other != model]
    return any(size <= model[0] and loss <= model[1] for size, loss in others)


def front_unsorted(models):
    return [model for model in models if not beaten(model, models)]


def front_by_loss(models):
    return sorted(front_unsorted(models), key=lambda model: model[1])


def front_best(models):
    return [min(models, key=lambda model: (model[1], model[0]))]


def front_smallest(models):
    return [min(models)]


def front_large_and_bad(models):
    kept = []
    for size, loss in sorted(models, reverse=True):
        if not kept or loss > kept[-1][1]:
            kept.append((size, loss))
    return kept[::-1]


def front_large_and_good(models):
    kept = []
    for size, loss in sorted(models, key=lambda model: (-model[0], model[1])):
        if not kept or loss < kept[-1][1]:
            kept.append((size, loss))
    return sorted(kept)


def front_small_and_bad(models):
    kept = []
    for size, loss in sorted(models, key=lambda model: (model[0], -model[1])):
        if not kept or loss > kept[-1][1]:
            kept.append((size, loss))
    return kept


def front_in_one_respect(models):
    kept = []
    for model in models:
        others = [other for other in models if other != model]
        if not any(size <= model[0] or loss <= model[1] for size, loss in others):
            kept.append(model)
    return kept


def front_of_neighbours(models):
    models = sorted(models)
    better = [b for a, b in pairwise(models) if b[1] < a[1]]
    return models[:1] + better


def front_sorted_afterwards(models):
    kept = [
        model for i, model in enumerate(models) if all(model[1] < other[1] for other in models[:i])
    ]
    return sorted(kept)


def front_without_sorting(models):
    kept = []
    for size, loss in models:
        if not kept or loss < kept[-1][1]:
            kept.append((size, loss))
    return kept


def front_all(models):
    return sorted(models)


def front_beaten(models):
    return sorted(model for model in models if beaten(model, models))


def front_of_sizes(models):
    best = {}
    for size, loss in models:
        best[size] = min(loss, best.get(size, math.inf))
    return sorted(best.items())


def front_turned_round(models):
    return [(loss, size) for size, loss in sorted(front_unsorted(models))]


def front_sizes(models):
    return [size for size, _ in sorted(front_unsorted(models))]


def front_sorted_in_place(models):
    models.sort()
    return front_unsorted(models)


WRONG = [
    ("10_smooth", smooth_taken_and_lost, "What was taken off is lost"),
    ("10_smooth", smooth_given_but_not_taken, "was never taken off"),
    ("10_smooth", smooth_given_back_once, "was given back once"),
    ("10_smooth", smooth_given_equally, "shared out equally"),
    ("10_smooth", smooth_given_whole, "given whole to every character"),
    ("10_smooth", smooth_given_to_the_unseen, "characters without a count were given"),
    ("10_smooth", smooth_backed_off, "went to the characters without a count"),
    ("10_smooth", smooth_given_to_the_seen, "characters with a count were given"),
    ("10_smooth", smooth_over_kinds, "divided by the number of different characters"),
    ("10_smooth", smooth_over_what_is_left, "so that nothing is over"),
    ("10_smooth", smooth_given_over_what_is_left, "divide by their full sum"),
    ("10_smooth", smooth_counts, "These are still counts"),
    ("10_smooth", smooth_without_parentheses, "What the counts keep is not divided"),
    ("10_smooth", smooth_first_part_divided, "What is given back is not divided"),
    ("10_smooth", smooth_plain_shares, "the discount is missing"),
    ("10_smooth", smooth_whole_counts_given, "A whole count was given back"),
    ("10_smooth", smooth_given_for_each_time, "however often it followed"),
    ("10_smooth", smooth_given_for_all_characters, "not by len(lower)"),
    ("10_smooth", smooth_below_zero, "not a count below 0"),
    ("10_smooth", smooth_mixed, "This mixes the shares"),
    ("10_smooth", smooth_multiplied, "multiplied by the discount; subtract"),
    ("10_smooth", smooth_losses_of_all, "These are losses"),
    ("10_smooth", smooth_empty_divided, "Its sum is 0 then"),
    ("10_smooth", smooth_unseen_looked_up, "is no key of `counts`"),
    ("10_smooth", smooth_keys_of_counts, "through the keys of `lower`"),
    ("10_smooth", smooth_empty_empty, "If `counts` is empty, return"),
    ("10_smooth", smooth_empty_equal, "If `counts` is empty, return"),
    ("10_smooth", smooth_empty_nan, "If `counts` is empty, return"),
    ("10_smooth", smooth_list, "returned a list; a dict was expected"),
    ("10_smooth", smooth_half_taken, "{'a': 0.75, 'n': 0.2, '.': 0.05} was expected"),
    ("10_adam", adam_uncorrected, "Both averages begin at 0"),
    ("10_adam", adam_mean_uncorrected, "The mean is not corrected"),
    ("10_adam", adam_square_uncorrected, "The square is not corrected"),
    ("10_adam", adam_corrections_exchanged, "In the corrections the betas are exchanged"),
    ("10_adam", adam_beta_times_step, "multiplied beta by the step"),
    ("10_adam", adam_without_power, "whatever the step is"),
    ("10_adam", adam_steps_from_two, "do not add 1"),
    ("10_adam", adam_steps_from_zero, "do not subtract 1"),
    ("10_adam", adam_with_torch_adam, "The decay went into the gradient"),
    ("10_adam", adam_decay_twice, "The decay was taken twice"),
    ("10_adam", adam_decay_without_rate, "not multiplied by the rate"),
    ("10_adam", adam_decay_forgotten, "The decay is missing"),
    ("10_adam", adam_decay_afterwards, "applied after the step"),
    ("10_adam", adam_decay_added, "1 minus, not 1 plus"),
    ("10_adam", adam_uphill, "sign is turned round"),
    ("10_adam", adam_without_rate, "learning rate is missing"),
    ("10_adam", adam_change_alone, "the change alone"),
    ("10_adam", adam_without_root, "The root is missing"),
    ("10_adam", adam_eps_under_the_root, "under the root"),
    ("10_adam", adam_without_eps, "1e-8 is missing"),
    ("10_adam", adam_eps_too_early, "before the correction"),
    ("10_adam", adam_betas_exchanged, "The betas are exchanged"),
    ("10_adam", adam_betas_exchanged_once, "In the averages the betas are exchanged"),
    ("10_adam", adam_parts_exchanged, "parts in the averages are exchanged"),
    ("10_adam", adam_sums, "gradient was added in full"),
    ("10_adam", adam_square_of_nothing, "the square is missing"),
    ("10_adam", adam_square_of_the_mean, "You squared the mean"),
    ("10_adam", adam_along_the_gradient, "along the gradient itself"),
    ("10_adam", adam_old_averages, "averages of the step before"),
    ("10_adam", adam_corrected_returned, "returned the corrected averages"),
    ("10_adam", adam_result_exchanged, "two averages are exchanged in the result"),
    ("10_adam", adam_parameter_alone, "new parameter alone"),
    ("10_adam", adam_in_place, "changes its arguments"),
    ("10_log", log_linear, "as on a linear scale"),
    ("10_log", log_from_the_wrong_end, "The ends are exchanged"),
    ("10_log", log_linear_from_the_wrong_end, "linear scale from the wrong end"),
    ("10_log", log_exponent, "base 10 of the result"),
    ("10_log", log_natural_exponent, "natural logarithm of the result"),
    ("10_log", log_binary_exponent, "base 2 of the result"),
    ("10_log", log_ten_and_e, "math.exp belongs to math.log"),
    ("10_log", log_e_and_ten, "10 ** … belongs to math.log10"),
    ("10_log", log_factor, "only the factor"),
    ("10_log", log_factor_added, "added the factor"),
    ("10_log", log_factor_times_share, "the share is its exponent"),
    ("10_log", log_power_of_the_difference, "You took the power of the difference"),
    ("10_log", log_power_of_the_difference_added, "added a power of the difference"),
    ("10_log", log_middle, "whatever the share is"),
    ("10_log", log_both_to_the_share, "that of `low` is 1 - share"),
    ("10_log", log_rounded, "rounded to a whole number"),
    ("10_log", log_cut_off, "int() cuts"),
    ("10_log", log_upside_down, "upside down"),
    ("10_prune", prune_by_last, "last losses of the earlier trials"),
    ("10_prune", prune_by_last_of_those, "last losses of the trials that came so far"),
    ("10_prune", prune_filled_up, "counts with its last loss here"),
    ("10_prune", prune_by_mean, "mean of the earlier losses"),
    ("10_prune", prune_by_best, "best of the earlier losses"),
    ("10_prune", prune_by_worst, "worst of the earlier losses"),
    ("10_prune", prune_by_first, "compared with the first look"),
    ("10_prune", prune_first_by_first, "compared the first losses"),
    ("10_prune", prune_a_look_late, "the look after"),
    ("10_prune", prune_a_look_early, "the look before"),
    ("10_prune", prune_only_longer, "ended at this very look"),
    ("10_prune", prune_by_all, "all losses of the earlier trials"),
    ("10_prune", prune_at_the_median, "equal to the median is not above"),
    ("10_prune", prune_below, "This is turned round"),
    ("10_prune", prune_keep, "True and False are exchanged"),
    ("10_prune", prune_best_so_far, "best loss so far"),
    ("10_prune", prune_worst_so_far, "worst loss so far"),
    ("10_prune", prune_first_so_far, "first loss of the present trial"),
    ("10_prune", prune_mean_so_far, "mean loss so far"),
    ("10_prune", prune_at_any_look, "for a loss at an earlier look"),
    ("10_prune", prune_at_every_look, "behind at every look"),
    ("10_prune", prune_without_others, "nothing to compare with"),
    ("10_prune", prune_upper_middle, "upper of the middle two"),
    ("10_prune", prune_counted_in, "if the present one is counted in"),
    ("10_prune", prune_lower_middle, "lower of the middle two"),
    ("10_prune", prune_by_one_trial, "earlier[i] holds all losses of one trial"),
    ("10_prune", prune_short_lists, "may be shorter than `so_far`"),
    ("10_prune", prune_transposed, "may be shorter than `so_far`"),
    ("10_prune", prune_transposed_to_the_longest, "may be shorter than `so_far`"),
    ("10_prune", prune_median_of_none, "no losses to take a median of"),
    ("10_prune", prune_without_return, "ends without a return"),
    ("10_prune", prune_median, "This is a number"),
    ("10_front", front_strict, "compare with <=, not with <"),
    ("10_front", front_with_one_size, "models with one size"),
    ("10_front", front_with_one_loss, "models with one loss"),
    ("10_front", front_sorted_by_size_alone, "Where sizes are equal"),
    ("10_front", front_beaten_by_itself, "compared with itself"),
    ("10_front", front_unsorted, "in the order of the input"),
    ("10_front", front_by_loss, "order is turned round"),
    ("10_front", front_best, "only the model with the lowest loss"),
    ("10_front", front_smallest, "only the smallest model"),
    ("10_front", front_large_and_bad, "large and bad"),
    ("10_front", front_large_and_good, "a larger model is the better one"),
    ("10_front", front_small_and_bad, "a higher loss is the better one"),
    ("10_front", front_in_one_respect, "One respect was enough"),
    ("10_front", front_of_neighbours, "model just before only"),
    ("10_front", front_without_sorting, "not sorted by size before"),
    ("10_front", front_sorted_afterwards, "were sorted afterwards"),
    ("10_front", front_all, "These are all models"),
    ("10_front", front_beaten, "models that are beaten; the others"),
    ("10_front", front_of_sizes, "best model of each size"),
    ("10_front", front_turned_round, "tuples are turned round"),
    ("10_front", front_sizes, "These are numbers"),
    ("10_front", front_sorted_in_place, "changes its arguments"),
]
