"""Counting tries: windows, growing delays, and no counter that names anybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone

from netralitas.access import throttling
from netralitas.access.models import ThrottleCounter
from netralitas.access.throttling import GrowingDelay, Limit

pytestmark = pytest.mark.django_db
LIMIT = Limit("uji", 3, 60)
DELAY = GrowingDelay("uji-tumbuh", free=3, first=10, longest=80)


def test_limit_counts_to_its_end_and_starts_again():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [throttling.hit(LIMIT, "x") for _ in range(5)] == [True, True, True, False, False]
        assert not throttling.is_open(LIMIT, "x")
        assert throttling.is_open(LIMIT, "y")
        clock.shift(61)
        assert throttling.hit(LIMIT, "x")


def test_cleared_limit_starts_again():
    for _ in range(4):
        throttling.hit(LIMIT, "x")
    throttling.clear(LIMIT, "x")

    assert throttling.hit(LIMIT, "x")


def test_delay_grows_and_never_locks():
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(9):
            wait = throttling.attempt(DELAY, "x")
            waits.append(wait)
            clock.shift(wait)
            if wait:
                assert throttling.attempt(DELAY, "x") == 0  # its time has come

    assert waits == [0, 0, 0, 10, 20, 40, 80, 80, 80]


def test_refused_try_is_not_counted():
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(20):
            throttling.attempt(DELAY, "x")
        assert ThrottleCounter.objects.get().count == 3


def test_tries_are_forgotten_after_a_day():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            throttling.attempt(DELAY, "x")
        clock.shift(timedelta(days=1, seconds=1))
        assert [throttling.attempt(DELAY, "x") for _ in range(3)] == [0, 0, 0]


def test_forgiven_tries_start_again():
    for _ in range(4):
        throttling.attempt(DELAY, "x")
    throttling.forgive(DELAY, "x")

    assert throttling.attempt(DELAY, "x") == 0


def test_counters_name_nobody():
    throttling.hit(LIMIT, "198504122010012001")
    throttling.attempt(DELAY, "198504122010012001")

    assert "198504122010012001" not in str(list(ThrottleCounter.objects.values()))


def test_expired_counters_are_deleted():
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        throttling.hit(LIMIT, "x")
        throttling.attempt(DELAY, "x")
    throttling.hit(LIMIT, "y")

    assert throttling.forget_expired() == 2
    assert ThrottleCounter.objects.count() == 1


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_not_more_than_free():
    """Forty at the same moment: no more than the free ones pass."""

    def try_once(_: int) -> int:
        try:
            return throttling.attempt(DELAY, "x")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(try_once, range(40)))
    connection.close()

    assert waits.count(0) <= DELAY.free
    assert waits.count(0) >= 1
