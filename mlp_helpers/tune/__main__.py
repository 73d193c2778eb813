"""The search for a good recipe, shared by any number of processes and machines.

    python -m mlp_helpers.tune --trials 40
    python -m mlp_helpers.tune --trials 200 --storage postgresql+psycopg://user@host/base

Every process that is started with the same storage works on the same study until that holds
`--trials` finished trials. A process may stop or be stopped at any time: what it had finished
is kept, and the same command goes on from there.
"""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Sequence

from optuna.study import Study
from optuna.trial import FrozenTrial, TrialState

from mlp_helpers.data import Vocabulary, load_names, split_names
from mlp_helpers.tune.recipe import LOOKS
from mlp_helpers.tune.storage import (
    HEARTBEAT_SECONDS,
    HEARTBEATS_MISSED,
    STORAGE_FAILURES,
    StorageError,
    explain,
)
from mlp_helpers.tune.study import (
    EXAMPLES,
    JOURNAL,
    SPACE,
    STUDY,
    BudgetError,
    finished,
    fix_budget,
    objective,
    open_study,
    recipe_of,
    search,
)
from mlp_helpers.tune.table import write_table

FEWEST_EXAMPLES = LOOKS * max(SPACE["batch_size"].choices)  # type: ignore[attr-defined]


def main(arguments: Sequence[str] | None = None) -> int:
    """Work on the study that the command line names; returns the exit status."""
    options = _options(arguments)
    hook, threading.excepthook = threading.excepthook, _only_unexpected
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
        print(explain(options.storage, error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. Finished trials are kept; the same command goes on from there.")
        return 130
    finally:
        threading.excepthook = hook
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
    options = parser.parse_args(arguments)
    if options.trials is not None and options.examples < FEWEST_EXAMPLES:
        parser.error(f"--examples: a trial needs at least {FEWEST_EXAMPLES:,}, for any batch size")
    return options


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a whole number, at least 1")
    return int(text)


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
