"""Taking turns at SQLite's write lock: one commit for those who wait, and each answers for its own work only."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from netralitas import turns
from netralitas.documents.models import NumberSeries
from netralitas.errors import DomainError

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency, pytest.mark.sqlite_only]


@pytest.fixture
def commits(monkeypatch) -> list[int]:
    """A line for each transaction that reached the disk."""
    seen, commit = [], BaseDatabaseWrapper._commit

    def counted(wrapper: BaseDatabaseWrapper) -> None:
        seen.append(threading.get_ident())
        commit(wrapper)

    monkeypatch.setattr(BaseDatabaseWrapper, "_commit", counted)
    return seen


def add(key: str) -> str:
    NumberSeries.objects.create(key=key)
    return key


def refuse() -> None:
    add("dari yang ditolak")
    raise DomainError("Ditolak.")


def all_together(works: list[Callable[[], object]], after: Callable[[int], object] = lambda place: None) -> list:
    """Let one hold the turn until every work stands in the line; what came of each, in their order."""
    outcomes: list[object] = [None] * len(works)
    release = threading.Event()

    def run(place: int, work: Callable[[], object]) -> None:
        try:
            outcomes[place] = turns.in_turn(work)
            after(place)
        except Exception as problem:  # noqa: BLE001 - what came of it is what is asked
            outcomes[place] = problem
        finally:
            connection.close()

    def hold() -> None:
        turns.in_turn(lambda: release.wait(20))
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    wait_until(lambda: turns._line._is_led and not turns._line._waiting)
    threads = [threading.Thread(target=run, args=[place, work]) for place, work in enumerate(works)]
    for size, thread in enumerate(threads, start=1):
        thread.start()
        wait_until(lambda size=size: len(turns._line._waiting) == size)
    release.set()
    for thread in (holder, *threads):
        thread.join(20)
        assert not thread.is_alive()
    return outcomes


def wait_until(happened: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < ends
        time.sleep(0.005)


def test_those_who_wait_are_written_with_one_commit(commits):
    outcomes = all_together([lambda name=name: add(name) for name in "abcde"])

    assert outcomes == list("abcde")
    assert NumberSeries.objects.count() == 5
    assert len(commits) == 2  # the one that held the turn, and everybody else


def test_one_who_is_refused_takes_nobody_along(commits):
    first, second, third = all_together([lambda: add("a"), refuse, lambda: add("c")])

    assert (first, third) == ("a", "c")
    assert isinstance(second, DomainError)
    assert set(NumberSeries.objects.values_list("key", flat=True)) == {"a", "c"}
    assert len(commits) == 2


def test_row_that_breaks_a_constraint_takes_nobody_along(db):
    outcomes = all_together([lambda: add("sama"), lambda: add("sama"), lambda: add("lain")])

    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == 1
    assert set(NumberSeries.objects.values_list("key", flat=True)) == {"sama", "lain"}


def test_commit_that_fails_is_told_to_everybody(monkeypatch):
    def full(group: list) -> None:
        with transaction.atomic():
            for place in group:
                place.do()
            if len(group) > 1:
                raise OSError("disk full")

    monkeypatch.setattr(turns, "_commit_together", full)

    outcomes = all_together([lambda: add("a"), lambda: add("b")])

    assert [type(outcome) for outcome in outcomes] == [OSError, OSError]
    assert not NumberSeries.objects.exists()


def test_line_goes_on_after_a_failure(db):
    all_together([refuse, refuse])

    assert turns.in_turn(lambda: add("sesudahnya")) == "sesudahnya"
    assert not turns._line._is_led


def test_nobody_is_answered_before_the_commit():
    """The first of a group still waits while the last one works."""
    answered, seen_by_last = [], []

    def look() -> None:
        time.sleep(0.2)
        seen_by_last.extend(answered)

    all_together([lambda: add("a"), look], after=answered.append)

    assert seen_by_last == []
    assert len(answered) == 2


def test_nobody_is_answered_before_the_disk_has_it(monkeypatch, commits):
    """The log is written out after the commit and before the answer, as SQLite does under synchronous=FULL."""
    order, sync = [], os.fsync

    def slow(file: int) -> None:
        order.append(f"disk after {len(commits)}: {Path(f'/proc/self/fd/{file}').readlink().name}")
        time.sleep(0.1)
        sync(file)
        order.append("on the disk")

    monkeypatch.setattr(os, "fsync", slow)

    turns.in_turn(lambda: add("a"))
    order.append("answered")

    log = f"{Path(connection.settings_dict['NAME']).name}-wal"
    assert order == [f"disk after 1: {log}", "on the disk", "answered"]


def test_disk_that_refuses_is_told_to_everybody(monkeypatch, commits):
    def refused(file: int) -> None:
        if len(commits) > 1:  # not to the one who only holds the turn
            raise OSError("I/O error")

    monkeypatch.setattr(os, "fsync", refused)

    outcomes = all_together([lambda: add("a"), refuse])

    assert [type(outcome) for outcome in outcomes] == [OSError, DomainError]
    assert not turns._line._is_led


def test_commits_outside_the_line_still_wait_for_the_disk(db):
    turns.in_turn(lambda: add("a"))

    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_while_one_group_waits_for_the_disk_the_next_writes(monkeypatch, commits):
    """The first is not answered before the second has committed: the turn is not kept for the disk."""
    sync = os.fsync

    def until_the_next_has_written(file: int) -> None:
        wait_until(lambda: len(commits) >= 2)
        sync(file)

    monkeypatch.setattr(os, "fsync", until_the_next_has_written)

    assert all_together([lambda: add("a")]) == ["a"]


def test_inside_a_transaction_the_work_belongs_to_it(db):
    with transaction.atomic():
        turns.in_turn(lambda: add("a"))
        transaction.set_rollback(True)

    assert not NumberSeries.objects.exists()
