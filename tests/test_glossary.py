"""The glossary: that the lessons' own lists fit together, and how it is made of them."""

import re

import glossary
import pytest
from glossary import GlossaryError, Settings
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

MOST_WORDS_OF_A_TERM = 4  # longer bold is a sentence
SETTINGS = Settings.read()


@pytest.fixture(scope="module")
def notebooks():
    return glossary.committed()


@pytest.fixture(scope="module")
def lessons(notebooks):
    return glossary.lessons_of(notebooks)


@pytest.fixture(scope="module")
def terms(notebooks):
    return {term.name: term for term in glossary.read(notebooks)}


@pytest.fixture(scope="module")
def names(terms):
    """All names by which something is found, in small letters."""
    return {name.lower() for term in terms.values() for name in [term.name, *term.others]}


# ----------------------------------------------------------------- the lists of the lessons


def test_every_line_of_a_list_is_read(lessons):
    for lesson in lessons:
        text = "\n".join(lesson.texts).partition("## Glossary\n")[2].partition("\n## ")[0]
        lines = re.findall(r"^- ", text, re.MULTILINE)
        assert len(lesson.entries(SETTINGS)) == len(lines) > 1, lesson.name


def test_a_list_is_in_the_order_of_the_alphabet(lessons):
    for lesson in lessons:
        found = [entry.term for entry in lesson.entries(SETTINGS)]
        assert found == sorted(found, key=glossary.alphabetically), lesson.name


def test_no_term_is_explained_twice_unless_it_is_meant(terms):
    again = {name for name, term in terms.items() if len(term.entries) > 1}
    assert again == set(SETTINGS.deeper)
    for name in again:
        explained = [entry.definition for entry in terms[name].entries]
        assert len(set(explained)) == len(explained), f"{name} is explained twice alike"


def test_no_name_means_two_things(terms):
    """A name of one term that is another term is explained twice: see above."""
    found = [name.lower() for term in terms.values() for name in term.others]
    assert len(found) == len(set(found))


def test_bold_words_have_an_entry(lessons, names):
    """What begins with a small letter and has few words, in all prose but the lists themselves."""
    forms = {form.lower() for found in SETTINGS.forms.values() for form in found}
    forms |= names | set(SETTINGS.in_full)
    forms |= {glossary.plural_of(form) for form in forms}
    bold = {}
    for lesson in lessons:
        for _, found in lesson.bold:
            words = " ".join(found[1].split())
            if words[0].islower() and len(words.split()) <= MOST_WORDS_OF_A_TERM:
                bold.setdefault(words, lesson.name)
    assert len(bold) > 100
    missing = {words: name for words, name in bold.items() if words.lower() not in forms}
    assert set(missing) == set(SETTINGS.emphasis), missing


def test_the_words_of_the_field_are_there(names):
    assert set(map(str.lower, SETTINGS.field_words)) - names == set()


def test_the_settings_name_what_is_there(terms, lessons):
    """A word that is misspelt there would do nothing."""
    topics = {lesson.topic for lesson in lessons}
    others = {name for term in terms.values() for name in term.others}
    told = [*SETTINGS.everyday, *SETTINGS.another_sense, *SETTINGS.forms, *SETTINGS.names]
    assert set(told) <= set(terms)
    assert set(SETTINGS.not_searched) <= others
    assert set(SETTINGS.in_full.values()) <= others
    for found in SETTINGS.another_sense.values():
        assert set(found) <= topics


# ---------------------------------------------------------------------------- the places


@pytest.mark.parametrize(
    ("name", "lesson", "section", "kind"),
    [
        ("Parameter", "03_downhill", "1. One weight", "bold"),
        ("Dead unit", "09_initialisation", "Dead units", "bold"),
        ("state_dict", "14_modules", "", "code"),
        ("Backward pass", "03_downhill", "", "bold"),
    ],
)
def test_where_a_term_is_introduced(name, lesson, section, kind, terms):
    place = terms[name].introduced
    assert place.lesson == lesson
    assert place.kind == kind
    assert section in place.section


def lessons_with(term):
    return [place.lesson[:2] for place in term.used]


def test_where_a_term_is_used(terms, notebooks):
    assert lessons_with(terms["Vanishing gradient"]) == ["16"]
    assert lessons_with(terms["Axis"]) == []  # an everyday word
    for place in terms["Tensor"].used:  # its shape is not looked for
        text = notebooks[place.lesson].cells[place.cell].source
        assert text[place.start : place.end].startswith("tensor")
    assert "20" not in lessons_with(terms["Noise"])  # there it is no batch's
    assert "20" in lessons_with(terms["Batch"])


def test_no_term_is_noted_before_its_lesson_or_twice_in_one(terms):
    for term in terms.values():
        noted = [place.lesson for place in term.noted]
        assert len(noted) == len(set(noted))
        assert all(lesson >= term.lessons[0] for lesson in noted)


def course(**texts):
    """A course of lessons, each with the texts of its cells; a cell that begins with # is code."""
    notebooks = {}
    for name, cells in texts.items():
        made = [
            new_code_cell(text) if text.startswith("#!") else new_markdown_cell(text)
            for text in cells
        ]
        notebooks[name] = new_notebook(cells=made)
    return notebooks


FIRST = ["# 01 · First", "We call it a **unit**.", "## Glossary\n\n- **Unit:** one of many.\n"]
LAST = "## Glossary\n\n- **End:** the last.\n"


def second(*texts):
    return course(
        **{"01_first": FIRST, "02_second": ["# 02 · Second", "The **end**.", *texts, LAST]}
    )


def unit_in(*texts):
    """Where the second lesson uses the first one's term."""
    unit, _ = glossary.read(second(*texts))
    notebooks = second(*texts)
    return [
        notebooks[place.lesson].cells[place.cell].source[place.start : place.end]
        for place in unit.used
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## A unit",
        "`unit`",
        "```\nunit\n```",
        "$unit$",
        "$$\nunit\n$$",
        "[a unit](https://example.org)",
        "| unit | 1 |",
        "<details><summary>Why a unit?</summary>\n\nA unit.\n\n</details>",
        "## Sources\n\n- The unit",
        "#! unit",
        "a unit-free, pre-unit, unity",
    ],
)
def test_what_is_no_prose_is_passed_over(text):
    assert unit_in(text) == []
    assert unit_in(f"{text}\n\n", "A Unit, two units.") == ["Unit"]


@pytest.mark.parametrize("text", ["Units.", "> a unit", "- a *unit*", "the unit's end", "a\nunit"])
def test_what_is_prose_is_found(text):
    assert len(unit_in(text)) == 1


def test_a_longer_term_hides_a_shorter_one():
    names = ["dead unit", "unit", "unit cell"]
    bold = ", ".join(f"**{name}**" for name in names)
    entries = "\n".join(f"- **{name}:** {name} is it." for name in names)
    first = ["# 01 · First", bold, f"## Glossary\n\n{entries}\n"]
    last = ["# 02 · Second", "A dead\nunit, a unit cell. The **end**.", LAST]
    terms = glossary.read(course(**{"01_first": first, "02_second": last}))
    assert {term.name: lessons_with(term) for term in terms} == {
        "dead unit": ["02"],
        "unit": [],
        "unit cell": ["02"],
        "End": [],
    }


def test_a_term_before_its_introduction_is_noted_and_then_not_again():
    cells = ["# 01 · First", "You will learn what a unit is.", "A **unit**. A unit.", FIRST[-1]]
    (unit,) = glossary.read(course(**{"01_first": cells}))
    assert (unit.introduced.cell, unit.introduced.kind) == (2, "bold")
    assert [place.cell for place in unit.noted] == [1]
    (unit,) = glossary.read(course(**{"01_first": [cells[0], *cells[2:]]}))
    assert unit.noted == []


def test_a_term_that_its_lesson_does_not_use_is_named():
    with pytest.raises(GlossaryError, match=r"do not use “Unit”"):
        glossary.read(course(**{"01_first": [FIRST[0], "Nothing.", FIRST[-1]]}))


def test_a_lesson_without_a_list_is_named():
    with pytest.raises(GlossaryError, match="01_first has 0 glossaries"):
        glossary.read(course(**{"01_first": FIRST[:2]}))


# --------------------------------------------------------------------------- the entries


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("**Loss:** what is lowered", ["Loss"]),
        ("**Parameter**, or **weight:** a number", ["Parameter", "weight"]),
        ("**Decay** (of the learning rate)**:** lowering it", ["Decay"]),
        ("**Test and all names:** parts", ["Test names", "all names"]),
        ("**Stochastic gradient descent, SGD:** it", ["Stochastic gradient descent", "SGD"]),
        ("**Hit rate (accuracy):** a share", ["Hit rate", "accuracy"]),
        ("**Leaf (plural: leaves):** a tensor", ["Leaf"]),
        ("**Layer:** a step; its **units** add", ["Layer", "unit"]),
        ("**Mode:** this; **other\n  mode:** that", ["Mode", "other mode"]),
    ],
)  # fmt: skip
def test_the_names_of_an_entry(line, names):
    found = glossary.ENTRY.search(f"- {line}\n")
    assert list(glossary.entry_of(*found.groups(), "01_first", SETTINGS).names) == names


def test_a_plural_is_spelt_by_the_rules():
    words = {"unit": "units", "loss": "losses", "vocabulary": "vocabularies", "way": "ways"}
    assert {word: glossary.plural_of(word) for word in words} == words


# ----------------------------------------------------------------------------- the pages


def test_a_term_in_bold_has_a_place_and_no_note():
    notebooks = second("Again a **unit**. A unit.")
    noted = glossary.with_notes(notebooks["02_second"], "02_second", glossary.read(notebooks))
    assert noted.cells[2].source == "Again a **[unit]{#second-unit}**. A unit."


def test_a_note_before_the_introduction_has_no_id():
    notebooks = course(**{"01_first": [FIRST[0], "A unit, the **unit**.", FIRST[-1]]})
    noted = glossary.with_notes(notebooks["01_first"], "01_first", glossary.read(notebooks))
    assert noted.cells[1].source == "A {term}`unit <Unit>`, the **[unit]{#first-unit}**."


def test_notes_are_put_into_the_text_of_the_site_only():
    notebooks = second("See `x`. Two units, a unit.")
    noted = glossary.with_notes(notebooks["02_second"], "02_second", glossary.read(notebooks))
    assert noted.cells[2].source == "See `x`. Two [{term}`units <Unit>`]{#second-unit}, a unit."
    assert noted.cells[1].source == "The **[end]{#second-end}**."
    assert notebooks["02_second"].cells[2].source == "See `x`. Two units, a unit."


def test_the_page_has_each_term_once_with_its_places():
    page = glossary.as_page(glossary.read(second("Two units.")))
    assert page.startswith("[E](#e) [U](#u)\n")
    assert page.count("\nUnit\n  {.from-01}\n  One of many.\n") == 1
    assert "Introduced in [01](#first-unit), *First*; used in [02](#second-unit)." in page


def test_another_name_leads_to_its_term(terms):
    page = glossary.as_page(terms.values())
    assert "\nWeight\n  See {term}`Parameter`.\n" in page
    assert "\nnan\n  See {term}`Overflow`.\n" in page
    assert "\nn-gram\n  See {term}`Bigram`.\n" in page
    assert "See {term}`Backpropagation`.\n" in page
    assert page.count("\nBackward pass\n") == 1
    assert "**Backpropagation:** computing all slopes" in page


def test_what_is_explained_again_says_by_which_lesson(terms):
    product = glossary.item(terms["Dot product"])
    first, second, places = re.findall(r"^  \{\.(.+)\}\n  (.+)$", product, re.MULTILINE)
    assert (first[0], second[0], places[0]) == ("from-05", "from-07", "places")
    assert first[1].endswith("of two vectors. *(lesson 05)*")
    assert second[1].endswith("the place along it. *(lesson 07)*")
