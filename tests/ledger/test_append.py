"""The log: gapless, monotone, part of the transaction it proves, never changed; also under many writers."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from netralitas.errors import DomainError, SealedRowError
from netralitas.ledger import actions, clock
from netralitas.ledger.actions import append
from netralitas.ledger.canonical import canonical, leaf_hash
from netralitas.ledger.models import Entry, Head

WRITERS, EACH = 8, 15


def pledge(number: int = 1) -> Entry:
    return append(Entry.Kind.PLEDGE, {"person": f"p{number}"})


def bodies() -> list[dict]:
    return [json.loads(entry.body) for entry in Entry.objects.order_by("seq")]


@pytest.mark.django_db
def test_entry_holds_what_was_hashed():
    before = clock.database_seconds()

    entry = pledge()

    entry.refresh_from_db()
    body = json.loads(entry.body)
    assert (body["v"], body["kind"], body["seq"], body["person"]) == (1, "pledge", 0, "p1")
    assert before <= body["at"] == entry.at <= before + 5
    assert canonical(body) == entry.body
    assert bytes(entry.leaf) == leaf_hash(bytes(entry.salt), entry.body)


@pytest.mark.django_db
def test_same_fields_give_different_leaves():
    assert bytes(pledge().leaf) != bytes(pledge().leaf)


@pytest.mark.django_db
def test_rolled_back_entry_releases_its_number():
    pledge(1)
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        pledge(2)
        raise RuntimeError

    assert pledge(3).seq == 1
    assert [body["person"] for body in bodies()] == ["p1", "p3"]
    assert Head.objects.get().size == 2


@pytest.mark.django_db(transaction=True)
def test_append_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        pledge()


@pytest.mark.django_db
def test_time_never_goes_back():
    start = datetime(2026, 11, 1, 8, tzinfo=UTC)
    for seconds in (0, 60, 30, 59):
        with clock.pretend(start + timedelta(seconds=seconds)):
            pledge()

    assert [body["at"] - int(start.timestamp()) for body in bodies()] == [0, 60, 60, 60]


@pytest.mark.django_db
@pytest.mark.parametrize(("ahead", "is_refused"), [(290, False), (330, True)])
def test_clock_that_fell_far_behind_stops_the_log(ahead, is_refused):
    pledge()
    Head.objects.update(last_at=clock.database_seconds() + ahead)

    if is_refused:
        with pytest.raises(DomainError, match="Jam server"), transaction.atomic():
            pledge()
    else:
        pledge()
    assert Entry.objects.count() == (1 if is_refused else 2)


@pytest.mark.django_db
def test_float_is_refused_and_takes_no_number():
    with pytest.raises(TypeError), transaction.atomic():
        append(Entry.Kind.PLEDGE, {"seconds": 1.5})

    assert pledge().seq == 0


@pytest.mark.django_db
def test_entry_can_be_neither_changed_nor_deleted():
    entry = pledge()

    entry.body = "{}"
    for change in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(body="{}")):
        with pytest.raises(SealedRowError):
            change()
    for statement in ("UPDATE {} SET at = 0", "DELETE FROM {}"):
        with pytest.raises(DatabaseError, match="sealed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(Entry._meta.db_table))


@pytest.mark.django_db
def test_clock_is_the_database_and_may_be_pretended():
    assert abs((clock.database_time() - datetime.now(UTC)).total_seconds()) < 5
    with clock.pretend(datetime(2024, 1, 1, tzinfo=UTC)):
        assert clock.database_time() == datetime(2024, 1, 1, tzinfo=UTC)
    assert clock.database_time().year > 2024


def write_together(work: Callable[[int], None]) -> list[Exception]:
    """Let eight connections write at once; what went wrong."""
    problems: list[Exception] = []
    start = threading.Barrier(WRITERS)

    def writer(number: int) -> None:
        try:
            start.wait()
            for turn in range(EACH):
                work(number * EACH + turn)
        except Exception as problem:  # noqa: BLE001 whatever a writer meets is looked at
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


def write(number: int) -> None:
    """One pledge; every fifth changes its mind and rolls back."""
    try:
        with transaction.atomic():
            pledge(number)
            if number % 5 == 0:
                raise _ChangedMindError
    except _ChangedMindError:
        pass


class _ChangedMindError(Exception):
    pass


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_many_writers_leave_no_gap_and_no_double():
    with transaction.atomic():
        pledge(1000)

    assert write_together(write) == []

    kept = [n for n in range(WRITERS * EACH) if n % 5]
    found = bodies()
    assert [body["seq"] for body in found] == list(range(len(kept) + 1))
    assert sorted(body["person"] for body in found[1:]) == sorted(f"p{n}" for n in kept)
    assert [body["at"] for body in found] == sorted(body["at"] for body in found)
    assert Head.objects.get().size == len(found)


def next_without_lock() -> tuple[int, int]:
    """Read first, write afterwards: in between the head is anybody's."""
    head = Head.objects.get(pk=1)
    Head.objects.filter(pk=1).update(size=head.size + 1)
    return head.size, head.last_at


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_many_writers_collide_when_the_head_is_not_locked(monkeypatch):
    """The negative control: without the lock somebody must fail."""
    with transaction.atomic():
        pledge(1000)

    def careless(number: int) -> None:
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            connection.transaction_mode = None  # BEGIN DEFERRED
        write(number)

    monkeypatch.setattr(actions, "_next", next_without_lock)
    problems = write_together(careless)

    assert problems
    assert all(isinstance(problem, DatabaseError) for problem in problems)
