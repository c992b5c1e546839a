"""What other rooms use: `from netralitas.jobs import api as jobs`."""

from netralitas.jobs.actions import start
from netralitas.jobs.catalogue import every, job, task
from netralitas.jobs.gateway import gateway
from netralitas.jobs.health import Reading, probe
from netralitas.jobs.outbox import NotNeeded, Recipient, mark_bounced, resolver, send
from netralitas.jobs.queue import enqueue, nudge
from netralitas.jobs.running import Cancelled, Progress, Stopped, stopping

__all__ = [
    "Cancelled", "NotNeeded", "Progress", "Reading", "Recipient", "Stopped",
    "enqueue", "every", "gateway", "job", "mark_bounced", "nudge", "probe", "resolver", "send", "start", "stopping",
    "task",
]  # fmt: skip
