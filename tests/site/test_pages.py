"""Every page of the site in a browser: complete, readable for all, on wide and narrow screens."""

import json
import re

import nbformat
import pytest
from faults import (
    faults_in_access,
    faults_in_formulas,
    faults_in_links,
    faults_in_pictures,
    faults_in_width,
    faults_while_opening,
)
from places import AXE, ROOT, SITE

from mlp_helpers.checkpoints import published

PAGES = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("*.html")
    if "_static" not in path.parts
)
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
HEAVIEST_FRONT_PAGE = 1_000_000  # bytes, everything that it loads, not compressed
each_page = pytest.mark.parametrize("name", PAGES)
each_notebook = pytest.mark.parametrize("name", NOTEBOOKS)


def is_dark(page):
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", colour)[:3])) < 3 * 64


def test_there_is_a_page_for_every_notebook():
    assert {f"notebooks/{name}.html" for name in NOTEBOOKS} < set(PAGES)
    assert {"index.html", "playground.html", "making.html", "running.html"} < set(PAGES)


# ---------------------------------------------------------------------------- each page


@each_page
def test_a_page_is_complete_and_open_to_all(name, page, address):
    found = faults_while_opening(page, address + name)
    found += faults_in_pictures(page)
    found += faults_in_formulas(page)
    found += faults_in_links(page, SITE, address)
    assert found == []
    assert list(faults_in_access(page, AXE)) == []


@each_page
def test_a_page_is_readable_in_the_dark(name, open_page, address):
    page = open_page(color_scheme="dark")
    assert faults_while_opening(page, address + name) == []
    assert is_dark(page)
    assert list(faults_in_access(page, AXE)) == []  # low contrast among them


@pytest.mark.parametrize("width", [390, 320])
@each_page
def test_a_page_fits_a_phone(name, width, open_page, address):
    page = open_page(width=width, height=800, has_touch=True)
    assert faults_while_opening(page, address + name) == []
    assert list(faults_in_pictures(page)) == []
    assert list(faults_in_width(page)) == []


# ------------------------------------------------------------------------ the whole site


def test_the_front_page_is_light(page, address):
    sizes = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page.goto(address + "index.html", wait_until="networkidle")
    assert len(sizes) > 10  # it is not that nothing was counted
    assert sum(sizes.values()) < HEAVIEST_FRONT_PAGE


def test_dark_mode_can_be_chosen(open_page, address):
    page = open_page(color_scheme="light")
    page.goto(address + "index.html")
    assert not is_dark(page)
    page.get_by_role("button", name="Color mode").click()
    page.get_by_role("button", name="Dark").click()
    assert is_dark(page)
    page.goto(address + "making.html")
    assert is_dark(page)  # the choice is kept


def test_next_leads_through_all_notebooks(page, address):
    page.goto(address + "index.html")
    for name in NOTEBOOKS:
        page.locator("a.right-next").click()
        assert page.url == f"{address}notebooks/{name}.html"
    page.locator("a.left-prev").click()
    assert page.url == f"{address}notebooks/{NOTEBOOKS[-2]}.html"


def test_the_search_finds_kaiming(page, address):
    page.goto(address + "index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("Kaiming")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=Kaiming*")
    results = page.locator("#search-results li a")
    results.filter(has_text="06 · Start the network").first.click()
    page.wait_for_url("**/notebooks/06_initialisation.html*")


def test_the_table_of_published_figures_holds_every_row(page, address):
    numbers = {name.split("_")[0] for name in NOTEBOOKS}
    rows = [row for row in published().values() if row.notebook in numbers]
    page.goto(address + "making.html")
    table = page.locator("table").filter(has_text="measured here").first
    assert table.locator("tbody tr").count() == len(rows)
    row = table.locator("tr", has_text="loss log: batch norm added, validation")
    cells = row.locator("td").all_text_contents()
    assert cells[1:5] == ["N1", "2.1086 ± 0.02", "2.1050", "statistical"]


def test_formulas_offer_no_menu_and_can_be_read_aloud(page, address):
    """MathJax's menu would fetch files that the site does not carry."""
    page.goto(address + "notebooks/02_three_characters.html", wait_until="networkidle")
    formulas = page.locator("mjx-container")
    assert formulas.count() > 10
    assert page.locator("mjx-container mjx-assistive-mml math").count() == formulas.count()
    formulas.first.click(button="right")
    page.wait_for_timeout(500)
    assert page.locator(".CtxtMenu_Menu").count() == 0


# ------------------------------------------------------------------------- each notebook


@each_notebook
def test_figures_have_the_text_of_their_notebook(name, page, address):
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells
    expected = [
        output.metadata["image/png"]["alt"]
        for cell in cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    page.goto(f"{address}notebooks/{name}.html")
    assert page.eval_on_selector_all("article img", "all => all.map(i => i.alt)") == expected


@each_notebook
def test_solutions_stay_folded_until_asked_for(name, page, address):
    number = name.split("_")[0]
    files = sorted((ROOT / "notebooks" / "solutions").glob(f"{number}_*.py"))
    page.goto(f"{address}notebooks/{name}.html")
    folded = page.locator("details", has=page.get_by_text("Show the solution"))
    shown = folded.locator("pre").all_text_contents()
    assert sorted(text.strip() for text in shown) == sorted(
        file.read_text(encoding="utf-8").strip() for file in files
    )
    assert not any(pre.is_visible() for pre in folded.locator("pre").all())
    folded.first.locator("summary").click()
    assert folded.first.locator("pre").is_visible()
    hints = page.locator("details", has=page.locator("summary", has_text="Hint"))
    assert hints.count() >= len(files)
    assert not hints.first.locator("p").first.is_visible()


@each_notebook
def test_launch_links_lead_to_the_notebook(name, page, address):
    page.goto(f"{address}notebooks/{name}.html")
    links = page.eval_on_selector_all(
        ".dropdown-launch-buttons a", "all => all.map(a => a.getAttribute('href'))"
    )
    assert links == [
        f"https://mybinder.org/v2/gh/owner/course/main?urlpath=lab/tree/notebooks/{name}.ipynb",
        f"https://colab.research.google.com/github/owner/course/blob/gh-pages/colab/{name}.ipynb",
    ]
    colab = json.loads((SITE / "colab" / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert "git clone" in "".join(colab["cells"][0]["source"])
