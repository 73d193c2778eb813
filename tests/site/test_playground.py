"""The playground: the models of the course, as they answer in a browser."""

import math
import random
import re

import pytest
import torch
from export_models import EXPORTED, MODELS
from faults import faults_in_access, faults_in_width
from places import AXE, SITE

from mlp_helpers.data import Vocabulary, bigram_counts, load_names
from mlp_helpers.share import load_model

TOLERANCE = 1e-5  # of a probability, to PyTorch's
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TITLES = {"pairs": "counted pairs", "three": "small", "tuned": "tuned"}
SIZES = {"pairs": "729 counts", "three": "11,897 parameters", "tuned": "339,035 parameters"}
WIDE, PHONE = {"width": 1300, "height": 900}, {"width": 360, "height": 740}
each_network = pytest.mark.parametrize("name", EXPORTED)
each_model = pytest.mark.parametrize("name", TITLES)
each_window = pytest.mark.parametrize("window", [WIDE, PHONE], ids=["wide", "phone"])


@pytest.fixture
def playground(page, address):
    return opened(page, address)


def opened(page, address):
    page.goto(address + "playground.html", wait_until="networkidle")
    settle(page)
    return page


def settle(page):
    """Wait until names are drawn for what is set."""
    page.locator("#lists[aria-busy=false]").wait_for(timeout=20_000)


def choose(page, name):
    page.locator(f"input[value={name}]").check()
    page.get_by_text(SIZES[name]).wait_for(timeout=10_000)
    settle(page)


def choose_all(page):
    for name in TITLES:
        choose(page, name)


def begin(page, text):
    page.get_by_label("How the name begins").fill(text)


def panel(page, place, name):
    """What the page shows of one model: in "charts", "lists" or "about"."""
    title = page.get_by_role("heading", name=TITLES[name], exact=True)
    return page.locator(f"#{place} .panel").filter(has=title)


def bars(page, name):
    return panel(page, "charts", name).locator(".bar")


def boxes(locator):
    """(left, top, right, bottom) of each element, in pixels."""
    return locator.evaluate_all(
        """all => all.map(e => e.getBoundingClientRect())
            .map(r => [r.left, r.top, r.right, r.bottom])"""
    )


def answers(name):
    """A function that says the probabilities of a model's next character: float64 (27,)."""
    if name == "pairs":
        names = load_names()
        counts = bigram_counts(names, Vocabulary.from_names(names)).double()
        logits = counts.log()
        number = dict(zip("." + LETTERS, range(27), strict=True))
        return lambda text, temperature=1.0: (
            logits[number[("." + text)[-1]]] / temperature
        ).softmax(0)
    saved = load_model(MODELS / EXPORTED[name])

    def probabilities(text, temperature=1.0):
        context = "." * saved.recipe.context + text
        ids = saved.vocabulary.encode(context[-saved.recipe.context :])
        with torch.inference_mode():
            return (saved.model(torch.tensor([ids]))[0] / temperature).softmax(0).double()

    return probabilities


# ---------------------------------------------------------------------------- the models


@each_model
def test_the_probabilities_are_those_of_pytorch(name, playground):
    choose(playground, name)
    probabilities = answers(name)
    draw = random.Random(1)
    texts = [
        "",
        *LETTERS,
        *("".join(draw.choices(LETTERS, k=draw.randint(2, 9))) for _ in range(400)),
    ]
    for temperature in (1.0, 0.3, 2.0):
        got = playground.evaluate(
            """([name, texts, temperature]) => {
                const network = new playground.Network(playground.models[name]);
                return texts.map(text => [...network.probabilities(text, temperature)]);
            }""",
            [name, texts, temperature],
        )
        expected = torch.stack([probabilities(text, temperature) for text in texts])
        got = torch.tensor(got, dtype=torch.float64)
        assert (got - expected).abs().max().item() < TOLERANCE
        if name == "pairs":
            assert torch.equal(got == 0, expected == 0), "what never occurred stays impossible"
            assert (got == 0).any()


def test_the_error_function_is_that_of_the_math_module(playground):
    values = [x / 100 for x in range(-800, 801)]
    got = playground.evaluate("values => values.map(playground.erf)", values)
    assert got == pytest.approx([math.erf(x) for x in values], rel=1e-13, abs=0)


def mulberry32(seed):
    """The generator of shared.js, written with Python's whole numbers."""
    state, mask = seed, 2**32 - 1
    while True:
        state = (state + 0x6D2B79F5) & mask
        z = (state ^ state >> 15) * (state | 1) & mask
        z ^= z + (z ^ z >> 7) * (z | 61) & mask
        yield ((z ^ z >> 14) & mask) / 2**32


@each_model
def test_the_sampled_names_are_those_that_the_probabilities_and_the_seed_give(name, playground):
    choose_all(playground)  # each model is drawn from as if it were alone
    begin(playground, "k")
    playground.get_by_label("Seed").fill("4000000000")
    settle(playground)
    probabilities, draw = answers(name), mulberry32(4_000_000_000)
    expected = []
    for _ in range(20):
        text = "k"
        while len(text) < 50:
            reached = probabilities(text).cumsum(0)
            following = int((reached <= next(draw)).sum().clamp(max=26))
            if following == 0:
                break
            text += ("." + LETTERS)[following]
        expected.append(text)
    assert names_of(playground, name) == expected


# ------------------------------------------------------------------------------ the bars


@each_window
def test_the_bars_of_all_models_show_the_probabilities_on_one_scale(window, open_page, address):
    page = opened(open_page(**window), address)
    choose_all(page)
    models = {name: answers(name) for name in TITLES}
    size = "width" if window == PHONE else "height"
    for text, temperature in [("em", 1.0), ("", 1.0), ("sop", 0.5), ("Abigai", 2.0)]:
        begin(page, text)
        page.get_by_label("Temperature").fill(str(temperature))
        expected = {name: says(text.lower(), temperature) for name, says in models.items()}
        largest = max(each.max().item() for each in expected.values())
        shown = {}
        for name in TITLES:
            letters = bars(page, name).locator(".letter").all_text_contents()
            assert letters == list("." + LETTERS)
            shown[name] = (
                bars(page, name)
                .locator(".fill")
                .evaluate_all(f"all => all.map(e => e.getBoundingClientRect().{size})")
            )
        tallest = max(max(each) for each in shown.values())
        for name in TITLES:
            shares = torch.tensor(shown[name], dtype=torch.float64) / tallest
            torch.testing.assert_close(shares, expected[name] / largest, atol=0.01, rtol=0)
        said = page.locator("#scale").text_content()
        assert float(re.search(r"(\d+\.\d) %", said)[1]) == pytest.approx(100 * largest, abs=0.1)


@each_model
def test_what_is_likeliest_is_said(name, playground):
    choose(playground, name)
    probabilities = answers(name)
    for text in ("em", "", "sop", "abigai"):
        begin(playground, text)
        best = probabilities(text).topk(3)
        shown = panel(playground, "charts", name).locator(".expected").text_content()
        found = re.findall(r"(the end|\b\w) (?:under )?(\d+\.\d) %", shown)
        letters = ["the end" if i == 0 else LETTERS[i - 1] for i in best.indices.tolist()]
        assert [letter for letter, _ in found] == letters
        assert [float(p) for _, p in found] == pytest.approx((100 * best.values).tolist(), abs=0.1)


def test_each_says_what_it_reads(playground):
    choose_all(playground)
    for text, reads in [("isabel", ["l", "bel", "isabel"]), ("em", ["m", ".em", "....em"])]:
        begin(playground, text)
        assert playground.locator("#charts code").all_text_contents() == reads


@each_window
def test_the_bars_of_a_letter_stand_in_one_line(window, open_page, address):
    """Below each other on a wide page, beside each other on a phone."""
    page = opened(open_page(**window), address)
    choose_all(page)
    places = [boxes(bars(page, name)) for name in TITLES]
    along, across = ((0, 2), (1, 3)) if window == WIDE else ((1, 3), (0, 2))
    for same in zip(*places, strict=True):
        assert len({tuple(round(box[side]) for side in along) for box in same}) == 1
        starts, ends = ([box[side] for box in same] for side in across)
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


def test_a_bar_that_is_pressed_appends_its_letter(playground):
    field = playground.get_by_label("How the name begins")
    begin(playground, "")
    for letter in "isabel":
        bars(playground, "three").filter(has_text=letter).click()
    assert field.input_value() == "isabel"
    assert playground.locator("#after").text_content() == "After “isabel”"
    bars(playground, "pairs").filter(has_text="l").click()
    assert field.input_value() == "isabell"


def test_the_bar_of_the_end_explains_itself(playground):
    end = bars(playground, "three").first
    assert end.get_attribute("aria-disabled") == "true"
    assert re.fullmatch(r"the end: (under )?\d+\.\d %", end.get_attribute("aria-label"))
    end.click(force=True)
    assert "cannot be appended" in playground.get_by_role("alert").text_content()
    assert playground.get_by_label("How the name begins").input_value() == "em"
    begin(playground, "emm")
    assert playground.get_by_role("alert").text_content() == ""


def test_a_bar_has_a_name_that_says_what_it_does(playground):
    expected = answers("three")("em")[14].item()
    label = bars(playground, "three").nth(14).get_attribute("aria-label")
    assert label == f"n: {100 * expected:.1f} %, append"
    toolbars = playground.get_by_role("toolbar")
    assert toolbars.evaluate_all("all => all.map(e => e.getAttribute('aria-label'))") == [
        "counted pairs: a bar for each character",
        "small: a bar for each character",
    ]
    begin(playground, "q")
    assert bars(playground, "pairs").nth(2).get_attribute("aria-label") == "b: never, append"


def test_after_an_unknown_character_a_bar_goes_on_from_what_is_shown(playground):
    begin(playground, "zoë")
    bars(playground, "three").nth(5).click()
    assert playground.get_by_label("How the name begins").input_value() == "eme"
    assert playground.get_by_role("alert").text_content() == ""


def test_the_table_lists_all_characters_the_likeliest_first(playground):
    choose_all(playground)
    playground.get_by_text("All probabilities as a table").click()
    heads = playground.locator("#table thead th").all_text_contents()
    assert heads == ["character", *TITLES.values()]
    rows = playground.locator("#table tbody tr")
    assert rows.count() == 27
    for column, name in enumerate(TITLES, start=2):
        shares = rows.locator(f"td:nth-child({column})").all_text_contents()
        small = ("under", "never")
        numbers = [0 if share.startswith(small) else float(share.split()[0]) for share in shares]
        assert sum(numbers) == pytest.approx(100, abs=27 * 0.1)
        letters = [text.replace("the end", ".") for text in rows.locator("th").all_text_contents()]
        expected = dict(zip("." + LETTERS, 100 * answers(name)("em"), strict=True))
        for letter, number in zip(letters, numbers, strict=True):
            assert number == pytest.approx(expected[letter].item(), abs=0.1)
        if column == 2:
            assert numbers == sorted(numbers, reverse=True)


# ----------------------------------------------------------------------------- the names


def names_of(page, name):
    return panel(page, "lists", name).locator(".name").all_text_contents()


def drawn_with(page):
    return page.locator("#drawn").text_content()


def test_the_same_seed_gives_the_same_names(playground):
    def draw(seed):
        playground.get_by_label("Seed").fill(str(seed))
        settle(playground)
        assert drawn_with(playground) == f"20 drawn with seed {seed}"
        names = names_of(playground, "three")
        assert len(names) == 20
        return names

    first = draw(1)
    assert all(name.startswith("em") for name in first)
    assert draw(2) != first
    assert draw(1) == first


def test_other_names_are_those_of_the_next_seed(playground):
    others = playground.get_by_role("button", name="Other names")
    first = names_of(playground, "three")
    for seed, following in [(1, 2), (2**32 - 1, 0)]:
        playground.get_by_label("Seed").fill(str(seed))
        others.click()
        settle(playground)
        assert playground.get_by_label("Seed").input_value() == str(following)
        assert drawn_with(playground) == f"20 drawn with seed {following}"
        assert names_of(playground, "three") != first


@pytest.mark.parametrize(
    ("label", "value"), [("How the name begins", "ka"), ("Temperature", "0.5"), ("Seed", "7")]
)
def test_names_are_drawn_anew_at_every_change(label, value, playground):
    choose_all(playground)
    before = {name: names_of(playground, name) for name in TITLES}
    watch_names(playground)
    playground.get_by_label(label).fill(value)
    settle(playground)
    for name in TITLES:
        assert len(names_of(playground, name)) == 20
        assert names_of(playground, name) != before[name]
    assert playground.evaluate("fewest") == 60, "the old ones stay until the new ones are there"


def watch_names(page):
    """Keep the smallest number of names that the page ever shows in `fewest`."""
    page.evaluate(
        """() => {
            const count = () => document.querySelectorAll("#lists .name").length;
            window.fewest = count();
            new MutationObserver(() => { window.fewest = Math.min(window.fewest, count()); })
                .observe(document.getElementById("lists"), { childList: true, subtree: true });
        }"""
    )


def test_names_that_are_no_longer_wanted_are_not_shown(playground):
    """The tuned network takes a while; what was set since then wins."""
    choose_all(playground)
    playground.get_by_label("Temperature").fill("2")
    for text in ("a", "ab", "abi", "abig"):
        begin(playground, text)
        playground.wait_for_timeout(170)  # drawing has begun
    settle(playground)
    for name in TITLES:
        assert all(each.startswith("abig") for each in names_of(playground, name))


@pytest.mark.parametrize("seed", ["", "-1", "1.5", "4294967296"])
def test_without_a_seed_the_last_one_holds(seed, playground):
    playground.get_by_label("Seed").fill("7")
    settle(playground)
    names = names_of(playground, "three")
    playground.get_by_label("Seed").fill(seed)
    settle(playground)
    assert playground.get_by_role("alert").text_content().startswith("A seed is a whole number")
    assert playground.get_by_label("Seed").get_attribute("aria-invalid") == "true"
    choose(playground, "tuned")
    assert drawn_with(playground) == "20 drawn with seed 7"
    assert names_of(playground, "three") == names


def test_each_name_says_whether_it_is_new(playground):
    choose_all(playground)
    begin(playground, "")
    settle(playground)
    listed = set(load_names())
    seen = set()
    for name in TITLES:
        lines = panel(playground, "lists", name).locator("li")
        lines.locator(".tag").first.wait_for()
        new = 0
        for text, tag in zip(
            names_of(playground, name), lines.locator(".tag").all_text_contents(), strict=True
        ):
            assert tag == ("in the list" if text in listed else "new")
            new += text not in listed
            seen.add(tag)
        head = panel(playground, "lists", name).locator(".note").text_content()
        assert head == f"{new} new"
    assert seen == {"in the list", "new"}


def test_the_list_that_the_page_has_is_that_of_the_course(playground):
    playground.locator("#lists .tag").first.wait_for()
    got = playground.evaluate("[...playground.decodeList(playground.list)]")
    assert got == sorted(set(load_names()))


def test_the_list_comes_after_the_names_and_is_not_needed(page, address):
    requests = []
    page.route("**/list.js", lambda route: requests.append(route))
    page.goto(address + "playground.html")
    settle(page)
    assert len(names_of(page, "three")) == 20
    assert page.locator("#lists .tag").count() == 0
    page.wait_for_timeout(200)
    requests[0].abort()
    page.wait_for_timeout(200)
    begin(page, "ka")
    settle(page)
    assert len(names_of(page, "three")) == 20
    assert page.locator("#lists .tag").count() == 0
    assert "new" not in page.locator("#lists").text_content()
    assert len(requests) == 1


@each_window
def test_long_names_are_not_broken(window, open_page, address):
    page = opened(open_page(**window), address)
    choose_all(page)
    page.get_by_label("Temperature").fill("2")
    begin(page, "e")
    settle(page)
    lines = page.locator("#lists .name").evaluate_all(
        "all => all.map(e => [e.textContent.length, e.getClientRects().length])"
    )
    fits = [number for length, number in lines if length <= 26]
    assert max(length for length, _ in lines if length <= 26) > 20
    assert set(fits) == {1}
    assert list(faults_in_width(page)) == []


# ------------------------------------------------------------------------------- the map


def test_the_map_marks_the_context(playground):
    small = panel(playground, "about", "three")
    marked = small.locator(".map g.read")
    begin(playground, "ole")
    assert sorted(marked.locator("text").all_text_contents()) == ["e", "l", "o"]
    begin(playground, "x")
    assert sorted(marked.locator("text").all_text_contents()) == ["[.]", "x"]
    assert "It reads the last 3 characters: [.] [.] x." in small.text_content()
    assert playground.get_by_role("img", name="Marked: [.] [.] x").count() == 1


def test_the_counted_pairs_say_why_they_have_no_map(playground):
    counted = panel(playground, "about", "pairs")
    assert counted.locator(".map").count() == 0
    assert "no embedding, so no map" in counted.text_content()
    assert "729 counts from 32,033 names" in counted.text_content()


def test_the_loss_of_the_counted_pairs_is_that_of_their_counts(playground):
    counts = bigram_counts(load_names(), Vocabulary.from_names(load_names())).double()
    shares = counts / counts.sum(1, keepdim=True)
    loss = -torch.xlogy(counts, shares).sum() / counts.sum()
    assert f"is {loss:.3f} nats" in panel(playground, "about", "pairs").text_content()


@each_window
@each_network
@pytest.mark.parametrize("text", ["em", "", "isabel"])
def test_no_letter_of_the_map_covers_another(text, name, window, open_page, address):
    page = opened(open_page(**window), address)
    choose(page, name)
    begin(page, text)
    labels = panel(page, "about", name).locator(".map .label text")
    assert sorted(labels.all_text_contents()) == sorted(["[.]", *LETTERS])
    places = boxes(labels)
    frame = boxes(panel(page, "about", name).locator(".map svg"))[0]
    for i, (left, top, right, bottom) in enumerate(places):
        assert frame[0] <= left < right <= frame[2]
        assert frame[1] <= top < bottom <= frame[3]
        for other in places[i + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (labels.nth(i).text_content(), other)


@each_network
def test_a_letter_of_the_map_lies_at_its_point_or_a_line_leads_there(name, playground):
    choose(playground, name)
    around = panel(playground, "about", name).locator(".map")
    text, pill = around.locator(".label text"), around.locator(".label rect")
    begin(playground, "")  # what is read is drawn last: here the boundary, the first in the list
    numbers = "(all, names) => all.map(e => names.map(n => Number(e.getAttribute(n))))"
    centres = text.evaluate_all(numbers, ["x", "y"])
    sizes = pill.evaluate_all(numbers, ["width", "height"])
    lines = around.locator("line").evaluate_all(numbers, ["x1", "y1", "x2", "y2"])
    points = torch.tensor(
        playground.evaluate("name => playground.models[name].map.points", name)
    ).double()
    low, high = points.min(0).values, points.max(0).values
    scale = min((480 - 48) / (high - low)[0], (400 - 48) / (high - low)[1])
    middle = scale * (points - (low + high) / 2)
    places = torch.stack([240 + middle[:, 0], 200 - middle[:, 1]], dim=1).roll(-1, 0)
    assert len(centres) == len(sizes) == 27
    joined = 0
    for (x, y), (width, height), point in zip(centres, sizes, places.tolist(), strict=True):
        if abs(x - point[0]) > width / 2 or abs(y - point[1]) > height / 2:
            assert any(line == pytest.approx([*point, x, y], abs=1e-3) for line in lines)
            joined += 1
    assert joined == len(lines)


# ------------------------------------------------------------------------- what is typed


@each_window
def test_an_unknown_character_is_named_and_nothing_moves(window, open_page, address):
    page = opened(open_page(**window), address)
    begin(page, "zo")
    settle(page)
    parts = page.locator("#temperature, #seed, #others, #charts, #lists, #about")
    before, names = boxes(parts), names_of(page, "three")
    watch_names(page)
    field = page.get_by_label("How the name begins")
    field.fill("zoë-.")
    alert = page.get_by_role("alert")
    assert alert.text_content() == "Only the letters a to z are known, not “ë”, “-”, “.”."
    assert field.get_attribute("aria-invalid") == "true"
    assert page.locator("#after").text_content() == "Still after “zo”"
    settle(page)
    assert boxes(parts) == before
    assert names_of(page, "three") == names
    assert page.evaluate("fewest") == 40
    colour = "e => getComputedStyle(e).backgroundColor"
    dimmed = bars(page, "three").locator(".fill").first.evaluate(colour)
    choose(page, "tuned")  # which shows the same beginning
    assert all(name.startswith("zo") for name in names_of(page, "tuned"))
    assert list(faults_in_access(page, AXE)) == []
    field.fill("zoe")
    assert alert.text_content() == ""
    assert field.get_attribute("aria-invalid") == "false"
    assert page.locator("#after").text_content() == "After “zoe”"
    assert bars(page, "three").locator(".fill").first.evaluate(colour) != dimmed


def test_many_unknown_characters_stay_on_the_line(playground):
    before = boxes(playground.locator("#temperature"))
    begin(playground, "äöüßéèêç")
    said = playground.get_by_role("alert").text_content()
    assert said == "Only the letters a to z are known, not “ä”, “ö”, “ü” …."
    assert boxes(playground.locator("#temperature")) == before


@each_window
def test_what_is_too_long_is_cut_and_said(window, open_page, address):
    page = opened(open_page(**window), address)
    field, alert = page.get_by_label("How the name begins"), page.get_by_role("alert")
    before = boxes(page.locator("#temperature"))
    field.fill("a" * 30)
    assert alert.text_content() == ""
    field.fill("ab" * 100)
    assert field.input_value() == "ab" * 15
    assert alert.text_content() == "Only the first 30 characters are kept."
    assert boxes(page.locator("#temperature")) == before
    settle(page)
    assert all(name.startswith("ab" * 15) for name in names_of(page, "three"))
    field.fill("a" * 29)
    bars(page, "three").nth(2).click()
    assert (field.input_value(), alert.text_content()) == ("a" * 29 + "b", "")
    bars(page, "three").nth(2).click()
    assert field.input_value() == "a" * 29 + "b"
    assert alert.text_content() == "Only the first 30 characters are kept."


def test_a_letter_with_its_mark_apart_is_one_character(playground):
    begin(playground, "zoe\u0308")
    assert playground.get_by_role("alert").text_content().endswith("not “ë”.")


# ------------------------------------------------------------------------------ the page


def test_on_a_wide_page_all_is_seen_together(open_page, address):
    page = opened(open_page(**WIDE), address)
    choose_all(page)
    controls = boxes(page.locator("#beginning, #temperature, #seed, #others, [name=model]"))
    results = boxes(page.locator("#charts .bar"))
    assert len(results) == 3 * 27
    assert max(bottom for *_, bottom in controls + results) < WIDE["height"]
    assert max(right for _, _, right, _ in controls) < min(left for left, *_ in results)
    firsts = [boxes(panel(page, "lists", name).locator(".name"))[4] for name in TITLES]
    assert max(bottom for *_, bottom in firsts) < WIDE["height"]


def test_on_a_wide_page_the_controls_stay_in_sight(open_page, address):
    page = opened(open_page(**WIDE), address)
    choose_all(page)
    page.mouse.wheel(0, 400)
    page.wait_for_function("scrollY > 350")
    assert boxes(page.locator("#charts"))[0][1] < 0, "the page has moved"
    for _, top, _, bottom in boxes(page.locator("#beginning, #temperature, #seed")):
        assert 48 < top < bottom < WIDE["height"]  # the theme's bar has 48 pixels


def test_on_a_phone_the_controls_come_first_and_the_result_below(open_page, address):
    page = opened(open_page(**PHONE), address)
    last = boxes(page.locator(".tool fieldset"))[0]
    first = boxes(page.locator("#after"))[0]
    assert boxes(page.locator("#beginning"))[0][3] < PHONE["height"] / 2
    assert 0 <= first[1] - last[3] < 40
    assert boxes(page.locator("#charts .expected"))[0][1] < PHONE["height"]


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_phone_what_is_pressed_is_large_enough(width, open_page, address):
    page = opened(open_page(width=width, height=740, has_touch=True), address)
    choose_all(page)
    for left, top, right, bottom in boxes(page.locator("#charts .bar, #others")):
        assert min(right - left, bottom - top) >= 24
    assert list(faults_in_width(page)) == []


def test_models_are_shown_and_hidden_and_one_stays(playground):
    def shown():
        return playground.locator("#charts h3").all_text_contents()

    assert shown() == ["counted pairs", "small"]
    choose(playground, "tuned")
    assert shown() == ["counted pairs", "small", "tuned"]
    playground.locator("input[value=pairs]").uncheck()
    playground.locator("input[value=three]").uncheck()
    settle(playground)
    assert shown() == ["tuned"]
    assert playground.locator("#lists .name").count() == 20
    assert playground.locator("#about .map").count() == 1
    playground.locator("input[value=tuned]").click()
    assert playground.get_by_role("alert").text_content() == "One model has to stay."
    assert playground.locator("input[value=tuned]").is_checked()
    assert shown() == ["tuned"]
    choose(playground, "pairs")
    assert shown() == ["counted pairs", "tuned"]


@pytest.mark.parametrize("colors", ["light", "dark"])
@each_window
def test_the_page_with_all_models_is_open_to_all(window, colors, open_page, address):
    page = opened(open_page(color_scheme=colors, **window), address)
    choose_all(page)
    page.get_by_text("All probabilities as a table").click()
    page.locator("#lists .tag").first.wait_for()
    assert list(faults_in_access(page, AXE)) == []
    assert list(faults_in_width(page)) == []


def test_the_bars_are_seen_with_colours_of_the_reader_s_system(open_page, address):
    page = opened(open_page(forced_colors="active"), address)
    colour = "e => getComputedStyle(e).backgroundColor"
    bar = bars(page, "three").locator(".fill").nth(13)
    assert bar.evaluate(colour) != page.locator("body").evaluate(colour)


def test_what_is_read_aloud_comes_once_and_in_one_line(playground):
    playground.wait_for_timeout(1_500)
    playground.evaluate(
        """() => {
            window.said = [];
            const status = document.getElementById("said");
            new MutationObserver(() => window.said.push(status.textContent))
                .observe(status, { childList: true });
        }"""
    )
    playground.get_by_label("How the name begins").press("End")
    playground.get_by_label("How the name begins").press_sequentially("ily", delay=300)
    playground.wait_for_timeout(1_800)
    (said,) = playground.evaluate("said")
    assert said.startswith("After “emily”, most likely: counted pairs ")
    assert said.endswith(" %. Names: 20 drawn with seed 1.")
    assert len(said) < 150
    live = playground.locator("#playground-form").locator(
        "[role=status], [role=alert], [aria-live]"
    )
    assert live.evaluate_all("all => all.map(e => e.id)") == [
        "said",
        "problem",
        "temperature-value",
    ]


def test_the_keyboard_suffices(playground):
    active = "document.activeElement.getAttribute('aria-label') || document.activeElement.id ||"
    active += " document.activeElement.value || document.activeElement.textContent"
    press = playground.keyboard.press

    def reached():
        return playground.evaluate(active)

    playground.locator("#beginning").focus()
    stops = []
    for _ in range(9):
        press("Tab")
        stops.append(reached())
    assert stops[:6] == ["temperature", "seed", "others", "pairs", "three", "tuned"]
    assert stops[6].startswith("the end: ")  # one stop for the bars of each model
    assert stops[7].startswith("the end: ")
    assert stops[8] == "All probabilities as a table"

    press("Shift+Tab")
    for key, letter in [("ArrowRight", "a"), ("ArrowDown", "b"), ("ArrowLeft", "a"), ("End", "z")]:
        press(key)
        assert reached().startswith(f"{letter}: ")
    press("Home")
    press("Enter")
    assert "cannot be appended" in playground.get_by_role("alert").text_content()
    for _ in range(13):
        press("ArrowRight")
    press("Enter")
    press("Space")
    assert playground.locator("#beginning").input_value() == "emmm"
    assert reached().startswith("m: ")  # the focus stays
    press("Tab")
    press("Shift+Tab")
    assert reached().startswith("m: ")

    playground.locator("#temperature").focus()
    press("ArrowRight")
    assert playground.locator("#temperature-value").text_content() == "1.1"
    playground.locator("#seed").focus()
    press("ArrowUp")
    settle(playground)
    assert drawn_with(playground) == "20 drawn with seed 2"
    press("Tab")
    press("Enter")
    settle(playground)
    assert drawn_with(playground) == "20 drawn with seed 3"
    playground.locator("#beginning").focus()
    press("Enter")  # sends nothing, and changes nothing
    settle(playground)
    assert drawn_with(playground) == "20 drawn with seed 3"
    playground.locator("input[value=tuned]").focus()
    press("Space")
    playground.get_by_text("339,035 parameters").wait_for()


# ----------------------------------------------------------------------------- what loads


def test_a_network_that_cannot_be_loaded_leaves_the_others(playground):
    playground.route("**/tuned.js", lambda route: route.abort())
    playground.locator("input[value=tuned]").click()
    playground.get_by_text("This model cannot be used: tuned.js could not be loaded.").wait_for()
    assert not playground.locator("input[value=tuned]").is_checked()
    assert playground.locator("input[value=three]").is_checked()
    assert "11,897 parameters" in playground.locator("#about").text_content()
    assert playground.locator("#results").is_visible()


def test_without_any_model_nothing_is_shown_and_nothing_breaks(page, address):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    for name in ("pairs", "three"):
        page.route(f"**/{name}.js", lambda route: route.abort())
    page.goto(address + "playground.html")
    page.get_by_text("This model cannot be used").wait_for()
    begin(page, "maë")
    assert not page.locator("#results").is_visible()
    choose(page, "tuned")
    assert page.locator("#results").is_visible()
    assert page.get_by_role("alert").text_content().endswith("not “ë”.")
    begin(page, "ma")
    settle(page)
    assert all(name.startswith("ma") for name in names_of(page, "tuned"))
    assert errors == []


def test_a_slow_network_is_not_shown_when_it_is_no_longer_wanted(playground):
    # What is said of the first names comes a moment after them.
    playground.locator("#said", has_text="After").wait_for(state="attached")
    requests = []
    playground.route("**/tuned.js", lambda route: requests.append(route))
    playground.locator("input[value=tuned]").check()
    playground.locator("label.loading", has_text="tuned").wait_for()
    assert playground.locator("#said").text_content() == "Loading …"
    assert playground.locator("#results").is_visible()  # the others go on
    begin(playground, "ka")
    assert playground.locator("#after").text_content() == "After “ka”"
    playground.locator("input[value=tuned]").uncheck()
    with playground.expect_response("**/tuned.js"):
        for request in requests:
            request.continue_()
    playground.wait_for_function("playground.models.tuned !== undefined")
    playground.wait_for_timeout(200)
    assert "339,035" not in playground.locator("#about").text_content()
    assert playground.locator("#charts h3").all_text_contents() == ["counted pairs", "small"]
    assert playground.locator("label.loading").count() == 0


def test_going_back_shows_what_is_set(playground, address):
    choose(playground, "tuned")
    playground.get_by_label("Temperature").fill("0.5")
    playground.goto(address + "index.html")
    playground.go_back(wait_until="networkidle")
    settle(playground)
    chosen = playground.locator("input[name=model]:checked").evaluate_all(
        "all => all.map(e => e.value)"
    )
    titles = playground.locator("#charts h3").all_text_contents()
    assert titles == [TITLES[name] for name in chosen]
    set_to = float(playground.get_by_label("Temperature").input_value())
    assert float(playground.locator("#temperature-value").text_content()) == set_to
    begins = playground.get_by_label("How the name begins").input_value()
    assert playground.locator("#after").text_content() == f"After “{begins}”"


def test_the_tuned_network_is_loaded_only_when_it_is_chosen(page, address):
    sizes = {}
    page.on("response", lambda r: sizes.update({r.url.split("/")[-1]: len(r.body())}))
    page.goto(address + "playground.html", wait_until="networkidle")
    settle(page)
    page.locator("#lists .tag").first.wait_for()
    assert {"pairs.js", "three.js", "list.js"} < sizes.keys()
    assert "tuned.js" not in sizes
    assert sizes["list.js"] < 125_000  # bytes; the list itself has 228,145
    label = page.locator("label", has=page.locator("input[value=tuned]")).text_content()
    choose(page, "tuned")
    page.wait_for_timeout(100)
    assert f"({sizes['tuned.js'] / 1e6:.1f} MB)" in label


def test_it_works_from_a_folder_without_a_server(page):
    page.goto((SITE / "playground.html").as_uri())
    choose_all(page)
    for name in TITLES:
        assert bars(page, name).count() == 27
    page.locator("#lists .tag").first.wait_for()


def test_without_scripts_the_page_says_so(open_page, address):
    page = open_page(java_script_enabled=False)
    page.goto(address + "playground.html")
    said = page.locator("article noscript p")
    assert said.is_visible()
    assert "a small program in JavaScript, which is switched off" in said.text_content()
    assert not page.locator("#playground-form").is_visible()
