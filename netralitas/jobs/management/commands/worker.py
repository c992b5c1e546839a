"""`manage.py worker`: does the work that waits in the queue, and what the schedule asks for."""

import logging
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from netralitas.jobs.worker import Crew


class Command(BaseCommand):
    """Runs until SIGTERM or Ctrl-C; several may run, on several machines."""

    help = "Run light tasks, the schedule and jobs until SIGTERM. Several workers may run side by side."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--jobs", type=int, default=1, help="how many jobs may run at once (default 1)")

    def handle(self, *, jobs: int, **options: object) -> None:
        """Start the crew."""
        for talkative in ("django_tasks", "django_tasks_db"):
            logging.getLogger(talkative).setLevel(logging.WARNING)
        Crew(jobs).run()
