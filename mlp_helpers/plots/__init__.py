"""The course's figures. Each function draws into the `ax` it is given and returns it."""

from __future__ import annotations

import html
import io
import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle, pairwise

import matplotlib.pyplot as plt
import torch
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from torch import Tensor

from mlp_helpers.data import Vocabulary
from mlp_helpers.diagnostics import Histogram
from mlp_helpers.engine.places import COURSE
from mlp_helpers.inputs.training import check_numbers

FIGURES = COURSE / "notebooks" / "figures.toml"
IN_WORDS = "<details><summary>This figure in words</summary>{}</details>"
PIXELS_PER_INCH = 160  # sharp on dense screens; shown at PAGE_PIXELS_PER_INCH
PAGE_PIXELS_PER_INCH = 96
UPDATE_GUIDE = 1e-3  # of the weights' own spread: by a rule of thumb, a good size for an update
MOST_LETTERS = 60  # beside a table of pairs; more could not be read
LABEL_POINTS = 9  # from a point to the middle of its label
EIGHT = [k * math.pi / 4 for k in range(8)]
SIDES = torch.tensor([[math.cos(a), math.sin(a)] for a in EIGHT]).double()  # directions
LINE_STYLES = ("-", "--", ":", "-.")  # to tell lines apart without colours


def show(fig: Figure, name: str | None = None, *, alt: str | None = None) -> None:
    """Put `fig` into the notebook, with words that say what it shows, and close it.

    The words are those of `name` in notebooks/figures.toml, where nobody reads them before the
    figure; for a figure of your own, pass them as `alt`. They go into the picture's metadata, which
    the site and exports use, and folded below it, because JupyterLab shows no text alternative.
    Raises ValueError without words, and for a name beside words of your own.
    """
    if name is not None and alt is not None:
        raise ValueError("pass the name of a figure of the course, or words of your own.")
    words = alt or (_words(name) if name else "")
    if not words.strip():
        raise ValueError("a figure needs a text alternative: say what it shows, in words.")
    buffer = io.BytesIO()
    # Without "Software", which names the version of matplotlib, the bytes stay the same.
    fig.savefig(buffer, format="png", dpi=PIXELS_PER_INCH, metadata={"Software": None})
    plt.close(fig)
    width, height = (round(inches * PAGE_PIXELS_PER_INCH) for inches in fig.get_size_inches())
    display(
        {"image/png": buffer.getvalue(), "text/plain": words},
        metadata={"image/png": {"alt": words, "width": width, "height": height}},
        raw=True,
    )
    display({"text/html": IN_WORDS.format(html.escape(words))}, raw=True)


def _words(name: str) -> str:
    """What notebooks/figures.toml says of a figure, in one line."""
    figures = tomllib.loads(FIGURES.read_text(encoding="utf-8"))
    if name not in figures:
        raise ValueError(
            f"{name!r} is no figure of {FIGURES.name}. For one of your own, say in words what it "
            'shows: show(fig, alt="…").'
        )
    return " ".join(figures[name].split())


def plot_pair_table(ax: Axes, table: Tensor, vocabulary: Vocabulary) -> Axes:
    """A (V, V) table of counts as a heat map, each count but 0 printed in its square.

    Rows are the previous character, columns the next. The shade goes with the count's square root:
    the largest would leave everything else white otherwise. Over 60 characters, it stands alone.
    """
    if table.shape != (len(vocabulary), len(vocabulary)):
        raise ValueError(f"a table {tuple(table.shape)} does not fit {len(vocabulary)} characters.")
    shade = table.detach().double().sqrt()
    ax.imshow(shade.numpy(), cmap="Greys")
    ax.spines[:].set_visible(False)
    ax.set(xlabel="next character", ylabel="previous character", xticks=[], yticks=[])
    if len(vocabulary) > MOST_LETTERS:
        return ax
    ax.set_xticks(range(len(vocabulary)), _written(vocabulary))
    ax.set_yticks(range(len(vocabulary)), _written(vocabulary))
    ax.tick_params(labeltop=True, labelright=True, length=0)
    dark = 0.62 * shade.max().item()  # from here on, white digits have the better contrast
    for row, column in table.nonzero().tolist():  # an empty square says "never" at a glance
        color, count = "white" if shade[row, column] > dark else "black", table[row, column].item()
        ax.text(column, row, str(count), color=color, size=7.5, ha="center", va="center")
    return ax


def _written(labels: Iterable[str]) -> list[str]:
    """Labels as the figure's font can write them: ␣ for a blank, 738b for a letter it lacks."""
    known = get_font(findfont(FontProperties())).get_charmap()
    lacking = {ord(c): f"{ord(c):04x}" for label in labels for c in label if ord(c) not in known}
    return [label.translate({ord(" "): "␣", **lacking}) for label in labels]


def plot_losses(ax: Axes, losses: Tensor, *, block: int = 1) -> Axes:
    """Losses (steps,) against the step, each point the mean of `block` steps.

    Steps that do not fill a last block are left out. Raises ValueError if none is full.
    """
    check_numbers(block=block)
    blocks = len(losses) // block
    if blocks == 0:
        raise ValueError(f"{len(losses)} losses do not fill one block of {block}.")
    means = torch.as_tensor(losses[: blocks * block]).view(blocks, block).mean(1)
    steps = torch.arange(blocks) * block + (block - 1) / 2  # the middle of each block
    ax.plot(steps.tolist(), means.tolist())
    ax.set(xlabel="step", ylabel="loss (nats per character)")
    return ax


def plot_histograms(
    ax: Axes, histograms: Mapping[str, Histogram], *, outline: bool = False
) -> Axes:
    """Histograms one below the other, each named on the left, over one axis of values.

    All have the same height, so that their widths can be compared. Drawn in grey areas, or with
    `outline` as dark lines, to lie over areas drawn before.
    """
    for place, histogram in enumerate(histograms.values()):
        highest = max(histogram.density) or 1.0  # one of nothing but zeros is a flat line
        heights = [0.8 * density / highest - place for density in histogram.density]
        if outline:
            ax.plot(histogram.centres, heights, color="0.1", linewidth=1)
        else:
            ax.fill_between(histogram.centres, -place, heights, color="0.8", linewidth=0)
    ax.set_yticks([-place for place in range(len(histograms))], list(histograms))
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    return ax


def plot_update_ratios(
    ax: Axes, ratios: Sequence[Sequence[float]], labels: Sequence[str], *, every: int = 1
) -> Axes:
    """Update-to-data ratios against the step, a line for each weight; a pale band marks 1e-3.

    `ratios` holds a list for each measurement, one every `every` steps, as `update_ratios` gives
    it. `labels` names the weights at the right end of their lines; one without a name, "", is drawn
    in light grey, below the others. The vertical axis is logarithmic; a ratio of 0, infinity or NaN
    leaves a gap, and no name where the line would end. Raises ValueError without measurements, or
    with another number of labels than of weights.
    """
    if len(ratios) == 0:
        raise ValueError("there are no ratios to draw: collect them in on_step of train.")
    for row in ratios:
        if len(row) != len(labels):
            raise ValueError(f"{len(labels)} labels do not fit {len(row)} ratios in a measurement.")
    steps = [every * number for number in range(len(ratios))]
    marker = "o" if len(steps) == 1 else ""  # a line through one point cannot be seen
    styles = cycle(LINE_STYLES)
    for label, column in zip(labels, zip(*ratios, strict=True), strict=True):
        shown = [_drawable(ratio) for ratio in column]
        if not label:
            ax.plot(steps, shown, marker=marker, color="0.75", linewidth=1)
            continue
        (line,) = ax.plot(steps, shown, next(styles), marker=marker, color="0.15", linewidth=1)
        line.set_zorder(3)
        _label_end(ax, label, steps[-1], shown[-1])
    # Wide and below all: a line that lies on it hides no more than its own width.
    ax.axhline(UPDATE_GUIDE, color="0.9", linewidth=8, zorder=0)
    ax.margins(x=0)  # so that the guide does not run into the names
    ax.set(yscale="log", xlabel="step", ylabel="update-to-data ratio")
    return ax


def plot_by_layer(ax: Axes, values: Mapping[str, Sequence[float]]) -> Axes:
    """A line of points for each list of numbers, one number a layer, counted from 1.

    The vertical axis is logarithmic; a number that is not above 0 leaves a gap. The lines are named
    where they end on the right, or where they begin if they lie further apart there. Raises
    ValueError without lists, for empty ones, or for lists of different lengths.
    """
    lengths = {len(column) for column in values.values()}
    if len(lengths) != 1 or 0 in lengths:
        raise ValueError("pass at least one list, each with one number for each layer.")
    places = range(1, lengths.pop() + 1)
    shown = {label: [_drawable(number) for number in column] for label, column in values.items()}
    at = 0 if _gap(shown, 0) > _gap(shown, -1) else -1
    for (label, column), style in zip(shown.items(), cycle(LINE_STYLES), strict=False):
        ax.plot(places, column, style, color="0.15", marker="o", markersize=4, linewidth=1)
        drawn = [point for point in zip(places, column, strict=True) if not math.isnan(point[1])]
        if drawn:
            _label_end(ax, label, *drawn[at], left=at == 0)
    ax.set(yscale="log", xlabel="layer")
    ax.set_xticks(places)
    if at == 0:
        ax.set_xlim(left=1 - 0.4 * len(places))  # room for the names
    return ax


def _gap(columns: Mapping[str, Sequence[float]], at: int) -> float:
    """The smallest factor between two lines at one end; 0 if one is not drawn there."""
    ends = sorted(column[at] for column in columns.values())
    if any(map(math.isnan, ends)):
        return 0.0
    return min((high / low for low, high in pairwise(ends)), default=1.0)


def _drawable(number: float) -> float:
    """The number itself, or NaN where a logarithmic axis has no place for it."""
    return number if 0 < number < math.inf else math.nan


def _label_end(ax: Axes, label: str, x: float, y: float, *, left: bool = False) -> None:
    """The name of a line, beside its last point or left of its first, if that is drawn."""
    if not math.isnan(y):
        side, away = ("right", -7) if left else ("left", 7)
        ax.annotate(label, (x, y), (away, 0), textcoords="offset points", va="center", ha=side)


def plot_embedding(ax: Axes, weight: Tensor, labels: Sequence[str]) -> Axes:
    """The first two columns of an embedding (V, D) as a map, each row a labelled point.

    A label stands beside its point, on the side where the least else is. Raises ValueError for
    another shape, and for numbers that have no place on a map.
    """
    if weight.ndim != 2 or weight.shape[1] < 2 or len(weight) == 0:
        raise ValueError(f"a map takes two numbers for each row, not {tuple(weight.shape)}.")
    points = weight[:, :2].detach().double()
    if not points.isfinite().all():
        raise ValueError("infinity and NaN have no place on a map.")
    away = 0.035 * (points.amax(0) - points.amin(0)).max()  # about as far as LABEL_POINTS
    taken = points
    for number, (point, label) in enumerate(zip(points, _written(labels), strict=True)):
        ax.plot(*point.tolist(), "o", color="0.55", markersize=3.5)
        beside = point + away * SIDES
        distances = torch.cdist(beside, taken)
        distances[:, number] = math.inf  # its own point is no neighbour
        side = distances.amin(1).argmax()
        taken = torch.cat([taken, beside[side, None]])
        x, y = (LABEL_POINTS * SIDES[side]).tolist()
        text = ax.annotate(label, point.tolist(), (x, y), textcoords="offset points")
        text.set(ha="center", va="center")
    ax.set(xlabel="first number", ylabel="second number", aspect="equal")
    return ax


def mark_level(ax: Axes, level: float, label: str) -> Axes:
    """A dashed horizontal line at `level`, with its label on the left just above it."""
    ax.axhline(level, color="0.5", linestyle="--", linewidth=1)
    transform = ax.get_yaxis_transform()  # x from 0 to 1 across the axes, y in data units
    ax.text(0.015, level, label, color="0.3", va="bottom", transform=transform)
    return ax
