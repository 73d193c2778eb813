"""What the teacher's page shows: which lesson needs which, as a map and as a table.

What a lesson needs stands at its beginning, in *You need*. What it gives and how long it takes is
read from the table in the README. Nothing is written twice.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from nbformat import NotebookNode

NEEDS = re.compile(r"^\*\*You need:\*\* (.*?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
LINKED = re.compile(r"\[(\d\d)\]\(\d\d_\w+\.ipynb\)|\[notebook (\d\d)\]\(\d\d_\w+\.ipynb\)")
RANGE = re.compile(r"\[(\d\d)\]\([^)]*\) to \[(\d\d)\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
ROW = re.compile(
    r"^\| (\d\d) \| \[(.+?)\]\(notebooks/(\w+)\.ipynb\) \| (.+?) \| (\d+) min \|", re.MULTILINE
)
EDGE = "M{:g} {:g}C{:g} {:g} {:g} {:g} {:g} {:g}"


class TeachingError(Exception):
    """The page cannot be made from the lessons; says why."""


@dataclass(frozen=True)
class Lesson:
    """A lesson as a teacher plans with it."""

    name: str  # such as "06_splits"
    title: str
    gives: str  # what one can do afterwards
    minutes: int  # of study, exercises included
    needs: str  # what it says of it, in Markdown
    after: frozenset[str]  # the numbers of the lessons that it names there

    @property
    def number(self) -> str:
        """Its number, such as "06"."""
        return self.name[:2]


def read(notebooks: Mapping[str, NotebookNode], readme: str) -> list[Lesson]:
    """The lessons in their order; `notebooks` are those of the course by their names.

    Raises TeachingError if the README lacks a lesson, if a lesson does not say what it needs, or if
    it needs one that comes later.
    """
    rows = {name: row for *row, name in reordered(ROW.findall(readme))}
    if list(rows) != list(notebooks):
        raise TeachingError("the README's table does not list the lessons in their order")
    found = []
    for name, notebook in notebooks.items():
        said = NEEDS.search("\n\n".join(cell.source for cell in notebook.cells[:2]))
        if not said:
            raise TeachingError(f"{name} does not say what it needs")
        title, gives, minutes = rows[name]
        after = named(said[1])
        if late := {number for number in after if number >= name[:2] or number == "00"}:
            raise TeachingError(f"{name} needs {', '.join(sorted(late))}, which come later")
        found.append(Lesson(name, title, gives, int(minutes), said[1], after))
    return found


def reordered(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, str, str, str]]:
    """(title, what it gives, minutes, name) of each row."""
    return [(title, gives, minutes, name) for _, title, name, gives, minutes in rows]


def named(text: str) -> frozenset[str]:
    """The numbers of the lessons that a text links to, and of those between “03 to 06”."""
    single = {one or other for one, other in LINKED.findall(text)}
    between = {
        f"{number:02}"
        for first, last in RANGE.findall(text)
        for number in range(int(first), int(last) + 1)
    }
    return frozenset(single | between)


def all_before(lessons: Sequence[Lesson]) -> dict[str, set[str]]:
    """For each lesson all that it builds on, also by way of others, by numbers."""
    known: dict[str, set[str]] = {}
    for lesson in lessons:
        known[lesson.number] = set(lesson.after).union(*(known[each] for each in lesson.after))
    return known


def directly(lessons: Sequence[Lesson]) -> dict[str, list[str]]:
    """For each lesson those that it builds on, without what another of them builds on anyway."""
    before = all_before(lessons)
    return {
        lesson.number: sorted(
            each for each in lesson.after if not any(each in before[one] for one in lesson.after)
        )
        for lesson in lessons
    }


# ----------------------------------------------------------------------------------- the map


@dataclass(frozen=True)
class Line:
    """A line of the map, from a lesson to one that builds on it, in a lane of its own or theirs."""

    start: str
    end: str
    lane: int


def arranged(needs: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], list[Line]]:
    """The lane of each lesson, counted from 0, and the lines between them.

    Lessons stand below each other. A line runs down a lane in which no lesson stands in its way.
    `needs` is in the order of the lessons, and names those that each builds on.
    """
    rows = {number: row for row, number in enumerate(needs)}
    lanes: dict[str, int] = {}
    lines: list[Line] = []
    taken: set[tuple[int, int]] = set()  # (lane, row)

    def free(lane: int, rows: range) -> bool:
        return not any((lane, row) in taken for row in rows)

    for number, row in rows.items():
        nearest = sorted(needs[number], reverse=True)
        beside = [range(rows[each] + 1, row) for each in nearest]  # the rows between both
        first = range(rows[nearest[0]] + 1, row + 1) if nearest else range(row, row + 1)
        wished = [
            lanes[each]
            for each, between in zip(nearest, beside, strict=True)
            if free(lanes[each], between) and free(lanes[each], range(row, row + 1))
        ]
        lanes[number] = wished[0] if wished else next(lane for lane in count() if free(lane, first))
        taken.add((lanes[number], row))
        for each, between in zip(nearest, beside, strict=True):
            tried = (lanes[number], lanes[each], *range(len(rows)))
            lane = next(lane for lane in tried if free(lane, between))
            taken.update((lane, middle) for middle in between)
            lines.append(Line(each, number, lane))
    return lanes, lines


def as_map(lessons: Sequence[Lesson]) -> str:
    """The map as HTML: a list of links, behind which lines show what builds on what."""
    needs = directly(lessons)
    lanes, lines = arranged(needs)
    rows = {number: row for row, number in enumerate(needs)}
    width, height = max(*lanes.values(), *(line.lane for line in lines)) + 1, len(lessons)
    drawn = "".join(path(line, lanes, rows) for line in lines)
    return "\n".join(
        [
            f'<div class="lesson-map" style="--lanes:{width};--rows:{height}">',
            f'<svg viewBox="0 0 {width} {height}" aria-hidden="true"><path d="{drawn}"/></svg>',
            "<ol>",
            *(entry(lesson, lanes[lesson.number], needs[lesson.number]) for lesson in lessons),
            "</ol>",
            "</div>",
        ]
    )


def path(line: Line, lanes: Mapping[str, int], rows: Mapping[str, int]) -> str:
    """A line as SVG draws it; a lesson's middle lies half a unit right of and below its place."""
    start, end = rows[line.start], rows[line.end]
    if end == start + 1:
        places = [(lanes[line.start], start), (lanes[line.end], end)]
    else:
        bends = [(line.lane, start + 1), (line.lane, end - 1)]
        places = [(lanes[line.start], start), *bends, (lanes[line.end], end)]
    return "".join(
        EDGE.format(x + 0.5, y + 0.5, x + 0.5, (y + v + 1) / 2, u + 0.5, (y + v + 1) / 2, u + 0.5,
                    v + 0.5)
        for (x, y), (u, v) in pairwise(places)
    )  # fmt: skip


def entry(lesson: Lesson, lane: int, needs: Sequence[str]) -> str:
    """A lesson of the map: its number in its lane, and its title; what it needs, in words."""
    built = f"builds on {in_words(needs)}" if needs else "needs no other lesson"
    return (
        f'<li style="--lane:{lane}"><a href="notebooks/{lesson.name}.html"><b>{lesson.number}</b> '
        f"<span>{html.escape(lesson.title.replace('`', ''))}</span>"
        f'<span class="visually-hidden">, {built}</span></a></li>'
    )


def in_words(items: Sequence[str]) -> str:
    """“08, 11 and 17”."""
    *others, last = items
    return f"{', '.join(others)} and {last}" if others else last


# --------------------------------------------------------------------------------- the table


def as_table(lessons: Sequence[Lesson]) -> str:
    """What each lesson takes, needs and gives, as a table in Markdown."""
    lines = ["| lesson | minutes | needs | afterwards you can |", "|---|---:|---|---|"]
    for lesson in lessons:
        link = f"[{lesson.number} · {lesson.title}](notebooks/{lesson.name}.ipynb)"
        needs = " ".join(LINK.sub(r"[\1](notebooks/\2)", lesson.needs).split())
        lines.append(f"| {link} | {lesson.minutes} | {needs} | {lesson.gives} |")
    total = sum(lesson.minutes for lesson in lessons)
    return "\n".join([*lines, f"| all lessons | {total:,} | | |"])
