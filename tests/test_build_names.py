"""The builder of names.txt, on a small database like the one in the published package."""

import runpy
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "data" / "build_names.py"

ROWS = [  # name, boys in 2018, all in 2018, boys in 2017, all in 2017
    ("mia", 0, 30, 0, 1),
    ("ava", 0, 40, 0, 1),
    ("liam", 50, 50, 1, 1),
    ("zoe", 0, 30, 0, 1),  # as many as mia and ana: A to Z
    ("ana", 0, 30, 0, 1),
    ("riley", 20, 45, 1, 1),  # 25 girls and 20 boys: stands on both sides
    ("noah", 20, 20, 1, 1),  # as many boys as riley: A to Z
    ("olde", 0, 0, 90, 99),  # nobody in 2018
]
EXPECTED = ["ava", "ana", "mia", "zoe", "riley", "liam", "noah", "riley"]


@pytest.fixture(scope="module")
def build_names():
    return SimpleNamespace(**runpy.run_path(str(SCRIPT)))


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "small.db"
    connection = sqlite3.connect(path)
    connection.execute(
        "create table nameGenderUSSSA (name text, male_2018 int, all_2018 int, "
        "male_2017 int, all_2017 int)"
    )
    connection.executemany("insert into nameGenderUSSSA values (?, ?, ?, ?, ?)", ROWS)
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def wheel(database, tmp_path, build_names):
    path = tmp_path / "small.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(database, build_names.DATABASE)
    return path


def test_girls_come_before_boys_each_side_by_count_then_name(database, build_names):
    assert build_names.names_from_database(database) == EXPECTED


def test_another_year_can_be_asked_for(database, build_names):
    names_of_2017 = ["olde", "ana", "ava", "mia", "zoe", "olde", "liam", "noah", "riley"]
    assert build_names.names_from_database(database, 2017) == names_of_2017


def test_counts_of_zero_are_left_out_and_ties_go_by_name(build_names):
    counts = [(1, "b"), (0, "none"), (1, "a"), (5, "z"), (-1, "less")]
    assert build_names.by_frequency(counts) == ["z", "a", "b"]


def test_file_has_one_name_a_line_and_no_final_newline(wheel, tmp_path, build_names):
    target = tmp_path / "names.txt"
    assert build_names.build(wheel, target) == 8
    assert target.read_bytes() == b"ava\nana\nmia\nzoe\nriley\nliam\nnoah\nriley"


def test_command_line_says_how_many_names_it_wrote(wheel, tmp_path):
    target = tmp_path / "names.txt"
    result = subprocess.run(
        [sys.executable, SCRIPT, wheel, target], capture_output=True, text=True, check=True
    )
    assert result.stdout == f"8 names in {target}\n"
    assert target.read_bytes().decode().split("\n") == EXPECTED


def test_bundled_file_is_girls_then_boys_each_without_repeats(names):
    """2018's most frequent boys' name starts the second side: its second appearance."""
    boys = names.index("liam", names.index("liam") + 1)
    assert names[0] == "emma"
    assert names[boys : boys + 3] == ["liam", "noah", "william"]
    for side in (names[:boys], names[boys:]):
        assert len(set(side)) == len(side)
