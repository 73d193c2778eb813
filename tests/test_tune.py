"""The search: shared by processes through PostgreSQL, resumed from a journal, kept as a table."""

import csv
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from types import SimpleNamespace

import optuna
import psycopg
import pytest
import torch
from optuna.trial import TrialState

from mlp_helpers import data
from mlp_helpers.layers import Sequential
from mlp_helpers.names import reading
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
    doomed, survivor = (start(url, trials=8, **settings) for _ in range(2))
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
    assert len(done) == 8
    assert done.items() >= before.items(), "a finished trial was lost or changed"
    assert victim.number not in done, "the killed process's trial is not counted"

    time.sleep(heartbeat * storages.HEARTBEATS_MISSED + 1)  # now it counts as failed for certain
    settings["extra"] += ["--export", "table.csv"]  # with the same heartbeat: the grace is its own
    third = start(url, trials=9, **settings)
    report, _ = third.communicate(timeout=PATIENCE)
    assert third.returncode == 0, report
    assert study.trials[victim.number].state == TrialState.FAIL
    after = results(tune.finished(study))
    assert len(after) == 9
    assert after.items() >= done.items()
    assert "9 finished trials" in report
    assert f"best {study.best_value:.4f}" in report
    with (tmp_path / "table.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 9


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


# ------------------------------------------------------------------- studies of another search


@pytest.fixture(params=["journal", "database"])
def storage(request, tmp_path):
    """The address of an empty journal, or of an empty database on the real server."""
    if request.param == "journal":
        return str(tmp_path / "tuning.journal")
    return request.getfixturevalue("postgres").new_database(f"empty_{uuid.uuid4().hex}")


def run_command(storage, capsys, *arguments):
    """The exit status of the command, and what it printed."""
    status = command_line.main(["--storage", storage, *arguments])
    return status, *capsys.readouterr()


def one_line(storage, capsys, *arguments):
    """The one line that a command prints that refuses its work."""
    status, out, err = run_command(storage, capsys, *arguments)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    return err


def state_of(storage):
    """All that a storage holds of the study."""
    study = tune.open_study(storage, create=False)
    return study.directions, study.user_attrs, [(t.state, t.params) for t in study.trials]


def some_trials(number=3):
    return table.read_table(STUDY_TABLE)[:number]


def search_something_else(study):
    study.set_user_attr("examples", TINY)
    study.optimize(lambda trial: trial.suggest_float("rate", 0, 1), n_trials=2)


FOREIGN = {
    "direction": ("maximize", lambda study: study.set_user_attr("examples", TINY)),
    "directions": (["minimize", "minimize"], lambda study: None),
    "trials": ("minimize", search_something_else),
    "space": ("minimize", lambda study: study.set_user_attr("space", {"rate": "another"})),
    "length": ("minimize", lambda study: study.add_trials(some_trials())),
    "examples": ("minimize", lambda study: study.set_user_attr("examples", "many")),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_study_of_another_search_is_refused_and_left_alone(kind, storage, capsys):
    directions, prepare = FOREIGN[kind]
    directions = [directions] if isinstance(directions, str) else directions
    place = storages.open_storage(storage, heartbeat=10)
    prepare(optuna.create_study(storage=place, study_name=tune.STUDY, directions=directions))
    before = state_of(storage)
    for arguments in ([], ["--trials", "9", "--examples", str(TINY)], ["--export", "table.csv"]):
        said = one_line(storage, capsys, *arguments)
        assert "another search's" in said
        assert "--study" in said
        assert "--storage" in said
    assert state_of(storage) == before
    assert not Path("table.csv").exists()


@pytest.mark.parametrize("noted", [True, False], ids=["noted", "older"])
def test_a_study_of_ours_goes_on(noted, storage, capsys):
    study = tune.open_study(storage)
    if noted:
        tune.replay(study, some_trials())
        assert study.user_attrs == {"space": tune.NOTED_SPACE, "examples": tune.EXAMPLES}
    else:  # from before the space was noted
        study.set_user_attr("examples", tune.EXAMPLES)
        study.add_trials(some_trials())
    for arguments in ([], ["--trials", "3"]):
        status, out, err = run_command(storage, capsys, *arguments)
        assert (status, err) == (0, "")
        assert "3 finished trials" in out


def test_trials_of_another_length_are_refused(storage, capsys):
    study = tune.open_study(storage)
    study.set_user_attr("examples", TINY)
    before = state_of(storage)
    said = one_line(storage, capsys, "--trials", "1")
    assert f"see {TINY:,} examples, not {tune.EXAMPLES:,}" in said
    assert state_of(storage) == before


def test_too_few_examples_are_refused_before_a_study_is_made(tmp_path, capsys):
    journal = tmp_path / "tuning.journal"
    said = one_line(str(journal), capsys, "--trials", "3", "--examples", "3071")
    assert "a trial needs at least 3,072" in said
    assert not journal.exists()
    study = tune.open_study(str(journal))
    for refuse in (
        lambda: tune.fix_budget(study, 3071),
        lambda: tune.objective(None, None, examples=3071),
    ):
        with pytest.raises(tune.BudgetError, match="at least 3,072"):
            refuse()
    assert study.user_attrs == {}
    tune.fix_budget(study, 3072)


# ------------------------------------------------------------------------ names of one's own


@pytest.fixture
def own_names(tmp_path):
    """A file of 60 names, each twice."""
    path = tmp_path / "own.txt"
    path.write_text("\n".join(["zo\u00eb" + "abc"[i % 3] * (i + 1) for i in range(60)] * 2) + "\n")
    return str(path)


def test_a_search_for_names_of_one_s_own_remembers_them(
    own_names, storage, tmp_path, monkeypatch, no_training, capsys
):
    seen = []
    fake = tune.fit

    def fit(recipe, splits, vocabulary, **settings):
        seen.append((splits, vocabulary))
        return fake(recipe, splits, vocabulary, **settings)

    monkeypatch.setattr(tune, "fit", fit)
    status, out, err = run_command(storage, capsys, "--trials", "2", "--names", own_names)
    assert (status, err) == (0, "")
    assert "2 finished trials" in out
    splits, vocabulary = seen[0]
    assert splits.shared() == set()
    assert sum(map(len, splits)) == 120
    assert "".join(vocabulary) == ".abcoz\u00eb"

    before = state_of(storage)
    other = tmp_path / "other.txt"
    other.write_text("\n".join("emma" + "a" * i for i in range(30)))
    for arguments in ([], ["--names", str(other)]):
        said = one_line(storage, capsys, "--trials", "3", *arguments)
        assert "is of another list of names: 120 names, SHA-256" in said
        assert "--study" in said
    assert state_of(storage) == before
    assert "--names goes with --trials" in one_line(storage, capsys, "--names", own_names)
    assert run_command(storage, capsys, "--trials", "3", "--names", own_names)[0] == 0


def test_the_course_s_list_given_as_one_s_own_is_another_study(tmp_path, no_training, capsys):
    """It is split in another way, so that its losses cannot be compared."""
    journal, copy = str(tmp_path / "j"), tmp_path / "copy.txt"
    copy.write_bytes(reading.NAMES.read_bytes())
    assert run_command(journal, capsys, "--trials", "1")[0] == 0
    said = one_line(journal, capsys, "--trials", "2", "--names", str(copy))
    assert "split as they stand, and not 32,033 names" in said


def test_trials_of_a_study_without_a_list_are_of_the_course_s(
    own_names, storage, no_training, capsys
):
    study = tune.open_study(storage)
    tune.replay(study, some_trials())
    said = one_line(storage, capsys, "--trials", "4", "--names", own_names)
    assert "of another list of names: 32,033 names, SHA-256" in said
    assert run_command(storage, capsys, "--trials", "4")[0] == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [("Emma\n", "line 1 of"), ("emma\n", "the train split is empty"), (None, "no names file at")],
)
def test_names_that_cannot_be_used_are_told_before_a_study_is_made(content, said, tmp_path, capsys):
    names, journal = tmp_path / "mine.txt", tmp_path / "tuning.journal"
    if content is not None:
        names.write_text(content)
    assert said in one_line(str(journal), capsys, "--trials", "1", "--names", str(names))
    assert not journal.exists()


# ------------------------------------------------------------------ storages that do not answer


def fail(storage, capsys):
    """The one line that the command prints for a storage that it cannot use."""
    said = one_line(storage, capsys, "--trials", "1")
    assert PASSWORD not in said
    return said


def test_a_reader_that_goes_away_is_no_failure_of_the_storage(tmp_path):
    """As behind `| head`: nothing is said of it, and the status is that of a broken pipe."""
    reading, writing = os.pipe()
    os.close(reading)
    tune.open_study(str(tmp_path / "study.journal"), create=True)
    command = [sys.executable, "-m", "mlp_helpers.tune", "--storage", "study.journal"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, stdout=writing, stderr=subprocess.PIPE, text=True
    )
    os.close(writing)
    assert ran.stderr == ""
    assert ran.returncode == 141


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
        (
            f"mysql://course:{PASSWORD}@127.0.0.1/x",
            "no driver for mysql://127.0.0.1/x is installed",
        ),
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
    first = start(journal, trials=3, examples=SHORT)
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
    assert 1 <= len(before) < 3
    assert study.trials[cut_short.number].state == TrialState.FAIL

    second = start(journal, trials=3, examples=SHORT)
    output, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0, output
    after = results(tune.finished(study))
    assert len(after) == 3
    assert after.items() >= before.items()

    again = start(journal, trials=3, examples=SHORT)
    output, _ = again.communicate(timeout=PATIENCE)
    assert "3 finished trials" in output
    assert results(tune.finished(study)) == after, "nothing is left to do"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM that could be heeded")
def test_a_terminated_search_leaves_no_trial_running(postgres, start):
    url = postgres.new_database("terminated")
    worker = start(url, trials=1_000, examples=SHORT)
    study = wait_for(lambda: study_in(url))
    cut_short = wait_for(lambda: stop_within_a_trial(study, worker))
    before = results(tune.finished(study))
    worker.send_signal(signal.SIGTERM)
    worker.send_signal(signal.SIGCONT)
    output, _ = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 143, output
    said = [line for line in output.splitlines() if not line.startswith("trial")]
    assert said == ["Interrupted. Finished trials are kept; the same command goes on from there."]
    assert results(tune.finished(study)).items() >= before.items()
    assert study.trials[cut_short.number].state == TrialState.FAIL


@pytest.fixture
def no_training(monkeypatch):
    """Trials that take no time: each has the loss 2.5 at once."""

    def fit(recipe, splits, vocabulary, *, seed, on_look, progress):
        for look in range(1, LOOKS + 1):
            on_look(look, 2.5)
        return SimpleNamespace(model=Sequential([]), seconds=1.0, dev_losses=[2.5])

    monkeypatch.setattr(tune, "fit", fit)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM that could be heeded")
@pytest.mark.parametrize(
    ("moment", "states"),
    [
        ("before_trial", [TrialState.FAIL]),  # while optuna begins a trial
        ("after_trial", [TrialState.COMPLETE, TrialState.FAIL]),  # while it notes the result
    ],
)
def test_a_signal_waits_for_optuna(moment, states, storage, monkeypatch, no_training, capsys):
    sent = []

    def terminate(*_):
        if not sent:
            sent.append(os.kill(os.getpid(), signal.SIGTERM))

    monkeypatch.setattr(optuna.samplers.TPESampler, moment, terminate)
    before = signal.signal(signal.SIGTERM, lambda *_: pytest.fail("nobody heeds the signal"))
    try:
        status, out, err = run_command(storage, capsys, "--trials", "5")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (status, err) == (143, "")
    assert out.splitlines()[-1].startswith("Interrupted")
    assert [trial.state for trial in tune.open_study(storage).trials] == states


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM that could be heeded")
def test_a_signal_within_a_question_to_the_storage_interrupts(
    storage, monkeypatch, no_training, capsys
):
    """A database may answer an interrupt with an error of its own."""

    def fails(*_):
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(PATIENCE)
        except KeyboardInterrupt as interrupt:
            raise optuna.exceptions.StorageInternalError("cancelled") from interrupt

    monkeypatch.setattr(optuna.trial.Trial, "report", fails)
    status, out, err = run_command(storage, capsys, "--trials", "5")
    assert (status, err) == (143, "")
    assert out.splitlines()[-1].startswith("Interrupted")
    (trial,) = tune.open_study(storage).trials
    assert trial.state == TrialState.FAIL


def test_a_second_signal_does_not_wait():
    stop = command_line.Stop()
    stop.waits = True
    stop(signal.SIGTERM, None)
    with pytest.raises(KeyboardInterrupt):
        stop(signal.SIGTERM, None)


def journal_of_two_trials(folder):
    """The path of a journal with two finished trials."""
    journal = folder / "tuning.journal"
    tune.replay(tune.open_study(str(journal)), some_trials(2))
    return journal


ENTRY = b'{"op_code":2,"worker_id":"x","study_id":0,"user_attr":{"key":1}}'  # whole, without an end
TORN = [ENTRY[:1], ENTRY[:17], ENTRY]


@pytest.mark.parametrize("torn", TORN)
def test_a_torn_last_line_is_cut_before_anything_is_added(torn, tmp_path, capsys, no_training):
    journal = journal_of_two_trials(tmp_path)
    whole = journal.read_bytes()
    journal.write_bytes(whole + torn)
    for arguments in ([], ["--trials", "2"]):  # nothing to be added
        status, out, err = run_command(str(journal), capsys, *arguments)
        assert status == 0
        assert "2 finished trials" in out
        assert err == f"{journal}: the last line is torn, and cut before anything is added.\n"
        assert journal.read_bytes() == whole + torn
    status, out, err = run_command(str(journal), capsys, "--trials", "3")
    assert status == 0
    assert len(err.splitlines()) == 1
    assert "3 finished trials" in out
    assert journal.read_bytes().startswith(whole + b'{"op_code":')
    assert run_command(str(journal), capsys)[::2] == (0, ""), "nothing is torn any more"


def test_a_line_is_cut_under_the_lock_of_optuna(tmp_path):
    """Or it might be one that another process is writing just now."""
    journal, lock = journal_of_two_trials(tmp_path), tmp_path / "tuning.journal.lock"
    study = tune.open_study(str(journal))
    whole = journal.read_bytes()
    journal.write_bytes(whole + TORN[1])
    lock.touch()  # as another process does
    writer = threading.Thread(target=study.set_user_attr, args=("key", "value"))
    writer.start()
    writer.join(timeout=1)
    assert journal.read_bytes() == whole + TORN[1]
    lock.unlink()
    writer.join()
    added = journal.read_bytes().removeprefix(whole)
    assert json.loads(added)["user_attr"] == {"key": "value"}
    assert not lock.exists()


def glued(line):
    """What came of a torn line before it was cut: the next entry behind it."""
    return line[: len(line) // 2] + line


@pytest.mark.parametrize("number", [1, 4, 5], ids=["first", "middle", "last"])
@pytest.mark.parametrize("damage", [glued, lambda _: b"5", lambda _: b"", lambda _: b"{}\xff"])
def test_a_damaged_line_is_named(damage, number, tmp_path, capsys):
    journal = journal_of_two_trials(tmp_path)
    lines = journal.read_bytes().splitlines()
    assert len(lines) == 5
    lines[number - 1] = damage(lines[number - 1])
    damaged = b"\n".join(lines) + b"\n"
    journal.write_bytes(damaged)
    for arguments in ([], ["--trials", "3"]):
        said = one_line(str(journal), capsys, *arguments)
        assert f"line {number} of the journal {journal} is damaged: delete that line" in said
    assert journal.read_bytes() == damaged


def test_a_damaged_line_can_be_deleted(tmp_path, capsys):
    """It was glued together when a search went on behind a torn line."""
    journal = journal_of_two_trials(tmp_path)
    whole = journal.read_bytes()
    entry = ENTRY + b"\n"
    journal.write_bytes(whole + TORN[1] + entry + entry)
    assert "line 6 of" in one_line(str(journal), capsys)
    journal.write_bytes(whole + entry)  # as an editor does
    status, out, _ = run_command(str(journal), capsys)
    assert status == 0
    assert "2 finished trials" in out


@pytest.mark.parametrize("content", [b"emma\nolivia", b'{"key": "value"}', b"emma"])
def test_a_file_that_is_no_journal_is_left_alone(content, tmp_path, capsys):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert "line 1 of the journal" in one_line(str(path), capsys, "--trials", "1")
    assert path.read_bytes() == content


FULL_DISK = """
import json, resource
from pathlib import Path
from types import SimpleNamespace
from mlp_helpers.layers import Sequential
from mlp_helpers.tune.__main__ import main
from mlp_helpers.tune import study as tune

def fit(recipe, splits, vocabulary, *, seed, on_look, progress):
    for look in range(1, tune.LOOKS + 1):
        on_look(look, 2.5)
    return SimpleNamespace(model=Sequential([]), seconds=1.0, dev_losses=[2.5])

def run(room, *arguments):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        return main(["--storage", "tuning.journal", *arguments])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)

tune.fit = fit
journal, table = Path("tuning.journal"), Path("table.csv")
begun = journal.read_bytes()
room, status, ends = len(begun), 1, []
while status == 1:
    journal.write_bytes(begun)
    status = run(room, "--trials", "3")
    ends.append(journal.read_bytes()[-1:] == b"\\n")
    assert journal.read_bytes().startswith(begun)
    assert run(10**6, "--trials", "3", "--export", "table.csv") == 0
    assert len(table.read_text().splitlines()) == 1 + 3
    room += 61
before = table.read_bytes()
assert run(100, "--export", "table.csv") == 1
assert table.read_bytes() == before
print(json.dumps(ends))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit for the size of a file")
def test_a_full_disk_loses_no_finished_trial(tmp_path):
    """It is full after each of the entries of a trial, or within it; then there is room."""
    journal_of_two_trials(tmp_path)
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK], cwd=tmp_path, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    *whole, done = json.loads(ran.stdout.splitlines()[-1])  # the last run had room enough
    assert done
    assert whole.count(False) > 30, "torn lines are what this tests"
    told = ["cannot use the journal tuning.journal: File too large"] * len(whole)
    torn = ["tuning.journal: the last line is torn, and cut before anything is added."]
    table_too = ["cannot write the table table.csv: File too large."]
    expected = [*told, *torn * whole.count(False), *table_too]
    assert sorted(ran.stderr.splitlines()) == sorted(expected)
    assert {path.name for path in tmp_path.iterdir()} == {"table.csv", "tuning.journal"}


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


@pytest.mark.parametrize("spelling", ["tuning.journal", "here/../tuning.journal", "link", "hard"])
@pytest.mark.parametrize("trials", [[], ["--trials", "2"]], ids=["ask", "search"])
def test_a_table_never_takes_the_place_of_the_study(spelling, trials, tmp_path, capsys):
    journal = journal_of_two_trials(tmp_path)
    (tmp_path / "here").mkdir()
    (tmp_path / "link").symlink_to(journal)
    (tmp_path / "hard").hardlink_to(journal)
    before = journal.read_bytes()
    target = f"{tmp_path}/{spelling}"
    for path, kept in [(target, journal), (journal, target)]:
        said = one_line(str(kept), capsys, "--export", str(path), *trials)
        assert f"cannot write the table {path}: the study itself" in said
    assert journal.read_bytes() == before
    assert (tmp_path / "link").is_symlink()


def test_nor_that_of_a_database_in_a_file(tmp_path, capsys):
    kept = tmp_path / "tuning.db"
    tune.open_study(f"sqlite:///{kept}")
    before = kept.read_bytes()
    assert "the study itself" in one_line(f"sqlite:///{kept}", capsys, "--export", str(kept))
    assert kept.read_bytes() == before


@pytest.mark.parametrize("trials", [[], ["--trials", "3"]], ids=["ask", "search"])
@pytest.mark.parametrize("path", ["folder", "nosuch/table.csv", "file/table.csv", ""])
def test_a_table_that_cannot_be_written_leaves_nothing(path, trials, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    journal = str(journal_of_two_trials(tmp_path))
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    before, kept = sorted(tmp_path.rglob("*")), Path(journal).read_bytes()
    said = one_line(journal, capsys, "--export", path, *trials)
    assert f"cannot write the table {path}: " in said
    assert sorted(tmp_path.rglob("*")) == before
    assert Path(journal).read_bytes() == kept  # it is told before a trial is begun


def test_the_committed_study_is_whole():
    trials = table.read_table(STUDY_TABLE)
    assert len(trials) >= 100
    for trial in trials:
        looks = len(trial.intermediate_values)
        assert (looks == LOOKS) == (trial.state == TrialState.COMPLETE)
        assert tune.recipe_of(trial.params).steps > 0


def what_the_command_changes():
    return threading.excepthook, *map(signal.getsignal, (signal.SIGINT, signal.SIGTERM))


def test_the_command_puts_back_what_it_changes(tmp_path, capsys):
    before = what_the_command_changes()
    command_line.main(["--storage", str(tmp_path / "none.journal")])
    assert what_the_command_changes() == before


@pytest.mark.parametrize(("content", "said"), [("emma\n", "was altered"), (None, "no names file")])
def test_other_names_are_refused_before_a_study_is_made(
    content, said, tmp_path, monkeypatch, capsys
):
    names, journal = tmp_path / "names.txt", tmp_path / "tuning.journal"
    if content:
        names.write_text(content)
    monkeypatch.setattr(reading, "NAMES", names)
    monkeypatch.setattr(command_line, "load_names", lambda: data.load_names(names))
    assert said in one_line(str(journal), capsys, "--trials", "1")
    assert not journal.exists()


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "abc", "9" * 5_000])
def test_a_number_that_is_none_is_told_of_plainly(number, capsys):
    with pytest.raises(SystemExit):
        command_line.main([f"--trials={number}"])
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.endswith("argument --trials: must be a whole number from 1 to 999,999,999")


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


def test_the_search_computes_with_one_thread_unless_told_otherwise(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(2)
        monkeypatch.setenv("OMP_NUM_THREADS", "2")
        command_line.main([])
        assert torch.get_num_threads() == 2
        monkeypatch.delenv("OMP_NUM_THREADS")
        command_line.main([])
        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(before)
