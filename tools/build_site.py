"""Build the site: the executed notebooks as pages, with all that a reader's browser needs.

    python tools/build_site.py               # build/site
    python tools/build_site.py site-test     # build/site-test

First build/site.work/source is filled: Sphinx's configuration and the pages from docs/, the
notebooks with what only the site adds, the networks of the playground, the counts of the pair
table, the runs of the loss curve, what was measured for scale and company, the patients of the
gallery, the terms of the glossary. Then Sphinx makes pages of it; its warnings are errors. If there
are none, the pages take the place of build/site. Nothing is executed again and nothing is fetched.
"""

from __future__ import annotations

import argparse
import copy
import html
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean, stdev
from textwrap import shorten

import gallery
import glossary
import loss_curves
import nbformat
import overview
import scale
import teaching
from desk import without_outputs
from export_models import write_models
from figures import lightened, with_light_figures
from icons import IconError, keep_shown_icons
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from PIL import Image

from mlp_helpers.checkpoints import AGREES, DIFFERS
from mlp_helpers.data import BOUNDARY, Vocabulary, bigram_counts, load_names
from mlp_helpers.inputs.published import Published, published
from mlp_helpers.plots import IN_WORDS

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
DOCS = ROOT / "docs"
SOLUTIONS = ROOT / "notebooks" / "solutions"
KATEX = DOCS / "node_modules" / "katex"

NOT_FOR_PAGES = ("node_modules", "*.json", "book", "exam.md")
OUT_OF_DOCS = re.compile(r"\]\(\.\./(?=(?:notebooks|data)/)")
NO_PAGE = re.compile(r"\[([^\]]+)\]\((exam\.md)\)")
COPIED = ["README.md", "data/README.md", "data/published.csv"]  # pages, or included in one
PAIR_COUNTS = "<!-- the counts, by tools/build_site.py -->"
LOSS_ENDS = "<!-- the ends, by tools/build_site.py -->"
STACKS = "<!-- the stacks, by tools/build_site.py -->"
COMPANIES = "<!-- the companies, by tools/build_site.py -->"
PATIENTS = "<!-- the patients, by tools/build_site.py -->"
TERMS = "<!-- the terms, by tools/build_site.py -->"
OVERVIEW = "<!-- the overview, by tools/build_site.py -->"
MAP = "<!-- the map, by tools/build_site.py -->"
NEEDED = "<!-- what lessons need, by tools/build_site.py -->"
STACK_LAYERS = (1, 10, 40)  # the ones in the table
NAMED_GAINS = {2**0.5: "√2", 5 / 3: "5/3"}
PICTURE_COLORS = 64
OLDER_FONTS = re.compile(r',url\([^)]*\.(?:woff|ttf)\) format\("\w+"\)')  # all browsers read woff2
LONGEST_VALUE = 30  # characters of a published figure in the table: some are lists of names
CHECK = re.compile(r'^check\("(\w+)"', re.MULTILINE)
EXERCISE_HEADING = re.compile(r"^#+ (?:Exercises$|Exercise \d\d\.1: )", re.MULTILINE)
TO_DOCS = re.compile(r"\]\(\.\./docs/(?=[\w-]+\.md)")  # how notebooks link to pages of the site
HOW_TO_ANSWER = """\
On this page you can read the exercises. To have your answers checked,
[run the notebook](../running.md). Each solution unfolds below its hint."""
HINT = "<details><summary>Hint</summary>"
# On Colab there is a notebook and nothing else. The path is looked at first because the cell may
# be run twice; where the course lies beside the notebook, the cell does nothing.
COLAB_SETUP = """\
# For Colab: fetch the course, then go to the folder of its notebooks.
import os
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # one thread is the fastest for networks this small
if not Path("../mlp_helpers").is_dir():
    !git clone --quiet --depth 1 {address} course
    if not Path("course/mlp_helpers").is_dir():
        raise SystemExit("The course cannot be fetched from GitHub. Is there a connection?")
    %cd -q course/notebooks
{install}\
sys.path.insert(0, "..")
"""
COLAB_SEARCH = "    %pip install --quiet optuna=={version}\n"


class SiteError(Exception):
    """The site cannot be built from what is there; says what is missing."""


def main(arguments: list[str] | None = None) -> int:
    """Build the site that the command line names; returns the exit status."""
    parser = argparse.ArgumentParser(description="Build the site from the executed notebooks.")
    parser.add_argument("name", nargs="?", default="site", help="of the folder in build/")
    name = parser.parse_args(arguments).name
    if not re.fullmatch(r"[\w-]+", name):  # what is there is replaced, so nowhere else
        parser.error(f"{name!r} is no plain name: letters, digits, _ and - only")
    site, work = BUILD / name, BUILD / f"{name}.work"
    start_afresh(work)
    try:
        stage(work / "source", repository=os.environ.get("GITHUB_REPOSITORY"))
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    import deck  # which imports this module
    from sphinx.cmd.build import build_main  # the tests of the rest do without Sphinx

    flags = ["--fail-on-warning", "--keep-going", "--quiet", "--jobs", "2", "-b", "html"]
    folders = ["-d", str(work / "doctrees"), str(work / "source"), str(work / "html")]
    deck.write(deck.cards(), work / "source" / "_static" / deck.FILE.name)
    status = build_main([*flags, *folders])
    if status == 0:
        try:
            keep_shown_icons(work / "html")
        except IconError as error:
            print(error, file=sys.stderr)
            return 1
        if site.exists():
            shutil.rmtree(site)
        (work / "html").rename(site)
        megabytes = sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) / 1e6
        print(f"Built build/{name}/index.html. The site has {megabytes:.1f} MB in all.")
    return status


def start_afresh(folder: Path) -> None:
    """Make the folder, without anything that an earlier build left in it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def stage(source: Path, *, repository: str | None = None) -> None:
    """Fill the new folder `source` with what Sphinx builds the site from.

    `repository`, such as "owner/name", is where the notebooks for Colab fetch the course on
    GitHub; without it there are none. Raises SiteError if KaTeX is not installed, or if a
    notebook lacks what its page needs.
    """
    shutil.copytree(DOCS, source, ignore=shutil.ignore_patterns(*NOT_FOR_PAGES))
    for page in source.glob("*.md"):
        page.write_text(from_the_root(page.read_text("utf-8"), repository), encoding="utf-8")
    for name in COPIED:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    lighten(source / "losses.png")
    shutil.copy(source / "losses.png", source / "_static" / "preview.png")
    copy_katex(source)
    write_models(source / "_static" / "playground")
    write_script(
        source / "_static" / "loss_curve" / "runs.js", "curves.stored", text_of(loss_curves.FILE)
    )
    write_script(source / "_static" / "scale" / "measured.js", "scale.stored", text_of(scale.FILE))
    fill(source / "pair_table.html", PAIR_COUNTS, pair_counts())
    fill(source / "loss_curve.html", LOSS_ENDS, loss_ends())
    fill(source / "scale.html", STACKS, stack_table())
    fill(source / "company.html", COMPANIES, company_table())

    notebooks = {
        path.name: nbformat.read(path, as_version=4)
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
    }
    write_gallery(source, notebooks)
    write_overview(source, notebooks)
    write_plan(source, notebooks)
    terms = read_terms(notebooks)
    fill(source / "glossary.md", TERMS, glossary.as_page(terms))
    (source / "published.md").write_text(published_table(notebooks), encoding="utf-8")
    (source / "notebooks").mkdir()
    for name, notebook in notebooks.items():
        noted = glossary.with_notes(notebook, Path(name).stem, terms)
        lighter = with_light_figures(with_alternatives(with_pages(noted)))
        page = with_solutions(lighter, SOLUTIONS)
        nbformat.write(page, source / "notebooks" / name)
    if repository:
        colab = source / "_extra" / "colab"
        colab.mkdir(parents=True)
        for name, notebook in notebooks.items():
            nbformat.write(for_colab(notebook, repository), colab / name)


def from_the_root(page: str, repository: str | None) -> str:
    """A page of docs/ with its links as they lead from the site's root, where the page stands.

    What is no page leads to the repository on GitHub, if there is one.
    """
    page = OUT_OF_DOCS.sub("](", page)
    there = rf"[\1](https://github.com/{repository}/blob/main/docs/\2)" if repository else r"\1"
    return NO_PAGE.sub(there, page)


def copy_katex(source: Path) -> None:
    """What sets the formulas while the site is built, and what the site carries for them."""
    made = KATEX / "dist"
    if not (made / "katex.min.js").is_file():
        raise SiteError("KaTeX is not installed. `npm ci --prefix docs` does that.")
    (source / "katex").mkdir()
    shutil.copy(made / "katex.min.js", source / "katex")
    carried = source / "_static" / "katex"
    carried.mkdir()
    shutil.copy(KATEX / "LICENSE", carried)
    styles = (made / "katex.min.css").read_text(encoding="utf-8")
    (carried / "katex.min.css").write_text(OLDER_FONTS.sub("", styles), encoding="utf-8")
    newest = shutil.ignore_patterns("*.ttf", "*.woff")
    shutil.copytree(made / "fonts", carried / "fonts", ignore=newest)


def lighten(picture: Path) -> None:
    """Store a picture with few colours: the front page's weighs a third of it, and looks alike."""
    with Image.open(picture) as image:
        image.convert("RGB").quantize(colors=PICTURE_COLORS).save(picture, optimize=True)


def fill(page: Path, place: str, text: str) -> None:
    """Put a text where a page has a place for it. Raises SiteError unless it has one."""
    content = page.read_text(encoding="utf-8")
    if content.count(place) != 1:
        raise SiteError(f"{page.name} has {content.count(place)} places {place}, not one")
    page.write_text(content.replace(place, text), encoding="utf-8")


def write_script(script: Path, variable: str, held: str) -> None:
    """Write what JSON holds as a script: in a folder, a browser runs it and fetches nothing."""
    script.write_text(f"{variable} = {held};\n", encoding="utf-8")


def text_of(file: Path) -> str:
    """What a file holds, without an empty line at its end."""
    return file.read_text(encoding="utf-8").strip()


# ------------------------------------------------------------------------ the pair table


def pair_counts() -> str:
    """The head and the body of the table of pair counts, as HTML.

    Each square says its shade, from 0 to 1, which goes with the count's square root as in
    `plot_pair_table`.
    """
    names = load_names()
    vocabulary = Vocabulary.from_names(names)
    counts = bigram_counts(names, vocabulary)
    shades = (counts / counts.max()).sqrt()
    columns = "".join(heading(character, "col") for character in vocabulary)
    lines = [f"<thead><tr><td></td>{columns}</tr></thead>", "<tbody>"]
    for character, numbers, strengths in zip(
        vocabulary, counts.tolist(), shades.tolist(), strict=True
    ):
        squares = "".join(map(square, numbers, strengths))
        lines.append(f"<tr>{heading(character, 'row')}{squares}</tr>")
    return "\n".join([*lines, "</tbody>"])


def heading(character: str, scope: str) -> str:
    """The heading of a row or a column. Many screen readers pass over a dot, so it has a name."""
    name = ' aria-label="the boundary"' if character == BOUNDARY else ""
    return f'<th scope="{scope}"{name}>{character}</th>'


def square(count: int, shade: float) -> str:
    """One square of the table. The page hides zeros from the eye, as `plot_pair_table` does."""
    never = "" if count else ' class="never"'
    return f'<td{never} style="--shade:{shade:.3f}"><span>{count}</span></td>'


# ------------------------------------------------------------------------ the loss curve


def loss_ends() -> str:
    """The head and the body of the table of end losses, as HTML: a row for each rate.

    Before the ends stands the mean loss of the last block before the first drop.
    """
    held = loss_curves.stored()
    runs = {(run["rate"], run["drop"]): run for run in held["runs"]}
    rates, drops = (list(dict.fromkeys(column)) for column in zip(*runs, strict=True))
    early = min(drop for drop in drops if drop)
    titles = [f"at step {early:,}", *(f"drop at {drop:,}" if drop else "no drop" for drop in drops)]
    columns = "".join(heading(title, "col") for title in ("rate", *titles))
    lines = [f"<thead><tr>{columns}</tr></thead>", "<tbody>"]
    for rate in rates:
        numbers = [runs[rate, None]["mean"][early // held["block"] - 1]]
        numbers += [fmean(runs[rate, drop]["ends"]) for drop in drops]
        cells = "".join(f"<td>{number:.3f}</td>" for number in numbers)
        lines.append(f"<tr>{heading(f'{rate:g}', 'row')}{cells}</tr>")
    return "\n".join([*lines, "</tbody>"])


# --------------------------------------------------------------------- scale and company


def stack_table() -> str:
    """The head and the body of the table of spreads, as HTML: a row for each gain."""
    stacks = {(each["function"], each["gain"]): each for each in scale.stored()["stacks"]}
    titles = ["gain"]
    for name in scale.FUNCTIONS:
        titles += [f"{name}, layer {layer}" for layer in STACK_LAYERS]
        titles += ["saturated"] if name == "tanh" else []
    columns = "".join(heading(title, "col") for title in titles)
    lines = [f"<thead><tr>{columns}</tr></thead>", "<tbody>"]
    for gain in scale.GAINS:
        cells = []
        for name in scale.FUNCTIONS:
            held = stacks[name, gain]
            cells += [in_powers(held["spreads"][layer - 1]) for layer in STACK_LAYERS]
            cells += [f"{100 * held['saturated']:.1f} %"] if name == "tanh" else []
        row = "".join(f"<td>{cell}</td>" for cell in cells)
        lines.append(f"<tr>{heading(NAMED_GAINS.get(gain, f'{gain:g}'), 'row')}{row}</tr>")
    return "\n".join([*lines, "</tbody>"])


def in_powers(spread: float) -> str:
    """A spread with three digits, as HTML; a tiny or huge one with a power of ten."""
    if 1e-3 <= spread < 1e3:
        return f"{spread:#.3g}".rstrip(".")
    digits, _, power = f"{spread:.2e}".partition("e")
    return f"{digits} · 10<sup>{int(power)}</sup>".replace("-", "−")


def company_table() -> str:
    """The head and the body of the table of companies, as HTML: a row for each size."""
    titles = ("rows", "mean", "standard deviation", "lowest", "highest")
    columns = "".join(heading(title, "col") for title in titles)
    lines = [f"<thead><tr>{columns}</tr></thead>", "<tbody>"]
    for held in scale.stored()["companies"]:
        each = held["probabilities"]
        numbers = (fmean(each), stdev(each), min(each), max(each))
        cells = "".join(f"<td>{number:.3f}</td>" for number in numbers)
        lines.append(f"<tr>{heading(format(held['rows'], ','), 'row')}{cells}</tr>")
    return "\n".join([*lines, "</tbody>"])


# --------------------------------------------------------------------------- the gallery


def write_gallery(source: Path, notebooks: dict[str, NotebookNode]) -> None:
    """Put the lesson's patients into the gallery's page, and beside it what the page needs.

    Raises SiteError if there is no such lesson, or if its parts do not fit together.
    """
    found = [name for name in notebooks if Path(name).stem.partition("_")[2] == gallery.LESSON]
    if len(found) != 1:
        raise SiteError(f"the gallery needs one lesson on {gallery.LESSON}, not {len(found)}")
    try:
        held = gallery.read(notebooks[found[0]], gallery.stored())
        patients = gallery.as_html(held)
    except gallery.GalleryError as error:
        raise SiteError(str(error)) from error
    fill(source / "gallery.html", PATIENTS, patients)
    folder = source / "_static" / "gallery"
    gallery.write_charts(held, folder)
    for chart in folder.glob("*.png"):
        chart.write_bytes(lightened(chart.read_bytes()))
    write_script(folder / "patients.js", "gallery.stored", gallery.as_json(held))


# ------------------------------------------------------------------------ the front page


def write_overview(source: Path, notebooks: dict[str, NotebookNode]) -> None:
    """Draw the loss by lesson. Raises SiteError if a lesson has not printed what it shows."""
    lessons = {Path(name).stem: notebook for name, notebook in notebooks.items()}
    try:
        picture = overview.as_html(*overview.read(lessons), len(lessons))
    except overview.OverviewError as error:
        raise SiteError(str(error)) from error
    fill(source / "overview.html", OVERVIEW, picture)


# -------------------------------------------------------------------- the teacher's page


def write_plan(source: Path, notebooks: dict[str, NotebookNode]) -> None:
    """Draw what lessons build on. Raises SiteError if they or the README do not say it."""
    readme = (source / "README.md").read_text(encoding="utf-8")
    try:
        lessons = teaching.read({Path(name).stem: each for name, each in notebooks.items()}, readme)
    except teaching.TeachingError as error:
        raise SiteError(str(error)) from error
    fill(source / "map.html", MAP, teaching.as_map(lessons))
    fill(source / "teaching.md", NEEDED, teaching.as_table(lessons))


# -------------------------------------------------------------------------- the glossary


def read_terms(notebooks: dict[str, NotebookNode]) -> list[glossary.Term]:
    """The terms that the lessons explain. Raises SiteError if they do not use them."""
    try:
        return glossary.read({Path(name).stem: each for name, each in notebooks.items()})
    except glossary.GlossaryError as error:
        raise SiteError(str(error)) from error


# ------------------------------------------------------------------------- the notebooks


def with_pages(notebook: NotebookNode) -> NotebookNode:
    """A copy whose links to docs/ lead to the pages that are made from it."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = TO_DOCS.sub("](../", cell.source)
    return notebook


def with_alternatives(notebook: NotebookNode) -> NotebookNode:
    """A copy whose cells say their figure's text alternative where MyST-NB looks for it.

    The page's pictures then have it themselves, so the folded words below them are left out.
    """
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        found = list(alternatives(cell))
        if found:
            folded = [IN_WORDS.format(html.escape(words)) for words in found]
            cell.outputs = [
                output
                for output in cell.outputs
                if output.get("data", {}).get("text/html") not in folded
            ]
        if len(found) > 1:
            raise SiteError(
                f"a cell draws {len(found)} figures, and MyST-NB takes one text: {cell.id}"
            )
        if found:
            cell.metadata["mystnb"] = {"image": {"alt": found[0]}}
    return notebook


def alternatives(cell: NotebookNode) -> Iterator[str]:
    """The text alternatives of a cell's figures; SiteError if one has none."""
    for output in cell.get("outputs", []):
        for kind in output.get("data", {}):
            if kind.startswith("image/"):
                try:
                    yield output.metadata[kind]["alt"]
                except KeyError:
                    raise SiteError(f"a figure has no text alternative: {cell.id}") from None


def with_solutions(notebook: NotebookNode, solutions: Path) -> NotebookNode:
    """A copy in which the solution of each exercise follows its hint, folded."""
    notebook = copy.deepcopy(notebook)
    cells: list[NotebookNode] = []
    waiting: NotebookNode | None = None  # the solution that belongs after the next hint
    told = False  # how to answer
    for cell in notebook.cells:
        cells.append(cell)
        if not told and EXERCISE_HEADING.search(cell.source):
            cells.append(new_markdown_cell(HOW_TO_ANSWER, id=f"{cell.id}-how"))
            told = True
        if cell.cell_type == "code" and (called := CHECK.search(cell.source)):
            if waiting is not None:
                raise SiteError(f"no hint follows the exercise before {waiting.id}")
            waiting = folded(solutions / f"{called[1]}.py", f"{cell.id}-solution")
        elif waiting is not None and HINT in cell.source:
            cells.append(waiting)
            waiting = None
    if waiting is not None:
        raise SiteError(f"no hint follows the exercise before {waiting.id}")
    notebook.cells = cells
    return notebook


def folded(solution: Path, id: str) -> NotebookNode:
    """A code cell that shows its source only when asked to."""
    show = {"code_prompt_show": "Show the solution", "code_prompt_hide": "Hide the solution"}
    return new_code_cell(
        solution.read_text(encoding="utf-8").strip(),
        id=id,
        metadata={"tags": ["hide-input"], "mystnb": show},
    )


def for_colab(notebook: NotebookNode, repository: str) -> NotebookNode:
    """A copy as readers get it, without outputs, that begins by fetching the course from GitHub."""
    notebook = without_outputs(notebook)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    searches = "from mlp_helpers.tune import study" in text  # which needs what Colab lacks
    source = COLAB_SETUP.format(
        address=f"https://github.com/{repository}",
        install=COLAB_SEARCH.format(version=pinned("optuna")) if searches else "",
    )
    notebook.cells.insert(0, new_code_cell(source.strip(), id="colab-setup"))
    return notebook


def pinned(package: str) -> str:
    """The version of a package in requirements.txt."""
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    if found := re.search(rf"^{package}==(\S+)", requirements, re.MULTILINE):
        return found[1]
    raise SiteError(f"requirements.txt pins no version of {package}")


# ------------------------------------------------------------- the published figures


def published_table(notebooks: dict[str, NotebookNode]) -> str:
    """data/published.csv as a table in Markdown, beside what the notebooks measured.

    A figure without a notebook is a long run that a test repeats; what it measures is not kept.
    Raises SiteError for a figure whose notebook is there and does not show it, and for one that
    does not come out and has neither a notebook nor a note to say why.
    """
    rows = []
    for row in published().values():
        found = [name for name in notebooks if Path(name).stem.partition("_")[2] == row.notebook]
        if found:
            link = f"[{found[0].partition('_')[0]}](notebooks/{found[0]})"
            rows.append((row, link, measured(row, notebooks[found[0]])))
        elif not row.notebook and row.kind == "irreproducible":
            if not row.reproduced:
                raise SiteError(f"nothing says why {row.id} does not come out")
            rows.append((row, "a test", ("another", f"{row.value:.4f}")))
        elif not row.notebook:
            rows.append((row, "a test", ("", f"{row.value:.4f} ± {row.tolerance:g}")))
    agree = sum(row.kind != "irreproducible" for row, *_ in rows)
    kinds = ", ".join(
        f"{sum(row.kind == kind for row, *_ in rows)} {kind}"
        for kind in dict.fromkeys(row.kind for row, *_ in rows)
    )
    lines = [
        f"Of {len(rows)} published figures, {agree} come out and {len(rows) - agree} do not "
        f"({kinds}).",
        "",
        "| figure | in | published | measured here | kind | by |",
        "|---|---|---|---|---|---|",
    ]
    for row, by, (value, expected) in rows:
        short = [shorten(text, LONGEST_VALUE, placeholder=" …") for text in (expected, value)]
        cells = [row.quantity, row.source, *short, row.kind, by]
        lines.append("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def measured(row: Published, notebook: NotebookNode) -> tuple[str, str]:
    """(measured, published) of one figure, from the line that `reproduce` printed."""
    sentence = DIFFERS if row.kind == "irreproducible" else AGREES
    printed = "".join(
        output.text
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream"
    )
    for found in sentence.finditer(printed):
        if found["what"] == f"{row.quantity}, published in {row.source}":
            margin = f" ± {found['margin']}" if found.groupdict().get("margin") else ""
            return found["value"], found["expected"] + margin
    raise SiteError(f"notebook {row.notebook} does not show {row.id}: {row.quantity}")


if __name__ == "__main__":
    raise SystemExit(main())
