"""The loss by lesson on the front page, in a browser."""

import pytest

OVERLAPS = """() => {
    const parts = [...document.querySelectorAll(
        ".overview :is(.sign, .sign b, .counted span)")];
    const apart = (one, two) => {
        const [a, b] = [one.getBoundingClientRect(), two.getBoundingClientRect()];
        if (one.matches(".sign") && two.matches(".sign"))  // round ones
            return Math.hypot(a.x - b.x, a.y - b.y) >= a.width;
        return a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
    };
    return parts.flatMap((one, i) => parts.slice(i + 1)
        .filter(two => !one.contains(two) && !two.contains(one) && !apart(one, two))
        .map(two => `${one.textContent} over ${two.textContent}`));
}"""


@pytest.mark.parametrize("width", [320, 360, 768, 1300])
def test_names_and_signs_do_not_hide_each_other(width, open_page, address):
    page = open_page(width=width, height=900)
    page.goto(address + "index.html")
    assert page.locator(".overview .sign").count() == 6
    assert page.evaluate(OVERLAPS) == []
    box = page.locator(".loss-by-lesson").bounding_box()
    for part in page.locator(".overview .sign").all():
        place = part.bounding_box()
        assert place["y"] + place["height"] / 2 <= box["y"] + box["height"]
        assert place["x"] + place["width"] <= width


def test_a_sign_points_at_its_words_and_leads_to_its_lesson(page, address):
    page.goto(address + "index.html")
    colour = "e => getComputedStyle(e).borderLeftColor"
    words, other = page.locator(".step-4"), page.locator(".step-3")
    plain = words.evaluate(colour)
    page.locator(".sign-3").focus()
    page.keyboard.press("Tab")
    assert words.evaluate(colour) != plain
    assert other.evaluate(colour) == plain
    other.hover()
    outline = "e => getComputedStyle(e).outlineStyle"
    assert page.locator(".sign-3").evaluate(outline) == "solid"
    page.locator(".sign-6").click()
    page.wait_for_url("**/notebooks/18_tuning.html")


def test_the_picture_stands_without_scripts(open_page, address):
    page = open_page(java_script_enabled=False)
    page.goto(address + "index.html")
    page.get_by_role("link", name="18 1.92: the tuned network, lesson 18").click()
    page.wait_for_url("**/notebooks/18_tuning.html")
