"""The exercises of notebook 01."""

from __future__ import annotations

import itertools
import math
import string
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from mlp_helpers.exercises.framework import Answer, Exercise

# ------------------------------------------------------------------------------- 01_pairs


def pairs(name: str) -> list[tuple[str, str]]:
    return list(itertools.pairwise(f".{name}."))


PAIRS = Exercise(
    answer=pairs,
    cases=[("emma",), ("al",), ("x",), ("banana",)],
    mistakes={
        "The pairs inside the name are right, but the boundary '.' is missing at both ends.": (
            lambda name: pairs(name)[1:-1]
        ),
        "The first pair is missing: '.' and the first letter.": lambda name: pairs(name)[1:],
        "The last pair is missing: the last letter and '.'. Without it, no name ever ends.": (
            lambda name: pairs(name)[:-1]
        ),
        "Each pair is the wrong way round: the earlier character comes first.": (
            lambda name: [(b, a) for a, b in pairs(name)]
        ),
        "A pair that occurs twice in a name stands twice in the list.": (
            lambda name: list(dict.fromkeys(pairs(name)))
        ),
        "Each pair must be a tuple of two characters, not one string of two.": (
            lambda name: [a + b for a, b in pairs(name)]
        ),
    },
)


# --------------------------------------------------------------------------------- 01_mix


def mix(counts: Tensor, share: float) -> Tensor:
    probabilities = counts / counts.sum(1, keepdim=True)
    return (1 - share) * probabilities + share / counts.shape[1]


def _mix_with(divisor: Callable[[Tensor], Tensor]) -> Answer:
    """The mistake of dividing the counts by something else than the sums of the rows."""
    return lambda counts, share: (1 - share) * counts / divisor(counts) + share / counts.shape[1]


MIX = Exercise(
    answer=mix,
    cases=[
        (torch.tensor([[1, 3], [5, 5]]), 0.2),
        (torch.tensor([[5, 0, 1], [2, 2, 2], [0, 0, 7]]), 0.1),
        (torch.tensor([[5, 0, 1], [2, 2, 2], [0, 0, 7]]), 0.0),
    ],
    mistakes={
        "You divided without keepdim=True: each column was divided by a row's sum.": (
            _mix_with(lambda counts: counts.sum(1))
        ),
        "You divided by the sums of the columns; it is each row that must sum to 1.": (
            _mix_with(lambda counts: counts.sum(0, keepdim=True))
        ),
        "You divided by the sum of the whole table; each row must sum to 1 by itself.": (
            _mix_with(lambda counts: counts.sum())
        ),
        "The counts were mixed without turning them into probabilities first.": (
            _mix_with(lambda counts: torch.tensor(1))
        ),
        "The two parts are exchanged: share belongs to the equal probabilities.": (
            lambda counts, share: mix(counts, 1 - share)
        ),
        "share was added in full to every entry; it is to be divided among them.": (
            lambda counts, share: mix(counts, 0) * (1 - share) + share
        ),
        "share was divided among all entries of the table; divide it among those of a row.": (
            lambda counts, share: mix(counts, 0) * (1 - share) + share / counts.numel()
        ),
        "The equal part is 1/27 here whatever the table; use its number of columns.": (
            lambda counts, share: mix(counts, 0) * (1 - share) + share / 27
        ),
        "The counted part keeps its full weight, so rows sum to more than 1: multiply it "
        "by 1 − share.": lambda counts, share: mix(counts, 0) + share / counts.shape[1],
    },
)


# -------------------------------------------------------------------------------- 01_loss


def average_loss(names: list[str], probabilities: Tensor, stoi: dict[str, int]) -> float:
    return _mean_loss([pair for name in names for pair in pairs(name)], probabilities, stoi)


def _mean_loss(chosen: list[tuple[str, str]], probabilities: Tensor, stoi: dict[str, int]) -> float:
    losses = [-math.log(probabilities[stoi[a], stoi[b]]) for a, b in chosen]
    return sum(losses) / len(losses)


def _mean_of_means(names: list[str], probabilities: Tensor, stoi: dict[str, int]) -> float:
    return sum(average_loss([name], probabilities, stoi) for name in names) / len(names)


def _per(count: Callable[[list[str]], int]) -> Answer:
    """The mistake of dividing the sum of the losses by another number."""

    def answer(names: list[str], probabilities: Tensor, stoi: dict[str, int]) -> float:
        characters = sum(len(name) + 1 for name in names)
        return average_loss(names, probabilities, stoi) * characters / count(names)

    return answer


def _only(kept: slice) -> Answer:
    """The mistake of scoring only some of each name's pairs."""
    return lambda names, probabilities, stoi: _mean_loss(
        [pair for name in names for pair in pairs(name)[kept]], probabilities, stoi
    )


def _average_probability(names: list[str], probabilities: Tensor, stoi: dict[str, int]) -> float:
    chosen = [probabilities[stoi[a], stoi[b]].item() for name in names for a, b in pairs(name)]
    return sum(chosen) / len(chosen)


def _probabilities(seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.rand(27, 27, generator=generator, dtype=torch.float64).softmax(1)


STOI = {character: number for number, character in enumerate("." + string.ascii_lowercase)}

LOSS = Exercise(
    answer=average_loss,
    cases=[
        (["emma"], _probabilities(1), STOI),
        (["al", "anneliese", "xu"], _probabilities(2), STOI),
        (["jo", "olivia", "jo"], _probabilities(3), STOI),
    ],
    mistakes={
        "You averaged over the names, so that a short name weighs as much as a long one; add up "
        "all losses and divide by the number of all predictions.": _mean_of_means,
        "Only the first name was scored: the return may stand inside the loop.": (
            lambda names, *rest: average_loss(names[:1], *rest)
        ),
        "A name that stands twice in the list counts twice.": (
            lambda names, *rest: average_loss(list(dict.fromkeys(names)), *rest)
        ),
        "The sign is missing: a loss is positive, the logarithm of a probability negative.": (
            lambda *case: -average_loss(*case)
        ),
        "This is the sum over the predictions; divide by how many there are.": (
            _per(lambda names: 1)
        ),
        "You divided by the number of names; divide by the number of predictions.": _per(len),
        "You divided by the letters of the names, but '.' at each end is predicted too.": (
            _per(lambda names: sum(len(name) for name in names))
        ),
        "You took the logarithm to base 2 (bits); the course uses the natural one (nats).": (
            lambda *case: average_loss(*case) / math.log(2)
        ),
        "The '.' at the end of each name was not scored.": _only(slice(None, -1)),
        "The first letters were not scored: they follow '.'.": _only(slice(1, None)),
        "Row and column are exchanged: the row is the previous character.": (
            lambda names, probabilities, stoi: average_loss(names, probabilities.T, stoi)
        ),
        "This is the average probability; take the logarithm of each one before averaging.": (
            _average_probability
        ),
    },
)


# ----------------------------------------------------------------------------- 01_network


def network(previous: Tensor, weight: Tensor) -> Tensor:
    one_hot = F.one_hot(previous, num_classes=len(weight)).to(weight.dtype)
    return (one_hot @ weight).softmax(1)


def _weight(seed: int, size: int) -> Tensor:
    return torch.randn(size, size, generator=torch.Generator().manual_seed(seed))


NETWORK = Exercise(
    answer=network,
    cases=[
        (torch.tensor([0, 5, 13]), _weight(1, 27)),
        (torch.tensor([2, 0, 1, 1]), _weight(2, 3)),
    ],
    mistakes={
        "These are the logits; turn them into probabilities with a softmax.": (
            lambda previous, weight: weight[previous]
        ),
        "The softmax runs down the columns; each row is one prediction and must sum to 1.": (
            lambda previous, weight: weight[previous].softmax(0)
        ),
        "These are exponentials that are not divided by their row's sum yet.": (
            lambda previous, weight: weight[previous].exp()
        ),
        "The one-hot table holds whole numbers and the weights decimal ones: add .float().": (
            lambda previous, weight: F.one_hot(previous, num_classes=len(weight)) @ weight
        ),
        "one_hot guesses the number of columns from the largest entry: give it num_classes.": (
            lambda previous, weight: (F.one_hot(previous).float() @ weight).softmax(1)
        ),
        "You divided the logits themselves by their sum; take the exponential first.": (
            lambda previous, weight: weight[previous] / weight[previous].sum(1, keepdim=True)
        ),
        "You divided without keepdim=True: the sums must stay a column.": (
            lambda previous, weight: weight[previous].exp() / weight[previous].exp().sum(1)
        ),
        "You picked columns of the weight; each character has a row of it.": (
            lambda previous, weight: weight.T[previous].softmax(1)
        ),
    },
)


# -------------------------------------------------------------------------------- 01_step


def step(weight: Tensor, counts: Tensor, lr: float, decay: float) -> Tensor:
    return weight - lr * (_data_gradient(weight, counts) + 2 * decay * weight / weight.numel())


def _data_gradient(weight: Tensor, counts: Tensor) -> Tensor:
    shares = counts.sum(1, keepdim=True) / counts.sum()
    return shares * (weight.softmax(1) - counts / counts.sum(1, keepdim=True))


def _step_with(gradient: Callable[[Tensor, Tensor, float], Tensor]) -> Answer:
    """The mistake of taking the step with another gradient."""
    return lambda weight, counts, lr, decay: weight - lr * gradient(weight, counts, decay)


STEP = Exercise(
    answer=step,
    cases=[
        (_weight(3, 3), torch.tensor([[5, 0, 1], [2, 2, 2], [0, 1, 7]]), 10.0, 0.5),
        (_weight(4, 2), torch.tensor([[1, 3], [6, 0]]), 0.1, 2.0),
        (_weight(5, 2), torch.tensor([[1, 3], [6, 0]]), 1.0, 0.0),
    ],
    mistakes={
        "This walks uphill: subtract the gradient.": (
            lambda weight, counts, lr, decay: 2 * weight - step(weight, counts, lr, decay)
        ),
        "The decay is missing: its slope belongs to the gradient too.": (
            _step_with(lambda weight, counts, decay: _data_gradient(weight, counts))
        ),
        "The decay must be multiplied by the learning rate, like the rest of the gradient.": (
            lambda weight, counts, lr, decay: (
                step(weight, counts, lr, 0) - 2 * decay * weight / weight.numel()
            )
        ),
        "The decay pushes the weights away from zero here: check its sign.": (
            lambda weight, counts, lr, decay: step(weight, counts, lr, -decay)
        ),
        "The decay is the mean of the squares, so its slope is divided by the number of weights.": (
            _step_with(
                lambda weight, counts, decay: _data_gradient(weight, counts) + 2 * decay * weight
            )
        ),
        "The slope of a square is twice the number: a factor of 2 is missing in the decay.": (
            _step_with(
                lambda weight, counts, decay: (
                    _data_gradient(weight, counts) + decay * weight / weight.numel()
                )
            )
        ),
        "Each row of the gradient must be multiplied by that row's share of all pairs.": (
            _step_with(
                lambda weight, counts, decay: (
                    weight.softmax(1)
                    - counts / counts.sum(1, keepdim=True)
                    + 2 * decay * weight / weight.numel()
                )
            )
        ),
        "This is the gradient, not the weights after the step.": (
            lambda weight, counts, lr, decay: (weight - step(weight, counts, lr, decay)) / lr
        ),
        "This is the change, not the weights after it: add it to the old weights.": (
            lambda weight, counts, lr, decay: step(weight, counts, lr, decay) - weight
        ),
    },
)


EXERCISES = {
    "01_pairs": PAIRS,
    "01_mix": MIX,
    "01_loss": LOSS,
    "01_network": NETWORK,
    "01_step": STEP,
}
