"""How pytest runs the notebooks here.

On one thread each, since several run side by side. KEEP_EXECUTED names a folder for what they
give, so that `tools/execute_notebooks.py --check --executed` need not run them a second time.
"""

import functools
import os
from pathlib import Path

import nbformat
from nbmake import nb_run

os.environ.setdefault("OMP_NUM_THREADS", "1")


def keep_executed(folder: Path) -> None:
    """Let nbmake, which has no option for it, write the notebooks that it has executed here."""
    folder.mkdir(parents=True, exist_ok=True)
    execute = nb_run.NotebookRun.execute

    def execute_and_keep(run):
        result = execute(run)
        nbformat.write(result.nb, folder / Path(run.filename).name)
        return result

    nb_run.NotebookRun.execute = execute_and_keep
    nb_run.NotebookClient = functools.partial(nb_run.NotebookClient, coalesce_streams=True)


if os.environ.get("KEEP_EXECUTED"):
    keep_executed(Path(os.environ["KEEP_EXECUTED"]))
