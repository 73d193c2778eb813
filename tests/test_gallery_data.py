"""The gallery: what is read from the lesson on patients, and what is refused."""

import copy
import io
import json
import tomllib

import gallery
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from build_site import DOCS, ROOT
from gallery import ANY_OTHER, Chart, GalleryError
from PIL import Image

LINES = gallery.stored()
CASES = [
    "healthy", "gain 1/2", "gain 1", "gain 3", "output layer not scaled", "no tanh, gain 5/3",
    "no tanh, gain 1", "all weights zero", "rate 1.0", "rate 0.01",
]  # fmt: skip
RIGHT = {
    "A": "rate 0.01", "B": "gain 3", "C": "no tanh, gain 5/3", "D": "gain 1/2",
    "E": "all weights zero", "F": "healthy", "G": "no tanh, gain 1", "H": "rate 1.0",
}  # fmt: skip


@pytest.fixture(scope="module")
def lesson():
    (path,) = (ROOT / "notebooks").glob(f"*_{gallery.LESSON}.ipynb")
    return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module")
def held(lesson):
    return gallery.read(lesson, LINES)


@pytest.fixture
def changed(lesson):
    """A copy of the lesson that a test may change."""
    return copy.deepcopy(lesson)


def cell_with(notebook, text):
    (cell,) = (cell for cell in notebook.cells if text in cell.source)
    return cell


# ------------------------------------------------------------------------------ what is read


def test_there_are_ten_cases_and_eight_patients_who_have_different_ones(held):
    assert held.cases == CASES
    assert {each.letter: each.case for each in held.patients} == RIGHT


def test_every_chart_is_a_picture_with_the_words_of_the_course(held):
    words = tomllib.loads((ROOT / "notebooks" / "figures.toml").read_text(encoding="utf-8"))
    for name, chart in gallery.named(held).items():
        with Image.open(io.BytesIO(chart.picture)) as image:
            assert image.width / image.height == pytest.approx(chart.width / chart.height, rel=0.01)
        figure = "healthy_chart" if name == "healthy" else name
        assert chart.words == " ".join(words[figure].split())
        assert 0.4 < chart.parting() < 0.5
    assert len({chart.picture for chart in gallery.named(held).values()}) == 9


def test_the_diagnoses_are_those_of_the_lesson(held, lesson):
    text = "\n".join(cell.source for cell in lesson.cells)
    for patient in held.patients:
        assert f"patient {patient.letter}</summary>\n\n{patient.diagnosis}\n\n<" in text
    assert held.patients[5].diagnosis.startswith("The healthy one.")


def test_links_in_a_diagnosis_lead_from_the_page_to_lessons():
    found = gallery.diagnosis_html("The gradient *grows* ([notebook 15](15_diagnostics.ipynb)).")
    link = '<a href="notebooks/15_diagnostics.html">notebook 15</a>'
    assert found == f"<p>The gradient <em>grows</em> ({link}).</p>"


def test_charts_are_parted_between_their_panels():
    pixels = np.full((10, 100), 255, dtype=np.uint8)
    pixels[5, [10, 37, 45, 58, 90]] = 0
    assert chart_of(pixels).parting() == pytest.approx(0.52, abs=0.011)
    with pytest.raises(GalleryError, match="no gap"):
        chart_of(np.zeros((10, 100), dtype=np.uint8)).parting()


def chart_of(pixels):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, format="png")
    return Chart(buffer.getvalue(), "Words.", 100, 10)


# -------------------------------------------------------------------------- what is written


def test_the_page_has_a_choice_of_all_cases_for_each_patient(held):
    page = gallery.as_html(held)
    for case in CASES:
        assert page.count(f'value="{case}"') == len(RIGHT)
    assert page.count("<form") == page.count(" hidden>") == len(RIGHT)
    assert page.count('role="status"') == len(RIGHT)


def test_the_script_knows_the_right_case_and_a_line_for_each_other(held):
    for letter, each in json.loads(gallery.as_json(held)).items():
        assert each["case"] == RIGHT[letter]
        assert list(each["against"]) == [case for case in CASES if case != each["case"]]
        for case, line in each["against"].items():
            assert line == LINES[letter].get(case, LINES[letter].get(ANY_OTHER))


def test_the_charts_are_written_as_the_page_names_them(held, tmp_path):
    gallery.write_charts(held, tmp_path / "charts")
    page = gallery.as_html(held)
    for path in (tmp_path / "charts").iterdir():
        assert f'src="{gallery.FOLDER}/{path.name}"' in page
        assert path.read_bytes().startswith(b"\x89PNG")
    assert len(list((tmp_path / "charts").iterdir())) == 9


# ------------------------------------------------------------------- a lesson that is changed


def test_a_lesson_that_was_not_executed_is_refused(changed):
    for cell in changed.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    with pytest.raises(GalleryError, match="prints no list of them: is it executed"):
        gallery.read(changed, LINES)


def test_another_shuffle_is_noticed(changed):
    """The list then is another one than the diagnoses."""
    (output,) = cell_with(changed, "PATIENTS.items()").outputs
    assert output.text.startswith("A: rate 0.01\nB: gain 3\n")
    output.text = output.text.replace("rate 0.01", "x").replace("gain 3", "rate 0.01")
    output.text = output.text.replace("x", "gain 3")
    with pytest.raises(GalleryError, match="diagnosis of patient A does not begin with 'gain 3'"):
        gallery.read(changed, LINES)


def test_a_diagnosis_of_another_case_is_noticed_though_its_name_begins_alike(changed):
    (output,) = cell_with(changed, "PATIENTS.items()").outputs
    output.text = output.text.replace("D: gain 1/2", "D: gain 1")
    with pytest.raises(GalleryError, match="diagnosis of patient D does not begin with 'gain 1'"):
        gallery.read(changed, LINES)


def test_a_case_that_is_renamed_is_noticed(changed):
    cell = cell_with(changed, "CASES = {")
    cell.source = cell.source.replace('"rate 0.01"', '"rate 0.001"')
    with pytest.raises(GalleryError, match="none of the lesson's cases"):
        gallery.read(changed, LINES)


def test_a_lesson_without_cases_is_refused(changed):
    cell = cell_with(changed, "CASES = {")
    cell.source = cell.source.replace("CASES = {", "cases = {")
    with pytest.raises(GalleryError, match="no dictionary CASES"):
        gallery.read(changed, LINES)


@pytest.mark.parametrize("name", ["patient_c", "healthy_chart"])
def test_a_chart_that_is_missing_is_noticed(name, changed):
    cell_with(changed, f'"{name}"').outputs = []
    with pytest.raises(GalleryError, match=f"shows no {name}"):
        gallery.read(changed, LINES)


def test_a_patient_without_a_diagnosis_is_noticed(changed):
    cell = cell_with(changed, "Diagnosis of patient C")
    cell.source = cell.source.replace("Diagnosis of patient C", "What is it?")
    with pytest.raises(GalleryError, match=r"diagnoses \(A B D E F G H\)"):
        gallery.read(changed, LINES)


# ------------------------------------------------------------------------------ the lines


def test_lines_for_somebody_else_are_refused(lesson):
    with pytest.raises(GalleryError, match=r"gallery.toml \(A B C D E F G I\)"):
        gallery.read(lesson, {{"H": "I"}.get(letter, letter): LINES[letter] for letter in LINES})


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ({"gain 3": "No."}, 'the line "any other" of A is missing'),
        ({"gain 2": "No.", ANY_OTHER: "No."}, r"no wrong case of A: \['gain 2'\]"),
        ({"healthy": "No.", ANY_OTHER: "No."}, r"no wrong case of A: \['healthy'\]"),
        ({**dict.fromkeys(CASES[1:], "No."), ANY_OTHER: "No."}, "of A is never seen"),
    ],
)
def test_lines_that_do_not_fit_the_cases_are_refused(lines, message):
    with pytest.raises(GalleryError, match=message):
        gallery.against_each("A", "healthy", CASES, lines)


def test_no_line_names_the_right_case():
    for letter, lines in LINES.items():
        for line in lines.values():
            assert RIGHT[letter] not in line.lower()
            assert 20 < len(line) < 200


def test_what_the_lines_say_of_the_start_is_so(lesson):
    """From the lesson's cells. What they say of the end stands in the pictures only."""
    variables = {}
    with plt.style.context("default"):
        for cell in lesson.cells:
            if cell.cell_type == "code":
                exec(cell.source, variables)
            if "CASES = " in cell.source:
                break
    start = {}
    for letter, case in RIGHT.items():
        model = variables["network"](1, **variables["CASES"][case][0])
        loss = variables["evaluate"](model, variables["dev_X"], variables["dev_Y"])
        start[letter] = loss, list(variables["outputs"](model).values())
    spreads = {letter: [out.std().item() for out in outs] for letter, (_, outs) in start.items()}
    beyond = {
        letter: np.mean([(out.abs() > 0.97).float().mean().item() for out in outs])
        for letter, (_, outs) in start.items()
    }
    for letter in "ABDFH":
        assert f"{start[letter][0]:.2f}" == "3.30"
        assert max(out.abs().max() for out in start[letter][1]) <= 1
    assert start["G"][0] == pytest.approx(3.30, abs=0.02)
    assert start["C"][0] > 4
    for letter in "AFH":
        assert beyond[letter] == pytest.approx(0.1, abs=0.01)
    assert beyond["B"] > 0.4
    assert spreads["C"] == sorted(spreads["C"])
    assert 45 < start["C"][1][-1].abs().max() < 75
    assert spreads["D"] == sorted(spreads["D"], reverse=True)
    assert spreads["D"][-1] < spreads["D"][0] / 10
    assert spreads["E"] == [0] * 5
    assert min(spreads["G"]) > 0.95 * max(spreads["G"])
    assert min(out.abs().max() for out in start["G"][1]) > 2


def test_the_page_explains_what_the_lesson_draws(lesson):
    text = " ".join((DOCS / "gallery.md").read_text(encoding="utf-8").split())
    code = "\n".join(cell.source for cell in lesson.cells if cell.cell_type == "code")
    for words, source in [
        ("drawn with gain 5/3, and an output layer drawn with gain 0.1", "gain=5 / 3, output=0.1,"),
        ("at the rate 0.1", '"healthy": ({}, 0.1)'),
        ("after 1,000 steps", "steps=1_000"),
        ("beyond ±0.97", "> 0.97).float()"),
        ("five hidden layers", "for _ in range(5)"),
    ]:
        assert words in text
        assert source in code
