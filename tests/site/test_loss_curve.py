"""The loss curve: the stored runs, as two sliders choose them in a browser."""

import math
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise, product

import loss_curves
import pytest
from faults import faults_in_access, faults_in_width
from pictures import PIXEL, axis_labels, drawn, faults_in_words, system_colour, text_of
from places import AXE, SITE

PAGE = "loss_curve.html"
HELD = loss_curves.stored()
RUNS = {(run["rate"], run["drop"]): run for run in HELD["runs"]}
RATES, DROPS = loss_curves.RATES, loss_curves.DROPS
GUESSING = math.log(27)


@pytest.fixture
def curve(page, address):
    page.goto(address + PAGE, wait_until="networkidle")
    return page


def choose(page, rate, drop):
    page.get_by_label("Learning rate").fill(str(RATES.index(rate)))
    page.get_by_label("Drop to a tenth of it").fill(str(DROPS.index(drop)))


def shown(value, digits=3):
    """A number as JavaScript writes it: what lies in the middle is rounded up."""
    return str(Decimal(value).quantize(Decimal(10) ** -digits, ROUND_HALF_UP))


def signed(change):
    return f"{'−' if change < 0 else '+'}{shown(abs(change))}"


def mean(values):
    return sum(values) / len(values)


def line_of(rate, drop, which="mean"):
    """A curve from its first block on: before a drop it is that of the run without one."""
    own = RUNS[rate, drop][which]
    return RUNS[rate, None][which][: len(RUNS[rate, None][which]) - len(own)] + own


def over(rate, drop, start, end):
    """The mean loss over the steps from `start` up to `end`."""
    return mean(line_of(rate, drop)[start // HELD["block"] : end // HELD["block"]])


def end_of(rate, drop):
    return shown(mean(RUNS[rate, drop]["ends"]))


def difference(pair, other, what):
    apart = Decimal(end_of(*pair)) - Decimal(end_of(*other))
    if apart == 0:
        return f"as high as {what}, to 3 decimals"
    pairs = zip(RUNS[pair]["ends"], RUNS[other]["ends"], strict=True)
    same = sum(one < two if apart < 0 else one > two for one, two in pairs)
    starts = "all 5" if same == 5 else f"{same} of the 5"
    return (
        f"{abs(apart):.3f} {'lower' if apart < 0 else 'higher'} than {what}, with {starts} starts"
    )


# ---------------------------------------------------------------------------- the picture


def test_the_page_has_the_stored_runs(curve):
    assert curve.evaluate("curves.stored") == HELD


def places(page):
    """Functions from a step and from a loss to the picture, by the labels of its axes."""
    labels = axis_labels(page, "picture")
    steps = {int(label.replace(",", "")): x for label, x, _ in labels if "." not in label}
    losses = {float(label): y for label, _, y in labels if "." in label}

    def between(known):
        (low, at_low), (high, at_high) = min(known.items()), max(known.items())
        return lambda value: at_low + (value - low) / (high - low) * (at_high - at_low)

    return between(steps), between(losses)


def points(scales, losses):
    x, y = scales
    return [[x((i + 0.5) * HELD["block"]), y(loss)] for i, loss in enumerate(losses)]


def assert_drawn(page, line, expected):
    for point, place in zip(drawn(page, "picture", line), expected, strict=True):
        assert point == pytest.approx(place, abs=PIXEL)


@pytest.mark.parametrize("drop", DROPS)
def test_the_lines_lie_where_the_numbers_are(drop, curve):
    for rate in RATES:
        choose(curve, rate, drop)
        scales = places(curve)
        lowest, highest = (points(scales, line_of(rate, drop, w)) for w in ("lowest", "highest"))
        assert_drawn(curve, "curve", points(scales, line_of(rate, drop)))
        assert_drawn(curve, "band", lowest + highest[::-1])
        marked = curve.locator("#picture .drop")
        assert marked.count() == (drop is not None)
        if drop:
            assert float(marked.get_attribute("x1")) == pytest.approx(scales[0](drop), abs=PIXEL)
            assert curve.locator("#picture text", has_text=f"rate {rate / 10:g} from here").count()


def test_what_lies_above_the_picture_is_cut_off_and_said(curve):
    choose(curve, 0.1, None)
    edge = curve.locator("#frame rect")
    assert float(edge.get_attribute("y")) == pytest.approx(places(curve)[1](4), abs=PIXEL)
    clipped = curve.locator("#picture [clip-path='url(#frame)']")
    assert clipped.count() == curve.locator("#picture :is(polyline, polygon)").count() >= 2
    first = RUNS[0.1, None]["mean"][0]
    assert text_of(curve, "clipped") == (
        f"The picture ends at a loss of 4. Above it lie 250 of the 20,000 steps, with losses of "
        f"{shown(first, 2)}."
    )
    choose(curve, 3, None)
    losses = [shown(edge(line_of(3, None)), 2) for edge in (min, max)]
    said = f"Above it lie all 20,000 steps, with losses from {losses[0]} to {losses[1]}."
    assert text_of(curve, "clipped").endswith(said)
    assert curve.locator("#picture text", has_text="the curve lies above the picture").count()


def test_the_picture_is_as_wide_as_its_place(curve):
    for width in (500, 1300):
        curve.set_viewport_size({"width": width, "height": 800})
        curve.wait_for_function(
            "() => document.querySelector('#picture svg').viewBox.baseVal.width === "
            "document.querySelector('#picture').clientWidth"
        )


# ------------------------------------------------------------------------- what it says


def said_of(rate, drop):
    if drop is None:
        early, last = RUNS[rate, None]["mean"][9], over(rate, None, 19_000, 20_000)
        start = f"At the rate {rate:g} throughout, the loss"
        facts = f"{shown(early, 2)} at step 2,500 and {shown(last, 2)} in the last 1,000 steps"
        if min(line_of(rate, None)) > GUESSING:
            guessing = f"{GUESSING:.2f}, which guessing all 27 characters alike would give"
            return f"{start} never comes down to {guessing}: it is {facts}."
        change = last - over(rate, None, 14_000, 15_000)
        trend = f"{'fell' if change < 0 else 'rose'} by {shown(abs(change))}"
        if abs(change) < 0.02:
            trend = f"changed by {signed(change)}, which is within chance"
        return f"{start} is {facts}; over the last 5,000 it {trend}."
    now, without = (over(rate, which, drop, drop + 1_000) for which in (drop, None))
    what = f"which changes the loss by {signed(now - without)} at first, within chance"
    if now - without > 0.02:
        what = "and from there on the loss falls more slowly"
    elif without - now >= 0.02:
        what = "and the loss falls at once"
    return (
        f"From step {drop:,} on the rate is {rate / 10:g} instead of {rate:g}, {what}: over the "
        f"next 1,000 steps it is {shown(now, 2)} on average, and without the drop it would be "
        f"{shown(without, 2)}. It ends "
        f"{difference((rate, drop), (rate, None), 'without the drop')}."
    )


@pytest.mark.parametrize("drop", DROPS)
def test_the_sentence_and_the_ends_are_those_of_the_numbers(drop, curve):
    for rate in RATES:
        choose(curve, rate, drop)
        assert text_of(curve, "said") == said_of(rate, drop)
        assert text_of(curve, "end") == end_of(rate, drop)
        ends = [shown(end) for end in RUNS[rate, drop]["ends"]]
        apart = Decimal(max(ends, key=float)) - Decimal(min(ends, key=float))
        assert text_of(curve, "ends") == (
            f"The 5 starts: {', '.join(ends)}. The highest lies {apart} above the lowest."
        )


def test_the_sentences_differ_in_what_they_say():
    """A word for a rate that is far too low, for a good one and for one that is too high."""
    assert "falls more slowly" in said_of(0.003, 2_500)
    assert "falls at once" in said_of(0.3, 10_000)
    assert "never comes down" in said_of(1.5, None)


def test_the_curve_is_also_a_table(curve):
    choose(curve, 0.3, 10_000)
    curve.get_by_text("This curve as a table").click()
    lines = curve.locator("#curve-table tbody tr").evaluate_all(
        "all => all.map(line => [...line.cells].map(cell => cell.textContent))"
    )
    assert [line[0] for line in lines][:2] == ["0 to 250", "250 to 500"]
    assert lines[-1][0] == "19,750 to 20,000"
    columns = (line_of(0.3, 10_000, which) for which in ("mean", "lowest", "highest"))
    rows = [list(map(shown, row)) for row in zip(*columns, strict=True)]
    assert [line[1:] for line in lines] == rows


def test_the_winner_is_not_given_away_at_first(curve):
    best = min((end_of(*pair) for pair in RUNS), key=float)
    first = curve.locator("article").inner_text()
    assert end_of(0.1, None) in first
    assert best not in first
    curve.get_by_text("All choices in one table").click()
    assert best in curve.locator("article").inner_text()


# ----------------------------------------------------------------------------- comparing


def test_the_choice_before_stays_as_a_thin_line(curve):
    assert curve.locator("#picture .thin").count() == 0
    choose(curve, 1, 17_500)
    curve.get_by_label("Drop to a tenth of it").press("ArrowLeft")
    curve.get_by_label("Drop to a tenth of it").press("ArrowLeft")
    assert_drawn(curve, "thin", points(places(curve), line_of(1, 15_000)))
    assert text_of(curve, "compared") == (
        "The thin line: rate 1, dropped to 0.1 at step 15,000 (the choice before), "
        f"{end_of(1, 15_000)} in the end. The thick one ends "
        f"{difference((1, 10_000), (1, 15_000), 'the thin one')}."
    )


def test_a_drag_is_compared_with_where_it_began(curve):
    """And what is read out waits for its end."""
    assert curve.locator("[role=status] > *").evaluate_all("all => all.map(e => e.id)") == [
        "said", "compared",
    ]  # fmt: skip
    said = text_of(curve, "said")
    slider = curve.get_by_label("Learning rate")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()

    def at(rate):
        room = box["width"] - 16  # the thumb's middle does not reach the ends
        x = box["x"] + 8 + room * RATES.index(rate) / (len(RATES) - 1)
        return x, box["y"] + box["height"] / 2

    curve.mouse.move(*at(0.1))
    curve.mouse.down()
    curve.mouse.move(*at(0.5), steps=20)
    assert text_of(curve, "rate-value") == "0.5"
    assert_drawn(curve, "curve", points(places(curve), line_of(0.5, None)))
    assert_drawn(curve, "thin", points(places(curve), line_of(0.1, None)))
    assert (text_of(curve, "said"), text_of(curve, "compared")) == (said, "")
    curve.mouse.move(*at(3), steps=20)
    curve.mouse.up()
    for _ in range(2):
        assert_drawn(curve, "thin", points(places(curve), line_of(0.1, None)))
        assert text_of(curve, "said") == said_of(3, None)
        assert text_of(curve, "compared").startswith("The thin line: rate 0.1, never dropped (the ")
        for event in ("input", "change"):  # without a change
            slider.dispatch_event(event)


def test_a_curve_can_be_kept_to_compare(curve):
    choose(curve, 1, 10_000)
    curve.get_by_role("button", name="Keep this curve to compare").click()
    assert text_of(curve, "compared") == "The kept curve is the one that is shown."
    assert curve.locator("#picture .thin").count() == 0
    choose(curve, 0.5, 5_000)
    choose(curve, 1, 17_500)
    assert end_of(1, 10_000) == end_of(1, 17_500)
    assert text_of(curve, "compared") == (
        "The thin line: rate 1, dropped to 0.1 at step 10,000 (kept), 2.348 in the end. The thick "
        "one ends as high as the thin one, to 3 decimals."
    )
    assert_drawn(curve, "thin", points(places(curve), line_of(1, 10_000)))
    curve.get_by_role("button", name="Let the kept curve go").click()
    assert "(the choice before)" in text_of(curve, "compared")


# ------------------------------------------------------------------------------ for all


def test_the_keyboard_suffices(curve):
    press = curve.keyboard.press
    rate, drop = curve.get_by_label("Learning rate"), curve.get_by_label("Drop to a tenth of it")
    rate.focus()
    for key, expected in [("ArrowRight", 0.2), ("ArrowUp", 0.3), ("End", 3), ("Home", 0.003)]:
        press(key)
        assert rate.get_attribute("aria-valuetext") == text_of(curve, "rate-value") == f"{expected}"
        assert f"rate {expected:g} throughout" in text_of(curve, "said")
    assert drop.get_attribute("aria-valuetext") == "never"
    press("Tab")
    press("ArrowLeft")
    assert drop.get_attribute("aria-valuetext") == "after 17,500 steps"
    assert text_of(curve, "drop-value") == "after 17,500 steps"
    title = curve.get_by_role("img", name="Training curve: rate 0.003, dropped to 0.0003 at step")
    assert title.count() == 1
    press("Tab")
    press("Enter")
    assert curve.locator("#keep").text_content() == "Let the kept curve go"
    press("Tab")
    press("Enter")
    assert curve.locator("#curve-table").is_visible()
    press("Tab")
    press("Enter")
    assert curve.locator(".all-ends").is_visible()


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390, 320])
def test_the_page_is_open_to_all(colors, width, open_page, address):
    page = open_page(width=width, color_scheme=colors)
    page.goto(address + PAGE)
    for summary in page.locator("article summary").all():
        summary.click()
    for pair in [(0.3, 17_500), (1.5, None), (0.003, 2_500)]:
        choose(page, *pair)
        assert list(faults_in_access(page, AXE)) == [], pair
        assert list(faults_in_width(page)) == [], pair


def test_on_a_phone_sliders_are_large_enough_and_labels_stay_apart(open_page, address):
    page = open_page(width=320, height=700, has_touch=True)
    page.goto(address + PAGE)
    boxes = [box.bounding_box() for box in page.locator("#curve-form :is(input, button)").all()]
    assert min(box["height"] for box in boxes) >= 24
    steps = [box.bounding_box() for box in page.locator("#picture text", has_text="000").all()]
    for left, right in pairwise(steps):
        assert left["x"] + left["width"] < right["x"]


@pytest.mark.parametrize("width", [320, 390, 1300])
def test_words_lie_in_the_picture_and_apart(width, open_page, address):
    page = open_page(width=width)
    page.goto(address + PAGE)
    for rate, drop in product(RATES, DROPS):
        choose(page, rate, drop)
        assert list(faults_in_words(page, "picture")) == [], (rate, drop)


def test_the_picture_s_words_grow_with_the_page_s_letters(curve):
    def height():
        return curve.locator("#picture text", has_text="20,000").bounding_box()["height"]

    before = height()
    curve.add_style_tag(content="html { font-size: 200% }")
    choose(curve, 0.2, 10_000)
    assert height() == pytest.approx(2 * before, rel=0.1)


def test_lines_are_seen_with_colours_of_the_reader_s_system(open_page, address):
    page = open_page(forced_colors="active")
    page.goto(address + PAGE)
    choose(page, 0.3, 10_000)
    expected = system_colour(page)
    for line in ("curve", "thin", "drop", "guessing"):
        stroke = page.locator(f"#picture .{line}").evaluate("e => getComputedStyle(e).stroke")
        assert stroke == expected, line


@pytest.mark.parametrize("width", [1300, 320])
def test_without_scripts_the_ends_can_be_read(width, open_page, address):
    page = open_page(width=width, java_script_enabled=False)
    page.goto(address + PAGE)
    assert page.locator("noscript p", has_text="which is switched off").is_visible()
    assert not page.locator("#curve-form").is_visible()
    page.get_by_text("All choices in one table").click()
    rows = [row.locator("td").all_inner_texts() for row in page.locator(".all-ends tbody tr").all()]
    assert [row[1:] for row in rows] == [[end_of(rate, drop) for drop in DROPS] for rate in RATES]
    assert page.locator(".all-ends[tabindex='0']").count() == 1  # so that keys move it sideways


def test_it_works_from_a_folder_without_a_server(page):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto((SITE / PAGE).as_uri())
    choose(page, 0.3, 10_000)
    assert text_of(page, "end") == end_of(0.3, 10_000)
    assert errors == []


def test_going_back_shows_what_is_set(curve, address):
    choose(curve, 3, 2_500)
    curve.goto(address + "index.html")
    curve.go_back(wait_until="networkidle")
    rate = RATES[int(curve.get_by_label("Learning rate").input_value())]
    assert text_of(curve, "rate-value") == f"{rate}"


def test_the_front_page_and_the_lesson_are_linked(page, address):
    page.goto(address + "index.html")
    page.locator("article").get_by_role("link", name="loss curve").click()
    page.locator("article").get_by_role("link", name="05", exact=True).click()
    page.wait_for_url("**/notebooks/05_learning_rate.html")
