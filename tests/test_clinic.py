"""The debugging clinic: each check is seen to fail on the faulty version, and to pass on the other.

The verdicts are read from the executed lesson, which `make test` compares with a fresh run.
"""

import re
from pathlib import Path

import nbformat
import pytest

LESSON = Path(__file__).parents[1] / "notebooks" / "19_clinic.ipynb"
CALL = re.compile(r"^verdict\((.+)\)$", re.MULTILINE)
CELLS = [c for c in nbformat.read(LESSON, as_version=4).cells if c.cell_type == "code"]
JUDGED = [cell for cell in CELLS if CALL.search(cell.source)]
CASES = 9  # the one that shows the method, and eight more


def names_judged(cell):
    """The check and the versions that a cell calls `verdict` with."""
    (call,) = CALL.findall(cell.source)
    return call.split(", ")


def test_each_case_ends_with_a_verdict():
    assert len(JUDGED) == CASES
    checks = [names_judged(cell)[0] for cell in JUDGED]
    assert len(set(checks)) == CASES


@pytest.mark.parametrize("cell", JUDGED, ids=lambda cell: names_judged(cell)[0])
def test_a_check_fails_on_the_faulty_version_and_passes_on_the_repaired_one(cell):
    _, faulty, repaired = names_judged(cell)
    first, second = cell.outputs[0].text.splitlines()
    assert first.startswith(f"{faulty}: FAILS, ")
    assert second == f"{repaired}: passes"
