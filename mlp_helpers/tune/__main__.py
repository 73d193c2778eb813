"""The search for a good recipe, shared by any number of processes and machines.

    python -m mlp_helpers.tune --trials 40
    python -m mlp_helpers.tune --trials 200 --storage postgresql+psycopg://user@host/base
    python -m mlp_helpers.tune --trials 40 --names my_names.txt --study mine

Every process that is started with the same storage works on the same study until that holds
`--trials` finished trials. A process may stop or be stopped at any time: what it had finished
is kept, and the same command goes on from there.
"""

from __future__ import annotations

import argparse
import functools
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence

import torch
from optuna.study import Study
from optuna.trial import FrozenTrial, Trial, TrialState

from mlp_helpers.data import Vocabulary, load_names, split_names
from mlp_helpers.names.rules import NamesError
from mlp_helpers.tune import storage as storages
from mlp_helpers.tune import study as tuning
from mlp_helpers.tune.storage import HEARTBEAT_SECONDS, HEARTBEATS_MISSED, STORAGE_FAILURES
from mlp_helpers.tune.study import EXAMPLES, JOURNAL, STUDY
from mlp_helpers.tune.table import check_target, write_table

REFUSALS = (storages.StorageError, tuning.BudgetError, tuning.ListError, NamesError)


class Stop:
    """What Ctrl-C and SIGTERM do: they end the search, and the trial under way as a failed one.

    The first waits while optuna begins a trial or notes its result: that one would stay running.
    """

    number = 0  # of the signal that came
    waits = False

    def __call__(self, number: int, _: object) -> None:
        again, self.number = self.number, number
        if again or not self.waits:
            raise KeyboardInterrupt

    def within(self, run: Callable[[Trial], float], trial: Trial) -> float:
        self.waits = False
        try:
            if self.number:
                raise KeyboardInterrupt
            return run(trial)
        finally:
            self.waits = True


def main(arguments: Sequence[str] | None = None) -> int:
    """Work on the study that the command line names; returns the exit status."""
    options, stop = _options(arguments), Stop()
    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(1)  # the fastest for networks this small, and by far
    hook, threading.excepthook = threading.excepthook, _only_unexpected
    heeded = [n for n in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(n) != signal.SIG_IGN]
    handlers = {number: signal.signal(number, stop) for number in heeded}
    try:
        _run(options, stop)
        sys.stdout.flush()
    except BrokenPipeError:  # nobody reads on, as behind `| head`; nor is anything left to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141  # as a shell says of a program that SIGPIPE ended
    except (*REFUSALS, *STORAGE_FAILURES, OSError) as error:
        if stop.number and isinstance(error, STORAGE_FAILURES):
            return _interrupted(stop)  # within a question to a database, which failed by it
        lost = isinstance(error, STORAGE_FAILURES) or getattr(error, "errno", None)
        print(storages.explain(options.storage, error) if lost else error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return _interrupted(stop)
    finally:
        threading.excepthook = hook
        for number, handler in handlers.items():
            signal.signal(number, handler)
    return 0


def _interrupted(stop: Stop) -> int:
    print("Interrupted. Finished trials are kept; the same command goes on from there.")
    return 128 + (stop.number or signal.SIGINT)


def _run(options: argparse.Namespace, stop: Stop) -> None:
    searches = options.trials is not None
    if options.names is not None and not searches:
        raise tuning.ListError("--names goes with --trials: a study knows its list itself.")
    if searches:  # what is missing is told before a study is made
        own = options.names is not None
        names = load_names(options.names) if own else load_names()
        splits, vocabulary = split_names(names, apart=own), Vocabulary.from_names(names)
        run = tuning.objective(splits, vocabulary, examples=options.examples)
    study = tuning.open_study(
        options.storage, name=options.study, create=searches, heartbeat=options.heartbeat
    )
    tuning.check_study(study)
    if options.export is not None:
        check_target(options.export, options.storage)
    if searches:
        tuning.fix_budget(study, options.examples)
        tuning.fix_list(study, names, apart=own)
        stop.waits = True
        heeding = functools.partial(stop.within, run)
        tuning.search(study, heeding, trials=options.trials, on_trial=_report)
        stop.waits = False
    if options.export is not None:
        write_table(study, options.export)
    _summarise(study)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m mlp_helpers.tune", description="Search for a good recipe."
    )
    add = parser.add_argument
    add("--storage", default=JOURNAL, help=f"URL or file (default: {JOURNAL})")
    add("--study", default=STUDY, help=f"the study's name (default: {STUDY})")
    told = "search until the study has so many finished trials; without it, say how far it is"
    add("--trials", type=_positive, help=told)
    add("--examples", type=_positive, default=EXAMPLES, help=f"that each trial sees ({EXAMPLES:,})")
    told = (
        f"between signs of life, in a database ({HEARTBEAT_SECONDS}); a trial without one for "
        f"{HEARTBEATS_MISSED} times as long counts as failed"
    )
    add("--heartbeat", type=_positive, default=HEARTBEAT_SECONDS, metavar="SECONDS", help=told)
    told = "a list of your own, one name a line; no name is then in two splits"
    add("--names", metavar="FILE", help=told)
    add("--export", metavar="FILE", help="write the finished trials as CSV")
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    if not (text.isdecimal() and len(text) < 10 and int(text) > 0):  # more digits are a slip
        raise argparse.ArgumentTypeError("must be a whole number from 1 to 999,999,999")
    return int(text)


def _only_unexpected(failed: threading.ExceptHookArgs) -> None:
    """Leave out a heartbeat that fails: the search tells of a lost storage itself."""
    if not issubclass(failed.exc_type, STORAGE_FAILURES):
        threading.__excepthook__(failed)


def _report(study: Study, trial: FrozenTrial) -> None:
    outcome = "" if trial.value is None else f" {trial.value:.4f}"
    print(f"trial {trial.number}: {trial.state.name.lower()}{outcome}", flush=True)


def _summarise(study: Study) -> None:
    done = tuning.finished(study)
    print(f"{len(done)} finished trials in {study.study_name}")
    if any(trial.state == TrialState.COMPLETE for trial in done):
        best = tuning.recipe_of(study.best_params, examples=study.user_attrs["examples"])
        print(f"best {study.best_value:.4f}, by {best}")


if __name__ == "__main__":
    raise SystemExit(main())
