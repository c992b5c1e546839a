"""What the room does in the background, by name; each knocks on one action."""

from typing import Any

from django.utils import timezone

from netralitas.access.actors import SYSTEM
from netralitas.jobs import api as jobs
from sanctions.actions import evidence, reminders
from sanctions.models import Exhibit
from sanctions.queries.reminders import address_of

# --- evidence


@jobs.task("sanctions.draw_copy")
def draw_copy(*, exhibit: str) -> None:
    """Draw the viewing copy of one exhibit."""
    evidence.draw_copy(Exhibit.objects.get(public_id=exhibit), by=SYSTEM)


@jobs.every(minutes=5)
@jobs.task("sanctions.draw_waiting_copies")
def draw_waiting_copies() -> None:
    """Draw the copies that a broken worker left undrawn."""
    evidence.draw_waiting(by=SYSTEM)


# --- deadlines


@jobs.every(hours=6)
@jobs.task("sanctions.remind_due")
def remind_due() -> None:
    """Tell those concerned of deadlines that are near or over."""
    reminders.remind(on=timezone.localdate(), by=SYSTEM)


@jobs.resolver("sanctions.officer")
def officer(username: str, context: dict[str, Any]) -> jobs.Recipient | None:
    """The account's own address, and the page of what is due."""
    return address_of(username)
