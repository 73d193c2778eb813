"""Every page of the site in a browser: complete, readable for all, on wide and narrow screens."""

import json
import re

import nbformat
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
from places import AXE, ROOT, SITE
from predictions import predictions

from mlp_helpers.inputs.published import published

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
    beside = {"index", "pair_table", "loss_curve", "scale", "gallery", "playground"}
    beside |= {"making", "running", "symptoms", "testing"}
    assert {f"{name}.html" for name in beside} < set(PAGES)


# ---------------------------------------------------------------------------- each page


def show_all_results(page):
    """Open all that is folded, and wait until it has come into view: half faded in, it is pale."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    wait_for_animations(page)


def wait_for_animations(page):
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")


@each_page
def test_a_page_is_complete_and_open_to_all(name, open_page, address):
    """Half of them are opened in the dark and see the day come, the others see the night come."""
    before, after = ("light", "dark") if PAGES.index(name) % 2 else ("dark", "light")
    page = open_page(color_scheme=before)
    found = faults_while_opening(page, address + name)
    assert is_dark(page) == (before == "dark")
    show_all_results(page)
    found += faults_in_pictures(page)
    found += faults_in_formulas(page)
    found += faults_in_links(page, SITE, address)
    found += faults_in_access(page, AXE)
    page.emulate_media(color_scheme=after)
    page.locator(f"html[data-theme={after}]").wait_for()
    wait_for_animations(page)
    assert is_dark(page) == (after == "dark")
    found += faults_in_contrast(page, AXE)
    assert found == []


@pytest.mark.parametrize("name", ["gallery.html", f"notebooks/{NOTEBOOKS[0]}.html"])
def test_a_page_is_open_to_all_while_it_is_folded(name, open_page, address):
    page = open_page(color_scheme="dark")
    assert faults_while_opening(page, address + name) == []
    assert is_dark(page)
    assert page.locator("details:not([open])").count() > 0
    assert list(faults_in_access(page, AXE)) == []


@each_page
def test_a_page_fits_phones(name, open_page, address):
    page = open_page(width=390, height=800, has_touch=True)
    assert faults_while_opening(page, address + name) == []
    show_all_results(page)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert list(faults_in_pictures(page)) == [], width
        assert list(faults_in_width(page)) == [], width


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_those_of_the_system_before_any_script_file_has_run(scheme, open_page, address):
    other = {"light": "dark", "dark": "light"}[scheme]
    page = open_page(color_scheme=other)
    page.goto(address + "index.html")  # where the theme notes the colours, for the next visit
    page.emulate_media(color_scheme=scheme)
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(address + "index.html")
    assert page.locator("html").get_attribute("data-theme") == scheme
    page.emulate_media(color_scheme=other)
    page.locator(f"html[data-theme={other}]").wait_for()


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
    results.filter(has_text="Derive the right scale").first.click()
    page.wait_for_url("**/notebooks/10_scale.html*")


def test_the_table_of_published_figures_holds_every_row(page, address):
    lessons = {name.partition("_")[2] for name in NOTEBOOKS}
    rows = [row for row in published().values() if row.notebook in {*lessons, ""}]
    page.goto(address + "making.html")
    table = page.locator("table").filter(has_text="measured here").first
    assert table.locator("tbody tr").count() == len(rows)
    row = table.locator("tr", has_text="batch-norm run after 100,000 steps: validation loss")
    cells = row.locator("td").all_text_contents()
    assert cells[1:5] == ["N1", "2.1244 ± 0.001", "2.1244", "seeded"]


# ------------------------------------------------------------------------- each notebook


@each_notebook
def test_figures_have_the_text_of_their_notebook(name, unfolded):
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells
    expected = [
        output.metadata["image/png"]["alt"]
        for cell in cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    page = unfolded(f"notebooks/{name}.html")
    assert page.eval_on_selector_all("article img", "all => all.map(i => i.alt)") == expected


def boxes_and_answers(name):
    """How many predictions a lesson asks for, and how many cells answer them."""
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells
    asked = predictions(cells)
    return len(asked), sum(len(one.outcomes) for one in asked)


@each_notebook
def test_solutions_and_results_stay_folded_until_asked_for(name, page, address):
    page.goto(f"{address}notebooks/{name}.html")
    asked, answers = boxes_and_answers(name)
    folded = page.locator("details.outcome")
    assert folded.count() == answers
    assert page.locator("label.guess").count() == asked
    assert not any(one.is_visible() for one in page.locator("details.outcome .cell_output").all())
    page.get_by_role("button", name="Show all results").click()
    assert all(one.is_visible() for one in page.locator("details.outcome .cell_output").all())
    page.get_by_role("button", name="Fold all results").click()
    assert not folded.first.evaluate("details => details.open")

    text = (ROOT / "notebooks" / "src" / f"{name}.md").read_text(encoding="utf-8")
    exercises = re.findall(r'^check\("(\w+)"', text, re.MULTILINE)
    files = [ROOT / "notebooks" / "solutions" / f"{exercise}.py" for exercise in exercises]
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
def test_launch_links_lead_to_the_notebook(name, unfolded):
    page = unfolded(f"notebooks/{name}.html")
    links = page.eval_on_selector_all(
        ".dropdown-launch-buttons a", "all => all.map(a => a.getAttribute('href'))"
    )
    assert links == [
        f"https://mybinder.org/v2/gh/owner/course/main?urlpath=lab/tree/my/{name}.ipynb",
        f"https://colab.research.google.com/github/owner/course/blob/gh-pages/colab/{name}.ipynb",
    ]
    colab = json.loads((SITE / "colab" / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert "git clone" in "".join(colab["cells"][0]["source"])
    assert not any(cell.get("outputs") for cell in colab["cells"])


# ---------------------------------------------------------------------------- predictions


def test_a_result_opens_by_keyboard(page, address):
    page.goto(address + "notebooks/01_bigrams.html")
    page.locator("label.guess input").first.focus()
    page.keyboard.type("six, and a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("details.outcome").first.evaluate("details => details.open")
    assert page.locator("label.guess input").first.input_value() == "six, and a"


def test_a_guess_stays_in_this_browser(page, address):
    requests = []
    page.goto(address + "notebooks/01_bigrams.html", wait_until="networkidle")
    page.on("request", lambda request: requests.append(request.url))
    page.locator("label.guess input").nth(1).fill("an")
    page.wait_for_timeout(300)
    assert [url for url in requests if "favicon" not in url] == []
    page.reload()
    fields = page.locator("label.guess input")
    assert [fields.nth(n).input_value() for n in range(3)] == ["", "an", ""]
    fields.nth(1).fill("")
    page.reload()
    assert page.locator("label.guess input").nth(1).input_value() == ""


def test_results_open_without_scripts(open_page, address):
    page = open_page(java_script_enabled=False)
    page.goto(address + "notebooks/01_bigrams.html")
    folded = page.locator("details.outcome").first
    assert not folded.locator("img").is_visible()
    for of_a_script in ("button.all-outcomes", "label.guess"):
        assert page.locator(of_a_script).count() > 0
        assert not page.locator(of_a_script).first.is_visible()
    folded.locator("summary").click()
    assert folded.locator("img").is_visible()


def test_the_search_finds_what_is_folded(page, address):
    """The words of a folded text are in the search's index; a place within opens by its address."""
    page.goto(address + "search.html?q=siegfried")
    page.locator("#search-results li a").first.wait_for()
    first = page.locator("#search-results li a").first
    assert "Measure a model" in first.text_content()
    page.goto(address + "search.html?q=normalisation+misleads")
    link = page.locator("a", has_text="Know when batch normalisation misleads")
    excerpt = page.locator("#search-results li").filter(has=link).first
    excerpt.locator("p").wait_for()
    assert "You will do" in excerpt.text_content()
    for pressed in ("Show all results", "Your guess"):
        assert pressed not in excerpt.text_content()


def test_the_table_of_symptoms_is_printed_on_one_page(page, address):
    page.goto(address + "symptoms.html", wait_until="networkidle")
    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    shape = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", sheet)
    assert float(shape[1]) > float(shape[2])  # A4, the long side lies


def test_print_shows_the_results(page, address, tmp_path):
    page.goto(address + "notebooks/01_bigrams.html", wait_until="networkidle")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.outcome img").first.is_visible()
    assert not page.locator("label.guess").first.is_visible()
    width = page.evaluate(
        "[...document.querySelectorAll('pre')].map(p => p.scrollWidth - p.clientWidth)"
    )
    assert max(width) <= 1  # no line is cut off
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("details.outcome").first.evaluate("details => details.open")
