"""Train what the lesson on tuning chooses from (finalists, final model), and a small network.

    OMP_NUM_THREADS=1 python tools/final_model.py finalists
    OMP_NUM_THREADS=1 python tools/final_model.py models
    OMP_NUM_THREADS=1 python tools/final_model.py small

The first writes data/finalists.csv, from one seed each. The second writes into data/models the best
finalist (finalist_*.pt) and the final model (tuned_*.pt), from three seeds each, and the final one
once more without the names of the other splits. A run takes about five minutes on one core;
`--jobs 2`, the default, makes two at a time. The recipes stand in this file: the search proposes,
data/tried.csv (tools/tuning_tables.py) says what betters the proposal, and a person writes down.
The third writes data/models/three_characters.pt, which the site's playground shows beside the final
model, in half a minute.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import torch

from mlp_helpers.data import Splits, Vocabulary, build_dataset, load_names, split_names
from mlp_helpers.share import save_model
from mlp_helpers.train import evaluate
from mlp_helpers.tune.recipe import LOOKS, Fit, Recipe, fit

DATA = Path(__file__).resolve().parents[1] / "data"
FINALISTS_TABLE = DATA / "finalists.csv"
LOSSES_TABLE = DATA / "final_losses.csv"
MODELS = DATA / "models"
BLIND = "tuned_blind"  # is trained without the names of the validation and test split
TRAINED_ON = "training split of the names of 2018 in the records of the SSA, seed 42"
LOSSES_KEPT = 200  # of each final run, for a test to compare with

EXAMPLES = 8_000_000  # that each run sees: 44 times the training split
BEST_OF_SEARCH = Recipe(  # of data/study.csv, its numbers rounded
    context=6,
    embedding=64,
    hidden=320,
    depth=3,
    activation="gelu",
    norm=False,
    dropout=0.07,
    rate=6.6e-3,
    decay="cosine",
    weight_decay=0.26,
    batch_size=512,
    examples=EXAMPLES,
)
FINALISTS = {
    "the best of the search": BEST_OF_SEARCH,
    "dropout 0.2": replace(BEST_OF_SEARCH, dropout=0.2),
    "dropout 0.3": replace(BEST_OF_SEARCH, dropout=0.3),
    "dropout 0.3, context 8": replace(BEST_OF_SEARCH, dropout=0.3, context=8),
    "dropout 0.3, half the rate": replace(BEST_OF_SEARCH, dropout=0.3, rate=3.3e-3),
    "dropout 0.4, 400 units": replace(BEST_OF_SEARCH, dropout=0.4, hidden=400),
    "dropout 0.2, half the rate": replace(BEST_OF_SEARCH, dropout=0.2, rate=3.3e-3),
    "dropout 0.2, a third, context 8": replace(BEST_OF_SEARCH, dropout=0.2, rate=2.2e-3, context=8),
}
BEST_FINALIST = FINALISTS["dropout 0.2, half the rate"]
FINAL = replace(  # with what data/tried.csv found to help
    BEST_FINALIST, context=7, hidden=448, dropout=0.25, counting=0.3, examples=4_000_000
)
MADE = {  # by file: recipe and seed. A run uses its seed and the next one.
    **{f"finalist_{seed}": (BEST_FINALIST, seed) for seed in (1, 2, 3)},
    **{f"tuned_{seed}": (FINAL, seed) for seed in (1, 3, 5)},
    BLIND: (FINAL, 1),
}
SMALL = Recipe(rate=1e-2, examples=EXAMPLES)  # the shape of the lesson on splits: 3, 10, 200


def disjoint(splits: Splits) -> Splits:
    """The splits without the training names that also stand in one of the others."""
    held_out = set(splits.dev) | set(splits.test)
    return splits._replace(train=[name for name in splits.train if name not in held_out])


def run(recipe: Recipe, seed: int, blind: bool = False) -> Fit:
    """One training run at full length, on one thread."""
    torch.set_num_threads(1)
    names = load_names()
    splits = split_names(names)
    return fit(
        recipe, disjoint(splits) if blind else splits, Vocabulary.from_names(names), seed=seed
    )


def finalist(label: str) -> dict[str, object]:
    """The row of one finalist."""
    recipe = FINALISTS[label]
    result = run(recipe, seed=1)
    X, Y = build_dataset(split_names(load_names()).train, vocabulary(), context=recipe.context)
    return {
        "label": label,
        **asdict(recipe),
        "seed": 1,
        "parameters": size(result),
        "seconds": round(result.seconds),
        "train_loss": f"{evaluate(result.model, X, Y):.6f}",
        **{f"dev_loss_{n}": f"{loss:.6f}" for n, loss in enumerate(result.dev_losses, 1)},
    }


def made(file: str) -> list[dict[str, object]]:
    """Train and save one of the models; returns the first losses of its training."""
    (recipe, seed), blind = MADE[file], file == BLIND
    result = run(recipe, seed, blind)
    trained_on = TRAINED_ON + (", without the names of the other splits" if blind else "")
    save(file, recipe, result, seed, trained_on)
    return [
        {"model": file, "step": step, "loss": f"{loss:.6f}"}
        for step, loss in enumerate(result.losses[:LOSSES_KEPT].tolist())
    ]


def small() -> None:
    """Train and save the network that reads three characters."""
    save("three_characters", SMALL, run(SMALL, seed=1), 1, TRAINED_ON)


def save(name: str, recipe: Recipe, result: Fit, seed: int, trained_on: str) -> None:
    """Write a trained network into the folder of models, with its card."""
    card = {
        "what it is": "a multilayer perceptron that reads characters and invents given names",
        "trained on": trained_on,
        "seed": seed,
        "parameters": size(result),
        "validation loss": round(result.dev_losses[-1], 6),
        "seconds of training on one core": round(result.seconds),
        "torch": torch.__version__.split("+")[0],
        "not for": "deciding whether a name is real, or anything about the people who bear one",
    }
    save_model(MODELS / f"{name}.pt", result.model, vocabulary(), recipe=recipe, card=card)


def vocabulary() -> Vocabulary:
    """The vocabulary of all names."""
    return Vocabulary.from_names(load_names())


def size(result: Fit) -> int:
    """The number of parameters."""
    return sum(parameter.numel() for parameter in result.model.parameters())


def write(path: Path, rows: Sequence[dict[str, object]]) -> None:
    """A table with the columns of its first row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Train what the command line asks for."""
    parser = argparse.ArgumentParser(description="Train the finalists or a model.")
    parser.add_argument("what", choices=["finalists", "models", "small"])
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time (default: 2)")
    options = parser.parse_args()
    MODELS.mkdir(exist_ok=True)
    if options.what == "small":
        small()
        return
    with ProcessPoolExecutor(options.jobs) as pool:
        if options.what == "finalists":
            rows = []
            for row in pool.map(finalist, FINALISTS):
                print(row["label"], row["parameters"], row["seconds"], row[f"dev_loss_{LOOKS}"])
                rows.append(row)
                write(FINALISTS_TABLE, rows)
        else:
            losses = [row for rows in pool.map(made, MADE) for row in rows]
            write(LOSSES_TABLE, losses)


if __name__ == "__main__":
    main()
