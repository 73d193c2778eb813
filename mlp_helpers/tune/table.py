"""A study as a table: one row a trial, to be read by people and to begin another study with."""

from __future__ import annotations

import contextlib
import csv
import os
from pathlib import Path
from typing import Any

from optuna.distributions import BaseDistribution, CategoricalDistribution, IntDistribution
from optuna.study import Study
from optuna.trial import FrozenTrial, TrialState, create_trial

from mlp_helpers.tune.recipe import LOOKS
from mlp_helpers.tune.study import SPACE, finished

LOSSES = {look: f"dev_loss_{look}" for look in range(1, LOOKS + 1)}  # the columns' names
COLUMNS = ["state", *SPACE, "parameters", "seconds", *LOSSES.values()]


def check_target(path: str, storage: str) -> None:
    """Raise OSError if no table can be at this path, or the study of the storage is kept there."""
    if Path(path).is_dir() or not Path(path).parent.is_dir():
        raise OSError(f"cannot write the table {path}: it must be a file in a folder that exists.")
    kept = storage.removeprefix("sqlite:///")
    if os.path.exists(path) and os.path.exists(kept) and os.path.samefile(path, kept):
        raise OSError(f"cannot write the table {path}: the study itself is kept there.")


def write_table(study: Study, path: str | Path) -> None:
    """The finished trials as CSV, a row each, in their order; losses to six decimals.

    Raises OSError if that fails; what was there before then stays as it was.
    """
    trials = finished(study)
    draft = Path(f"{path}.{os.getpid()}.tmp")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            for trial in trials:
                row = {"state": trial.state.name, **trial.params, **trial.user_attrs}
                for look, loss in trial.intermediate_values.items():
                    row[LOSSES[look]] = f"{loss:.6f}"
                writer.writerow(row)
        draft.replace(path)
    except OSError as error:
        raise OSError(f"cannot write the table {path}: {error.strerror}.") from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def read_table(path: str | Path) -> list[FrozenTrial]:
    """The trials of a table that `write_table` wrote, to be replayed by `study.add_trials`.

    Raises ValueError, with the line, for a row that does not fit the search space.
    """
    trials = []
    rows = csv.DictReader(Path(path).read_text(encoding="utf-8").splitlines())
    for line, row in enumerate(rows, start=2):
        try:
            trials.append(_trial(row))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {line} of {path} is no trial of this study: {error}") from error
    return trials


def _trial(row: dict[str, str]) -> FrozenTrial:
    state = TrialState[row["state"]]
    looks = {look: float(row[column]) for look, column in LOSSES.items() if row[column]}
    attributes: dict[str, Any] = {}
    if state == TrialState.COMPLETE:
        attributes = {"parameters": int(row["parameters"]), "seconds": float(row["seconds"])}
    return create_trial(
        state=state,
        params={name: _parse(row[name], kind) for name, kind in SPACE.items()},
        distributions=SPACE,
        intermediate_values=looks,
        user_attrs=attributes,
        value=looks[max(looks)] if looks else None,
    )


def _parse(text: str, kind: BaseDistribution) -> Any:
    if isinstance(kind, CategoricalDistribution):
        return {str(choice): choice for choice in kind.choices}[text]
    return int(text) if isinstance(kind, IntDistribution) else float(text)
