"""The glossary's page, and the notes at the terms of a lesson."""

import re

import pytest
from faults import faults_in_access, faults_in_links, faults_in_width
from places import AXE, SITE

LESSON = "notebooks/11_batch_norm.html"
LINKS = "article a:has(> .std-term)"
OPEN = ".note:popover-open"


@pytest.fixture
def lesson(page, address):
    page.goto(address + LESSON)
    return page


def link(page, words):
    return page.locator(LINKS).filter(has_text=re.compile(f"^{words}$")).first


def test_a_note_comes_with_the_mouse_and_stays_under_it(lesson):
    gain = link(lesson, "gain")
    gain.hover()
    note = lesson.locator(OPEN)
    note.wait_for()
    assert note.text_content().startswith("Gain: A factor on the initial weights")
    assert gain.get_attribute("aria-describedby") == note.get_attribute("id")
    note.hover()  # which leaves the link
    lesson.wait_for_timeout(600)
    assert note.is_visible()
    assert list(faults_in_access(lesson, AXE)) == []
    lesson.mouse.move(5, 5)
    note.wait_for(state="hidden")


def test_escape_closes_a_note_wherever_the_focus_is(lesson):
    link(lesson, "gain").hover()
    lesson.locator(OPEN).wait_for()
    lesson.keyboard.press("Escape")
    assert lesson.locator(OPEN).count() == 0


def test_a_finger_elsewhere_or_on_the_note_closes_it(lesson):
    """Some browsers do not focus what a finger touches, so losing the focus does not close it."""
    link(lesson, "gain").hover()
    note = lesson.locator(OPEN)
    note.wait_for()
    note.dispatch_event("pointerdown", {"pointerType": "mouse", "bubbles": True})
    assert note.count() == 1  # its text can be selected
    note.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    assert note.count() == 0


def test_the_tab_key_opens_a_note_and_enter_leads_to_the_glossary(lesson):
    first = lesson.locator(LINKS).nth(0)
    second = lesson.locator(LINKS).nth(1)
    first.focus()
    lesson.keyboard.press("Tab")
    assert second.evaluate("e => e === document.activeElement")
    assert lesson.locator(OPEN).count() == 1
    assert lesson.locator(OPEN).get_attribute("id") == second.get_attribute("aria-describedby")
    lesson.keyboard.press("Escape")
    assert lesson.locator(OPEN).count() == 0
    assert second.evaluate("e => e === document.activeElement")
    lesson.keyboard.press("Enter")
    lesson.wait_for_url("**/glossary.html#term-*")


def test_a_tap_opens_a_note_and_the_second_leads_to_the_glossary(open_page, address):
    page = open_page(width=320, height=700, has_touch=True)
    page.goto(address + LESSON)
    for each in page.locator(LINKS).all()[:8]:  # also those at the right edge
        each.tap()
        box = page.locator(OPEN).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        page.locator(OPEN).tap()
        assert page.locator(OPEN).count() == 0
    assert list(faults_in_width(page)) == []
    each.tap()
    page.locator("article h1").tap()
    assert page.locator(OPEN).count() == 0
    each.tap()
    each.tap()
    page.wait_for_url("**/glossary.html#term-*")


def test_without_a_script_a_term_leads_to_the_glossary(open_page):
    page = open_page(java_script_enabled=False)
    page.goto((SITE / LESSON).as_uri())
    link(page, "gain").click()
    assert page.url.endswith("/glossary.html#term-Gain")
    assert page.locator("#term-Gain").is_visible()


def test_a_browser_that_knows_no_popovers_shows_no_notes(page, address):
    page.add_init_script("delete HTMLElement.prototype.popover")
    page.goto(address + LESSON)
    assert page.locator(".note").count() == 0
    link(page, "gain").click()
    page.wait_for_url("**/glossary.html#term-Gain")


def test_a_formula_in_a_note_is_set(page, address):
    page.goto(address + "notebooks/02_perplexity.html")
    link(page, "perplexity").hover()
    page.locator(f"{OPEN} .katex-html").wait_for()
    height = page.locator(f"{OPEN} .katex-html").first.bounding_box()["height"]
    assert 5 < height < 60


def test_a_note_says_what_earlier_lessons_say(page, address):
    """In lesson 07 a dot product is explained anew, and until then by the words of lesson 05."""
    texts = {}
    for name in ("notebooks/08_ten_dimensions.html", LESSON):
        page.goto(address + name)
        notes = page.locator(".note").evaluate_all("all => all.map(e => [e.id, e.textContent])")
        texts[name] = dict(notes)
    assert "place along it" in texts["notebooks/08_ten_dimensions.html"]["note-term-Dot-product"]
    assert len(texts[LESSON]) == len(page.locator(LINKS).all())


def test_every_note_has_its_link_and_none_stands_where_it_should_not():
    found = 0
    for file in sorted((SITE / "notebooks").glob("*.html")):
        text = file.read_text("utf-8")
        article, _, notes = text.partition('<template id="notes">')
        links = re.findall(r'href="\.\./glossary\.html#(term-[^"]+)"', article)
        assert sorted(links) == sorted(re.findall(r'id="note-([^"]+)"', notes)), file.name
        assert len(links) == len(set(links)), file.name
        headings = re.findall(
            r"<(h\d|summary|pre|code|strong)\b[^>]*>(.*?)</\1>", article, re.DOTALL
        )
        assert not any("std-term" in inside for _, inside in headings), file.name
        found += len(links)
    assert found > 400


def test_the_page_leads_to_the_places(page, address):
    page.goto(address + "glossary.html")
    assert list(faults_in_links(page, SITE, address)) == []
    item = page.locator("dt#term-Dead-unit + dd")
    assert "A unit that hardly any gradient passes on any example" in item.text_content()
    item.locator(".places a", has_text="09").click()
    page.wait_for_url("**/notebooks/09_initialisation.html#initialisation-dead-unit")
    assert page.locator("#initialisation-dead-unit").text_content() == "dead unit"


def test_the_letters_lead_down_the_page(page, address):
    page.goto(address + "glossary.html")
    page.locator("article p a", has_text=re.compile("^K$")).click()
    page.wait_for_function("scrollY > 1000")
    assert page.locator("#term-Kaiming-initialisation").is_visible()
