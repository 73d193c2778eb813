"""Where a study is kept: a journal file or a database, and what to say when that fails."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import time
import warnings
from pathlib import Path

import optuna
from optuna.storages import BaseStorage, JournalStorage, RDBStorage
from optuna.storages.journal import JournalFileBackend, JournalFileOpenLock
from sqlalchemy import exc
from sqlalchemy.engine import make_url

ENTRY = b'{"op_code":'  # how each line of a journal begins
LONGEST_ENTRY = 100_000  # bytes; they have some hundreds, and some thousands for a whole trial
EXAMPLE_URL = "URL of a database, such as postgresql+psycopg://user@host/base"
MISSPELT_URL = re.compile(r"\w{2,}(\+\w+)?:(?!//)")  # a Windows path has one letter there
ATTEMPTS = 5  # at making the tables of an empty database
WAIT_SECONDS = 0.2  # before the second attempt; longer before each further one
STORAGE_FAILURES = (exc.SQLAlchemyError, optuna.exceptions.StorageInternalError)
CONNECT_SECONDS = 10  # until a database counts as one that does not answer
HEARTBEAT_SECONDS = 10  # how often a process tells a database that its trial is alive
HEARTBEATS_MISSED = 6  # until the others count the trial as failed


class StorageError(RuntimeError):
    """A storage that cannot be used; the message holds no password."""


class Lock(JournalFileOpenLock):
    """Optuna's lock of a journal; under it a torn last line is cut, or the next would join it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def acquire(self) -> bool:
        held = super().acquire()
        with contextlib.suppress(OSError), open(self.path, "rb+") as file:  # appending tells of it
            file.seek(max(0, file.seek(0, os.SEEK_END) - LONGEST_ENTRY))
            if torn := file.read().rpartition(b"\n")[2]:
                file.truncate(file.tell() - len(torn))
        return held


def check_journal(path: str) -> None:
    """Raise StorageError, with its number, for a damaged line; tell of a torn last one."""
    *lines, last = Path(path).read_bytes().split(b"\n")
    for number, line in enumerate([*lines, last], start=1):
        try:
            fits = "op_code" in json.loads(line)
        except (ValueError, TypeError):
            fits = number > len(lines) and ENTRY.startswith(line[: len(ENTRY)])
        if not fits:
            raise StorageError(f"line {number} of the journal {path} is damaged: delete that line.")
    if last:
        print(f"{path}: the last line is torn, and cut before anything is added.", file=sys.stderr)


def open_storage(storage: str, heartbeat: int) -> BaseStorage:
    """The storage of a URL or of a journal's path. Raises StorageError for what is neither."""
    if MISSPELT_URL.match(storage):
        raise StorageError(f"the storage is no {EXAMPLE_URL}: it needs :// after its beginning.")
    if "://" not in storage:
        file = JournalFileBackend(storage, Lock(storage))  # makes it
        check_journal(storage)
        return JournalStorage(file)
    connect = {"connect_timeout": CONNECT_SECONDS} if storage.startswith("postgresql") else {}
    engine = {"pool_pre_ping": True, "connect_args": connect}  # opens again what a server closed
    grace = heartbeat * HEARTBEATS_MISSED
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with warnings.catch_warnings():  # that the heartbeat's interface may still change
                warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
                return RDBStorage(
                    storage, engine_kwargs=engine, heartbeat_interval=heartbeat, grace_period=grace
                )
        except (exc.IntegrityError, exc.ProgrammingError):
            # Of several processes that find an empty database, one makes the tables first.
            if attempt == ATTEMPTS:
                raise
            time.sleep(WAIT_SECONDS * attempt)
    raise AssertionError("the loop returns or raises")


def explain(storage: str, error: BaseException) -> str:
    """One line on a storage that failed, without its password."""
    if "://" not in storage:
        return f"cannot use the journal {storage}: {getattr(error, 'strerror', None) or error}"
    try:
        url = make_url(storage)
    except (exc.ArgumentError, ValueError):  # ValueError for a port that is no number
        return f"the storage is no {EXAMPLE_URL}."
    if "@" in (url.host or ""):
        return "the storage has more than one @: in a password, write %40 for it."
    # Built anew from what is no secret: the rest of a URL can hold a password too.
    shown = f"{url.drivername}://{url.host or ''}{f':{url.port}' if url.port else ''}"
    shown += f"/{url.database or ''}"
    if isinstance(error, exc.NoSuchModuleError | ImportError):
        return f"no driver for {shown} is installed. Install one, or give the {EXAMPLE_URL}."
    cause = error.__cause__ if isinstance(error, STORAGE_FAILURES[1]) else error
    reason = str(getattr(cause, "orig", None) or cause).strip().split("\n")[0]
    for secret in (url.password, url.query.get("password")):
        if secret:
            reason = reason.replace(str(secret), "***")
    return f"the storage {shown} does not answer: {reason}"
