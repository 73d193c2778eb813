"""Wrong answers to the exercises of notebook 05, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import math

import numpy as np
import torch
import torch.nn.functional as F


def distance_with_zeros(table, rows):
    total = 0
    for i in rows:
        for j in rows:
            total += (table[i] - table[j]).norm()
    return total / len(rows) ** 2


def distance_squared(table, rows):
    pairs = [(i, j) for i in rows for j in rows if i < j]
    return sum(((table[i] - table[j]) ** 2).sum() for i, j in pairs) / len(pairs)


def distance_root_of_the_mean(table, rows):
    pairs = [(i, j) for i in rows for j in rows if i < j]
    return math.sqrt(sum(((table[i] - table[j]) ** 2).sum() for i, j in pairs) / len(pairs))


def distance_to_the_centre(table, rows):
    centre = sum(table[i] for i in rows) / len(rows)
    return sum(math.dist(table[i], centre) for i in rows) / len(rows)


def distance_summed(table, rows):
    return sum(math.dist(table[i], table[j]) for i in rows for j in rows if i < j)


def distance_over_the_rows(table, rows):
    return distance_summed(table, rows) / len(rows)


def distance_halved(table, rows):
    total = 0
    for i in range(len(rows)):
        for j in range(i):
            total += (table[rows[i]] - table[rows[j]]).norm()
    return total / (len(rows) * (len(rows) - 1))


def distance_doubled(table, rows):
    k = len(rows)
    return torch.cdist(table[rows], table[rows]).sum() / (k * (k - 1) / 2)


def distance_of_absolute_differences(table, rows):
    pairs = [(i, j) for i in rows for j in rows if i != j]
    return sum((table[i] - table[j]).abs().sum() for i, j in pairs) / len(pairs)


def distance_to_all(table, rows):
    return sum((table - table[i]).norm(dim=1).sum() for i in rows) / (len(rows) * len(table))


def distance_of_the_whole_table(table, rows):
    V = len(table)
    pairs = [(i, j) for i in range(V) for j in range(i + 1, V)]
    return sum((table[i] - table[j]).norm() for i, j in pairs) / len(pairs)


def distance_of_neighbours(table, rows):
    pairs = [(rows[n], rows[n + 1]) for n in range(len(rows) - 1)]
    return sum((table[i] - table[j]).norm() for i, j in pairs) / len(pairs)


def distance_from_the_first(table, rows):
    first, *others = rows
    return sum((table[first] - table[i]).norm() for i in others) / len(others)


def cosines(table, row):
    return F.cosine_similarity(table, table[row].expand_as(table), dim=1)


def nearest_with_itself(table, row, k):
    return cosines(table, row).topk(k).indices.tolist()


def nearest_one_too_many(table, row, k):
    return cosines(table, row).topk(k + 1).indices.tolist()


def nearest_one_too_few(table, row, k):
    return cosines(table, row).topk(k).indices.tolist()[1:]


def nearest_without_the_first(table, row, k):
    return (table @ table[row]).argsort(descending=True).tolist()[1 : k + 1]


def nearest_by_largest_difference(table, row, k):
    distances = np.abs(table.numpy() - table[row].numpy()).max(1)
    return list(np.argsort(distances)[:k])


def nearest_with_its_own_0(table, row, k):
    values = cosines(table, row)
    values[row] = 0.0
    return values.topk(k).indices.tolist()


def nearest_euclidean(table, row, k):
    order = np.argsort([math.dist(table[row], other) for other in table])
    return [int(i) for i in order if i != row][:k]


def nearest_dot_product(table, row, k):
    scores = table @ table[row]
    scores[row] = -math.inf
    return scores.topk(k).indices.tolist()


def nearest_smallest(table, row, k):
    order = cosines(table, row).argsort().tolist()
    return [other for other in order if other != row][:k]


def nearest_smallest_of_the_largest_first(table, row, k):
    values = cosines(table, row)
    values[row] = -math.inf
    return sorted(values.topk(k).indices.tolist(), key=lambda other: values[other])


def nearest_centred(table, row, k):
    values = cosines(table - table.mean(0, keepdim=True), row)
    values[row] = -2
    return values.topk(k).indices.tolist()


def nearest_absolute(table, row, k):
    values = cosines(table, row).abs()
    values[row] = -1
    return values.topk(k).indices.tolist()


def nearest_by_columns(table, row, k):
    scaled = table / (table**2).sum(0).sqrt()
    values = scaled @ scaled[row]
    values[row] = -math.inf
    return values.topk(k).indices.tolist()


def nearest_the_cosines(table, row, k):
    values = cosines(table, row)
    values[row] = -2
    return values.topk(k).values.tolist()


def nearest_renumbered(table, row, k):
    others = torch.cat([table[:row], table[row + 1 :]])
    return F.cosine_similarity(others, table[row : row + 1]).topk(k).indices.tolist()


def nearest_as_tensor(table, row, k):
    return cosines(table, row).topk(k + 1).indices[1:]


def p_value_without_the_observed(observed, permuted):
    return np.mean(np.array(permuted) <= observed).item()


def p_value_of_large_ones(observed, permuted):
    extreme = [value for value in permuted if value >= observed]
    return (len(extreme) + 1) / (len(permuted) + 1)


def p_value_of_larger_ones(observed, permuted):
    extreme = [value for value in permuted if value > observed]
    return (len(extreme) + 1) / (len(permuted) + 1)


def p_value_of_smaller_ones(observed, permuted):
    extreme = [value for value in permuted if value < observed]
    return (len(extreme) + 1) / (len(permuted) + 1)


def p_value_one_below_only(observed, permuted):
    return sum(value <= observed for value in permuted) / (len(permuted) + 1)


def p_value_one_above_only(observed, permuted):
    return (sum(value <= observed for value in permuted) + 1) / len(permuted)


def p_value_doubled(observed, permuted):
    extreme = sum(value <= observed for value in permuted)
    return min(1.0, 2 * (extreme + 1) / (len(permuted) + 1))


def p_value_in_percent(observed, permuted):
    extreme = sum(value <= observed for value in permuted)
    return 100 * (extreme + 1) / (len(permuted) + 1)


def p_value_count(observed, permuted):
    return sum(value <= observed for value in [observed, *permuted])


def p_value_complement(observed, permuted):
    extreme = sum(value <= observed for value in permuted)
    return 1 - (extreme + 1) / (len(permuted) + 1)


def p_value_of_a_list(observed, permuted):
    return (1 + (permuted <= observed).sum()) / (1 + len(permuted))


def temperature_multiplied(logits, temperature):
    return F.softmax(logits * temperature, dim=1)


def temperature_after_the_softmax(logits, temperature):
    return F.softmax(logits, dim=1) / temperature


def temperature_power(logits, temperature):
    return F.softmax(logits, dim=1).pow(1 / temperature)


def temperature_down(logits, temperature):
    return F.softmax(logits / temperature, dim=0)


def temperature_ignored(logits, temperature):
    return F.softmax(logits, dim=1)


def temperature_only(logits, temperature):
    return logits / temperature


def temperature_logarithms(logits, temperature):
    return F.log_softmax(logits / temperature, dim=-1)


def temperature_twice(logits, temperature):
    probabilities = F.softmax(logits, dim=-1)
    return F.softmax(probabilities / temperature, dim=-1)


def temperature_overflowing(logits, temperature):
    counts = torch.exp(logits / temperature)
    return counts / counts.sum(1, keepdim=True)


def temperature_with_one_maximum(logits, temperature):
    scaled = logits / temperature
    counts = torch.exp(scaled - scaled.max())
    return counts / counts.sum(dim=1, keepdim=True)


def temperature_in_place(logits, temperature):
    logits /= temperature
    return F.softmax(logits, dim=1)


def temperature_without_keepdim(logits, temperature):
    scaled = logits / temperature
    counts = (scaled - scaled.max()).exp()
    return counts / counts.sum(dim=1)


def variance_not_centred(table, k):
    values = torch.linalg.svdvals(table)
    return (values[:k] ** 2).sum() / (values**2).sum()


def variance_not_squared(table, k):
    values = torch.linalg.svdvals(table - table.mean(dim=0, keepdim=True))
    return values[:k].sum() / values.sum()


def variance_of_the_largest_columns(table, k):
    variances = sorted(table.var(dim=0).tolist(), reverse=True)
    return sum(variances[:k]) / sum(variances)


def variance_of_the_first_columns(table, k):
    squares = (table - table.mean(dim=0)) ** 2
    return squares[:, :k].sum() / squares.sum()


def variance_of_one(table, k):
    squares = torch.linalg.svdvals(table - table.mean(dim=0)) ** 2
    return squares[k - 1] / squares.sum()


def variance_of_the_rest(table, k):
    squares = torch.linalg.svdvals(table - table.mean(dim=0)) ** 2
    return squares[k:].sum() / squares.sum()


def variance_centred_by_rows(table, k):
    squares = torch.linalg.svdvals(table - table.mean(dim=1, keepdim=True)) ** 2
    return squares[:k].sum() / squares.sum()


def variance_centred_by_one_number(table, k):
    squares = torch.linalg.svdvals(table - table.mean()) ** 2
    return squares[:k].sum() / squares.sum()


def variance_not_divided(table, k):
    squares = torch.linalg.svdvals(table - table.mean(dim=0)) ** 2
    return squares[:k].sum()


def variance_single_shares(table, k):
    squares = torch.linalg.svdvals(table - table.mean(dim=0)) ** 2
    return (squares / squares.sum())[:k]


WRONG = [
    ("05_distance", distance_with_zeros, "zeros from each row to itself"),
    ("05_distance", distance_squared, "squared distances"),
    ("05_distance", distance_root_of_the_mean, "after averaging"),
    ("05_distance", distance_to_the_centre, "centre"),
    ("05_distance", distance_summed, "sum over the pairs"),
    ("05_distance", distance_over_the_rows, "divided by the number of rows"),
    ("05_distance", distance_halved, "half of it"),
    ("05_distance", distance_doubled, "twice the right number"),
    ("05_distance", distance_of_absolute_differences, "absolute differences"),
    ("05_distance", distance_to_all, "distances to all rows"),
    ("05_distance", distance_of_the_whole_table, "mean over all rows"),
    ("05_distance", distance_of_neighbours, "Only neighbours"),
    ("05_distance", distance_from_the_first, "pairs with the first row"),
    ("05_nearest", nearest_with_itself, "row itself is in the list"),
    ("05_nearest", nearest_one_too_many, "one row too many"),
    ("05_nearest", nearest_one_too_few, "one row too few"),
    ("05_nearest", nearest_without_the_first, "wherever it stands in the order"),
    ("05_nearest", nearest_by_largest_difference, "wherever it stands in the order"),
    ("05_nearest", nearest_with_its_own_0, "negative cosines count too"),
    ("05_nearest", nearest_euclidean, "Euclidean distance"),
    ("05_nearest", nearest_dot_product, "order by dot product"),
    ("05_nearest", nearest_smallest, "smallest cosines"),
    ("05_nearest", nearest_smallest_of_the_largest_first, "largest cosine comes first"),
    ("05_nearest", nearest_centred, "subtracted the mean of the table"),
    ("05_nearest", nearest_absolute, "absolute values"),
    ("05_nearest", nearest_by_columns, "lengths of the columns"),
    ("05_nearest", nearest_the_cosines, "These are the cosines"),
    ("05_nearest", nearest_renumbered, "new numbers"),
    ("05_nearest", nearest_as_tensor, ".tolist() makes a list"),
    ("05_permutation", p_value_without_the_observed, "observed value itself is missing"),
    ("05_permutation", p_value_of_large_ones, "≥ observed"),
    ("05_permutation", p_value_of_larger_ones, "> observed"),
    ("05_permutation", p_value_of_smaller_ones, "count with ≤, not <"),
    ("05_permutation", p_value_one_below_only, "1 in the numerator is missing"),
    ("05_permutation", p_value_one_above_only, "1 in the denominator is missing"),
    ("05_permutation", p_value_doubled, "doubled"),
    ("05_permutation", p_value_in_percent, "percentage"),
    ("05_permutation", p_value_count, "how many values are extreme"),
    ("05_permutation", p_value_complement, "1 minus the p-value"),
    ("05_permutation", p_value_of_a_list, "raised TypeError"),
    ("05_temperature", temperature_multiplied, "multiplied by the temperature"),
    ("05_temperature", temperature_after_the_softmax, "divided the probabilities"),
    ("05_temperature", temperature_power, "Powers of probabilities"),
    ("05_temperature", temperature_down, "down the columns"),
    ("05_temperature", temperature_ignored, "temperature was not used"),
    ("05_temperature", temperature_only, "These are logits"),
    ("05_temperature", temperature_logarithms, "not log_softmax"),
    ("05_temperature", temperature_twice, "taken twice"),
    ("05_temperature", temperature_overflowing, "overflows for a low one"),
    ("05_temperature", temperature_with_one_maximum, "each row needs its own maximum"),
    ("05_temperature", temperature_in_place, "changes its arguments"),
    ("05_temperature", temperature_without_keepdim, "without keepdim=True"),
    ("05_variance", variance_not_centred, "columns are not centred"),
    ("05_variance", variance_not_squared, "not squared"),
    ("05_variance", variance_of_the_largest_columns, "largest variance"),
    ("05_variance", variance_of_the_first_columns, "share of the first k columns"),
    ("05_variance", variance_of_one, "component k alone"),
    ("05_variance", variance_of_the_rest, "all components but the first k"),
    ("05_variance", variance_centred_by_rows, "mean of each row"),
    ("05_variance", variance_centred_by_one_number, "mean of all numbers"),
    ("05_variance", variance_not_divided, "not a share"),
    ("05_variance", variance_single_shares, "shares of the single components"),
]
