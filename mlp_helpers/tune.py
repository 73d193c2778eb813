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
import os
import platform
import re
import sys
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

# tqdm, which optuna draws its bars with, would warn in a notebook that its own widget is missing.
warnings.filterwarnings("ignore", message="IProgress not found")

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
from sqlalchemy.exc import (
    ArgumentError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
    SQLAlchemyError,
)

from mlp_helpers.data import Splits, Vocabulary, load_names, split_names
from mlp_helpers.errors import DivergenceError
from mlp_helpers.recipe import CHECKS, Recipe, fit

STUDY = "character-by-character"
JOURNAL = "tuning.journal"  # in the working directory
EXAMPLES = 1_000_000  # that a trial sees: about five and a half times the training split
SEED = 1  # of every trial: a study compares recipes, not seeds
EXAMPLE_URL = "URL of a database, such as postgresql+psycopg://user@host/base"
MISSPELT_URL = re.compile(r"\w{2,}(\+\w+)?:(?!//)")  # a Windows path has one letter there
ATTEMPTS = 5  # at making the tables of an empty database
STORAGE_FAILURES = (SQLAlchemyError, optuna.exceptions.StorageInternalError)
FINISHED = (TrialState.COMPLETE, TrialState.PRUNED)
RANDOM_TRIALS = 30  # before the sampler uses what it has seen: fewer, and it narrows down too soon
TRIALS_BEFORE_PRUNING = 10  # a median of fewer says little
CONNECT_SECONDS = 10  # until a database counts as one that does not answer
HEARTBEAT_SECONDS = 10  # how often a process tells a database that its trial is alive
HEARTBEATS_MISSED = 6  # until the others count the trial as failed

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


class BudgetError(ValueError):
    """A study whose trials are of another length than the ones asked for."""


def open_study(
    storage: str = JOURNAL,
    *,
    name: str = STUDY,
    create: bool = True,
    seed: int | None = None,
    heartbeat: int = HEARTBEAT_SECONDS,
) -> Study:
    """The study of this name in the storage, made if it is not there.

    Args:
        storage: the URL of a database, or the path of a journal file on this machine.
        create: False raises StorageError for a study that is not there.
        seed: of the sampler; without one, each process draws other recipes. Processes that
            share a study must not share a seed, or they would try the same recipes.
        heartbeat: seconds after which a process tells a database that its trial is alive. A
            trial that misses HEARTBEATS_MISSED of them counts as failed. Journals have none:
            there, the trial of a killed process is listed as running for ever, and harms nothing.

    Raises StorageError, without the URL's password, if the storage does not answer.
    """
    # Its warnings print whole tracebacks for what is told in one line here.
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    sampler = optuna.samplers.TPESampler(
        n_startup_trials=RANDOM_TRIALS, multivariate=True, seed=seed
    )
    pruner = optuna.pruners.MedianPruner(n_startup_trials=TRIALS_BEFORE_PRUNING)
    if MISSPELT_URL.match(storage):
        raise StorageError(f"the storage is no {EXAMPLE_URL}: it needs :// after its beginning.")
    try:
        if not create and "://" not in storage and not Path(storage).exists():
            raise FileNotFoundError("there is no such file")
        place = _storage(storage, heartbeat)
        if not create:
            return optuna.load_study(study_name=name, storage=place, sampler=sampler, pruner=pruner)
        return optuna.create_study(
            study_name=name,
            storage=place,
            sampler=sampler,
            pruner=pruner,
            direction="minimize",
            load_if_exists=True,
        )
    except KeyError:
        raise StorageError(f"the storage holds no study {name!r}.") from None
    except (*STORAGE_FAILURES, ImportError, OSError, ValueError) as error:
        raise StorageError(_explain(storage, error)) from None


def _storage(storage: str, heartbeat: int) -> BaseStorage:
    if "://" not in storage:
        return JournalStorage(JournalFileBackend(storage, JournalFileOpenLock(storage)))
    is_postgres = storage.startswith("postgresql")
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with warnings.catch_warnings():  # that the heartbeat's interface may still change
                warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
                return RDBStorage(
                    storage,
                    engine_kwargs={
                        "pool_pre_ping": True,  # what the server has closed is opened again
                        "connect_args": {"connect_timeout": CONNECT_SECONDS} if is_postgres else {},
                    },
                    heartbeat_interval=heartbeat,
                    grace_period=heartbeat * HEARTBEATS_MISSED,
                )
        except (IntegrityError, ProgrammingError):
            # Of several processes that find an empty database, one makes the tables first.
            if attempt == ATTEMPTS:
                raise
            time.sleep(0.2 * attempt)
    raise AssertionError("the loop returns or raises")


def _explain(storage: str, error: BaseException) -> str:
    """One line on a storage that failed, without its password."""
    if "://" not in storage:
        return f"cannot use the journal {storage}: {error}"
    try:
        url = make_url(storage)
    except (ArgumentError, ValueError):  # ValueError for a port that is no number
        return f"the storage is no {EXAMPLE_URL}."
    if "@" in (url.host or ""):
        return "the storage has more than one @: in a password, write %40 for it."
    # Built anew from what is no secret: the rest of a URL can hold a password too.
    shown = f"{url.drivername}://{url.host or ''}{f':{url.port}' if url.port else ''}"
    shown += f"/{url.database or ''}"
    if isinstance(error, NoSuchModuleError | ImportError):
        return f"no driver for {shown}: {str(error).splitlines()[0]}. See {EXAMPLE_URL}."
    cause = error.__cause__ if isinstance(error, STORAGE_FAILURES[1]) else error
    reason = str(getattr(cause, "orig", None) or cause).strip().split("\n")[0]
    for secret in (url.password, url.query.get("password")):
        if secret:
            reason = reason.replace(str(secret), "***")
    return f"the storage {shown} does not answer: {reason}"


def fix_budget(study: Study, examples: int) -> None:
    """Note how many examples each trial of the study sees.

    Raises BudgetError if it is another number already: longer trials would win by their length.
    """
    noted = study.user_attrs.get("examples")
    if noted is None:
        study.set_user_attr("examples", examples)
        noted = study.user_attrs["examples"]  # another process may have been faster
    if noted != examples:
        raise BudgetError(
            f"the trials of {study.study_name} see {noted:,} examples, not {examples:,}. Give "
            f"--examples {noted}, or another name with --study."
        )


def recipe_of(params: dict[str, Any], *, examples: int = EXAMPLES) -> Recipe:
    """The recipe that a trial's parameters stand for."""
    return Recipe(**params, examples=examples)


def objective(
    splits: Splits, vocabulary: Vocabulary, *, examples: int = EXAMPLES, progress: bool = False
) -> Callable[[Trial], float]:
    """What a trial does: train a recipe, and give its validation loss in nats per character.

    The trial notes the process that runs it, the network's size and the time of training. With
    `progress` it shows a line while it trains.

    A run whose best loss so far is above the median of what the complete trials had at the same
    check is pruned. A loss that is no number makes the trial a failed one.
    """

    def run(trial: Trial) -> float:
        trial.set_user_attr("worker", f"{platform.node()}:{os.getpid()}")
        params = {name: _suggest(trial, name, kind) for name, kind in SPACE.items()}

        def on_check(check: int, dev_loss: float) -> None:
            trial.report(dev_loss, check)
            if check < CHECKS and trial.should_prune():
                raise optuna.TrialPruned

        recipe = recipe_of(params, examples=examples)
        result = fit(recipe, splits, vocabulary, seed=SEED, on_check=on_check, progress=progress)
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
    keyboard ends the search; the trial under way is then usually kept as a failed one. A trial that
    the others gave up, because its process gave no sign of life, is left to them, and the next one
    begins.
    """
    callbacks: list[Callable[[Study, FrozenTrial], None]] = [
        MaxTrialsCallback(trials, states=FINISHED)
    ]
    if on_trial is not None:
        callbacks.insert(0, on_trial)
    raised: list[BaseException] = []  # by the trial under way
    under_way = [-1]

    def watched(trial: Trial) -> float:
        raised.clear()
        under_way[0] = trial.number
        try:
            return objective(trial)
        except (optuna.TrialPruned, DivergenceError):
            raise  # these end the trial only
        except BaseException as error:
            raised.append(error)
            raise

    while len(finished(study)) < trials:
        try:
            study.optimize(watched, callbacks=callbacks, catch=(DivergenceError,))
        except Exception:
            if raised:  # what it raised itself, and not what optuna stumbled over afterwards
                raise raised[0] from None
            if study.trials[under_way[0]].state != TrialState.FAIL:
                raise


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


def replay(study: Study, trials: Sequence[FrozenTrial]) -> None:
    """Put earlier trials into an empty study; one that begins with them already stays as it is.

    Raises StorageError for a study that began otherwise.
    """
    if not study.get_trials(deepcopy=False):
        study.add_trials(trials)
    begun = study.get_trials(deepcopy=False)[: len(trials)]
    if [trial.params for trial in begun] != [trial.params for trial in trials]:
        raise StorageError(
            f"{study.study_name} began with other trials. Delete its journal, or use another "
            "storage or name."
        )


def importances(study: Study) -> dict[str, float]:
    """How much each choice matters for being among the best tenth of trials; they sum to 1.

    By PED-ANOVA (Watanabe, Bansal and Hutter 2023, arXiv:2304.10255), from complete trials.
    """
    return optuna.importance.get_param_importances(study)


def front(models: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Of (cost, loss) pairs those that no other beats in both, the cheapest first."""
    kept: list[tuple[float, float]] = []
    for cost, loss in sorted(models):
        if not kept or loss < kept[-1][1]:
            kept.append((cost, loss))
    return kept


def write_table(study: Study, path: str | Path) -> None:
    """The finished trials as CSV, a row each, in their order; losses to six decimals."""
    draft = Path(f"{path}.tmp")
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for trial in finished(study):
            row = {"state": trial.state.name, **trial.params, **trial.user_attrs}
            for check, loss in trial.intermediate_values.items():
                row[f"dev_loss_{check}"] = f"{loss:.6f}"
            writer.writerow(row)
    draft.replace(path)


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
    return {str(choice): choice for choice in kind.choices}[text]


# ------------------------------------------------------------------------- the command line


def main(arguments: Sequence[str] | None = None) -> int:
    """Work on the study that the command line names; returns the exit status."""
    options = _options(arguments)
    threading.excepthook = _only_unexpected
    try:
        study = open_study(
            options.storage,
            name=options.study,
            create=options.trials is not None,  # only to be told about one, none is made
            heartbeat=options.heartbeat,
        )
        if options.trials is not None:
            fix_budget(study, options.examples)
            names = load_names()
            splits, vocabulary = split_names(names), Vocabulary.from_names(names)
            run = objective(splits, vocabulary, examples=options.examples)
            search(study, run, trials=options.trials, on_trial=_report)
        if options.export:
            write_table(study, options.export)
        _summarise(study)
    except (StorageError, BudgetError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except STORAGE_FAILURES as error:  # lost on the way
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
        "--trials",
        type=_positive,
        help="search until the study has so many finished trials; without it, say how far it is",
    )
    parser.add_argument(
        "--examples", type=_positive, default=EXAMPLES, help=f"that each trial sees ({EXAMPLES:,})"
    )
    parser.add_argument(
        "--heartbeat",
        type=_positive,
        default=HEARTBEAT_SECONDS,
        metavar="SECONDS",
        help=f"between signs of life, in a database ({HEARTBEAT_SECONDS}); a trial without one "
        f"for {HEARTBEATS_MISSED} times as long counts as failed",
    )
    parser.add_argument("--export", metavar="FILE", help="write the finished trials as CSV")
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _only_unexpected(failed: threading.ExceptHookArgs) -> None:
    """Leave out a heartbeat that fails: the search tells of a lost storage itself."""
    if not issubclass(failed.exc_type, STORAGE_FAILURES):
        threading.__excepthook__(failed)


def _report(study: Study, trial: FrozenTrial) -> None:
    outcome = "" if trial.value is None else f" {trial.value:.4f}"
    print(f"trial {trial.number}: {trial.state.name.lower()}{outcome}", flush=True)


def _summarise(study: Study) -> None:
    done = finished(study)
    print(f"{len(done)} finished trials in {study.study_name}")
    if any(trial.state == TrialState.COMPLETE for trial in done):
        examples = study.user_attrs["examples"]
        best = recipe_of(study.best_params, examples=examples)
        print(f"best {study.best_value:.4f}, by {best}")


if __name__ == "__main__":
    raise SystemExit(main())
