"""What the teacher's page shows: which lesson needs which, as a map and as a table.

What a lesson needs stands at its beginning, in *You need*. What it gives and how long it takes is
read from the table in the README. Nothing is written twice.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from nbformat import NotebookNode

NEEDS = re.compile(r"^\*\*You need:\*\* (.*?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
LINKED = re.compile(r"\[(\d\d)\]\(\d\d_\w+\.ipynb\)|\[notebook (\d\d)\]\(\d\d_\w+\.ipynb\)")
RANGE = re.compile(r"\[(\d\d)\]\([^)]*\) to \[(\d\d)\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
ROW = re.compile(
    r"^\| (\d\d) \| \[(.+?)\]\(notebooks/(\w+)\.ipynb\) \| (.+?) \| (\d+) min \|", re.MULTILINE
)


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


def lanes(needs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The lane of each lesson, counted from 0. Lessons stand below each other, each in its lane.

    The line from a lesson to one that builds on it runs down the lane of the former. So a lane
    belongs to its lesson up to the last one that needs it, which may stand there itself. `needs` is
    in the order of the lessons, and names those that each builds on.
    """
    last = {each: number for number, needed in needs.items() for each in needed}
    found: dict[str, int] = {}
    held: dict[int, str] = {}  # lane: the last lesson that needs who stands in it
    for number, needed in needs.items():
        ends = [found[each] for each in needed if last[each] == number]
        free = (lane for lane in count() if lane not in held)
        found[number] = min(ends) if ends else next(free)
        held = {lane: end for lane, end in held.items() if end != number}
        if number in last:
            held[found[number]] = last[number]
    return found


def as_map(lessons: Sequence[Lesson]) -> str:
    """The map as HTML: a list of links, behind which lines show what builds on what."""
    needs = directly(lessons)
    placed = lanes(needs)
    places = {number: (placed[number], row) for row, number in enumerate(needs)}
    lines = [line(places[start], places[end]) for end in needs for start in needs[end]]
    size = f"{max(placed.values()) + 1} {len(lessons)}"
    return "\n".join(
        [
            f'<div class="lesson-map" style="--lanes:{max(placed.values()) + 1}">',
            f'<svg viewBox="0 0 {size}" preserveAspectRatio="none" aria-hidden="true">'
            f'<path d="{"".join(lines)}"/></svg>',
            "<ol>",
            *(entry(lesson, placed[lesson.number], needs[lesson.number]) for lesson in lessons),
            "</ol>",
            "</div>",
        ]
    )


def line(start: tuple[int, int], end: tuple[int, int]) -> str:
    """A line as SVG draws it, between two places (lane, row), whose middle is half a unit on.

    It runs down its lane, and bends in the last row before the end.
    """
    left, top, right, bottom = (each + 0.5 for each in (*start, *end))
    middle = bottom - 0.5
    bend = f"C{left} {middle} {right} {middle} {right} {bottom}"
    return f"M{left} {top}V{bottom - 1}{bend}"


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
