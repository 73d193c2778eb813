"""The teacher's page: the map, the plans, and the exam questions with their answers."""

import re
from dataclasses import replace

import glossary
import nbformat
import pytest
import teaching
from build_site import ROOT
from calculations import calculations
from teaching import Lesson, TeachingError

PAGE = (ROOT / "docs" / "teaching.md").read_text("utf-8")
EXAM = (ROOT / "docs" / "exam.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
LESSON = re.compile(
    r"^## \[(\d\d) · ([^\n]+)\]\(\.\./notebooks/(\w+)\.ipynb\)$(.*?)(?=^## |\Z)", re.M | re.S
)
QUESTION = re.compile(r"^### Question (\d) \((\d+) points\)\n(.*?)(?=^### |\Z)", re.M | re.S)
ANSWER = re.compile(r"<details><summary>Model answer</summary>\n\n(.*?)\n\n</details>", re.S)


@pytest.fixture(scope="module")
def notebooks():
    return glossary.committed()


@pytest.fixture(scope="module")
def lessons(notebooks):
    return teaching.read(notebooks, README)


# ------------------------------------------------------------------------------- the lessons


def test_lessons_need_what_they_say(lessons):
    needs = {lesson.number: sorted(lesson.after) for lesson in lessons}
    assert needs["01"] == []
    assert needs["02"] == ["01"]  # it says “notebook 01”
    assert needs["06"] == ["02", "04", "05"]
    assert needs["09"] == ["03", "04", "05", "06"]  # it says “03 to 06”
    assert lessons[5].title == "Split the names, and grow the network for a reason"
    assert lessons[5].minutes == 85


def chain(*after):
    """Lessons 01, 02, … that need what is given for each."""
    return [
        Lesson(f"{n:02}_x", f"Lesson {n}", "do it", 60, "", frozenset(needed))
        for n, needed in enumerate(after, start=1)
    ]


def test_what_another_lesson_brings_along_is_not_needed_directly():
    found = teaching.directly(chain([], ["01"], ["01", "02"], ["01"], ["03", "04", "02"]))
    assert found == {"01": [], "02": ["01"], "03": ["02"], "04": ["01"], "05": ["03", "04"]}


def test_directly_needed_lessons_bring_all_others_along(lessons):
    short = [
        replace(lesson, after=frozenset(teaching.directly(lessons)[lesson.number]))
        for lesson in lessons
    ]
    assert teaching.all_before(short) == teaching.all_before(lessons)


def spoiled(notebooks, old, new):
    changed = {name: nbformat.from_dict(each) for name, each in notebooks.items()}
    cell = changed["06_splits"].cells[0]
    assert old in cell.source
    changed["06_splits"].cells[0] = nbformat.from_dict(
        {**cell, "source": cell.source.replace(old, new)}
    )
    return changed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("**You need:**", "**Needed:**", "06_splits does not say what it needs"),
        ("[02](02_perplexity.ipynb)", "[07](07_embedding.ipynb)", "06_splits needs 07"),
        ("[02](02_perplexity.ipynb)", "[06](06_splits.ipynb)", "06_splits needs 06"),
        ("[02](02_perplexity.ipynb)", "[00](00_none.ipynb)", "06_splits needs 00"),
    ],
)
def test_a_lesson_that_cannot_be_placed_is_told(notebooks, old, new, said):
    with pytest.raises(TeachingError, match=said):
        teaching.read(spoiled(notebooks, old, new), README)


def test_a_lesson_that_the_readme_lacks_is_told(notebooks):
    with pytest.raises(TeachingError, match="README"):
        teaching.read(notebooks, README.replace("| 06 |", "| six |"))


# ----------------------------------------------------------------------------------- the map


def passed(placed, needs):
    """Each line's lesson, end, and the lessons that stand in its lane between both."""
    rows = {number: row for row, number in enumerate(needs)}
    for end, needed in needs.items():
        for start in needed:
            yield [
                number
                for number, row in rows.items()
                if rows[start] < row < rows[end] and placed[number] == placed[start]
            ]


@pytest.mark.parametrize(
    "after",
    [
        [[], ["01"], ["02"]],
        [[], ["01"], ["01"], ["01"], ["02", "03", "04"]],
        [[], [], ["01"], ["02"], ["03", "04"]],
        [[], ["01"], ["01"], ["02"], ["03"], ["02", "05"], ["04", "01"]],
    ],
)
def test_no_line_runs_through_a_lesson(after):
    needs = teaching.directly(chain(*after))
    placed = teaching.lanes(needs)
    assert not any(passed(placed, needs))


@pytest.mark.parametrize(
    ("after", "lanes"),
    [
        ([[], [], ["01"], ["02"], ["03", "04"]], [0, 1, 0, 1, 0]),  # the left one of two that end
        ([[], [], ["01", "02"], [], ["04"]], [0, 1, 0, 0, 0]),  # in one that is free again
        ([[], ["01"], ["01"], ["02"]], [0, 1, 0, 1]),
    ],
)
def test_lessons_stand_as_far_left_as_lines_allow(after, lanes):
    assert list(teaching.lanes(teaching.directly(chain(*after))).values()) == lanes


def test_no_line_of_the_course_runs_through_a_lesson(lessons):
    needs = teaching.directly(lessons)
    placed = teaching.lanes(needs)
    assert not any(passed(placed, needs))
    assert max(placed.values()) < 6  # which a phone has room for


def test_a_line_begins_and_ends_at_its_lessons():
    assert teaching.line((0, 2), (2, 5)) == "M0.5 2.5V4.5C0.5 5.0 2.5 5.0 2.5 5.5"


def test_the_map_says_in_words_what_it_draws(lessons):
    shown = teaching.as_map(lessons)
    said = re.findall(r"<b>(\d\d)</b>.*?visually-hidden\">, (.*?)</span>", shown)
    assert len(said) == len(lessons)
    assert dict(said)["18"] == "builds on 08, 11 and 17"
    assert dict(said)["01"] == "needs no other lesson"
    needs = teaching.directly(lessons)
    (drawn,) = re.findall(r'<path d="(.*?)"', shown)
    assert drawn.count("M") == sum(map(len, needs.values()))
    placed = re.findall(r'style="--lane:(\d+)".*?<b>(\d\d)</b>', shown)
    assert {number: int(lane) for lane, number in placed} == teaching.lanes(needs)


def test_a_title_is_safe_in_html():
    lesson = replace(chain([])[0], title="a `x < y`")
    assert "<span>a x &lt; y</span>" in teaching.as_map([lesson])


def test_the_table_has_all_lessons_and_their_minutes(lessons):
    rows = teaching.as_table(lessons).splitlines()[2:]
    assert "| notebooks [01](notebooks/01_bigrams.ipynb) and [02](notebooks/02_perp" in rows[2]
    assert len(rows) == len(lessons) + 1
    assert sum(int(row.split("|")[2]) for row in rows[:-1]) == int(
        rows[-1].split("|")[2].replace(",", "")
    )


# ---------------------------------------------------------------------------------- the plans


def plan(title):
    """(lessons, minutes) of each row of a plan of the page."""
    section = re.search(rf"^## {title}$(.*?)^## ", PAGE, re.M | re.S)[1]
    rows = re.findall(r"^\| \w+ \d+ \| (.*?) \| (\d+) \|", section, re.M)
    return [(re.findall(r"\[(\d\d)\]", linked), int(minutes)) for linked, minutes in rows]


@pytest.mark.parametrize(
    ("title", "rows", "left"), [("Ten weeks", 10, ["21"]), ("Two days", 2, None)]
)
def test_a_plan_can_be_kept(lessons, title, rows, left):
    taken = plan(title)
    assert len(taken) == rows
    minutes = {lesson.number: lesson.minutes for lesson in lessons}
    for numbers, said in taken:
        assert sum(minutes[number] for number in numbers) == said
    order = [number for numbers, _ in taken for number in numbers]
    before = teaching.all_before(lessons)
    for place, number in enumerate(order):
        assert before[number] <= set(order[:place]), f"{title}: {number} comes too early"
    if left is not None:
        assert [number for number in minutes if number not in order] == left


def test_lesson_17_can_take_the_place_of_10_in_the_two_days(lessons):
    (first, _), (second, _) = plan("Two days")
    assert second[-1] == "10"
    assert teaching.all_before(lessons)["17"] <= {*first, *second[:-1]}


# ------------------------------------------------------------------------------------ the exam


def questions():
    """(lesson, number, points, text, answer) of each question."""
    for lesson, _, _, part in LESSON.findall(EXAM):
        for number, points, text in QUESTION.findall(part):
            (answer,) = ANSWER.findall(text)
            yield lesson, int(number), int(points), ANSWER.sub("", text), answer


def test_each_lesson_has_three_questions(lessons):
    found = [(lesson, number) for lesson, number, *_ in questions()]
    assert found == [(lesson.number, n) for lesson in lessons for n in (1, 2, 3)]
    heads = [head[:3] for head in LESSON.findall(EXAM)]
    assert heads == [(lesson.number, lesson.title, lesson.name) for lesson in lessons]


@pytest.mark.parametrize(
    ("points", "text", "answer"),
    [pytest.param(*rest, id=f"{lesson}.{n}") for lesson, n, *rest in questions()],
)
def test_a_model_answer_fits_its_question(points, text, answer):
    assert len(text.strip()) > 80
    assert 4 <= points <= 8
    said = re.findall(r"\((\d+) points?\)", re.sub(r"^\*Often:\*.*", "", answer, flags=re.M | re.S))
    assert sum(map(int, said)) == points
    assert "*Often:*" in answer.splitlines()[-1] or "*Often:*" in answer.rpartition("\n\n")[2]
    for code in re.findall(r"```python\n(.*?)```", answer, re.S):
        assert "assert" in code
        exec(code, {"__name__": "answer"})


def test_calculations_in_the_exam_are_right():
    found = list(calculations(EXAM))
    assert len(found) > 100
    assert [text for text, right in found if not right] == []
