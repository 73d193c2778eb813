"""The script that executes the notebooks, tried on small notebooks of its own."""

import copy
import os
import shutil
import subprocess
import sys
from pathlib import Path

import execute_notebooks
import nbformat
import pytest
from execute_notebooks import NotebookError, agree, compare, comparison, main
from pairs import digest

ROOT = Path(__file__).parents[1]
HEADER = """\
---
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

"""
TOY = (
    HEADER
    + """\
# A toy

```{code-cell} ipython3
import os
import time

import matplotlib.pyplot as plt
import numpy as np

from mlp_helpers.plots import show
from mlp_helpers.engine.progress import Progress

print(os.environ["OMP_NUM_THREADS"], os.path.basename(os.getcwd()))
```

A run of more than a second, with a line that is written over, then text in chunks.

```{code-cell} ipython3
with Progress(5, show=True) as progress:
    for step in range(5):
        time.sleep(0.3)
        progress.update(step + 1, np.zeros(5))
for part in ["one, ", "two, ", "three\\n"]:
    print(part, end="", flush=True)
    time.sleep(0.1)
print(f"loss {2.4541:.4f}, emma, step 100")
print(f"{time.time()}\\r       \\r", end="")
```

```{code-cell} ipython3
:tags: [exercise]

fig, ax = plt.subplots()
ax.plot([1, 2, 3])
show(fig, alt="A line that rises from 1 to 3.")
```
"""
)
FAILING = (
    HEADER
    + """\
```{code-cell} ipython3
print("so far")
```

```{code-cell} ipython3
def divide(x):
    return 1 / x

divide(0)
```
"""
)
DYING = (
    HEADER
    + """\
```{code-cell} ipython3
import os

os._exit(1)
```
"""
)


def write_text(folder, name, content):
    text = folder / "notebooks" / "src" / f"{name}.md"
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_text(content, encoding="utf-8")
    return text


def run(text, *arguments):
    return main([*arguments], texts=text.parent)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """The text and the notebook of the toy, executed once. Not to be changed."""
    text = write_text(tmp_path_factory.mktemp("course"), "01_toy", TOY)
    assert run(text) == 0
    return text, text.parents[1] / "01_toy.ipynb"


@pytest.fixture
def pair(executed, tmp_path):
    """A copy of the two files, to be changed."""
    shutil.copytree(executed[0].parents[1], tmp_path / "notebooks")
    return tmp_path / "notebooks" / "src" / "01_toy.md", tmp_path / "notebooks" / "01_toy.ipynb"


@pytest.fixture
def notebook(executed):
    return nbformat.read(executed[1], as_version=4)


# --------------------------------------------------------------------------- execution


def test_two_executions_give_the_same_bytes(executed, pair, capsys):
    text, notebook = pair
    notebook.unlink()
    assert run(text, "01") == 0
    assert notebook.read_bytes() == executed[1].read_bytes()
    assert text.read_bytes() == executed[0].read_bytes()
    assert sorted(path.name for path in notebook.parent.iterdir()) == ["01_toy.ipynb", "src"]
    said = capsys.readouterr().out
    assert said.startswith("01_toy: executing …\n")
    assert said.endswith(" s: written\n")


def test_outputs_hold_the_last_state_only(notebook):
    first, second, figure = (cell.outputs for cell in notebook.cells if cell.cell_type == "code")
    assert [output.text for output in first] == ["1 notebooks\n"]
    assert [output.text for output in second] == ["one, two, three\nloss 2.4541, emma, step 100\n"]
    picture, words = figure
    assert picture.metadata["image/png"]["alt"] == "A line that rises from 1 to 3."
    assert "A line that rises from 1 to 3." in words.data["text/html"]


def test_notebook_holds_no_needless_metadata(notebook):
    assert [cell.id for cell in notebook.cells] == [f"01_toy-{n:03d}" for n in range(5)]
    assert [cell.metadata for cell in notebook.cells] == [{}] * 4 + [{"tags": ["exercise"]}]
    assert notebook.metadata == {
        "course": {"cells": digest(notebook)},
        "jupytext": {"default_lexer": "ipython3"},
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (FAILING, ["cell 2:", "divide(0)", "return 1 / x", "ZeroDivisionError: division by zero"]),
        (DYING, ["cell 1:", "os._exit(1)", "Kernel died"]),
    ],
)
def test_a_failing_cell_is_shown_and_nothing_is_written(executed, tmp_path, capsys, content, shown):
    text = write_text(tmp_path, "02_failing", content)
    notebook = text.parents[1] / "02_failing.ipynb"
    shutil.copy(executed[1], notebook)
    assert run(text) == 1
    said = capsys.readouterr().out
    assert "02_failing" in said
    assert all(part in said for part in shown)
    assert "\x1b" not in said
    assert notebook.read_bytes() == executed[1].read_bytes()


def test_a_cell_that_takes_too_long_is_shown(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(execute_notebooks, "CELL_SECONDS", 1)
    text = write_text(
        tmp_path, "01_slow", HEADER + "```{code-cell}\nimport time\n\ntime.sleep(60)\n```\n"
    )
    assert run(text) == 1
    said = capsys.readouterr().out
    assert "time.sleep(60)" in said
    assert "timed out" in said


def test_edits_by_hand_are_not_lost(pair, capsys):
    text, path = pair
    edited = nbformat.read(path, as_version=4)
    edited.cells[0].source = "# My title"
    nbformat.write(edited, path)
    os.utime(path, (0, 0))  # files' times say nothing: git and copies change them
    before = path.read_bytes()
    assert run(text) == 1
    assert "make sync" in capsys.readouterr().out
    assert path.read_bytes() == before


@pytest.mark.parametrize("broken", ["{", "", "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n"])
def test_a_broken_notebook_is_met_with_one_line(pair, capsys, broken):
    text, path = pair
    path.write_text(broken, encoding="utf-8")
    assert run(text) == 1
    said = capsys.readouterr().out
    assert "delete 01_toy.ipynb, then `make notebooks ONLY=01_toy`" in said
    assert ("conflict marks" in said) == ("<<<<" in broken)
    assert len(said.splitlines()) == 3  # executing, the line, and which failed
    assert path.read_text(encoding="utf-8") == broken


def test_a_text_with_conflict_marks_is_not_executed(pair, capsys):
    text, path = pair
    before = path.read_bytes()
    marks = "<<<<<<< ours\nprint(1)\n=======\nprint(2)\n>>>>>>> theirs\n"
    text.write_text(f"{TOY}\n```{{code-cell}} ipython3\n{marks}```\n", encoding="utf-8")
    assert run(text) == 1
    assert "01_toy.md holds conflict marks" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_notebooks_are_chosen_by_number_or_name(tmp_path, monkeypatch):
    texts = [write_text(tmp_path, name, HEADER) for name in ("01_a", "02_b", "10_c")]
    ran = []
    monkeypatch.setattr(
        execute_notebooks, "process", lambda text, check, executed: ran.append(text.stem) or True
    )
    for arguments in ([], ["10", "01_a"]):
        assert run(texts[0], *arguments, "--jobs", "1") == 0
    assert ran == ["01_a", "02_b", "10_c", "01_a", "10_c"]


@pytest.mark.parametrize("arguments", [["02"], ["1"], ["01_to"], ["01", "toy"]])
def test_an_unknown_notebook_is_refused(executed, arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        run(executed[0], *arguments)
    assert "only 01_toy" in capsys.readouterr().err


def test_an_empty_folder_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit, match="2"):
        main([], texts=tmp_path)
    assert "no notebook text" in capsys.readouterr().err


# -------------------------------------------------------------------------- comparison


def test_check_accepts_what_was_written_and_writes_nothing(pair, capsys):
    text, notebook = pair
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("loss 2.4541", "loss 2.4542"))
    before = notebook.read_bytes(), notebook.stat().st_mtime_ns
    assert run(text, "--check") == 0
    assert (notebook.read_bytes(), notebook.stat().st_mtime_ns) == before
    assert "as committed" in capsys.readouterr().out


def test_check_shows_what_differs(pair, capsys):
    text, notebook = pair
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("emma", "olivia"))
    assert run(text, "--check") == 1
    assert (
        "  cell 4, stdout:\n"
        "    expected: loss 2.4541, olivia, step 100\n"
        "    got:      loss 2.4541, emma, step 100\n"
    ) in capsys.readouterr().out


def kept_by_nbmake(notebook, folder):
    """Run pytest on the notebook as `make test` does, with what it gives kept in `folder`."""
    shutil.copy(ROOT / "notebooks" / "conftest.py", notebook.parent)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbmake"]
    subprocess.run(
        [*command, f"--rootdir={notebook.parent}", notebook.name],
        cwd=notebook.parent,
        env={**os.environ, "KEEP_EXECUTED": str(folder), "PYTEST_ADDOPTS": ""},
        check=True,
        capture_output=True,
    )


def test_check_takes_what_a_test_run_has_executed(pair, tmp_path, capsys, monkeypatch):
    """Its outputs are compared as those of a run of its own, progress lines and all."""
    text, notebook = pair
    kept_by_nbmake(notebook, tmp_path / "kept")
    monkeypatch.setattr(execute_notebooks, "execute", None)
    how = ["--check", "--executed", str(tmp_path / "kept")]
    assert run(text, *how) == 0
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("emma", "olivia"))
    assert run(text, *how) == 1
    assert "got:      loss 2.4541, emma, step 100\n" in capsys.readouterr().out
    text.write_text(text.read_text(encoding="utf-8").replace("emma", "ava"), encoding="utf-8")
    assert run(text, *how) == 1
    assert "was not executed from 01_toy.md as it is now" in capsys.readouterr().out


def test_check_wants_all_to_have_been_executed(pair, tmp_path, capsys):
    assert run(pair[0], "--check", "--executed", str(tmp_path)) == 1
    assert "no test has executed it" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        run(pair[0], "--executed", str(tmp_path))
    assert "--executed goes with --check" in capsys.readouterr().err


def test_check_refuses_a_missing_notebook(pair, capsys):
    text, notebook = pair
    notebook.unlink()
    assert run(text, "--check") == 1
    assert "01_toy.ipynb does not exist" in capsys.readouterr().out


def change_source(cells):
    cells[1].source += "\n"


def change_tags(cells):
    cells[4].metadata = {}


def change_type(cells):
    cells[0].cell_type = "raw"


def drop_a_cell(cells):
    del cells[2]


def drop_an_output(cells):
    cells[1].outputs.clear()


def add_a_warning(cells):
    cells[1].outputs.append(nbformat.v4.new_output("stream", name="stderr", text="Warning"))


def change_the_result(cells):
    cells[4].outputs[0].data["text/plain"] = "[<Line3D>]"


def change_the_alt(cells):
    cells[4].outputs[0].metadata["image/png"]["alt"] = "A line that falls."


def drop_the_figure(cells):
    del cells[4].outputs[:]


def turn_into_an_error(cells):
    cells[1].outputs[0] = nbformat.v4.new_output("error", ename="ValueError")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (change_source, "cell 2, source"),
        (change_tags, "cell 5, tags"),
        (change_type, "cell 1, type"),
        (drop_a_cell, "expected 4 cells, got 5"),
        (drop_an_output, "cell 2: expected nothing, got stdout"),
        (add_a_warning, "cell 2: expected stderr, got nothing"),
        (change_the_result, "cell 5, text/plain"),
        (change_the_alt, "cell 5, image/png"),
        (drop_the_figure, "cell 5: expected nothing, got image/png"),
        (turn_into_an_error, "cell 2: expected error, got stdout"),
    ],
)
def test_every_change_is_found(notebook, tmp_path, change, said):
    committed = copy.deepcopy(notebook)
    change(committed.cells)
    path = tmp_path / "01_toy.ipynb"
    nbformat.write(committed, path)
    with pytest.raises(NotebookError, match=said):
        compare(path, notebook)


def test_pixels_are_not_compared(notebook, tmp_path):
    committed = copy.deepcopy(notebook)
    committed.cells[4].outputs[0].data["image/png"] = "AAAA"
    nbformat.write(committed, tmp_path / "01_toy.ipynb")
    compare(tmp_path / "01_toy.ipynb", notebook)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("loss 2.4541", "loss 2.4542"),  # the last place
        ("tensor([ 0.1234, -1.5000e-05])", "tensor([ 0.1235, -1.5001e-05])"),
        ("3.295836925506592", "3.2958370447158813"),  # the seventh digit of many
        ("1,234.56", "1,234.57"),
        ("-0.0000", "0.0000"),
        ("9.9999", "10.0000"),
        (
            "✓ largest difference: 0 (expected 0 ± 1e-05)",
            "✓ largest difference: 9.54e-07 (expected 0 ± 1e-05)",
        ),
    ],
)
def test_numbers_may_differ_in_the_last_place(expected, got):
    assert agree(expected, got)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("✓ gap: 1.20e-03 (expected 0 ± 0.003)", "✓ gap: 2.20e-03 (expected 0 ± 0.003)"),
        ("✓ gap: 0 (expected 0 ± 0.003)", "✓ gap: 2.20e-03 (expected 0 ± 0.003)"),
        ("✓ gap: 0 (expected 1 ± 1e-05)", "✓ gap: 9.54e-07 (expected 1 ± 1e-05)"),
        ("loss 2.4541", "loss 2.4543"),
        ("loss 2.4541", "loss -2.4541"),
        ("3.295836925506592", "3.2959369"),
        ("1.5000e-05", "1.5000e-06"),
        ("32,033 names", "32,034 names"),  # whole numbers are exact
        ("tensor([3., 4.])", "tensor([3., 5.])"),
        ("loss 2.4541 emma", "loss 2.4541 emmy"),
        ("loss 2.4541", "loss nan"),
        ("2.4541", "2.4541 "),
    ],
)
def test_anything_else_must_be_equal(expected, got):
    assert not agree(expected, got)


# ------------------------------------------------------------------------ the tag "chaotic"


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("2.0   10.641   12.960", "2.0    9.594   13.231"),  # another width, other blanks
        ("below by 0.0176", "below by 0.0159"),
        (
            "✓ difference: 0.0956 (expected 0.096 ± 0.06)",
            "✓ difference: 0.0767 (expected 0.096 ± 0.06)",
        ),
    ],
)
def test_numbers_of_chaotic_runs_may_differ_roughly(expected, got):
    assert comparison("stdout", ["chaotic"])(expected, got)
    assert not comparison("stdout", [])(expected, got)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("loss 2.4541", "loss 3.3"),
        ("loss 2.4541", "gain 2.4541"),
        ("60 steps of 32", "80 steps of 32"),
        ("loss 2.4541", "loss nan"),
    ],
)
def test_even_chaotic_runs_are_compared(expected, got):
    assert not comparison("stdout", ["chaotic"])(expected, got)


def test_the_source_of_a_chaotic_cell_is_compared_exactly():
    assert not comparison("source", ["chaotic"])("lr = 0.10", "lr = 0.11")
