"""The messenger between web and worker: two entries into the queue, one for light tasks, one for jobs.

Rows are written in the caller's transaction: no worker sees them before the commit, a rollback takes them along.
The queue may lose a message (a killed worker leaves its row RUNNING for ever); the rows of the rooms are the truth.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from netralitas.jobs import catalogue

LIGHT, JOBS = "urgent", "default"  # two lanes: a print run of half an hour must not hold up a certificate
MAX_TRIES = 5
NUDGE_SECONDS = 1.0

_logger = logging.getLogger("netralitas.jobs")
_nudged: dict[str, float] = {}


@task(queue_name=LIGHT)
def run_task(name: str, arguments: dict[str, Any], attempt: int = 1) -> None:
    """Run a light task by name; a failure is tried again after 10, 20, 40 and 80 seconds, then parked."""
    declared = catalogue.task_named(name)
    try:
        declared.function(**arguments)
    except Exception:
        _logger.exception("task failed", extra={"facts": {"task": name, "attempt": attempt}})
        if attempt >= MAX_TRIES:
            raise
        later = timezone.now() + timedelta(seconds=5 * 2**attempt)
        run_task.using(run_after=later).enqueue(name=name, arguments=arguments, attempt=attempt + 1)


@task(queue_name=JOBS)
def run_job(public_id: str) -> None:
    """Run a job's row, unless somebody else has it or it was cancelled."""
    from netralitas.jobs import running  # running knows the queue too

    running.run(public_id)


def enqueue(name: str, /, **arguments: Any) -> None:
    """Queue a light task; it runs after the commit of the present transaction, or not at all."""
    catalogue.task_named(name)
    run_task.enqueue(name=name, arguments=arguments)


def nudge(name: str, /) -> None:
    """After the commit, see that `name` runs soon: a burst costs one row a second, and one question a process.

    Nothing is missed: whoever is spared the row has committed before the waiting one starts.
    """
    catalogue.task_named(name)
    transaction.on_commit(lambda: _nudge(name), robust=True)


def _nudge(name: str) -> None:
    if time.monotonic() < _nudged.get(name, 0.0):
        return
    now = timezone.now()
    latest = now + timedelta(seconds=NUDGE_SECONDS)
    begins = _next_start(name, now, latest)
    if begins is None:
        begins = latest
        run_task.using(run_after=begins).enqueue(name=name, arguments={})
    # silent for less than it waits: every commit we are silent about comes before its start
    _nudged[name] = time.monotonic() + 0.9 * (begins - now).total_seconds()


def _next_start(name: str, after: datetime, latest: datetime) -> datetime | None:
    """When a row that no worker may take yet begins; one that is due could start before our caller is seen."""
    rows = waiting(name).filter(run_after__gt=after, run_after__lte=latest)
    return rows.order_by("-run_after").values_list("run_after", flat=True).first()


def waiting(name: str) -> Any:
    """Queue rows of a light task that no worker has taken yet."""
    return DBTaskResult.objects.filter(status="READY", task_path=run_task.module_path, args_kwargs__kwargs__name=name)


def forget_nudges() -> None:
    """Let the next nudge through; for tests."""
    _nudged.clear()
