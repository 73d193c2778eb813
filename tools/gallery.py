"""The gallery: the patients of a lesson, as the site's page shows them.

Charts, cases and diagnoses are read from the executed notebook. Only what speaks against a wrong
diagnosis stands elsewhere, in data/gallery.toml. Whatever does not fit together is refused.
"""

from __future__ import annotations

import ast
import base64
import html
import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from markdown_it import MarkdownIt
from nbformat import NotebookNode
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
LESSON = "patients"  # the notebook's name, whatever its number is
FILE = ROOT / "data" / "gallery.toml"
ANY_OTHER = "any other"  # the line in it for all cases that have none of their own
HEALTHY = "healthy_chart"
FOLDER = "_static/gallery"  # of the charts, as the page writes it
SHOWN = re.compile(r'\bshow\(.*"(\w+)"\)')
DIAGNOSIS = re.compile(
    r"<details><summary>Diagnosis of patient (\w)</summary>\n\n(.+?)\n\n</details>", re.DOTALL
)
LISTED = re.compile(r"([A-Z]): (.+)")
NOTEBOOK = re.compile(r"\]\((\w+)\.ipynb\)")  # how a lesson links to another one
BETWEEN = slice(0.35, 0.6)  # where in a chart its panels may part, as shares of its width


class GalleryError(Exception):
    """The lesson, or the file of lines, is not what the page needs; says in what."""


class Chart(NamedTuple):
    """A figure of the lesson, as a PNG, with its words and the size it is shown at."""

    picture: bytes
    words: str
    width: int
    height: int

    def parting(self) -> float:
        """Where the right panel begins, as a share of the width: amid what is white all down."""
        with Image.open(io.BytesIO(self.picture)) as image:
            dark = (np.asarray(image.convert("L")) < 255).any(axis=0)
        first, last = (round(share * len(dark)) for share in (BETWEEN.start, BETWEEN.stop))
        edges = [first - 1, *(np.flatnonzero(dark[first:last]) + first), last]
        gap, end = max((b - a, b) for a, b in pairwise(edges))
        if gap == 1:
            raise GalleryError("a chart of the gallery has no gap between its panels")
        return float(end - gap / 2) / len(dark)


class Patient(NamedTuple):
    """A network whose illness is to be found. `against` has a line for each wrong case."""

    letter: str
    case: str
    chart: Chart
    diagnosis: str  # as Markdown
    against: dict[str, str]


class Gallery(NamedTuple):
    """The healthy chart, all cases in the lesson's order, and the patients in theirs."""

    healthy: Chart
    cases: list[str]
    patients: list[Patient]


# -------------------------------------------------------------------------------- reading


def read(notebook: NotebookNode, lines: Mapping[str, Mapping[str, str]]) -> Gallery:
    """The gallery of the executed lesson, with the lines of data/gallery.toml.

    Raises GalleryError where the lesson lacks a part, and where parts contradict each other.
    """
    cases = cases_of(notebook)
    listed = listed_in(notebook, cases)
    charts = dict(charts_of(notebook))
    diagnoses = dict(DIAGNOSIS.findall("\n\n".join(sources(notebook, "markdown"))))
    if not list(listed) == list(diagnoses) == list(lines):
        found = (" ".join(each) for each in (listed, diagnoses, lines))
        raise GalleryError(
            "the gallery's patients are not the same in the lesson's list ({}), its diagnoses ({}) "
            "and data/gallery.toml ({})".format(*found)
        )
    patients = []
    for letter, case in listed.items():
        name = f"patient_{letter.lower()}"
        if name not in charts:
            raise GalleryError(f"the lesson on patients shows no {name}: is it executed?")
        if diagnoses[letter].partition(". ")[0].lower() not in (case, f"the {case} one"):
            raise GalleryError(f"the diagnosis of patient {letter} does not begin with {case!r}")
        against = against_each(letter, case, cases, lines[letter])
        patients.append(Patient(letter, case, charts[name], diagnoses[letter], against))
    if HEALTHY not in charts:
        raise GalleryError(f"the lesson on patients shows no {HEALTHY}")
    return Gallery(charts[HEALTHY], cases, patients)


def stored() -> dict[str, dict[str, str]]:
    """What data/gallery.toml holds: for each patient the cases, and what speaks against them."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def sources(notebook: NotebookNode, kind: str) -> list[str]:
    """The texts of a notebook's cells of one kind."""
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def cases_of(notebook: NotebookNode) -> list[str]:
    """The names of the cases: the keys of CASES, in whatever cell that stands."""
    for source in sources(notebook, "code"):
        if "CASES = " not in source:
            continue
        for statement in ast.parse(source).body:
            match statement:
                case ast.Assign(targets=[ast.Name(id="CASES")], value=ast.Dict() as value):
                    return list(ast.literal_eval(value))
    raise GalleryError("the lesson on patients has no dictionary CASES")


def listed_in(notebook: NotebookNode, cases: list[str]) -> dict[str, str]:
    """The patients' letters and cases, from the list that the lesson prints."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            printed = output.get("text", "").splitlines()
            found = [LISTED.fullmatch(line) for line in printed]
            if found and all(found):
                listed = dict(match.groups() for match in found if match)
                if not set(listed.values()) <= set(cases):
                    raise GalleryError(f"a patient has none of the lesson's cases: {listed}")
                return listed
    raise GalleryError("the lesson on patients prints no list of them: is it executed?")


def charts_of(notebook: NotebookNode) -> Iterator[tuple[str, Chart]]:
    """The names and the figures of a notebook."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}) and (name := SHOWN.search(cell.source)):
                told = output.metadata["image/png"]
                picture = base64.b64decode(output.data["image/png"])
                yield name[1], Chart(picture, told["alt"], told["width"], told["height"])


def against_each(
    letter: str, case: str, cases: list[str], lines: Mapping[str, str]
) -> dict[str, str]:
    """A line for each wrong case. Raises GalleryError if a case has none, or a line no case."""
    wrong = [each for each in cases if each != case]
    own = [each for each in lines if each != ANY_OTHER]
    if surplus := set(own) - set(wrong):
        raise GalleryError(f"data/gallery.toml: no wrong case of {letter}: {sorted(surplus)}")
    if (ANY_OTHER in lines) == (len(own) == len(wrong)):
        word = "never seen" if ANY_OTHER in lines else "missing"
        raise GalleryError(f'data/gallery.toml: the line "{ANY_OTHER}" of {letter} is {word}')
    return {each: lines.get(each) or lines[ANY_OTHER] for each in wrong}


# -------------------------------------------------------------------------------- writing


def write_charts(gallery: Gallery, folder: Path) -> None:
    """Write the charts into a folder, which may exist."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, chart in named(gallery).items():
        (folder / f"{name}.png").write_bytes(chart.picture)


def named(gallery: Gallery) -> dict[str, Chart]:
    """All charts, by the names of their files."""
    patients = {f"patient_{each.letter.lower()}": each.chart for each in gallery.patients}
    return {"healthy": gallery.healthy, **patients}


def as_json(gallery: Gallery) -> str:
    """What the page's script has to know: the right case of each patient, and the lines."""
    held = {each.letter: {"case": each.case, "against": each.against} for each in gallery.patients}
    return json.dumps(held, ensure_ascii=False)


def as_html(gallery: Gallery) -> str:
    """The charts, each with its choices, which are hidden until a script shows them."""
    healthy = chart_html("healthy", gallery.healthy)
    parts = ['<h2 id="healthy">The healthy chart</h2>', healthy]
    for patient in gallery.patients:
        name = f"patient_{patient.letter.lower()}"
        chart = chart_html(name, patient.chart)
        choices = "\n".join(map(choice_html, gallery.cases))
        parts.append(PATIENT.format(
            letter=patient.letter, name=name, chart=chart, healthy=healthy, choices=choices,
            diagnosis=diagnosis_html(patient.diagnosis),
        ))  # fmt: skip
    return "\n".join(parts)


def chart_html(name: str, chart: Chart) -> str:
    """A chart; on a narrow screen its right half stands below the left one, as a second picture."""
    source = f'src="{FOLDER}/{name}.png" width="{chart.width}" height="{chart.height}"'
    words = html.escape(chart.words)
    return (
        f'<div class="panels" style="--left:{chart.parting():.3f};'
        f'--across:{chart.width / chart.height:.3f}">'
        f'<div><img {source} alt="{words}" loading="lazy"></div>'
        f'<div aria-hidden="true"><img {source} alt="" loading="lazy"></div></div>'
    )


def choice_html(case: str) -> str:
    """A radio button for a case."""
    shown = html.escape(case)
    return f'<label><input type="radio" name="case" value="{shown}" required> {shown}</label>'


def diagnosis_html(diagnosis: str) -> str:
    """A diagnosis as HTML, whose links lead from the page to the lessons' pages."""
    return MarkdownIt().render(NOTEBOOK.sub(r"](notebooks/\1.html)", diagnosis)).strip()


PATIENT = """\
<section class="patient" data-letter="{letter}" aria-labelledby="{name}">
<h2 id="{name}">Patient {letter}</h2>
{chart}
<details class="healthy"><summary>The healthy chart, to compare with patient {letter}</summary>
{healthy}
</details>
<form autocomplete="off" hidden>
<fieldset><legend>Your diagnosis of patient {letter}</legend>
{choices}
</fieldset>
<button type="submit">Check patient {letter}</button>
<div class="verdict" role="status"></div>
</form>
<details class="diagnosis"><summary>Diagnosis of patient {letter}</summary>
<div>{diagnosis}</div>
</details>
</section>"""
