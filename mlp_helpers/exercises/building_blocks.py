"""The exercises of notebook 08."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.exercises.framework import Answer, Exercise, Raised, draws


def _raised(*words: str) -> Callable[..., bool]:
    """The symptom of an error whose message holds one of these words."""

    def shows(result: Any, *case: Any) -> bool:
        return isinstance(result, Raised) and any(word in result.message for word in words)

    return shows


# -------------------------------------------------------------------------------- 08_relu


def relu_backward(x: Tensor, g: Tensor) -> Tensor:
    return g * (x > 0)


RELU = Exercise(
    answer=relu_backward,
    cases=[
        (torch.tensor([-1.0, 0.0, 2.0, 3.0]), torch.tensor([5.0, 6.0, -7.0, 8.0])),
        (
            torch.tensor([[0.5, -2.0, 0.0], [-0.25, 4.0, 1.5]]),
            torch.tensor([[-3.0, 2.0, -4.0], [1.0, 0.5, -6.0]]),
        ),
    ],
    mistakes={
        "This is the slope; multiply it by g, the gradient that comes in.": (
            lambda x, g: (x > 0).float()
        ),
        "You counted the slope at exactly 0 as 1: compare with x > 0.": lambda x, g: g * (x >= 0),
        "You counted the slope at exactly 0 as one half; here it is 0.": (
            lambda x, g: g * ((x > 0) + (x >= 0)) / 2
        ),
        "You applied ReLU to g. A negative gradient passes too; what decides is the sign of x.": (
            lambda x, g: g.clamp(min=0)
        ),
        "Negative gradients were set to 0 as well; what decides is the sign of x alone.": (
            lambda x, g: g.clamp(min=0) * (x > 0)
        ),
        "You looked at the sign of g; the slope depends on x.": lambda x, g: x * (g > 0),
        "You multiplied g by the output; multiply it by the slope, which is 1 or 0.": (
            lambda x, g: g * x.clamp(min=0)
        ),
        "This is the output of the layer; the gradient for x is asked for.": (
            lambda x, g: x.clamp(min=0)
        ),
        "The gradient passes where x is negative; it must pass where x is positive.": (
            lambda x, g: g * (x < 0)
        ),
        "The slope of a negative x is 0, not −1.": lambda x, g: g * x.sign(),
        "The gradient was let through everywhere; where x is not above 0, nothing passes.": (
            lambda x, g: g.clone()
        ),
        "The blocked numbers were left out; put a 0 in their places, so that the shape stays.": (
            lambda x, g: g[x > 0]
        ),
    },
)


# -------------------------------------------------------------------------------- 08_mean


def mean_backward(g: Tensor, T: int) -> Tensor:
    return (g / T)[:, None].repeat(1, T, 1)


def _repeated(change: Callable[[Tensor, int], Tensor]) -> Answer:
    """The mistake of repeating something else than g / T along the context."""
    return lambda g, T: change(g, T)[:, None].repeat(1, T, 1)


def _at(place: int) -> Answer:
    """The mistake of giving all of g to one place of the context."""

    def mistaken(g: Tensor, T: int) -> Tensor:
        result = torch.zeros(len(g), T, g.shape[1])
        result[:, place] = g
        return result

    return mistaken


MEAN = Exercise(
    answer=mean_backward,
    cases=[
        (torch.tensor([[6.0, 9.0], [0.0, 12.0]]), 3),
        (draws(1, 4, 5), 3),
        (draws(2, 3, 2), 8),
        (draws(3, 3, 4), 1),
    ],
    mistakes={
        "This is the backward pass of a sum; a mean divides by T, so divide g by T.": (
            _repeated(lambda g, T: g)
        ),
        "You multiplied by T; each number reaches the mean with the slope 1/T.": (
            _repeated(lambda g, T: g * T)
        ),
        "You divided by N, the number of rows; the mean is over the T places of the context.": (
            _repeated(lambda g, T: g / len(g))
        ),
        "You divided by N and by T; the mean is over the T places only.": (
            _repeated(lambda g, T: g / (T * len(g)))
        ),
        "You divided by D, the width of the embedding; the mean is over the T places.": (
            _repeated(lambda g, T: g / g.shape[1])
        ),
        "The numbers are right, but there is one row instead of T: repeat it along axis 1.": (
            lambda g, T: (g / T)[:, None]
        ),
        "The numbers are right, but the axis of the context is missing: repeat g / T along a new "
        "axis 1.": lambda g, T: g / T,
        "The context stands first: the shape must be (N, T, D), not (T, N, D).": (
            lambda g, T: (g / T).repeat(T, 1, 1)
        ),
        "The context stands last: the shape must be (N, T, D), not (N, D, T).": (
            lambda g, T: (g / T)[:, :, None].repeat(1, 1, T)
        ),
        "The rows stand in the wrong order: all N rows were repeated one after another. The T "
        "places of an example stand together: make the new axis first, then repeat along it.": (
            lambda g, T: (g / T).repeat(T, 1).reshape(len(g), T, -1)
        ),
        "All of g went to the first place; every place takes part in the mean.": _at(0),
        "All of g went to the last place; every place takes part in the mean.": _at(-1),
    },
)


# ------------------------------------------------------------------------------- 08_table


def table_gradient(x: Tensor, g: Tensor, rows: int) -> Tensor:
    return torch.zeros(rows, g.shape[-1]).index_add_(0, x.flatten(), g.flatten(0, -2))


def _place_by_place(change: Callable[[Tensor, Tensor, bool], Tensor]) -> Answer:
    """The mistake of making something else of a row, its next g and whether it was met before."""

    def mistaken(x: Tensor, g: Tensor, rows: int) -> Tensor:
        total = torch.zeros(rows, g.shape[-1])
        seen: set[int] = set()
        for c, row in zip(x.flatten().tolist(), g.flatten(0, -2), strict=True):
            total[c] = change(total[c], row, c in seen)
            seen.add(c)
        return total

    return mistaken


def _times(x: Tensor, rows: int) -> Tensor:
    """How often each row was looked up."""
    return torch.bincount(x.flatten(), minlength=rows)[:, None]


def _mean_of_places(x: Tensor, g: Tensor, rows: int) -> Tensor:
    return table_gradient(x, g, rows) / _times(x, rows).clamp(min=1)


def _once_an_example(x: Tensor, g: Tensor, rows: int) -> Tensor:
    """What `total[x[:, t]] += g[:, t]` gives: within a column the last one wins."""
    total = torch.zeros(rows, g.shape[-1])
    for t in range(x.shape[1]):
        total[x[:, t]] += g[:, t]
    return total


def _once_a_place(x: Tensor, g: Tensor, rows: int) -> Tensor:
    """What `total[x[n]] += g[n]` gives: within an example the last one wins."""
    total = torch.zeros(rows, g.shape[-1])
    for n in range(len(x)):
        total[x[n]] += g[n]
    return total


TABLE = Exercise(
    answer=table_gradient,
    cases=[
        (
            torch.tensor([[2, 0], [2, 2]]),
            torch.tensor([[[1.0], [5.0]], [[10.0], [100.0]]]),
            4,
        ),
        (
            torch.tensor([[0, 0, 3], [3, 1, 3], [0, 1, 5], [5, 5, 1]]),
            draws(4, 4, 3, 2),
            7,
        ),
        (torch.tensor([[4], [4], [2]]), draws(5, 3, 1, 3), 5),
    ],
    mistakes={
        "A row that is looked up several times keeps only the last g; all of them add up. "
        "Indexing does that too: total[x] = g and total[x] += g write to each row once.": (
            _place_by_place(lambda row, g, seen: g)
        ),
        "A row that is looked up several times keeps only the first g; all of them add up.": (
            _place_by_place(lambda row, g, seen: row if seen else g)
        ),
        "Within a column of x, a character that occurs twice is counted once: total[indices] += "
        "writes to each row once. Use index_add_, or add place by place.": _once_an_example,
        "Within a row of x, a character that occurs twice is counted once: total[indices] += "
        "writes to each row once. Use index_add_, or add place by place.": _once_a_place,
        "This is the mean over the places; take the sum. The division by N is in g already.": (
            _mean_of_places
        ),
        "You divided by the number of examples; the division by N is in g already.": (
            lambda x, g, rows: table_gradient(x, g, rows) / len(x)
        ),
        "You counted the places and did not use g; add up the rows of g.": (
            lambda x, g, rows: _times(x, rows).float().expand(rows, g.shape[-1])
        ),
        "The sums were multiplied by how often a row occurs; each place counts once.": (
            lambda x, g, rows: table_gradient(x, g, rows) * _times(x, rows)
        ),
        "Only the rows that occur in x are there; the result has `rows` rows, with zeros for the "
        "others.": lambda x, g, rows: table_gradient(x, g, rows)[x.unique()],
        "The result ends with the largest character in x; it has `rows` rows.": (
            lambda x, g, rows: table_gradient(x, g, int(x.max()) + 1)
        ),
        "The axes are exchanged: the result is (rows, D).": (
            lambda x, g, rows: table_gradient(x, g, rows).T
        ),
        "Only the first place of each context was used; x has T of them.": (
            lambda x, g, rows: table_gradient(x[:, 0], g[:, 0], rows)
        ),
        "This is the sum with the sign of an update; the gradient itself is asked for.": (
            lambda x, g, rows: -table_gradient(x, g, rows)
        ),
    },
    symptoms={
        "index_add_ wants one long row of indices, and the rows of g that go with them: flatten "
        "both first, x.flatten() and g.flatten(0, -2).": _raised("index_add_()", "source tensor"),
    },
)


# ----------------------------------------------------------------------------- 08_softmax


def softmax_backward(p: Tensor, g: Tensor) -> Tensor:
    return p * (g - _row_sums(g * p))


def _row_sums(x: Tensor) -> Tensor:
    return x.sum(1, keepdim=True)


def _others(p: Tensor, g: Tensor) -> Tensor:
    """For each place, the sum of g·p over the other places of the row."""
    return _row_sums(g * p) - g * p


SOFTMAX = Exercise(
    answer=softmax_backward,
    cases=[
        (torch.tensor([[0.5, 0.25, 0.25]]), torch.tensor([[4.0, 0.0, 8.0]])),
        # Square, so that rows and columns can be confused without an error.
        (draws(6, 4, 4).softmax(1), draws(7, 4, 4)),
        (draws(8, 3, 3).softmax(1), 2 + draws(9, 3, 3)),
    ],
    mistakes={
        "Only the way through the own place is there; the other places of the row depend on this "
        "logit too, so subtract their terms.": lambda p, g: g * p * (1 - p),
        "Only the ways through the other places are there; add the one through the own place.": (
            lambda p, g: -p * _others(p, g)
        ),
        "The terms of the other places were added; their slopes are negative.": (
            lambda p, g: g * p * (1 - p) + p * _others(p, g)
        ),
        "The own place was taken off twice: with 1 − p in front, the sum leaves it out.": (
            lambda p, g: g * p * (1 - p) - p * _row_sums(g * p)
        ),
        "The factor p in front is missing: multiply the bracket by p.": (
            lambda p, g: g - _row_sums(g * p)
        ),
        "You subtracted the sum of g; each g in the sum is weighed by its p.": (
            lambda p, g: p * (g - _row_sums(g))
        ),
        "You subtracted the plain mean of g; weigh each g by its p.": (
            lambda p, g: p * (g - g.mean(1, keepdim=True))
        ),
        "You took the mean of g · p over the row; take the sum, since p weighs each g already.": (
            lambda p, g: p * (g - (g * p).mean(1, keepdim=True))
        ),
        "The sum runs down the columns; one softmax is one row, so sum along axis 1.": (
            lambda p, g: p * (g - (g * p).sum(0, keepdim=True))
        ),
        "The sums stand as a row, so each goes to the wrong example; keepdim=True keeps them a "
        "column.": lambda p, g: p * (g - (g * p).sum(1)),
        "The sum runs over all examples; each row has a sum of its own.": (
            lambda p, g: p * (g - (g * p).sum())
        ),
        "This is p − g, the form of the gradient of softmax and cross-entropy together; here g "
        "comes in for the probabilities.": lambda p, g: p - g,
        "You multiplied by p only; a probability cannot rise without the others falling.": (
            lambda p, g: g * p
        ),
        "The sign is turned round.": lambda p, g: -softmax_backward(p, g),
        "You took the softmax of p; p holds the probabilities already.": (
            lambda p, g: softmax_backward(p.softmax(1), g)
        ),
        "You divided by the number of examples; that division is in g already.": (
            lambda p, g: softmax_backward(p, g) / len(p)
        ),
    },
)


# ------------------------------------------------------------------------------- 08_count


def _flat(part: Any) -> Iterator[Tensor]:
    """All tensors in a tensor or nested list, each as often as it stands there."""
    if isinstance(part, Tensor):
        yield part
    else:
        for inner in part:
            yield from _flat(inner)


def count_parameters(parts: list[Any]) -> int:
    return sum(tensor.numel() for tensor in _different(_flat(parts)))


def _different(found: Iterator[Tensor]) -> list[Tensor]:
    return list({id(tensor): tensor for tensor in found}.values())


def _of_lists(part: Any) -> int:
    """The mistake of removing doubles in each list by itself."""
    own = _different(tensor for tensor in part if isinstance(tensor, Tensor))
    inner = sum(_of_lists(other) for other in part if not isinstance(other, Tensor))
    return sum(tensor.numel() for tensor in own) + inner


def _to_depth(depth: int) -> Answer:
    """The mistake of looking into only so many lists inside each other."""

    def found(part: Any, left: int) -> Iterator[Tensor]:
        for inner in part:
            if isinstance(inner, Tensor):
                yield inner
            elif left:
                yield from found(inner, left - 1)

    return lambda parts: sum(tensor.numel() for tensor in _different(found(parts, depth)))


def _each_kind_once(kind: Callable[[Tensor], Any]) -> Answer:
    """The mistake of taking tensors for the same one that only have something in common."""
    return lambda parts: sum(
        tensor.numel() for tensor in {kind(tensor): tensor for tensor in _flat(parts)}.values()
    )


def _shared() -> list[tuple[Any, ...]]:
    a, b, c = torch.zeros(2, 3), torch.zeros(3), torch.ones(3)
    d = torch.arange(8.0).reshape(2, 4)
    return [
        ([a, [b, [a]]],),
        ([b, torch.zeros(3)],),
        ([d, [c, b], [[d], [[torch.zeros(5, 2, 2)], c, c]], []],),
        ([[[[a]]], torch.tensor(2.0), a, torch.zeros(2, 3)],),
    ]


COUNT = Exercise(
    answer=count_parameters,
    cases=_shared(),
    mistakes={
        "A tensor that stands in several places was counted several times; count it once.": (
            lambda parts: sum(tensor.numel() for tensor in _flat(parts))
        ),
        "Within one list a tensor is counted once, but not if it stands in another list too; "
        "collect the tensors of all lists first.": _of_lists,
        "Lists inside the list were passed over; look into each of them too.": _to_depth(0),
        "Lists were looked into, but not the lists inside them; lists may stand in lists, to any "
        "depth. A function that calls itself reaches them all.": _to_depth(1),
        "You took tensors of the same shape for the same tensor; two may have the same shape.": (
            _each_kind_once(lambda tensor: tensor.shape)
        ),
        "You took tensors with the same numbers in them for the same tensor; compare the objects, "
        "by id or `is`.": (_each_kind_once(lambda tensor: str(tensor.tolist()))),
        "This is how many tensors there are; count the numbers in them.": (
            lambda parts: len(_different(_flat(parts)))
        ),
        "len of a tensor is its number of rows; numel() counts all its numbers.": (
            lambda parts: sum(
                len(tensor) if tensor.ndim else 1 for tensor in _different(_flat(parts))
            )
        ),
        "len of a tensor is its number of rows, and a tensor of a single number has none; numel() "
        "counts all its numbers.": (
            lambda parts: sum(len(tensor) for tensor in _different(_flat(parts)))
        ),
    },
    symptoms={
        "`in` and == compare the numbers in tensors, and fail if the shapes differ; compare the "
        "ids of the tensors.": _raised("is ambiguous", "must match the size"),
        "A list was taken for a tensor; lists may stand in lists, to any depth. A function that "
        "calls itself reaches them all.": _raised(
            "'list' object has no attribute", "unhashable type: 'list'"
        ),
        "len(t) is the number of rows of a tensor, and fails for a single number; t.numel() counts "
        "all its numbers.": _raised("0-d tensor"),
    },
)


EXERCISES: dict[str, Exercise] = {
    "08_relu": RELU,
    "08_mean": MEAN,
    "08_table": TABLE,
    "08_softmax": SOFTMAX,
    "08_count": COUNT,
}
