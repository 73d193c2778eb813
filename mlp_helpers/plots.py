"""The course's figures. Each function draws into the `ax` it is given and returns it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib.pyplot as plt
import torch
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
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
    """A (V, V) table of counts as a heat map, each count but 0 printed in its square.

    Rows are the previous character, columns the next. The shade goes with the square root of
    the count: the largest counts would leave everything else white otherwise.
    """
    if table.shape != (len(vocabulary), len(vocabulary)):
        raise ValueError(f"a table {tuple(table.shape)} does not fit {len(vocabulary)} characters.")
    shade = table.double().sqrt()
    ax.imshow(shade.numpy(), cmap="Greys")
    ticks = range(len(vocabulary))
    ax.set_xticks(ticks, list(vocabulary))
    ax.set_yticks(ticks, list(vocabulary))
    ax.tick_params(labeltop=True, length=0)
    ax.spines[:].set_visible(False)
    ax.set(xlabel="next character", ylabel="previous character")
    dark = 0.62 * shade.max().item()  # from here on, white digits have the better contrast
    for row, counts in enumerate(table.tolist()):
        for column, count in enumerate(counts):
            if count == 0:
                continue  # an empty square says "never" at a glance
            color = "white" if shade[row, column] > dark else "black"
            ax.text(column, row, str(count), color=color, size=6.5, ha="center", va="center")
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
    ax.plot(steps.tolist(), means.tolist())
    ax.set(xlabel="step", ylabel="loss (nats per character)")
    return ax


def plot_embedding(ax: Axes, weight: Tensor, labels: Sequence[str]) -> Axes:
    """The first two columns of an embedding (V, D) as a map, each row a labelled point."""
    for (x, y), label in zip(weight[:, :2].tolist(), labels, strict=True):
        ax.plot(x, y, "o", color="0.85", markersize=15)
        ax.text(x, y, label, ha="center", va="center")
    ax.set(xlabel="first number", ylabel="second number", aspect="equal")
    return ax


def plot_stages(ax: Axes, stages: Sequence[tuple[str, str]]) -> Axes:
    """Boxes from left to right, joined by arrows: what a network does, step by step.

    Each stage is a title and a line below it, usually the shape of the tensor at that point.
    """
    width, gap = 1.0, 0.35
    for number, (title, below) in enumerate(stages):
        left = number * (width + gap)
        ax.add_patch(Rectangle((left, 0), width, 1, facecolor="0.94", edgecolor="0.3"))
        ax.text(left + width / 2, 0.63, title, ha="center", va="center")
        ax.text(left + width / 2, 0.25, below, ha="center", va="center", family="monospace")
        if number:
            arrow = {"arrowstyle": "->", "color": "0.3"}
            ax.annotate("", (left, 0.5), (left - gap, 0.5), arrowprops=arrow)
    ax.set(xlim=(-0.05, len(stages) * (width + gap) - gap + 0.05), ylim=(-0.05, 1.05))
    ax.set_axis_off()
    return ax


def mark_level(ax: Axes, level: float, label: str) -> Axes:
    """A dashed horizontal line at `level`, with its label on the left just above it."""
    ax.axhline(level, color="0.5", linestyle="--", linewidth=1)
    transform = ax.get_yaxis_transform()  # x from 0 to 1 across the axes, y in data units
    ax.text(0.015, level, label, color="0.3", va="bottom", transform=transform)
    return ax
