"""Taking turns at SQLite's one write lock, so that a burst of signatures queues instead of sleeping.

SQLite's waiting writers sleep and look again, ever longer; meanwhile the lock stands free. Here whoever is next wakes
at once: processes wait on a locked file beside the database, and of the threads of a process one leads: it does the
work of all that came while it waited, each under a savepoint, with one commit. While that reaches the disk the next
may write; nobody is answered before it has. Other writers need not take part; against them SQLite's own lock holds, as
before. PostgreSQL queues and groups its commits by itself. docs/adr/0010.
"""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any, TypeVar

from django.db import connection, transaction

Result = TypeVar("Result")


def in_turn(work: Callable[[], Result]) -> Result:
    """Do `work` in a transaction as soon as it is this caller's turn; its result or its exception.

    `work` may run in another thread, together with others: it must not use a connection it found before.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            return work()
    mine = _Place(work)
    if not _line.join(mine):
        mine.called.wait()
    if not mine.is_done:
        _line.lead()
    if mine.problem is not None:
        raise mine.problem
    return mine.result


class _Place:
    """One caller's place in the line: the work, and what came of it."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work, self.called = work, threading.Event()
        self.result: Any = None
        self.problem: BaseException | None = None
        self.is_done = False

    def do(self) -> None:
        """Work inside the transaction of the whole group: what fails takes back only its own."""
        try:
            with transaction.atomic():
                self.result = self.work()
        except Exception as problem:  # noqa: BLE001 - handed on to whom it belongs
            self.problem = problem


class _Line:
    """Those of this process who want to write. The first leads; when done, the next one in the line does."""

    def __init__(self) -> None:
        self._waiting: deque[_Place] = deque()
        self._is_led = False
        self._own = threading.Lock()

    def join(self, place: _Place) -> bool:
        """Stand in the line; True when there is nobody to wait for."""
        with self._own:
            self._waiting.append(place)
            is_first, self._is_led = not self._is_led, True
        return is_first

    def lead(self) -> None:
        """Do the work of everybody in the line, let the next one lead, and answer when all is on the disk."""
        group: list[_Place] = []
        problem: BaseException | None = None
        log = None
        try:
            log = _log()
            with _other_processes_wait(), _disk_may_follow(log):
                group = self._take_all()
                _commit_together(group)
        except BaseException as caught:  # noqa: BLE001 - told to everybody it concerns
            problem, group = caught, group or self._take_all()
        self._call_next()
        try:
            if log and problem is None:
                _await_disk(log)
        except BaseException as caught:  # noqa: BLE001 - told to everybody it concerns
            problem = caught
        for place in group:
            place.problem = place.problem or problem
            place.is_done = True
        for place in group:
            place.called.set()

    def _take_all(self) -> list[_Place]:
        with self._own:
            group = list(self._waiting)
            self._waiting.clear()
        return group

    def _call_next(self) -> None:
        with self._own:
            self._is_led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].called.set()


def _commit_together(group: list[_Place]) -> None:
    with transaction.atomic():
        if len(group) == 1:  # alone it needs no savepoint
            group[0].result = group[0].work()
            return
        for place in group:
            place.do()


def _log() -> Path | None:
    """SQLite's write-ahead log, whose being on the disk makes a commit last; None when the database has none."""
    connection.ensure_connection()  # which opens the log
    path = Path(f"{connection.settings_dict['NAME']}-wal")
    return path if path.exists() else None


@contextmanager
def _disk_may_follow(log: Path | None) -> Iterator[None]:
    """Commits inside end when the log is written; whoever asked for this waits for the disk oneself."""
    if log is None:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=FULL")


def _await_disk(log: Path) -> None:
    """Return when everything in the log is on the disk, as SQLite itself would have; raises OSError."""
    file = os.open(log, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


@contextmanager
def _other_processes_wait() -> Iterator[None]:
    file = _file(str(connection.settings_dict["NAME"]))
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


@cache
def _file(database: str) -> IO[bytes]:
    """The file processes queue at, opened once a process; it stays empty."""
    return Path(f"{database}-turn").open("ab")


_line = _Line()
