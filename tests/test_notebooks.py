"""What holds for every notebook as it is committed. Whether it runs, nbmake tests."""

import ast
import csv
import functools
import html
import re
import statistics
import tomllib
from itertools import groupby, pairwise, zip_longest
from pathlib import Path

import jupytext
import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from pairs import digest
from study_time import rounded, study_minutes

from mlp_helpers.exercises import EXERCISES
from mlp_helpers.plots import FIGURES, IN_WORDS

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
with (ROOT / "data" / "published.csv").open(encoding="utf-8", newline="") as file:
    PUBLISHED = {row["id"]: row["notebook"] for row in csv.DictReader(file)}

SHOWN = {"text/plain", "text/markdown", "text/html", "text/latex", "image/png"}
FORBIDDEN_IN_OUTPUTS = {
    "an object's address": re.compile(r"\b0x[0-9a-fA-F]{4,}"),
    "a path of some machine": re.compile(r"(?<![\w.)/])(?:[A-Z]:\\|/)[\w.-]+[/\\][\w.-]+"),
    "a time that differs in every run": re.compile(
        r"\d ?(?:ns|[µuμ]s|ms|sec|seconds?|min|minutes?|hours?)\b|\d\.\d+ ?s\b|\b\d+ s\b"
        r"|\b\d\d?:\d\d:\d\d\b|\b(?:it|steps)/s\b|CPU times|Wall time"
    ),
    "a carriage return or another control character": re.compile(r"[\x00-\x08\x0b-\x1f\x7f]"),
}
LONGEST_CELL, MEDIAN_CELL, CELLS_IN_A_ROW = 15, 6, 2

each_notebook = pytest.mark.parametrize("name", NAMES)


# ------------------------------------------------------------------------------- readers


@functools.cache
def notebook(name):
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


@functools.cache
def text(name):
    return jupytext.read(NOTEBOOKS / "src" / f"{name}.md", fmt="md:myst")


def code_cells(name):
    """(number, cell) of the code cells, numbered from 1 among all cells."""
    return [(n, c) for n, c in enumerate(notebook(name).cells, 1) if c.cell_type == "code"]


def outputs(name):
    return [(number, output) for number, cell in code_cells(name) for output in cell.outputs]


def shown_texts(name):
    """(cell number, text) of everything that outputs say in words or as markup."""
    for number, output in outputs(name):
        if output.output_type == "stream":
            yield number, output.text
        for kind, data in output.get("data", {}).items():
            if kind.startswith("text/"):
                yield number, data


def images(name):
    """(cell number, output, kind) of every image."""
    for number, output in outputs(name):
        for kind in output.get("data", {}):
            if kind.startswith("image/"):
                yield number, output, kind


@functools.cache
def tree(source):
    """The syntax tree of a cell, magic commands such as %load included."""
    return ast.parse(TransformerManager().transform_cell(source))


def calls(name, function):
    """(cell number, first argument) of each call; the argument must be written out."""
    for number, cell in code_cells(name):
        for node in ast.walk(tree(cell.source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == function:
                first = node.args[0] if node.args else None
                assert isinstance(first, ast.Constant), (
                    f"cell {number}: write the id in {function}(…) out, as its first argument"
                )
                yield number, first.value


def code_lines(cell):
    """Lines that are not empty; an import is one, however many names it has."""
    imports = [node for node in tree(cell.source).body if isinstance(node, ast.ImportFrom)]
    wrapped = sum(node.end_lineno - node.lineno for node in imports)
    return sum(1 for line in cell.source.splitlines() if line.strip()) - wrapped


# ------------------------------------------------------------------------------ the pair


def test_both_folders_hold_the_same_names():
    texts = sorted(path.stem for path in (NOTEBOOKS / "src").glob("*.md"))
    assert texts, "there is no notebook at all"
    assert texts == NAMES, "every text needs its executed notebook, and every notebook its text"
    assert all(re.fullmatch(r"\d\d_[a-z0-9_]+", name) for name in NAMES)


@each_notebook
def test_notebook_and_text_hold_the_same_cells(name):
    def cells(pair):
        return [(cell.cell_type, cell.source, cell.metadata.get("tags")) for cell in pair.cells]

    pair = zip_longest(cells(notebook(name)), cells(text(name)))
    for number, (shown, written) in enumerate(pair, 1):
        assert shown == written, f"cell {number} differs between the notebook and its text"


@each_notebook
def test_metadata_is_what_every_run_gives(name):
    kernelspec = text(name).metadata.kernelspec
    assert kernelspec.name == "python3"
    assert notebook(name).metadata == {
        "course": {"cells": digest(text(name))},
        "jupytext": {"default_lexer": "ipython3"},
        "kernelspec": kernelspec,
        "language_info": {"name": "python"},
    }, "saved by hand? `make notebooks` writes it afresh"
    for number, cell in enumerate(notebook(name).cells):
        assert cell.id == f"{name}-{number:03d}"
        assert set(cell.metadata) <= {"tags"}
        assert cell.metadata.get("tags") != [], (
            f"cell {number + 1}: leave out an empty list of tags"
        )


# --------------------------------------------------------------------------- the outputs


@each_notebook
def test_executed_from_top_to_bottom(name):
    counts = [cell.execution_count for _, cell in code_cells(name)]
    assert counts == list(range(1, len(counts) + 1))


@each_notebook
def test_no_errors_and_no_warnings(name):
    for number, output in outputs(name):
        assert output.output_type != "error", f"cell {number}: {output.ename}: {output.evalue}"
        assert output.get("name") != "stderr", f"cell {number}: {output.text}"


@each_notebook
def test_every_figure_has_a_text_alternative(name):
    for number, output, kind in images(name):
        assert kind == "image/png", f"cell {number}: {kind}; use show(fig, alt)"
        alt = output.metadata.get(kind, {}).get("alt", "")
        assert alt.strip(), f"cell {number}: the figure has no text alternative; use show(fig, alt)"
        assert output.data["text/plain"] == alt, f"cell {number}"
    folded = [
        out.data["text/html"] for _, out in outputs(name) if "text/html" in out.get("data", {})
    ]
    alts = [output.metadata[kind]["alt"] for _, output, kind in images(name)]
    assert folded == [IN_WORDS.format(html.escape(alt)) for alt in alts]


def test_every_figure_has_its_words_and_no_words_are_left_over():
    """In one file, in the order of the lessons, each for one figure."""
    source = FIGURES.read_text(encoding="utf-8")
    shown = [
        node.args[1].value
        for name in NAMES
        for _, cell in code_cells(name)
        for node in ast.walk(tree(cell.source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("show", "plots.show")
    ]
    assert sorted(shown) == sorted(tomllib.loads(source))
    assert not any(re.search(r"\d", name) for name in shown)  # lessons move


@each_notebook
def test_outputs_are_the_same_on_every_machine(name):
    for number, shown in shown_texts(name):
        for what, pattern in FORBIDDEN_IN_OUTPUTS.items():
            found = pattern.search(shown)
            assert not found, f"cell {number} shows {what}: {found.group()!r}"


@each_notebook
def test_outputs_need_no_javascript_and_no_widgets(name):
    kinds = {kind for _, output in outputs(name) for kind in output.get("data", {})}
    assert kinds <= SHOWN


# ------------------------------------------------------------------------------ the code


@each_notebook
def test_stands_alone(name):
    first = code_cells(name)[0][1]
    imports = (ast.Import, ast.ImportFrom)
    assert any(isinstance(node, imports) for node in tree(first.source).body)


@each_notebook
def test_imports_by_name(name):
    for number, cell in code_cells(name):
        for node in ast.walk(tree(cell.source)):
            if isinstance(node, ast.ImportFrom):
                assert "*" not in [alias.name for alias in node.names], f"cell {number}"


@each_notebook
def test_code_comes_in_small_steps(name):
    lines = {number: code_lines(cell) for number, cell in code_cells(name)}
    for number, cell in code_cells(name):
        loop = any(isinstance(node, ast.For | ast.While) for node in ast.walk(tree(cell.source)))
        training = loop and ".backward()" in cell.source
        assert lines[number] <= LONGEST_CELL or training, f"cell {number}: {lines[number]} lines"
    assert statistics.median(lines.values()) <= MEDIAN_CELL


@each_notebook
def test_prose_stands_between_the_code(name):
    cells = enumerate(notebook(name).cells, 1)
    for kind, run in groupby(cells, key=lambda numbered: numbered[1].cell_type):
        numbers = [number for number, _ in run]
        assert kind != "code" or len(numbers) <= CELLS_IN_A_ROW, f"cells {numbers} without prose"


@each_notebook
def test_no_wrapped_line_turns_into_a_list(name):
    """A line of a paragraph that begins with "1. " or "- " would start a list."""
    item = re.compile(r"(\d+[.)]|[-+*]) ")
    for number, cell in enumerate(notebook(name).cells, 1):
        lines = cell.source.splitlines() if cell.cell_type == "markdown" else []
        for before, line in pairwise(lines):
            in_paragraph = before.strip() and not before.startswith(" ") and not item.match(before)
            assert not (in_paragraph and item.match(line)), f"cell {number}: {line}"


@each_notebook
def test_no_code_is_lost_in_the_prose(name):
    """A fence in a quotation, say, is prose to jupytext, and never runs."""
    for number, cell in enumerate(notebook(name).cells, 1):
        if cell.cell_type == "markdown":
            assert "```" not in cell.source, f"cell {number}: {cell.source}"


# ---------------------------------------------------------------- figures and exercises


@each_notebook
def test_every_published_figure_is_reproduced(name):
    used = {id for _, id in calls(name, "reproduce")}
    assert used <= set(PUBLISHED), "not an id in data/published.csv"
    due = {id for id, lesson in PUBLISHED.items() if lesson == name.partition("_")[2]}
    assert due <= used, "data/published.csv promises these, and no cell reproduces them"


@each_notebook
def test_every_exercise_has_a_check_and_a_solution(name):
    checked = [id for _, id in calls(name, "check")]
    solutions = {path.stem for path in (NOTEBOOKS / "solutions").glob("*.py")}
    assert checked, "a lesson without exercises"
    assert set(checked) <= set(EXERCISES), "files in mlp_helpers/exercises/checks"
    assert set(checked) <= solutions, "files in notebooks/solutions"


@each_notebook
def test_every_check_follows_its_exercise(name):
    stubs = [n for n, cell in code_cells(name) if "exercise" in cell.metadata.get("tags", [])]
    checks = [number for number, _ in calls(name, "check")]
    for before, number in pairwise([0, *checks]):
        assert any(before < stub < number for stub in stubs), (
            f"cell {number} checks an exercise, and no cell before it is tagged so"
        )


def test_every_exercise_stands_in_one_lesson():
    """Its name is that of its check and of its solution, whichever lesson it stands in."""
    checked = sorted(id for name in NAMES for _, id in calls(name, "check"))
    assert checked == EXERCISES
    assert checked == sorted(path.stem for path in (NOTEBOOKS / "solutions").glob("*.py"))


# ------------------------------------------------------------------------- an evening each

LONGEST_EVENING, MOST_WORDS, COLUMNS = 90, 3_600, 80
PARTS = ("What this does not show", "Open task: ", "Glossary", "Five questions", "Sources")

each_lesson = pytest.mark.parametrize("name", NAMES)


def prose(name):
    return "\n\n".join(cell.source for cell in notebook(name).cells if cell.cell_type == "markdown")


@each_lesson
def test_fits_an_evening(name):
    minutes = study_minutes(notebook(name))
    said = re.search(r"^\*\*Time:\*\* about (\d+) minutes, exercises included", prose(name), re.M)
    assert int(said[1]) == rounded(minutes), f"{minutes:.1f} by tools/study_time.py"
    assert minutes <= LONGEST_EVENING
    assert len(prose(name).split()) <= MOST_WORDS


@each_lesson
def test_code_is_as_wide_as_the_page(name):
    for number, cell in code_cells(name):
        longest = max(map(len, cell.source.splitlines()))
        assert longest <= COLUMNS, f"cell {number}: {longest} columns"


@each_lesson
def test_has_the_parts_of_a_lesson_in_their_order(name):
    headings = re.findall(r"^## (.*)$", prose(name), re.MULTILINE)
    sections = [heading for heading in headings if re.match(r"\d\. ", heading)]
    assert headings[: len(sections)] == sections
    ends = headings[len(sections) :]
    assert len(ends) == len(PARTS)
    assert all(end.startswith(part) for end, part in zip(ends, PARTS, strict=True))
    questions = prose(name).split("## Five questions")[1].split("## Sources")[0]
    assert questions.count("<details><summary>") == 5
    parts = re.split(r"^## ", prose(name), flags=re.MULTILINE)
    exercises = [len(re.findall(r"^### Exercise", part, re.MULTILINE)) for part in parts]
    assert 3 <= sum(exercises) <= 4
    assert max(exercises) == 1, "each stands in the section that it practises"
    assert not any(exercises[-len(PARTS) :])
    assert "](../docs/symptoms.md)" in prose(name).split(f"## {PARTS[0]}")[1].split("\n## ")[0]
