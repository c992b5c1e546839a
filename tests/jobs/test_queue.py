"""Light tasks: after the commit, tried again, nudged without flooding; poison is parked."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from netralitas.jobs import actions, queue, testing
from tests.jobs.conftest import SEEN


def test_task_runs_with_its_arguments(db):
    queue.enqueue("test.note", word="halo")

    assert (testing.run_all(), SEEN) == (1, ["halo"])


def test_task_of_a_rolled_back_transaction_never_runs(db):
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        queue.enqueue("test.note")
        raise RuntimeError

    assert testing.run_all() == 0


def test_task_nobody_declared_is_refused_when_queued(db):
    with pytest.raises(LookupError):
        queue.enqueue("test.nothing")


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore")
def test_failing_task_is_queued_again_for_later_and_parked_after_five_tries():
    for attempt in range(1, queue.MAX_TRIES):
        queue.run_task.func(name="test.note", arguments={"fail": True}, attempt=attempt)
        row = DBTaskResult.objects.latest("enqueued_at")
        assert row.args_kwargs["kwargs"]["attempt"] == attempt + 1
        assert row.run_after > row.enqueued_at + timedelta(seconds=9)

    with pytest.raises(RuntimeError):
        queue.run_task.func(name="test.note", arguments={"fail": True}, attempt=queue.MAX_TRIES)
    assert DBTaskResult.objects.count() == queue.MAX_TRIES - 1


def test_nudge_leaves_at_most_one_waiting(db, django_capture_on_commit_callbacks):
    for process in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            queue.nudge("test.note")
            queue.nudge("test.note")
        if process:
            queue.forget_nudges()  # as another process would be

    assert queue.waiting("test.note").count() == 1


def test_nudge_inside_its_silence_costs_no_query(db, django_capture_on_commit_callbacks, django_assert_num_queries):
    with django_capture_on_commit_callbacks(execute=True):
        queue.nudge("test.note")

    with django_assert_num_queries(0), django_capture_on_commit_callbacks(execute=True):
        queue.nudge("test.note")


def test_nudge_during_the_silence_is_covered_by_the_waiting_row(db, django_capture_on_commit_callbacks):
    """The row starts later than the silence ends, so whoever was spared has committed before."""
    with django_capture_on_commit_callbacks(execute=True):
        queue.nudge("test.note")
    row = queue.waiting("test.note").get()

    assert row.run_after - row.enqueued_at >= timedelta(seconds=0.95 * queue.NUDGE_SECONDS)


@pytest.mark.parametrize(("workers", "status"), [(1, "READY"), (queue.MAX_TRIES, "FAILED")])
def test_task_of_a_killed_worker_is_queued_again_until_it_has_killed_five(db, by, workers, status):
    queue.enqueue("test.note")
    DBTaskResult.objects.update(
        status="RUNNING", started_at=Now() - timedelta(minutes=16), worker_ids=[str(n) for n in range(workers)]
    )

    actions.recover(by=by)

    assert DBTaskResult.objects.get().status == status


def test_task_just_begun_is_left_alone(db, by):
    queue.enqueue("test.note")
    DBTaskResult.objects.update(status="RUNNING", started_at=Now())

    assert actions.recover(by=by) == 0
