"""The deck in Anki's own library: it is imported, learned, and imported again."""

import re
import time
from dataclasses import replace

import deck
import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


@pytest.fixture(scope="module")
def cards():
    return deck.cards()


@pytest.fixture
def collection(tmp_path):
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def imported(collection, cards, file):
    deck.write(cards, file)
    options = ImportAnkiPackageOptions(with_scheduling=False)
    request = ImportAnkiPackageRequest(package_path=str(file), options=options)
    return collection.import_anki_package(request).log


def test_anki_takes_every_card(cards, collection, tmp_path):
    log = imported(collection, cards, tmp_path / "deck.apkg")
    assert len(log.new) == len(cards) == collection.note_count() == collection.card_count()
    names = {each.name for each in collection.decks.all_names_and_ids()}
    assert "Character by Character::Symptoms" in names
    assert sum(bool(re.search(r"::\d\d · ", name)) for name in names) == 21


def test_a_later_deck_brings_its_texts_and_leaves_what_was_learned(cards, collection, tmp_path):
    imported(collection, cards, tmp_path / "first.apkg")
    (number,) = collection.find_cards('"Why is the validation split not enough*"')
    learned = collection.get_card(number)
    learned.ivl, learned.due, learned.type, learned.queue, learned.reps = 30, 100, 2, 2, 7
    collection.update_card(learned)
    later = [
        replace(card, back="<p>Told anew.</p>", part=card.part.replace("06 · ", "08 · "))
        if card.key == "question/splits/1"
        else card
        for card in cards
    ]
    time.sleep(1)  # Anki asks which one is newer, in whole seconds
    log = imported(collection, later, tmp_path / "later.apkg")
    assert not log.new
    assert collection.note_count() == len(cards)
    card = collection.get_card(number)
    assert card.note()["Back"] == "<p>Told anew.</p>"
    assert (card.ivl, card.due, card.reps) == (30, 100, 7)


def test_a_card_is_shown_with_its_formula_for_anki_to_set(cards, collection, tmp_path):
    imported(collection, cards, tmp_path / "deck.apkg")
    with_formula = next(card for card in cards if r"\(" in card.back and "word/" in card.key)
    name = with_formula.key.partition("/")[2]
    shown = [collection.get_card(n) for n in collection.find_cards('"What does*"')]
    answers = [card.answer() for card in shown if f">{name}<" in card.question().casefold()]
    assert len(answers) == 1
    assert r"\(" in answers[0]
