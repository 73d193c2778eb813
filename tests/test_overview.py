"""The picture on the front page: where its numbers come from, and how it is drawn."""

import copy
import math
import re

import glossary
import overview
import pytest
from overview import OverviewError, Point


@pytest.fixture(scope="module")
def lessons():
    return glossary.committed()


@pytest.fixture(scope="module")
def held(lessons):
    return overview.read(lessons)


def with_printed(lessons, name, old, new):
    """The lessons, of which one printed something else."""
    changed = copy.deepcopy(lessons[name])
    outputs = [o for cell in changed.cells for o in cell.get("outputs", []) if "text" in o]
    assert sum(output.text.count(old) for output in outputs) == 1
    for output in outputs:
        output.text = output.text.replace(old, new)
    return lessons | {name: changed}


def test_the_points_are_what_the_lessons_printed(held):
    points, counted = held
    lessons = [point.lesson[3:] for point in points]
    assert lessons == [*["perplexity"] * 2, "learning_rate", "splits", "scale", "tuning"]
    losses = [3.2958, 2.4531, 2.315, 2.200, 2.1447, (1.9181 + 1.9142 + 1.9178) / 3]
    assert [point.loss for point in points] == pytest.approx(losses, abs=1e-9)
    assert [model.loss for model in counted] == [2.4531, 2.2225, 2.1018, 1.9746]


def test_counting_at_its_best_beats_all_networks_before_the_last(held):
    """The page says so in a sentence."""
    points, counted = held
    best = min(model.loss for model in counted)
    assert [point.loss < best for point in points] == [False] * 5 + [True]


def test_another_result_moves_its_point(lessons):
    points, _ = overview.read(with_printed(lessons, "10_scale", "2.1447 ± 0.0019", "2.1000 ± 0.0"))
    assert points[4].loss == 2.1


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        (
            "10_scale",
            "2.1447 ± 0.0019",
            "2.2000 ± 0.0",
            "'a start .*' does not lower the loss",
        ),
        ("10_scale", "2.1447 ± 0.0019", "1.7000 ± 0.0", "'a start .*' would lie outside"),
        ("10_scale", "2.1447 ± 0.0019", "3.5000 ± 0.0", "'a start .*' would lie outside"),
        (
            "10_scale",
            "gain 5/3            2",
            "gain 1.7            2",
            "'a start .*' is found 0 times in what 10_scale",
        ),
        ("18_tuning", "1.9142   1.9152", "1.914   1.9152", "tuned network' is found 2 times"),
        (
            "10_scale",
            "2.1447 ± 0.0019",
            "2.1447\ngain 5/3 2 ± 1 2.1",
            "'a start .*' is found 2 times",
        ),
    ],
)
def test_a_number_that_is_not_there_is_no_picture(name, old, new, complaint, lessons):
    with pytest.raises(OverviewError, match=complaint):
        overview.read(with_printed(lessons, name, old, new))


def test_a_lesson_that_is_not_there_is_named(lessons):
    left = {name: lesson for name, lesson in lessons.items() if name != "05_learning_rate"}
    with pytest.raises(OverviewError, match="names 05_learning_rate, which is no lesson"):
        overview.read(left)


def test_a_point_stands_at_its_lesson_and_its_loss():
    row = {"lesson": "02_middle", "find": r"loss (\S+)", "title": ""}
    printed = {"01_first": "", "02_middle": "loss 2.6", "03_last": ""}
    point = overview.point_of(row, printed)
    assert (point.left, point.top) == pytest.approx((50, 50))
    assert overview.point_of(row | {"place": 3}, printed).left == pytest.approx(100 * 5 / 6)
    assert Point("21_own_names", 100, 1.8, "below").top == pytest.approx(100)


def test_a_loss_is_told_as_a_number_of_characters():
    assert Point("01_bigrams", 1, math.log(9), "").characters == "9"
    assert Point("01_bigrams", 1, math.log(8.52), "").characters == "8.5"


def test_the_stair_falls_at_the_lessons():
    steps = [Point("01_a", 2.5, 3.4, ""), Point("11_b", 50, 2.6, "")]
    assert overview.path(steps) == "M2.50 0.00H50.00V50.00H100"


def test_each_point_is_a_sign_and_a_line_in_words(held):
    points, counted = held
    page = overview.as_html(points, counted, 21)
    for n, point in enumerate(points, start=1):
        link = f'href="notebooks/{point.lesson}.html"'
        assert re.search(rf'class="sign sign-{n}" {link} [^>]*{point.loss:.2f}', page)
        assert re.search(rf'class="step-{n}"><a {link}><b>{point.loss:.2f}</b>', page)
    assert page.count('class="counted"') == len(counted)
    assert ">? <b>3.30</b>" in page
    assert page.count("<span>21</span>") == 1


def test_words_are_safe_in_html():
    point = Point("01_a", 1, 3.0, 'a < b & "c"', "d > e", "01")
    page = overview.as_html([point], [point], 1)
    assert page.count("a &lt; b &amp; &quot;c&quot;") == 3  # its line, its sign and its words
    assert "a < b" not in page
    assert "d &gt; e" in page
