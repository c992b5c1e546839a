"""What the room does in the background, by name; each knocks on one action."""

from typing import Any

from django.utils import timezone

from netralitas.access.actors import SYSTEM
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from sanctions.actions import dossiers, evidence, reminders
from sanctions.models import Case, Exhibit
from sanctions.queries import notices
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


# --- who has a part in a case


@jobs.resolver(notices.RECIPIENT)
def case_officer(key: str, context: dict[str, Any]) -> jobs.Recipient | None:
    """The own address of somebody with a part in a case, its number and the page of cases."""
    return notices.address_of(key, is_new=bool(context.get("is_new")))


# --- the file of a case


@jobs.job("sanctions.dossier", label="Menyusun berkas perkara")
def dossier(progress: jobs.Progress, *, case: str, is_archive: bool) -> None:
    """The file of a case for its owner, who must still be able to open the case."""
    opened = Case.objects.behind_the_wall_of(progress.job.owner).filter(public_id=case).first()
    if opened is None:
        raise DomainError("Perkara ini tidak dapat dibuka. Tidak ada yang disusun.")
    dossiers.compile_dossier(progress, case=opened, is_archive=is_archive, by=progress.by)
