"""The teacher's page in a browser: the map of lessons."""

import pytest

APART = """() => {
    const rows = [...document.querySelectorAll(".lesson-map li")];
    const inside = row => {
        const box = row.getBoundingClientRect();
        return [...row.querySelectorAll("b, a > span:not(.visually-hidden)")].every(part => {
            const own = part.getBoundingClientRect();
            return own.top >= box.top - 1 && own.bottom <= box.bottom + 1
                && own.right <= innerWidth;
        });
    };
    return rows.filter(row => !inside(row)).map(row => row.textContent);
}"""
# How far each number's middle lies from the end of a line, in pixels.
ENDS = """() => {
    const path = document.querySelector(".lesson-map path");
    const ends = path.getAttribute("d").split("M").slice(1).flatMap(line => {
        const numbers = line.match(/[\\d.]+/g).map(Number);
        return [[numbers[0], numbers[1]], numbers.slice(-2)];
    });
    const toPage = path.getScreenCTM();
    const drawn = ends.map(([x, y]) => new DOMPoint(x, y).matrixTransform(toPage));
    return [...document.querySelectorAll(".lesson-map b")].map(number => {
        const box = number.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return Math.min(...drawn.map(end => Math.hypot(end.x - x, end.y - y)));
    });
}"""


@pytest.mark.parametrize("width", [320, 360, 768, 1300])
def test_lines_meet_the_lessons_and_titles_have_room(width, open_page, address):
    page = open_page(width=width, height=900)
    page.goto(address + "teaching.html")
    assert page.evaluate(APART) == []
    distances = page.evaluate(ENDS)
    assert len(distances) == 21
    assert max(distances) < 1.5


def test_a_lesson_of_the_map_leads_to_its_page_and_says_what_it_builds_on(page, address):
    page.goto(address + "teaching.html")
    page.get_by_role(
        "link", name="18 Search with a plan, and look at the test split once, builds on"
    )
    page.locator(".lesson-map a").nth(8).click()
    page.wait_for_url("**/notebooks/09_initialisation.html")


def test_the_exam_is_no_page(page, address):
    assert page.goto(address + "exam.html").status == 404
    page.goto(address + "search.html?q=Model+answer")
    page.wait_for_timeout(500)
    assert "Exam questions" not in page.locator("#search-results li a").all_text_contents()
