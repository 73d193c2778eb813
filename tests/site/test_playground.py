"""The playground: the networks of the course, as they answer in a browser."""

import math
import random
import re

import pytest
import torch
from export_models import EXPORTED, MODELS
from faults import faults_in_access
from places import AXE, SITE

from mlp_helpers.share import load_model

TOLERANCE = 1e-5  # of a probability, to PyTorch's
LETTERS = "abcdefghijklmnopqrstuvwxyz"
each_network = pytest.mark.parametrize("name", EXPORTED)


@pytest.fixture
def playground(page, address):
    page.goto(address + "playground.html", wait_until="networkidle")
    return page


def choose(page, name):
    page.locator(f"input[value={name}]").check()
    parameters = {"three": "11,897", "tuned": "339,035"}[name]
    page.get_by_text(f"{parameters} parameters").wait_for(timeout=10_000)


def probabilities(saved, text, temperature=1.0):
    """What PyTorch says: float (27,)."""
    context = "." * saved.recipe.context + text
    ids = saved.vocabulary.encode(context[-saved.recipe.context :])
    with torch.inference_mode():
        return (saved.model(torch.tensor([ids]))[0] / temperature).softmax(0)


# --------------------------------------------------------------------------- the network


@each_network
def test_the_probabilities_are_those_of_pytorch(name, playground):
    choose(playground, name)
    saved = load_model(MODELS / EXPORTED[name])
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
        expected = torch.stack([probabilities(saved, text, temperature) for text in texts])
        difference = (torch.tensor(got, dtype=torch.float64) - expected).abs().max().item()
        assert difference < TOLERANCE


def test_the_error_function_is_that_of_the_math_module(playground):
    values = [x / 100 for x in range(-800, 801)]
    got = playground.evaluate("values => values.map(playground.erf)", values)
    assert got == pytest.approx([math.erf(x) for x in values], rel=1e-13, abs=0)


def mulberry32(seed):
    """The generator of network.js, written with Python's whole numbers."""
    state, mask = seed, 2**32 - 1
    while True:
        state = (state + 0x6D2B79F5) & mask
        z = (state ^ state >> 15) * (state | 1) & mask
        z ^= z + (z ^ z >> 7) * (z | 61) & mask
        yield ((z ^ z >> 14) & mask) / 2**32


@each_network
def test_the_sampled_names_are_those_that_the_probabilities_and_the_seed_give(name, playground):
    choose(playground, name)
    playground.get_by_label("How the name begins").fill("k")
    playground.get_by_label("Seed").fill("4000000000")
    playground.get_by_role("button", name="Draw twenty names").click()
    saved, draw = load_model(MODELS / EXPORTED[name]), mulberry32(4_000_000_000)
    expected = []
    for _ in range(20):
        text = "k"
        while len(text) < 50:
            reached = probabilities(saved, text).double().cumsum(0)
            following = int((reached <= next(draw)).sum().clamp(max=26))
            if following == 0:
                break
            text += saved.vocabulary.itos[following]
        expected.append(text)
    assert playground.locator("#names li").all_text_contents() == expected


# ------------------------------------------------------------------------------ the page


@each_network
def test_the_bars_show_the_probabilities(name, playground):
    choose(playground, name)
    saved = load_model(MODELS / EXPORTED[name])
    for text, temperature in [("em", 1.0), ("", 1.0), ("sop", 0.5), ("Abigai", 2.0)]:
        playground.get_by_label("How the name begins").fill(text)
        playground.get_by_label("Temperature").fill(str(temperature))
        expected = probabilities(saved, text.lower(), temperature)
        heights = playground.locator("#bars .fill").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().height)"
        )
        letters = playground.locator("#bars .letter").all_text_contents()
        assert letters == list(saved.vocabulary)
        shares = torch.tensor(heights) / max(heights)
        torch.testing.assert_close(shares, expected / expected.max(), atol=0.01, rtol=0)

        best = expected.topk(3)
        shown = playground.locator("#expected").text_content()
        found = re.findall(r"(the end|\b\w) (?:under )?(\d+\.\d) %", shown)
        names = ["the end" if i == 0 else saved.vocabulary.itos[i] for i in best.indices.tolist()]
        assert [letter for letter, _ in found] == names
        assert [float(p) for _, p in found] == pytest.approx((100 * best.values).tolist(), abs=0.1)


def test_the_table_lists_all_characters_the_likeliest_first(playground):
    playground.get_by_text("All probabilities as a table").click()
    rows = playground.locator("#table tbody tr")
    assert rows.count() == 27
    shares = rows.locator("td").all_text_contents()
    numbers = [0 if "under" in share else float(share.split()[0]) for share in shares]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(numbers) == pytest.approx(100, abs=27 * 0.1)


def names_shown(page):
    """The sampled names, and what the page says of them."""
    return page.locator("#names li").all_text_contents(), page.locator("#drawn").text_content()


def test_the_same_seed_gives_the_same_names(playground):
    def draw(seed):
        playground.get_by_label("Seed").fill(str(seed))
        playground.get_by_role("button", name="Draw twenty names").click()
        names, said = names_shown(playground)
        assert said == f"20 names drawn with seed {seed}:"
        assert len(names) == 20
        return names

    first = draw(1)
    assert all(name.startswith("em") for name in first)
    assert draw(2) != first
    assert draw(1) == first


@pytest.mark.parametrize(
    ("label", "value"), [("How the name begins", "ka"), ("Temperature", "0.5"), ("Seed", "7")]
)
def test_names_of_other_settings_do_not_stay(label, value, playground):
    assert len(names_shown(playground)[0]) == 20
    playground.get_by_label(label).fill(value)
    assert names_shown(playground) == ([], "")
    playground.get_by_label(label).press("Enter")
    assert len(names_shown(playground)[0]) == 20


def test_without_a_seed_no_names_are_drawn(playground):
    playground.get_by_label("Seed").fill("")
    choose(playground, "tuned")
    playground.get_by_role("button", name="Draw twenty names").click()
    assert names_shown(playground) == ([], "")


def test_the_map_marks_the_context(playground):
    marked = playground.locator("#map g.read")
    playground.get_by_label("How the name begins").fill("ole")
    assert sorted(marked.locator("text").all_text_contents()) == ["e", "l", "o"]
    playground.get_by_label("How the name begins").fill("x")
    assert sorted(marked.locator("text").all_text_contents()) == ["[.]", "x"]
    assert "it predicts: [.] [.] x." in playground.locator("#context").text_content()
    assert playground.get_by_role("img", name="Marked: [.] [.] x").count() == 1


def test_characters_that_no_network_knows_are_named(playground):
    field = playground.get_by_label("How the name begins")
    field.fill("zoë-.")
    alert = playground.get_by_role("alert")
    assert alert.text_content().endswith("a to z, and not “ë”, “-”, “.”.")
    assert field.get_attribute("aria-invalid") == "true"
    assert not playground.locator("#results").is_visible()
    choose(playground, "tuned")  # the results of no network are shown
    assert not playground.locator("#results").is_visible()
    assert list(faults_in_access(playground, AXE)) == []
    field.fill("zoe")
    assert alert.text_content() == ""
    assert field.get_attribute("aria-invalid") == "false"
    assert playground.locator("#expected").text_content().startswith("After “zoe”")


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_the_tuned_network_s_page_is_open_to_all(colors, open_page, address):
    page = open_page(color_scheme=colors)
    page.goto(address + "playground.html")
    choose(page, "tuned")
    page.get_by_text("All probabilities as a table").click()
    assert list(faults_in_access(page, AXE)) == []


def test_the_bars_are_seen_with_colours_of_the_reader_s_system(open_page, address):
    page = open_page(forced_colors="active")
    page.goto(address + "playground.html")
    colour = "e => getComputedStyle(e).backgroundColor"
    bar = page.locator("#bars .fill").nth(13)
    assert bar.evaluate(colour) != page.locator("body").evaluate(colour)


def test_the_keyboard_suffices(playground):
    active = "document.activeElement.id || document.activeElement.value"
    playground.locator("input[value=three]").focus()
    reached = []
    for _ in range(5):
        playground.keyboard.press("Tab")
        reached.append(playground.evaluate(active))
    # The third is the table's summary, the last the button; neither has an id or a value.
    assert reached[:2] == ["beginning", "temperature"]
    assert reached[3] == "seed"
    assert playground.evaluate("document.activeElement.textContent") == "Draw twenty names"

    playground.locator("#temperature").focus()
    playground.keyboard.press("ArrowRight")
    assert playground.locator("#temperature-value").text_content() == "1.1"
    playground.locator("#seed").focus()
    playground.keyboard.press("ArrowUp")
    playground.keyboard.press("Enter")
    assert playground.locator("#drawn").text_content() == "20 names drawn with seed 2:"
    playground.locator("input[value=three]").focus()
    playground.keyboard.press("ArrowDown")
    playground.get_by_text("339,035 parameters").wait_for()


def test_a_network_that_cannot_be_loaded_gives_way_to_the_one_before(playground):
    playground.route("**/tuned.js", lambda route: route.abort())
    playground.locator("input[value=tuned]").click()
    playground.get_by_text("This network cannot be used").wait_for()
    assert playground.locator("input[value=three]").is_checked()
    playground.get_by_text("11,897 parameters").wait_for()
    assert playground.locator("#results").is_visible()


def test_without_any_network_nothing_is_shown_and_nothing_breaks(page, address):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.route("**/three.js", lambda route: route.abort())
    page.goto(address + "playground.html")
    page.get_by_text("This network cannot be used").wait_for()
    page.get_by_label("How the name begins").fill("ma")
    assert not page.locator("#results").is_visible()
    choose(page, "tuned")
    assert page.locator("#results").is_visible()
    assert errors == []


def test_a_slow_network_does_not_replace_one_that_was_chosen_since(playground):
    requests = []
    playground.route("**/tuned.js", lambda route: requests.append(route))
    playground.locator("input[value=tuned]").check()
    playground.get_by_text("Loading …").wait_for()
    assert not playground.locator("#results").is_visible()
    choose(playground, "three")
    with playground.expect_response("**/tuned.js"):
        requests[0].continue_()
    playground.wait_for_function("playground.models.tuned !== undefined")
    playground.wait_for_timeout(200)
    assert "11,897 parameters" in playground.locator("#facts").text_content()
    assert playground.locator("input[value=three]").is_checked()


def test_going_back_shows_what_is_set(playground, address):
    choose(playground, "tuned")
    playground.get_by_label("Temperature").fill("0.5")
    playground.goto(address + "index.html")
    playground.go_back(wait_until="networkidle")
    parameters = {"three": "11,897", "tuned": "339,035"}
    name = playground.locator("input[name=model]:checked").get_attribute("value")
    assert playground.locator("#facts").text_content().startswith(parameters[name])
    set_to = float(playground.get_by_label("Temperature").input_value())
    assert float(playground.locator("#temperature-value").text_content()) == set_to


def test_the_tuned_network_is_loaded_only_when_it_is_chosen(page, address):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.split("/")[-1]))
    page.goto(address + "playground.html", wait_until="networkidle")
    assert "three.js" in loaded
    assert "tuned.js" not in loaded


def test_it_works_from_a_folder_without_a_server(page):
    page.goto((SITE / "playground.html").as_uri())
    choose(page, "tuned")
    assert page.locator("#bars .bar").count() == 27
