"""Wrong answers to the exercises of notebook 02, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import math
from collections import Counter

import torch.nn.functional as F


def contexts_with_the_target(name, length):
    pairs, context = [], "." * length
    for character in name + ".":
        context = context[1:] + character
        pairs.append((context, character))
    return pairs


def contexts_once(name, length):
    text = "." * length + name + "."
    found = [(text[i : i + length], text[i + length]) for i in range(len(name) + 1)]
    return sorted(set(found), key=found.index)


def contexts_without_the_end(name, length):
    pairs, context = [], "." * length
    for character in name:
        pairs.append((context, character))
        context = context[1:] + character
    return pairs


def contexts_unpadded(name, length):
    text = name + "."
    return [(text[max(0, i - length) : i], text[i]) for i in range(len(text))]


def contexts_inside_only(name, length):
    text = name + "."
    return [(text[i : i + length], text[i + length]) for i in range(len(text) - length)]


def contexts_of_three(name, length):
    text = "..." + name + "."
    return [(text[i : i + 3], text[i + 3]) for i in range(len(name) + 1)]


def parameters_without_biases(v, t, d, h):
    return v * d + t * d * h + h * v


def parameters_without_embedding(v, t, d, h):
    return t * d * h + h + h * v + v


def parameters_of_one_character(v, t, d, h):
    return v * d + d * h + h + h * v + v


def parameters_with_a_table_each(v, t, d, h):
    return t * v * d + t * d * h + h + h * v + v


def parameters_without_output_bias(v, t, d, h):
    return v * d + t * d * h + h + h * v


def join_not_joined(table, X):
    return table[X]


def join_interleaved(table, X):
    return table[X].permute(0, 2, 1).reshape(len(X), -1)


def join_summed(table, X):
    return table[X].sum(dim=1)


def join_one_row_a_character(table, X):
    return table[X].reshape(-1, table.shape[1])


def join_two_numbers(table, X):
    return table[X].reshape(-1, 2 * X.shape[1])


def join_six(table, X):
    return table[X].view(-1, 6)


def entropy_overflowing(logits, Y):
    probabilities = logits.exp() / logits.exp().sum(1, keepdim=True)
    return -probabilities[range(len(Y)), Y].log().mean()


def entropy_log_of_softmax(logits, Y):
    shifted = (logits - logits.max(1, keepdim=True).values).exp()
    probabilities = shifted / shifted.sum(1, keepdim=True)
    return -probabilities[range(len(Y)), Y].log().mean()


def entropy_shifted_by_the_largest_of_all(logits, Y):
    shifted = logits - logits.max()
    return (shifted.exp().sum(1).log() - shifted[range(len(Y)), Y]).mean()


def entropy_half_shifted(logits, Y):
    shifted = logits - logits.max(1, keepdim=True).values
    return (shifted.exp().sum(1).log() - logits[range(len(Y)), Y]).mean()


def entropy_shifted_in_double(logits, Y):
    return entropy_log_of_softmax(logits.double(), Y)


def entropy_without_sign(logits, Y):
    return F.log_softmax(logits, dim=1)[range(len(Y)), Y].mean()


def entropy_in_bits(logits, Y):
    return -F.log_softmax(logits, dim=1)[range(len(Y)), Y].mean() / math.log(2)


def entropy_summed(logits, Y):
    return -F.log_softmax(logits, dim=1)[range(len(Y)), Y].sum()


def entropy_wrong_axis(logits, Y):
    return -F.log_softmax(logits, dim=0)[range(len(Y)), Y].mean()


def entropy_all_columns(logits, Y):
    return -F.log_softmax(logits, dim=1)[:, Y].mean()


def floor_of_contexts(examples):
    contexts = {context for context, _ in examples}
    total = 0.0
    for context in contexts:
        following = Counter(b for a, b in examples if a == context)
        n = sum(following.values())
        total -= sum(count / n * math.log(count / n) for count in following.values())
    return total / len(contexts)


def floor_of_distinct_pairs(examples):
    contexts = Counter(context for context, _ in examples)
    pairs = Counter(examples)
    return sum(-math.log(pairs[p] / contexts[p[0]]) for p in pairs) / len(pairs)


def floor_of_whole_pairs(examples):
    pairs = Counter(examples)
    return sum(-math.log(pairs[pair] / len(examples)) for pair in examples) / len(examples)


def floor_without_contexts(examples):
    following = Counter(b for _, b in examples)
    return -sum(n / len(examples) * math.log(n / len(examples)) for n in following.values())


def floor_of_repeats(examples):
    counts = Counter(context for context, _ in examples)
    return sum(math.log(counts[context]) for context, _ in examples) / len(examples)


def floor_with_equal_shares(examples):
    following = {}
    for context, character in examples:
        following.setdefault(context, set()).add(character)
    return sum(math.log(len(following[context])) for context, _ in examples) / len(examples)


def floor_of_the_best(examples):
    total = 0
    for context, _ in examples:
        following = Counter(b for a, b in examples if a == context)
        total -= math.log(max(following.values()) / sum(following.values()))
    return total / len(examples)


def floor_summed(examples):
    pairs, contexts = Counter(examples), Counter(context for context, _ in examples)
    return -sum(math.log(pairs[pair] / contexts[pair[0]]) for pair in examples)


def floor_in_bits(examples):
    return floor_summed(examples) / len(examples) / math.log(2)


WRONG = [
    ("02_contexts", contexts_with_the_target, "Off by one"),
    ("02_contexts", contexts_once, "occurs twice"),
    ("02_contexts", contexts_without_the_end, "last example is missing"),
    ("02_contexts", contexts_unpadded, "fill them with '.' on the left"),
    ("02_contexts", contexts_inside_only, "first examples are missing"),
    ("02_contexts", contexts_of_three, "always 3"),
    ("02_parameters", parameters_without_biases, "Both biases are missing"),
    ("02_parameters", parameters_without_embedding, "embedding table is missing"),
    ("02_parameters", parameters_of_one_character, "context × dim inputs"),
    ("02_parameters", parameters_with_a_table_each, "shared by all places"),
    ("02_parameters", parameters_without_output_bias, "output layer's bias is missing"),
    ("02_join", join_not_joined, "not joined"),
    ("02_join", join_interleaved, "interleaved"),
    ("02_join", join_summed, "added up"),
    ("02_join", join_one_row_a_character, "row of its own"),
    ("02_join", join_two_numbers, "two numbers only"),
    ("02_join", join_six, "width 6"),
    ("02_cross_entropy", entropy_overflowing, "overflows for large ones"),
    ("02_cross_entropy", entropy_log_of_softmax, "rounds to 0 before its logarithm"),
    ("02_cross_entropy", entropy_shifted_by_the_largest_of_all, "each row needs its own"),
    ("02_cross_entropy", entropy_half_shifted, "not the logit of the right character"),
    ("02_cross_entropy", entropy_shifted_in_double, "returned inf; 1000 was expected"),
    ("02_cross_entropy", entropy_without_sign, "sign is missing"),
    ("02_cross_entropy", entropy_in_bits, "base 2"),
    ("02_cross_entropy", entropy_summed, "take the mean"),
    ("02_cross_entropy", entropy_wrong_axis, "wrong axis"),
    ("02_cross_entropy", entropy_all_columns, "takes every column"),
    ("02_floor", floor_of_contexts, "same weight"),
    ("02_floor", floor_of_distinct_pairs, "Each different pair was counted once"),
    ("02_floor", floor_of_whole_pairs, "floor for whole pairs"),
    ("02_floor", floor_without_contexts, "contexts were ignored"),
    ("02_floor", floor_of_repeats, "how often each continuation occurs"),
    ("02_floor", floor_with_equal_shares, "the same probability"),
    ("02_floor", floor_of_the_best, "most frequent continuation"),
    ("02_floor", floor_summed, "divide by how many"),
    ("02_floor", floor_in_bits, "base 2"),
]
