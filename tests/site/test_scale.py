"""Scale and company: what is stored, as a reader chooses it in a browser."""

import math
from statistics import fmean, stdev

import pytest
import scale
from faults import faults_in_access, faults_in_width
from pictures import PIXEL, axis_labels, drawn, faults_in_words, system_colour, text_of
from places import AXE, SITE

PAGE = "scale.html"
HELD = scale.stored()
STACKS = {(each["function"], each["gain"]): each for each in HELD["stacks"]}
COMPANIES = {each["rows"]: each for each in HELD["companies"]}
FIRST_GAIN, FIRST_ROWS = 0.8, 8  # what the page shows at first


@pytest.fixture
def opened(page, address):
    page.goto(address + PAGE, wait_until="networkidle")
    return page


def gain_slider(page):
    return page.get_by_role("slider", name="Gain")


def rows_slider(page):
    return page.get_by_role("slider", name="Rows in the batch")


def choose(page, name, gain):
    page.get_by_label(name, exact=True).check()
    gain_slider(page).fill(str(scale.GAINS.index(gain)))


def choose_rows(page, rows):
    rows_slider(page).fill(str(scale.ROWS.index(rows)))


def in_words(spread):
    """A spread as the page writes it."""
    if 1e-3 <= spread < 1e3:
        return f"{spread:#.3g}".rstrip(".")
    digits, _, power = f"{spread:.2e}".partition("e")
    return f"{digits} · 10{str(int(power)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def named(gain):
    return {2**0.5: "√2", 5 / 3: "5/3"}.get(gain, f"{gain:g}")


# ------------------------------------------------------------------------------ the scale


def places(page, picture):
    """The labels of the axes: {value: x} of the lower one, {value: y} of the other."""
    labels = axis_labels(page, picture)
    lowest = max(y for _, _, y in labels)
    return (
        {float(words): x for words, x, y in labels if y == lowest},
        {float(words): y for words, x, y in labels if y != lowest},
    )


def points(page, stack):
    layers, spreads = places(page, "stack-picture")
    width, height = (layers[40] - layers[1]) / 39, (spreads[0.1] - spreads[1])
    return [
        [layers[1] + width * layer, spreads[1] - height * math.log10(spread)]
        for layer, spread in enumerate(stack["spreads"])
    ]


def assert_drawn(page, line, stack):
    for point, place in zip(drawn(page, "stack-picture", line), points(page, stack), strict=True):
        assert point == pytest.approx(place, abs=PIXEL)


def test_the_page_has_what_is_stored(opened):
    assert opened.evaluate("scale.stored") == HELD


@pytest.mark.parametrize("name", scale.FUNCTIONS)
def test_every_curve_is_drawn_and_said(name, opened):
    for gain in scale.GAINS:
        choose(opened, name, gain)
        stack = STACKS[name, gain]
        spreads = stack["spreads"]
        assert_drawn(opened, "curve", stack)
        said = text_of(opened, "stack-said")
        first, tenth, last = (in_words(spreads[layer - 1]) for layer in (1, 10, 40))
        assert said.startswith(
            f"With {name}, gain {named(gain)}, the spread is {first} after layer 1, {tenth} after "
            f"layer 10 and {last} after layer 40. In the last 10 layers, each multiplies it by "
            f"{(spreads[39] / spreads[29]) ** 0.1:.2f} on average."
        )
        outside = [n for n, spread in enumerate(spreads, 1) if not 0.01 <= spread <= 10]
        assert ("the picture" in said) == bool(outside)
        if outside:
            side, edge = ("below", "0.01") if spreads[-1] < 0.01 else ("above", "10")
            words = f"From layer {outside[0]} on it lies {side} the picture, which ends at {edge}."
            assert words in said
            note = f"{side} {edge} from layer {outside[0]} on"
            assert opened.locator("#stack-picture text", has_text=note).count() == 1
        assert ("is saturated" in said) == (name == "tanh")
        if name == "tanh":
            share = stack["saturated"]
            share = "under 0.1 %" if share < 0.001 else f"{100 * share:.1f} %"
            assert said.endswith(f"Of what the units of layer 40 put out, {share} is saturated.")


def test_what_lies_outside_the_picture_is_cut_off(opened):
    choose(opened, "ReLU", 3)
    edge = opened.locator("#stack-frame rect")
    top = places(opened, "stack-picture")[1][10]
    assert float(edge.get_attribute("y")) == pytest.approx(top, abs=PIXEL)
    lines = opened.locator("#stack-picture polyline")
    clipped = opened.locator("#stack-picture polyline[clip-path='url(#stack-frame)']")
    assert clipped.count() == lines.count() == 2


def test_the_choice_before_stays_as_a_thin_line(opened):
    assert opened.locator("#stack-picture .thin").count() == 0
    assert text_of(opened, "stack-thin") == ""
    choose(opened, "tanh", 2**0.5)
    assert_drawn(opened, "thin", STACKS["tanh", FIRST_GAIN])
    choose(opened, "ReLU", 2**0.5)
    assert_drawn(opened, "thin", STACKS["tanh", 2**0.5])
    assert text_of(opened, "stack-thin") == "The thin line is the choice before: tanh, gain √2."


def test_the_curve_is_also_a_table(opened):
    choose(opened, "ReLU", 3)
    opened.get_by_text("This curve as a table").click()
    rows = opened.locator("#stack-table tbody tr").evaluate_all(
        "all => all.map(line => [...line.cells].map(cell => cell.textContent))"
    )
    spreads = STACKS["ReLU", 3]["spreads"]
    assert rows == [[str(n), in_words(spread)] for n, spread in enumerate(spreads, 1)]


# ---------------------------------------------------------------------------- the company


def test_every_company_is_a_dot_at_its_probability(opened):
    for rows, company in COMPANIES.items():
        choose_rows(opened, rows)
        xs, _ = places(opened, "company-picture")
        low, high = min(xs), max(xs)

        def place(p, low=low, high=high, xs=xs):
            return xs[low] + (p - low) / (high - low) * (xs[high] - xs[low])

        dots = opened.locator("#company-picture .dot").evaluate_all(
            "all => all.map(e => Number(e.getAttribute('cx')))"
        )
        expected = [place(p) for p in company["probabilities"]]
        assert dots == pytest.approx(expected, abs=PIXEL)
        chosen = opened.locator("#company-picture .chosen").get_attribute("cx")
        assert float(chosen) == dots[0]
        line = opened.locator("#company-picture .evaluation").get_attribute("x1")
        assert float(line) == pytest.approx(place(HELD["evaluation"]), abs=PIXEL)


def test_the_sentences_are_those_of_the_numbers(opened):
    for rows, company in COMPANIES.items():
        choose_rows(opened, rows)
        each = company["probabilities"]
        assert text_of(opened, "company-said") == (
            f"In 300 batches of {rows:,} rows, the probability of m after “.em” is "
            f"{fmean(each):.3f} on average, with a standard deviation of {stdev(each):.3f}; it "
            f"goes from {min(each):.3f} to {max(each):.3f}. Evaluation mode says "
            f"{HELD['evaluation']:.3f}."
        )


@pytest.mark.parametrize(
    ("rows", "others"),
    [
        (2, "Beside “.em” stands 1 other context: “{}”."),
        (4, "Beside “.em” stand 3 other contexts: “{}”, “{}” and “{}”."),
        (1_024, "Beside “.em” stand 1,023 other contexts, among them “{}”, “{}” and “{}”."),
    ],
)
def test_single_companies_are_described(rows, others, opened):
    choose_rows(opened, rows)
    company = COMPANIES[rows]
    length = 3 * min(rows - 1, 3)
    for number in range(3):
        stored = company["others"][number * length :][:length]
        contexts = [stored[start : start + 3] for start in range(0, length, 3)]
        said = text_of(opened, "company-one")
        p = float(said.removeprefix(f"Company {number + 1} of 300: ").split(". ")[0])
        assert p == pytest.approx(company["probabilities"][number], abs=0.00051)
        assert said.endswith(f". {others.format(*contexts)}")
        ring, dot = (
            opened.locator(f"#company-picture .{name}").nth(place)
            for name, place in (("chosen", 0), ("dot", number))
        )
        for coordinate in ("cx", "cy"):
            assert ring.get_attribute(coordinate) == dot.get_attribute(coordinate)
        opened.get_by_role("button", name="Other company").click()


def test_after_the_last_company_comes_the_first(opened):
    first = text_of(opened, "company-one")
    opened.evaluate("for (let i = 0; i < 299; i++) document.getElementById('other').click()")
    assert text_of(opened, "company-one").startswith("Company 300 of 300: ")
    opened.get_by_role("button", name="Other company").click()
    assert text_of(opened, "company-one") == first


def test_results_are_not_given_away_at_first(opened):
    """What the first choices show is there, and answers no guess that the page asks for."""
    first = opened.locator("article").inner_text()
    assert f"tanh, gain {FIRST_GAIN}, " in first
    assert f"In 300 batches of {FIRST_ROWS} rows" in first
    later = ("0.104", "0.00450", "0.412", "40.5", "5.62", "0.062", "0.012")
    assert [number for number in later if number in first] == []
    for summary in opened.locator(".results > summary").all():
        summary.click()
    after = opened.locator("article").inner_text()
    assert [number for number in later if number not in after] == []


# ------------------------------------------------------------------------------- for all


@pytest.mark.parametrize(
    ("slider", "shown", "said"),
    [(gain_slider, "gain-value", "stack-said"), (rows_slider, "rows-value", "company-said")],
)
def test_what_is_read_out_waits_for_the_end_of_a_drag(slider, shown, said, opened):
    control = slider(opened)
    before, words = text_of(opened, shown), text_of(opened, said)
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    y = box["y"] + box["height"] / 2
    opened.mouse.move(box["x"] + box["width"] / 2, y)
    opened.mouse.down()
    opened.mouse.move(box["x"] + box["width"] - 8, y, steps=10)
    assert text_of(opened, shown) != before
    assert text_of(opened, said) == words
    opened.mouse.up()
    assert text_of(opened, said) != words
    assert text_of(opened, shown).split()[0] in text_of(opened, said)


def test_the_thin_line_of_a_drag_is_where_it_began(opened):
    gain_slider(opened).evaluate("e => { e.value = 25; }")
    for _ in range(2):
        gain_slider(opened).dispatch_event("input")
        assert_drawn(opened, "curve", STACKS["tanh", 3])
        assert_drawn(opened, "thin", STACKS["tanh", FIRST_GAIN])
    gain_slider(opened).dispatch_event("change")
    assert_drawn(opened, "thin", STACKS["tanh", FIRST_GAIN])


def test_the_keyboard_suffices(opened):
    press = opened.keyboard.press
    opened.get_by_label("tanh", exact=True).focus()
    press("ArrowDown")
    assert text_of(opened, "stack-said").startswith(f"With ReLU, gain {FIRST_GAIN}, ")
    press("Tab")
    for key, expected in [("End", "3"), ("Home", "0.5"), ("ArrowRight", "0.55")]:
        press(key)
        value = gain_slider(opened).get_attribute("aria-valuetext")
        assert value == text_of(opened, "gain-value") == expected
        assert f"ReLU, gain {expected}, " in text_of(opened, "stack-said")
    assert opened.get_by_role("img", name="Spread after each layer: ReLU, gain 0.55.").count() == 1
    press("Tab")
    press("Enter")
    assert opened.locator("#stack-table").is_visible()
    press("Tab")
    press("Enter")
    assert opened.locator(".stack-results").is_visible()
    press("Tab")  # the table, which keys move sideways
    press("Tab")
    press("End")
    assert rows_slider(opened).get_attribute("aria-valuetext") == "1,024"
    assert "batches of 1,024 rows" in text_of(opened, "company-said")
    press("Tab")
    press("Enter")
    assert text_of(opened, "company-one").startswith("Company 2 of 300: ")
    assert opened.get_by_role("img", name="The probability in 300 batches of 1,024").count() == 1


def test_named_gains_are_given_in_decimals_too(opened):
    for gain, text in [(2**0.5, "√2 = 1.414"), (5 / 3, "5/3 = 1.667"), (1.2, "1.2")]:
        choose(opened, "tanh", gain)
        assert text_of(opened, "gain-value") == text


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390, 320])
def test_the_page_is_open_to_all(colors, width, open_page, address):
    page = open_page(width=width, color_scheme=colors)
    page.goto(address + PAGE)
    for summary in page.locator("article summary").all():
        summary.click()
    for name, gain, rows in [("tanh", 3, 2), ("ReLU", 3, 1_024), ("ReLU", 0.5, 32)]:
        choose(page, name, gain)
        choose_rows(page, rows)
        assert list(faults_in_access(page, AXE)) == [], (name, gain)
        assert list(faults_in_width(page)) == [], (name, gain)


def test_on_a_phone_the_controls_are_large_enough(open_page, address):
    page = open_page(width=320, height=700, has_touch=True)
    page.goto(address + PAGE)
    controls = page.locator("form:not([hidden]) :is(input[type=range], label:has(input), button)")
    boxes = [box.bounding_box() for box in controls.all()]
    boxes = [box for box in boxes if box]
    assert len(boxes) >= 5
    assert min(box["height"] for box in boxes) >= 24


@pytest.mark.parametrize("width", [320, 390, 1300])
def test_words_lie_in_the_pictures_and_apart(width, open_page, address):
    page = open_page(width=width)
    page.goto(address + PAGE)
    for name, gain in STACKS:
        choose(page, name, gain)
        assert list(faults_in_words(page, "stack-picture")) == [], (name, gain)
    assert list(faults_in_words(page, "company-picture")) == []


def test_the_pictures_are_as_wide_as_their_places(opened):
    for width in (500, 1300):
        opened.set_viewport_size({"width": width, "height": 800})
        for picture in ("stack-picture", "company-picture"):
            opened.wait_for_function(
                f"() => document.querySelector('#{picture} svg').viewBox.baseVal.width === "
                f"document.querySelector('#{picture}').clientWidth"
            )


def test_lines_are_seen_with_colours_of_the_reader_s_system(open_page, address):
    page = open_page(forced_colors="active")
    page.goto(address + PAGE)
    choose(page, "tanh", 3)
    expected = system_colour(page)
    for line, kind in [
        ("curve", "stroke"), ("thin", "stroke"), ("evaluation", "stroke"), ("chosen", "stroke"),
        ("dot", "fill"),
    ]:  # fmt: skip
        colour = page.locator(f".picture .{line}").first.evaluate(
            f"e => getComputedStyle(e).{kind}"
        )
        assert colour == expected, line


@pytest.mark.parametrize("width", [1300, 320])
def test_without_scripts_the_numbers_can_be_read(width, open_page, address):
    page = open_page(width=width, java_script_enabled=False)
    page.goto(address + PAGE)
    assert page.locator("noscript p", has_text="which is switched off").is_visible()
    for id in ("stack-form", "company-form"):
        assert not page.locator(f"#{id}").is_visible()
    for summary in page.locator(".results > summary").all():
        summary.click()
    stacks = page.locator(".stack-results tbody tr")
    assert stacks.count() == len(scale.GAINS)
    cells = stacks.nth(scale.GAINS.index(3)).locator("td").all_inner_texts()
    assert cells[2:4] == ["0.837", "40.5 %"]
    companies = page.locator(".company-results tbody tr").all()
    means = [row.locator("td").first.inner_text() for row in companies]
    assert means == [f"{fmean(each['probabilities']):.3f}" for each in COMPANIES.values()]
    assert page.locator(".wide-table[tabindex='0']").count() == 2  # so that keys move them sideways


def test_it_works_from_a_folder_without_a_server(page):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto((SITE / PAGE).as_uri())
    choose(page, "ReLU", 3)
    assert "ReLU, gain 3" in text_of(page, "stack-said")
    assert errors == []


def test_going_back_shows_what_is_set(opened, address):
    choose(opened, "ReLU", 3)
    choose_rows(opened, 2)
    opened.goto(address + "index.html")
    opened.go_back(wait_until="networkidle")
    gain = scale.GAINS[int(gain_slider(opened).input_value())]
    assert text_of(opened, "gain-value") == f"{gain:g}"
    name = opened.locator("input[name=function]:checked").input_value()
    assert text_of(opened, "stack-said").startswith(f"With {name}, gain {gain:g}, ")
    rows = scale.ROWS[int(rows_slider(opened).input_value())]
    assert text_of(opened, "rows-value") == f"{rows:,}"


@pytest.mark.parametrize(
    ("number", "lesson"), [("10", "10_scale"), ("11", "11_batch_norm"), ("12", "12_norm_traps")]
)
def test_the_front_page_leads_here_and_the_lessons_are_linked(number, lesson, page, address):
    page.goto(address + "index.html")
    page.locator("article").get_by_role("link", name="scale and company").click()
    page.locator("article").get_by_role("link", name=number, exact=True).click()
    page.wait_for_url(f"**/notebooks/{lesson}.html")
