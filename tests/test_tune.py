"""The search: shared by processes through PostgreSQL, resumed from a journal, kept as a table."""

import csv
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from optuna.trial import TrialState

from mlp_helpers.layers import Sequential
from mlp_helpers.train import DivergenceError
from mlp_helpers.tune import __main__ as command_line
from mlp_helpers.tune import storage as storages
from mlp_helpers.tune import study as tune
from mlp_helpers.tune import table
from mlp_helpers.tune.recipe import LOOKS

ROOT = Path(__file__).parents[1]
STUDY_TABLE = ROOT / "data" / "study.csv"
PASSWORD = "not-to-be-shown"
TINY = 30_000  # examples that a trial sees here: a second or less
SHORT = 150_000  # some seconds: long enough to be killed in
PATIENCE = 300  # seconds until a test gives up waiting


# ---------------------------------------------------------------------- a real PostgreSQL server


def find_postgres():
    """The folder with initdb and pg_ctl, or None; None on Windows, where Postgres below fails."""
    if os.name == "nt":
        return None
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return debian[-1].parent if debian else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """A server on loopback, with its files in a temporary folder."""

    def __init__(self, programs, folder):
        self.programs, self.folder = programs, folder
        self.port = free_port()
        (folder / "password").write_text(PASSWORD)
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root; Debian makes it a user
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres", "postgres")
        self.run("initdb", "-D", "data", "-U", "course", "-A", "scram-sha-256", "--pwfile=password")

    @property
    def url(self):
        return self.url_of("postgres")

    def url_of(self, database):
        return f"postgresql+psycopg://course:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def new_database(self, name):
        """The URL of a database that nobody has used."""
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"create database {name}")
        return self.url_of(name)

    def run(self, program, *arguments):
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_user, str(self.programs / program), *arguments]
        subprocess.run(
            command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, timeout=PATIENCE
        )

    def start(self):
        sockets = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        options = f"-p {self.port} {sockets}"
        self.run("pg_ctl", "-D", "data", "-o", options, "-l", "log", "-w", "start")

    def stop(self):
        self.run("pg_ctl", "-D", "data", "-m", "fast", "-w", "stop")


@pytest.fixture(scope="module")
def postgres():
    programs = find_postgres()
    if programs is None:
        missing = "PostgreSQL is not installed (on Debian: apt-get install postgresql)"
        pytest.fail(missing) if os.environ.get("REQUIRE_POSTGRES") else pytest.skip(missing)
    with tempfile.TemporaryDirectory() as folder:
        server = Postgres(programs, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


# --------------------------------------------------------------------------------- processes


def command(storage, *, trials, examples=TINY, extra=()):
    arguments = ["--storage", storage, "--trials", str(trials), "--examples", str(examples)]
    return [sys.executable, "-m", "mlp_helpers.tune", *arguments, *extra]


def heed_interrupts():
    """Undo what a shell does to jobs in the background: Python would ignore SIGINT there too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def start(tmp_path):
    """A function that starts a process; those still running at the end are killed."""
    started = []

    def run(*arguments, **settings):
        process = subprocess.Popen(
            command(*arguments, **settings),
            cwd=tmp_path,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=heed_interrupts if os.name == "posix" else None,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise TimeoutError("what the test waits for did not happen")


def results(trials):
    """What must not change any more once a trial is finished."""
    return {trial.number: (trial.state, trial.value, trial.params) for trial in trials}


def workers(trials):
    """The process ids that ran these trials."""
    return {int(trial.user_attrs["worker"].split(":")[1]) for trial in trials}


def stop_within_a_trial(study, process):
    """Halt the process in the middle of a trial, and give that trial; None if that failed."""
    process.send_signal(signal.SIGSTOP)
    for trial in study.get_trials(states=(TrialState.RUNNING,)):
        mine = trial.user_attrs.get("worker", "").endswith(f":{process.pid}")
        if mine and 0 < len(trial.intermediate_values) < LOOKS:
            return trial
    process.send_signal(signal.SIGCONT)
    return None


# ----------------------------------------------------------------------------- the database


def test_two_workers_share_a_study_and_one_is_killed(postgres, start, tmp_path):
    url, heartbeat = postgres.new_database("shared"), 2
    settings = {"examples": SHORT, "extra": ["--heartbeat", str(heartbeat)]}
    doomed, survivor = (start(url, trials=12, **settings) for _ in range(2))
    study = wait_for(lambda: study_in(url))

    both = {doomed.pid, survivor.pid}
    wait_for(lambda: workers(tune.finished(study)) == both)
    victim = wait_for(lambda: stop_within_a_trial(study, doomed))
    doomed.send_signal(signal.SIGKILL)
    doomed.wait()
    before = results(tune.finished(study))
    output, _ = survivor.communicate(timeout=PATIENCE)

    assert survivor.returncode == 0, output
    assert "Traceback" not in output
    done = results(tune.finished(study))
    assert len(done) == 12
    assert done.items() >= before.items(), "a finished trial was lost or changed"
    assert victim.number not in done, "the killed process's trial is not counted"

    time.sleep(heartbeat * storages.HEARTBEATS_MISSED + 1)  # now it counts as failed for certain
    settings["extra"] += ["--export", "table.csv"]  # with the same heartbeat: the grace is its own
    third = start(url, trials=13, **settings)
    report, _ = third.communicate(timeout=PATIENCE)
    assert third.returncode == 0, report
    assert study.trials[victim.number].state == TrialState.FAIL
    after = results(tune.finished(study))
    assert len(after) == 13
    assert after.items() >= done.items()
    assert "13 finished trials" in report
    assert f"best {study.best_value:.4f}" in report
    with (tmp_path / "table.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 13


def study_in(url):
    """The workers' study, once one of them has made it."""
    try:
        return tune.open_study(url, create=False)
    except storages.StorageError:
        return None


def test_processes_that_begin_together_share_a_new_database(postgres):
    url = postgres.new_database("crowded")
    names, together = [], threading.Barrier(4)

    def begin():
        together.wait()
        names.append(tune.open_study(url).study_name)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names == [tune.STUDY] * 4


def test_a_server_that_goes_away_gives_one_line(postgres, start):
    url = postgres.new_database("abandoned")
    worker = start(url, trials=1_000)
    study = wait_for(lambda: study_in(url))
    wait_for(lambda: len(tune.finished(study)) >= 2)
    postgres.stop()
    try:
        output, _ = worker.communicate(timeout=PATIENCE)
    finally:
        postgres.start()
    assert worker.returncode == 1, output
    assert PASSWORD not in output
    last = [line for line in output.splitlines() if not line.startswith("trial")]
    assert len(last) == 1, output
    assert "does not answer" in last[0]
    assert len(tune.finished(tune.open_study(url))) >= 2


def test_a_server_that_goes_away_within_a_trial(postgres):
    study = tune.open_study(postgres.new_database("lost"))

    def run(trial):
        trial.report(2.5, 1)
        postgres.stop()
        trial.report(2.4, 2)

    try:
        with pytest.raises(storages.STORAGE_FAILURES):
            tune.search(study, run, trials=2)
    finally:
        postgres.start()


def test_a_trial_that_the_others_gave_up_is_left_to_them(tmp_path):
    study = tune.open_study(str(tmp_path / "tuning.journal"))

    def run(trial):
        if trial.number == 0:
            study.tell(trial, state=TrialState.FAIL)  # as the others do
        return 2.5

    tune.search(study, run, trials=1)
    assert [trial.state for trial in study.trials] == [TrialState.FAIL, TrialState.COMPLETE]


def test_a_mistake_in_the_objective_is_not_repeated_for_ever(tmp_path):
    study = tune.open_study(str(tmp_path / "tuning.journal"))

    def run(trial):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tune.search(study, run, trials=1)
    assert len(study.trials) == 1


def test_a_sampler_that_fails_is_not_asked_for_ever(tmp_path, monkeypatch):
    study = tune.open_study(str(tmp_path / "tuning.journal"))

    def run(trial):
        monkeypatch.setattr(study.sampler, "before_trial", fail_at_once)
        raise DivergenceError("nan", step=3, history=None)

    def fail_at_once(*_):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tune.search(study, run, trials=2)


# ------------------------------------------------------------------ storages that do not answer


def fail(storage, capsys):
    """The one line that the command prints for a storage that it cannot use."""
    assert command_line.main(["--storage", storage, "--trials", "1"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert PASSWORD not in err
    assert len(err.splitlines()) == 1
    return err


def test_nobody_listens(capsys):
    url = f"postgresql+psycopg://course:{PASSWORD}@127.0.0.1:{free_port()}/postgres"
    said = fail(url, capsys)
    assert said.startswith("the storage postgresql+psycopg://127.0.0.1:")
    assert "does not answer" in said


def test_a_listener_that_says_nothing(capsys, monkeypatch):
    monkeypatch.setattr(storages, "CONNECT_SECONDS", 2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        url = f"postgresql+psycopg://course:{PASSWORD}@127.0.0.1:{port}/postgres"
        started = time.monotonic()
        assert "does not answer" in fail(url, capsys)
        assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    ("storage", "said"),
    [
        (f"nosuchbase://course:{PASSWORD}@127.0.0.1/x", "no driver for nosuchbase://127.0.0.1/x"),
        (f"://{PASSWORD}", "no URL of a database"),
        (f"postgresql+psycopg://course:{PASSWORD}@127.0.0.1:port/x", "no URL of a database"),
        (f"postgresql+psycopg:/course:{PASSWORD}@127.0.0.1/x", "needs :// after its beginning"),
        (f"postgresql+psycopg://course:x@{PASSWORD}@127.0.0.1/x", "more than one @"),
        (f"postgresql+psycopg://127.0.0.1:1/x?user=u&password={PASSWORD}", "does not answer"),
        ("no/such/folder/file.journal", "cannot use the journal no/such/folder/file.journal"),
    ],
)
def test_other_storages_that_cannot_be_used(storage, said, capsys):
    assert said in fail(storage, capsys)


def test_a_wrong_password_is_not_shown(postgres, capsys):
    url = postgres.url.replace(PASSWORD, f"wrong-{PASSWORD}")
    assert "password authentication failed" in fail(url, capsys)


# ------------------------------------------------------------------------------- the journal


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send SIGINT to another process")
def test_an_interrupted_search_goes_on(start, tmp_path):
    journal = str(tmp_path / "tuning.journal")
    first = start(journal, trials=5, examples=SHORT)
    wait_for(Path(journal).exists)
    study = tune.open_study(journal)
    wait_for(lambda: len(tune.finished(study)) >= 1)
    cut_short = wait_for(lambda: stop_within_a_trial(study, first))
    first.send_signal(signal.SIGINT)
    first.send_signal(signal.SIGCONT)
    output, _ = first.communicate(timeout=PATIENCE)
    assert first.returncode == 130
    assert output.splitlines()[-1].startswith("Interrupted. Finished trials are kept")
    assert "Traceback" not in output
    before = results(tune.finished(study))
    assert 1 <= len(before) < 5
    assert study.trials[cut_short.number].state == TrialState.FAIL

    second = start(journal, trials=5, examples=SHORT)
    output, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0, output
    after = results(tune.finished(study))
    assert len(after) == 5
    assert after.items() >= before.items()

    again = start(journal, trials=5, examples=SHORT)
    output, _ = again.communicate(timeout=PATIENCE)
    assert "5 finished trials" in output
    assert results(tune.finished(study)) == after, "nothing is left to do"


def test_trials_of_another_length_are_refused(tmp_path, capsys):
    journal = str(tmp_path / "tuning.journal")
    assert command_line.main(["--storage", journal, "--trials", "1", "--examples", str(TINY)]) == 0
    capsys.readouterr()
    assert command_line.main(["--storage", journal, "--trials", "1"]) == 1
    assert f"see {TINY:,} examples, not {tune.EXAMPLES:,}" in capsys.readouterr().err


def test_asking_for_a_study_makes_none(tmp_path, capsys):
    journal = tmp_path / "tuning.journal"
    assert command_line.main(["--storage", str(journal)]) == 1
    assert "there is no such file" in capsys.readouterr().err
    assert not journal.exists()
    tune.open_study(str(journal), name="another")
    assert (
        command_line.main(["--storage", str(journal), "--export", str(tmp_path / "table.csv")]) == 1
    )
    assert "holds no study" in capsys.readouterr().err
    assert not (tmp_path / "table.csv").exists()


def test_a_loss_that_is_no_number_fails_its_trial_only(tmp_path):
    study = tune.open_study(str(tmp_path / "tuning.journal"))
    outcomes = iter([DivergenceError("nan", step=3, history=None), 2.5, 2.4])

    def run(trial):
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    tune.search(study, run, trials=2)
    states = [trial.state for trial in study.trials]
    assert states == [TrialState.FAIL, TrialState.COMPLETE, TrialState.COMPLETE]


def test_a_bad_run_is_pruned_and_a_good_one_is_not(tmp_path, monkeypatch):
    """With the real objective, on losses that we choose."""
    study = tune.open_study(str(tmp_path / "tuning.journal"), seed=1)
    level = iter([2.0] * 10 + [3.0, 1.0])

    def fit(recipe, splits, vocabulary, *, seed, on_look, progress):
        loss = next(level)
        for look in range(1, LOOKS + 1):
            on_look(look, loss)
        return SimpleNamespace(model=Sequential([]), seconds=1.0, dev_losses=[loss])

    monkeypatch.setattr(tune, "fit", fit)
    tune.search(study, tune.objective(None, None), trials=12)
    states = [trial.state for trial in tune.finished(study)]
    assert states == [TrialState.COMPLETE] * 10 + [TrialState.PRUNED, TrialState.COMPLETE]
    assert len(study.trials[10].intermediate_values) == 1


# --------------------------------------------------------------------------------- the table


def test_a_study_survives_as_a_table(tmp_path):
    study = tune.open_study(str(tmp_path / "first.journal"))
    study.add_trials(table.read_table(STUDY_TABLE))
    table.write_table(study, tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes() == STUDY_TABLE.read_bytes()


def test_the_committed_study_is_whole():
    trials = table.read_table(STUDY_TABLE)
    assert len(trials) >= 100
    for trial in trials:
        looks = len(trial.intermediate_values)
        assert (looks == LOOKS) == (trial.state == TrialState.COMPLETE)
        assert tune.recipe_of(trial.params).steps > 0


def test_too_few_examples_are_refused_before_a_study_is_made(tmp_path, capsys):
    journal = tmp_path / "tuning.journal"
    with pytest.raises(SystemExit):
        command_line.main(["--storage", str(journal), "--trials", "3", "--examples", "3071"])
    assert "a trial needs at least 3,072" in capsys.readouterr().err
    assert not journal.exists()


def test_the_command_puts_back_what_it_changes(tmp_path, capsys):
    before = threading.excepthook
    command_line.main(["--storage", str(tmp_path / "none.journal")])
    assert threading.excepthook is before


@pytest.mark.parametrize(
    ("column", "value"),
    [("hidden", "many"), ("activation", "relu"), ("state", "DONE"), ("context", "99")],
)
def test_a_row_that_fits_no_study_is_refused(column, value, tmp_path):
    with STUDY_TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[:2]
    rows[1][column] = value
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(ValueError, match="line 3 of"):
        table.read_table(path)
