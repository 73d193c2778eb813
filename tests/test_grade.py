"""The teacher's table: from saved notebooks, and from notebooks that are run."""

import codecs
import csv
import json
import os

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


def rows_of(group, *, run):
    return [row for rows in grade.table(group, run=run) for row in rows]


def states(group, *, run, person="p"):
    rows = [row for row in rows_of(group, run=run) if row.person == person]
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
        """\
import io, os, sys
said = name = answer = exercise = ask = 1
list, print, globals, getattr, open = [1], None, 0, 0, 0
os.chdir("/")
sys.stdout = io.StringIO()
input()""",
        "import sys\nsys.exit(3)",
        """\
import threading, time
def tick():
    while True:
        print("tick")
        time.sleep(0.001)
threading.Thread(target=tick, daemon=True).start()""",
    ],
    ids=["names", "exit", "thread"],
)
def test_what_else_a_notebook_does_makes_no_difference(group, cell):
    assert states(group("p", PAIRS, cell), run=True)["pairs"] == ("solved", "✓ pairs: right.")


def test_an_answer_may_read_any_variable_of_the_notebook(group):
    names = "sys = said = name = answer = exercise = ask = file = there = 1"
    text = "(text[i], text[i + 1])"
    wrong = f"{text} if sys == said == name == answer == exercise == ask == file == there else 0"
    cell = PAIRS.replace("(name)", "(word)").replace("+ name +", "+ word +").replace(text, wrong)
    assert states(group("p", names, cell), run=True)["pairs"][0] == "solved"


@pytest.mark.parametrize(
    "answer",
    [
        "name_pairs = lambda name: pairs_of(0, name)",
        "import functools\nname_pairs = functools.partial(pairs_of, 0)",
        "import functools\n@functools.cache\ndef name_pairs(name):\n    return pairs_of(0, name)",
        "class Pairs:\n    __call__ = pairs_of\nname_pairs = Pairs()",
        "class Pairs:\n    name_pairs = pairs_of\nname_pairs = Pairs().name_pairs",
    ],
)
def test_an_answer_can_be_written_in_any_way(answer):
    notebook = {"__name__": "__main__"}
    exec('def pairs_of(_, text):\n    return list(zip("." + text, text + "."))', notebook)
    exec(answer, notebook)
    assert grade.verdict_on("pairs", "name_pairs", notebook["name_pairs"])[0]


def test_what_was_said_before_python_ended_counts(group):
    before = f"import os\ndef {function_of('before')}(counts):\n    os._exit(1)"
    found = states(group("p", PAIRS, before), run=True)
    assert [found[name][0] for name in ("pairs", "before", "draw")] == [
        "solved",
        *["kernel died"] * 2,
    ]


def test_outputs_are_not_kept(group):
    """A loop that prints for ten minutes would fill the memory."""
    notebook = new_notebook(cells=[new_code_cell("print(1)\n1 / 0")])
    grade.run_in(str(group("p")), notebook)
    assert notebook.cells[0].execution_count
    assert not notebook.cells[0].outputs


@pytest.mark.parametrize(
    ("cell", "run"),
    [
        ({"cell_type": "code", "metadata": {}, "outputs": []}, False),
        ({"cell_type": "code", "metadata": {}, "outputs": []}, True),
        ({"source": "check('pairs', f)", "metadata": {}, "outputs": []}, False),
        ({"cell_type": "code", "metadata": {}, "outputs": [], "source": None}, False),
    ],
)
def test_a_damaged_cell_is_told(group, cell, run):
    folder = group("p")
    damaged = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}
    (folder / "p" / f"{LESSON}.ipynb").write_text(json.dumps(damaged), encoding="utf-8")
    assert states(folder, run=run)["pairs"][0] == "unreadable"


def test_an_old_notebook_without_a_kernel_is_run(group):
    folder = group("p")
    old = nbformat.v3.new_notebook(
        worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell(PAIRS)])]
    )
    nbformat.write(old, folder / "p" / f"{LESSON}.ipynb", version=nbformat.NO_CONVERT)
    assert states(folder, run=True)["pairs"][0] == "solved"


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
    rows = [row for row in rows_of(folder, run=False) if row.lesson == "02_perplexity"]
    assert {row.state for row in rows} == {"missing"}


def test_what_systems_add_is_nobodys_work(group):
    folder = group("p", PAIRS)
    for name in (".ipynb_checkpoints", "__MACOSX"):
        group(name, PAIRS)
    (folder / "p" / f"._{LESSON}.ipynb").write_bytes(b"\0\5\x16\7")  # by macOS
    (folder / "p" / "lists.txt").mkdir()
    rows = rows_of(folder, run=False)
    assert {row.person for row in rows} == {"p"}
    assert "unreadable" not in {row.state for row in rows}
    assert grade.given(folder / "p", "*.txt") == []


def test_the_newest_copy_counts_unless_an_update_kept_it(group):
    names = [f"{LESSON}-before-2026-01-01", LESSON, f"{LESSON} (1)"]
    for time, name in zip((3, 1, 2), names, strict=True):
        folder = group("p", PAIRS, name=f"{name}.ipynb")
        os.utime(folder / "p" / f"{name}.ipynb", (time, time))
    assert grade.newest(folder / "p", LESSON).stem == f"{LESSON} (1)"
    for name in names[1:]:
        (folder / "p" / f"{name}.ipynb").unlink()
    assert grade.newest(folder / "p", LESSON).stem == names[0]


def test_a_list_of_ones_own_lies_beside_the_notebook(group):
    folder = group("p", f"assert open('streets.txt').read() == 'ab'\n{PAIRS}")
    (folder / "p" / "streets.txt").write_text("ab", encoding="utf-8")
    assert states(folder, run=True)["pairs"][0] == "solved"


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
    assert (folder / "grades.csv").read_bytes().startswith(codecs.BOM_UTF8)  # Excel asks for it
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["exercise"] for row in rows if row["state"] == "solved"] == ["pairs"]
    assert f"p: 1 of {len(rows)} solved\n" in capsys.readouterr().out


def test_a_folder_without_people_is_one_line(tmp_path, capsys):
    assert grade.main([str(tmp_path)]) == 1
    assert grade.main([str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err.count("it needs one for each person") == 2


def test_a_table_that_is_open_elsewhere_is_one_line(group, capsys, monkeypatch):
    """On Windows, Excel lets nobody else write; before anything was run."""
    folder = group("p", PAIRS)
    monkeypatch.setattr(grade, "of_lesson", None)

    def locked(*given, **options):
        raise PermissionError

    monkeypatch.setattr(grade.Path, "open", locked)
    monkeypatch.setattr(grade, "exercises", dict)
    assert grade.main([str(folder)]) == 1
    assert "grades.csv cannot be written. Is it open elsewhere?" in capsys.readouterr().err


def test_an_interrupted_run_keeps_what_it_has_seen(group, capsys, monkeypatch):
    group("p", PAIRS)
    folder = group("q", PAIRS)

    def of_lesson(person, lesson, answers, *, run):
        if person.name == "q":
            raise KeyboardInterrupt
        return dict.fromkeys(answers, ("tried", "\ud800"))  # which is no letter

    monkeypatch.setattr(grade, "of_lesson", of_lesson)
    assert grade.main([str(folder)]) == 130
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert {(row["person"], row["said"]) for row in rows} == {("p", "\\ud800")}
    told = capsys.readouterr()
    assert told.out == f"p: 0 of {len(rows)} solved\n"
    assert "Interrupted" in told.err


@pytest.mark.skipif(os.name == "nt", reason="there, nobody else handles the signal")
def test_ctrl_c_ends_more_than_one_notebook(group):
    press = f"import os, signal, time\nos.kill({os.getpid()}, signal.SIGINT)\ntime.sleep(30)"
    with pytest.raises(KeyboardInterrupt):
        states(group("p", press), run=True)


def test_what_nobody_could_look_at_is_counted_apart():
    usual, odd = (
        [grade.Row("p", LESSON, "pairs", state, "") for state in states]
        for states in (
            ("solved", "tried", "untouched", "missing"),
            ("solved", "unreadable", "not finished", "kernel died"),
        )
    )
    assert grade.summary(usual) == "1 of 4 solved"
    assert grade.summary(odd) == "1 of 4 solved, 3 could not be looked at"
