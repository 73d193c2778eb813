"""What the READMEs promise exists: links, commands, notebooks, and the picture as it is now."""

import base64
import re
from pathlib import Path

import nbformat
import pytest
from benchmark import QUOTE

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "data" / "README.md", ROOT / "CONTRIBUTING.md"]


def links(text: str) -> list[str]:
    """The relative targets of Markdown links and of images."""
    found = re.findall(r"\]\(([^)#]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    return [target for target in found if "://" not in target]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_links_lead_somewhere(readme):
    for target in links(readme.read_text(encoding="utf-8")):
        assert (readme.parent / target).exists(), f"{readme} links to {target}"


def test_links_between_notebooks_lead_somewhere():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        for target in links(prose):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_every_notebook_stands_in_the_table():
    linked = set(links(READMES[0].read_text(encoding="utf-8")))
    notebooks = {f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert notebooks == {target for target in linked if target.endswith(".ipynb")}


def test_titles_in_the_table_are_those_of_the_notebooks():
    readme = READMES[0].read_text(encoding="utf-8")
    for path in (ROOT / "notebooks" / "src").glob("*.md"):
        title = re.search(r"^# \d\d · (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)[1]
        assert f"[{title}](notebooks/{path.stem}.ipynb)" in readme


def test_commands_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for readme in READMES:
        text = readme.read_text(encoding="utf-8")
        for command in re.findall(r"(?:^|`)make ([\w-]+)", text, re.MULTILINE):
            assert re.search(rf"^{command}:", makefile, re.MULTILINE), f"no target {command}"


def test_the_picture_is_the_one_in_the_notebook():
    """If it is not: the figure has changed; save it again (the cell with plot_pair_table)."""
    picture = (ROOT / "docs" / "pair_counts.png").read_bytes()
    notebook = nbformat.read(ROOT / "notebooks" / "01_bigrams.ipynb", as_version=4)
    figures = [
        base64.b64decode(output["data"]["image/png"])
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    assert picture in figures


def test_the_readme_quotes_the_benchmark():
    """If it does not: `make bench` writes both."""
    quoted = QUOTE.search(READMES[0].read_text(encoding="utf-8"))[0]
    rows = [line for line in quoted.splitlines() if line.startswith("|")]
    benchmark = (ROOT / "docs" / "benchmark.md").read_text(encoding="utf-8")
    assert len(rows) == 8
    assert "\n".join(rows) in benchmark


def test_everything_installs_the_same_torch():
    """Or pip would install it twice, the second time with gigabytes that are not needed."""
    files = [
        ROOT / "requirements.txt",
        READMES[0],
        ROOT / ".binder" / "requirements.txt",
        ROOT / ".github" / "workflows" / "tests.yml",
    ]
    found = {path.name: re.findall(r"torch==([\d.]+)", path.read_text("utf-8")) for path in files}
    assert all(found.values()), f"some file pins no torch: {found}"
    assert len({version for versions in found.values() for version in versions}) == 1, found
