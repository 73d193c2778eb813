"""Wrong answers to the exercises of notebook 08, each with words of the hint that fits it.

Written as a reader would write them, independently of the mistakes that the checks know.
"""

import torch
import torch.nn.functional as F


def relu_slope_only(x, g):
    slope = torch.zeros_like(x)
    slope[x > 0] = 1
    return slope


def relu_of_zero_counts(x, g):
    return torch.where(x < 0, 0.0, g)


def relu_of_the_gradient(x, g):
    return F.relu(g)


def relu_twice(x, g):
    return F.relu(g) * (F.relu(x) > 0)


def relu_times_output(x, g):
    return g * F.relu(x)


def relu_forward(x, g):
    return torch.maximum(x, torch.zeros_like(x))


def relu_turned_round(x, g):
    return torch.where(x > 0, 0.0, g) * (x != 0)


def relu_by_sign(x, g):
    return torch.sign(x) * g


def relu_unchanged(x, g):
    return g * 1.0


def relu_picked(x, g):
    return torch.masked_select(g, x > 0)


def relu_in_place(x, g):
    g[x <= 0] = 0
    return g


def relu_leaky(x, g):
    return torch.where(x > 0, g, 0.01 * g)


def mean_as_sum(g, T):
    return torch.stack([g] * T, 1)


def mean_times_T(g, T):  # noqa: N802
    return torch.stack([T * g] * T, 1)


def mean_over_rows(g, T):
    N, D = g.shape
    return g.reshape(N, 1, D).expand(N, T, D) / N


def mean_over_rows_and_places(g, T):
    N, D = g.shape
    return g.reshape(N, 1, D).expand(N, T, D) / (N * T)


def mean_over_width(g, T):
    N, D = g.shape
    return torch.ones(N, T, D) * g.unsqueeze(1) / D


def mean_not_repeated(g, T):
    return g.unsqueeze(1) / T


def mean_without_axis(g, T):
    return g / T


def mean_context_first(g, T):
    return torch.stack([g / T] * T)


def mean_context_last(g, T):
    return torch.stack([g / T] * T, -1)


def mean_to_the_last(g, T):
    N, D = g.shape
    zeros = torch.zeros(N, T - 1, D)
    return torch.cat([zeros, g[:, None]], 1)


def mean_to_the_first(g, T):
    N, D = g.shape
    return torch.cat([g[:, None], torch.zeros(N, T - 1, D)], 1)


def mean_in_wrong_order(g, T):
    return torch.cat([g / T] * T).view(-1, T, g.shape[1])


def table_assigned(x, g, rows):
    table = torch.zeros(rows, g.shape[2])
    table[x] = g
    return table


def table_plus_equals(x, g, rows):
    table = torch.zeros(rows, g.shape[2])
    table[x] += g
    return table


def table_by_columns(x, g, rows):
    table = torch.zeros(rows, g.shape[2])
    for t in range(x.shape[1]):
        table[x[:, t]] += g[:, t]
    return table


def table_by_examples(x, g, rows):
    table = torch.zeros(rows, g.shape[2])
    for characters, gradients in zip(x, g, strict=True):
        table[characters] += gradients
    return table


def table_means(x, g, rows):
    table = torch.zeros(rows, g.shape[2])
    for c in range(rows):
        if (x == c).any():
            table[c] = g[x == c].mean(0)
    return table


def table_over_batch(x, g, rows):
    one_hot = F.one_hot(x.reshape(-1), rows).float()
    return one_hot.T @ g.reshape(-1, g.shape[2]) / x.shape[0]


def table_of_counts(x, g, rows):
    one_hot = F.one_hot(x.reshape(-1), rows).float()
    return one_hot.T @ torch.ones_like(g.reshape(-1, g.shape[2]))


def table_of_rows_met(x, g, rows):
    return torch.stack([g[x == c].sum(0) for c in sorted(set(x.flatten().tolist()))])


def table_too_short(x, g, rows):
    one_hot = F.one_hot(x.reshape(-1)).float()
    return one_hot.T @ g.reshape(-1, g.shape[2])


def table_lying(x, g, rows):
    one_hot = F.one_hot(x.reshape(-1), rows).float()
    return g.reshape(-1, g.shape[2]).T @ one_hot


def table_of_first_place(x, g, rows):
    return F.one_hot(x[:, 0], rows).float().T @ g[:, 0]


def table_of_a_step(x, g, rows):
    table = torch.zeros(rows, g.shape[2])
    for n in range(x.shape[0]):
        for t in range(x.shape[1]):
            table[x[n, t]] -= g[n, t]
    return table


def table_unflattened(x, g, rows):
    return torch.zeros(rows, g.shape[2]).index_add_(0, x, g)


def table_half_flattened(x, g, rows):
    return torch.zeros(rows, g.shape[2]).index_add_(0, x.reshape(-1), g)


def table_too_flat(x, g, rows):
    return torch.zeros(rows, g.shape[2]).index_add_(0, x.flatten(), g.flatten())


def softmax_own_place(p, g):
    return g * (p - p**2)


def softmax_other_places(p, g):
    slopes = -p[:, :, None] * p[:, None, :]
    slopes.diagonal(dim1=1, dim2=2).zero_()
    return (g[:, :, None] * slopes).sum(1)


def softmax_all_added(p, g):
    slopes = p[:, :, None] * p[:, None, :]
    slopes.diagonal(dim1=1, dim2=2).copy_(p * (1 - p))
    return (g[:, :, None] * slopes).sum(1)


def softmax_own_place_twice(p, g):
    return g * p * (1 - p) - p * torch.einsum("nv,nv->n", g, p)[:, None]


def softmax_without_factor(p, g):
    return g - (g * p).sum(-1, keepdim=True)


def softmax_sum_of_g(p, g):
    return p * g - p * g.sum(dim=1).unsqueeze(1)


def softmax_mean_of_g(p, g):
    return p * (g - g.mean(dim=1).unsqueeze(1))


def softmax_mean_of_products(p, g):
    return p * (g - (p * g).mean(dim=1).unsqueeze(1))


def softmax_down_the_columns(p, g):
    return p * (g - (p * g).sum(0))


def softmax_sums_as_a_row(p, g):
    return p * (g - (p * g).sum(dim=1))


def softmax_over_everything(p, g):
    return p * g - p * torch.sum(p * g)


def softmax_as_cross_entropy(p, g):
    return p - g


def softmax_as_cross_entropy_over_n(p, g):
    return (p - g) / len(p)


def softmax_product(p, g):
    return torch.mul(g, p)


def softmax_turned_round(p, g):
    return p * ((g * p).sum(1)[:, None] - g)


def softmax_per_example(p, g):
    return p * (g - (g * p).sum(1)[:, None]) / p.shape[0]


def count_doubles(parts):
    return sum(
        part.numel() if isinstance(part, torch.Tensor) else count_doubles(part) for part in parts
    )


def count_within_lists(parts):
    total, seen = 0, []
    for part in parts:
        if isinstance(part, list):
            total += count_within_lists(part)
        elif not any(part is other for other in seen):
            seen.append(part)
            total += part.numel()
    return total


def count_top_list(parts):
    tensors = {id(part): part for part in parts if not isinstance(part, list)}
    return sum(tensor.numel() for tensor in tensors.values())


def count_two_levels(parts):
    tensors = {}
    for part in parts:
        for tensor in part if isinstance(part, list) else [part]:
            if not isinstance(tensor, list):
                tensors[id(tensor)] = tensor
    return sum(tensor.numel() for tensor in tensors.values())


def all_tensors(parts):
    found = []
    for part in parts:
        found += all_tensors(part) if isinstance(part, list) else [part]
    return found


def count_shapes(parts):
    return sum(shape.numel() for shape in {tensor.shape for tensor in all_tensors(parts)})


def count_contents(parts):
    kept = []
    for tensor in all_tensors(parts):
        if not any(torch.equal(tensor, other) for other in kept):
            kept.append(tensor)
    return sum(tensor.numel() for tensor in kept)


def count_tensors(parts):
    return len(set(all_tensors(parts)))


def count_rows(parts):
    return sum(tensor.shape[0] if tensor.ndim > 0 else 1 for tensor in set(all_tensors(parts)))


def count_len(parts):
    return sum(len(tensor) for tensor in set(all_tensors(parts)))


def count_not_in(parts):
    found = []
    for tensor in all_tensors(parts):
        if tensor not in found:
            found.append(tensor)
    return sum(tensor.numel() for tensor in found)


def count_one_level(parts):
    tensors = []
    for part in parts:
        tensors += part if isinstance(part, list) else [part]
    return sum(tensor.numel() for tensor in set(tensors))


def count_one_level_with_ids(parts):
    total, seen = 0, set()
    for part in parts:
        for tensor in part if isinstance(part, list) else [part]:
            if id(tensor) not in seen:
                seen.add(id(tensor))
                total += tensor.numel()
    return total


def count_len_of_all(parts):
    return sum(len(tensor) for tensor in all_tensors(parts))


WRONG = [
    ("08_relu", relu_slope_only, "This is the slope"),
    ("08_relu", relu_of_zero_counts, "slope at exactly 0 as 1"),
    ("08_relu", relu_of_the_gradient, "You applied ReLU to g"),
    ("08_relu", relu_twice, "Negative gradients were set to 0 as well"),
    ("08_relu", relu_times_output, "multiplied g by the output"),
    ("08_relu", relu_forward, "output of the layer"),
    ("08_relu", relu_turned_round, "passes where x is negative"),
    ("08_relu", relu_by_sign, "is 0, not −1"),
    ("08_relu", relu_unchanged, "let through everywhere"),
    ("08_relu", relu_picked, "blocked numbers were left out"),
    ("08_relu", relu_in_place, "changes its arguments"),
    ("08_relu", relu_leaky, "was expected"),
    ("08_mean", mean_as_sum, "backward pass of a sum"),
    ("08_mean", mean_times_T, "You multiplied by T"),
    ("08_mean", mean_over_rows, "You divided by N, the number of rows"),
    ("08_mean", mean_over_rows_and_places, "by N and by T"),
    ("08_mean", mean_over_width, "divided by D"),
    ("08_mean", mean_not_repeated, "one row instead of T"),
    ("08_mean", mean_without_axis, "axis of the context is missing"),
    ("08_mean", mean_context_first, "The context stands first"),
    ("08_mean", mean_context_last, "The context stands last"),
    ("08_mean", mean_to_the_last, "went to the last place"),
    ("08_mean", mean_to_the_first, "went to the first place"),
    ("08_mean", mean_in_wrong_order, "stand in the wrong order"),
    ("08_table", table_assigned, "keeps only the last g"),
    ("08_table", table_plus_equals, "keeps only the last g"),
    ("08_table", table_by_columns, "Within a column of x"),
    ("08_table", table_by_examples, "Within a row of x"),
    ("08_table", table_means, "mean over the places"),
    ("08_table", table_over_batch, "divided by the number of examples"),
    ("08_table", table_of_counts, "did not use g"),
    ("08_table", table_of_rows_met, "Only the rows that occur"),
    ("08_table", table_too_short, "largest character in x"),
    ("08_table", table_lying, "axes are exchanged"),
    ("08_table", table_of_first_place, "Only the first place"),
    ("08_table", table_of_a_step, "sign of an update"),
    ("08_table", table_unflattened, "flatten both first"),
    ("08_table", table_half_flattened, "flatten both first"),
    ("08_table", table_too_flat, "flatten both first"),
    ("08_softmax", softmax_own_place, "Only the way through the own place"),
    ("08_softmax", softmax_other_places, "Only the ways through the other places"),
    ("08_softmax", softmax_all_added, "terms of the other places were added"),
    ("08_softmax", softmax_own_place_twice, "taken off twice"),
    ("08_softmax", softmax_without_factor, "factor p in front is missing"),
    ("08_softmax", softmax_sum_of_g, "You subtracted the sum of g"),
    ("08_softmax", softmax_mean_of_g, "plain mean of g"),
    ("08_softmax", softmax_mean_of_products, "mean of g · p"),
    ("08_softmax", softmax_down_the_columns, "down the columns"),
    ("08_softmax", softmax_sums_as_a_row, "keepdim=True keeps them a column"),
    ("08_softmax", softmax_over_everything, "over all examples"),
    ("08_softmax", softmax_as_cross_entropy, "This is p − g"),
    ("08_softmax", softmax_as_cross_entropy_over_n, "was expected"),
    ("08_softmax", softmax_product, "multiplied by p only"),
    ("08_softmax", softmax_turned_round, "sign is turned round"),
    ("08_softmax", softmax_per_example, "divided by the number of examples"),
    ("08_count", count_doubles, "was counted several times"),
    ("08_count", count_within_lists, "Within one list"),
    ("08_count", count_top_list, "were passed over"),
    ("08_count", count_two_levels, "not the lists inside them"),
    ("08_count", count_shapes, "same shape for the same tensor"),
    ("08_count", count_contents, "same numbers in them"),
    ("08_count", count_tensors, "how many tensors there are"),
    ("08_count", count_rows, "numel() counts all its numbers"),
    ("08_count", count_len, "has none; numel()"),
    ("08_count", count_not_in, "compare the ids"),
    ("08_count", count_one_level, "to any depth"),
    ("08_count", count_one_level_with_ids, "to any depth"),
    ("08_count", count_len_of_all, "t.numel() counts"),
]
