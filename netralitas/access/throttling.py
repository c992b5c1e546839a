"""Counting tries by person, by link and by address, without locking out an office behind one address.

Counters live in the database, so that all web workers share them; keys are keyed hashes.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from netralitas.access.models import ThrottleCounter
from netralitas.keys import keyed_hash


@dataclass(frozen=True)
class Limit:
    """At most `tries` in `seconds`, counted under `name`."""

    name: str
    tries: int
    seconds: int


def hit(limit: Limit, subject: str) -> bool:
    """Count one try of `subject`; False when the limit was passed (one statement, atomic on both databases)."""
    now = time.time()
    window = int(now // limit.seconds)
    expires = datetime.fromtimestamp((window + 2) * limit.seconds, UTC)
    key = keyed_hash(f"{limit.name}:{subject}", "throttle")
    table = ThrottleCounter._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, \"window\", count, expires_at) VALUES (%s, %s, 1, %s) "  # noqa: S608
            f"ON CONFLICT (key, \"window\") DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [key, window, expires if connection.vendor == "postgresql" else expires.strftime("%Y-%m-%d %H:%M:%S")],
        )
        return cursor.fetchone()[0] <= limit.tries


def is_open(limit: Limit, subject: str) -> bool:
    """Whether another try would still be allowed; counts nothing."""
    key = keyed_hash(f"{limit.name}:{subject}", "throttle")
    row = ThrottleCounter.objects.filter(key=key, window=int(time.time() // limit.seconds)).only("count").first()
    return row is None or row.count < limit.tries


def clear(limit: Limit, subject: str) -> None:
    """Forget the tries of `subject` after a success."""
    ThrottleCounter.objects.filter(key=keyed_hash(f"{limit.name}:{subject}", "throttle")).delete()


def forget_expired() -> int:
    """Delete counters whose window is long over; returns how many."""
    return ThrottleCounter.objects.filter(expires_at__lt=datetime.now(UTC)).delete()[0]
