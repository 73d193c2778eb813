"""Train one network with every pair of a learning rate and a drop, for the page of the loss curve.

    python tools/loss_curves.py        (about three minutes on one core)

Writes data/loss_curves.json, which the site's page shows. The network is that of the lesson on
learning rates, all parameters standard normal draws, and it trains on all names. For each pair the
file holds the losses on all names in the end, one for each start, and the curve: of each block of
steps the mean loss over the starts, and the lowest and the highest start. A run with a drop holds
the blocks from the drop on; those before it are the ones of the run that never drops, since both
have the same starts and the same batches.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.data import Vocabulary, build_dataset, load_names
from mlp_helpers.layers import Embedding, Flatten, Linear, Sequential, Tanh
from mlp_helpers.many import train_many
from mlp_helpers.train import History, evaluate, step_decay

FILE = Path(__file__).resolve().parents[1] / "data" / "loss_curves.json"
RATES = (0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 1.5, 3)
DROPS = (2_500, 5_000, 10_000, 15_000, 17_500, None)  # before which step; None for never
SHARE = 0.1  # of the rate, from the drop on
STEPS = 20_000
BLOCK = 250  # steps whose losses are averaged, as in the lesson's figures
STARTS = range(5)
FIRST_BATCHES = 30  # the seed of the first start's batches, as in the lesson
CONTEXT = 3
DECIMALS = 3  # of a curve
DECIMALS_OF_ENDS = 4  # so that their mean has its third decimal right


assert all(step % BLOCK == 0 for step in (STEPS, *filter(None, DROPS))), "a block would be cut"


def network(start: int, *, dim: int = 2, hidden: int = 100) -> Sequential:
    """The lesson's network, or one of another size, every parameter drawn in order."""
    first, second = Linear(CONTEXT * dim, hidden), Linear(hidden, 27)
    model = Sequential([Embedding(27, dim), Flatten(), first, Tanh(), second])
    generator = torch.Generator().manual_seed(start)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(generator=generator)
    return model


def train_pairs(
    pairs: list[tuple[float, int | None]], X: Tensor, Y: Tensor, *, steps: int = STEPS
) -> tuple[list[History], list[Sequential]]:
    """Every start with each pair of a rate and a drop, all trained side by side.

    Returns the histories and the trained networks: all starts of the first pair, then all of the
    second, and so on. The losses of a history are those of its steps' batches.

    Raises ArithmeticError if a run ends early: its curve would have no end to be compared with.
    """
    histories, models = train_many(
        [network(start) for _ in pairs for start in STARTS],
        X,
        Y,
        steps=steps,
        lr=[
            rate if drop is None else step_decay(rate, SHARE * rate, at=drop)
            for rate, drop in pairs
            for _ in STARTS
        ],
        generators=[
            torch.Generator().manual_seed(FIRST_BATCHES + start) for _ in pairs for start in STARTS
        ],
        progress=False,
    )
    for number, history in enumerate(histories):
        if not history.losses.isfinite().all():
            rate, drop = pairs[number // len(STARTS)]
            raise ArithmeticError(
                f"The rate {rate:g} with the drop {drop} ends at step {len(history.losses)}, where "
                "the loss is no number any more. Leave this rate out."
            )
    return histories, models


def block_means(histories: list[History]) -> Tensor:
    """(starts, blocks): the mean loss of each block of steps."""
    return torch.stack([history.losses.view(-1, BLOCK).mean(1) for history in histories])


def runs_at(rate: float, X: Tensor, Y: Tensor) -> Iterator[dict[str, Any]]:
    """What the file holds of a rate: one run for each drop."""
    pairs = [(rate, drop) for drop in DROPS]
    histories, models = train_pairs(pairs, X, Y)
    for place, (_, drop) in enumerate(pairs):
        own = slice(place * len(STARTS), (place + 1) * len(STARTS))
        blocks = block_means(histories[own])[:, (drop or 0) // BLOCK :]
        yield {
            "rate": rate,
            "drop": drop,
            "ends": [round(evaluate(model, X, Y), DECIMALS_OF_ENDS) for model in models[own]],
            "mean": rounded(blocks.mean(0)),
            "lowest": rounded(blocks.amin(0)),
            "highest": rounded(blocks.amax(0)),
        }


def rounded(values: Tensor) -> list[float]:
    """The values as numbers with few decimals."""
    return [round(value, DECIMALS) for value in values.tolist()]


def as_text(runs: list[dict[str, Any]]) -> str:
    """The file's text, a line for each run, so that a change of one is seen as such."""
    settings = {"steps": STEPS, "block": BLOCK, "share": SHARE}
    lines = ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs)
    return f'{json.dumps(settings)[:-1]}, "runs": [\n{lines}\n]}}\n'


def stored() -> dict[str, Any]:
    """What the file holds."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def main() -> None:
    """Make all runs and write the file."""
    names = load_names()
    X, Y = build_dataset(names, Vocabulary.from_names(names), context=CONTEXT)
    runs = []
    for rate in RATES:
        runs += runs_at(rate, X, Y)
        ends = [sum(run["ends"]) / len(STARTS) for run in runs[-len(DROPS) :]]
        print(rate, *[f"{end:.3f}" for end in ends], flush=True)
    FILE.write_text(as_text(runs), encoding="utf-8")


if __name__ == "__main__":
    main()
