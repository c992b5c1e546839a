"""Reads of the evidence locker."""

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.documents.uploads.asking import PROBLEMS
from netralitas.errors import DomainError
from sanctions.models import Case, CustodyEntry, Exhibit, Report
from sanctions.models.evidence import ExhibitQuerySet, is_whole
from sanctions.queries.reports import reports_for

PENDING = "Salinan sedang disiapkan."


def exhibits_for(user: User) -> ExhibitQuerySet:
    """Exhibits that `user` may open: of reports and cases behind the same walls; joined with their copies."""
    reports = (
        reports_for(user).prefetch_related(None) if user.has_perm(Permission.REPORT_EDIT) else Report.objects.none()
    )
    rows = Exhibit.objects.within(reports, Case.objects.behind_the_wall_of(user), Case.objects.not_walled_from(user))
    return rows.select_related("viewing_copy", "report", "case")


def chain_of(exhibit: Exhibit) -> tuple[list[CustodyEntry], bool]:
    """The chain of custody in order, and whether it is whole; one query."""
    entries = list(exhibit.custody.order_by("position"))
    return entries, is_whole(entries)


def copy_state(exhibit: Exhibit) -> str:
    """Why there is nothing to look at, in words; "" when there is."""
    copy = getattr(exhibit, "viewing_copy", None)
    if copy is None:
        return PENDING
    return f"Tidak dapat dipratinjau: {PROBLEMS[copy.problem]}. Berkas asli tersimpan." if copy.problem else ""


def require_copy(exhibit: Exhibit) -> None:
    """Raises DomainError when there is nothing to look at."""
    if words := copy_state(exhibit):
        raise DomainError(words, code="salinan")
