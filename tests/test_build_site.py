"""What the site adds to the notebooks before Sphinx sees them, and what it refuses to build."""

import base64
import copy
import json
import re
import subprocess
from pathlib import Path

import build_site
import nbformat
import numpy as np
import pytest
import torch
from build_site import ROOT, SiteError
from export_models import EXPORTED, MODELS, counted_pairs, write_models
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from mlp_helpers.checkpoints import reproduce
from mlp_helpers.data import bigram_counts
from mlp_helpers.inputs.published import published
from mlp_helpers.layers import Embedding, Layer, Sequential
from mlp_helpers.share import SavedModel, load_model
from mlp_helpers.share.describe import best_picture, describe

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SOLUTIONS = ROOT / "notebooks" / "solutions"


@pytest.fixture(scope="module")
def notebooks():
    return {path.name: nbformat.read(path, as_version=4) for path in NOTEBOOKS}


def figure(alt=None):
    metadata = {} if alt is None else {"image/png": {"alt": alt}}
    return new_output("display_data", data={"image/png": "aGk="}, metadata=metadata)


# ----------------------------------------------------------------------------- alternatives


def test_a_cell_says_the_text_alternative_of_its_figure():
    notebook = new_notebook(cells=[new_code_cell(outputs=[figure("a line that falls")])])
    before = copy.deepcopy(notebook)
    changed = build_site.with_alternatives(notebook)
    assert changed.cells[0].metadata["mystnb"] == {"image": {"alt": "a line that falls"}}
    assert notebook == before


@pytest.mark.parametrize(
    ("outputs", "message"),
    [([figure()], "no text alternative"), ([figure("one"), figure("two")], "draws 2")],
)
def test_figures_that_cannot_have_their_text_are_refused(outputs, message):
    notebook = new_notebook(cells=[new_code_cell(outputs=outputs)])
    with pytest.raises(SiteError, match=message):
        build_site.with_alternatives(notebook)


# -------------------------------------------------------------------------------- solutions


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_solution_follows_the_hint_of_its_exercise(path, notebooks):
    cells = build_site.with_solutions(notebooks[path.name], SOLUTIONS).cells
    hidden = [n for n, cell in enumerate(cells) if "hide-input" in cell.metadata.get("tags", [])]
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    assert len(hidden) == sum(bool(build_site.CHECK.search(source)) for source in code) > 0
    for number in hidden:
        assert build_site.HINT in cells[number - 1].source
        check = next(cell for cell in cells[number - 1 :: -1] if cell.cell_type == "code")
        name = build_site.CHECK.search(check.source)[1]
        assert cells[number].source == (SOLUTIONS / f"{name}.py").read_text("utf-8").strip()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_how_to_answer_is_said_once_where_the_first_exercise_stands(path, notebooks):
    cells = build_site.with_solutions(notebooks[path.name], SOLUTIONS).cells
    (told,) = (n for n, cell in enumerate(cells) if cell.source == build_site.HOW_TO_ANSWER)
    exercises = [n for n, cell in enumerate(cells) if "exercise" in cell.metadata.get("tags", [])]
    assert told < min(exercises)
    assert "Exercise" in cells[told - 1].source


def test_links_to_pages_lead_to_the_sites():
    cells = [new_markdown_cell("[it](../docs/running.md), ../docs/running.md, [data](../data/x)")]
    page = build_site.with_pages(new_notebook(cells=cells))
    assert page.cells[0].source == "[it](../running.md), ../docs/running.md, [data](../data/x)"
    assert cells[0].source.startswith("[it](../docs/")


CHECK_CELL, HINT_CELL = 'check("pairs", f);', f"{build_site.HINT}\n\nLook.\n\n</details>"


@pytest.mark.parametrize(
    "cells",
    [
        [new_code_cell(CHECK_CELL), new_markdown_cell("No help here.")],
        [new_code_cell(CHECK_CELL), new_code_cell(CHECK_CELL), new_markdown_cell(HINT_CELL)],
    ],
)
def test_an_exercise_without_a_hint_is_refused(cells):
    with pytest.raises(SiteError, match="no hint"):
        build_site.with_solutions(new_notebook(cells=cells), SOLUTIONS)


# ---------------------------------------------------------------------------------- figures


def test_the_table_holds_every_published_figure_of_a_notebook_that_exists(notebooks):
    table = build_site.published_table(notebooks).splitlines()
    there = {Path(name).stem.partition("_")[2] for name in notebooks}
    rows = [row for row in published().values() if row.notebook in {*there, ""}]
    assert len(table) == len(rows) + 4  # a sentence, an empty line, two lines of heading
    assert table[0].startswith(f"Of {len(rows)} published figures, ")
    line = next(
        line for line in table if "batch-norm run after 100,000 steps: validation loss" in line
    )
    assert "| N1 | 2.1244 ± 0.001 | 2.1244 | seeded | [11](notebooks/11_batch_norm.ipynb) |" in line
    line = next(line for line in table if "another 50,000 steps at 0.01: validation loss" in line)
    assert "| N0 | 2.1939 ± 0.03 |  | statistical | a test |" in line


def test_a_figure_that_is_not_shown_is_refused(notebooks):
    empty = {**notebooks, "04_three_characters.ipynb": new_notebook()}
    with pytest.raises(SiteError, match="notebook three_characters does not show examples"):
        build_site.published_table(empty)


def test_a_figure_that_does_not_come_out_needs_a_reason(notebooks, monkeypatch):
    row = published()["tiny_dev"]._replace(kind="irreproducible", reproduced="")
    monkeypatch.setattr(build_site, "published", lambda: {"tiny_dev": row})
    with pytest.raises(SiteError, match="nothing says why tiny_dev does not come out"):
        build_site.published_table(notebooks)


def test_a_figure_that_no_longer_is_what_its_row_says_is_refused(notebooks):
    row = published()["examples"]._replace(kind="irreproducible")
    with pytest.raises(SiteError, match="does not show examples"):
        build_site.measured(row, notebooks["04_three_characters.ipynb"])


def test_measured_reads_what_reproduce_prints(capsys):
    for id, value in [("examples", 228_146), ("first_loss_367452352", 18.98281)]:
        reproduce(id, value)
        printed = new_output("stream", text=capsys.readouterr().out)
        notebook = new_notebook(cells=[new_code_cell(outputs=[printed])])
        shown, expected = build_site.measured(published()[id], notebook)
        assert float(shown.replace(",", "")) == pytest.approx(value, abs=1e-4)
        assert float(expected.replace(",", "")) == pytest.approx(published()[id].value, abs=1e-4)


# ------------------------------------------------------------------------------------ Colab


def test_the_first_cell_for_colab_fetches_the_course(notebooks, tmp_path):
    """From a repository in a folder instead of GitHub, and twice, as a reader may run it."""
    remote = tmp_path / "remote"
    (remote / "notebooks").mkdir(parents=True)
    (remote / "mlp_helpers").mkdir()
    (remote / "mlp_helpers" / "__init__.py").write_text("fetched = True\n")
    (remote / "notebooks" / "here.txt").touch()
    settings = ["user.name=a", "user.email=a@b.c", "commit.gpgsign=false", "core.hooksPath=none"]
    flags = [word for setting in settings for word in ("-c", setting)]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", *flags, *command], cwd=remote, check=True)

    notebook = build_site.for_colab(notebooks["04_three_characters.ipynb"], "owner/course")
    setup = notebook.cells[0].source
    assert "pip" not in setup  # Colab has all that this notebook needs
    setup = setup.replace("https://github.com/owner/course", remote.as_uri())
    assert remote.as_uri() in setup
    assert setup.index('os.environ["OMP_NUM_THREADS"] = "1"') < setup.index("sys.path")
    look = "import mlp_helpers\nmlp_helpers.fetched, Path('here.txt').exists()"
    colab = new_notebook(cells=[new_code_cell(source) for source in (setup, setup, look)])
    (tmp_path / "colab").mkdir()
    NotebookClient(
        colab, kernel_name="python3", resources={"metadata": {"path": tmp_path / "colab"}}
    ).execute()
    assert colab.cells[-1].outputs[0].data["text/plain"] == "(True, True)"
    assert colab.cells[1].outputs == []


def test_the_first_cell_for_colab_stops_with_a_sentence_if_there_is_nothing_to_fetch(
    notebooks, tmp_path
):
    setup = build_site.for_colab(notebooks["04_three_characters.ipynb"], "owner/course").cells[0]
    source = setup.source.replace("https://github.com/owner/course", (tmp_path / "no").as_uri())
    colab = new_notebook(cells=[new_code_cell(source), new_code_cell("print('went on')")])
    with pytest.raises(CellExecutionError, match="The course cannot be fetched from GitHub"):
        NotebookClient(
            colab, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
        ).execute()
    assert colab.cells[1].outputs == []


def test_the_notebook_that_searches_installs_what_it_needs_on_colab(notebooks):
    setup = build_site.for_colab(notebooks["18_tuning.ipynb"], "owner/course").cells[0].source
    pinned = next(
        line for line in (ROOT / "requirements.txt").read_text().splitlines() if "optuna==" in line
    )
    assert f"\n    %pip install --quiet {pinned}\n" in setup


# --------------------------------------------------------------------------- the playground


@pytest.mark.parametrize("file", EXPORTED.values())
def test_an_exported_network_has_all_its_weights(file):
    saved = load_model(MODELS / file)
    description = describe(saved)
    numbers = np.frombuffer(base64.b64decode(description["weights"]), "<f4")
    assert len(numbers) == description["parameters"]
    stored = torch.cat([p.detach().flatten() for p in saved.model.parameters()])
    np.testing.assert_array_equal(np.sort(numbers), np.sort(stored.numpy()))
    assert len(description["map"]["points"]) == len(description["characters"]) == 27


def test_the_counted_pairs_are_those_of_the_list():
    names = ["ab", "b", "abb"]
    description = counted_pairs(names)
    weights = np.frombuffer(base64.b64decode(description["weights"]), "<f4").reshape(3, 3)
    counts = [[0, 2, 1], [0, 0, 2], [3, 0, 1]]  # rows and columns: . a b
    np.testing.assert_allclose(np.exp(weights), counts, atol=1e-6)
    assert (description["characters"], description["counted"]) == (".ab", 3)
    (layer,) = description["layers"]
    assert layer == {"kind": "embedding", "settings": {}, "shapes": [[3, 3]]}
    nats = 2 * np.log(3 / 2) + np.log(3) + 3 * np.log(4 / 3) + np.log(4)
    assert description["loss"] == pytest.approx(nats / 9, abs=1e-6)


def test_each_model_and_the_list_have_a_script(tmp_path):
    write_models(tmp_path)
    scripts = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    assert scripts.keys() == {"pairs.js", "three.js", "tuned.js", "list.js"}
    assert scripts.pop("list.js").startswith('playground.list = "')
    for name, text in scripts.items():
        start = f'playground.models["{name[:-3]}"] = '
        description = json.loads(text.removeprefix(start).removesuffix(";\n"))
        assert len(description["characters"]) == 27


def test_a_layer_that_the_playground_does_not_know_is_refused():
    class Doubling(Layer):
        def forward(self, x):
            return 2 * x

    saved = load_model(MODELS / EXPORTED["three"])
    model = Sequential([Embedding(27, 10), Doubling()])
    with pytest.raises(ValueError, match="no Doubling"):
        describe(SavedModel(model, saved.vocabulary, 3, None, saved.card))


def test_the_picture_of_a_table_keeps_what_is_flat():
    generator = torch.Generator().manual_seed(1)
    flat = torch.randn(27, 2, generator=generator)
    turned = flat @ torch.linalg.qr(torch.randn(5, 5, generator=generator)).Q[:2]
    points, share = best_picture(turned + 3)
    assert share == pytest.approx(1, abs=1e-5)
    torch.testing.assert_close(
        torch.cdist(points, points), torch.cdist(flat, flat), atol=1e-3, rtol=0
    )


# -------------------------------------------------------------------------- the pair table


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("pair_table", build_site.PAIR_COUNTS),
        ("loss_curve", build_site.LOSS_ENDS),
        ("scale", build_site.STACKS),
        ("company", build_site.COMPANIES),
    ],
)
def test_a_page_has_one_place_for_its_table(name, place, tmp_path):
    page = tmp_path / "page.html"
    page.write_text((build_site.DOCS / f"{name}.html").read_text("utf-8"), encoding="utf-8")
    build_site.fill(page, place, "the table")
    assert "the table" in page.read_text("utf-8")
    with pytest.raises(SiteError, match="has 0 places <!-- the"):
        build_site.fill(page, place, "the table")
    page.write_text(place * 2, encoding="utf-8")
    with pytest.raises(SiteError, match="has 2 places"):
        build_site.fill(page, place, "the table")


def test_the_pair_table_is_written_with_its_counts_and_shades(names, vocabulary):
    head, *_, last = build_site.pair_counts().splitlines()
    assert head.count("<th ") == 27
    assert last == "</tbody>"
    rows = re.findall(r"<tr><th scope=\"row\".*?>(.)</th>(.*)</tr>", build_site.pair_counts())
    assert [character for character, _ in rows] == list(vocabulary)
    squares = [re.findall(r"--shade:([\d.]+)\"><span>(\d+)<", row) for _, row in rows]
    counts = torch.tensor([[int(count) for _, count in row] for row in squares])
    shades = torch.tensor([[float(shade) for shade, _ in row] for row in squares])
    assert torch.equal(counts, bigram_counts(names, vocabulary))
    torch.testing.assert_close(shades, (counts / counts.max()).sqrt(), atol=6e-4, rtol=0)
    assert sum(row.count('class="never"') for _, row in rows) == (counts == 0).sum()


# ----------------------------------------------------------------------------------- the rest


@pytest.mark.parametrize("name", [".", "..", "/tmp", "site/..", "a b"])
def test_nothing_outside_the_build_folder_is_replaced(name, capsys):
    with pytest.raises(SystemExit):
        build_site.main([name])
    assert "is no plain name" in capsys.readouterr().err


def test_a_missing_katex_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(build_site, "KATEX", tmp_path)
    with pytest.raises(SiteError, match="npm ci --prefix docs"):
        build_site.copy_katex(tmp_path / "target")


# ------------------------------------------------------------------------- the pages of docs/


def test_links_of_a_page_lead_on_from_the_root():
    page = "[a](../notebooks/01_a.ipynb), [b](../data/README.md), [c](making.md), [d](exam.md)"
    start = "[a](notebooks/01_a.ipynb), [b](data/README.md), [c](making.md), "
    assert build_site.from_the_root(page, None) == f"{start}d"
    there = "https://github.com/owner/course/blob/main/docs/exam.md"
    assert build_site.from_the_root(page, "owner/course") == f"{start}[d]({there})"
