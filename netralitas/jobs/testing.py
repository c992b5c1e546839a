"""For tests: do at once, in this process, what a worker would do later."""

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from netralitas.jobs import catalogue, queue, running

_LIMIT = 1000


def run_all(*names: str) -> int:
    """Run the named light tasks, then everything that waits in the queue (also what waits for later) until it is empty.

    Returns how many rows ran. A crash of a task or job reaches the test; a refusal stays in the job's row.
    """
    queue.forget_nudges()
    for name in names:
        catalogue.task_named(name).function()
    ran = 0
    while row := DBTaskResult.objects.filter(status="READY").order_by("enqueued_at").first():
        ran += 1
        if ran > _LIMIT:
            raise RecursionError("the queue fills itself")
        DBTaskResult.objects.filter(pk=row.pk).update(status="SUCCESSFUL", finished_at=timezone.now())
        arguments = row.args_kwargs["kwargs"]
        if row.task_path == queue.run_job.module_path:
            running.run(arguments["public_id"], is_live=False, reraise=True)
        else:
            catalogue.task_named(arguments["name"]).function(**arguments["arguments"])
    return ran
