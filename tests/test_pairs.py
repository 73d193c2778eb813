"""The text and the notebook of a lesson: which was edited, and that no edit is lost in silence."""

import os

import execute_notebooks
import jupytext
import nbformat
import pairs
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pairs import PairError, digest, main, read_notebook, read_text, sync

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@pytest.fixture
def pair(tmp_path):
    """A text and the notebook that was made from it."""
    cells = [
        new_markdown_cell("# A title"),
        new_code_cell("x = 1", metadata={"tags": ["exercise"]}),
    ]
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    text = tmp_path / "notebooks" / "src" / "01_toy.md"
    text.parent.mkdir(parents=True)
    text.write_text(jupytext.writes(notebook, fmt="md:myst"), encoding="utf-8")
    notebook.metadata.course = {"cells": digest(notebook)}
    path = text.parents[1] / "01_toy.ipynb"
    nbformat.write(notebook, path)
    return text, path


def edit_notebook(path, source="# My title"):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = source
    nbformat.write(notebook, path)


def edit_text(text, title="# Their title"):
    text.write_text(text.read_text("utf-8").replace("# A title", title), encoding="utf-8")


def contents(pair):
    return [path.read_bytes() for path in pair]


def test_a_pair_that_is_the_same_stays(pair):
    before = contents(pair)
    assert sync(*pair) == "the same"
    assert contents(pair) == before


@pytest.mark.parametrize("times", [(0, 10**9), (10**9, 0)])
def test_edits_of_the_notebook_are_carried_over_whatever_the_times(pair, times):
    text, path = pair
    edit_notebook(path)
    for file, time in zip(pair, times, strict=True):
        os.utime(file, (time, time))
    assert sync(text, path).startswith("carried over")
    assert "# My title" in text.read_text("utf-8")
    assert read_text(text).metadata.kernelspec == KERNEL
    assert digest(read_text(text)) == digest(read_notebook(path))
    assert read_text(text).cells[1].metadata.tags == ["exercise"]
    edit_text(text, "# My title")  # nothing
    assert sync(text, path) == "the same"


def test_after_carrying_over_the_text_can_be_edited(pair):
    text, path = pair
    edit_notebook(path)
    sync(text, path)
    text.write_text(text.read_text("utf-8").replace("# My title", "# A better one"), "utf-8")
    assert "only the text was edited" in sync(text, path)
    pairs.refuse_to_lose_edits(text, path)  # does not raise


def test_an_edit_of_the_text_is_not_overwritten(pair):
    """File times would have had the older one win."""
    text, path = pair
    edit_text(text)
    os.utime(text, (0, 0))
    before = contents(pair)
    assert "make notebooks ONLY=01_toy" in sync(text, path)
    assert contents(pair) == before


def test_two_edits_are_refused(pair):
    text, path = pair
    edit_text(text)
    edit_notebook(path)
    before = contents(pair)
    with pytest.raises(PairError, match="were both edited"):
        sync(text, path)
    assert contents(pair) == before


@pytest.mark.parametrize(
    ("which", "content", "said"),
    [
        (0, "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "01_toy.md holds conflict marks"),
        (1, "<<<<<<< a\n{}\n=======\n{}\n>>>>>>> b\n", "01_toy.ipynb holds conflict marks"),
        (1, "{", "01_toy.ipynb is no notebook any more"),
    ],
)
def test_broken_files_are_met_with_one_line(pair, which, content, said, capsys):
    pair[which].write_text(content, encoding="utf-8")
    before = contents(pair)
    assert main(pair[0].parent) == 1
    printed = capsys.readouterr().out
    assert said in printed
    assert printed.count("\n") == 1
    assert contents(pair) == before


def test_a_notebook_that_says_nothing_of_its_text_counts_as_edited(pair):
    text, path = pair
    notebook = nbformat.read(path, as_version=4)
    del notebook.metadata["course"]
    nbformat.write(notebook, path)
    edit_text(text)
    with pytest.raises(PairError, match="edited by hand"):
        pairs.refuse_to_lose_edits(text, path)


def test_what_was_carried_over_and_not_noted_is_noted_later(pair):
    """As after a kill between the two files: the text is there, and the notebook does not know."""
    text, path = pair
    edit_notebook(path)
    sync(text, path)
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.course = {"cells": "0123456789abcdef"}
    nbformat.write(notebook, path)
    assert sync(text, path) == "the same"
    edit_text(text, "# A title")
    text.write_text(text.read_text("utf-8").replace("# My title", "# Another"), "utf-8")
    pairs.refuse_to_lose_edits(text, path)  # does not raise


@pytest.mark.parametrize(
    "source",
    [
        "above\n\n+++\n\nbelow",
        "\n\nblank lines first",
        "blank lines last\n\n",
        "```{code-cell}\nx\n```",
    ],
)
def test_a_cell_that_no_text_can_hold_is_refused(pair, source):
    """It was said to be carried over, and then overwritten."""
    text, path = pair
    edit_notebook(path, source)
    before = contents(pair)
    with pytest.raises(PairError, match="cell 1 cannot be written as text"):
        sync(text, path)
    assert contents(pair) == before


def test_a_picture_dropped_into_a_cell_is_not_lost(pair):
    text, path = pair
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = "![](attachment:a.png)"
    notebook.cells[0].attachments = {"a.png": {"image/png": "aGk="}}
    nbformat.write(notebook, path)
    with pytest.raises(PairError, match="cell 1 cannot be written"):
        sync(text, path)


@pytest.mark.parametrize("rule", ["=====", "======="])
def test_a_line_of_equal_signs_is_no_conflict(pair, rule):
    text, _ = pair
    edit_text(text, f"A title\n{rule}")
    assert read_text(text).cells[0].source == f"A title\n{rule}"


def test_edits_while_a_notebook_is_executed_are_not_lost(pair, monkeypatch, capsys):
    text, path = pair
    edit_text(text)

    def execute(text):
        edit_notebook(path, "# Edited meanwhile")
        return nbformat.read(path, as_version=4)

    monkeypatch.setattr(execute_notebooks, "execute", execute)
    assert execute_notebooks.main(["01"], texts=text.parent) == 1
    assert "was edited by hand" in capsys.readouterr().out
    assert "# Edited meanwhile" in path.read_text("utf-8")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"---\nkernelspec: [\n---\n\nx\n"])
def test_an_unreadable_text_is_met_with_one_line(pair, content, capsys):
    pair[0].write_bytes(content)
    assert main(pair[0].parent) == 1
    assert "01_toy.md cannot be read" in capsys.readouterr().out
