"""`manage.py run_due`: everything that is due, once, without a worker running (cron, tests)."""

from django.core.management.base import BaseCommand

from netralitas.jobs import queue, scheduling
from netralitas.jobs.worker import Lane


class Command(BaseCommand):
    """Runs the schedule, then empties both lanes of the queue."""

    help = "Run the schedule and all waiting tasks and jobs once, then end."

    def handle(self, **options: object) -> None:
        """Run them."""
        names = scheduling.run_due()
        for lane in (Lane(queue.LIGHT), Lane(queue.JOBS)):
            while lane.drain():
                pass
        self.stdout.write(f"schedule: {', '.join(names) or 'nothing due'}")
