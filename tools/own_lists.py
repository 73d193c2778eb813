"""Measure what a list of 200, of 2,000 and of 20,000 names can give, and write data/own_lists.csv.

    OMP_NUM_THREADS=1 python tools/own_lists.py

Lists of three sizes are drawn from names.txt, three of each size. On each, counting and three
networks are trained as one would with a list of one's own: on four fifths of it, without shared
names. So are the best of either kind together, their probabilities mixed. Besides the loss on the
list's own validation split, by which one would choose, stands the loss on 5,000 other names, which
is far more certain. It takes some minutes on one core.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from mlp_helpers.counting import KneserNey
from mlp_helpers.data import Splits, Vocabulary, build_dataset, load_names, split_names
from mlp_helpers.layers import Sequential
from mlp_helpers.tune.recipe import Recipe, fit

TABLE = Path(__file__).resolve().parents[1] / "data" / "own_lists.csv"
BUDGETS = {200: 100_000, 2_000: 500_000, 20_000: 2_000_000}  # names: examples that a run sees
CUTS = (1, 3, 5)  # seeds of the lists, and of what is trained on them: a run uses the next one, too
CONTEXTS = range(1, 7)  # of counting
OTHERS = 5_000  # names that stand in no list
BASE = Recipe(activation="gelu", rate=3e-3, weight_decay=0.1, batch_size=64)
NETWORKS = {
    "network, 3 characters, 32 units": replace(
        BASE, context=3, embedding=8, hidden=32, dropout=0.2
    ),
    "network, 4 characters, 100 units": replace(
        BASE, context=4, embedding=16, hidden=100, dropout=0.3
    ),
    "network, 5 characters, 200 units": replace(
        BASE, context=5, embedding=32, hidden=200, dropout=0.4
    ),
}
SHARES = [n / 10 for n in range(1, 10)]  # of the network, when both answer together
Row = dict[str, str | int]
Judged = dict[str, Tensor]  # by the columns' names, the probability of each character that came


def drawn(size: int, seed: int) -> tuple[Splits, list[str]]:
    """A list of this size in three parts, and other names; no name stands in both."""
    different = sorted(set(load_names()))
    random.Random(seed).shuffle(different)
    return split_names(different[:size], apart=True), different[size : size + OTHERS]


def rows(size: int, seed: int) -> Iterator[Row]:
    """A row for each model that is trained on one list, and one for the best two together."""
    splits, others = drawn(size, seed)
    parts = {"dev_loss": splits.dev, "loss_on_others": others}
    # The others may hold a letter that a list lacks.
    vocabulary = Vocabulary.from_names(load_names())
    counting: dict[str, Judged] = {}
    for context in CONTEXTS:
        model = KneserNey(splits.train, context=context)
        label = f"counting, {context} character{'s' if context > 1 else ''}"
        counting[label] = {part: by_counting(model, names) for part, names in parts.items()}
    networks: dict[str, Judged] = {}
    for label, recipe in NETWORKS.items():
        trained = fit(replace(recipe, examples=BUDGETS[size]), splits, vocabulary, seed=seed).model
        networks[label] = {
            part: by_network(trained, *build_dataset(names, vocabulary, context=recipe.context))
            for part, names in parts.items()
        }
    both = {"together": together(best(counting), best(networks))}
    for label, judged in (counting | networks | both).items():
        losses = {part: f"{loss(found):.4f}" for part, found in judged.items()}
        yield {"names": size, "cut": seed, "model": label, **losses}


def by_counting(model: KneserNey, names: list[str]) -> Tensor:
    """The probability of each character of these names, and of their ends."""
    return torch.tensor([-loss for name in names for loss in model.losses(name)]).double().exp()


@torch.no_grad()
def by_network(model: Sequential, X: Tensor, Y: Tensor) -> Tensor:
    """The probability of each answer."""
    return model(X).double().softmax(dim=1)[torch.arange(len(Y)), Y]


def best(models: dict[str, Judged]) -> Judged:
    """The one with the lowest validation loss."""
    return min(models.values(), key=lambda judged: loss(judged["dev_loss"]))


def together(counting: Judged, network: Judged) -> Judged:
    """Both mixed, with the share of the network that has the lowest validation loss."""
    mixtures = [
        {part: share * network[part] + (1 - share) * counting[part] for part in network}
        for share in SHARES
    ]
    return min(mixtures, key=lambda judged: loss(judged["dev_loss"]))


def loss(found: Tensor) -> float:
    """The mean loss, in nats per character."""
    return -found.log().mean().item()


def main() -> None:
    """Train all and write the table."""
    torch.set_num_threads(1)
    found = [row for size in BUDGETS for seed in CUTS for row in rows(size, seed)]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


if __name__ == "__main__":
    main()
