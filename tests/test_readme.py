"""What the READMEs promise exists: links, commands, notebooks, and the picture as it is now."""

import re
from pathlib import Path

import front_page
import matplotlib.image
import nbformat
import pytest
from study_time import rounded, study_minutes

ROOT = Path(__file__).parents[1]
READMES = [
    ROOT / "README.md",
    ROOT / "data" / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "tools" / "jupyter" / "README.md",
]


def links(text: str) -> list[str]:
    """The relative targets of Markdown links and of images."""
    text = re.sub(r"`[^`\n]*`", "", text)  # code may show how a link is written
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


def test_the_front_shows_what_the_models_draw(tmp_path, monkeypatch):
    """If it does not: `tools/front_page.py` writes both."""
    found = front_page.rows()
    assert front_page.BLOCK.search(READMES[0].read_text(encoding="utf-8"))[0] == (
        front_page.table(found)
    )
    monkeypatch.setattr(front_page, "PICTURE", tmp_path / "losses.png")
    monkeypatch.setattr(front_page, "README", tmp_path / "README.md")
    (tmp_path / "README.md").write_text("", encoding="utf-8")
    front_page.main()
    fresh, committed = map(
        matplotlib.image.imread, (tmp_path / "losses.png", ROOT / "docs" / "losses.png")
    )
    assert fresh.shape == committed.shape
    assert abs(fresh - committed).mean() < 0.02  # other fonts' edges


def test_the_words_for_the_picture_are_its_numbers():
    losses = [f"{row.loss:.2f}" for row in front_page.rows()]
    alt = re.search(r"alt=\"(Four bars[^\"\n]*)", READMES[0].read_text("utf-8"))[1]
    assert re.findall(r"\d\.\d\d", alt) == ["3.30", *losses]


def test_study_times_are_those_of_the_formula():
    readme = READMES[0].read_text(encoding="utf-8")
    total = 0.0
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        minutes = study_minutes(nbformat.read(path, as_version=4))
        total += minutes
        row = re.search(rf"^\|.*{path.name}.*\| (\d+) min \| [^|]* \|$", readme, re.MULTILINE)
        assert int(row[1]) == rounded(minutes), path.name
    assert f"{total / 60:.0f} hours in all" in readme


def test_everything_installs_the_same_torch():
    """Or pip would install it twice, the second time with gigabytes that are not needed."""
    files = [
        ROOT / "requirements.txt",
        ROOT / ".binder" / "requirements.txt",
    ]
    found = {path.name: re.findall(r"torch==([\d.]+)", path.read_text("utf-8")) for path in files}
    assert all(found.values()), f"some file pins no torch: {found}"
    assert len({version for versions in found.values() for version in versions}) == 1, found
