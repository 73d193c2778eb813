"""The cards: what they are made from, and by what they are known."""

import contextlib
import json
import sqlite3
import zipfile

import deck
import glossary
import pytest
from build_site import DOCS
from deck import DeckError
from nbformat.v4 import new_markdown_cell, new_notebook


@pytest.fixture(scope="module")
def cards():
    return deck.cards()


def of_kind(cards, kind):
    return {card.key: card for card in cards if card.key.startswith(f"{kind}/")}


def asking(*folds):
    """A lesson with these questions and answers."""
    text = "".join(
        f"<details><summary>{question}</summary>\n\n{answer}\n\n</details>\n\n"
        for question, answer in folds
    )
    cells = ["# 07 · A title with `code`", f"## Five questions\n\n{text}"]
    return new_notebook(cells=[new_markdown_cell(each) for each in cells])


def test_every_question_word_and_symptom_has_a_card(cards):
    questions = of_kind(cards, "question")
    assert len(questions) == 21 * 5
    assert len(of_kind(cards, "word")) == len(glossary.read()) > 100
    rows = (DOCS / "symptoms.md").read_text("utf-8").count("\n| ") - 1
    assert len(of_kind(cards, "symptom")) == rows > 30
    card = questions["question/splits/1"]
    assert card.front == ("<p>Why is the validation split not enough, and a test split needed?</p>")
    assert "partly the luckiest" in card.back
    assert card.part.startswith("06 · ")


def test_a_card_is_known_by_what_stays(cards):
    """Not by the number of its lesson, nor by its text."""
    one = {"07_title": asking(("Why?", "Because."))}
    other = {"09_title": asking(("Why, now?", "Therefore."))}
    keys = [
        [card.key for card in deck.questions(each, dict.fromkeys(each, "07 · A"))]
        for each in (one, other)
    ]
    assert keys == [["question/title/1"]] * 2
    assert not any(character in card.key for card in cards for character in "<\n")


def test_two_cards_with_one_id_are_no_deck(monkeypatch):
    monkeypatch.setattr(deck, "symptoms", lambda page: [deck.Card("word/logit", "", "", "", "")])
    with pytest.raises(DeckError, match=r"several cards are called .*word/logit"):
        deck.cards()


def test_a_lesson_without_questions_is_named():
    with pytest.raises(DeckError, match="07_title has no questions"):
        list(deck.questions({"07_title": asking()}, {"07_title": ""}))


def test_a_row_that_lacks_a_cell_is_shown():
    with pytest.raises(DeckError, match="has 4 cells: a "):
        list(deck.symptoms("| symptom | x |\n|---|---|\n| a | b | c | d |\n"))


def test_formulas_are_what_anki_sets():
    assert deck.rendered("from $a < b$ on") == r"<p>from \(a &lt; b\) on</p>"
    assert r"\[x^2 &lt; y\]" in deck.rendered("$$\nx^2 < y\n$$")


def test_links_are_words_and_code_is_code():
    made = deck.rendered("[notebook 06](06_splits.ipynb) says `a < b`, **bold**")
    assert made == "<p>notebook 06 says <code>a &lt; b</code>, <strong>bold</strong></p>"


def test_nothing_of_markdown_is_left(cards):
    for card in cards:
        for side in (card.front, card.back):
            for sign in ("](", "**", "<details", "$"):
                assert sign not in side, card.key


def test_a_word_that_is_explained_again_has_all_explanations_on_its_card(cards):
    words = of_kind(cards, "word")
    again = [term for term in glossary.read() if len(term.entries) > 1]
    assert again
    for term in again:
        back = words[f"word/{term.name.casefold()}"].back
        assert all(deck.rendered(entry.definition) in back for entry in term.entries)


def test_a_symptom_has_its_causes_test_and_cure_in_their_order():
    (card,) = deck.symptoms("| symptom | x |\n|---|---|\n| it `a` | b | c | d | e |\n")
    assert card.front.startswith("<p><strong>It <code>a</code>.</strong>")
    assert card.back == (
        "<dl><dt>likely causes</dt><dd><p>b</p></dd><dt>the test</dt><dd><p>c</p></dd>"
        "<dt>the cure</dt><dd><p>d</p></dd></dl>"
    )


def test_a_deck_and_its_cards_are_known_by_what_stays(tmp_path):
    """Not by the lesson's number, which may change, nor by what a card says."""
    pytest.importorskip("genanki")
    written = []
    for number, front in (("07", "Why?"), ("08", "Why, now?")):
        card = deck.Card("question/title/1", f"{number} · A title", "", front, "")
        deck.write([card], tmp_path / "deck.apkg")
        with zipfile.ZipFile(tmp_path / "deck.apkg") as archive:
            archive.extract("collection.anki2", tmp_path)
        with contextlib.closing(sqlite3.connect(tmp_path / "collection.anki2")) as collection:
            ((decks,),) = collection.execute("SELECT decks FROM col")
            ((guid, fields),) = collection.execute("SELECT guid, flds FROM notes")
        assert fields.startswith(front)
        written.append((set(json.loads(decks)), guid))
    assert written[0] == written[1]


def test_titles_are_plain():
    assert deck.title_of(asking()) == "07 · A title with code"


def test_numbers_for_anki_stay():
    assert deck.number_for("Symptoms") == 2_564_212_330  # decks that somebody has are known by it
    assert all(2**31 <= deck.number_for(letter) < 2**32 for letter in "abcdefgh")
    assert deck.number_for("a") != deck.number_for("b")
