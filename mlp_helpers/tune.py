"""The search for a good recipe, shared by any number of processes and machines.

    python -m mlp_helpers.tune --trials 40
    python -m mlp_helpers.tune --trials 200 --storage postgresql+psycopg://user@host/base

Every process that is started with the same storage works on the same study until that holds
`--trials` finished trials. A process may stop or be stopped at any time: what it had finished
is kept, and the same command goes on from there.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import optuna
from optuna.distributions import (
    BaseDistribution,
    CategoricalDistribution,
    FloatDistribution,
    IntDistribution,
)
from optuna.storages import BaseStorage, JournalStorage, RDBStorage
from optuna.storages.journal import JournalFileBackend, JournalFileOpenLock
from optuna.study import MaxTrialsCallback, Study
from optuna.trial import FrozenTrial, Trial, TrialState, create_trial
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from mlp_helpers.data import Splits, Vocabulary, load_names, split_names
from mlp_helpers.errors import DivergenceError
from mlp_helpers.recipe import CHECKS, Recipe, fit

STUDY = "character-by-character"
JOURNAL = "tuning.journal"  # in the working directory
EXAMPLES = 1_000_000  # that a trial sees: about five and a half times the training split
SEED = 1  # of every trial: a study compares recipes, not seeds
FINISHED = (TrialState.COMPLETE, TrialState.PRUNED)
TRIALS_BEFORE_PRUNING = 10  # a median of fewer says little
CONNECT_SECONDS = 10  # until a database counts as one that does not answer
HEARTBEAT_SECONDS = 10  # how often a process says that its trial is alive
GRACE_SECONDS = 60  # without a heartbeat, until others count the trial as failed

# What is searched, and on what scale. What acts by factors is searched in its logarithm.
SPACE: dict[str, BaseDistribution] = {
    "context": IntDistribution(2, 12),
    "embedding": IntDistribution(4, 64, log=True),
    "hidden": IntDistribution(64, 512, log=True),
    "depth": IntDistribution(1, 3),
    "activation": CategoricalDistribution(["tanh", "gelu"]),
    "norm": CategoricalDistribution([False, True]),
    "dropout": FloatDistribution(0.0, 0.5),
    "rate": FloatDistribution(3e-4, 1e-2, log=True),
    "decay": CategoricalDistribution(["cosine", "linear", "step"]),
    "weight_decay": FloatDistribution(1e-3, 1.0, log=True),
    "batch_size": CategoricalDistribution([64, 128, 256, 512]),
}


class StorageError(RuntimeError):
    """A storage that cannot be used; the message holds no password."""


def open_study(storage: str = JOURNAL, *, name: str = STUDY, seed: int | None = None) -> Study:
    """The study of this name in the storage, made if it is not there.

    Args:
        storage: the URL of a database, or the path of a journal file on this machine.
        seed: of the sampler; without one, each process draws other recipes. Processes that
            share a study must not share a seed, or they would try the same recipes.

    Raises StorageError, without the URL's password, if the storage does not answer.
    """
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    try:
        return optuna.create_study(
            study_name=name,
            storage=_storage(storage),
            sampler=optuna.samplers.TPESampler(seed=seed, multivariate=True),
            pruner=optuna.pruners.MedianPruner(n_startup_trials=TRIALS_BEFORE_PRUNING),
            direction="minimize",
            load_if_exists=True,
        )
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise StorageError(_explain(storage, error)) from None


def _storage(storage: str) -> BaseStorage:
    if "://" not in storage:
        return JournalStorage(JournalFileBackend(storage, JournalFileOpenLock(storage)))
    is_postgres = storage.startswith("postgresql")
    with warnings.catch_warnings():  # that the heartbeat's interface may still change
        warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
        return RDBStorage(
            storage,
            engine_kwargs={
                "pool_pre_ping": True,  # a connection that the server has closed is opened again
                "connect_args": {"connect_timeout": CONNECT_SECONDS} if is_postgres else {},
            },
            heartbeat_interval=HEARTBEAT_SECONDS,
            grace_period=GRACE_SECONDS,
        )


def _explain(storage: str, error: Exception) -> str:
    """One line on a storage that failed, without its password."""
    if "://" not in storage:
        return f"cannot use the journal {storage}: {error}"
    try:
        url = make_url(storage)
    except ArgumentError:
        return "the storage is no URL of a database, such as postgresql+psycopg://user@host/base."
    shown = url.render_as_string(hide_password=True)
    if isinstance(error, NoSuchModuleError | ImportError):
        return f"no driver for {shown}. For PostgreSQL, write postgresql+psycopg://…"
    reason = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
    if url.password:
        reason = reason.replace(str(url.password), "***")
    return f"the storage {shown} does not answer: {reason}"


def recipe_of(params: dict[str, Any], *, examples: int = EXAMPLES) -> Recipe:
    """The recipe that a trial's parameters stand for."""
    return Recipe(**params, examples=examples)


def objective(
    splits: Splits, vocabulary: Vocabulary, *, examples: int = EXAMPLES
) -> Callable[[Trial], float]:
    """What a trial does: train a recipe, and give its validation loss in nats per character.

    A run whose loss at a check is above the median of the earlier trials at that check is
    pruned. A loss that is no number makes the trial a failed one.
    """

    def run(trial: Trial) -> float:
        params = {name: _suggest(trial, name, kind) for name, kind in SPACE.items()}

        def on_check(check: int, dev_loss: float) -> None:
            trial.report(dev_loss, check)
            if check < CHECKS and trial.should_prune():
                raise optuna.TrialPruned

        recipe = recipe_of(params, examples=examples)
        result = fit(recipe, splits, vocabulary, seed=SEED, on_check=on_check)
        trial.set_user_attr("parameters", sum(p.numel() for p in result.model.parameters()))
        trial.set_user_attr("seconds", round(result.seconds, 1))
        return result.dev_losses[-1]

    return run


def _suggest(trial: Trial, name: str, kind: BaseDistribution) -> Any:
    if isinstance(kind, IntDistribution):
        return trial.suggest_int(name, kind.low, kind.high, log=kind.log)
    if isinstance(kind, FloatDistribution):
        return trial.suggest_float(name, kind.low, kind.high, log=kind.log)
    assert isinstance(kind, CategoricalDistribution)
    return trial.suggest_categorical(name, kind.choices)


def search(
    study: Study,
    objective: Callable[[Trial], float],
    *,
    trials: int,
    on_trial: Callable[[Study, FrozenTrial], None] | None = None,
) -> None:
    """Run trials until the study holds `trials` finished ones, those of other processes too.

    Several processes that finish at the same time can end with a few more. An interrupt from the
    keyboard ends the search; the trial under way is kept as a failed one.
    """
    if len(finished(study)) >= trials:
        return
    callbacks: list[Callable[[Study, FrozenTrial], None]] = [
        MaxTrialsCallback(trials, states=FINISHED)
    ]
    if on_trial is not None:
        callbacks.insert(0, on_trial)
    study.optimize(objective, callbacks=callbacks, catch=(DivergenceError,))


def finished(study: Study) -> list[FrozenTrial]:
    """The trials that ran to their end or were pruned, in the order of their numbers."""
    return study.get_trials(deepcopy=False, states=FINISHED)


# ----------------------------------------------------------------------- a study as a table

COLUMNS = [
    "state",
    *SPACE,
    "parameters",
    "seconds",
    *[f"dev_loss_{check}" for check in range(1, CHECKS + 1)],
]


def write_table(study: Study, path: str | Path) -> None:
    """The finished trials as CSV, a row each, in their order; losses to six decimals."""
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for trial in finished(study):
            checks = {f"dev_loss_{n}": f"{v:.6f}" for n, v in trial.intermediate_values.items()}
            writer.writerow(
                {"state": trial.state.name, **trial.params, **trial.user_attrs, **checks}
            )


def read_table(path: str | Path) -> list[FrozenTrial]:
    """The trials of a table that `write_table` wrote, to be replayed by `study.add_trials`.

    Raises ValueError, with the line, for a row that does not fit the search space.
    """
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    trials = []
    for line, row in enumerate(rows, start=2):
        try:
            trials.append(_trial(row))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {line} of {path} is no trial of this study: {error}") from error
    return trials


def _trial(row: dict[str, str]) -> FrozenTrial:
    state = TrialState[row["state"]]
    checks = {
        check: float(row[f"dev_loss_{check}"])
        for check in range(1, CHECKS + 1)
        if row[f"dev_loss_{check}"]
    }
    attributes: dict[str, Any] = {}
    if state == TrialState.COMPLETE:
        attributes = {"parameters": int(row["parameters"]), "seconds": float(row["seconds"])}
    return create_trial(
        state=state,
        params={name: _parse(row[name], kind) for name, kind in SPACE.items()},
        distributions=SPACE,
        intermediate_values=checks,
        user_attrs=attributes,
        value=checks[max(checks)] if checks else None,
    )


def _parse(text: str, kind: BaseDistribution) -> Any:
    if isinstance(kind, IntDistribution):
        return int(text)
    if isinstance(kind, FloatDistribution):
        return float(text)
    assert isinstance(kind, CategoricalDistribution)
    return next(choice for choice in kind.choices if str(choice) == text)


# ------------------------------------------------------------------------- the command line


def main(arguments: Sequence[str] | None = None) -> int:
    """Work on the study that the command line names; returns the exit status."""
    options = _options(arguments)
    try:
        study = open_study(options.storage, name=options.study)
        if options.trials:
            names = load_names()
            run = objective(split_names(names), Vocabulary.from_names(names))
            search(study, run, trials=options.trials, on_trial=_report)
        if options.export:
            write_table(study, options.export)
        _summarise(study)
    except StorageError as error:
        print(error, file=sys.stderr)
        return 1
    except SQLAlchemyError as error:  # the storage was lost on the way
        print(_explain(options.storage, error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. Finished trials are kept; the same command goes on from there.")
        return 130
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m mlp_helpers.tune", description="Search for a good recipe."
    )
    parser.add_argument("--storage", default=JOURNAL, help=f"URL or file (default: {JOURNAL})")
    parser.add_argument("--study", default=STUDY, help=f"the study's name (default: {STUDY})")
    parser.add_argument(
        "--trials", type=int, default=0, help="until the study has so many finished trials"
    )
    parser.add_argument("--export", metavar="FILE", help="write the finished trials as CSV")
    return parser.parse_args(arguments)


def _report(study: Study, trial: FrozenTrial) -> None:
    best = _best(finished(study))
    outcome = f"{trial.value:.4f}" if trial.value is not None else "no value"
    print(
        f"trial {trial.number}: {trial.state.name.lower()}, {outcome}; "
        f"best so far {best.value:.4f}" if best else f"trial {trial.number}",
        flush=True,
    )


def _summarise(study: Study) -> None:
    done = finished(study)
    best = _best(done)
    print(f"{len(done)} finished trials in {study.study_name}")
    if best is not None:
        print(f"best: {best.value:.4f} by {recipe_of(best.params)}")


def _best(trials: Iterable[FrozenTrial]) -> FrozenTrial | None:
    complete = [trial for trial in trials if trial.state == TrialState.COMPLETE]
    return min(complete, key=lambda trial: trial.value or 0.0, default=None)


if __name__ == "__main__":
    raise SystemExit(main())
