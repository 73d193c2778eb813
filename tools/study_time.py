"""How long a lesson takes to read and work through.

    python tools/study_time.py

The formula was fitted to readings by newcomers: minutes of reading, of code, of predictions and of
exercises, and what one needs to settle down.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
WORDS_PER_MINUTE = 180
MINUTES_PER_LINE = 4 / 60
MINUTES_PER_PREDICTION = 1
MINUTES_PER_EXERCISE = 6
MINUTES_PER_BLIND_ROUND = 10
MINUTES_TO_BEGIN = 4
BREATH = 1.3  # a reader looks back, and out of the window


def study_minutes(notebook: NotebookNode) -> float:
    """The minutes that a newcomer needs for a notebook, its exercises included."""
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return BREATH * (
        sum(len(text.split()) for text in prose) / WORDS_PER_MINUTE
        + sum(bool(line.strip()) for cell in code for line in cell.source.splitlines())
        * MINUTES_PER_LINE
        + sum(text.count("**Predict") for text in prose) * MINUTES_PER_PREDICTION
        + sum("exercise" in cell.metadata.get("tags", []) for cell in code) * MINUTES_PER_EXERCISE
        + sum("blind_round(" in cell.source for cell in code) * MINUTES_PER_BLIND_ROUND
        + MINUTES_TO_BEGIN
    )


def rounded(minutes: float) -> int:
    """Minutes to the nearest five, as the README says them."""
    return 5 * round(minutes / 5)


def main() -> None:
    """Print the minutes of each notebook, and the hours of all."""
    total = 0.0
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        minutes = study_minutes(nbformat.read(path, as_version=4))
        total += minutes
        print(f"{path.stem}: {rounded(minutes)} minutes")
    print(f"all: {total / 60:.0f} hours")


if __name__ == "__main__":
    main()
