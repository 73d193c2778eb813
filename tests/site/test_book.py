"""The book as Sphinx makes it: its pages are well formed, and its links and figures are whole."""

import re
import sys
import zipfile
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

import build_book
import pytest

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    work = tmp_path_factory.mktemp("book")
    build_book.stage(work / "source")
    known = sys.modules.pop("formulas", None)  # of other tests; the book has its own copy
    (made,) = build_book.run_sphinx(work, "epub").glob("*.epub")
    sys.modules.pop("formulas", None)
    if known is not None:
        sys.modules["formulas"] = known
    build_book.write_epub(made, work / "book.epub")
    with zipfile.ZipFile(work / "book.epub") as archive:
        yield {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def pages(book):
    return {n: ElementTree.fromstring(c) for n, c in book.items() if n.endswith(".xhtml")}


def test_every_lesson_is_a_chapter_in_its_order(book):
    chapters = re.findall(rb'idref="[^"]*"', book["content.opf"])
    assert len(chapters) == 1 + 21 + 4  # and the title, symptoms, hints, solutions, answers
    places = [book["nav.xhtml"].find(f"lessons/{n:02d}_".encode()) for n in range(1, 22)]
    assert -1 not in places
    assert places == sorted(places)


def test_every_link_within_the_book_leads_somewhere(book, pages):
    known = {name: {each.get("id") for each in page.iter()} for name, page in pages.items()}
    links = 0
    for name, page in pages.items():
        for link in page.iter(f"{HTML}a"):
            address = link.get("href", "")
            if re.match(r"[a-z]+:", address) or not address:
                continue
            file, _, place = address.partition("#")
            file = normpath(join(dirname(name), file)) if file else name
            assert file in book, (name, address)
            assert not place or place in known.get(file, {place}), (name, address)
            links += 1
    assert links > 300


def test_every_figure_has_its_words(pages):
    figures = [each for page in pages.values() for each in page.iter(f"{HTML}img")]
    assert len(figures) > 60
    assert all(len(figure.get("alt", "")) > 20 for figure in figures)


def test_pages_with_formulas_say_so(book):
    listed = book["content.opf"].decode()
    for name, content in book.items():
        if name.endswith(".xhtml") and name != "nav.xhtml":
            says = re.search(rf'href="{name}" [^>]*properties="mathml"', listed) is not None
            assert says == (b"<math" in content), name
    assert b"<math" in book["lessons/11_batch_norm.xhtml"]


def test_hints_and_solutions_are_at_the_end(book):
    assert b"<details" not in b"".join(book.values())
    for name in ("hints.xhtml", "solutions.xhtml"):
        assert book[name].count(b"Exercise ") >= 64
