"""The command that writes a page; what the page does is tested in a browser, in tests/site."""

import re

import pytest
import torch

from mlp_helpers.data import Vocabulary
from mlp_helpers.layers import Embedding, Flatten, Linear, Sequential
from mlp_helpers.share import save_model
from mlp_helpers.share.__main__ import main


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


def test_a_page_too_large_for_a_phone_is_refused(saved, tmp_path, capsys):
    target = tmp_path / "names.html"
    assert main([str(saved(hidden=80_000)), "--out", str(target)]) == 1
    assert "take fewer hidden units" in capsys.readouterr().err
    assert not target.exists()


def test_a_folder_that_is_not_there_is_told(saved, tmp_path, capsys):
    assert main([str(saved()), "--out", str(tmp_path / "none" / "names.html")]) == 1
    assert "No such file" in capsys.readouterr().err
