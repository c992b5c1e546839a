"""Counting tries by person, by link and by address, without locking out an office behind one address.

Counters live in the database, so that all web workers share them; keys are keyed hashes.
"""

import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from netralitas.access.models import ThrottleCounter
from netralitas.keys import keyed_hash


@dataclass(frozen=True)
class Limit:
    """At most `tries` in `seconds`, counted under `name`."""

    name: str
    tries: int
    seconds: int


@dataclass(frozen=True)
class GrowingDelay:
    """After `free` tries each further one waits, twice as long as the one before, `first` to `longest` seconds.

    Nobody is locked out: the next try always comes. Tries are forgotten `memory` seconds after the last one.
    """

    name: str
    free: int
    first: int
    longest: int
    memory: int = 24 * 3600

    def after(self, tries: int) -> int:
        """Seconds to wait after so many tries."""
        return 0 if tries < self.free else min(self.longest, self.first * 2 ** min(tries - self.free, 30))


def attempt(delay: GrowingDelay, subject: str) -> int:
    """Count one try of `subject` when its time has come: 0, or the seconds still to wait (then nothing is counted).

    A try counts before it is looked at, so a thousand at once are still one (two statements).
    """
    key, now = keyed_hash(f"{delay.name}:{subject}", "throttle"), timezone.now()
    forgotten_at = now + timedelta(seconds=delay.memory)
    for _ in range(3):
        found = list(ThrottleCounter.objects.filter(key=key, window=0).values_list("pk", "count", "expires_at"))
        if not found:
            if _began(key, forgotten_at):
                return 0
            continue
        pk, count, forgets_at = found[0]
        tries = count if forgets_at > now else 0
        last = forgets_at - timedelta(seconds=delay.memory)
        wait = math.ceil((last - now).total_seconds() + delay.after(tries))
        if tries and wait > 0:
            return wait
        same = ThrottleCounter.objects.filter(pk=pk, count=count, expires_at=forgets_at)
        if same.update(count=tries + 1, expires_at=forgotten_at):
            return 0
    return max(1, delay.first)


def forgive(delay: GrowingDelay, subject: str) -> None:
    """Forget the tries of `subject` after a success."""
    ThrottleCounter.objects.filter(key=keyed_hash(f"{delay.name}:{subject}", "throttle"), window=0).delete()


def _began(key: str, forgotten_at: datetime) -> bool:
    try:
        with transaction.atomic():
            ThrottleCounter.objects.create(key=key, window=0, count=1, expires_at=forgotten_at)
    except IntegrityError:  # somebody else's try came first
        return False
    return True


def hit(limit: Limit, subject: str) -> bool:
    """Count one try of `subject`; False when the limit was passed (one statement, atomic on both databases)."""
    now = time.time()
    window = int(now // limit.seconds)
    expires = datetime.fromtimestamp((window + 2) * limit.seconds, UTC)
    key = keyed_hash(f"{limit.name}:{subject}", "throttle")
    table = ThrottleCounter._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO {table} (key, "window", count, expires_at) VALUES (%s, %s, 1, %s) '  # noqa: S608
            f'ON CONFLICT (key, "window") DO UPDATE SET count = {table}.count + 1 RETURNING count',
            [key, window, expires if connection.vendor == "postgresql" else expires.strftime("%Y-%m-%d %H:%M:%S")],
        )
        return cursor.fetchone()[0] <= limit.tries


def is_open(limit: Limit, subject: str) -> bool:
    """Whether another try would still be allowed; counts nothing."""
    key = keyed_hash(f"{limit.name}:{subject}", "throttle")
    counters = ThrottleCounter.objects.filter(key=key, window=int(time.time() // limit.seconds))
    return not any(count >= limit.tries for count in counters.values_list("count", flat=True))


def clear(limit: Limit, subject: str) -> None:
    """Forget the tries of `subject` after a success."""
    ThrottleCounter.objects.filter(key=keyed_hash(f"{limit.name}:{subject}", "throttle")).delete()


def forget_expired() -> int:
    """Delete counters whose window is long over; returns how many."""
    return ThrottleCounter.objects.filter(expires_at__lt=datetime.now(UTC)).delete()[0]
