"""Build the book: all lessons with their results, as an EPUB and as a PDF.

    python tools/build_book.py

From the executed notebooks that the site shows, too. Paper cannot fold: what the lessons fold, the
hints and the answers to questions, stands at the end of the book with the solutions. Sphinx makes
the EPUB, and one long page that Chromium prints. Nothing is executed again and nothing is fetched;
both stand in build/book when they are complete.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import nbformat
from build_site import (
    BUILD,
    CHECK,
    DOCS,
    ROOT,
    SOLUTIONS,
    SiteError,
    copy_katex,
    start_afresh,
    with_alternatives,
)
from figures import with_light_figures
from nbformat import NotebookNode

BOOK, WORK = BUILD / "book", BUILD / "book.work"
NAME, TITLE = "character-by-character", "Character by Character"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EXTENSIONS = ("formulas.py", "formulas.cjs")  # of the site, which the book shares
EXERCISE = re.compile(r"^### (Exercise (\d\d)\.(\d): .+?)(?: \(\d+ minutes\))?$", re.MULTILINE)
FOLDED = re.compile(r"<details><summary>(.*?)</summary>\s*(.*?)\s*</details>", re.DOTALL)
QUESTIONS = "## Five questions"
NEIGHBOURS = re.compile(r"\n*^(?:Before|Next): \[\d\d · [^\n]*\n*\Z", re.MULTILINE)  # a page on
TO_PAGE = re.compile(r"\[([^\]]+)\]\(\.\./docs/([\w-]+)\.md[^)]*\)")
IN_THE_BOOK = "symptoms"  # the one page of the site that the book has, too
HINTS, THE_SOLUTIONS, ANSWERS = (
    "# Hints\n\nFor each exercise, where to begin. Try it for ten minutes before you look.\n",
    "# Solutions\n\nOne for each exercise; others are as good. The lesson's check says if yours is "
    "right.\n",
    "# Answers to the questions\n\nThose at the end of the lessons. Say yours aloud first.\n",
)


class BookError(Exception):
    """The book cannot be built from what is there; says what is missing."""


class Exercise(NamedTuple):
    """An exercise: its heading, its place in hints and solutions, and both of them."""

    title: str
    number: str  # "06.1"
    hint: str
    solution: str

    @property
    def anchor(self) -> str:
        """What its places in the appendices are called by."""
        return self.number.replace(".", "-")


@dataclass
class Chapter:
    """A lesson as a chapter, and what of it goes to the end of the book."""

    name: str  # "06_splits"
    title: str  # "06 · Split the names, …"
    notebook: NotebookNode
    exercises: list[Exercise] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)  # with their answers


# ------------------------------------------------------------------------------- a chapter


def chapter_of(name: str, notebook: NotebookNode, solutions: Path = SOLUTIONS) -> Chapter:
    """The chapter that a lesson becomes. Raises BookError for an exercise without a hint."""
    notebook = with_light_figures(with_alternatives(notebook))
    title = notebook.cells[0].source.partition("\n")[0].removeprefix("# ")
    chapter = Chapter(name, title, notebook)
    cells: list[NotebookNode] = []
    heading, checked = "", ""  # of the exercise whose hint comes next
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if found := CHECK.search(cell.source):
                checked = found[1]  # a check is for those who can run it
            else:
                cells.append(cell)
            continue
        if found := EXERCISE.search(cell.source):
            heading = cell.source[found.start() :]
        if checked and FOLDED.search(cell.source):
            exercise = exercise_of(heading, cell.source, solutions / f"{checked}.py")
            chapter.exercises.append(exercise)
            cell.source = FOLDED.sub(pointer(exercise), cell.source, count=1)
            checked = ""
        if cell.source.startswith(QUESTIONS):
            chapter.questions = FOLDED.findall(cell.source)
            cell.source = asked(chapter)
        told = NEIGHBOURS.sub("", FOLDED.sub(r"**\1**\n\n\2", cell.source))
        cell.source = within_the_book(told)
        cells.append(cell)
    if checked:
        raise BookError(f"no hint follows the check of {checked} in {name}")
    notebook.cells = cells
    return chapter


def exercise_of(heading: str, hint: str, solution: Path) -> Exercise:
    """The exercise under a heading, with the hint that a cell folds."""
    found = EXERCISE.match(heading)
    if found is None:
        raise BookError(f"the exercise of {solution.name} has no heading")
    return Exercise(
        title=found[1],
        number=f"{found[2]}.{found[3]}",
        hint=FOLDED.search(hint)[2],  # type: ignore[index]
        solution=solution.read_text(encoding="utf-8").strip(),
    )


def pointer(exercise: Exercise) -> str:
    """Where an exercise's hint and solution stand, in place of the hint."""
    place = exercise.anchor
    return f"*At the end of the book: [a hint](#hint-{place}), [a solution](#solution-{place}).*"


def asked(chapter: Chapter) -> str:
    """The questions of a chapter without their answers."""
    lines = [f"{number}. {text}" for number, (text, _) in enumerate(chapter.questions, start=1)]
    place = f"*The [answers](#answers-{chapter.name[:2]}) stand at the end of the book.*"
    return "\n".join([QUESTIONS, "", *lines, "", place])


def within_the_book(text: str) -> str:
    """A text whose links to pages that only the site has are words."""
    there = f"../{IN_THE_BOOK}.md"
    return TO_PAGE.sub(lambda to: f"[{to[1]}]({there})" if to[2] == IN_THE_BOOK else to[1], text)


# ------------------------------------------------------------------------ what is at the end


def hints(chapters: list[Chapter]) -> str:
    """The hints of all exercises, in Markdown."""
    return appendix(HINTS, chapters, "hint", lambda exercise: exercise.hint)


def solutions(chapters: list[Chapter]) -> str:
    """The solutions of all exercises, in Markdown."""
    return appendix(
        THE_SOLUTIONS, chapters, "solution", lambda each: f"```python\n{each.solution}\n```"
    )


def appendix(
    head: str, chapters: list[Chapter], kind: str, content: Callable[[Exercise], str]
) -> str:
    """A section for each lesson, and in it one for each exercise, to which its chapter leads."""
    parts = [head]
    for chapter in chapters:
        parts.append(f"## {chapter.title}\n")
        for exercise in chapter.exercises:
            parts.append(f"({kind}-{exercise.anchor})=\n### {exercise.title}\n")
            parts.append(within_the_book(from_the_end(content(exercise))) + "\n")
    return "\n".join(parts)


def answers(chapters: list[Chapter]) -> str:
    """The questions of all lessons with their answers, in Markdown."""
    parts = [ANSWERS]
    for chapter in chapters:
        parts.append(f"(answers-{chapter.name[:2]})=\n## {chapter.title}\n")
        for number, (question, answer) in enumerate(chapter.questions, start=1):
            parts.append(f"**{number}. {question}**\n\n{within_the_book(from_the_end(answer))}\n")
    return "\n".join(parts)


def from_the_end(text: str) -> str:
    """A lesson's text whose links to other lessons lead there from the end of the book, too."""
    return re.sub(r"\]\((\d\d_\w+\.ipynb)", r"](lessons/\1", text)


def contents(chapters: list[Chapter]) -> str:
    """The chapters as Sphinx lists them."""
    return "\n".join(f"lessons/{chapter.name}" for chapter in chapters)


# ------------------------------------------------------------------------------- the build


def stage(source: Path) -> list[Chapter]:
    """Fill the new folder `source` with what Sphinx makes the book from."""
    shutil.copytree(DOCS / "book", source)
    for name in EXTENSIONS:
        shutil.copy(DOCS / name, source / name)
    copy_katex(source)
    (source / "lessons").mkdir()
    chapters = [
        chapter_of(path.stem, nbformat.read(path, as_version=4))
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
    ]
    for chapter in chapters:
        nbformat.write(chapter.notebook, source / "lessons" / f"{chapter.name}.ipynb")
    index = source / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("CHAPTERS", contents(chapters)), encoding="utf-8")
    for name, content in (
        ("hints", hints(chapters)),
        ("solutions", solutions(chapters)),
        ("answers", answers(chapters)),
        (IN_THE_BOOK, symptoms()),
    ):
        (source / f"{name}.md").write_text(content, encoding="utf-8")
    return chapters


def symptoms() -> str:
    """The page of symptoms, whose links lead to chapters."""
    text = (DOCS / f"{IN_THE_BOOK}.md").read_text(encoding="utf-8")
    return text.replace("](../notebooks/", "](lessons/")


def run_sphinx(work: Path, builder: str) -> Path:
    """Let a builder of Sphinx make the book of work/source; returns the folder with what it made.

    Raises BookError if there is any warning.
    """
    from sphinx.cmd.build import build_main  # the tests of the rest do without Sphinx

    # Readers of EPUB know MathML; KaTeX's own HTML needs its styles and fonts.
    output = "mathml" if builder == "epub" else "htmlAndMathml"
    flags = ["--fail-on-warning", "--keep-going", "--quiet", "--jobs", "2", "-b", builder]
    folders = ["-d", str(work / "doctrees" / builder), str(work / "source"), str(work / builder)]
    if build_main([*flags, "-D", f"katex_output={output}", *folders]):
        raise BookError("Sphinx could not make the book; it says above why.")
    return work / builder


# ------------------------------------------------------------------------------- the EPUB

PAGE_ITEM = re.compile(r'<item id="[^"]*" href="([^"]+)" media-type="application/xhtml\+xml" />')
ACCESS = """\
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessMode">visual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">alternativeText</meta>
    <meta property="schema:accessibilityFeature">MathML</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">Every figure has a text that says what it shows; \
formulas are MathML.</meta>
"""


def write_epub(made: Path, target: Path) -> None:
    """Copy Sphinx's EPUB, and say in its list of files what the standard asks for besides.

    That is which pages hold MathML, and for whom the book is readable.
    """
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():  # in its order: the first has to stay the first
            content = old.read(item)
            if item.filename == "content.opf":
                text = content.decode("utf-8").replace("  </metadata>", f"{ACCESS}  </metadata>")
                content = PAGE_ITEM.sub(lambda found: declared(found, old), text).encode("utf-8")
            new.writestr(item, content, compress_type=item.compress_type)


def declared(item: re.Match[str], archive: zipfile.ZipFile) -> str:
    """A page's line in the list of files, which says that it holds MathML if it does."""
    holds = b"<math" in archive.read(item[1])
    return item[0].replace(" />", ' properties="mathml" />') if holds else item[0]


# -------------------------------------------------------------------------------- the PDF

CHAPTERS = ".toctree-wrapper > section"
LIST_CHAPTERS = f"""() => {{
    const list = document.createElement("ol");
    list.className = "contents";
    for (const chapter of document.querySelectorAll("{CHAPTERS}")) {{
        const title = chapter.querySelector("h2").cloneNode(true);
        title.querySelectorAll(".headerlink").forEach(sign => sign.remove());
        const link = document.createElement("a");
        link.href = "#" + chapter.id;
        link.append(...title.childNodes);
        const line = document.createElement("li");
        line.append(link, document.createElement("span"));
        list.append(line);
    }}
    document.querySelector(".toctree-wrapper").before(list);
}}"""
NUMBER_CHAPTERS = """numbers => {
    const places = document.querySelectorAll(".contents span");
    places.forEach((place, n) => { place.textContent = numbers[n]; });
}"""


def write_pdf(page: Path, target: Path, chromium: str) -> None:
    """Print a page as a PDF, twice: the first says on which sheet each chapter begins."""
    import pikepdf
    from playwright.sync_api import sync_playwright

    options = {"prefer_css_page_size": True, "outline": True, "tagged": True}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(page.as_uri(), wait_until="networkidle")
        opened.evaluate(LIST_CHAPTERS)
        draft = opened.pdf(**options)
        opened.evaluate(NUMBER_CHAPTERS, first_sheets(draft))
        printed = opened.pdf(**options)
        browser.close()
    if first_sheets(printed) != first_sheets(draft):
        raise BookError("the numbers of the pages have moved the chapters")
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        pdf.docinfo["/Title"] = TITLE
        packed = pikepdf.ObjectStreamMode.generate
        pdf.save(target, object_stream_mode=packed, recompress_flate=True)


def first_sheets(printed: bytes) -> list[int]:
    """The numbers of the sheets on which the chapters of a PDF begin, from its outline."""
    import pikepdf

    with pikepdf.open(io.BytesIO(printed)) as pdf:
        sheets = {sheet.objgen: number for number, sheet in enumerate(pdf.pages, start=1)}
        with pdf.open_outline() as outline:
            return [sheets[entry.destination[0].objgen] for entry in outline.root[0].children]


# --------------------------------------------------------------------------------- the command


def browser() -> str | None:
    """The path of the browser that prints: the one that $CHROMIUM names, or one that is found.

    On macOS and Windows none is found by its name alone.
    """
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)


def main() -> int:
    """Build both; returns the exit status."""
    chromium = browser()
    if chromium is None:
        print(
            f"Printing takes one of these programs: {', '.join(BROWSERS)}. CHROMIUM=/path/to/it "
            "names one with another name or place.",
            file=sys.stderr,
        )
        return 1
    start_afresh(WORK)
    made = WORK / "made"
    made.mkdir()
    try:
        stage(WORK / "source")
        (epub,) = run_sphinx(WORK, "epub").glob("*.epub")
        write_epub(epub, made / f"{NAME}.epub")
        page = run_sphinx(WORK, "singlehtml") / "index.html"
        write_pdf(page, made / f"{NAME}.pdf", chromium)
    except (BookError, SiteError) as error:
        print(error, file=sys.stderr)
        return 1
    if BOOK.exists():
        shutil.rmtree(BOOK)
    made.rename(BOOK)
    for file in sorted(BOOK.iterdir()):
        print(f"Built {file.relative_to(ROOT)}, {file.stat().st_size / 1e6:.1f} MB.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
