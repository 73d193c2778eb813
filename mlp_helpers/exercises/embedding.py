"""The exercises of notebook 05."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mlp_helpers.exercises.framework import Answer, Exercise, draws

# ---------------------------------------------------------------------------- 05_distance


def mean_distance(table: Tensor, rows: list[int]) -> float:
    return _pair_distances(table, rows).mean().item()


def _pair_distances(table: Tensor, rows: list[int], p: float = 2) -> Tensor:
    """The distance of each pair of two different rows."""
    return torch.pdist(table[rows], p)


DISTANCE = Exercise(
    answer=mean_distance,
    cases=[
        (torch.tensor([[0.0, 0.0], [3.0, 4.0], [0.0, 8.0], [9.0, 1.0]]), [0, 1, 2]),
        (draws(1, 27, 2), [1, 5, 9, 15, 21]),
        (draws(2, 10, 4), [7, 2, 4, 9]),
        (draws(3, 6, 3), [5, 0]),
    ],
    mistakes={
        "The zeros from each row to itself are in the average; take pairs of two different rows.": (
            lambda table, rows: mean_distance(table, rows) * (len(rows) - 1) / len(rows)
        ),
        "These are squared distances; take the square root of each sum of squares.": (
            lambda table, rows: (_pair_distances(table, rows) ** 2).mean()
        ),
        "The root was taken after averaging; take the root for each pair, then the mean.": (
            lambda table, rows: (_pair_distances(table, rows) ** 2).mean().sqrt()
        ),
        "This is the mean distance to the rows' centre; measure from row to row.": (
            lambda table, rows: (table[rows] - table[rows].mean(0)).norm(dim=1).mean()
        ),
        "This is the sum over the pairs; divide by how many there are.": (
            lambda table, rows: _pair_distances(table, rows).sum()
        ),
        "The sum was divided by the number of rows; divide by the number of pairs.": (
            lambda table, rows: _pair_distances(table, rows).sum() / len(rows)
        ),
        "This is half of it: each pair was added up once, but divided by a number that counts "
        "it twice.": lambda table, rows: mean_distance(table, rows) / 2,
        "This is twice the right number: each pair was added up twice, but divided by a number "
        "that counts it once.": lambda table, rows: mean_distance(table, rows) * 2,
        "These are sums of absolute differences; the Euclidean distance is the root of the sum "
        "of squares.": lambda table, rows: _pair_distances(table, rows, 1).mean(),
        "These are the distances to all rows of the table; compare the chosen rows with each "
        "other only.": lambda table, rows: torch.cdist(table[rows], table).mean(),
        "This is the mean over all rows of the table; take only those in `rows`.": (
            lambda table, rows: torch.pdist(table).mean()
        ),
        "Only neighbours in the list were compared; take every pair.": (
            lambda table, rows: (table[rows][1:] - table[rows][:-1]).norm(dim=1).mean()
        ),
        "Only pairs with the first row were compared; take every pair.": (
            lambda table, rows: (table[rows][1:] - table[rows][0]).norm(dim=1).mean()
        ),
    },
)


# ----------------------------------------------------------------------------- 05_nearest


def nearest(table: Tensor, row: int, k: int) -> list[int]:
    return _largest(_cosines(table, row), row)[:k]


def _cosines(table: Tensor, row: int) -> Tensor:
    directions = table / table.norm(dim=1, keepdim=True)
    return torch.mv(directions, directions[row])


def _largest(scores: Tensor, row: int) -> list[int]:
    """All rows but `row`, that with the largest score first."""
    return [other for other in scores.argsort(descending=True).tolist() if other != row]


def _by_score(scores: Callable[[Tensor, int], Tensor]) -> Answer:
    """The mistake of taking another number than the cosine."""
    return lambda table, row, k: _largest(scores(table, row), row)[:k]


def _own_cosine_0(table: Tensor, row: int, k: int) -> list[int]:
    cosines = _cosines(table, row)
    cosines[row] = 0
    return cosines.argsort(descending=True)[:k].tolist()


def _holds_the_row(result: Any, table: Tensor, row: int, k: int) -> bool:
    return isinstance(result, list) and any(
        isinstance(other, int | np.integer) and other == row for other in result
    )


NEAREST = Exercise(
    answer=nearest,
    cases=[
        (torch.tensor([[1.0, 0.0], [5.0, 1.0], [1.0, 1.0], [-1.0, 2.0]]), 0, 2),
        (draws(4, 8, 3) + 0.7, 2, 4),
        (draws(5, 27, 5) + 0.5, 5, 6),
        (draws(6, 6, 2) + 0.5, 3, 5),
        (draws(7, 12, 3), 11, 1),
        (torch.tensor([[1.0, 0.0], [5.0, 1.0], [1.0, 1.0], [-1.0, 2.0]]), 3, 3),
    ],
    mistakes={
        "The row itself is in the list: its cosine with itself is 1, so leave it out.": (
            lambda table, row, k: [row, *nearest(table, row, k - 1)]
        ),
        "There is one row too many: the row itself is still in the list, so leave it out.": (
            lambda table, row, k: [row, *nearest(table, row, k)]
        ),
        "There is one row too few: after leaving out the row itself, k rows remain.": (
            lambda table, row, k: nearest(table, row, k - 1)
        ),
        "You set the cosine of the row with itself to 0, but negative cosines count too; set it "
        "to -math.inf.": _own_cosine_0,
        "This is the order by Euclidean distance; the cosine does not see the lengths.": (
            _by_score(lambda table, row: -(table - table[row]).norm(dim=1))
        ),
        "This is the order by dot product, which favours long embeddings; divide by the lengths.": (
            _by_score(lambda table, row: table @ table[row])
        ),
        "These are the rows with the smallest cosines; sort with descending=True.": (
            _by_score(lambda table, row: -_cosines(table, row))
        ),
        "These are the right rows, but the largest cosine comes first.": (
            lambda table, row, k: nearest(table, row, k)[::-1]
        ),
        "You subtracted the mean of the table first; take the cosines of the table as it is.": (
            _by_score(lambda table, row: _cosines(table - table.mean(0), row))
        ),
        "You took the absolute values of the cosines; opposite directions are not near.": (
            _by_score(lambda table, row: _cosines(table, row).abs())
        ),
        "You divided by the lengths of the columns; each row has its own length.": (
            _by_score(
                lambda table, row: (table / table.norm(dim=0)) @ (table / table.norm(dim=0))[row]
            )
        ),
        "These are the cosines; return the numbers of their rows.": (
            lambda table, row, k: _cosines(table, row)[nearest(table, row, k)].tolist()
        ),
        "The row was taken out of the table, which gives the rows behind it new numbers; take it "
        "out of the list at the end.": (
            lambda table, row, k: [
                other - (other > row) for other in _largest(_cosines(table, row), row)[:k]
            ]
        ),
        "The numbers are right, but they stand in a tensor: .tolist() makes a list of it.": (
            lambda table, row, k: torch.tensor(nearest(table, row, k))
        ),
    },
    symptoms={
        "`row` itself is in the list; leave it out by its number, wherever it stands in the "
        "order.": _holds_the_row,
    },
)


# ------------------------------------------------------------------------- 05_permutation


def p_value(observed: float, permuted: list[float]) -> float:
    return (1 + _extreme(observed, permuted)) / (1 + len(permuted))


def _extreme(observed: float, permuted: list[float]) -> int:
    return sum(value <= observed for value in permuted)


PERMUTATION = Exercise(
    answer=p_value,
    cases=[
        (1.2, [1.5, 1.1, 1.3, 1.6]),
        (0.75, [1.0, 0.75, 0.5, 1.25, 0.75, 1.5, 1.75, 2.0, 1.125, 1.0]),
        (2, [3, 2, 1, 4, 5, 6, 7, 8]),
        (0.5, [1.0, 0.75, 1.25, 0.625, 2.0]),
    ],
    mistakes={
        "The observed value itself is missing: add 1 to the numerator and to the denominator, or "
        "the result can be 0.": lambda observed, permuted: (
            _extreme(observed, permuted) / len(permuted)
        ),
        "You counted the values that are ≥ observed; small values are the extreme ones here.": (
            lambda observed, permuted: (
                (1 + sum(value >= observed for value in permuted)) / (1 + len(permuted))
            )
        ),
        "You counted the values that are > observed; small values are the extreme ones here.": (
            lambda observed, permuted: 1 - _extreme(observed, permuted) / (1 + len(permuted))
        ),
        "A value equal to the observed one is as extreme: count with ≤, not <.": (
            lambda observed, permuted: (
                (1 + sum(value < observed for value in permuted)) / (1 + len(permuted))
            )
        ),
        "The 1 in the numerator is missing: the observed value belongs to the count too.": (
            lambda observed, permuted: _extreme(observed, permuted) / (1 + len(permuted))
        ),
        "The 1 in the denominator is missing: the observed value is one of the values too.": (
            lambda observed, permuted: (1 + _extreme(observed, permuted)) / len(permuted)
        ),
        "You doubled the result, as if large values were extreme too; only small ones are here.": (
            lambda observed, permuted: 2 * p_value(observed, permuted)
        ),
        "This is a percentage; return the share, a number from 0 to 1.": (
            lambda observed, permuted: 100 * p_value(observed, permuted)
        ),
        "This is how many values are extreme; divide by how many values there are.": (
            lambda observed, permuted: 1 + _extreme(observed, permuted)
        ),
        "This is 1 minus the p-value; a small p-value says that the observed one is rare.": (
            lambda observed, permuted: 1 - p_value(observed, permuted)
        ),
    },
)


# ------------------------------------------------------------------------- 05_temperature


def with_temperature(logits: Tensor, temperature: float) -> Tensor:
    return (logits / temperature).softmax(1)


def _overflowing(logits: Tensor, temperature: float) -> Tensor:
    exponentials = (logits / temperature).exp()
    return exponentials / exponentials.sum(1, keepdim=True)


def _without_keepdim(logits: Tensor, temperature: float) -> Tensor:
    exponentials = (logits / temperature).exp()
    return exponentials / exponentials.sum(1)


def _one_maximum(logits: Tensor, temperature: float) -> Tensor:
    exponentials = ((logits - logits.max()) / temperature).exp()
    return exponentials / exponentials.sum(1, keepdim=True)


TEMPERATURE = Exercise(
    answer=with_temperature,
    cases=[
        (torch.tensor([[2.0, 0.0]]), 2.0),
        (draws(8, 4, 27), 0.5),
        (draws(9, 3, 5), 1.5),
        (draws(10, 2, 3), 1.0),
        (torch.tensor([[4.0, 1.0, -2.0], [-3.0, 0.0, 2.0]]), 0.01),
    ],
    mistakes={
        "You multiplied by the temperature; divide by it, so that a high one makes the "
        "probabilities more equal.": (
            lambda logits, temperature: (logits * temperature).softmax(1)
        ),
        "You divided the probabilities, so the rows do not sum to 1; divide the logits before "
        "the softmax.": lambda logits, temperature: logits.softmax(1) / temperature,
        "Powers of probabilities have to be divided by their sum again, so that each row sums "
        "to 1.": lambda logits, temperature: logits.softmax(1) ** (1 / temperature),
        "The softmax runs down the columns; each row is one prediction and must sum to 1.": (
            lambda logits, temperature: (logits / temperature).softmax(0)
        ),
        "The temperature was not used; divide the logits by it before the softmax.": (
            lambda logits, temperature: logits.softmax(1)
        ),
        "These are logits; turn them into probabilities with a softmax.": (
            lambda logits, temperature: logits / temperature
        ),
        "These are logarithms of the probabilities; use softmax, not log_softmax.": (
            lambda logits, temperature: (logits / temperature).log_softmax(1)
        ),
        "The softmax was taken twice; divide the logits, not the probabilities.": (
            lambda logits, temperature: (logits.softmax(1) / temperature).softmax(1)
        ),
        "Right for most temperatures, but the exponential overflows for a low one: subtract each "
        "row's largest logit first, or use softmax.": _overflowing,
        "Right for most temperatures, but for a low one a row far below the largest logit of all "
        "becomes 0 / 0: each row needs its own maximum.": _one_maximum,
        "You divided without keepdim=True: the sums must stay a column.": _without_keepdim,
    },
)


# ---------------------------------------------------------------------------- 05_variance


def explained(table: Tensor, k: int) -> float:
    return _share(_squares(table - table.mean(0)), k).item()


def _squares(table: Tensor) -> Tensor:
    return torch.square(torch.linalg.svdvals(table))


def _share(values: Tensor, k: int) -> Tensor:
    """The share of the first k values in the sum of all."""
    return values[:k].sum() / values.sum()


VARIANCE = Exercise(
    answer=explained,
    cases=[
        (torch.tensor([[0.0, 0.0], [4.0, 0.0], [0.0, 2.0], [4.0, 2.0]]), 1),
        (draws(11, 27, 5) * torch.tensor([1.0, 3.0, 0.5, 2.0, 1.5]) + 0.8, 2),
        (draws(12, 10, 4) @ draws(15, 4, 4) - 0.5, 3),
        (draws(14, 6, 3) + 0.3, 3),
    ],
    mistakes={
        "The columns are not centred: subtract each column's mean first.": (
            lambda table, k: _share(_squares(table), k)
        ),
        "The singular values are not squared; the variance is their square.": (
            lambda table, k: _share(torch.linalg.svdvals(table - table.mean(0)), k)
        ),
        "This is the share of the k columns with the largest variance; a component is a mixture "
        "of all columns.": (lambda table, k: _share(table.var(0).sort(descending=True).values, k)),
        "This is the share of the first k columns; a component is a mixture of all columns.": (
            lambda table, k: _share(table.var(0), k)
        ),
        "This is the share of component k alone; add up the first k.": (
            lambda table, k: explained(table, k) - explained(table, k - 1)
        ),
        "This is the share of all components but the first k; the first k are asked for.": (
            lambda table, k: 1 - explained(table, k)
        ),
        "You subtracted the mean of each row; subtract the mean of each column.": (
            lambda table, k: _share(_squares(table - table.mean(1, keepdim=True)), k)
        ),
        "You subtracted the mean of all numbers; each column has its own mean.": (
            lambda table, k: _share(_squares(table - table.mean()), k)
        ),
        "This is the sum of the squares, not a share; divide by the sum of all squares.": (
            lambda table, k: _squares(table - table.mean(0))[:k].sum()
        ),
        "These are the shares of the single components; add up the first k.": (
            lambda table, k: (
                _squares(table - table.mean(0))[:k] / _squares(table - table.mean(0)).sum()
            )
        ),
    },
)


EXERCISES = {
    "05_distance": DISTANCE,
    "05_nearest": NEAREST,
    "05_permutation": PERMUTATION,
    "05_temperature": TEMPERATURE,
    "05_variance": VARIANCE,
}
