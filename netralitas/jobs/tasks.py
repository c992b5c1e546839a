"""What the jobs room does by itself."""

from django.core.management import call_command

from netralitas.access import throttling
from netralitas.access.actors import SYSTEM
from netralitas.jobs import actions, outbox
from netralitas.jobs.catalogue import every, task


@every(minutes=1)
@task("jobs.recover")
def recover() -> None:
    """Queue again what a dead worker left. Its last run is the worker's heartbeat on the health page."""
    actions.recover(by=SYSTEM)


@every(minutes=1)
@task("jobs.deliver")
def deliver() -> None:
    """Send the messages that are due."""
    outbox.deliver_due()


@every(hours=6)
@task("jobs.sweep")
def sweep() -> None:
    """Delete what is old: result files, jobs, sessions, throttle counters."""
    actions.sweep(by=SYSTEM)
    throttling.forget_expired()
    call_command("clearsessions")
