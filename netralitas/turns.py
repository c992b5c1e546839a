"""Taking turns at SQLite's one write lock, so that a burst of signatures queues instead of sleeping.

SQLite's waiting writers sleep and look again, ever longer; meanwhile the lock stands free. Here the threads of a
process wait on a lock, and processes on a locked file beside the database: whoever is next wakes at once. Other
writers need not take part; against them SQLite's own lock holds, as before. PostgreSQL queues by itself.
"""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

from django.db import connection

_threads = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Hold this portal's turn to write; take it around the transaction, never inside one."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with _threads:
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
