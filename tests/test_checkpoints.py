"""Checkpoints, and the record of published figures that they compare with."""

import csv
import math
import re

import pytest
import torch

from mlp_helpers.checkpoints import AGREES, checkpoint, reproduce
from mlp_helpers.inputs import published as published_module
from mlp_helpers.inputs.published import PUBLISHED, published

NOTEBOOKS = PUBLISHED.parents[1] / "notebooks"
LESSONS = {path.stem.partition("_")[2] for path in NOTEBOOKS.glob("*.ipynb")}
KINDS = {"exact", "seeded", "statistical", "irreproducible"}


# ------------------------------------------------------------------------------ checkpoint


@pytest.mark.parametrize(
    ("value", "expected", "atol", "line"),
    [
        (32033, 32033, 0.0, "✓ it: 32,033 (expected 32,033)\n"),
        (2.4541, 2.4540, 1e-3, "✓ it: 2.4541 (expected 2.4540 ± 0.001)\n"),
        (2.5, 2.0, 0.5, "✓ it: 2.5000 (expected 2.0000 ± 0.5)\n"),
        (0.00012345, 0.00012345, 0.0, "✓ it: 0.000123 (expected 0.000123)\n"),
        (torch.tensor(1.5), 1.5, 0.0, "✓ it: 1.5000 (expected 1.5000)\n"),
        (1.5, torch.tensor([1.5001]), 1e-3, "✓ it: 1.5000 (expected 1.5001 ± 0.001)\n"),
        (torch.tensor(7), 7, 0.0, "✓ it: 7 (expected 7)\n"),
        (torch.zeros(32, 3).shape, (32, 3), 0.0, "✓ it: torch.Size([32, 3]) (expected (32, 3))\n"),
        ("emma", "emma", 0.0, "✓ it: emma (expected emma)\n"),
        (torch.tensor(True), True, 0.0, "✓ it: True (expected True)\n"),
        (-math.inf, -math.inf, 0.0, "✓ it: -inf (expected -inf)\n"),
    ],
)
def test_agreement_prints_one_line(value, expected, atol, line, capsys):
    assert checkpoint("it", value, expected, atol=atol) is None
    assert capsys.readouterr() == (line, "")


@pytest.mark.parametrize(
    ("value", "expected", "atol", "message"),
    [
        (32032, 32033, 0.0, r"✗ it: 32,032 \(expected 32,033\)"),
        (2.4541, 2.4540, 5e-5, r"✗ it: 2\.4541 \(expected 2\.4540 ± 5e-05\)"),
        (2.4539, 2.4540, 5e-5, r"✗ it: 2\.4539 \(expected 2\.4540 ± 5e-05\)"),
        (torch.tensor(1.0), 2.0, 0.5, r"✗ it: 1\.0000 \(expected 2\.0000 ± 0\.5\)"),
        (1.0, torch.tensor(2.0), 0.5, r"✗ it: 1\.0000 \(expected 2\.0000 ± 0\.5\)"),
        ((32, 3), (3, 32), 0.0, r"✗ it: \(32, 3\) \(expected \(3, 32\)\)"),
        ("emmy", "emma", 1e9, r"✗ it: emmy \(expected emma"),
        (True, False, 1.0, r"✗ it: True \(expected False"),
        (math.nan, 2.0, 1e9, r"✗ it: nan \(expected 2"),
        (2.0, math.nan, 1e9, r"✗ it: 2\.0000 \(expected nan"),
        (math.nan, math.nan, 1e9, r"✗ it: nan \(expected nan"),
        (torch.tensor(math.nan), math.nan, math.inf, r"✗ it: nan \(expected nan"),
        (math.inf, 2.0, 1e9, r"✗ it: inf \(expected 2"),
    ],
)
def test_disagreement_raises_with_both_numbers_and_says_nothing(
    value, expected, atol, message, capsys
):
    with pytest.raises(AssertionError, match=message + ".*restart the kernel"):
        checkpoint("it", value, expected, atol=atol)
    assert capsys.readouterr().out == ""


def test_the_tolerance_is_absolute(capsys):
    checkpoint("a million", 1_000_000.4, 1_000_000, atol=0.5)
    with pytest.raises(AssertionError):
        checkpoint("a million", 1_000_001, 1_000_000, atol=0.5)
    with pytest.raises(AssertionError):
        checkpoint("a million millions", 10**12 + 1, 10**12)


@pytest.mark.parametrize(
    ("value", "expected", "message"),
    [
        (0.12345678, 0.12345679, r"0\.12345678 \(expected 0\.12345679\)"),
        (3, "3", r"3 \(expected '3'\)"),
    ],
)
def test_a_failure_never_shows_the_same_thing_twice(value, expected, message):
    with pytest.raises(AssertionError, match=message):
        checkpoint("it", value, expected)


# ------------------------------------------------------------------------------- reproduce


def test_exact_figure_must_come_out_exactly(capsys):
    reproduce("names", 32_033)
    line = "✓ names in the file, published in N1 N3: 32,033 (expected 32,033)\n"
    assert capsys.readouterr().out == line
    with pytest.raises(AssertionError, match=r"names in the file.*32,034 \(expected 32,033\)"):
        reproduce("names", 32_034)


def test_statistical_figure_may_differ_by_its_tolerance(capsys):
    row = published()["exp2_run1_dev"]
    reproduce("exp2_run1_dev", row.value + 0.9 * row.tolerance)
    reproduce("exp2_run1_dev", torch.tensor(row.value - 0.9 * row.tolerance))
    assert f"± {row.tolerance}" in capsys.readouterr().out
    for sign in (1, -1):
        with pytest.raises(AssertionError, match=r"expected 2\.3845 ± 0\.04"):
            reproduce("exp2_run1_dev", row.value + sign * 1.1 * row.tolerance)


def test_names_can_be_figures_too(capsys):
    text = published()["bn_names"].value
    assert len(text.split()) == 20
    reproduce("bn_names", text)
    with pytest.raises(AssertionError, match="twenty sampled names"):
        reproduce("bn_names", text.replace("carmah", "carmen"))


def test_irreproducible_figure_says_why_and_must_not_come_out(capsys):
    row = published()["first_loss_367452352"]
    reproduce(row.id, 18.9828)
    out = capsys.readouterr().out
    assert out.startswith("≠ ")
    assert "published in N2 as 15.9918: 18.9828 here" in out
    assert row.reproduced in out
    with pytest.raises(AssertionError, match=r"15\.9918.*says it cannot come out"):
        reproduce(row.id, torch.tensor(row.value + 5e-5))  # the same in the digits printed


def test_unknown_figure_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"'bn_dve' is not an id in published\.csv.*'bn_dev'"):
        reproduce("bn_dve", 2.1)


def test_missing_record_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(published_module, "PUBLISHED", tmp_path / "published.csv")
    with pytest.raises(FileNotFoundError, match=r"no published figures at .*published\.csv"):
        published.__wrapped__()  # without the cache


# -------------------------------------------------------------------------- published.csv


def raw_rows():
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_ids_are_unique_and_all_rows_are_read():
    ids = [row["id"] for row in raw_rows()]
    assert len(ids) == len(set(ids)) == len(published())
    assert set(ids) == set(published())


@pytest.mark.parametrize("raw", raw_rows(), ids=lambda row: row["id"])
def test_each_published_row_is_complete(raw):
    assert None not in raw  # too many commas
    row = published()[raw["id"]]
    assert re.fullmatch(r"[a-z0-9_]+", row.id)
    assert row.notebook in {*LESSONS, ""}  # or a test repeats it
    assert re.fullmatch(r"N\d( N\d)*", row.source)
    assert row.quantity
    assert row.reproduced
    assert row.kind in KINDS
    assert row.tolerance >= 0
    assert str(row.value) == raw["published"] or float(raw["published"]) == row.value
    if row.kind == "exact":
        assert row.tolerance == 0
    if row.kind in ("statistical", "seeded") and isinstance(row.value, float):
        assert 0 < row.tolerance < row.value


def test_checkpoint_compares_whole_tensors(capsys):
    checkpoint("row", torch.tensor([1, 2]), [1, 2])
    assert capsys.readouterr().out == "✓ row: [1, 2] (expected [1, 2])\n"
    with pytest.raises(AssertionError, match=r"\[1, 3\] \(expected \[1, 2\]\)"):
        checkpoint("row", torch.tensor([1, 3]), [1, 2])


def test_checkpoint_takes_numbers_of_numpy_and_lists_within_the_tolerance():
    checkpoint("float32", torch.tensor(2.1244).numpy(), 2.1245, atol=0.01)
    checkpoint("list", [1.0, 2.0], [1.0, 2.0001], atol=0.01)
    with pytest.raises(AssertionError):
        checkpoint("list", [1.0, 2.0], [1.0, 2.1], atol=0.01)


@pytest.mark.parametrize("value", [math.nan, math.inf, None, "15.9918"])
def test_irreproducible_figure_is_compared_with_a_number(value):
    with pytest.raises(AssertionError, match="no number to compare with"):
        reproduce("first_loss_367452352", value)


def test_irreproducible_figure_may_come_near_but_not_out():
    reproduce("first_loss_367452352", 15.9918 + 2e-4)
    with pytest.raises(AssertionError, match="says it cannot come out"):
        reproduce("first_loss_367452352", 15.9918 + 0.5e-4)


def test_a_whole_decimal_number_is_shown_as_one_where_rounding_is_allowed_for(capsys):
    """It may not be whole on another processor, and the two lines are compared."""
    checkpoint("it", 1.0, 1, atol=1e-6)
    checkpoint("it", 1.0 - 1e-9, 1.0, atol=1e-6)
    first, second = capsys.readouterr().out.splitlines()
    assert first == "✓ it: 1.0000 (expected 1 ± 1e-06)"
    assert second == "✓ it: 1.0000 (expected 1.0000 ± 1e-06)"


def test_a_difference_beyond_the_digits_shown_is_shown():
    with pytest.raises(AssertionError, match=r"2\.99996 \(expected 3\.0 ± 1e-05\)"):
        checkpoint("x", 2.99996, 3.0, atol=1e-5)


@pytest.mark.parametrize(
    ("value", "expected", "atol"),
    [(2.5, 2.4, 0.2), (7, 7, 0), ("a, b", "a, b", 0), ((32, 3), (32, 3), 0), (1e-5, 0.0, 1e-3)],
)
def test_the_sentence_is_read_again_as_it_was_written(value, expected, atol, capsys):
    checkpoint("what: it is", value, expected, atol)
    found = AGREES.search(capsys.readouterr().out)
    assert found["what"] == "what: it is"
    assert (found["margin"] is None) == (atol == 0)


def test_the_record_of_figures_cannot_be_changed():
    with pytest.raises(TypeError):
        published()["names"] = None
    assert not hasattr(published(), "clear")
