"""The page that a reader shares: one file, opened from the disk."""

import itertools
import math

import pytest
import torch
from faults import faults_in_access, faults_in_width
from places import AXE, ROOT

from mlp_helpers.data import Vocabulary
from mlp_helpers.layers import (
    BatchNorm1d,
    Dropout,
    Embedding,
    Flatten,
    LeakyReLU,
    Linear,
    Sequential,
)
from mlp_helpers.share import load_model, save_model
from mlp_helpers.share.__main__ import main

TOLERANCE = 1e-5  # of a probability, to PyTorch's
EVIL = '</script><script>document.body.dataset.hurt = "1"</script>'
TUNED = ROOT / "data" / "models" / "finalist_3.pt"
LIST = ROOT / "data" / "names.txt"


def network(vocabulary, *, dim=3):
    """A network built by hand with every kind of layer, and running statistics of its own."""
    generator = torch.Generator().manual_seed(1)
    size = len(vocabulary)
    model = Sequential(
        [
            Embedding(size, dim, generator=generator),
            Flatten(),
            Linear(4 * dim, 12, bias=False, generator=generator),
            BatchNorm1d(12, eps=1e-3),
            LeakyReLU(0.2),
            Dropout(0.3, generator=generator),
            Linear(12, size, gain=2, generator=generator),
        ]
    )
    model(torch.randint(0, size, (64, 4), generator=generator))
    return model.eval()


@pytest.fixture
def write(tmp_path):
    """A function that shares a network, with its list if `listed`; returns the page's file."""

    def share(names, *, title="My names", card=None, listed=False, **settings):
        vocabulary = Vocabulary.from_names(names)
        path, target = tmp_path / "model.pt", tmp_path / "names.html"
        save_model(path, network(vocabulary, **settings), vocabulary, context=4, card=card)
        arguments = [str(path), "--title", title, "--out", str(target)]
        if listed:
            file = tmp_path / "names.txt"
            file.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
            arguments += ["--names", str(file)]
        assert main(arguments) == 0
        return path, target

    return share


def opened(page, path):
    """The page, opened from the disk; a list of what it fetched and said."""
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto(path.as_uri())
    page.locator("#results").wait_for()
    settle(page)
    return seen


def settle(page):
    """Wait until names are drawn for what is set."""
    page.locator("#lists[aria-busy=false]").wait_for()


def names_of(page):
    return page.locator("#lists .name").all_text_contents()


NAMES = ["zo\u00eb ann", "d'arcy", "jean-luc", "\u0905\u0928\u0940\u0924\u093e", "\U0001f600"]


def test_the_probabilities_are_those_of_pytorch(write, page):
    model, path = write(NAMES)
    seen = opened(page, path)
    saved = load_model(model)
    texts = ["", *NAMES, *("".join(pair) for pair in itertools.product("ze' -", repeat=2))]
    for temperature in (0.3, 1.0, 2.0):
        got = page.evaluate(
            """([texts, temperature]) => {
                const network = new playground.Network(playground.models.own);
                return texts.map(text => [...network.probabilities(text, temperature)]);
            }""",
            [texts, temperature],
        )
        for text, row in zip(texts, got, strict=True):
            ids = saved.vocabulary.encode(("...." + text)[-4:])
            expected = (saved.model(torch.tensor([ids]))[0] / temperature).softmax(0)
            assert row == pytest.approx(expected.tolist(), abs=TOLERANCE)
            assert math.isclose(sum(row), 1)
    assert seen == [path.as_uri()], "nothing is fetched, and nothing goes wrong"


def test_names_are_invented_and_what_is_unknown_is_told(write, page):
    _, path = write(NAMES)
    opened(page, path)
    assert page.title() == "My names"
    assert page.locator("#about p").first.text_content().endswith("parameters.")
    page.get_by_label("How the name begins").fill("jean")
    settle(page)
    drawn = names_of(page)
    assert len(drawn) == 20
    assert all(name.startswith("jean") for name in drawn)
    assert "\u2423" in page.locator("#charts .letter").all_text_contents()
    page.get_by_role("button", name="Other names").click()
    settle(page)
    assert names_of(page) != drawn
    drawn = names_of(page)
    page.get_by_label("How the name begins").fill("q")
    assert page.locator("#problem").text_content() == "Not known here: \u201cq\u201d."
    assert page.locator("#after").text_content() == "Still after \u201cjean\u201d"
    settle(page)
    assert names_of(page) == drawn


@pytest.mark.parametrize(
    ("names", "typed", "used"),
    [
        (["istanbul", "ankara"], "\u0130stanbul", "istanbul"),
        (["\u0131sparta", "istanbul"], "Isparta", "\u0131sparta"),
        (["izmir", "ankara"], "IZMIR", "izmir"),
        (["\u1e96alil", "\u01f0an"], "H\u0331al", "\u1e96al"),
        (["zo\u00eb"], "ZOE\u0308", "zo\u00eb"),
        (["\u0930", "\u091c\u093c\u0930", "\u0928"], "\u0930\u093c", "\u0930\u093c"),
    ],
)
def test_what_is_typed_is_taken_as_the_list_has_it(names, typed, used, write, page):
    """Lowered, dotless where the list is, and joined with its marks unless nobody knows that."""
    _, path = write(names)
    opened(page, path)
    page.get_by_label("How the name begins").fill(typed)
    settle(page)
    assert page.locator("#problem").text_content() == ""
    assert page.locator("#after").text_content() == f"After \u201c{used}\u201d"


def test_a_card_with_words_for_a_loss_does_no_harm(write, page):
    _, path = write(NAMES, card={"validation loss": "about 2"})
    seen = opened(page, path)
    assert len(names_of(page)) == 20
    assert page.locator("#about p").first.text_content().endswith("parameters.")
    assert seen == [path.as_uri()]


def test_a_long_beginning_of_emoji_is_gone_on_from(write, page):
    _, path = write(["\U0001f600\U0001f600", "\U0001f60e"])
    opened(page, path)
    page.get_by_label("How the name begins").fill("\U0001f600" * 25)
    settle(page)
    assert len(set(names_of(page))) > 1


def test_on_a_phone_the_names_come_before_the_bars(write, open_page):
    _, path = write(NAMES)
    page = open_page(width=360, height=740)
    opened(page, path)
    top = {part: page.locator(part).bounding_box()["y"] for part in ("#lists", "#charts")}
    assert top["#lists"] < top["#charts"]
    page.set_viewport_size({"width": 1300, "height": 900})
    top = {part: page.locator(part).bounding_box()["y"] for part in ("#lists", "#charts")}
    assert top["#lists"] > top["#charts"]


def test_bars_append_their_characters(write, page):
    _, path = write(NAMES)
    opened(page, path)
    for label in ("z", "o", "\u2423", "\U0001f600"):
        page.locator("#charts .bar", has_text=label).click()
    assert page.get_by_label("How the name begins").input_value() == "zo \U0001f600"
    assert page.locator("#after").text_content() == "After \u201czo \U0001f600\u201d"


def test_one_network_needs_no_choice_and_no_title(write, page):
    _, path = write(NAMES)
    opened(page, path)
    assert page.locator("#playground-form h3").count() == 0
    assert page.get_by_role("checkbox").count() == 0
    assert page.locator("#table thead th").all_text_contents() == ["character", "probability"]


def test_without_a_list_nothing_is_claimed(write, page):
    _, path = write(NAMES)
    opened(page, path)
    page.wait_for_timeout(300)
    assert page.evaluate("playground.list") is None
    assert page.locator("#lists .tag").count() == 0
    assert "new" not in "".join(page.locator("#lists .note").all_text_contents())


def test_with_its_list_it_says_which_names_are_new(write, page):
    """Short names of few characters, so that the untrained network finds some of them."""
    names = ["a", "b", "ab", "ba", "\U0001f600", "a\U0001f600", "1", "1a", "11"]
    names += ["a" * 12, "a" * 12 + "b", "a" * 11 + "\U0001f600"]  # share more than nine
    _, path = write(names, listed=True)
    seen = opened(page, path)
    page.locator("#lists .tag").first.wait_for()
    assert page.evaluate("[...playground.decodeList(playground.list)]") == sorted(names)
    found = set()
    for seed in range(1, 6):
        page.get_by_label("Seed").fill(str(seed))
        settle(page)
        for line in page.locator("#lists li").all():
            name = line.locator(".name").text_content()
            if name == "(no character at all)":
                assert line.locator(".tag").count() == 0
            else:
                tag = line.locator(".tag").text_content()
                assert tag == ("in the list" if name in names else "new")
                found.add(tag)
    assert found == {"in the list", "new"}
    assert seen == [path.as_uri()]


@pytest.mark.parametrize(
    "where",
    [
        {"title": EVIL},
        {"card": {"validation loss": 2.0, "made by": EVIL}},
        {"names": [EVIL.lower().replace(".", "").replace(";", ""), "<!--", "]]>"]},
        {"names": ["</script><b", "<!--<script>", "</form>"], "listed": True},
    ],
    ids=["title", "card", "names", "list"],
)
def test_no_text_becomes_a_program(where, write, page):
    arguments = {"names": NAMES, **where}
    _, path = write(arguments.pop("names"), **arguments)
    seen = opened(page, path)
    assert page.locator("body").get_attribute("data-hurt") is None
    assert seen == [path.as_uri()]
    if "title" in where:
        assert page.get_by_role("heading", level=1).text_content() == EVIL
    if "listed" in where:
        got = page.evaluate("[...playground.decodeList(playground.list)]")
        assert sorted(got) == sorted(where["names"])


def test_a_large_alphabet_shows_its_likeliest_characters(write, page):
    _, path = write(["".join(map(chr, range(0x4E00, 0x4E00 + 1_000)))])
    opened(page, path)
    bars = page.locator("#charts .bar")
    assert bars.count() == 60
    said = page.get_by_role("toolbar").get_attribute("aria-label")
    assert said == "What comes next: a bar for each of the 60 likeliest"
    assert page.locator("#table tbody tr").count() == 1_001
    likeliest = page.locator("#table tbody th").all_text_contents()[:60]
    shown = [
        letter.replace(".", "the end") for letter in bars.locator(".letter").all_text_contents()
    ]
    assert shown == likeliest
    page.get_by_label("How the name begins").fill("\u4e07\u4e08")
    settle(page)
    assert all(name.startswith("\u4e07\u4e08") for name in names_of(page))
    assert bars.count() == 60
    letter = bars.nth(1).locator(".letter").text_content()
    bars.nth(1).click()
    assert page.get_by_label("How the name begins").input_value() == f"\u4e07\u4e08{letter}"
    assert 60 <= page.locator("#about .map .label").count() <= 64  # and the four that are read


def test_one_number_a_character_has_its_place_on_the_map(write, page):
    _, path = write(["anna", "otto"], dim=1)
    opened(page, path)
    assert page.locator("#about .map .label").count() == 5
    assert "NaN" not in page.locator("#about .map").inner_html()


@pytest.mark.parametrize("width", [1300, 360])
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_the_page_is_open_to_all(width, colors, write, open_page):
    _, path = write(NAMES, card={"validation loss": 2.0}, listed=True)
    page = open_page(width=width, color_scheme=colors)
    opened(page, path)
    page.get_by_text("All probabilities as a table").click()
    page.locator("#lists .tag").first.wait_for()
    for text in ("", "\u20ac"):
        page.get_by_label("How the name begins").fill(text)
        assert list(faults_in_access(page, AXE)) == []
        overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(overflow)
        assert list(faults_in_width(page)) == []


def test_on_a_wide_page_controls_and_results_are_seen_together(write, open_page):
    _, path = write(NAMES)
    page = open_page(width=1300, height=900)
    opened(page, path)
    boxes = [page.locator(f"#{id}").bounding_box() for id in ("beginning", "charts", "lists")]
    beginning, charts, lists = boxes
    assert beginning["x"] + beginning["width"] < charts["x"]
    assert lists["y"] + lists["height"] < 900


def test_on_a_phone_the_input_and_the_first_result_are_seen(write, open_page):
    _, path = write(NAMES)
    page = open_page(width=360, height=740)
    opened(page, path)
    for id in ("beginning", "temperature", "seed"):
        box = page.locator(f"#{id}").bounding_box()
        assert box["y"] + box["height"] < 740
    first = page.locator("#lists .name").first.bounding_box()
    assert first["y"] + first["height"] < 740


def test_the_tuned_network_makes_a_page_below_three_megabytes(tmp_path, page):
    target = tmp_path / "names.html"
    assert main([str(TUNED), "--names", str(LIST), "--out", str(target)]) == 0
    assert target.stat().st_size < 3_000_000
    opened(page, target)
    assert "339,035 parameters" in page.locator("#about").text_content()
    page.locator("#lists .tag").first.wait_for()
    assert page.evaluate("playground.decodeList(playground.list).size") == 29_494
