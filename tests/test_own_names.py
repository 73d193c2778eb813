"""The lesson on a list of one's own, run on other lists than the one that it is shown with."""

import contextlib
import io
import random
import tomllib
import warnings
from pathlib import Path

import jupytext
import pytest

from mlp_helpers.data import load_names
from mlp_helpers.names import NamesError, tidy_names

ROOT = Path(__file__).parents[1]
LESSON = next((ROOT / "notebooks" / "src").glob("*_own_names.md"))
SHIPPED = 'LIST = "../data/towns.txt"'
FILES = tomllib.loads(Path(__file__).with_name("odd_lists.toml").read_text("utf-8"))["file"]
DEVANAGARI = "कखगचजटडतदनपबमयरलवशसह", ["ा", "ि", "ी", "ु", "े", "ो", ""]  # consonants, vowel signs
HAN = 0x4E00  # where the Chinese characters begin


def cells():
    """The lesson's code, cell by cell."""
    notebook = jupytext.read(LESSON, fmt="md:myst")
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def run(path, folder, *, first=None):
    """What the lesson's first cells, or all, leave behind on the list at `path`."""
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    (folder / "data").symlink_to(ROOT / "data", target_is_directory=True)
    variables = {}
    with contextlib.chdir(notebooks), warnings.catch_warnings():
        warnings.simplefilter("error")
        for cell in cells()[:first]:
            exec(cell.replace(SHIPPED, f"LIST = {str(path)!r}"), variables)
    return variables


def written(names, folder):
    path = folder / "mine.txt"
    path.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return path


def devanagari(n):
    draw = random.Random(5)
    consonants, vowels = DEVANAGARI
    return [
        "".join(draw.choice(consonants) + draw.choice(vowels) for _ in range(draw.randint(2, 4)))
        for _ in range(n)
    ]


def chinese(n):
    """A family name of 100, and one or two characters of 1,500."""
    draw = random.Random(5)
    family = [chr(HAN + draw.randrange(3_000)) for _ in range(100)]
    given = [chr(HAN + draw.randrange(9_000)) for _ in range(1_500)]
    return [
        draw.choice(family) + "".join(draw.choices(given, k=draw.randint(1, 2))) for _ in range(n)
    ]


def odd_ones_that_are_taken():
    """All names of the odd lists that can be mended."""
    return [name for file in FILES for name in file.get("tidy", file["load"]) if is_taken(file)]


def is_taken(file):
    return isinstance(file.get("tidy", file["load"]), list)


class Run:
    """The whole lesson on a list: what it leaves behind, prints and writes."""

    def __init__(self, names, folder):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self.left = run(written(names, folder), folder)
        self.out, self.err = out.getvalue().replace(str(folder), ""), err.getvalue()
        kept = (folder / "notebooks" / f"own_names.{kind}" for kind in ("pt", "html"))
        self.files = [file.read_bytes() for file in kept]


@pytest.fixture(scope="module")
def on_200_lines(tmp_path_factory):
    """A run that two tests look at, one after the other."""
    return Run(load_names()[:200], tmp_path_factory.mktemp("lines"))


LISTS = {
    "Devanagari": lambda: devanagari(250),
    "Chinese": lambda: chinese(250),
    "odd ones among 200": lambda: load_names()[:200] + odd_ones_that_are_taken(),
}


def test_the_list_is_named_in_one_line():
    assert sum(cell.count(SHIPPED) for cell in cells()) == 1
    assert not [cell for cell in cells() if "towns" in cell.replace(SHIPPED, "")]


@pytest.mark.parametrize("names", LISTS.values(), ids=LISTS)
def test_runs_to_its_end_on_another_list(names, tmp_path):
    names = names()
    assert_went_well(Run(names, tmp_path), names)


def test_runs_to_its_end_on_200_lines_of_the_course_s_list(on_200_lines):
    assert_went_well(on_200_lines, load_names()[:200])


def assert_went_well(done, names):
    left = done.left
    assert left["names"] == names
    assert not left["splits"].shared()
    assert set(left["saved"].vocabulary) == {".", *"".join(names)}
    assert set(left["test"]) <= {"counting", left["chosen"]}  # no other model saw the test split
    assert left["audit"](left["report"]) == left["found"]  # yours is the last that is audited
    assert not done.err
    assert f"{len(names):,} names" in done.out


def test_two_runs_give_the_same_bytes(on_200_lines, tmp_path):
    again = Run(load_names()[:200], tmp_path)
    assert (again.out, again.files) == (on_200_lines.out, on_200_lines.files)


@pytest.mark.parametrize("file", FILES, ids=[file["what"] for file in FILES])
def test_an_odd_list_is_taken_or_refused_as_tidy_names_does(file, tmp_path):
    path = tmp_path / "mine.txt"
    path.write_bytes(bytes.fromhex(file["hex"]) if "hex" in file else file["content"].encode())
    if is_taken(file):
        assert run(path, tmp_path, first=2)["names"] == tidy_names(path).names
        return
    with pytest.raises(NamesError) as refusal:
        run(path, tmp_path, first=2)
    assert file.get("tidy", file["load"]).replace("{path}", str(path)) in str(refusal.value)
