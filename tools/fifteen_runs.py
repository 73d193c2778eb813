"""Repeat the fifteen tuning runs of one of the study notes at full length, with several seeds.

    python tools/fifteen_runs.py        (about a quarter of an hour on one core)

Writes data/fifteen_runs.csv, which the lesson on tuning reads: for each run and seed the loss on
the three splits, in nats per character. As in the notes, all parameters are standard normal draws,
and the rate is 0.1 before step 100,000 and 0.01 from there on. The notes did not seed their
batches, so only close values can be expected.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import torch

from mlp_helpers.data import Vocabulary, build_dataset, load_names, split_names
from mlp_helpers.layers import Embedding, Flatten, Linear, Sequential, Tanh
from mlp_helpers.many import train_many
from mlp_helpers.train import evaluate, step_decay

TABLE = Path(__file__).resolve().parents[1] / "data" / "fifteen_runs.csv"
SEEDS = (2147483647, 1, 2)  # of weights and batches; the first is the notes' own
MORE_SEEDS = (*SEEDS, *range(3, 12))  # for two quick runs whose losses differ from seed to seed
WITH_MORE = ("tuning_02", "tuning_03")  # one is short, one has batches of 2
LOWER_RATE_FROM = 100_000


class Run(NamedTuple):
    """What a run of the notes chose."""

    id: str  # in data/published.csv
    context: int
    hidden: int
    embedding: int
    steps: int
    batch_size: int


RUNS = [
    Run("tuning_01", 4, 10, 30, 200_000, 16),
    Run("tuning_02", 4, 10, 2, 20_000, 16),
    Run("tuning_03", 4, 10, 4, 200_000, 2),
    Run("tuning_04", 2, 10, 4, 200_000, 16),
    Run("tuning_05", 3, 10, 4, 200_000, 16),
    Run("tuning_06", 3, 100, 10, 200_000, 32),
    Run("tuning_07", 3, 100, 20, 200_000, 8),
    Run("tuning_08", 3, 500, 5, 200_000, 32),
    Run("tuning_09", 3, 80, 4, 200_000, 32),
    Run("tuning_10", 4, 300, 14, 400_000, 40),
    Run("tuning_11", 3, 200, 6, 200_000, 32),
    Run("tuning_12", 3, 20, 6, 200_000, 32),
    Run("tuning_13", 3, 300, 6, 200_000, 32),
    Run("tuning_14", 3, 220, 6, 200_000, 32),
    Run("tuning_15", 3, 180, 6, 200_000, 32),
]


def seeds_of(run: Run) -> tuple[int, ...]:
    """The seeds that a run is repeated with."""
    return MORE_SEEDS if run.id in WITH_MORE else SEEDS


def network(run: Run, seed: int) -> Sequential:
    """The network of the notes, every parameter drawn in their order: C, W1, b1, W2, b2."""
    hidden = Linear(run.context * run.embedding, run.hidden)
    layers = [Embedding(27, run.embedding), Flatten(), hidden, Tanh(), Linear(run.hidden, 27)]
    model = Sequential(layers)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator))
    return model


def rows_of(run: Run, splits: dict[str, list[str]], vocabulary: Vocabulary) -> list[dict]:
    """Train one network for each seed, and measure each on every split."""
    data = {
        name: build_dataset(part, vocabulary, context=run.context) for name, part in splits.items()
    }
    _, models = train_many(
        [network(run, seed) for seed in seeds_of(run)],
        *data["train"],
        steps=run.steps,
        lr=step_decay(0.1, 0.01, at=LOWER_RATE_FROM),
        batch_size=run.batch_size,
        generators=[torch.Generator().manual_seed(seed) for seed in seeds_of(run)],
        progress=False,
    )
    return [
        {
            **run._asdict(),
            "seed": seed,
            **{name: f"{evaluate(model, *data[name]):.6f}" for name in data},
        }
        for seed, model in zip(seeds_of(run), models, strict=True)
    ]


def main() -> None:
    """Make all runs and write the table."""
    names = load_names()
    vocabulary, splits = Vocabulary.from_names(names), split_names(names)._asdict()
    rows = []
    for run in RUNS:
        rows += rows_of(run, splits, vocabulary)
        print(run.id, *[row["test"] for row in rows if row["id"] == run.id], flush=True)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
