"""The course's figures. Each function draws into the `ax` it is given and returns it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib.pyplot as plt
import torch
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor

from mlp_helpers.data import Vocabulary

PIXELS_PER_INCH = 160  # sharp on dense screens; shown at PAGE_PIXELS_PER_INCH
PAGE_PIXELS_PER_INCH = 96


def show(fig: Figure, alt: str) -> None:
    """Put `fig` into the notebook, with `alt` saying in words what it shows, and close it.

    The text alternative stands in the output's metadata and as its plain text, where screen
    readers, the static site and text-only viewers find it. Raises ValueError without one.
    """
    if not alt.strip():
        raise ValueError("a figure needs a text alternative: say what it shows, in words.")
    buffer = io.BytesIO()
    # Without "Software", which names the version of matplotlib, the bytes stay the same.
    fig.savefig(buffer, format="png", dpi=PIXELS_PER_INCH, metadata={"Software": None})
    plt.close(fig)
    width, height = (round(inches * PAGE_PIXELS_PER_INCH) for inches in fig.get_size_inches())
    display(
        {"image/png": buffer.getvalue(), "text/plain": alt},
        metadata={"image/png": {"alt": alt, "width": width, "height": height}},
        raw=True,
    )


def plot_pair_table(ax: Axes, table: Tensor, vocabulary: Vocabulary) -> Axes:
    """A (V, V) table of counts as a heat map, each count printed in its square.

    Rows are the previous character, columns the next. The shade goes with the square root of
    the count: the largest counts would leave everything else white otherwise.
    """
    shade = table.double().sqrt()
    ax.imshow(shade, cmap="Greys")
    ticks = range(len(vocabulary))
    ax.set_xticks(ticks, list(vocabulary))
    ax.set_yticks(ticks, list(vocabulary))
    ax.tick_params(top=True, labeltop=True, length=0)
    ax.set(xlabel="next character", ylabel="previous character")
    ax.grid(False)

    dark = shade.max().item() / 2
    for row, counts in enumerate(table.tolist()):
        for column, count in enumerate(counts):
            color = "white" if shade[row, column] > dark else "black"
            ax.text(column, row, str(count), color=color, size=5.5, ha="center", va="center")
    return ax


def plot_distribution(ax: Axes, probabilities: Tensor, vocabulary: Vocabulary) -> Axes:
    """One bar for each character's probability (V,)."""
    ax.bar(list(vocabulary), probabilities.tolist(), color="0.4")
    ax.set(xlabel="next character", ylabel="probability")
    return ax


def plot_losses(ax: Axes, losses: Tensor, *, block: int = 1) -> Axes:
    """Losses (steps,) against the step, each point the mean of `block` steps.

    Steps that do not fill a last block are left out. Raises ValueError if none is full.
    """
    blocks = len(losses) // block
    if blocks == 0:
        raise ValueError(f"{len(losses)} losses do not fill one block of {block}.")
    means = losses[: blocks * block].view(blocks, block).mean(1)
    steps = torch.arange(blocks) * block + (block - 1) / 2  # the middle of each block
    ax.plot(steps.tolist(), means.tolist(), color="0.15")
    ax.set(xlabel="step", ylabel="loss (nats per character)")
    return ax


def plot_embedding(ax: Axes, weight: Tensor, labels: Sequence[str]) -> Axes:
    """The first two columns of an embedding (V, D) as a map, each row a labelled point."""
    for (x, y), label in zip(weight[:, :2].tolist(), labels, strict=True):
        ax.plot(x, y, "o", color="0.85", markersize=15)
        ax.text(x, y, label, ha="center", va="center")
    ax.set(xlabel="first number", ylabel="second number", aspect="equal")
    return ax
