"""Wrong answers to the exercises of notebook 01, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import math
from itertools import pairwise

import torch
import torch.nn.functional as F


def pairs_without_boundary(name):
    return [(name[i], name[i + 1]) for i in range(len(name) - 1)]


def pairs_without_the_end(name):
    text = "." + name
    return [(text[i], text[i + 1]) for i in range(len(text) - 1)]


def pairs_without_the_start(name):
    text = name + "."
    return [(text[i], text[i + 1]) for i in range(len(text) - 1)]


def pairs_reversed(name):
    text = "." + name + "."
    return [(text[i], text[i - 1]) for i in range(1, len(text))]


def pairs_as_strings(name):
    text = "." + name + "."
    return [text[i : i + 2] for i in range(len(text) - 1)]


def pairs_once(name):
    text = "." + name + "."
    return sorted(set(pairwise(text)), key=list(pairwise(text)).index)


def pairs_off_the_end(name):
    text = "." + name + "."
    return [(text[i], text[i + 1]) for i in range(len(text))]


def mix_without_keepdim(counts, share):
    return (1 - share) * counts / counts.sum(1) + share / len(counts)


def mix_by_column(counts, share):
    return (1 - share) * counts / counts.sum(dim=0) + share / len(counts)


def mix_of_counts(counts, share):
    return (1 - share) * counts + share / len(counts)


def mix_exchanged(counts, share):
    return share * counts / counts.sum(1, keepdim=True) + (1 - share) / len(counts)


def mix_adding_share(counts, share):
    return (1 - share) * counts / counts.sum(1, keepdim=True) + share


def mix_of_27(counts, share):
    return (1 - share) * counts / counts.sum(1, keepdim=True) + share * torch.tensor(1 / 27)


def mix_too_much(counts, share):
    return counts / counts.sum(1, keepdim=True) + share / counts.shape[1]


def mix_over_all_entries(counts, share):
    return (1 - share) * counts / counts.sum(1, keepdim=True) + share / counts.numel()


def mix_as_list(counts, share):
    return ((1 - share) * counts / counts.sum(1, keepdim=True) + share / len(counts)).tolist()


def loss_list(names, probabilities, stoi, log=math.log, start=".", end="."):
    losses = []
    for name in names:
        for a, b in pairwise(start + name + end):
            losses.append(-log(probabilities[stoi[a], stoi[b]]))
    return losses


def loss_mean_of_means(names, probabilities, stoi):
    means = []
    for name in names:
        losses = loss_list([name], probabilities, stoi)
        means.append(sum(losses) / len(losses))
    return sum(means) / len(means)


def loss_of_the_first_name(names, probabilities, stoi):
    for name in names:
        losses = loss_list([name], probabilities, stoi)
        return sum(losses) / len(losses)


def loss_of_different_names(names, probabilities, stoi):
    losses = loss_list(set(names), probabilities, stoi)
    return sum(losses) / len(losses)


def loss_without_sign(names, probabilities, stoi):
    losses = loss_list(names, probabilities, stoi)
    return -sum(losses) / len(losses)


def loss_summed(names, probabilities, stoi):
    return sum(loss_list(names, probabilities, stoi))


def loss_per_name(names, probabilities, stoi):
    return sum(loss_list(names, probabilities, stoi)) / len(names)


def loss_per_letter(names, probabilities, stoi):
    return sum(loss_list(names, probabilities, stoi)) / len("".join(names))


def loss_in_bits(names, probabilities, stoi):
    losses = loss_list(names, probabilities, stoi, log=math.log2)
    return sum(losses) / len(losses)


def loss_without_the_end(names, probabilities, stoi):
    losses = loss_list(names, probabilities, stoi, end="")
    return sum(losses) / len(losses)


def loss_without_the_start(names, probabilities, stoi):
    losses = loss_list(names, probabilities, stoi, start="")
    return sum(losses) / len(losses)


def loss_transposed(names, probabilities, stoi):
    losses = loss_list(names, probabilities.T, stoi)
    return sum(losses) / len(losses)


def network_logits(previous, weight):
    return weight[previous]


def network_softmax_down(previous, weight):
    return torch.softmax(weight[previous], dim=0)


def network_not_normalised(previous, weight):
    return weight[previous].exp()


def network_columns(previous, weight):
    return torch.softmax(weight[:, previous].T, dim=1)


def network_divided_logits(previous, weight):
    logits = weight[previous]
    return logits / logits.sum(1, keepdim=True)


def network_without_keepdim(previous, weight):
    exponentials = torch.exp(weight[previous])
    return exponentials / exponentials.sum(dim=1)


def network_27_only(previous, weight):
    return (F.one_hot(previous, num_classes=27).float() @ weight).softmax(1)


def network_whole_numbers(previous, weight):
    return (F.one_hot(previous, num_classes=weight.shape[0]) @ weight).softmax(1)


def network_guessed_columns(previous, weight):
    return torch.softmax(F.one_hot(previous).float() @ weight, 1)


def gradient(weight, counts, decay, *, mean=True, factor=2.0, shares=True):
    with torch.enable_grad():
        W = weight.clone().requires_grad_()
        rows = counts.sum(1, keepdim=True)
        each = -(counts / rows * W.log_softmax(1)).sum(1)
        weights = rows[:, 0] / counts.sum() if shares else torch.ones(len(counts))
        squares = (W**2).mean() if mean else (W**2).sum()
        ((each * weights).sum() + factor / 2 * decay * squares).backward()
    return W.grad


def step_uphill(weight, counts, lr, decay):
    return weight + lr * gradient(weight, counts, decay)


def step_without_decay(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, 0)


def step_with_decay_outside(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, 0) - decay * 2 * weight / weight.numel()


def step_away_from_zero(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, -decay)


def step_with_the_sum(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, decay, mean=False)


def step_with_half_the_decay(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, decay, factor=1.0)


def step_without_shares(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, decay, shares=False)


def step_only_the_gradient(weight, counts, lr, decay):
    return gradient(weight, counts, decay)


def step_only_the_change(weight, counts, lr, decay):
    return -lr * gradient(weight, counts, decay)


WRONG = [
    ("01_pairs", pairs_without_boundary, "boundary '.' is missing at both ends"),
    ("01_pairs", pairs_without_the_end, "last pair is missing"),
    ("01_pairs", pairs_without_the_start, "first pair is missing"),
    ("01_pairs", pairs_reversed, "wrong way round"),
    ("01_pairs", pairs_as_strings, "tuple of two characters"),
    ("01_pairs", pairs_once, "occurs twice"),
    ("01_pairs", pairs_off_the_end, "raised IndexError"),
    ("01_mix", mix_without_keepdim, "without keepdim=True"),
    ("01_mix", mix_by_column, "sums of the columns"),
    ("01_mix", mix_of_counts, "without turning them into probabilities"),
    ("01_mix", mix_exchanged, "two parts are exchanged"),
    ("01_mix", mix_adding_share, "added in full to every entry"),
    ("01_mix", mix_of_27, "1/27 here whatever the table"),
    ("01_mix", mix_over_all_entries, "among all entries of the table"),
    ("01_mix", mix_as_list, "returned a list; a Tensor was expected"),
    ("01_mix", mix_too_much, "keeps its full weight"),
    ("01_loss", loss_mean_of_means, "averaged over the names"),
    ("01_loss", loss_of_the_first_name, "Only the first name was scored"),
    ("01_loss", loss_of_different_names, "counts twice"),
    ("01_loss", loss_without_sign, "sign is missing"),
    ("01_loss", loss_summed, "sum over the predictions"),
    ("01_loss", loss_per_name, "divided by the number of names"),
    ("01_loss", loss_per_letter, "divided by the letters"),
    ("01_loss", loss_in_bits, "base 2"),
    ("01_loss", loss_without_the_end, "'.' at the end of each name was not scored"),
    ("01_loss", loss_without_the_start, "first letters were not scored"),
    ("01_loss", loss_transposed, "Row and column are exchanged"),
    ("01_network", network_logits, "These are the logits"),
    ("01_network", network_softmax_down, "down the columns"),
    ("01_network", network_not_normalised, "not divided by their row's sum"),
    ("01_network", network_columns, "picked columns of the weight"),
    ("01_network", network_divided_logits, "take the exponential first"),
    ("01_network", network_without_keepdim, "without keepdim=True"),
    ("01_network", network_27_only, "raised RuntimeError"),
    ("01_network", network_whole_numbers, "add .float()"),
    ("01_network", network_guessed_columns, "give it num_classes"),
    ("01_step", step_uphill, "walks uphill"),
    ("01_step", step_without_decay, "decay is missing"),
    ("01_step", step_with_decay_outside, "multiplied by the learning rate"),
    ("01_step", step_away_from_zero, "away from zero"),
    ("01_step", step_with_the_sum, "divided by the number of weights"),
    ("01_step", step_with_half_the_decay, "factor of 2 is missing"),
    ("01_step", step_without_shares, "share of all pairs"),
    ("01_step", step_only_the_gradient, "not the weights after the step"),
    ("01_step", step_only_the_change, "add it to the old weights"),
]
