"""A study: the search for a good recipe, shared by any number of processes and machines."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers import TPESampler
from optuna.study import MaxTrialsCallback, Study, StudyDirection
from optuna.trial import FrozenTrial, Trial, TrialState

from mlp_helpers.data import Splits, Vocabulary, load_names
from mlp_helpers.train import DivergenceError
from mlp_helpers.tune import storage as storages
from mlp_helpers.tune.recipe import LOOKS, Recipe, fit

STUDY = "character-by-character"
JOURNAL = "tuning.journal"  # in the working directory
EXAMPLES = 1_000_000  # that a trial sees: about five and a half times the training split
SEED = 1  # of every trial: a study compares recipes, not seeds
UNREADABLE = (AssertionError, LookupError, TypeError, ValueError)  # to optuna, in a journal
FINISHED = (TrialState.COMPLETE, TrialState.PRUNED)
RANDOM_TRIALS = 30  # before the sampler uses what it has seen: fewer, and it narrows down too soon
TRIALS_BEFORE_PRUNING = 10  # a median of fewer says little

# What is searched, and on what scale. What acts by factors is searched in its logarithm.
SPACE: dict[str, optuna.distributions.BaseDistribution] = {
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
NOTED_SPACE = {name: optuna.distributions.distribution_to_json(SPACE[name]) for name in SPACE}
FEWEST_EXAMPLES = LOOKS * max(SPACE["batch_size"].choices)  # type: ignore[attr-defined]


class BudgetError(ValueError):
    """Trials of another length than the study's, or too short for the largest batches."""


class ListError(ValueError):
    """Names of another list than the study's."""


def open_study(
    storage: str = JOURNAL,
    *,
    name: str = STUDY,
    create: bool = True,
    seed: int | None = None,
    heartbeat: int = storages.HEARTBEAT_SECONDS,
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
    sampler = TPESampler(n_startup_trials=RANDOM_TRIALS, multivariate=True, seed=seed)
    pruner = optuna.pruners.MedianPruner(n_startup_trials=TRIALS_BEFORE_PRUNING)
    try:
        if not create and "://" not in storage and not Path(storage).exists():
            raise FileNotFoundError("there is no such file")
        place = storages.open_storage(storage, heartbeat)
        if name not in optuna.get_all_study_names(place):
            if not create:
                raise storages.StorageError(f"the storage holds no study {name!r}.")
            optuna.create_study(study_name=name, storage=place, load_if_exists=True)
        return optuna.load_study(study_name=name, storage=place, sampler=sampler, pruner=pruner)
    except (*storages.STORAGE_FAILURES, *UNREADABLE, ImportError, OSError) as error:
        raise storages.StorageError(storages.explain(storage, error)) from None


def check_study(study: Study) -> None:
    """Raise StorageError for a study that something else than this search has made.

    One without a noted space is older than the note: its trials tell what it searches.
    """
    trials, noted = study.get_trials(deepcopy=False), study.user_attrs
    if not (
        study.directions == [StudyDirection.MINIMIZE]
        and noted.get("space", NOTED_SPACE) == NOTED_SPACE
        and all(SPACE.get(n) == kind for t in trials for n, kind in t.distributions.items())
        and isinstance(noted.get("examples", None if trials else 0), int)
    ):
        raise storages.StorageError(
            f"{study.study_name} is another search's: it searches another space or direction, or "
            "notes no --examples. Give another name with --study, or another --storage."
        )


def check_examples(examples: int) -> None:
    """Raise BudgetError for too few examples: a trial may draw the largest batch size."""
    if examples < FEWEST_EXAMPLES:
        raise BudgetError(f"a trial needs at least {FEWEST_EXAMPLES:,} examples, not {examples:,}.")


def fix_budget(study: Study, examples: int) -> None:
    """Note how many examples each trial of the study sees, and what is searched.

    Raises BudgetError if it is another number already: longer trials would win by their length.
    What `check_examples` and `check_study` refuse is refused too. Nothing is noted then.
    """
    check_examples(examples)
    check_study(study)
    noted = study.user_attrs.get("examples")
    if noted is None:
        study.set_user_attr("space", NOTED_SPACE)
        study.set_user_attr("examples", examples)
        noted = study.user_attrs["examples"]  # another process may have been faster
    if noted != examples:
        raise BudgetError(
            f"the trials of {study.study_name} see {noted:,} examples, not {examples:,}. Give "
            f"--examples {noted}, or another name with --study."
        )


def fix_list(study: Study, names: Sequence[str], *, apart: bool) -> None:
    """Note which list of names the study is of, and whether equal names stay in one split.

    Raises ListError for a study of another list, or of one that was split in the other way.

    One without a note is older than the note, and of the course's list, as soon as it has trials.
    """
    ours, noted = _called(names, apart=apart), study.user_attrs.get("names")
    if noted is None and study.get_trials(deepcopy=False):
        noted = _called(load_names(), apart=False)
    if noted is None:
        study.set_user_attr("names", ours)
        noted = study.user_attrs["names"]  # another process may have been faster
    if noted != ours:
        raise ListError(
            f"{study.study_name} is of another list of names: {noted}, and not {ours}. Give its "
            "file with --names, or another name with --study."
        )


def _called(names: Sequence[str], *, apart: bool) -> str:
    """A list of names in short: how many, what their text adds up to, and how they are split."""
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()
    way = "none in two splits" if apart else "split as they stand"
    return f"{len(names):,} names, SHA-256 {digest[:12]}…, {way}"


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
    look is pruned. A loss that is no number makes the trial a failed one. Raises BudgetError, at
    once, for fewer examples than the largest batches need.
    """
    check_examples(examples)

    def run(trial: Trial) -> float:
        trial.set_user_attr("worker", f"{platform.node()}:{os.getpid()}")
        params = {name: _suggest(trial, name, kind) for name, kind in SPACE.items()}

        def on_look(look: int, dev_loss: float) -> None:
            trial.report(dev_loss, look)
            if look < LOOKS and trial.should_prune():
                raise optuna.TrialPruned

        recipe = recipe_of(params, examples=examples)
        result = fit(recipe, splits, vocabulary, seed=SEED, on_look=on_look, progress=progress)
        trial.set_user_attr("parameters", sum(p.numel() for p in result.model.parameters()))
        trial.set_user_attr("seconds", round(result.seconds, 1))
        return result.dev_losses[-1]

    return run


def _suggest(trial: Trial, name: str, kind: optuna.distributions.BaseDistribution) -> Any:
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
    keyboard ends the search; the trial under way is then kept as a failed one, unless it came while
    optuna noted a result. A trial that the others gave up, because its process gave no sign of
    life, is left to them, and the next one begins.
    """
    told = [on_trial] if on_trial else []
    enough = MaxTrialsCallback(trials, states=FINISHED)
    raised: BaseException | None = None  # by the trial under way
    under_way = -1

    def watched(trial: Trial) -> float:
        nonlocal raised, under_way
        raised, under_way = None, trial.number
        try:
            return objective(trial)
        except (optuna.TrialPruned, DivergenceError):
            raise  # these end the trial only
        except BaseException as error:
            raised = error
            raise

    while len(finished(study)) < trials:
        under_way = -1
        try:
            study.optimize(watched, callbacks=[*told, enough], catch=(DivergenceError,))
        except Exception as error:
            if raised:  # what it raised itself, and not what optuna stumbled over afterwards
                raise raised from None
            if isinstance(error.__context__, OSError):  # over a result that it could not note
                raise error.__context__ from None
            if under_way < 0 or study.trials[under_way].state != TrialState.FAIL:
                raise


def finished(study: Study) -> list[FrozenTrial]:
    """The trials that ran to their end or were pruned, in the order of their numbers."""
    return study.get_trials(deepcopy=False, states=FINISHED)


def replay(study: Study, trials: Sequence[FrozenTrial], *, examples: int = EXAMPLES) -> None:
    """Put earlier trials into an empty study; one that begins with them already stays as it is.

    Raises StorageError for a study that began otherwise, and what `fix_budget` raises.
    """
    fix_budget(study, examples)
    if not study.get_trials(deepcopy=False):
        study.add_trials(trials)
    begun = study.get_trials(deepcopy=False)[: len(trials)]
    if [trial.params for trial in begun] != [trial.params for trial in trials]:
        raise storages.StorageError(
            f"{study.study_name} began with other trials. Delete its journal, or use another "
            "storage or name."
        )
