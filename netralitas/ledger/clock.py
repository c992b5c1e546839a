"""The clock of the log: the database's, so that all web servers agree and a wrong PC clock does nothing.

The demonstration and the tests may pretend another time; production never does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from time import time

from django.db import connection

_pretended: ContextVar[int | None] = ContextVar("netralitas_pretended_time", default=None)


def database_time() -> datetime:
    """Now, by the database's clock (one query), to the second."""
    return datetime.fromtimestamp(database_seconds(), UTC)


def database_seconds() -> int:
    """Unix seconds by the database's clock."""
    if (pretended := _pretended.get()) is not None:
        return pretended
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SECONDS_SQL[connection.vendor]}", [])  # with [], "%%" becomes "%"
        return int(cursor.fetchone()[0])


def precise_time() -> datetime:
    """Now by this machine, finer than a second, or the pretended time: for rows ordered against each other only."""
    pretended = _pretended.get()
    return datetime.fromtimestamp(time() if pretended is None else pretended, UTC)


def pretended_seconds() -> int | None:
    """The pretended time, if any."""
    return _pretended.get()


@contextmanager
def pretend(at: datetime) -> Iterator[None]:
    """Let the log believe it is `at`: for the demonstration's history and for tests only."""
    token = _pretended.set(int(at.timestamp()))
    try:
        yield
    finally:
        _pretended.reset(token)


SECONDS_SQL = {
    "sqlite": "CAST(strftime('%%s', 'now') AS INTEGER)",
    "postgresql": "floor(extract(epoch FROM clock_timestamp()))::bigint",
}
