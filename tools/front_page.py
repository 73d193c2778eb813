"""Write what the README shows first: names and losses of three models, as table and picture.

OMP_NUM_THREADS=1 python tools/front_page.py
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor

from mlp_helpers.data import Vocabulary, bigram_counts, build_dataset, load_names, split_names
from mlp_helpers.plots import PIXELS_PER_INCH
from mlp_helpers.sample import sample_names
from mlp_helpers.share import load_model
from mlp_helpers.train import evaluate

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "losses.png"
MODELS = ROOT / "data" / "models"
BLOCK = re.compile(
    r"(?<=<!-- the front, by tools/front_page.py -->\n)[\s\S]*?(?=<!-- end of the front -->)"
)
SEED, NAMES_SHOWN = 1, 10
EXTRA = 1.0  # count of each pair beside the real ones, so that no probability is 0
COLOURS = ("#999999", "#E69F00", "#56B4E9", "#0072B2")  # Okabe and Ito's, which all can tell apart


class Row(NamedTuple):
    """A model of the course, its loss on the validation split, and names that it draws."""

    what: str
    loss: float
    names: list[str]


def rows() -> list[Row]:
    """The three models: counted pairs, a small network, the tuned one."""
    names = load_names()
    splits, vocabulary = split_names(names), Vocabulary.from_names(names)
    counts = bigram_counts(splits.train, vocabulary).double() + EXTRA
    logs = (counts / counts.sum(1, keepdim=True)).log()
    models: list[tuple[str, Callable[[Tensor], Tensor], int]] = [
        ("letter pairs, counted", lambda X: logs[X[:, 0]], 1)
    ]
    for what, file in (
        ("a small network that reads three characters", "three_characters.pt"),
        ("the tuned network, seven characters", "tuned_1.pt"),
    ):
        saved = load_model(MODELS / file)
        models.append((what, saved.model, saved.recipe.context))
    found = []
    for what, model, context in models:
        generator = torch.Generator().manual_seed(SEED)
        loss = evaluate(model, *build_dataset(splits.dev, vocabulary, context=context))
        drawn = sample_names(model, vocabulary, NAMES_SHOWN, context=context, generator=generator)
        found.append(Row(what, loss, drawn))
    return found


def table(found: list[Row]) -> str:
    """The rows in Markdown; names that stand in the file of names are in italics."""
    known = set(load_names())
    lines = ["| model | loss | the first ten names that it draws |", "|---|---|---|"]
    for row in found:
        names = ", ".join(f"*{name}*" if name in known else name for name in row.names)
        lines.append(f"| {row.what} | {row.loss:.2f} | {names} |")
    return "\n".join(lines) + "\n"


def picture(found: list[Row]) -> Figure:
    """The losses as bars, from a model that knows nothing to the tuned one."""
    nothing = math.log(len(Vocabulary.from_names(load_names())))
    labels = ["knows nothing", "letter pairs", "three characters", "tuned network"]
    losses = [nothing, *(row.loss for row in found)]
    fig, ax = plt.subplots(figsize=(7, 2.8), layout="constrained")
    bars = ax.barh(labels, losses, color=COLOURS)
    ax.bar_label(bars, [f"{loss:.2f}" for loss in losses], padding=4, fontsize=15)
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0, labelsize=15)
    ax.set(xlim=(0, 3.7), xticks=[])
    fig.suptitle("Loss on names set aside: less is better", fontsize=15)
    ax.spines[:].set_visible(False)
    return fig


def main() -> None:
    """Write the table into the README and the picture beside the site's pages."""
    found = rows()
    text = README.read_text(encoding="utf-8")
    README.write_text(
        BLOCK.sub(lambda _: table(found), text, count=1), encoding="utf-8", newline="\n"
    )
    fig = picture(found)
    fig.savefig(PICTURE, dpi=PIXELS_PER_INCH, metadata={"Software": None})
    plt.close(fig)


if __name__ == "__main__":
    main()
