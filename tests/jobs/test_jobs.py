"""Jobs: start, run, refuse, crash, cancel, retry, recover."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.jobs import actions, catalogue, queue, running, testing
from netralitas.jobs.models import Job
from tests.jobs.conftest import SEEN


def test_job_runs_once_and_says_what_came_of_it(start):
    job = start(n=3)

    testing.run_all()
    running.run(job.public_id, is_live=False)  # the same message once more

    job.refresh_from_db()
    assert SEEN == [0, 1, 2]
    assert (job.state, job.done_count, job.total_count, job.outcome) == (Job.State.DONE, 3, 3, {"counted": 3})
    assert job.finished_at
    assert job.attempts == 1
    assert Event.objects.filter(event="jobs.job_started", subject_key=job.public_id).count() == 1


def test_job_started_in_a_rolled_back_transaction_never_was(start):
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        start()
        raise RuntimeError

    assert testing.run_all() == 0
    assert not Job.objects.exists()


def test_job_of_unknown_name_is_refused_at_once(db, by):
    with pytest.raises(LookupError):
        actions.start("test.nothing", by=by, owner=None)


def test_refusal_of_the_domain_is_final_and_kept_for_the_owner(start):
    job = start(refuse=True)

    testing.run_all()

    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (Job.State.FAILED, "Berkas ini bukan buku kerja.", 1)


def test_crash_is_tried_again_from_the_checkpoint_then_given_up(start):
    job = start(n=9, crash=True)

    for _ in range(3):
        with pytest.raises(RuntimeError):
            testing.run_all()

    assert testing.run_all() == 0
    job.refresh_from_db()
    assert SEEN == [0, 1, 2]  # each run went on where the last was
    assert (job.state, job.error) == (Job.State.FAILED, running.GIVEN_UP)


def test_cancelled_while_waiting_never_runs(start, by):
    job = start()

    actions.cancel(job, by=by)
    testing.run_all()

    job.refresh_from_db()
    assert SEEN == []
    assert job.state == Job.State.CANCELLED
    assert Event.objects.filter(event="jobs.job_cancelled").count() == 1


def test_cancelled_while_running_ends_at_its_next_step(start, by):
    def cancelled_midway(progress, **_):
        progress.advance()
        actions.cancel(progress.job, by=by)
        progress.advance()
        SEEN.append("too far")

    catalogue._kinds["test.count"] = catalogue.JobKind("test.count", "", cancelled_midway)
    job = start()

    testing.run_all()

    job.refresh_from_db()
    assert (job.state, SEEN) == (Job.State.CANCELLED, [])


def test_cancel_refuses_what_is_finished(start, by):
    job = start()
    testing.run_all()

    with pytest.raises(DomainError):
        actions.cancel(job, by=by)


def test_retry_goes_on_from_the_checkpoint(start, by):
    job = start(n=4, refuse=True)
    testing.run_all()
    Job.objects.update(arguments={"n": 4})

    actions.retry(job, by=by)
    testing.run_all()

    job.refresh_from_db()
    assert SEEN == [0, 1, 2, 3]
    assert (job.state, job.error) == (Job.State.DONE, "")


def test_retry_refuses_what_is_done(start, by):
    job = start()
    testing.run_all()

    with pytest.raises(DomainError):
        actions.retry(job, by=by)


def test_result_file_is_private_and_swept_after_its_time(start, by, tmp_path, django_capture_on_commit_callbacks):
    def leave_file(progress, **_):
        (tmp_path / "x.pdf").write_bytes(b"isi")
        progress.result(tmp_path / "x.pdf", "Daftar.pdf")

    catalogue._kinds["test.count"] = catalogue.JobKind("test.count", "", leave_file)
    job = start()
    testing.run_all()
    job.refresh_from_db()
    name = job.result_file
    assert default_storage.exists(name)
    assert not (tmp_path / "x.pdf").exists()

    with django_capture_on_commit_callbacks(execute=True):
        actions.sweep(by=by)
    assert default_storage.exists(name)
    Job.objects.update(expires_at=Now() - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        actions.sweep(by=by)

    job.refresh_from_db()
    assert not default_storage.exists(name)
    assert job.result_file == ""


def killed(job: Job, *, seconds: int) -> None:
    """As a worker killed `seconds` ago leaves it."""
    DBTaskResult.objects.filter(task_path=queue.run_job.module_path).update(status="RUNNING", started_at=Now())
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, attempts=job.attempts + 1, heartbeat_at=Now() - timedelta(seconds=seconds)
    )


def test_job_of_a_killed_worker_is_recovered_and_finishes(start, by):
    job = start()
    killed(job, seconds=61)

    assert actions.recover(by=by) == 1
    testing.run_all()

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)
    assert Event.objects.filter(event="jobs.job_recovered").count() == 1


def test_job_with_a_heartbeat_is_left_alone(start, by):
    job = start()
    killed(job, seconds=30)

    assert actions.recover(by=by) == 0


def test_job_that_kills_its_workers_is_parked(start, by):
    job = start()
    killed(job, seconds=61)
    Job.objects.update(attempts=3)

    actions.recover(by=by)

    job.refresh_from_db()
    assert (job.state, testing.run_all()) == (Job.State.FAILED, 0)
    assert Event.objects.filter(event="jobs.job_parked").count() == 1


def test_message_lost_before_the_claim_is_sent_again_once(start, by):
    job = start()
    DBTaskResult.objects.update(status="RUNNING", started_at=Now() - timedelta(minutes=2))

    assert (actions.recover(by=by), actions.recover(by=by)) == (1, 0)
    testing.run_all()

    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_run_given_up_for_dead_can_write_nothing_any_more(start):
    job = start()
    old = running.Progress(running._claim(job.public_id), is_live=False)
    Job.objects.update(state=Job.State.QUEUED)
    new = running.Progress(running._claim(job.public_id), is_live=False)

    with pytest.raises(running.Superseded):
        old.advance()
    with pytest.raises(running.Superseded):
        old.checkpoint({"next": 99})
    old.settle(Job.State.FAILED)
    new.advance()

    job.refresh_from_db()
    assert (job.state, job.checkpoint, job.attempts) == (Job.State.RUNNING, {}, 2)


def test_stopped_worker_returns_the_job_without_counting_the_attempt(start):
    job = start()
    running.stopping.set()
    testing_rows = DBTaskResult.objects.filter(status="READY")

    running.run(job.public_id, is_live=False)

    job.refresh_from_db()
    assert (job.state, job.attempts, testing_rows.count()) == (Job.State.QUEUED, 0, 2)
