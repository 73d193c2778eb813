"""Wrong answers to the exercises of notebook 07, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import torch
import torch.nn.functional as F


def standardise_rows(x, eps):
    mean, variance = x.mean(1, keepdim=True), x.var(1, keepdim=True, unbiased=False)
    return (x - mean) / torch.sqrt(variance + eps)


def standardise_all(x, eps):
    return (x - x.mean()) / torch.sqrt(x.var(unbiased=False) + eps)


def standardise_by_one_variance(x, eps):
    return (x - x.mean(0)) / torch.sqrt(torch.var(x, correction=0) + eps)


def standardise_unbiased(x, eps):
    return (x - x.mean(0)) / torch.sqrt(torch.var(x, dim=0) + eps)


def standardise_eps_outside(x, eps):
    return (x - x.mean(0)) / (x.std(0, unbiased=False) + eps)


def standardise_without_eps(x, eps):
    return (x - x.mean(0)) / x.std(0, unbiased=False)


def standardise_with_std(x, eps):
    return (x - torch.mean(x, 0)) / (torch.std(x, 0) + eps)


def standardise_with_std_alone(x, eps):
    return (x - torch.mean(x, 0)) / torch.std(x, 0)


def standardise_by_variance(x, eps):
    centred = x - x.mean(0)
    return centred / ((centred**2).mean(0) + eps)


def standardise_multiplied(x, eps):
    centred = x - x.mean(0)
    return centred * torch.sqrt((centred**2).mean(0) + eps)


def standardise_not_centred(x, eps):
    return x / torch.sqrt(x.var(0, correction=0) + eps)


def standardise_only_centred(x, eps):
    return x - x.mean(0, keepdim=True)


def standardise_centred_last(x, eps):
    x_scaled = x / torch.sqrt(x.var(0, correction=0) + eps)
    return x_scaled - x.mean(0)


def standardise_without_brackets(x, eps):
    return x - x.mean(0) / torch.sqrt(x.var(0, correction=0) + eps)


def standardise_by_mean_square(x, eps):
    return (x - x.mean(0)) * torch.rsqrt(torch.mean(x * x, 0) + eps)


def standardise_by_mean_distance(x, eps):
    centred = x - x.mean(0)
    return centred / (abs(centred).mean(0) + eps)


def standardise_in_place(x, eps):
    variance = x.var(0, correction=0)
    x -= x.mean(0)
    return x / (variance + eps).sqrt()


def running_exchanged(running, batch_value, momentum):
    return momentum * running + (1 - momentum) * batch_value


def running_growing(running, batch_value, momentum):
    return running + batch_value * momentum


def running_with_all_of_the_new(running, batch_value, momentum):
    return running * (1 - momentum) + batch_value


def running_mean_of_both(running, batch_value, momentum):
    return torch.stack([running, batch_value]).mean(0)


def running_change(running, batch_value, momentum):
    return (batch_value - running) * momentum


def running_away(running, batch_value, momentum):
    return running + momentum * (running - batch_value)


def running_share_of_the_new(running, batch_value, momentum):
    return batch_value * momentum


def running_share_of_the_old(running, batch_value, momentum):
    return running - momentum * running


def running_replaced(running, batch_value, momentum):
    return batch_value.clone()


def running_kept(running, batch_value, momentum):
    new = running.clone()
    new * (1 - momentum) + batch_value * momentum
    return new


def running_both_times_momentum(running, batch_value, momentum):
    return momentum * running + momentum * batch_value


def running_both_times_the_rest(running, batch_value, momentum):
    return (1 - momentum) * running + (1 - momentum) * batch_value


def running_in_place(running, batch_value, momentum):
    running *= 1 - momentum
    running += momentum * batch_value
    return running


def running_lerp_in_place(running, batch_value, momentum):
    return running.lerp_(batch_value, momentum)


def evaluation_of_the_batch(x, gain, bias, running_mean, running_var, eps):
    variance = ((x - x.mean(0)) ** 2).mean(0)
    return gain * (x - x.mean(0)) / torch.sqrt(variance + eps) + bias


def evaluation_of_the_batch_unbiased(x, gain, bias, running_mean, running_var, eps):
    centred = x - x.mean(0)
    variance = (centred**2).sum(0) / (len(x) - 1)
    return gain * centred / torch.sqrt(variance + eps) + bias


def evaluation_with_the_mean_of_the_batch(x, gain, bias, running_mean, running_var, eps):
    return (x - x.mean(0, keepdim=True)) * (gain / torch.sqrt(running_var + eps)) + bias


def evaluation_with_the_variance_of_the_batch(x, gain, bias, running_mean, running_var, eps):
    return (x - running_mean) * gain / torch.sqrt(x.var(0, correction=0) + eps) + bias


def evaluation_gain_times_bias(x, gain, bias, running_mean, running_var, eps):
    return gain * ((x - running_mean) / torch.sqrt(running_var + eps) + bias)


def evaluation_bias_too_early(x, gain, bias, running_mean, running_var, eps):
    return ((x - running_mean) * gain + bias) / torch.sqrt(running_var + eps)


def evaluation_without_bias(x, gain, bias, running_mean, running_var, eps):
    return F.batch_norm(x, running_mean, running_var, weight=gain, eps=eps)


def evaluation_without_gain(x, gain, bias, running_mean, running_var, eps):
    return F.batch_norm(x, running_mean, running_var, bias=bias, eps=eps)


def evaluation_without_both(x, gain, bias, running_mean, running_var, eps):
    return F.batch_norm(x, running_mean, running_var, eps=eps)


def evaluation_exchanged(x, gain, bias, running_mean, running_var, eps):
    return F.batch_norm(x, running_mean, running_var, bias, gain, eps=eps)


def evaluation_by_variance(x, gain, bias, running_mean, running_var, eps):
    return (x - running_mean) / (running_var + eps) * gain + bias


def evaluation_without_eps(x, gain, bias, running_mean, running_var, eps):
    return (x - running_mean) / torch.sqrt(running_var) * gain + bias


def evaluation_eps_outside(x, gain, bias, running_mean, running_var, eps):
    return (x - running_mean) / (torch.sqrt(running_var) + eps) * gain + bias


def evaluation_without_mean(x, gain, bias, running_mean, running_var, eps):
    return x / torch.sqrt(running_var + eps) * gain + bias


def evaluation_plus_mean(x, gain, bias, running_mean, running_var, eps):
    return (x + running_mean) / torch.sqrt(running_var + eps) * gain + bias


def evaluation_in_training_mode(x, gain, bias, running_mean, running_var, eps):
    return F.batch_norm(x, running_mean, running_var, gain, bias, training=True, eps=eps)


def fold_bias_left(weight, bias, gain, beta, running_mean, running_var, eps):
    return weight * gain / torch.sqrt(running_var + eps), bias


def fold_bias_not_scaled(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return weight * scale, bias + beta - running_mean * scale


def fold_difference_not_scaled(weight, bias, gain, beta, running_mean, running_var, eps):
    return weight * gain / torch.sqrt(running_var + eps), beta + bias - running_mean


def fold_mean_not_scaled(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return scale * weight, scale * bias - running_mean + beta


def fold_mean_without_gain(weight, bias, gain, beta, running_mean, running_var, eps):
    std = torch.sqrt(running_var + eps)
    return weight * gain / std, bias * gain / std - running_mean / std + beta


def fold_without_mean(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return scale * weight, scale * bias + beta


def fold_plus_mean(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return scale * weight, scale * bias + scale * running_mean + beta


def fold_without_beta(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return scale * weight, scale * (bias - running_mean)


def fold_beta_scaled(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return scale * weight, scale * (bias - running_mean + beta)


def fold_without_bias(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return scale * weight, beta - scale * running_mean


def fold_weight_left(weight, bias, gain, beta, running_mean, running_var, eps):
    return weight, beta + gain * (bias - running_mean) / torch.sqrt(running_var + eps)


def fold_weight_without_gain(weight, bias, gain, beta, running_mean, running_var, eps):
    std = torch.sqrt(running_var + eps)
    return weight / std, (bias - running_mean) / std * gain + beta


def fold_bias_without_gain(weight, bias, gain, beta, running_mean, running_var, eps):
    std = torch.sqrt(running_var + eps)
    return weight / std * gain, (bias - running_mean) / std + beta


def fold_mean_from_the_weight(weight, bias, gain, beta, running_mean, running_var, eps):
    std = torch.sqrt(running_var + eps)
    return (weight - running_mean) / std * gain, (bias - running_mean) / std * gain + beta


def fold_exchanged(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return (bias - running_mean) * scale + beta, weight * scale


def fold_weight_alone(weight, bias, gain, beta, running_mean, running_var, eps):
    return weight * (gain / torch.sqrt(running_var + eps))


def fold_without_gain(weight, bias, gain, beta, running_mean, running_var, eps):
    std = torch.sqrt(running_var + eps)
    return weight / std, (bias - running_mean) / std + beta


def fold_without_std(weight, bias, gain, beta, running_mean, running_var, eps):
    return weight * gain, (bias - running_mean) * gain + beta


def fold_by_variance(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / (running_var + eps)
    return weight * scale, (bias - running_mean) * scale + beta


def fold_without_eps(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain * running_var**-0.5
    return weight * scale, (bias - running_mean) * scale + beta


def fold_eps_outside(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / (running_var**0.5 + eps)
    return weight * scale, (bias - running_mean) * scale + beta


def fold_rows(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return weight * scale[:, None], (bias - running_mean) * scale + beta


def fold_rows_by_a_matrix(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    return [torch.diag(scale) @ weight, bias * scale]


def fold_in_place(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / torch.sqrt(running_var + eps)
    weight *= scale
    return weight, (bias - running_mean) * scale + beta


def layernorm_of_columns(x, eps):
    return (x - x.mean(0)) / torch.sqrt(x.var(0, correction=0) + eps)


def layernorm_of_all(x, eps):
    return F.layer_norm(x, x.shape, eps=eps)


def layernorm_unbiased(x, eps):
    return (x - x.mean(1, keepdim=True)) / torch.sqrt(x.var(1, keepdim=True) + eps)


def layernorm_eps_outside(x, eps):
    centred = x - x.mean(1, keepdim=True)
    return centred / (torch.sqrt((centred**2).mean(1, keepdim=True)) + eps)


def layernorm_without_eps(x, eps):
    return F.layer_norm(x, x.shape[1:], eps=0)


def layernorm_with_std(x, eps):
    rows = [(row - row.mean()) / (row.std() + eps) for row in x]
    return torch.stack(rows)


def layernorm_with_std_alone(x, eps):
    return torch.stack([(row - row.mean()) / row.std() for row in x])


def layernorm_by_variance(x, eps):
    return torch.stack([(row - row.mean()) / (row.var(correction=0) + eps) for row in x])


def layernorm_rms(x, eps):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps)


def layernorm_not_centred(x, eps):
    return x / torch.sqrt(x.var(-1, keepdim=True, correction=0) + eps)


def layernorm_by_mean_square(x, eps):
    mean_square = (x**2).mean(-1, keepdim=True)
    return (x - x.mean(-1, keepdim=True)) / torch.sqrt(mean_square + eps)


def layernorm_only_centred(x, eps):
    return (x.T - x.mean(1)).T


def layernorm_without_keepdim(x, eps):
    return (x - x.mean(dim=1)) / torch.sqrt(x.var(dim=1, correction=0) + eps)


def layernorm_without_the_second_keepdim(x, eps):
    centred = x - x.mean(dim=1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=1) + eps)


WRONG = [
    ("07_standardise", standardise_rows, "standardised each row"),
    ("07_standardise", standardise_all, "one mean and one variance"),
    ("07_standardise", standardise_by_one_variance, "but you took one variance"),
    ("07_standardise", standardise_unbiased, "divided the squares by N − 1"),
    ("07_standardise", standardise_eps_outside, "eps to the standard deviation"),
    ("07_standardise", standardise_without_eps, "eps is missing: add"),
    ("07_standardise", standardise_with_std, "eps belongs to the variance"),
    ("07_standardise", standardise_with_std_alone, "not N, and eps is missing"),
    ("07_standardise", standardise_by_variance, "divided by the variance"),
    ("07_standardise", standardise_multiplied, "multiplied by the standard deviation"),
    ("07_standardise", standardise_not_centred, "mean was not subtracted"),
    ("07_standardise", standardise_only_centred, "but not divided"),
    ("07_standardise", standardise_centred_last, "subtracted after dividing"),
    ("07_standardise", standardise_without_brackets, "brackets"),
    ("07_standardise", standardise_by_mean_square, "root of the mean square"),
    ("07_standardise", standardise_by_mean_distance, "mean distance from the mean"),
    ("07_standardise", standardise_in_place, "changes its arguments"),
    ("07_running", running_exchanged, "shares are exchanged"),
    ("07_running", running_growing, "sum grows with every step"),
    ("07_running", running_with_all_of_the_new, "you added all of it"),
    ("07_running", running_mean_of_both, "mean of both"),
    ("07_running", running_change, "change alone"),
    ("07_running", running_away, "moves away"),
    ("07_running", running_share_of_the_new, "batch's share alone"),
    ("07_running", running_share_of_the_old, "old value's share alone"),
    ("07_running", running_replaced, "This is the batch's value"),
    ("07_running", running_kept, "This is the old value;"),
    ("07_running", running_both_times_momentum, "Both got the share `momentum`"),
    ("07_running", running_both_times_the_rest, "Both got the share 1 − momentum"),
    ("07_running", running_in_place, "changes its arguments"),
    ("07_running", running_lerp_in_place, "changes its arguments"),
    ("07_evaluation", evaluation_of_the_batch, "You used the mean and variance of x"),
    ("07_evaluation", evaluation_of_the_batch_unbiased, "variance (over N − 1) of x"),
    ("07_evaluation", evaluation_with_the_mean_of_the_batch, "You used the mean of x"),
    ("07_evaluation", evaluation_with_the_variance_of_the_batch, "You used the variance of x"),
    ("07_evaluation", evaluation_gain_times_bias, "bias was multiplied by the gain"),
    ("07_evaluation", evaluation_bias_too_early, "before dividing"),
    ("07_evaluation", evaluation_without_bias, "The bias is missing"),
    ("07_evaluation", evaluation_without_gain, "The gain is missing"),
    ("07_evaluation", evaluation_without_both, "Gain and bias are missing"),
    ("07_evaluation", evaluation_exchanged, "exchanged"),
    ("07_evaluation", evaluation_by_variance, "divided by the variance"),
    ("07_evaluation", evaluation_without_eps, "eps is missing"),
    ("07_evaluation", evaluation_eps_outside, "eps to the standard deviation"),
    ("07_evaluation", evaluation_without_mean, "mean was not subtracted"),
    ("07_evaluation", evaluation_plus_mean, "mean was added"),
    ("07_evaluation", evaluation_in_training_mode, "raised ValueError"),
    ("07_fold", fold_bias_left, "goes through the normalisation too"),
    ("07_fold", fold_bias_not_scaled, "The bias was not scaled"),
    ("07_fold", fold_difference_not_scaled, "Neither the bias nor"),
    ("07_fold", fold_mean_not_scaled, "running mean was not scaled"),
    ("07_fold", fold_mean_without_gain, "but not multiplied by the gain"),
    ("07_fold", fold_without_mean, "running mean is missing"),
    ("07_fold", fold_plus_mean, "running mean was added"),
    ("07_fold", fold_without_beta, "beta is missing"),
    ("07_fold", fold_beta_scaled, "beta was scaled too"),
    ("07_fold", fold_without_bias, "layer's own bias is missing"),
    ("07_fold", fold_weight_left, "weights were not scaled"),
    ("07_fold", fold_weight_without_gain, "gain is missing in the weights"),
    ("07_fold", fold_bias_without_gain, "gain is missing in the bias"),
    ("07_fold", fold_mean_from_the_weight, "subtracted from the weights"),
    ("07_fold", fold_exchanged, "right but exchanged"),
    ("07_fold", fold_weight_alone, "new weight alone"),
    ("07_fold", fold_without_gain, "multiply weights and bias by it"),
    ("07_fold", fold_without_std, "standard deviation is missing"),
    ("07_fold", fold_by_variance, "divided by the variance"),
    ("07_fold", fold_without_eps, "eps is missing"),
    ("07_fold", fold_eps_outside, "eps to the standard deviation"),
    ("07_fold", fold_rows, "rows of the weight are scaled"),
    ("07_fold", fold_rows_by_a_matrix, "rows of the weight are scaled"),
    ("07_fold", fold_in_place, "changes its arguments"),
    ("07_layernorm", layernorm_of_columns, "standardised the columns"),
    ("07_layernorm", layernorm_of_all, "one mean and one variance"),
    ("07_layernorm", layernorm_unbiased, "divided the squares by dim − 1"),
    ("07_layernorm", layernorm_eps_outside, "eps to the standard deviation"),
    ("07_layernorm", layernorm_without_eps, "eps is missing: add"),
    ("07_layernorm", layernorm_with_std, "eps belongs to the variance"),
    ("07_layernorm", layernorm_with_std_alone, "not dim, and eps is missing"),
    ("07_layernorm", layernorm_by_variance, "divided by the variance"),
    ("07_layernorm", layernorm_rms, "RMS normalisation"),
    ("07_layernorm", layernorm_not_centred, "take each row's mean from it"),
    ("07_layernorm", layernorm_by_mean_square, "root of the mean square of x"),
    ("07_layernorm", layernorm_only_centred, "but not divided"),
    ("07_layernorm", layernorm_without_keepdim, "to be subtracted from the rows"),
    ("07_layernorm", layernorm_without_the_second_keepdim, "to divide the rows"),
]
