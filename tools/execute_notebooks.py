"""Execute the notebooks: run the text notebooks/src/NN_name.md, write notebooks/NN_name.ipynb.

    python tools/execute_notebooks.py              # all of them
    python tools/execute_notebooks.py 01 02        # these
    python tools/execute_notebooks.py --check      # write nothing; compare with what is there
    … --check --executed build/executed            # the same, with what a test run has kept there

Two runs write the same bytes. The texts are only read, and a notebook is written only after
its last cell ran.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from itertools import zip_longest
from pathlib import Path

import matplotlib.font_manager
import nbformat
from atomic import replace
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode
from pairs import (
    CELLS,
    COURSE,
    PairError,
    digest,
    read_notebook,
    read_text,
    refuse_to_lose_edits,
    tags,
)

from mlp_helpers.checkpoints import AGREES

TEXTS = Path(__file__).resolve().parents[1] / "notebooks" / "src"
CELL_SECONDS = 600  # the same limit as nbmake's in pyproject.toml
OUTPUT_SECONDS = 60  # on a busy machine, outputs may lag behind the end of their cell
COLOR = re.compile(r"\x1b\[[\d;]*m")
# nbclient drops what \r lets be overwritten, but not a \r at the end of a line, nor the blanks
# that erased one.
LEFT_BY_RETURN = re.compile(r" *\r+$", re.MULTILINE)

# Another processor may differ in the seventh digit, which a few operations turn into the sixth,
# and a number at the border is then rounded the other way. So numbers with decimals may differ
# by one unit of the last place printed, or by RELATIVE if more places are printed than float32
# holds. Whole numbers and all other text, sampled names among them, must be equal.
NUMBER = re.compile(r"-?\d+(?:,\d{3})*\.\d+(?:e[+-]?\d+)?")
RELATIVE = Decimal("1e-5")
HARDLY_ANYTHING = 1e-5  # of what a checkpoint that expects 0 shows: it is what rounding left
# Training from badly scaled weights amplifies rounding until losses differ in the second digit
# between processors, and near ties change ranks. What cells with this tag print may differ by so
# much, and in its blanks; the checkpoints, which run everywhere, hold the values more tightly.
CHAOTIC = "chaotic"
CHAOTIC_RELATIVE, CHAOTIC_ABSOLUTE = Decimal("0.2"), Decimal("0.05")


class NotebookError(Exception):
    """A notebook cannot be executed, or is not as committed; says where and how."""


def main(arguments: list[str] | None = None, texts: Path = TEXTS) -> int:
    """Execute or check the notebooks that the command line names; returns the exit status."""
    parser = argparse.ArgumentParser(description="Execute the notebooks from their texts.")
    parser.add_argument("notebooks", nargs="*", help="such as 01 or 01_bigrams; all if none")
    parser.add_argument("--check", action="store_true", help="write nothing, compare instead")
    parser.add_argument("--executed", type=Path, help="with --check: where notebooks lie executed")
    parser.add_argument("--jobs", type=int, default=2, help="kernels at a time (default: 2)")
    options = parser.parse_args(arguments)
    if options.executed and not options.check:
        parser.error("--executed goes with --check")
    try:
        chosen = select(options.notebooks, texts)
    except ValueError as error:
        parser.error(str(error))
    # On a new machine, the first process that looks for fonts builds matplotlib's font cache and
    # may say so on stderr: here, and not in a notebook's output.
    matplotlib.font_manager.findfont("DejaVu Sans")
    with ThreadPoolExecutor(options.jobs) as pool:  # each thread waits for a kernel's process
        try:
            job = partial(process, check=options.check, executed=options.executed)
            good = list(pool.map(job, chosen))
        except KeyboardInterrupt:
            print("Interrupted: the notebooks under way stay as they were.", flush=True)
            os._exit(130)  # without waiting for the threads; kernels end when their parent does
    failed = [text.stem for text, fine in zip(chosen, good, strict=True) if not fine]
    if failed:
        print(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def select(wanted: Iterable[str], texts: Path) -> list[Path]:
    """The texts with these names or numbers, all if none is wanted; ValueError if unknown."""
    known = sorted(texts.glob("*.md"))
    if not known:
        raise ValueError(f"there is no notebook text in {texts}")
    chosen = set()
    for name in wanted:
        found = [text for text in known if name in (text.stem, text.stem.split("_")[0])]
        if not found:
            raise ValueError(f"no notebook {name!r}, only {', '.join(t.stem for t in known)}")
        chosen.update(found)
    return sorted(chosen) or known


def process(text: Path, *, check: bool, executed: Path | None = None) -> bool:
    """Execute one text and write or compare its notebook, saying so; returns if all is well.

    With `executed`, compare the notebook that lies there, and execute nothing.
    """
    committed = text.parents[1] / f"{text.stem}.ipynb"
    started = time.monotonic()
    say(f"{text.stem}: {'comparing' if executed else 'executing'} …")
    try:
        if check:
            if not committed.exists():
                raise NotebookError(f"{committed.name} does not exist.")
            compare(committed, as_kept(text, executed) if executed else execute(text))
        else:
            refuse_to_lose_edits(text, committed)
            fresh = execute(text)
            refuse_to_lose_edits(text, committed)  # those made while it ran
            replace(committed, (nbformat.writes(fresh) + "\n").encode())
        result = "as committed" if check else "written"
    except (NotebookError, PairError) as error:
        result = f"FAILED, {error}"
    say(f"{text.stem}, {time.monotonic() - started:.0f} s: {result}")
    return not result.startswith("FAILED")


def say(message: str) -> None:
    """Print a line in one piece, whatever other threads print."""
    print(f"{message}\n", end="", flush=True)


def execute(text: Path) -> NotebookNode:
    """The notebook of `text`, executed, with nothing in it that changes from run to run."""
    notebook = read_text(text)
    made_from = digest(notebook)
    notebook.nbformat, notebook.nbformat_minor = 4, 5  # the first version with cell ids
    for number, cell in enumerate(notebook.cells):
        cell.id = f"{text.stem}-{number:03d}"
        cell.metadata = {"tags": tags(cell)} if tags(cell) else {}

    started: list[int] = []
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": text.parents[1]}},  # the kernel's working directory
        extra_arguments=["--log-level=ERROR"],  # no advice about the kernel's connection
        timeout=CELL_SECONDS,
        iopub_timeout=OUTPUT_SECONDS,
        raise_on_iopub_timeout=True,
        record_timing=False,
        coalesce_streams=True,
        store_widget_state=False,
        on_cell_start=lambda cell, cell_index: started.append(cell_index),
    )
    try:
        client.execute(env={**os.environ, "OMP_NUM_THREADS": "1"})
    except (CellExecutionError, CellTimeoutError, RuntimeError) as error:
        reason = COLOR.sub("", str(error))  # of a CellExecutionError, it shows the cell
        if not isinstance(error, CellExecutionError):
            reason = f"{notebook.cells[len(started) - 1].source}\n\n{reason}"
        raise NotebookError(f"cell {len(started)}:\n{reason}") from error

    tidy_outputs(notebook)
    notebook.metadata = {
        COURSE: {CELLS: made_from},
        "jupytext": keep(notebook.metadata, "jupytext", "default_lexer"),  # else --sync adds it
        "kernelspec": keep(notebook.metadata, "kernelspec", "display_name", "language", "name"),
        "language_info": keep(notebook.metadata, "language_info", "name"),
    }
    return notebook


def as_kept(text: Path, executed: Path) -> NotebookNode:
    """The notebook of `text` that a test run has executed and left in the folder `executed`."""
    kept = executed / f"{text.stem}.ipynb"
    if not kept.exists():
        raise NotebookError(f"{kept} does not exist: no test has executed it.")
    notebook = nbformat.read(kept, as_version=4)
    sources = [[cell.source for cell in cells] for cells in (notebook.cells, read_text(text).cells)]
    if sources[0] != sources[1]:
        raise NotebookError(f"{kept} was not executed from {text.name} as it is now.")
    tidy_outputs(notebook)
    return notebook


def tidy_outputs(notebook: NotebookNode) -> None:
    """Take out of the outputs what a progress line has left there, which is nothing to read."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = LEFT_BY_RETURN.sub("", output.text)
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("text") != ""]


def keep(metadata: NotebookNode, section: str, *keys: str) -> dict[str, str]:
    """Only these keys of a section."""
    return {key: metadata[section][key] for key in keys if key in metadata.get(section, {})}


def compare(committed: Path, fresh: NotebookNode) -> None:
    """Raise NotebookError, listing the differences, if a reader of `committed` sees any."""
    found = list(differences(read_notebook(committed).cells, fresh.cells))
    if found:
        raise NotebookError("\n".join([f"{committed.name} differs from a fresh run.", *found]))


def differences(expected: list[NotebookNode], got: list[NotebookNode]) -> Iterator[str]:
    """One text for each line of the cells that differs."""
    if len(expected) != len(got):
        yield f"  expected {len(expected)} cells, got {len(got)}"
        return
    for number, cells in enumerate(zip(expected, got, strict=True), start=1):
        for old, new in zip_longest(*map(parts, cells), fillvalue=("nothing", "")):
            if old[0] != new[0]:
                yield f"  cell {number}: expected {old[0]}, got {new[0]}"
                break  # the rest is out of step
            same = comparison(old[0], tags(cells[0]))
            for a, b in zip_longest(old[1].split("\n"), new[1].split("\n"), fillvalue="(no line)"):
                if not same(a, b):
                    yield f"  cell {number}, {old[0]}:\n    expected: {a}\n    got:      {b}"


def comparison(kind: str, tags: list[str]) -> Callable[[str, str], bool]:
    """How two lines of this kind are compared, in a cell with these tags."""
    if kind in ("type", "tags", "source"):
        return str.__eq__
    return agree_roughly if CHAOTIC in tags else agree


def parts(cell: NotebookNode) -> Iterator[tuple[str, str]]:
    """What a reader gets of a cell, as (kind, text). Of a figure, its text alternative."""
    yield "type", cell.cell_type
    yield "tags", ", ".join(tags(cell))
    yield "source", cell.source
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            yield output.name, output.text
        elif output.output_type == "error":
            yield "error", output.ename
        else:
            for kind, data in sorted(output.data.items()):
                alt = output.metadata.get(kind, {}).get("alt", "")
                yield kind, alt if kind.startswith("image/") else str(data)


def agree(expected: str, got: str) -> bool:
    """Whether two lines are equal, but for the last place of numbers with decimals."""
    return lines_agree(expected, got, relative=RELATIVE, absolute=Decimal(0))


def agree_roughly(expected: str, got: str) -> bool:
    """Whether two lines are equal, but for blanks and for rough numbers with decimals."""
    expected, got = (" ".join(line.split()) for line in (expected, got))
    return lines_agree(expected, got, relative=CHAOTIC_RELATIVE, absolute=CHAOTIC_ABSOLUTE)


def lines_agree(expected: str, got: str, *, relative: Decimal, absolute: Decimal) -> bool:
    """Whether two lines are equal, but for numbers with decimals that differ by so much."""
    expected, got = without_rounding(expected), without_rounding(got)
    if NUMBER.sub("number", expected) != NUMBER.sub("number", got):
        return False
    for pair in zip(NUMBER.findall(expected), NUMBER.findall(got), strict=True):
        a, b = (Decimal(number.replace(",", "")) for number in pair)
        place = Decimal(1).scaleb(max(int(n.as_tuple().exponent) for n in (a, b)))
        if abs(a - b) > max(place, relative * abs(a), absolute):
            return False
    return True


def without_rounding(line: str) -> str:
    """A checkpoint's line with 0 as what it measured, where it expects 0 and that is as good.

    What rounding leaves is other on other processors.
    """
    found = AGREES.search(line)
    if not found or not found["margin"] or found["expected"].strip("0.") != "":
        return line
    if abs(float(found["value"])) >= HARDLY_ANYTHING:
        return line
    return line[: found.start("value")] + "0" + line[found.end("value") :]


if __name__ == "__main__":
    raise SystemExit(main())
