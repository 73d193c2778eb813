"""The published figures, in data/published.csv."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from mlp_helpers.engine.places import COURSE
from mlp_helpers.names.rules import ChecksumError

PUBLISHED = COURSE / "data" / "published.csv"
PUBLISHED_SHA256 = "fb824412283c1746f6542e5776611dd393432d008b4ffe632c178b57b4e0b99d"


class Published(NamedTuple):
    """One row of data/published.csv: a figure from the sources that the course follows."""

    id: str
    notebook: str  # the lesson that reproduces it; empty: tests/test_published_runs.py does
    source: str
    quantity: str
    value: float | str
    kind: str  # exact, seeded, statistical or irreproducible
    tolerance: float
    reproduced: str


@functools.cache
def published() -> Mapping[str, Published]:
    """All rows of data/published.csv, by their id.

    Raises FileNotFoundError if the file is not there, and ChecksumError if it was altered.
    """
    if not PUBLISHED.is_file():
        raise FileNotFoundError(
            f"no published figures at {PUBLISHED}. Restore the file with 'git checkout "
            "data/published.csv'; without git, get the course again."
        )
    content = PUBLISHED.read_bytes()
    if hashlib.sha256(content).hexdigest() != PUBLISHED_SHA256:
        raise ChecksumError(
            f"{PUBLISHED} was altered, so nothing can be compared with it. Restore it with "
            "'git checkout data/published.csv'; without git, get the course again."
        )
    rows = map(_parse, csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    return MappingProxyType({row.id: row for row in rows})  # one for all: it is read only once


def row_of(id: str) -> Published:
    """The row of a figure. Raises ValueError for an unknown id."""
    try:
        return published()[id]
    except KeyError:
        raise ValueError(
            f"{id!r} is not an id in {PUBLISHED.name}: {sorted(published())}"
        ) from None


def _parse(row: dict[str, str]) -> Published:
    try:
        value: float | str = float(row["published"])
    except ValueError:
        value = row["published"]
    return Published(
        id=row["id"],
        notebook=row["notebook"],
        source=row["source"],
        quantity=row["quantity"],
        value=value,
        kind=row["kind"],
        tolerance=float(row["tolerance"] or 0),
        reproduced=row["how it was reproduced"],
    )
