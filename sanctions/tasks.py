"""What the room does in the background, by name; each knocks on one action."""

from netralitas.access.actors import SYSTEM
from netralitas.jobs import api as jobs
from sanctions.actions import evidence
from sanctions.models import Exhibit

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
