"""The page that a reader shares: one file, opened from the disk."""

import itertools
import math

import pytest
import torch
from faults import faults_in_access
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
    """A function that shares a network, and returns the page's file."""

    def share(names, *, title="My names", card=None, **settings):
        vocabulary = Vocabulary.from_names(names)
        path, target = tmp_path / "model.pt", tmp_path / "names.html"
        save_model(path, network(vocabulary, **settings), vocabulary, context=4, card=card)
        assert main([str(path), "--title", title, "--out", str(target)]) == 0
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
    return seen


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
    assert page.locator("#facts").text_content().endswith("parameters.")
    page.get_by_label("How the name begins").fill("jean")
    page.get_by_role("button", name="Draw twenty names").click()
    drawn = page.locator("#names li").all_text_contents()
    assert len(drawn) == 20
    assert all(name.startswith("jean") for name in drawn)
    assert "\u2423" in page.locator("#bars .letter").all_text_contents()
    page.get_by_label("How the name begins").fill("q")
    assert "The network knows the characters" in page.locator("#problem").text_content()
    assert page.locator("#problem").text_content().endswith("and not \u201cq\u201d.")


@pytest.mark.parametrize(
    "where",
    [
        {"title": EVIL},
        {"card": {"validation loss": 2.0, "made by": EVIL}},
        {"names": [EVIL.lower().replace(".", "").replace(";", ""), "<!--", "]]>"]},
    ],
    ids=["title", "card", "names"],
)
def test_no_text_becomes_a_program(where, write, page):
    arguments = {"names": NAMES, **where}
    _, path = write(arguments.pop("names"), **arguments)
    seen = opened(page, path)
    assert page.locator("body").get_attribute("data-hurt") is None
    assert seen == [path.as_uri()]
    if "title" in where:
        assert page.get_by_role("heading", level=1).text_content() == EVIL


def test_a_large_alphabet_shows_its_likeliest_characters(write, page):
    _, path = write(["".join(map(chr, range(0x4E00, 0x4E00 + 1_000)))])
    opened(page, path)
    assert page.locator("#bars .bar").count() == 60
    assert page.locator("#table tbody tr").count() == 1_001


def test_one_number_a_character_has_its_place_on_the_map(write, page):
    _, path = write(["anna", "otto"], dim=1)
    opened(page, path)
    assert "NaN" not in page.locator("#map").inner_html()


@pytest.mark.parametrize("width", [1300, 360])
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_the_page_is_open_to_all(width, colors, write, open_page):
    _, path = write(NAMES, card={"validation loss": 2.0})
    page = open_page(width=width, color_scheme=colors)
    opened(page, path)
    page.get_by_text("All probabilities as a table").click()
    assert list(faults_in_access(page, AXE)) == []
    overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(overflow)


def test_the_tuned_network_makes_a_page_below_three_megabytes(tmp_path, page):
    target = tmp_path / "names.html"
    assert main([str(TUNED), "--out", str(target)]) == 0
    assert target.stat().st_size < 3_000_000
    opened(page, target)
    assert "339,035 parameters" in page.locator("#facts").text_content()
