"""The messenger between web and worker: two entries into the queue, one for light tasks, one for jobs.

Rows are written in the caller's transaction: no worker sees them before the commit, a rollback takes them along.
The queue may lose a message (a killed worker leaves its row RUNNING for ever); the rows of the rooms are the truth.
"""

import logging
import time
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction
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
    """After the commit, see that `name` runs soon: at most one waits, and a burst costs one row a second.

    Nothing is missed: whoever is spared the row has committed before the waiting one starts.
    """
    catalogue.task_named(name)
    transaction.on_commit(lambda: _nudge(name), robust=True)


def _nudge(name: str) -> None:
    now = time.monotonic()
    if now < _nudged.get(name, 0.0):
        return
    if _is_waiting(name):
        return
    # it waits longer than we keep silent, so every commit we keep silent about comes before its start
    run_task.using(run_after=timezone.now() + timedelta(seconds=NUDGE_SECONDS)).enqueue(name=name, arguments={})
    _nudged[name] = now + 0.9 * NUDGE_SECONDS


def waiting(name: str) -> Any:
    """Queue rows of a light task that no worker has taken yet."""
    return DBTaskResult.objects.filter(status="READY", task_path=run_task.module_path, args_kwargs__kwargs__name=name)


def _is_waiting(name: str) -> bool:
    """Whether a row waits; the statement is written once, since a burst asks after every signature."""
    sql, parameters = _waiting_statement(name)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone() is not None


@cache
def _waiting_statement(name: str) -> tuple[str, tuple]:
    return waiting(name).order_by().values("pk")[:1].query.sql_with_params()


def forget_nudges() -> None:
    """Let the next nudge through; for tests."""
    _nudged.clear()
