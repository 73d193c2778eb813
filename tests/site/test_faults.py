"""The checks of test_pages.py find what is wrong, on a page that is broken on purpose."""

import shutil

import pytest
from faults import (
    faults_in_access,
    faults_in_contrast,
    faults_in_formulas,
    faults_in_links,
    faults_in_pictures,
    faults_in_width,
    faults_while_opening,
)
from places import AXE, SITE

SOUND = "notebooks/04_three_characters.html"  # has pictures, formulas and links
END = "</article>"


@pytest.fixture
def broken(tmp_path, serve):
    """A function that replaces a text in a sound page, and returns (folder, address, page)."""

    def make(old, new):
        folder = tmp_path / "site"
        shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("colab", "tuned.js"))
        page = folder / SOUND
        text = page.read_text(encoding="utf-8")
        assert old in text
        page.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder, serve(folder)

    return make


@pytest.mark.parametrize(
    ("inserted", "fault"),
    [
        ("<script>throw new Error('oh')</script>", "error in a script: oh"),
        ("<script>console.error('oh')</script>", "console: oh"),
        ("<script src='../missing.js'></script>", "404: "),
        ("<img src='http://127.0.0.1:9/x.png' alt='x'>", "fetched from elsewhere: "),
        ("<img src='http://127.0.0.1:9/x.png' alt='x'>", "request failed: "),
    ],
)
def test_errors_are_found(inserted, fault, broken, page):
    _, address = broken(END, inserted + END)
    assert any(line.startswith(fault) for line in faults_while_opening(page, address + SOUND))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('src="../_images/', 'src="../_images/not-', "broken picture"),
        (' alt="Scatter plot', ' data-was="Scatter plot', "picture without text"),
    ],
)
def test_faults_in_pictures_are_found(old, new, fault, broken, page):
    _, address = broken(old, new)
    page.goto(address + SOUND, wait_until="networkidle")
    (found,) = faults_in_pictures(page)
    assert found.startswith(fault)


def test_a_stretched_picture_is_found(broken, open_page):
    _, address = broken("</head>", "<style>.bd-article img { height: 900px }</style></head>")
    page = open_page(width=390)
    page.goto(address + SOUND, wait_until="networkidle")
    found = list(faults_in_pictures(page))
    assert len(found) == page.locator("article img").count() > 3
    assert all(line.startswith("stretched picture") for line in found)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('<span class="katex-html"', "<span", "formula not set"),
        ('<span class="katex-mathml"><math', "<span><b", "formula not set"),
        (END, "<span class='math katex-error'>x</span>" + END, "formula with an error"),
        (END, "<p>$$x$$</p>" + END, "formula as text: $$"),
        (END, "<p>the norm $x$</p>" + END, "formula as text: $x$"),
        (END, r"<p>$\log x$</p>" + END, r"formula as text: $\log x$"),
    ],
)
def test_faults_in_formulas_are_found(old, new, fault, broken, page):
    _, address = broken(old, new)
    faults_while_opening(page, address + SOUND)
    assert any(line.startswith(fault) for line in faults_in_formulas(page))


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("99_none.html", "broken link: 99_none.html"),
        ("01_bigrams.html#none", "link to a missing place: 01_bigrams.html#none"),
        ("file:///tmp/x", "link of an unknown kind: file:///tmp/x"),
    ],
)
def test_faults_in_links_are_found(link, fault, broken, page):
    folder, address = broken(END, f"<a href='{link}'>there</a>{END}")
    page.goto(address + SOUND)
    assert list(faults_in_links(page, folder, address)) == [fault]


def test_a_page_that_is_too_wide_is_found(broken, open_page):
    _, address = broken(END, f"<div style='width: 600px'>wide</div>{END}")
    page = open_page(width=390)
    page.goto(address + SOUND, wait_until="networkidle")
    (found,) = faults_in_width(page)
    assert "wide in a window of 390" in found


@pytest.mark.parametrize(
    ("inserted", "rule"),
    [
        ("<p style='color: #777; background: #888'>What does this say?</p>", "color-contrast"),
        ("<input type='text'>", "label"),
        ("<button></button>", "button-name"),
    ],
)
def test_what_shuts_people_out_is_found(inserted, rule, broken, page):
    _, address = broken(END, inserted + END)
    page.goto(address + SOUND, wait_until="networkidle")
    assert [line.split(",")[0] for line in faults_in_access(page, AXE)] == [rule]
    colours = [rule] if rule == "color-contrast" else []
    assert [line.split(",")[0] for line in faults_in_contrast(page, AXE)] == colours
