"""The command that writes a page; what the page does is tested in a browser, in tests/site."""

import re

import pytest
import torch

from mlp_helpers.data import Vocabulary, load_names
from mlp_helpers.layers import Embedding, Flatten, Linear, Sequential
from mlp_helpers.names.reading import NAMES
from mlp_helpers.share import save_model
from mlp_helpers.share.__main__ import main
from mlp_helpers.share.describe import PLAYGROUND, front_coded


@pytest.fixture
def saved(tmp_path):
    """A function that saves a network of a given number of hidden units."""

    def save(hidden=5):
        vocabulary = Vocabulary.from_names(["zoë"])
        generator = torch.Generator().manual_seed(1)
        layers = [
            Embedding(4, 2, generator=generator),
            Flatten(),
            Linear(4, hidden, generator=generator),
            Linear(hidden, 4, generator=generator),
        ]
        path = tmp_path / "model.pt"
        save_model(path, Sequential(layers), vocabulary, context=2)
        return path

    return save


def test_a_page_is_one_file_that_fetches_nothing(saved, tmp_path, capsys):
    target = tmp_path / "names.html"
    assert main([str(saved()), "--title", "Zoë & co", "--out", str(target)]) == 0
    assert "Open it in a browser" in capsys.readouterr().out
    page = target.read_text(encoding="utf-8")
    assert "<title>Zoë &amp; co</title>" in page
    assert "{{" not in page
    links = re.findall(r"""(?:src|href)=["']([^"']+)""", page)
    assert links == []
    assert set(re.findall(r"https?://[^\s\"']+", page)) == {"http://www.w3.org/2000/svg"}


def test_the_same_model_gives_the_same_page(saved, tmp_path):
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    for target in pages:
        main([str(saved()), "--out", str(target)])
    assert pages[0].read_bytes() == pages[1].read_bytes()


@pytest.mark.parametrize("content", [None, b"no model"])
def test_what_is_no_model_is_told_in_one_line(content, tmp_path, capsys):
    path = tmp_path / "model.pt"
    if content:
        path.write_bytes(content)
    target = tmp_path / "names.html"
    assert main([str(path), "--out", str(target)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not target.exists()


def written(path, names):
    path.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return str(path)


def test_a_list_is_put_into_the_page_when_it_is_given(saved, tmp_path):
    names = written(tmp_path / "names.txt", ["zoë", "zo", "ozzo", "zo"])
    pages = {}
    for title, more in {"with": ["--names", names], "without": []}.items():
        target = tmp_path / f"{title}.html"
        assert main([str(saved()), *more, "--out", str(target)]) == 0
        pages[title] = target.read_text(encoding="utf-8")
    line = 'playground.list = "0ozzo.0zo.2\\u00eb.";\n'
    assert line in pages["with"]
    assert pages["with"].replace(line, "") == pages["without"]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["zoë", "anna"], "'a' at position 0 of 'anna' is not among the 4 known ones"),
        (["Zoë"], "line 1"),
        (None, "no names file"),
    ],
    ids=["of another model", "not as the model has them", "not there"],
)
def test_a_list_that_is_not_the_model_s_is_refused(names, says, saved, tmp_path, capsys):
    file, target = tmp_path / "names.txt", tmp_path / "names.html"
    if names:
        written(file, names)
    assert main([str(saved()), "--names", str(file), "--out", str(target)]) == 1
    assert says in capsys.readouterr().err
    assert not target.exists()


def decoded(text):
    """What the playground's script makes of a list."""
    names, before = [], ""
    for part in text.split(".")[:-1]:
        before = before[: int(part[0])] + part[1:]
        names.append(before)
    return names


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["b", "a", "b"],
        ["a" * 9, "a" * 12, "a" * 12 + "b", "a" * 11 + "c"],
        ["1", "11", "9a", "90"],
        ["zoë", "zo", "\U0001f600\U0001f601", "\U0001f600"],
    ],
)
def test_a_list_keeps_each_name_once(names):
    assert decoded(front_coded(names)) == sorted(set(names))


def test_the_course_s_list_takes_half_of_its_file():
    names = load_names()
    text = front_coded(names)
    assert decoded(text) == sorted(set(names))
    assert len(text) < NAMES.stat().st_size * 0.55


def test_the_scripts_stand_in_the_page_in_the_order_of_the_site_s(saved, tmp_path):
    target = tmp_path / "names.html"
    main([str(saved()), "--out", str(target)])
    page = target.read_text(encoding="utf-8")
    files = sorted(PLAYGROUND.glob("*.js"))
    assert len(files) == 6
    places = {file.name: page.index(file.read_text(encoding="utf-8")) for file in files}
    own = page.index("playground.models.own =")
    assert min(places, key=places.get) == "network.js"
    assert places["network.js"] < own < places["interface.js"] == max(places.values())


def test_a_page_too_large_for_a_phone_is_refused(saved, tmp_path, capsys):
    target = tmp_path / "names.html"
    assert main([str(saved(hidden=80_000)), "--out", str(target)]) == 1
    assert "take fewer hidden units" in capsys.readouterr().err
    assert not target.exists()


def test_a_folder_that_is_not_there_is_told(saved, tmp_path, capsys):
    assert main([str(saved()), "--out", str(tmp_path / "none" / "names.html")]) == 1
    assert "No such file" in capsys.readouterr().err
