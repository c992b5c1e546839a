"""The schedule: due once, one failure stops no other, two workers do not run one task."""

from datetime import timedelta

import pytest

from netralitas.jobs import catalogue, scheduling
from netralitas.jobs.models import Schedule
from netralitas.ledger.clock import database_time, pretend
from tests.jobs.conftest import SEEN


@pytest.fixture(autouse=True)
def _two_tasks(db, monkeypatch):
    monkeypatch.setattr(catalogue, "_tasks", {})
    for name, function in {"test.bad": lambda: 1 / 0, "test.tick": lambda: SEEN.append("tick")}.items():
        catalogue.every(minutes=5)(catalogue.task(name)(function))


def test_task_runs_when_due_and_not_before():
    start = database_time()

    for minutes in (0, 1, 4, 5, 6, 11):
        with pretend(start + timedelta(minutes=minutes)):
            scheduling.run_due()

    assert SEEN == ["tick"] * 3


def test_failure_is_kept_and_stops_no_other():
    assert scheduling.run_due() == ["test.bad", "test.tick"]

    rows = {row.name: row for row in Schedule.objects.all()}
    assert (rows["test.bad"].last_error, rows["test.bad"].last_finished_at) == ("ZeroDivisionError", None)
    assert rows["test.tick"].last_error == ""
    assert rows["test.tick"].last_finished_at


def test_two_workers_that_saw_the_same_row_run_it_once():
    now = database_time()
    row = Schedule.objects.create(name="test.tick", next_at=now)
    seen_twice = Schedule.objects.get(pk=row.pk)
    task = catalogue.task_named("test.tick")

    assert (scheduling._claim(row, task, now), scheduling._claim(seen_twice, task, now)) == (True, False)


def test_long_run_is_not_started_beside_itself():
    now = database_time()
    row = Schedule.objects.create(name="test.tick", next_at=now, leased_until=now + timedelta(minutes=1))

    assert not scheduling._claim(row, catalogue.task_named("test.tick"), now)
    assert scheduling._claim(row, catalogue.task_named("test.tick"), now + timedelta(minutes=2))
