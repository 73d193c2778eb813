"""Find predictions that are spoiled: the lesson asks for a guess, and the answer can be seen.

    python tools/predictions.py                  # the notebooks of the course
    python tools/predictions.py some/folder      # those in another folder

A box that begins with "Predict" asks for a guess. The code cell or cells that answer it carry the
tag `outcome`: the site folds what they show, and the reader's own copies have no outputs. A
prediction is spoiled

- *by an output* if what answers it has no tag, so that it is in view,
- *by code* if a cell below the box, up to and including the one that answers, holds an expected
  value, or a number or a sentence that is then shown,
- *by prose* if such a number or sentence stands in a text further up.

It does not look at code and outputs above the box, where numbers stand in other roles, nor through
the names that code gives to numbers. People have to.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
OUTCOME = "outcome"  # the tag
BOX = re.compile(r"^> \*\*Predict", re.MULTILINE)
OPENING = 48  # characters of a prediction that tell it from the others in its notebook

NUMBER = re.compile(r"(?<![\w.])\d[\d,_]{0,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?")
TELLING = 3  # digits: 0.1 or 200 stand everywhere, 0.1377 or 32,033 do not
SENTENCE = 6  # words
NUMBERED_ON_PURPOSE = ("checkpoint",)  # functions that are called with the expected value


class Spoiler(NamedTuple):
    """What gives a prediction away."""

    how: str  # output, code or prose
    what: str


@dataclass(frozen=True)
class Prediction:
    """A box that asks for a guess, and the cells up to the last one that answers it."""

    opening: str
    box: int  # the place of the cell with the box
    outcomes: tuple[int, ...]  # the places of the cells that answer
    tagged: bool


def predictions(cells: list[NotebookNode]) -> list[Prediction]:
    """The predictions of a notebook; without a tag, the first output below a box is its answer."""
    boxes = [place for place, cell in enumerate(cells) if asks(cell)]
    found = []
    for box, end in pairwise([*boxes, len(cells)]):
        code = [place for place in range(box, end) if cells[place].cell_type == "code"]
        tagged = [place for place in code if OUTCOME in cells[place].metadata.get("tags", [])]
        speaking = [place for place in code if cells[place].get("outputs")]
        text = BOX.split(cells[box].source)[-1].replace("**", "").replace("\n> ", " ")
        opening = text.lstrip(". ").split("\n")[0][:OPENING].strip()
        found.append(Prediction(opening, box, tuple(tagged or speaking[:1]), bool(tagged)))
    return found


def asks(cell: NotebookNode) -> bool:
    """Whether a cell holds a box that asks for a prediction."""
    return cell.cell_type == "markdown" and bool(BOX.search(cell.source))


def spoilers(cells: list[NotebookNode], prediction: Prediction) -> Iterator[Spoiler]:
    """What gives the prediction away; the same is named once."""
    if not prediction.outcomes:
        yield Spoiler("output", "no cell answers")
        return
    if not prediction.tagged:
        yield Spoiler("output", f"cell {prediction.outcomes[0] + 1} has no tag {OUTCOME!r}")
    shown = "\n".join(text for place in prediction.outcomes for text in texts(cells[place]))
    below = range(prediction.box + 1, prediction.outcomes[-1] + 1)
    for place in below:
        if cells[place].cell_type == "code":
            yield from (Spoiler("code", what) for what in found_in_code(cells[place], shown))
            if place < prediction.outcomes[0]:
                early = "\n".join(texts(cells[place]))
                yield from (Spoiler("output", what) for what in shared(early, shown))
    prose = [cells[place].source for place in below if cells[place].cell_type == "markdown"]
    above = "\n".join(
        [*(cell.source for cell in cells[: prediction.box + 1] if is_text(cell)), *prose]
    )
    yield from (Spoiler("prose", what) for what in shared(above, shown))


def is_text(cell: NotebookNode) -> bool:
    """Whether people read the cell as prose."""
    return bool(cell.cell_type == "markdown")


def texts(cell: NotebookNode) -> Iterator[str]:
    """What the outputs of a cell say, the words for its figures among them."""
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            yield output.text
        yield from (
            text for kind, text in output.get("data", {}).items() if kind.startswith("text/plain")
        )


def found_in_code(cell: NotebookNode, shown: str) -> Iterator[str]:
    """What the source of a cell gives away of the text that is shown.

    Whole numbers are mostly what an experiment is given, such as batch sizes, and count only
    where the code compares with them.
    """
    tree = ast.parse(TransformerManager().transform_cell(cell.source))
    said = re.findall(r"(?:^| )#(.+)$", cell.source, re.MULTILINE)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in NUMBERED_ON_PURPOSE:
                yield f"{node.func.id}(…) holds the expected value"
        elif isinstance(node, ast.Compare):
            said.append(ast.unparse(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str | float):
            said.append(str(node.value))
    yield from shared("\n".join(said), shown)


def shared(above: str, shown: str) -> list[str]:
    """The telling numbers and the sentences of `shown` that stand in `above` too, once each."""
    known = set(numbers(above))
    found = [text for text in numbers(shown) if any(same(text, other) for other in known)]
    flat = " ".join(above.split())
    return list(dict.fromkeys([*found, *(one for one in sentences(shown) if one in flat)]))


def numbers(text: str) -> Iterable[str]:
    """The numbers of a text with at least TELLING digits, round ones such as 20,000 left out."""
    for match in NUMBER.findall(text):
        plain = match.replace(",", "").replace("_", "")
        digits = re.sub(r"e.*", "", plain).replace(".", "").strip("0")
        if len(digits) >= TELLING:
            yield plain


def same(a: str, b: str) -> bool:
    """Whether two numbers agree to as many places as the one with fewer has."""
    x, y = Decimal(a), Decimal(b)
    if x == y:
        return True
    coarse, fine = sorted((x, y), key=lambda n: -int(n.as_tuple().exponent))
    place = Decimal(1).scaleb(int(coarse.as_tuple().exponent))
    return "." in str(coarse) and "." in str(fine) and fine.quantize(place) == coarse


def sentences(text: str) -> list[str]:
    """The sentences of a text that are long enough to say something."""
    found = re.findall(r"[A-Z][^.!?]*[.!?]", " ".join(text.split()))
    return [one for one in found if len(one.split()) >= SENTENCE]


def main(arguments: list[str] | None = None) -> int:
    """Print what is spoiled, and how many predictions in how many ways."""
    parser = argparse.ArgumentParser(description="Find predictions that are spoiled.")
    parser.add_argument("folder", nargs="?", type=Path, default=NOTEBOOKS)
    folder = parser.parse_args(arguments).folder
    asked, counts = 0, Counter[str]()
    for path in sorted(folder.glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        for prediction in predictions(cells):
            asked += 1
            found = list(dict.fromkeys(spoilers(cells, prediction)))
            counts.update({spoiler.how for spoiler in found})
            for spoiler in found:
                print(f"{path.stem}: {prediction.opening} … by {spoiler.how}: {spoiler.what}")
    ways = ", ".join(f"{counts[how]} by {how}" for how in ("output", "code", "prose"))
    print(f"{asked} predictions; spoiled are {ways}.")
    return int(counts["output"] + counts["code"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
