"""The schedule: every declared task with `@every` has a row; whoever moves its `next_at` forward may run it."""

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from netralitas.jobs import catalogue
from netralitas.jobs.models import Schedule
from netralitas.jobs.running import stopping
from netralitas.ledger.clock import database_time

LEASE = timedelta(minutes=10)  # two workers never run one task at once, unless it hangs this long
_logger = logging.getLogger("netralitas.jobs")


def run_due(*, all_now: bool = False) -> list[str]:
    """Run every scheduled task that is due (or all) here and now; returns their names. One failing stops no other."""
    now = database_time()
    tasks = {task.name: task for task in catalogue.scheduled()}
    rows = Schedule.objects.in_bulk(tasks, field_name="name")
    ran = []
    for name, task in tasks.items():
        if stopping.is_set():
            break
        row = rows.get(name) or Schedule.objects.get_or_create(name=name, defaults={"next_at": now})[0]
        if (all_now or row.next_at <= now) and _claim(row, task, now):
            _run(row, task)
            ran.append(name)
    return ran


def _claim(row: Schedule, task: catalogue.Task, now: datetime) -> bool:
    """Compare and set: of two workers that saw the same `next_at` only one wins."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    unchanged = Schedule.objects.filter(free, pk=row.pk, next_at=row.next_at)
    return bool(unchanged.update(next_at=now + task.every, leased_until=now + LEASE))


def _run(row: Schedule, task: catalogue.Task) -> None:
    error = ""
    try:
        task.function()
    except Exception as problem:
        _logger.exception("scheduled task failed", extra={"facts": {"task": task.name}})
        error = f"{type(problem).__name__}"[:300]
    done: dict[str, object] = {"last_error": error, "leased_until": None}
    if not error:
        done["last_finished_at"] = database_time()
    Schedule.objects.filter(pk=row.pk).update(**done)
