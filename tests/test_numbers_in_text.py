"""That each number in the text of a lesson comes from somewhere, and a changed digit is seen."""

import copy
import csv
import math
import random
from collections import Counter
from pathlib import Path

import pytest
from calculations import agree, calculations
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from numbers_in_text import FACTS, lessons_in, numbers, unexplained, wrong_calculations

from mlp_helpers.data import Vocabulary, build_dataset, load_names, split_names

ROOT = Path(__file__).parents[1]
LESSONS = lessons_in()
each_lesson = pytest.mark.parametrize("lesson", LESSONS)
CHANGED = 50  # digits
SEEN_OF_TWO = 0.7  # of changed numbers with two digits; with more, nine in ten


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


BY_HAND = {
    (row["lesson"], row["number"]): row
    for row in rows(Path(__file__).with_name("numbers_by_hand.csv"))
}


def not_accounted_for(lesson, lessons):
    """The numbers that neither the lesson nor the table by hand explains, with their sentences."""
    name = lesson[3:]
    return [n for n in unexplained(lesson, lessons) if (name, n.text) not in BY_HAND]


# -------------------------------------------------------------------------------- the lessons


@each_lesson
def test_every_number_comes_from_somewhere(lesson):
    found = not_accounted_for(lesson, LESSONS)
    assert not found, [(number.text, number.sentence) for number in found]


@each_lesson
def test_every_calculation_in_the_text_is_right(lesson):
    assert list(wrong_calculations(LESSONS[lesson])) == []


def test_most_numbers_need_no_table():
    counted = Counter()
    for lesson, cells in LESSONS.items():
        counted["all"] += len(list(numbers(cells)))
        counted["by hand"] += len(list(unexplained(lesson, LESSONS)))
    assert counted["by hand"] < counted["all"] / 5
    assert counted["all"] > 500


# ------------------------------------------------------------------------- the table by hand


def test_no_row_of_the_table_is_left_over():
    needed = {(lesson[3:], n.text) for lesson in LESSONS for n in unexplained(lesson, LESSONS)}
    assert BY_HAND.keys() <= needed


@pytest.mark.parametrize("row", BY_HAND.values(), ids=[f"{a}-{b}" for a, b in BY_HAND])
def test_what_can_be_calculated_is(row):
    if not row["calculated"]:
        assert row["what it is"]
        return
    study = rows(ROOT / "data" / "study.csv")
    complete = [trial for trial in study if trial["state"] == "COMPLETE"]
    best = min(complete, key=lambda trial: float(trial["dev_loss_6"]))
    splits = split_names(load_names())
    known = {"math": math, "splits": splits, "study": study, "best": best}
    assert agree(eval(row["calculated"], known), row["number"])


def test_few_rows_are_told_and_not_calculated():
    assert sum(not row["calculated"] for row in BY_HAND.values()) <= 25


def test_the_facts_are_those_of_the_data():
    names = load_names()
    splits, vocabulary = split_names(names), Vocabulary.from_names(names)
    characters = sum(len(name) + 1 for name in names)
    examples, _ = build_dataset(splits.train, vocabulary, context=3)
    counted = [len(names), characters, len(names) - len(set(names)), *map(len, splits)]
    assert [*counted, len(examples), len(vocabulary), len(vocabulary) - 1] == list(FACTS)


# ----------------------------------------------------------------------------- changed digits


def places():
    """Where the numbers of the lessons stand: lesson, cell, start and text."""
    for lesson, cells in LESSONS.items():
        for number in numbers(cells):
            for place, cell in enumerate(cells):
                flat = number.sentence
                if cell.cell_type == "markdown" and cell.source.count(flat) == 1:
                    start = (
                        cell.source.index(flat) + len(flat) - len(number.after) - len(number.text)
                    )
                    yield lesson, place, start, number.text


def changed(lesson, place, start, text, draw):
    """The lessons, with one digit of one number changed."""
    at = draw.choice([i for i, c in enumerate(text) if c.isdigit()])
    digit = draw.choice([d for d in "123456789" if d != text[at]])
    lessons = {**LESSONS, lesson: copy.deepcopy(LESSONS[lesson])}
    cell = lessons[lesson][place]
    assert cell.source[start : start + len(text)] == text
    cell.source = cell.source[: start + at] + digit + cell.source[start + at + 1 :]
    return lessons


@pytest.mark.parametrize(("digits", "share"), [(range(2, 3), SEEN_OF_TWO), (range(3, 12), 0.9)])
def test_a_changed_digit_is_seen(digits, share):
    draw = random.Random(7)
    long_enough = [p for p in places() if sum(c.isdigit() for c in p[3].strip("0.")) in digits]
    seen = 0
    for lesson, place, start, text in draw.sample(long_enough, CHANGED):
        lessons = changed(lesson, place, start, text, draw)
        wrong = list(wrong_calculations(lessons[lesson]))
        seen += bool(wrong or not_accounted_for(lesson, lessons))
    assert seen >= share * CHANGED, seen


# ---------------------------------------------------------------------------------- the rules


def lesson(*cells):
    return {"01_a": list(cells)}


def code(source, printed):
    return new_code_cell(source, outputs=[new_output("stream", name="stdout", text=printed)])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The loss is 2.45.", "2.4544"),
        ("Of 1,234 names.", "1234 names"),
        ("It is 46 per cent.", "share 0.457"),
        ("It is lower by 0.11.", "2.4544 2.3421"),
        ("Some 9,100 times as many.", "20 182000"),
        ("About 46 is what $6 \\cdot 7 + 4 = 46$ says.", ""),
        ("All 32,033 names.", ""),
        ("In `x = 99` and [notebook 17](17_a.ipynb), exercise 17.3.", ""),
    ],
)
def test_a_number_with_a_source_is_taken(text, printed):
    assert (
        list(unexplained("01_a", lesson(code("print()", printed), new_markdown_cell(text)))) == []
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The loss is 2.46.", "2.4544"),
        ("It is 45 per cent.", "share 0.457"),
        ("It is 46.", "share 0.457"),
        ("It is 457 per cent.", "share 4.57"),
        ("The sum is 0.11.", "2.4544 2.3421"),
        ("It is lower by 0.12.", "2.4544 2.3421"),
        ("It takes 91 of them.", "2 182"),
        ("That makes $6 \\cdot 7 + 5 = 46$.", ""),
    ],
)
def test_a_number_without_a_source_is_told(text, printed):
    found = list(unexplained("01_a", lesson(code("print()", printed), new_markdown_cell(text))))
    assert found


def test_two_digits_have_to_come_from_their_own_section():
    cells = [code("print()", "46"), new_markdown_cell("## 2. Next"), new_markdown_cell("It is 46.")]
    assert [number.text for number in unexplained("01_a", lesson(*cells))] == ["46"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("50/52 = 96 %", True), ("50/52 = 95 %", False), ("$1 - 0.9^{20} = 88$ per cent", True),
        (r"$\sqrt{4 + 4} = 2.83$", True), (r"$\sqrt{4 + 4} = 2.82$", False),
        (r"$\ln 27 \approx 3.30$", True), (r"$\ln 27 \approx 3.31$", False),
        ("0.8 · ¾ + 0.2 · ½ = 0.7", True), ("6 + 12 = 18 nats", True), ("6 + 12 = 19 nats", False),
        ("2 + 3 = 10", False), ("4 − 1 = 0", False), ("3 − 5 = 2", False), ("3 − 5 = −2", True),
        ("6 · 250 = 1,000", False), ("2 · 342 ≈ 700", True), ("684 = 700", False),
        ("228,146 / 32,033 ≈ 7.12", True), (r"$\frac{5 \cdot \ln 5}{32} \approx 0.2515$", True),
    ],
)  # fmt: skip
def test_a_calculation_is_worked_out(text, right):
    assert [found for _, found in calculations(text)] == [right]


@pytest.mark.parametrize(
    "text", ["x = 3", "For `a = 2` it is 5.", "2 + 2", "$p_j = 3 w$", "a = b = 7"]
)
def test_what_is_no_calculation_is_left_alone(text):
    assert list(calculations(text)) == []
