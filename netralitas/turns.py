"""Taking turns at SQLite's one write lock, so that a burst of signatures queues instead of sleeping.

SQLite's waiting writers sleep and look again, ever longer; meanwhile the lock stands free. Here whoever is next wakes
at once: processes wait on a locked file beside the database, and of the threads of a process one leads: it does the
work of all that came while it waited, each under a savepoint, and writes them to the disk with one commit. Nobody is
answered before that. Other writers need not take part; against them SQLite's own lock holds, as before. PostgreSQL
queues and groups its commits by itself.
"""

import fcntl
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
        """Do the work of everybody in the line, and call the next to lead."""
        group: list[_Place] = []
        try:
            with _other_processes_wait():
                group = self._take_all()
                _commit_together(group)
        except BaseException as problem:  # noqa: BLE001 - told to everybody it concerns
            group = group or self._take_all()
            for place in group:
                place.problem = place.problem or problem
        finally:
            for place in group:
                place.is_done = True
            self._call_next()
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
