"""The text and the notebook of a lesson: which was edited, and that no edit is lost in silence."""

import os

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
    assert sync(text, path) == "the same"
    edit_text(text)
    with pytest.raises(PairError, match="edited by hand"):
        pairs.refuse_to_lose_edits(text, path)


def test_a_line_of_equal_signs_is_no_conflict(pair):
    text, _ = pair
    edit_text(text, "A title\n=====")
    assert read_text(text).cells[0].source == "A title\n====="
