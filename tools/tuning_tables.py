"""Train what the lessons on counting and tuning compare, and write their tables into data/.

    OMP_NUM_THREADS=1 python tools/tuning_tables.py contexts    data/contexts.csv
    OMP_NUM_THREADS=1 python tools/tuning_tables.py direct      data/direct.csv
    OMP_NUM_THREADS=1 python tools/tuning_tables.py again       data/again.csv

`contexts`: the final recipe, reading 1 to 8 characters. `direct`: with and without connections from
the embeddings past the hidden layers to the output. `again`: the best recipe of the search, in
trials as short as the search's, with other seeds. Each row is one run, and its loss on the
validation split; `--jobs 2`, the default, makes two at a time.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from final_model import BEST_OF_SEARCH, FINAL, SMALL, run, size
from torch import Generator, Tensor

from mlp_helpers.layers import Layer, Sequential
from mlp_helpers.tune.recipe import Recipe

DATA = Path(__file__).resolve().parents[1] / "data"
SEEDS = (1, 3, 5)  # two apart: a run uses its seed and the next one
AGAIN = (3, 5, 7, 9, 11)  # the search itself used 1
SEARCHED = 1_000_000  # examples that a trial of the search sees
WIDTHS = (20, 50, 100, 200)


class Direct(Layer):
    """Hidden layers and output, and beside them a matrix from what comes in to the output.

    (N, fan_in) → (N, fan_out). The matrix starts at zero, so that the first loss stays what it was
    (Bengio et al. 2003, the direct connections of their section 2).
    """

    def __init__(self, inside: Sequential, fan_in: int, fan_out: int) -> None:
        super().__init__()
        self.inside = inside
        self.weight = torch.zeros(fan_in, fan_out, requires_grad=True)

    def forward(self, x: Tensor) -> Tensor:
        return self.inside(x) + x @ self.weight

    def parameters(self) -> list[Tensor]:
        return [*self.inside.parameters(), self.weight]

    def modules(self) -> Iterator[Layer]:
        yield self
        yield from self.inside.modules()


class WithDirect(Recipe):
    """A recipe whose network has direct connections; autograd finds its gradients."""

    def network(self, vocabulary_size: int, *, generator: Generator) -> Sequential:
        embedding, flatten, *rest = super().network(vocabulary_size, generator=generator).layers
        fan_in = self.context * self.embedding
        return Sequential([embedding, flatten, Direct(Sequential(rest), fan_in, vocabulary_size)])


def row(what: dict[str, Any], recipe: Recipe, seed: int) -> dict[str, Any]:
    """Train once; what was varied, and what came of it."""
    result = run(recipe, seed)
    loss = f"{result.dev_losses[-1]:.6f}"
    return {**what, "seed": seed, "parameters": size(result), "dev_loss": loss}


def contexts() -> Iterator[tuple[dict[str, Any], Recipe, int]]:
    """The final recipe with contexts of 1 to 8 characters."""
    for context in range(1, 9):
        for seed in SEEDS:
            yield {"context": context}, replace(FINAL, context=context), seed


def direct() -> Iterator[tuple[dict[str, Any], Recipe, int]]:
    """Small networks of several widths and the final recipe, without and with the connections."""
    recipes = {f"3 characters, {width}": replace(SMALL, hidden=width) for width in WIDTHS}
    for label, recipe in {**recipes, "final": FINAL}.items():
        for seed in SEEDS:
            for connected in (False, True):
                chosen = WithDirect(**vars(recipe)) if connected else recipe
                yield {"network": label, "direct": connected}, chosen, seed


def again() -> Iterator[tuple[dict[str, Any], Recipe, int]]:
    """The best recipe of the search, as often and as short as a trial."""
    for seed in AGAIN:
        yield {"recipe": "the best of the search"}, replace(BEST_OF_SEARCH, examples=SEARCHED), seed


TABLES: dict[str, Callable[[], Iterator[tuple[dict[str, Any], Recipe, int]]]] = {
    "contexts": contexts,
    "direct": direct,
    "again": again,
}


def main() -> None:
    """Write the table that the command line names, row by row."""
    parser = argparse.ArgumentParser(description="Train what the lessons on tuning compare.")
    parser.add_argument("table", choices=TABLES)
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time (default: 2)")
    options = parser.parse_args()
    with (
        ProcessPoolExecutor(options.jobs) as pool,
        (DATA / f"{options.table}.csv").open("w", encoding="utf-8", newline="") as file,
    ):
        writer: csv.DictWriter[str] | None = None
        for found in pool.map(row, *zip(*TABLES[options.table](), strict=True)):
            if writer is None:
                writer = csv.DictWriter(file, found, lineterminator="\n")
                writer.writeheader()
            writer.writerow(found)
            file.flush()
            print(*found.values())


if __name__ == "__main__":
    main()
