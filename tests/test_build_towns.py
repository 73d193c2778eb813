"""The builder of towns.txt, on records like those of the published package."""

import hashlib
import json
import re
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from mlp_helpers.data import load_names, split_names
from mlp_helpers.names import tidy_names

DATA = Path(__file__).resolve().parents[1] / "data"
SCRIPT = DATA / "build_towns.py"
PLACES = [  # name, people, country
    ("Ulm", 126_000, "DE"),
    ("Béziers", 80_000, "FR"),
    ("Lyon", 500_000, "FR"),
    ("Lyon 03", 100_000, "FR"),  # a district
    ("Agde", 80_000, "FR"),  # as large as Béziers: A to Z
    ("Be\u0301ziers", 7, "FR"),  # another town of that name, its é in two characters
]
EXPECTED = ["lyon", "agde", "béziers", "béziers"]


@pytest.fixture(scope="module")
def build_towns():
    return SimpleNamespace(**runpy.run_path(str(SCRIPT)))


@pytest.fixture
def wheel(tmp_path, build_towns):
    records = {
        str(number): {"name": name, "population": people, "countrycode": country}
        for number, (name, people, country) in enumerate(PLACES)
    }
    path = tmp_path / "small.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(build_towns.RECORDS, json.dumps(records))
    return path


def test_towns_stand_by_size_then_name_without_districts(wheel, tmp_path):
    target = tmp_path / "towns.txt"
    ran = subprocess.run(
        [sys.executable, SCRIPT, wheel, target], capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"4 towns in {target}\n"
    assert target.read_bytes() == ("\n".join(EXPECTED) + "\n").encode()


def test_the_bundled_list_is_what_its_description_says():
    content = (DATA / "towns.txt").read_bytes()
    towns = load_names(DATA / "towns.txt")
    text = (DATA / "README.md").read_text("utf-8")
    described = re.search(r"## `towns\.txt`\n(.*?)\n## ", text, re.DOTALL)[1]
    assert hashlib.sha256(content).hexdigest() in described
    assert f"{len(towns):,} lines, {len(set(towns)):,} of them different" in described
    assert f"{len(set(''.join(towns)))} characters" in described
    assert f"{len(content):,} bytes" in described
    assert tidy_names(DATA / "towns.txt").changes == ["doubles kept: 11 lines"]
    assert split_names(towns, apart=True).shared() == set()
