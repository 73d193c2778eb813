"""Which exercises are solved, tried and untouched, read from a reader's notebooks."""

import json

import nbformat
import pytest
from desk import lay_out_all

from mlp_helpers.exercises import EXERCISES, check
from mlp_helpers.exercises.progress import (
    LESSONS,
    SOLVED,
    TRIED,
    UNTOUCHED,
    lessons,
    main,
    next_step,
    progress,
)

FIRST = "01_bigrams.ipynb"


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class") / "my"
    assert (lay_out_all(LESSONS, folder)) == []
    return folder


@pytest.fixture
def folder(laid, tmp_path):
    """A desk with the first lesson only, to be changed."""
    (tmp_path / FIRST).write_bytes((laid / FIRST).read_bytes())
    return tmp_path


def checked(folder, id, line):
    """Let the check of an exercise say a line, as a saved notebook does."""
    notebook = nbformat.read(folder / FIRST, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.source.startswith(f'check("{id}"'))
    cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=line)]
    nbformat.write(notebook, folder / FIRST)


def states(folder):
    return {id: state for lesson in lessons(folder) for id, state in lesson.states.items()}


def test_every_exercise_is_found_and_untouched(laid):
    assert states(laid) == dict.fromkeys(EXERCISES, UNTOUCHED)


def test_what_check_prints_is_understood(folder, capsys):
    first, second, third, *_ = lessons(folder)[0].states
    solution = (LESSONS / "solutions" / f"{first}.py").read_text("utf-8")
    namespace = {}
    exec(solution, namespace)
    answer = next(value for name, value in namespace.items() if callable(value))
    check(first, answer)
    checked(folder, first, capsys.readouterr().out)
    check(second, lambda *_: None)
    checked(folder, second, capsys.readouterr().out)
    check(third, lambda *_: (_ for _ in ()).throw(NotImplementedError))
    checked(folder, third, capsys.readouterr().out)
    found = states(folder)
    assert [found[id] for id in (first, second, third)] == [SOLVED, TRIED, UNTOUCHED]


def test_an_answer_that_was_not_checked_counts_as_tried(folder):
    notebook = nbformat.read(folder / FIRST, as_version=4)
    cell = next(cell for cell in notebook.cells if "exercise" in cell.metadata.get("tags", []))
    cell.source = cell.source.replace("raise NotImplementedError", "return 1")
    nbformat.write(notebook, folder / FIRST)
    assert list(states(folder).values()).count(TRIED) == 1


def test_sloppy_notebooks_are_read(folder):
    notebook = json.loads((folder / FIRST).read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    del cells[0]["outputs"]
    cells[1]["outputs"] = [{"output_type": "stream", "name": "stdout"}]
    cells[2]["source"] = "pairs = 1  # was: raise NotImplementedError"
    (folder / FIRST).write_text(json.dumps(notebook), encoding="utf-8")
    assert set(states(folder).values()) <= {UNTOUCHED, TRIED}


def test_missing_and_broken_notebooks_count_as_untouched(tmp_path):
    (tmp_path / FIRST).write_text("{", encoding="utf-8")
    assert set(states(tmp_path).values()) == {UNTOUCHED}
    cell = {"cell_type": "code", "metadata": {}, "outputs": []}  # it has no source
    damaged = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}
    (tmp_path / FIRST).write_text(json.dumps(damaged), encoding="utf-8")
    assert set(states(tmp_path).values()) == {UNTOUCHED}


def test_what_was_solved_once_stays_solved(folder):
    first, *_ = lessons(folder)[0].states
    checked(folder, first, f"✓ {first}: right.\n✗ {first}: not yet. A hint.\n")
    assert states(folder)[first] == SOLVED
    checked(folder, first, f"✓ 01_{first}: right.\n")  # as outputs of earlier versions say
    assert states(folder)[first] == SOLVED


def test_the_next_step_follows_what_was_worked_on_last(folder, laid):
    first, second, third, *_ = lessons(folder)[0].states
    assert next_step(lessons(laid)) == f"Continue at {FIRST}, exercise {first}."
    checked(folder, second, f"✗ {second}: not yet. A hint.\n")
    assert next_step(lessons(folder)) == f"Continue at {FIRST}, exercise {second}."
    checked(folder, second, f"✓ {second}: right.\n")
    assert next_step(lessons(folder)) == f"Continue at {FIRST}, exercise {third}."
    done = [one._replace(states=dict.fromkeys(one.states, SOLVED)) for one in lessons(folder)]
    assert next_step(done) == "All exercises are solved."


def test_the_report_has_a_bar_for_each_lesson(folder, capsys):
    first, second, *_ = lessons(folder)[0].states
    checked(folder, first, f"✓ {first}: right.\n")
    checked(folder, second, f"✗ {second}: not yet.\n")
    progress(folder)
    lines = capsys.readouterr().out.splitlines()
    assert "■◧□" in lines[0]
    assert "1 of " in lines[0]
    assert lines[-2].startswith(f"1 of {len(EXERCISES)} exercises are solved")
    assert lines[-1] == f"Continue at {FIRST}, exercise {second}."
    assert len(lines) == len(list(LESSONS.glob("*.ipynb"))) + 2


def test_a_folder_that_is_not_there_is_one_line(tmp_path, capsys):
    assert main([str(tmp_path / "nowhere")]) == 1
    assert "`make lab` lays out the lessons" in capsys.readouterr().err


# ----------------------------------------------------------------------------------- grading


def test_strict_checks_raise_what_they_would_print(capsys):
    first = EXERCISES[0]
    with pytest.raises(AssertionError, match=f"✗ {first}: not yet"):
        check(first, lambda *_: None, strict=True)
    with pytest.raises(AssertionError, match="there is no exercise"):
        check("no_such", lambda: None, strict=True)
    assert capsys.readouterr().out == ""


def test_those_who_grade_switch_it_on_for_all(monkeypatch, capsys):
    first = EXERCISES[0]
    monkeypatch.setenv("STRICT_CHECKS", "1")
    with pytest.raises(AssertionError):
        check(first, lambda *_: None)
    assert check(first, lambda *_: None, strict=False) is False
    monkeypatch.setenv("STRICT_CHECKS", "0")
    assert check(first, lambda *_: None) is False
    assert capsys.readouterr().out.count("✗") == 2


def test_a_checkpoint_of_the_same_name_is_no_solved_exercise(folder):
    """Lesson 02 prints “✓ parameters: 3,481 (expected 3,481)” above the exercise `parameters`."""
    lesson = lessons(folder)[0]
    first = next(iter(lesson.states))
    notebook = nbformat.read(folder / FIRST, as_version=4)
    line = nbformat.v4.new_output("stream", name="stdout", text=f"✓ {first}: 3 (expected 3)\n")
    notebook.cells[1] = nbformat.v4.new_code_cell("checkpoint(…)", outputs=[line])
    nbformat.write(notebook, folder / FIRST)
    assert lessons(folder)[0].states[first] == UNTOUCHED
