"""Drawings of networks and calculations: what is connected with what, and with which weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

GAP = "⋮"  # stands for the units between two that are drawn
RADIUS = 0.36  # of a unit, where units lie one apart
DISTANCE = 4.0  # between two columns of units


def plot_stages(
    ax: Axes, stages: Sequence[tuple[str, str]], *, backwards: Sequence[str] = ()
) -> Axes:
    """Boxes from left to right, joined by arrows: what a network or a calculation does.

    Each stage is a title and a line below it, such as the shape of the tensor at that point, or
    the value. With `backwards`, a text for each stage, arrows lead back from the last stage to the
    first, each text below its box: the slopes of a calculation, say. Raises ValueError without
    stages, and if there are fewer or more texts than stages.
    """
    if not stages or (backwards and len(backwards) != len(stages)):
        raise ValueError(f"{len(backwards)} texts do not fit {len(stages)} stages.")
    width, gap, low = 1.0, 0.35, -0.45
    arrow = {"arrowstyle": "->", "color": "0.3"}
    for number, (title, below) in enumerate(stages):
        left = number * (width + gap)
        middle = left + width / 2
        ax.add_patch(Rectangle((left, 0), width, 1, facecolor="0.94", edgecolor="0.3"))
        ax.text(middle, 0.63, title, ha="center", va="center")
        ax.text(middle, 0.25, below, ha="center", va="center", family="monospace")
        if number:
            ax.annotate("", (left, 0.5), (left - gap, 0.5), arrowprops=arrow)
        if backwards:
            ax.text(middle, low, backwards[number], ha="center", va="center", family="monospace")
        if backwards and number:
            back = {**arrow, "linestyle": "--"}
            ax.annotate("", (left - gap, low), (left, low), arrowprops=back)
    bottom = 1.7 * low if backwards else -0.05
    ax.set(xlim=(-0.05, len(stages) * (width + gap) - gap + 0.05), ylim=(bottom, 1.05))
    ax.set_axis_off()
    return ax


def plot_network(
    ax: Axes,
    columns: Sequence[Sequence[str]],
    *,
    titles: Sequence[str] = (),
    weights: Mapping[tuple[int, int, int], str] | None = None,
    sparse: Sequence[int] = (),
) -> Axes:
    """Units as circles, a column for each layer, joined by lines from left to right.

    `columns` holds the text in each unit; "⋮" stands for units that are not drawn. `titles` stand
    above the columns. `weights` maps (column, unit, unit of the next column) to the text at a
    line that is drawn dark. All other units of neighbouring columns are joined by light lines, but
    for those of the columns numbered in `sparse` and the next ones. Raises ValueError without
    units, for another number of titles than of columns, and for a weight between units that are
    not drawn.
    """
    if not columns or not all(columns) or len(titles) not in (0, len(columns)):
        raise ValueError("a network has columns with units, and a title for each or none.")
    for number, *ends in weights or {}:
        drawn = all(0 <= end < len(columns[number + at]) for at, end in enumerate(ends))
        if not drawn or GAP in (columns[number + at][end] for at, end in enumerate(ends)):
            raise ValueError(f"the units of the weight {(number, *ends)} are not drawn.")
    places = [_places(number, len(column)) for number, column in enumerate(columns)]
    for number, column in enumerate(columns[:-1]):
        if number in sparse:
            continue
        for start, text in zip(places[number], column, strict=True):
            for end, following in zip(places[number + 1], columns[number + 1], strict=True):
                if GAP not in (text, following):
                    _line(ax, start, end, "0.85")
    for (number, first, second), text in (weights or {}).items():
        start, end = places[number][first], places[number + 1][second]
        _line(ax, start, end, "0.15")
        x, y = (0.68 * a + 0.32 * b for a, b in zip(start, end, strict=True))
        paper = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        if text:
            ax.text(x, y, text, ha="center", va="center", size="small", bbox=paper, zorder=3)
    for column, spots in zip(columns, places, strict=True):
        for text, spot in zip(column, spots, strict=True):
            if text != GAP:
                ax.add_patch(Circle(spot, RADIUS, facecolor="0.94", edgecolor="0.3", zorder=2))
            ax.text(*spot, text, ha="center", va="center", zorder=4)
    half = max(map(len, columns)) / 2
    above = max((0.5 + 0.4 * len(title.splitlines()) for title in titles), default=0)
    for number, title in enumerate(titles):
        ax.text(DISTANCE * number, half + 0.1, title, ha="center", va="bottom", size="small")
    right = DISTANCE * (len(columns) - 1)
    ax.set(xlim=(-1.4, right + 1.4), ylim=(-half, half + above), aspect="equal")
    ax.set_axis_off()
    return ax


def _places(number: int, units: int) -> list[tuple[float, float]]:
    """Where the units of a column lie, from the top down, around the height 0."""
    return [(DISTANCE * number, (units - 1) / 2 - unit) for unit in range(units)]


def _line(ax: Axes, start: tuple[float, float], end: tuple[float, float], color: str) -> None:
    ax.plot(*zip(start, end, strict=True), color=color, linewidth=0.9, zorder=1)
