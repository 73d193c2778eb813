"""The gallery: a reader's diagnoses of the lesson's patients, in a browser."""

import re

import gallery
import nbformat
import pytest
from faults import faults_in_access, faults_in_width
from pictures import system_colour, text_of
from places import AXE, ROOT, SITE

PAGE = "gallery.html"
(LESSON,) = (ROOT / "notebooks").glob(f"*_{gallery.LESSON}.ipynb")
HELD = gallery.read(nbformat.read(LESSON, as_version=4), gallery.stored())
PATIENTS = {each.letter: each for each in HELD.patients}
WRONG = {letter: next(iter(each.against)) for letter, each in PATIENTS.items()}


@pytest.fixture
def opened(page, address):
    page.goto(address + PAGE, wait_until="networkidle")
    return page


def section(page, letter):
    return page.get_by_role("region", name=f"Patient {letter}", exact=True)


def choose(page, letter, case):
    group = page.get_by_role("group", name=f"Your diagnosis of patient {letter}")
    group.get_by_label(case, exact=True).check()
    page.get_by_role("button", name=f"Check patient {letter}").click()


def verdict(page, letter):
    """The paragraphs of a verdict, with single spaces."""
    found = section(page, letter).get_by_role("status").locator("p").all_text_contents()
    return [" ".join(text.split()) for text in found]


def diagnosis(letter):
    """The lesson's words, without the addresses of links."""
    return " ".join(re.sub(r"\[(.+?)\]\(.+?\)", r"\1", PATIENTS[letter].diagnosis).split())


def folded(page, letter):
    return page.locator("details.diagnosis", has_text=f"Diagnosis of patient {letter}")


def unfold(page, letter):
    folded(page, letter).locator("summary").click()


# -------------------------------------------------------------------------- the diagnoses


def test_the_healthy_chart_and_eight_patients_are_shown_in_order(opened):
    headings = opened.locator("article h2").all_inner_texts()
    assert headings[:9] == ["The healthy chart", *(f"Patient {letter}" for letter in PATIENTS)]
    shown = opened.locator(".patient > .panels img[alt*=' ']")
    words = [each.get_attribute("alt") for each in shown.all()]
    assert words == [each.chart.words for each in HELD.patients]
    for letter in PATIENTS:
        labels = section(opened, letter).locator("fieldset label").all_inner_texts()
        assert [label.strip() for label in labels] == HELD.cases


def test_no_answer_is_visible_before_one_chooses(opened):
    shown = opened.locator("article").inner_text()
    for letter, patient in PATIENTS.items():
        assert " ".join(shown.split()).count(diagnosis(letter)) == 0
        assert not folded(opened, letter).locator("div").is_visible()
        for line in patient.against.values():
            assert line not in shown
        assert verdict(opened, letter) == []
    assert opened.locator("input:checked").count() == 0
    assert text_of(opened, "count") == "Right so far: 0 of 8."


def test_every_right_diagnosis_is_followed_by_the_lesson_s(opened):
    for number, (letter, patient) in enumerate(PATIENTS.items(), start=1):
        choose(opened, letter, patient.case)
        assert verdict(opened, letter) == [f"Right: {patient.case}.", diagnosis(letter)]
        assert not folded(opened, letter).is_visible()
        told = f"Right so far: {number} of 8; at the first choice: {number}."
        assert text_of(opened, "count") == told


def test_every_wrong_diagnosis_is_answered_by_its_line(opened):
    for letter, patient in PATIENTS.items():
        for case, line in patient.against.items():
            choose(opened, letter, case)
            assert verdict(opened, letter) == [f"It is not “{case}”.", line]
            assert not folded(opened, letter).locator("div").is_visible()
    assert text_of(opened, "count") == "Right so far: 0 of 8."


def test_the_second_choice_counts_but_not_as_the_first(opened):
    choose(opened, "A", WRONG["A"])
    choose(opened, "A", PATIENTS["A"].case)
    assert text_of(opened, "count") == "Right so far: 1 of 8; at the first choice: 0."
    choose(opened, "A", PATIENTS["A"].case)
    assert text_of(opened, "count") == "Right so far: 1 of 8; at the first choice: 0."
    choose(opened, "A", WRONG["A"])  # to see what speaks against it
    assert text_of(opened, "count") == "Right so far: 1 of 8; at the first choice: 0."
    assert folded(opened, "A").is_visible()
    assert not folded(opened, "A").locator("div").is_visible()


def test_what_was_looked_up_is_not_counted_as_right(opened):
    unfold(opened, "B")
    assert diagnosis("B") == " ".join(folded(opened, "B").locator("div").inner_text().split())
    opened.wait_for_function("document.getElementById('count').textContent.includes('looked')")
    choose(opened, "B", PATIENTS["B"].case)
    said = f"Right: {PATIENTS['B'].case}. You had looked it up, so it does not count."
    assert verdict(opened, "B")[0] == said
    choose(opened, "C", PATIENTS["C"].case)
    told = "Right so far: 1 of 8; at the first choice: 1; looked up: 1."
    assert text_of(opened, "count") == told


def test_to_unfold_what_was_found_is_no_looking_up(opened):
    choose(opened, "B", PATIENTS["B"].case)
    choose(opened, "B", WRONG["B"])
    unfold(opened, "B")
    opened.wait_for_timeout(100)
    assert text_of(opened, "count") == "Right so far: 1 of 8; at the first choice: 1."


def test_without_a_choice_nothing_is_said(opened):
    opened.get_by_role("button", name="Check patient A").click()
    assert verdict(opened, "A") == []
    assert opened.evaluate("document.activeElement.type") == "radio"  # where the browser asks


def test_the_healthy_chart_can_be_unfolded_beside_each_patient(opened):
    opened.get_by_text("The healthy chart, to compare with patient H").click()
    chart = section(opened, "H").locator(".healthy img").first
    assert chart.is_visible()
    assert chart.get_attribute("alt") == HELD.healthy.words


# ------------------------------------------------------------------------------- for all


def test_the_keyboard_suffices_and_the_focus_stays(opened):
    press = opened.keyboard.press
    focused = "document.activeElement.value || document.activeElement.textContent.trim()"
    opened.get_by_text("The healthy chart, to compare with patient A").focus()
    press("Tab")
    press("Space")
    for key, case in [("ArrowDown", "gain 1/2"), ("ArrowUp", "healthy"), ("ArrowUp", "rate 0.01")]:
        press(key)
        assert opened.evaluate(focused) == case
        assert verdict(opened, "A") == []  # to walk through the choices tells nothing
    press("ArrowDown")
    press("Enter")
    assert verdict(opened, "A")[0] == "It is not “healthy”."
    assert opened.evaluate(focused) == "healthy"
    press("ArrowUp")
    press("Tab")
    assert opened.evaluate(focused) == "Check patient A"
    press("Enter")
    assert verdict(opened, "A")[0] == "Right: rate 0.01."
    assert opened.evaluate(focused) == "Check patient A"
    press("Tab")
    assert opened.evaluate(focused) == "The healthy chart, to compare with patient B"


@pytest.mark.parametrize("width", [320, 1300])
def test_what_the_keyboard_reaches_is_not_hidden_below_the_count(width, open_page, address):
    page = open_page(width=width, height=600)
    page.goto(address + PAGE)
    group = page.get_by_role("group", name="Your diagnosis of patient B")
    group.get_by_label("healthy", exact=True).check()
    button = page.get_by_role("button", name="Check patient B")
    button.evaluate("e => scrollBy(0, e.getBoundingClientRect().bottom - innerHeight)")
    page.wait_for_timeout(200)
    count = page.locator("#count")
    assert bottom(button) > count.bounding_box()["y"]  # there it lies below the count
    page.keyboard.press("Tab")
    assert button.evaluate("e => e === document.activeElement")
    page.wait_for_timeout(200)
    assert bottom(button) <= count.bounding_box()["y"]


def bottom(element):
    box = element.bounding_box()
    return box["y"] + box["height"]


def test_verdict_and_count_are_read_out(opened):
    for letter in PATIENTS:
        assert section(opened, letter).get_by_role("status").count() == 1
    assert opened.locator("#count").get_attribute("role") == "status"


def test_nothing_is_sent_and_nothing_is_kept(opened):
    requests = []
    opened.on("request", lambda request: requests.append(request.url))
    before = opened.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]")
    choose(opened, "A", WRONG["A"])
    choose(opened, "B", PATIENTS["B"].case)
    opened.wait_for_timeout(300)
    assert [url for url in requests if not url.endswith(".png")] == []  # charts come into view
    after = opened.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]")
    assert after == before
    assert opened.context.cookies() == []
    opened.reload()
    assert text_of(opened, "count") == "Right so far: 0 of 8."
    assert opened.locator("input:checked").count() == 0


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390, 320])
def test_the_page_is_open_to_all(colors, width, open_page, address):
    page = open_page(width=width, color_scheme=colors)
    page.goto(address + PAGE)
    for state in ("at first", "with verdicts"):
        assert list(faults_in_access(page, AXE)) == [], state
        assert list(faults_in_width(page)) == [], state
        choose(page, "A", WRONG["A"])
        choose(page, "B", PATIENTS["B"].case)
        unfold(page, "C")


def test_on_a_phone_the_controls_are_large_enough(open_page, address):
    page = open_page(width=320, height=700, has_touch=True)
    page.goto(address + PAGE)
    controls = page.locator(".gallery :is(label, button, summary)")
    boxes = [box.bounding_box() for box in controls.all()]
    assert len(boxes) == len(PATIENTS) * (len(HELD.cases) + 3)
    assert min(box["height"] for box in boxes) >= 24


def halves(page):
    """Of the visible parts of each chart: width, height, where it begins, the picture's size."""
    return page.locator(".patient > .panels").evaluate_all(
        """all => all.map(chart => [...chart.children].filter(e => e.clientWidth).map(half => {
            const [box, image] = [half, half.firstChild].map(e => e.getBoundingClientRect());
            return [box.width, box.height, box.left - image.left, image.width, image.height];
        }))"""
    )


def test_on_a_phone_the_right_panel_of_a_chart_stands_below_the_left(open_page, address):
    page = open_page(width=320)
    page.goto(address + PAGE)
    for (left, right), patient in zip(halves(page), HELD.patients, strict=True):
        parting = patient.chart.parting()
        for (width, height, shift, across, high), share, begin in [
            (left, parting, 0), (right, 1 - parting, parting)
        ]:  # fmt: skip
            assert width == pytest.approx(across * share, abs=1)
            assert height == pytest.approx(high, abs=1.5)
            assert shift == pytest.approx(across * begin, abs=1.5)
    page.set_viewport_size({"width": 1300, "height": 900})
    for chart in halves(page):
        ((width, _, shift, across, _),) = chart
        assert shift == 0
        assert across <= width


def test_verdicts_are_seen_with_colours_of_the_reader_s_system(open_page, address):
    page = open_page(forced_colors="active")
    page.goto(address + PAGE)
    choose(page, "A", PATIENTS["A"].case)
    expected = system_colour(page)
    for words in (section(page, "A").get_by_role("status").locator("p").first,
                  page.locator("#count")):  # fmt: skip
        assert words.evaluate("e => getComputedStyle(e).color") == expected
    bar = page.locator("#count").evaluate("e => getComputedStyle(e).backgroundColor")
    assert bar == page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")


@pytest.mark.parametrize("width", [1300, 320])
def test_without_scripts_the_answers_are_folded(width, open_page, address):
    page = open_page(width=width, java_script_enabled=False)
    page.goto(address + PAGE)
    assert page.locator("noscript p", has_text="which is switched off").is_visible()
    assert not any(form.is_visible() for form in page.locator(".gallery form").all())
    assert not page.locator("#count").is_visible()
    for letter, patient in PATIENTS.items():
        assert page.get_by_alt_text(patient.chart.words, exact=True).is_visible()
        words = folded(page, letter).locator("div")
        assert not words.is_visible()
        unfold(page, letter)
        assert " ".join(words.inner_text().split()) == diagnosis(letter)
    sideways = page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth")
    assert sideways <= 0


def test_it_works_from_a_folder_without_a_server(page):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto((SITE / PAGE).as_uri())
    choose(page, "D", PATIENTS["D"].case)
    assert verdict(page, "D")[0] == "Right: gain 1/2."
    assert errors == []


def test_going_back_starts_over_or_shows_what_was_counted(opened, address):
    choose(opened, "A", PATIENTS["A"].case)
    opened.goto(address + "index.html")
    opened.go_back(wait_until="networkidle")
    counted = len([letter for letter in PATIENTS if verdict(opened, letter)])
    assert text_of(opened, "count").startswith(f"Right so far: {counted} of 8")
    assert opened.locator("input:checked").count() == counted


@pytest.mark.parametrize(("number", "name"), [("15", "15_diagnostics"), ("16", LESSON.stem)])
def test_the_front_page_leads_here_and_the_lessons_are_linked(number, name, page, address):
    page.goto(address + "index.html")
    page.locator("article").get_by_role("link", name="the gallery").click()
    page.locator("article").get_by_role("link", name=number, exact=True).click()
    page.wait_for_url(f"**/notebooks/{name}.html")
