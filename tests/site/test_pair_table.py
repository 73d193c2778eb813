"""The pair table: the counts of lesson 01, as one can press them in a browser."""

import math
from itertools import accumulate, chain, pairwise

import pytest
from faults import faults_in_access, faults_in_width
from pictures import text_of
from places import AXE, SITE
from test_playground import mulberry32

from mlp_helpers.data import Vocabulary, bigram_counts, load_names

PAGE = "pair_table.html"
TOLERANCE = 1e-9  # of a probability
COUNTS_SHOWN = """rows => rows.map(row => [...row.querySelectorAll("td")]
    .map(cell => Number(cell.textContent)))"""


@pytest.fixture(scope="module")
def names():
    return load_names()


@pytest.fixture(scope="module")
def vocabulary(names):
    return Vocabulary.from_names(names)


@pytest.fixture(scope="module")
def counts(names, vocabulary):
    return bigram_counts(names, vocabulary).tolist()


@pytest.fixture
def table(page, address):
    page.goto(address + PAGE, wait_until="networkidle")
    return page


def press_row(page, letter):
    page.get_by_role("button", name=f"row {letter}", exact=True).click()


def bar(page, character):
    return page.locator("#bars .bar").nth(".abcdefghijklmnopqrstuvwxyz".index(character))


def choose(page, text):
    for character in text:
        bar(page, character).click()


def draw(page):
    page.get_by_role("button", name="Draw the next letter").click()


def is_refused(bar):
    return bar.get_attribute("aria-disabled") == "true"


# ------------------------------------------------------------------------------ the model


def test_the_table_holds_the_counts_of_the_course(table, counts, names):
    assert table.locator("#pair-counts tbody tr").evaluate_all(COUNTS_SHOWN) == counts
    assert f"{len(names):,} names" in table.locator("article").inner_text()


def test_the_probabilities_are_those_of_the_counts(table, counts):
    got = table.evaluate(
        """() => {
            const page = document.getElementById("pair-counts").cloneNode(true);
            const table = new pairs.Table(page.querySelector("table"));
            return table.counts.map((_, row) => table.probabilities(row));
        }"""
    )
    for shares, row in zip(got, counts, strict=True):
        assert shares == pytest.approx([n / sum(row) for n in row], rel=0, abs=TOLERANCE)


def test_the_darkness_of_a_square_goes_with_the_root_of_its_count(table, counts):
    """In steps of a colour's 256; the digits are black on light squares and white on dark ones."""
    largest = max(map(max, counts))
    shown = table.locator("#pair-counts tbody td").evaluate_all(
        """all => all.map(getComputedStyle).map(
            style => [style.backgroundColor, style.color].map(c => Number(c.match(/\\d+/)[0])))"""
    )
    for (background, digits), count in zip(shown, list(chain(*counts)), strict=True):
        assert background == pytest.approx(255 * (1 - math.sqrt(count / largest)), abs=1)
        assert digits == (255 if background < 118 else 0)


# ------------------------------------------------------------------------------ the rows


def test_a_row_says_what_comes_next(table):
    press_row(table, "q")
    assert table.get_by_role("heading", name="Row q").count() == 1
    assert text_of(table, "row-said") == (
        "After q: u 206 of 272 (75.7 %), the end 28 of 272 (10.3 %), a 13 of 272 (4.8 %). "
        "16 of the 27 characters never come next."
    )
    assert table.locator("#row-said").get_attribute("role") == "status"
    assert table.locator("tr.shown th").text_content() == "q"
    pressed = table.locator("#pair-counts button[aria-pressed=true]")
    assert pressed.all_text_contents() == ["q"]


def test_every_row_is_shown_as_bars_and_as_a_table(table, counts, vocabulary):
    table.locator("details summary", has_text="This row as a table").click()
    for character, row in zip(vocabulary, counts, strict=True):
        press_row(table, ". (the boundary)" if character == "." else character)
        heights = table.locator("#bars .fill").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().height)"
        )
        shares = [height / max(heights) for height in heights]
        assert shares == pytest.approx([n / max(row) for n in row], abs=0.01)

        lines = table.locator("#row-table tbody tr").evaluate_all(
            "all => all.map(line => [...line.cells].map(cell => cell.textContent))"
        )
        ranked = sorted(range(27), key=lambda i: -row[i])
        assert [line[0] for line in lines] == [
            vocabulary.itos[i] if i else "the end" for i in ranked
        ]
        assert [int(line[1].replace(",", "")) for line in lines] == [row[i] for i in ranked]
        for i, (*_, shown) in zip(ranked, lines, strict=True):
            share = 100 * row[i] / sum(row)
            if row[i] == 0:
                assert shown == "never"
            elif share < 0.1:
                assert shown == "under 0.1 %"
            else:
                assert float(shown.removesuffix(" %")) == pytest.approx(share, abs=0.05 + 1e-9)


def test_a_square_of_another_row_shows_its_row(table):
    table.locator("#pair-counts tbody tr").nth(17).locator("td").nth(21).click()
    assert text_of(table, "row-said").startswith("After q:")
    assert text_of(table, "name") == "."
    assert "goes on in row . (the boundary)" in text_of(table, "hint")


# ----------------------------------------------------------------------------- the names


def drawn(counts, vocabulary, row, number):
    """The character that a number from 0 to 1 draws from the row of another."""
    counts = counts[vocabulary.stoi[row]]
    reached = accumulate(count / sum(counts) for count in counts)
    return vocabulary.itos[next(i for i, end in enumerate(reached) if number < end)]


def expected_names(counts, vocabulary, seed, number):
    """The first names that the draws of a seed give."""
    numbers, found = mulberry32(seed), []
    for _ in range(number):
        name, row = "", 0
        while True:
            chance, shares = next(numbers), [count / sum(counts[row]) for count in counts[row]]
            row = next(i for i, reached in enumerate(accumulate(shares)) if chance < reached)
            if row == 0:
                break
            name += vocabulary.itos[row]
        found.append(name)
    return found


def loss(counts, vocabulary, name):
    """(−ln of its probability, that per character)."""
    ids = vocabulary.encode(f".{name}.")
    total = -sum(math.log(counts[i][j] / sum(counts[i])) for i, j in pairwise(ids))
    return total, total / (len(name) + 1)


@pytest.mark.parametrize("seed", [1, 4_000_000_000])
def test_the_names_drawn_are_those_that_the_counts_and_the_seed_give(
    seed, table, counts, vocabulary
):
    table.get_by_label("Seed").fill(str(seed))
    expected = expected_names(counts, vocabulary, seed, 8)
    for name in expected:
        for length in range(len(name)):
            assert text_of(table, "name") == f".{name[:length]}"
            draw(table)
            assert table.locator("tr.shown th").text_content() == name[length]
        draw(table)
        assert text_of(table, "name") == f".{name}."
        table.get_by_role("button", name="Begin a new name").click()
    listed = [f"{name}, {loss(counts, vocabulary, name)[1]:.2f}" for name in expected]
    assert table.locator("#names li").all_text_contents() == listed


def test_a_name_that_one_chooses_has_the_probability_of_the_lesson(table, counts, vocabulary):
    choose(table, "emm")
    assert text_of(table, "name-said").startswith("m was chosen. The name so far: emm. ")
    choose(table, "a.")
    total, each = loss(counts, vocabulary, "emma")
    assert text_of(table, "name-said") == (
        "The end was chosen, so the name is finished: emma. Its probability is 0.00000348. "
        f"−ln of that is {total:.2f}, or {each:.2f} for each of its 5 characters, the boundary at "
        "its end among them."
    )
    assert math.exp(-total) == pytest.approx(3.48e-6, abs=0.005e-6)
    lines = table.locator("#steps-table tr").all_inner_texts()
    assert [line.split("\t")[0] for line in lines[1:]] == [
        ". → e", "e → m", "m → m", "m → a", "a → .", "together",
    ]  # fmt: skip
    assert lines[-1].split("\t")[1:] == ["0.00000348", f"{total:.2f}"]


def test_squares_of_the_marked_row_are_chosen_like_bars(table):
    for row, column in [(0, 20), (20, 10), (10, 0)]:
        table.locator("#pair-counts tbody tr").nth(row).locator("td").nth(column).click()
    assert text_of(table, "name") == ".tj."


@pytest.mark.parametrize(
    ("chosen", "then", "words"),
    [
        ("", ".", "No name ends before its first letter"),
        ("q", "z", "In all the names, z never follows q"),
        ("q", "q", "In all the names, q never follows q"),
    ],
)
def test_what_never_occurs_is_refused(chosen, then, words, table):
    choose(table, chosen)
    assert is_refused(bar(table, then))
    bar(table, then).click(force=True)
    alert = table.get_by_role("alert")
    assert alert.text_content() == (
        f"{words}: the count is 0, so the probability is 0. For this model it is impossible."
    )
    assert text_of(table, "name") == f".{chosen}"
    assert list(faults_in_access(table, AXE)) == []
    choose(table, "u")
    assert alert.text_content() == ""
    assert text_of(table, "name") == f".{chosen}u"


def test_a_letter_is_chosen_only_where_the_name_goes_on(table, counts, vocabulary):
    choose(table, "e")
    press_row(table, "q")
    bar(table, "u").click(force=True)
    words = "Your name goes on in row e. To choose its next character, press that row."
    assert table.get_by_role("alert").text_content() == words
    assert text_of(table, "name") == ".e"
    press_row(table, "e")
    choose(table, "m")
    press_row(table, "q")
    draw(table)  # from row m, not from the row that is shown
    number = next(mulberry32(1))
    from_m, from_q = (drawn(counts, vocabulary, row, number) for row in "mq")
    assert from_m != from_q
    assert text_of(table, "name") == f".em{from_m}"


def test_a_finished_name_does_not_go_on(table):
    choose(table, "tj.")
    button = table.get_by_role("button", name="Draw the next letter")
    assert is_refused(button)
    button.click(force=True)
    bar(table, "a").click(force=True)
    words = "The name tj is finished. “Begin a new name” starts another."
    assert text_of(table, "name-said") == text_of(table, "refusal") == words
    assert text_of(table, "name") == ".tj."
    table.get_by_role("button", name="Begin a new name").click()
    assert text_of(table, "name") == "."
    assert not is_refused(button)
    assert table.locator("#names li").count() == 1


def test_a_name_of_fifty_letters_can_only_end(table):
    choose(table, "a" * 50)
    bar(table, "a").click(force=True)
    draw(table)
    words = "The name has 50 letters. Longer ones are not kept here."
    assert text_of(table, "refusal") == text_of(table, "name-said") == words
    assert " × 10⁻" in table.locator("#steps-table tfoot").text_content()
    choose(table, ".")
    assert text_of(table, "name") == f".{'a' * 50}."


def test_another_seed_starts_over_and_without_one_nothing_is_drawn(table):
    choose(table, "tj.")
    table.get_by_label("Seed").fill("7")
    assert text_of(table, "name") == "."
    assert table.locator("#names li").count() == 0
    assert not table.locator("#finished").is_visible()
    table.get_by_label("Seed").fill("")
    draw(table)
    assert text_of(table, "name") == "."


# ------------------------------------------------------------------------------ for all


def test_the_keyboard_suffices(table):
    active = (
        "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
    )
    press = table.keyboard.press

    def reached():
        return table.evaluate(active).strip()

    table.locator("#pair-counts button").first.focus()
    for key, row in [("ArrowDown", "a"), ("ArrowRight", "b"), ("ArrowUp", "a"), ("End", "z")]:
        press(key)
        assert reached() == f"row {row}"
        assert text_of(table, "row-said").startswith(f"After {row}:")
    press("ArrowDown")
    assert reached() == "row z"  # there is no further one
    press("Home")
    assert reached() == "row . (the boundary)"

    press("Tab")
    assert reached().startswith("the end 0 of 32,033")
    press("Enter")
    assert "impossible" in text_of(table, "refusal")
    for _ in range(20):
        press("ArrowRight")
    press("Space")
    assert text_of(table, "name") == ".t"
    assert reached().startswith("t 374 of 5,570")  # the focus stays, in the new row
    press("Home")
    press("Enter")
    assert text_of(table, "name") == ".t."
    press("Tab")
    assert reached() == "This row as a table"
    press("Tab")
    assert reached() == "Draw the next letter"
    press("Tab")
    press("Enter")
    assert text_of(table, "name") == "."
    press("Shift+Tab")
    press("Enter")
    assert len(text_of(table, "name")) == 2
    press("Shift+Tab")
    press("Shift+Tab")
    press("Shift+Tab")
    assert reached() == "row . (the boundary)"  # one stop for all rows


@pytest.mark.parametrize(
    ("colors", "width"), [("light", 1300), ("dark", 1300), ("light", 320), ("dark", 320)]
)
def test_the_page_is_open_to_all(colors, width, open_page, address):
    page = open_page(width=width, color_scheme=colors)
    page.goto(address + PAGE)
    choose(page, "xzavier.")
    page.get_by_text("This row as a table").click()
    for state in ("finished", "looking at another row"):
        assert list(faults_in_access(page, AXE)) == [], state
        assert list(faults_in_width(page)) == [], state
        page.get_by_role("button", name="Begin a new name").click()
        choose(page, "a" * 30)
        press_row(page, "q")


def test_on_a_phone_what_is_pressed_is_large_enough(open_page, address):
    page = open_page(width=320, height=700, has_touch=True)
    page.goto(address + PAGE)
    for buttons in ("#pair-counts button", "#bars .bar"):
        sizes = page.locator(buttons).evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])"
        )
        assert len(sizes) == 27
        assert min(min(size) for size in sizes) >= 24
    assert page.locator("#bars .count").nth(1).inner_text() == "4,410"
    assert page.locator("#pair-counts td span").nth(1).evaluate("e => e.clientWidth") == 1


def test_bars_and_squares_are_seen_with_colours_of_the_reader_s_system(open_page, address):
    page = open_page(forced_colors="active")
    page.goto(address + PAGE)
    colour = "e => getComputedStyle(e).backgroundColor"
    page_colour = page.locator("body").evaluate(colour)
    assert page.locator("#bars .fill").nth(1).evaluate(colour) != page_colour
    squares = page.locator("#pair-counts tbody td").evaluate_all(f"all => all.map({colour})")
    assert len(set(squares)) > 50


@pytest.mark.parametrize("width", [1300, 320])
def test_without_scripts_the_counts_can_be_read(width, open_page, address, counts):
    page = open_page(width=width, java_script_enabled=False)
    page.goto(address + PAGE)
    assert page.locator("noscript p", has_text="which is switched off").is_visible()
    assert not page.locator("#pair-form").is_visible()
    cells = page.locator("#pair-counts tbody td")
    assert [int(text) for text in cells.all_text_contents()] == list(chain(*counts))
    assert cells.nth(1).locator("span").bounding_box()["width"] > 15  # as four digits have
    focusable = page.locator("#pair-counts[tabindex='0']")  # so that keys can move it sideways
    assert focusable.count() == 1


def test_it_works_from_a_folder_without_a_server(page):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto((SITE / PAGE).as_uri())
    draw(page)
    assert len(text_of(page, "name")) == 2
    assert errors == []


def test_the_front_page_and_the_lesson_are_linked(page, address):
    page.goto(address + "index.html")
    page.locator("article").get_by_role("link", name="pair table").click()
    page.locator("article").get_by_role("link", name="01", exact=True).click()
    page.wait_for_url("**/notebooks/01_bigrams.html")
