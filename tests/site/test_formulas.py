"""Formulas are set while the site is built: for the eye and for the ear, and wide ones move."""

import re
import subprocess
import sys

import pytest
from places import AXE, ROOT, SITE

sys.path.insert(0, str(ROOT / "docs"))
import formulas
from faults import faults_in_access
from sphinx.errors import ExtensionError

SEVERAL = "notebooks/03_downhill.html"  # has wide ones and narrow ones
WIDE = "[...document.querySelectorAll('div.math')].filter(m => m.scrollWidth > m.clientWidth)"


@pytest.fixture
def with_katex(monkeypatch):
    """The script beside KaTeX, as tools/build_site.py lays them out."""
    monkeypatch.setattr(formulas, "SCRIPT", SITE.parent / "site-test.work/source/formulas.cjs")


def test_no_page_carries_a_program_that_sets_formulas():
    assert not list(SITE.rglob("*mathjax*")) + list(SITE.rglob("katex*.js"))


def test_a_formula_becomes_html_and_mathml(with_katex):
    (made,) = formulas.run_katex([("x^2", False)])
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML">' in made["html"]
    assert 'class="katex-html" aria-hidden="true"' in made["html"]  # not read twice


@pytest.mark.parametrize("latex", [r"\frac{1}", r"\no x", "x = \u2042", "x^"])
def test_what_cannot_be_set_is_an_error(latex, with_katex):
    sound, broken = formulas.run_katex([("x", True), (latex, True)])
    assert "html" in sound
    assert "html" not in broken
    assert broken["error"]


def test_a_formula_that_cannot_be_set_fails_the_build(tmp_path, with_katex):
    (tmp_path / "conf.py").write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(formulas.SCRIPT.parent)!r})\n"
        "extensions = ['myst_parser', 'formulas']\n"
        "html_math_renderer = 'katex'\n"
        "myst_enable_extensions = ['dollarmath']\n"
    )
    (tmp_path / "index.md").write_text("# Sums\n\nHere is $x^2$, and here $\\frac{1}$.\n")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", tmp_path, tmp_path / "out"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode != 0
    assert "index.md:3: WARNING: KaTeX cannot set \\frac{1}" in ran.stderr
    assert ran.stderr.count("WARNING") == 1


def test_without_node_the_build_says_so(monkeypatch, with_katex):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ExtensionError, match=r"Node\.js"):
        formulas.run_katex([("x", False)])


def test_the_site_carries_the_fonts_that_the_styles_name_and_no_others():
    folder = SITE / "_static" / "katex"
    styles = (folder / "katex.min.css").read_text("utf-8")
    named = set(re.findall(r"url\(([^)]+)\)", styles))
    assert named == {f"fonts/{path.name}" for path in (folder / "fonts").iterdir()}
    assert len(named) > 10
    assert all(name.endswith(".woff2") for name in named)
    assert (folder / "LICENSE").is_file()


def test_pages_without_formulas_load_nothing_for_them():
    assert "katex" not in (SITE / "running.html").read_text("utf-8")
    assert "katex.min.css" in (SITE / SEVERAL).read_text("utf-8")


def test_formulas_are_there_without_scripts(open_page, address):
    page = open_page(java_script_enabled=False)
    page.goto(address + SEVERAL)
    assert page.locator(".math .katex-html").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_formulas_have_the_colour_of_the_text(scheme, open_page, address):
    page = open_page(color_scheme=scheme)
    page.goto(address + SEVERAL)
    text, formula = page.evaluate(
        """["article section > p", "article div.math .mord"].map(
            place => getComputedStyle(document.querySelector(place)).color)"""
    )
    assert formula == text


def test_a_wide_formula_moves_in_its_box_by_keyboard(open_page, address):
    page = open_page(width=390, height=800)
    page.goto(address + SEVERAL, wait_until="networkidle")
    page.wait_for_function(f"{WIDE}.length > 0 && {WIDE}.every(m => m.tabIndex === 0)")
    box = page.evaluate_handle(f"{WIDE}[0]").as_element()
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert box.get_attribute("aria-label")
    narrow = "div.math:not([tabindex])"  # is no stop on the way of the Tab key
    assert page.locator(narrow).count() > 0
    assert [line for line in faults_in_access(page, AXE) if "scroll" in line] == []


def test_on_a_wide_screen_formulas_are_no_stops(page, address):
    page.goto(address + SEVERAL, wait_until="networkidle")
    assert page.locator("div.math").count() > 3
    assert page.locator("div.math[tabindex]").count() == 0
