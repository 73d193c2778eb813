"""Train what the lessons on counting and tuning compare, and write their tables into data/.

    OMP_NUM_THREADS=1 python tools/tuning_tables.py contexts    data/contexts.csv
    OMP_NUM_THREADS=1 python tools/tuning_tables.py tried       data/tried.csv
    OMP_NUM_THREADS=1 python tools/tuning_tables.py direct      data/direct.csv
    OMP_NUM_THREADS=1 python tools/tuning_tables.py again       data/again.csv

`contexts`: one recipe, reading 1 to 8 characters. `tried`: what was tried to better it, one thing
at a time. `direct`: small networks with and without connections from the embeddings past the hidden
layer. `again`: the best recipe of the search, in trials as short as the search's, with other seeds
and with more dropout.
Each row is one run and its loss on the validation split. A run of the first two takes two to five
minutes on one core, and there are 24 of each; `--jobs 2`, the default, makes two at a time.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from final_model import BEST_FINALIST, BEST_OF_SEARCH, SMALL
from torch import Generator, Tensor

from mlp_helpers.counting.targets import softened
from mlp_helpers.data import Vocabulary, build_dataset, load_names, split_names
from mlp_helpers.layers import Layer, Sequential
from mlp_helpers.train import evaluate, train
from mlp_helpers.tune.recipe import Recipe, optimizer_for

DATA = Path(__file__).resolve().parents[1] / "data"
SEEDS = (1, 3, 5)  # two apart: a run uses its seed and the next one
AGAIN = (3, 5, 7, 9, 11)  # the search itself used 1
SEARCHED = 1_000_000  # examples that a trial of the search sees
# Half of the examples of the finalists, so that many runs can be made.
BASE = replace(BEST_FINALIST, examples=4_000_000)
SMALLEST = replace(SMALL, examples=2_000_000)
WIDTHS = (20, 50, 100, 200)
LATE = 2 / 3  # of the examples, after which batches grow
AFTERWARDS = "by counting, 512 units"  # tried when the final model had been looked at on test
AVERAGED = 2_000  # steps, about, over which the weights are averaged


@dataclass(frozen=True)
class Run:
    """One training run, and what is done besides the recipe."""

    recipe: Recipe
    seed: int
    direct: bool = False  # connections from the embeddings to the output
    smoothing: float = 0.0  # share of the target that all characters get alike
    averaged: bool = False  # judge the mean of the weights, at a rate that falls to a third only
    late_batches: int = 0  # examples in a batch after LATE of all


class Direct(Layer):
    """What is inside, and beside it a matrix from what comes in to what goes out.

    (N, fan_in) → (N, fan_out). The matrix starts at zero, so that the first loss stays what it was
    (Bengio et al. 2003, "A neural probabilistic language model", the matrix W of section 2).
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


def loss_of(run: Run) -> tuple[float, int]:
    """Train once, on one thread; the validation loss, and the number of parameters."""
    torch.set_num_threads(1)
    names = load_names()
    splits, vocabulary, recipe = split_names(names), Vocabulary.from_names(names), run.recipe
    X, Y = build_dataset(splits.train, vocabulary, context=recipe.context)
    if recipe.counting:
        Y = softened(splits.train, vocabulary, share=recipe.counting)
    if run.smoothing:
        Y = (1 - run.smoothing) * F.one_hot(Y).float() + run.smoothing / len(vocabulary)
    model = recipe.network(len(vocabulary), generator=Generator().manual_seed(run.seed))
    if run.direct:
        model = with_direct(model, recipe.context * recipe.embedding, len(vocabulary))
    optimizer, generator = optimizer_for(model, recipe), Generator().manual_seed(run.seed + 1)
    mean = [parameter.detach().clone() for parameter in model.parameters()]

    def average(step: int, loss: float) -> None:
        """Move the mean a little towards the weights; fast at first, while it holds the start."""
        share = max(1 / AVERAGED, 1 / (step + 1))
        torch._foreach_lerp_(mean, [p.detach() for p in model.parameters()], share)

    for steps, batch_size, rate in phases(run):
        train(
            model, X, Y,
            steps=steps, lr=rate, batch_size=batch_size, generator=generator, optimizer=optimizer,
            on_step=average if run.averaged else None, progress=False,
        )  # fmt: skip
    if run.averaged:
        for parameter, value in zip(model.parameters(), mean, strict=True):
            parameter.data.copy_(value)
    dev = build_dataset(splits.dev, vocabulary, context=recipe.context)
    return evaluate(model, *dev), sum(p.numel() for p in model.parameters())


def with_direct(model: Sequential, fan_in: int, fan_out: int) -> Sequential:
    """A recipe's network with direct connections; autograd finds its gradients."""
    embedding, flatten, *rest = model.layers
    return Sequential([embedding, flatten, Direct(Sequential(rest), fan_in, fan_out)])


def phases(run: Run) -> Iterator[tuple[int, int, Callable[[int], float]]]:
    """Steps, examples in a batch, and the rate of each of these steps, for one or two phases."""
    recipe = run.recipe
    first = round(recipe.steps * LATE) if run.late_batches else recipe.steps
    yield first, recipe.batch_size, lambda step: rate_at(run, step)
    if run.late_batches:
        factor = run.late_batches // recipe.batch_size
        steps = (recipe.steps - first) // factor
        yield steps, run.late_batches, lambda step: rate_at(run, first + factor * step)


def rate_at(run: Run, step: int) -> float:
    """The recipe's rate; for weights that are averaged, not down to zero."""
    rate = run.recipe.learning_rate(step)
    return max(rate, run.recipe.rate / 3) if run.averaged and step > run.recipe.steps / 2 else rate


def contexts() -> Iterator[tuple[dict[str, Any], Run]]:
    """The best of the finalists, reading 1 to 8 characters."""
    for context in range(1, 9):
        for seed in SEEDS:
            yield {"context": context}, Run(replace(BASE, context=context), seed)


def tried() -> Iterator[tuple[dict[str, Any], Run]]:
    """What was tried to better the best of the finalists."""
    wide = replace(BASE, context=7, hidden=448, dropout=0.25)
    variants: dict[str, tuple[Recipe, dict[str, Any]]] = {
        "three tenths of the target to all alike": (BASE, {"smoothing": 0.3}),
        "three tenths of the target by counting": (replace(BASE, counting=0.3), {}),
        "448 units, context 7, dropout 0.25": (wide, {}),
        "a twentieth of the target to all alike": (BASE, {"smoothing": 0.05}),
        "direct connections": (BASE, {"direct": True}),
        "the weights averaged over the end": (BASE, {"averaged": True}),
        "batches four times as large at the end": (BASE, {"late_batches": 2_048}),
        AFTERWARDS: (replace(wide, hidden=512, counting=0.3), {}),
    }
    for label, (recipe, besides) in variants.items():
        for seed in SEEDS:
            yield {"label": label}, Run(recipe, seed, **besides)


def direct() -> Iterator[tuple[dict[str, Any], Run]]:
    """Small networks without and with direct connections."""
    for width in WIDTHS:
        for seed in SEEDS:
            for connected in (False, True):
                what = {"hidden": width, "direct": connected}
                yield what, Run(replace(SMALLEST, hidden=width), seed, direct=connected)


def again() -> Iterator[tuple[dict[str, Any], Run]]:
    """The best recipe of the search, as short as there, with seeds that did not choose it."""
    for dropout in (BEST_OF_SEARCH.dropout, 0.2):
        for seed in AGAIN:
            recipe = replace(BEST_OF_SEARCH, examples=SEARCHED, dropout=dropout)
            yield {"dropout": dropout}, Run(recipe, seed)


TABLES = {"contexts": contexts, "tried": tried, "direct": direct, "again": again}


def main() -> None:
    """Write the table that the command line names, row by row."""
    parser = argparse.ArgumentParser(description="Train what the lessons on tuning compare.")
    parser.add_argument("table", choices=TABLES)
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time (default: 2)")
    options = parser.parse_args()
    plan = list(TABLES[options.table]())
    with (
        ProcessPoolExecutor(options.jobs) as pool,
        (DATA / f"{options.table}.csv").open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*plan[0][0], "seed", "parameters", "dev_loss"])
        found = pool.map(loss_of, [run for _, run in plan])
        for (what, run), (loss, parameters) in zip(plan, found, strict=True):
            writer.writerow([*what.values(), run.seed, parameters, f"{loss:.6f}"])
            file.flush()
            print(*what.values(), run.seed, f"{loss:.4f}", flush=True)


if __name__ == "__main__":
    main()
