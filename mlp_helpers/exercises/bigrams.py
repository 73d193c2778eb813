"""The exercises of notebook 01."""

from __future__ import annotations

import itertools
import math
import string

import torch
import torch.nn.functional as F
from torch import Tensor

from mlp_helpers.exercises.framework import Exercise

# ------------------------------------------------------------------------------- 01_pairs


def pairs(name: str) -> list[tuple[str, str]]:
    return list(itertools.pairwise(f".{name}."))


PAIRS = Exercise(
    answer=pairs,
    cases=[("emma",), ("al",), ("x",)],
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
        "Each pair must be a tuple of two characters, not one string of two.": (
            lambda name: [a + b for a, b in pairs(name)]
        ),
    },
)


# ------------------------------------------------------------------------------ 01_smooth


def smooth(counts: Tensor, extra: float) -> Tensor:
    smoothed = counts + extra
    return smoothed / smoothed.sum(1, keepdim=True)


def _only_zeros(counts: Tensor, extra: float) -> Tensor:
    return smooth(torch.where(counts == 0, counts + extra, counts), 0)


SMOOTH = Exercise(
    answer=smooth,
    cases=[
        (torch.tensor([[1, 3], [0, 2]]), 1),
        (torch.tensor([[5, 0, 1], [2, 2, 2], [0, 0, 7]]), 0.5),
        (torch.tensor([[5, 0, 1], [2, 2, 2], [0, 0, 7]]), 0),
    ],
    mistakes={
        "You divided without keepdim=True: each column was divided by a row's sum.": (
            lambda counts, extra: (counts + extra) / (counts + extra).sum(1)
        ),
        "You divided by the sums of the columns; it is each row that must sum to 1.": (
            lambda counts, extra: (counts + extra) / (counts + extra).sum(0, keepdim=True)
        ),
        "You divided by the sum of the whole table; each row must sum to 1 by itself.": (
            lambda counts, extra: (counts + extra) / (counts + extra).sum()
        ),
        "You added the extra count but divided by the old row sums: rows sum to more than 1.": (
            lambda counts, extra: (counts + extra) / counts.sum(1, keepdim=True)
        ),
        "You added to the probabilities; add to the counts, before dividing.": (
            lambda counts, extra: smooth(counts, 0) + extra
        ),
        "You added only where the count was 0; every pair gets the extra count.": _only_zeros,
        "These are the plain probabilities: the extra count was not added.": (
            lambda counts, extra: smooth(counts, 0)
        ),
    },
)


# -------------------------------------------------------------------------------- 01_loss


def average_loss(name: str, probabilities: Tensor, stoi: dict[str, int]) -> float:
    return _mean_loss(pairs(name), probabilities, stoi)


def _mean_loss(chosen: list[tuple[str, str]], probabilities: Tensor, stoi: dict[str, int]) -> float:
    losses = [-math.log(probabilities[stoi[a], stoi[b]]) for a, b in chosen]
    return sum(losses) / len(losses)


def _probabilities(seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.rand(27, 27, generator=generator, dtype=torch.float64).softmax(1)


STOI = {character: number for number, character in enumerate("." + string.ascii_lowercase)}

LOSS = Exercise(
    answer=average_loss,
    cases=[
        ("emma", _probabilities(1), STOI),
        ("xu", _probabilities(2), STOI),
        ("anneliese", _probabilities(3), STOI),
    ],
    mistakes={
        "The sign is missing: a loss is positive, the logarithm of a probability negative.": (
            lambda *case: -average_loss(*case)
        ),
        "This is the sum over the characters; divide by how many there are.": (
            lambda name, *rest: average_loss(name, *rest) * (len(name) + 1)
        ),
        "You divided by the letters of the name, but '.' at the end is predicted too.": (
            lambda name, *rest: average_loss(name, *rest) * (len(name) + 1) / len(name)
        ),
        "You took the logarithm to base 2 (bits); the course uses the natural one (nats).": (
            lambda *case: average_loss(*case) / math.log(2)
        ),
        "The '.' at the end of the name was not scored.": (
            lambda name, *rest: _mean_loss(pairs(name)[:-1], *rest)
        ),
        "The first letter was not scored: it follows '.'.": (
            lambda name, *rest: _mean_loss(pairs(name)[1:], *rest)
        ),
        "Row and column are exchanged: the row is the previous character.": (
            lambda name, probabilities, stoi: average_loss(name, probabilities.T, stoi)
        ),
        "This is the average probability; take the logarithm of each one before averaging.": (
            lambda name, probabilities, stoi: (
                sum(probabilities[stoi[a], stoi[b]].item() for a, b in pairs(name))
                / (len(name) + 1)
            )
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
        "You divided the logits themselves by their sum; take the exponential first.": (
            lambda previous, weight: weight[previous] / weight[previous].sum(1, keepdim=True)
        ),
        "You picked columns of the weight; each character has a row of it.": (
            lambda previous, weight: weight.T[previous].softmax(1)
        ),
    },
)


# ------------------------------------------------------------------------------ 01_unseen


def unseen_share(train_contexts: list[str], dev_contexts: list[str]) -> float:
    known = set(train_contexts)
    return sum(context not in known for context in dev_contexts) / len(dev_contexts)


UNSEEN = Exercise(
    answer=unseen_share,
    cases=[
        (["ab", "bc", "bc", "cd", "de"], ["ab", "ab", "xy", "xy", "xy", "bc", "zz"]),
        (["a", "b", "c"], ["a", "d", "d", "b"]),
        (["ann", "nna"], ["ann", "nna", "ann"]),
    ],
    mistakes={
        "This is the share that was seen; the share never seen was asked for.": (
            lambda train, dev: 1 - unseen_share(train, dev)
        ),
        "You counted each context once; a context that occurs three times counts three times.": (
            lambda train, dev: unseen_share(train, list(set(dev)))
        ),
        "This is how many, not what share: divide by the number of validation contexts.": (
            lambda train, dev: unseen_share(train, dev) * len(dev)
        ),
        "The two lists are exchanged: the validation contexts are looked up in training.": (
            lambda train, dev: unseen_share(dev, train)
        ),
    },
)


EXERCISES = {
    "01_pairs": PAIRS,
    "01_smooth": SMOOTH,
    "01_loss": LOSS,
    "01_network": NETWORK,
    "01_unseen": UNSEEN,
}
