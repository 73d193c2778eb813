"""Where a study is kept: a journal file or a database, and what to say when that fails."""

from __future__ import annotations

import re
import time
import warnings

import optuna
from optuna.storages import BaseStorage, JournalStorage, RDBStorage
from optuna.storages.journal import JournalFileBackend, JournalFileOpenLock
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
    SQLAlchemyError,
)

EXAMPLE_URL = "URL of a database, such as postgresql+psycopg://user@host/base"
MISSPELT_URL = re.compile(r"\w{2,}(\+\w+)?:(?!//)")  # a Windows path has one letter there
ATTEMPTS = 5  # at making the tables of an empty database
WAIT_SECONDS = 0.2  # before the second attempt; longer before each further one
STORAGE_FAILURES = (SQLAlchemyError, optuna.exceptions.StorageInternalError)
CONNECT_SECONDS = 10  # until a database counts as one that does not answer
HEARTBEAT_SECONDS = 10  # how often a process tells a database that its trial is alive
HEARTBEATS_MISSED = 6  # until the others count the trial as failed


class StorageError(RuntimeError):
    """A storage that cannot be used; the message holds no password."""


def open_storage(storage: str, heartbeat: int) -> BaseStorage:
    """The storage of a URL or of a journal's path. Raises StorageError for a misspelt URL."""
    if MISSPELT_URL.match(storage):
        raise StorageError(f"the storage is no {EXAMPLE_URL}: it needs :// after its beginning.")
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
            time.sleep(WAIT_SECONDS * attempt)
    raise AssertionError("the loop returns or raises")


def explain(storage: str, error: BaseException) -> str:
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
