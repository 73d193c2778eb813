"""The book: what becomes of a lesson, and what goes to the end."""

import io
import re
import zipfile

import build_book
import nbformat
import pytest
from build_book import BookError, chapter_of
from build_site import ROOT, SOLUTIONS
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output


def lesson(*cells):
    """A lesson of a title and the cells given."""
    return new_notebook(cells=[new_markdown_cell("# 03 · A title\n\nText."), *cells])


EXERCISE = (
    new_markdown_cell("### Exercise 03.1: add (5 minutes)\n\nAdd two numbers."),
    new_code_cell("def add(a, b):\n    raise NotImplementedError"),
    new_code_cell('check("pairs", add);'),
)
HINT = new_markdown_cell("<details><summary>Hint</summary>\n\nUse `+`.\n\n</details>")


def text_of(notebook):
    return "\n".join(cell.source for cell in notebook.cells)


@pytest.fixture(scope="module")
def chapters():
    return [
        chapter_of(path.stem, nbformat.read(path, as_version=4))
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
    ]


def test_an_exercise_keeps_its_stub_and_says_where_hint_and_solution_are():
    chapter = chapter_of("03_title", lesson(*EXERCISE, HINT))
    text = text_of(chapter.notebook)
    assert "raise NotImplementedError" in text
    assert "check(" not in text
    assert "Use `+`" not in text
    assert "[a hint](#hint-03-1), [a solution](#solution-03-1)" in text
    (exercise,) = chapter.exercises
    assert (exercise.title, exercise.hint) == ("Exercise 03.1: add", "Use `+`.")
    assert exercise.solution == (SOLUTIONS / "pairs.py").read_text("utf-8").strip()


def test_questions_stay_and_answers_go():
    folds = "\n".join(
        f"<details><summary>Why {n}?</summary>\n\nBecause {n}.\n\n</details>\n" for n in "ab"
    )
    chapter = chapter_of("03_title", lesson(new_markdown_cell(f"## Five questions\n\n{folds}")))
    text = text_of(chapter.notebook)
    assert "1. Why a?\n2. Why b?\n" in text
    assert "Because" not in text
    assert "[answers](#answers-03)" in text
    assert "**2. Why b?**\n\nBecause b.\n" in build_book.answers([chapter])


def test_other_folds_are_open():
    fold = "<details><summary>The bend</summary>\n\nIt bends.\n\n</details>"
    assert "**The bend**\n\nIt bends." in text_of(
        chapter_of("03_title", lesson(new_markdown_cell(fold))).notebook
    )


def test_links_lead_to_what_the_book_has():
    words = "[table](../docs/symptoms.md#x), [play](../docs/gallery.md), [next](04_next.ipynb)"
    text = text_of(chapter_of("03_title", lesson(new_markdown_cell(words))).notebook)
    assert "[table](../symptoms.md), play, [next](04_next.ipynb)" in text
    assert build_book.from_the_end("[next](04_next.ipynb)") == "[next](lessons/04_next.ipynb)"


def test_links_at_the_end_lead_to_chapters_too():
    words = "See [next](04_next.ipynb) and [play](../docs/gallery.md)."
    fold = f"<details><summary>Why?</summary>\n\n{words}\n\n</details>"
    cells = (*EXERCISE, new_markdown_cell(fold), new_markdown_cell(f"## Five questions\n\n{fold}"))
    chapter = chapter_of("03_title", lesson(*cells))
    for text in (build_book.hints([chapter]), build_book.answers([chapter])):
        assert "See [next](lessons/04_next.ipynb) and play." in text
    symptoms = build_book.symptoms()
    assert "](lessons/19_clinic.ipynb)" in symptoms
    assert "../notebooks" not in symptoms


def test_chapters_lead_to_places_that_are_there(chapters):
    """What the chapters link to, and what the appendices call their sections."""
    end = build_book.hints(chapters) + build_book.solutions(chapters) + build_book.answers(chapters)
    places = re.findall(r"^\(([\w-]+)\)=$", end, re.MULTILINE)
    text = "".join(text_of(chapter.notebook) for chapter in chapters)
    wanted = re.findall(r"\]\(#((?:hint|solution|answers)-[\d-]+)\)", text)
    assert sorted(places) == sorted(wanted)
    assert len(places) == len(set(places)) > 100


def test_a_chapter_does_not_say_which_stand_beside_it():
    sources = "## Sources\n\n- A. Paper\n\nBefore: not a link."
    way = "Before: [02 · Two](02_two.ipynb). Next: [04 · Four](04_four.ipynb)."
    chapter = chapter_of("03_title", lesson(new_markdown_cell(f"{sources}\n\n{way}\n")))
    assert text_of(chapter.notebook).endswith(sources)


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        (EXERCISE, "no hint follows the check of pairs in 03_title"),
        ((EXERCISE[2], HINT), "the exercise of pairs.py has no heading"),
    ],
)
def test_an_exercise_that_lacks_a_part_is_no_book(cells, complaint):
    with pytest.raises(BookError, match=complaint):
        chapter_of("03_title", lesson(*cells))


def test_the_lesson_itself_is_left_alone():
    notebook = lesson(*EXERCISE, HINT)
    before = nbformat.writes(notebook)
    chapter_of("03_title", notebook)
    assert nbformat.writes(notebook) == before


def test_nothing_of_the_course_is_lost(chapters):
    """Each exercise with a hint and a solution, each question with its answer, each figure."""
    assert len(chapters) == 21
    assert build_book.contents(chapters).splitlines()[1] == "lessons/02_perplexity"
    exercises = [exercise for chapter in chapters for exercise in chapter.exercises]
    assert len(exercises) == len(list(SOLUTIONS.glob("*.py")))
    assert all(exercise.hint and exercise.solution for exercise in exercises)
    assert all(len(chapter.questions) == 5 for chapter in chapters)
    places = [exercise.anchor for exercise in exercises]
    assert len(set(places)) == len(places)
    for chapter in chapters:
        original = nbformat.read(ROOT / "notebooks" / f"{chapter.name}.ipynb", as_version=4)
        kept = [len(figures(notebook)) for notebook in (original, chapter.notebook)]
        assert kept[0] == kept[1]
        assert "<details>" not in text_of(chapter.notebook)
        assert re.search(r"○ \w+: not", nbformat.writes(chapter.notebook)) is None  # of a check


def figures(notebook):
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output for output in outputs if "image/png" in output.get("data", {})]


def test_no_solution_stands_in_a_chapter(chapters):
    """Nor does a hint: both are looked for by their first line that is not shared with the stub."""
    for chapter in chapters:
        text = text_of(chapter.notebook)
        for exercise in chapter.exercises:
            assert exercise.hint not in text
            assert exercise.solution not in text


def test_the_epub_says_which_pages_hold_formulas(tmp_path):
    made, target = tmp_path / "made.epub", tmp_path / "book.epub"
    item = '<item id="{0}" href="{0}.xhtml" media-type="application/xhtml+xml" />'
    listed = f"  <metadata>\n  </metadata>\n{item.format('a')}\n{item.format('b')}"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
        archive.writestr("content.opf", listed)
        archive.writestr("a.xhtml", "<p><math></math></p>")
        archive.writestr("b.xhtml", "<p>math</p>")
    build_book.write_epub(made, target)
    with zipfile.ZipFile(target) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        text = archive.read("content.opf").decode()
    assert re.search(r'href="a\.xhtml" [^>]* properties="mathml" />', text)
    assert re.search(r'href="b\.xhtml" media-type="application/xhtml\+xml" />', text)
    assert '<meta property="schema:accessibilityFeature">alternativeText</meta>' in text


def test_the_browser_that_somebody_names_prints(tmp_path, monkeypatch, capsys):
    named = tmp_path / "Google Chrome"
    named.touch(mode=0o755)
    monkeypatch.setattr(build_book, "BROWSERS", ())
    monkeypatch.setattr(build_book, "start_afresh", None)
    monkeypatch.setenv("CHROMIUM", str(named))
    assert build_book.browser() == str(named)
    for name in ("", str(tmp_path / "nothing")):
        monkeypatch.setenv("CHROMIUM", name)
        assert build_book.main() == 1
        assert "CHROMIUM=/path/to/it" in capsys.readouterr().err


def test_figures_say_what_they_show():
    output = new_output("display_data", {"image/png": PIXEL}, metadata={"image/png": {"alt": "A"}})
    cell = new_code_cell("show()", outputs=[output])
    made = chapter_of("03_title", lesson(cell)).notebook.cells[1]
    assert made.metadata["mystnb"]["image"]["alt"] == "A"


def pixel():
    import base64

    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


PIXEL = pixel()
