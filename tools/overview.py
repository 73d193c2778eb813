"""The picture on the front page of the site: how far each lesson lowers the loss.

docs/overview.toml says which numbers it shows and where lessons printed them. The numbers
themselves are read from the committed notebooks whenever the site is built.
"""

from __future__ import annotations

import html
import itertools
import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from nbformat import NotebookNode

FILE = Path(__file__).resolve().parents[1] / "docs" / "overview.toml"
TOP, BOTTOM = 3.4, 1.8  # the losses at the picture's edges, in nats per character


class OverviewError(Exception):
    """A number of the picture is not where it should be; says which."""


@dataclass(frozen=True)
class Point:
    """A model of the course: the lesson that makes it, and its validation loss in nats."""

    lesson: str  # such as "06_splits"
    left: float  # where it stands from left to right, in per cent
    loss: float
    title: str
    what: str = ""
    sign: str = ""  # in the picture; the lesson's number, unless something else is given

    @property
    def top(self) -> float:
        """Where it stands from top to bottom, in per cent."""
        return 100 * (TOP - self.loss) / (TOP - BOTTOM)

    @property
    def characters(self) -> str:
        """The perplexity: among how many characters, all alike, one would be as unsure."""
        return f"{math.exp(self.loss):.1f}".removesuffix(".0")


def read(
    notebooks: Mapping[str, NotebookNode], file: Path = FILE
) -> tuple[list[Point], list[Point]]:
    """The networks' points in the order of lessons, and those of counting models.

    `notebooks` are those of the course by their names without an ending. Raises OverviewError if a
    number is not found as often as the file says, or if a point is not below the one before.
    """
    printed = {name: printed_by(notebook) for name, notebook in notebooks.items()}
    held = tomllib.loads(file.read_text(encoding="utf-8"))
    points, counted = (
        [point_of(row, printed) for row in held[kind]] for kind in ("points", "counted")
    )
    for before, after in itertools.pairwise(points):
        if after.loss >= before.loss:
            raise OverviewError(f"{after.title!r} does not lower the loss: {after.loss:.4f}")
    return points, counted


def printed_by(notebook: NotebookNode) -> str:
    """All that a notebook's cells printed."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return "\n".join(output.text for output in outputs if output.output_type == "stream")


def point_of(row: Mapping[str, Any], printed: Mapping[str, str]) -> Point:
    """The point that a row of the file describes."""
    lesson, source, title = row["lesson"], row.get("printed_in", row["lesson"]), row["title"]
    for name in (lesson, source):
        if name not in printed:
            raise OverviewError(f"{title!r} names {name}, which is no lesson")
    found = re.findall(row["find"], printed[source], re.MULTILINE)
    if len(found) != row.get("times", 1):
        raise OverviewError(f"{title!r} is found {len(found)} times in what {source} printed")
    loss = fmean(map(float, found))
    if not BOTTOM < loss < TOP:
        raise OverviewError(f"{title!r} would lie outside of the picture: {loss:.4f}")
    number = lesson[:2]
    place = 100 * (row.get("place", int(number)) - 0.5) / len(printed)
    return Point(lesson, place, loss, title, row.get("what", ""), row.get("sign", number))


def as_html(points: Sequence[Point], counted: Sequence[Point], lessons: int) -> str:
    """The picture, with an axis of so many lessons, and below it the points in words."""
    return "\n".join(
        [
            '<div class="loss-by-lesson">',
            *(line_of(model) for model in counted),
            f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
            f'<path d="{path(points)}"/></svg>',
            *(sign(point, n) for n, point in enumerate(points, start=1)),
            "</div>",
            axis(lessons),
            '<ol class="loss-steps">',
            *(step(point, n) for n, point in enumerate(points, start=1)),
            "</ol>",
        ]
    )


def path(points: Sequence[Point]) -> str:
    """A stair: each loss holds until the lesson that lowers it."""
    first, *others = points
    drops = "".join(f"H{point.left:.2f}V{point.top:.2f}" for point in others)
    return f"M{first.left:.2f} {first.top:.2f}{drops}H100"


def sign(point: Point, n: int) -> str:
    """The link to a point's lesson, at its place."""
    # It begins with what is seen, for those who speak to their computer.
    words = f"{point.sign} {point.loss:.2f}: {point.title}, lesson {point.lesson[:2]}"
    place = f"left:{point.left:.2f}%;top:{point.top:.2f}%"
    return (
        f'<a class="sign sign-{n}" href="notebooks/{point.lesson}.html" style="{place}" '
        f'aria-label="{html.escape(words)}">{point.sign} <b>{point.loss:.2f}</b></a>'
    )


def line_of(model: Point) -> str:
    """The line of a counting model, with its name."""
    words = f"{html.escape(model.title)} {model.loss:.2f}"
    return f'<p class="counted" style="top:{model.top:.2f}%"><span>{words}</span></p>'


def axis(lessons: int) -> str:
    """The numbers of the lessons below the picture. A screen reader hears them from the links."""
    marks = "".join(f"<span>{number}</span>" for number in range(1, lessons + 1))
    return f'<p class="lesson-numbers" aria-hidden="true">{marks}</p>'


def step(point: Point, n: int) -> str:
    """A point in words."""
    return (
        f'<li class="step-{n}"><a href="notebooks/{point.lesson}.html">'
        f"<b>{point.loss:.2f}</b> {html.escape(point.title)}</a><span>{html.escape(point.what)}; "
        f"as unsure as among {point.characters} characters</span></li>"
    )
