"""The teacher's table: from saved notebooks, and from notebooks that are run."""

import csv

import grade
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

LESSON = "01_bigrams"
PAIRS = """\
def name_pairs(name):
    text = "." + name + "."
    return [(text[i], text[i + 1]) for i in range(len(text) - 1)]
"""
BEFORE = """\
def what_came_before(counts):
    return counts / counts.sum(0, keepdim=True)
"""


@pytest.fixture
def group(tmp_path):
    """A function that puts a notebook of cells into the folder of somebody in a class."""

    def hand_in(person, *cells, name=f"{LESSON}.ipynb"):
        (tmp_path / person).mkdir(exist_ok=True)
        cells = [new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
        nbformat.write(new_notebook(cells=cells), tmp_path / person / name)
        return tmp_path

    return hand_in


def states(group, *, run, person="p"):
    rows = [row for row in grade.table(group, run=run) if row.person == person]
    return {row.exercise: (row.state, row.said) for row in rows if row.lesson == LESSON}


def function_of(exercise):
    return grade.exercises()[LESSON][exercise]


def test_a_lesson_asks_for_functions():
    assert list(grade.exercises()[LESSON]) == ["pairs", "before", "draw"]
    assert sum(map(len, grade.exercises().values())) > 60


def test_each_exercise_counts_by_itself(group):
    before = BEFORE.replace("what_came_before", function_of("before"))
    found = states(group("p", "raise ValueError", PAIRS, before.replace("(0,", "(1,")), run=True)
    assert found["pairs"][0] == "solved"
    assert found["before"][0] == "tried"
    assert "✗ before: not yet." in found["before"][1]
    assert found["draw"] == (
        "tried",
        f"there is no function {function_of('draw')} of the notebook's own",
    )


def test_an_untouched_stub_is_untouched(group):
    stub = f"def {function_of('before')}(counts):\n    raise NotImplementedError"
    assert states(group("p", stub), run=True)["before"][0] == "untouched"


@pytest.mark.parametrize(
    "cell",
    [
        'print("✓ pairs: right.")',
        "def check(*given):\n    print('✓ pairs: right.')\ncheck('pairs', None);",
        "from mlp_helpers.exercises import load\nname_pairs = load('pairs').answer",
        "name_pairs = len",
    ],
)
def test_who_only_says_so_has_not_solved_it(group, cell):
    assert states(group("p", cell), run=True)["pairs"][0] != "solved"


def test_what_was_saved_is_shown_without_running(group, tmp_path):
    told = new_code_cell('check("pairs", name_pairs);')
    told.outputs = [new_output("stream", name="stdout", text="✓ pairs: right.\n")]
    touch = f"open({str(tmp_path / 'ran')!r}, 'w')"
    assert states(group("p", touch, told), run=False)["pairs"] == ("solved", "")
    assert not (tmp_path / "ran").exists()


def test_names_of_platforms_are_known_and_broken_files_told(group):
    folder = group("p", PAIRS, name="kim_01_bigrams (1).ipynb")
    assert states(folder, run=True)["pairs"][0] == "solved"
    group("q", PAIRS)
    (folder / "q" / f"{LESSON}.ipynb").write_text("{", encoding="utf-8")
    assert states(folder, run=False, person="q")["pairs"][0] == "unreadable"
    rows = [row for row in grade.table(folder, run=False) if row.lesson == "02_perplexity"]
    assert {row.state for row in rows} == {"missing"}


def test_a_program_that_does_not_end_or_kills_python_is_told(group, monkeypatch):
    monkeypatch.setattr(grade, "SECONDS", 2)
    folder = group("p", "while True: pass")
    assert states(folder, run=True)["pairs"][0] == "not finished"
    group("p", "import os; os._exit(1)")
    assert states(folder, run=True)["pairs"][0] == "kernel died"
    assert not list(grade.ROOT.glob("class-*"))


def test_the_table_is_a_file_in_the_folder(group, capsys):
    folder = group("p", PAIRS)
    assert grade.main([str(folder), "--run"]) == 0
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["exercise"] for row in rows if row["state"] == "solved"] == ["pairs"]
    assert f"p: 1 of {len(rows)} solved\n" in capsys.readouterr().out


def test_a_folder_without_people_is_one_line(tmp_path, capsys):
    assert grade.main([str(tmp_path)]) == 1
    assert grade.main([str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err.count("it needs one for each person") == 2
