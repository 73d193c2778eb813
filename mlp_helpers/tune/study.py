"""A study: the search for a good recipe, shared by any number of processes and machines."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import optuna
from optuna.distributions import (
    BaseDistribution,
    CategoricalDistribution,
    FloatDistribution,
    IntDistribution,
)
from optuna.study import MaxTrialsCallback, Study
from optuna.trial import FrozenTrial, Trial, TrialState

from mlp_helpers.data import Splits, Vocabulary
from mlp_helpers.train import DivergenceError
from mlp_helpers.tune.recipe import LOOKS, Recipe, fit
from mlp_helpers.tune.storage import (
    HEARTBEAT_SECONDS,
    STORAGE_FAILURES,
    StorageError,
    explain,
    open_storage,
)

STUDY = "character-by-character"
JOURNAL = "tuning.journal"  # in the working directory
EXAMPLES = 1_000_000  # that a trial sees: about five and a half times the training split
SEED = 1  # of every trial: a study compares recipes, not seeds
FINISHED = (TrialState.COMPLETE, TrialState.PRUNED)
RANDOM_TRIALS = 30  # before the sampler uses what it has seen: fewer, and it narrows down too soon
TRIALS_BEFORE_PRUNING = 10  # a median of fewer says little

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
    try:
        if not create and "://" not in storage and not Path(storage).exists():
            raise FileNotFoundError("there is no such file")
        place = open_storage(storage, heartbeat)
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
        raise StorageError(explain(storage, error)) from None


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
    look is pruned. A loss that is no number makes the trial a failed one.
    """

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
            study.optimize(watched, callbacks=callbacks, catch=(DivergenceError,))
        except Exception:
            if raised:  # what it raised itself, and not what optuna stumbled over afterwards
                raise raised from None
            if under_way < 0 or study.trials[under_way].state != TrialState.FAIL:
                raise


def finished(study: Study) -> list[FrozenTrial]:
    """The trials that ran to their end or were pruned, in the order of their numbers."""
    return study.get_trials(deepcopy=False, states=FINISHED)


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
