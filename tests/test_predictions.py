"""That predictions are real: the gate, tried on small notebooks, and the lessons themselves."""

import csv
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from predictions import NOTEBOOKS, OUTCOME, predictions, spoilers

KNOWN = Path(__file__).with_name("spoiled_by_prose.csv")
LESSONS = sorted(NOTEBOOKS.glob("*.ipynb"))
BOX = "> **Predict.** What is the loss?"


def code(source, printed="", *tags):
    outputs = [new_output("stream", name="stdout", text=printed)] if printed else []
    return new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)})


def answer(source="loss", printed="27.8817\n"):
    return code(source, printed, OUTCOME)


def found(*cells):
    """(how, what) of all spoilers of a notebook."""
    cells = list(cells)
    return [tuple(one) for asked in predictions(cells) for one in spoilers(cells, asked)]


def hows(*cells):
    return [how for how, _ in found(*cells)]


# ----------------------------------------------------------------------------------- the gate


def test_a_real_prediction_is_left_alone():
    cells = [
        new_markdown_cell(f"Some prose.\n\n{BOX}"),
        code("loss = measure(32, 0.1)"),
        answer("loss, len(names)"),
        new_markdown_cell("It is 27.8817, because the logits are large."),
        code('checkpoint("first loss", loss, 27.8817)', "✓ first loss: 27.8817\n"),
    ]
    assert found(*cells) == []


def test_an_answer_without_a_tag_is_an_output_in_view():
    assert found(new_markdown_cell(BOX), code("loss", "27.8817\n")) == [
        ("output", "cell 2 has no tag 'outcome'")
    ]


def test_a_notebook_without_a_box_has_no_predictions():
    assert found(new_markdown_cell("Predictability is no box."), code("1", "1\n")) == []


def test_units_and_long_numbers_are_read():
    box = new_markdown_cell("It takes 27.88s, or 3.14159265358979323846264338327950288.\n\n" + BOX)
    assert hows(box, answer("x", "27.88 seconds\n")) == ["prose"]


def test_a_box_without_an_answer_is_found():
    assert found(new_markdown_cell(BOX), new_markdown_cell("The end.")) == [
        ("output", "no cell answers")
    ]


def test_an_early_output_is_found():
    cells = [new_markdown_cell(BOX), code("x", "27.8817\n"), answer()]
    assert hows(*cells) == ["output"]


@pytest.mark.parametrize(
    "source",
    [
        'checkpoint("first loss", loss, 27.8817, atol=1e-3)',
        "assert abs(loss - 27.88) < 0.01",
        "loss  # it should be near 27.88",
        'loss, "about 27.88"',
        "print(loss == 27.8817)",
    ],
)
def test_an_expected_value_in_code_is_found(source):
    assert set(hows(new_markdown_cell(BOX), answer(source))) == {"code"}
    assert "code" in hows(new_markdown_cell(BOX), code(source), answer())


def test_whole_numbers_count_where_code_compares_with_them():
    box = new_markdown_cell(BOX)
    assert hows(box, answer("assert len(x) == 32033", "32033\n")) == ["code"]
    assert hows(box, answer("sizes = [32033]", "32,033\n")) == []  # an input of the experiment


def test_words_of_a_figure_in_code_are_found():
    alt = "The curve falls steeply and then stays flat."
    figure = new_output("display_data", data={"image/png": "", "text/plain": alt})
    shown = new_code_cell(f'show(fig, "{alt}")', outputs=[figure], metadata={"tags": [OUTCOME]})
    assert found(new_markdown_cell(BOX), shown) == [("code", alt)]
    named = new_code_cell('show(fig, "curve")', outputs=[figure], metadata={"tags": [OUTCOME]})
    assert found(new_markdown_cell(BOX), named) == []


def test_a_number_in_the_prose_above_is_found():
    assert hows(new_markdown_cell("It was 27.88 before."), new_markdown_cell(BOX), answer()) == [
        "prose"
    ]
    assert hows(new_markdown_cell("It was 0.1 and 200."), new_markdown_cell(BOX), answer()) == []


def test_a_round_or_short_number_tells_nothing():
    box = new_markdown_cell("With 20,000 steps, 0.1 and 200.\n\n" + BOX)
    assert hows(box, answer("x", "20000 0.1 200\n")) == []


def test_each_box_is_looked_at_for_itself():
    cells = [new_markdown_cell(BOX), answer(), new_markdown_cell(BOX), code("y", "3.2958\n")]
    assert [(one.tagged, one.outcomes) for one in predictions(cells)] == [
        (True, (1,)),
        (False, (3,)),
    ]


# -------------------------------------------------------------------------------- the lessons


def lessons_spoiled():
    """(lesson, prediction, how, what) of everything that the gate finds."""
    for path in LESSONS:
        cells = nbformat.read(path, as_version=4).cells
        for asked in predictions(cells):
            for spoiler in dict.fromkeys(spoilers(cells, asked)):
                yield path.stem.partition("_")[2], asked.opening, *spoiler


def known():
    with KNOWN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_prediction_is_spoiled_by_outputs_or_code():
    assert [row for row in lessons_spoiled() if row[2] != "prose"] == []


def test_what_prose_may_give_away_is_listed():
    """New ones are mended and not listed; a lesson that is written anew takes its rows out."""
    listed = [
        (row["lesson"], row["prediction"], row["what"])
        for row in known()
        if row["found by"] == "program"
    ]
    assert sorted(listed) == sorted(
        (lesson, opening, what)
        for lesson, opening, how, what in lessons_spoiled()
        if how == "prose"
    )


def test_what_readers_have_found_is_about_predictions_that_are_there():
    asked = {
        (path.stem.partition("_")[2], one.opening)
        for path in LESSONS
        for one in predictions(nbformat.read(path, as_version=4).cells)
    }
    assert all((row["lesson"], row["prediction"]) in asked for row in known())


def test_every_cell_with_the_tag_answers_something():
    for path in LESSONS:
        cells = nbformat.read(path, as_version=4).cells
        tagged = {n for n, cell in enumerate(cells) if OUTCOME in cell.metadata.get("tags", [])}
        assert tagged == {place for one in predictions(cells) for place in one.outcomes}
        assert all(cells[place].get("outputs") for place in tagged), path.stem
