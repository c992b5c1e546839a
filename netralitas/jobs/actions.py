"""Writes about jobs: start, cancel, retry, recover what a dead worker left, sweep what is old."""

from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import catalogue, events, queue, running
from netralitas.jobs.models import Job

DEAD_AFTER = timedelta(seconds=60)  # a live run beats every two seconds
LIGHT_DEAD_AFTER = timedelta(minutes=15)  # a light task takes seconds
MORE_ATTEMPTS = 3
KEEP_JOBS = timedelta(days=90)
KEEP_QUEUE_ROWS = timedelta(days=2)


@transaction.atomic
def start(
    name: str, /, *, by: Actor, owner: models.Model | None, label: str = "", return_url: str = "", **arguments: Any
) -> Job:
    """Queue a job for `owner`; it begins after the commit of the present transaction, or not at all.

    `arguments` are JSON and must hold no NIP, NIK or links. *Refuses* nothing. *Records* `jobs.job_started`.
    """
    kind = catalogue.kind_named(name)
    job = Job.objects.create(
        name=name, label=(label or kind.label)[:200], arguments=arguments, owner=owner, actor=by.as_json(),
        return_url=return_url,
    )  # fmt: skip
    queue.run_job.enqueue(public_id=job.public_id)
    record(events.JOB_STARTED, by=by, subject=job, label=job.label)
    return job


@transaction.atomic
def cancel(job: Job, *, by: Actor) -> None:
    """Stop a job: at once while it waits, at its next step while it runs.

    *Refuses* a finished one. *Records* `jobs.job_cancelled`.
    """
    row = Job.objects.filter(pk=job.pk)
    waited = row.filter(state=Job.State.QUEUED).update(state=Job.State.CANCELLED, finished_at=Now())
    if not waited and not row.filter(state=Job.State.RUNNING).update(is_cancel_requested=True):
        raise DomainError("Pekerjaan ini sudah selesai, jadi tidak perlu dihentikan. Hasilnya tetap ada.")
    record(events.JOB_CANCELLED, by=by, subject=job, label=job.label)


@transaction.atomic
def retry(job: Job, *, by: Actor) -> None:
    """Queue a failed or cancelled job again; it goes on from its last checkpoint.

    *Refuses* one that waits, runs or is done. *Records* `jobs.job_retried`.
    """
    row = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED])
    clean = {"is_cancel_requested": False, "error": "", "note": "", "finished_at": None}
    # attempts only ever grow: they tell the runs apart
    if not row.update(state=Job.State.QUEUED, max_attempts=F("attempts") + MORE_ATTEMPTS, **clean):
        raise DomainError("Pekerjaan ini tidak sedang gagal atau dihentikan, jadi tidak perlu diulangi.")
    queue.run_job.enqueue(public_id=job.public_id)
    record(events.JOB_RETRIED, by=by, subject=job, label=job.label)


def recover(*, by: Actor) -> int:
    """Queue again what lost its worker or its message; returns how many jobs and tasks.

    Jobs out of attempts, and light tasks that killed five workers, are parked as failed.
    *Records* `jobs.job_recovered` or `jobs.job_parked` per job.
    """
    dead = Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=Now() - DEAD_AFTER)
    recovered = sum(_recover_job(job, by=by) for job in dead)
    recovered += _send_lost_messages()
    return recovered + _recover_light_tasks()


@transaction.atomic
def _recover_job(job: Job, *, by: Actor) -> int:
    same_run = Job.objects.filter(
        pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts, heartbeat_at__lt=Now() - DEAD_AFTER
    )
    if job.is_cancel_requested:
        return same_run.update(state=Job.State.CANCELLED, finished_at=Now())
    if job.attempts >= job.max_attempts:
        parked = same_run.update(state=Job.State.FAILED, finished_at=Now(), error=running.GIVEN_UP)
        if parked:
            record(events.JOB_PARKED, by=by, subject=job, label=job.label, attempts=job.attempts)
        return parked
    if not same_run.update(state=Job.State.QUEUED):
        return 0
    queue.run_job.enqueue(public_id=job.public_id)
    record(events.JOB_RECOVERED, by=by, subject=job, label=job.label)
    return 1


@transaction.atomic
def _send_lost_messages() -> int:
    """A worker killed between taking the message and claiming the job leaves a job that waits for nothing."""
    ready = DBTaskResult.objects.filter(status="READY", task_path=queue.run_job.module_path)
    announced = {row["kwargs"]["public_id"] for row in ready.values_list("args_kwargs", flat=True)}
    taken = timezone.now() - DEAD_AFTER  # give one just taken the time to claim its job
    fresh = DBTaskResult.objects.filter(status="RUNNING", started_at__gt=taken, task_path=queue.run_job.module_path)
    announced |= {row["kwargs"]["public_id"] for row in fresh.values_list("args_kwargs", flat=True)}
    lost = [job.public_id for job in Job.objects.filter(state=Job.State.QUEUED) if job.public_id not in announced]
    for public_id in lost:
        queue.run_job.enqueue(public_id=public_id)
    return len(lost)


def _recover_light_tasks() -> int:
    stale = DBTaskResult.objects.filter(
        status="RUNNING", task_path=queue.run_task.module_path, started_at__lt=timezone.now() - LIGHT_DEAD_AFTER
    )
    recovered = 0
    for row in stale:
        is_poison = len(row.worker_ids) >= queue.MAX_TRIES
        same = DBTaskResult.objects.filter(pk=row.pk, status="RUNNING", started_at=row.started_at)
        recovered += same.update(status="FAILED" if is_poison else "READY")
    return recovered


@transaction.atomic
def sweep(*, by: Actor) -> None:
    """Delete expired result files, old jobs and the queue's old rows. *Records* `jobs.results_swept` if any went."""
    now = timezone.now()
    files = _delete_files(Job.objects.filter(expires_at__lt=now).exclude(result_file=""))
    old = Job.objects.filter(finished_at__lt=now - KEEP_JOBS)
    files += _delete_files(old.exclude(result_file=""))
    jobs = old.delete()[0]
    DBTaskResult.objects.filter(status="SUCCESSFUL", finished_at__lt=now - KEEP_QUEUE_ROWS).delete()
    DBTaskResult.objects.filter(status__in=["FAILED", "RUNNING"], enqueued_at__lt=now - KEEP_JOBS).delete()
    if files or jobs:
        record(events.RESULTS_SWEPT, by=by, files=files, jobs=jobs)


def _delete_files(jobs: models.QuerySet) -> int:
    names = list(jobs.values_list("result_file", flat=True))
    jobs.update(result_file="")
    # after the commit: a rolled-back sweep must not have lost files
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names], robust=True)
    return len(names)
