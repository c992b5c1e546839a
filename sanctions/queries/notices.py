"""Where a word to somebody with a part in a case goes, and what became of it."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from netralitas.access.models import User
from netralitas.jobs.models import Message
from netralitas.jobs.outbox import NotNeeded, Recipient
from netralitas.registry.models import Staff
from sanctions.models import Case, CaseAssignment

RECIPIENT = "sanctions.case_officer"
ASSIGNED, ENDED, CONFLICT = "sanctions/ditugaskan", "sanctions/tugas_berakhir", "sanctions/benturan_dicatat"


def key_of(case: Case, staff: Staff) -> str:
    """What the outbox keeps instead of a name or a number: both ids."""
    return f"{case.public_id}:{staff.public_id}"


def account_of(staff: Staff) -> User | None:
    """The active account with an address behind a person; one query."""
    rows = User.objects.filter(staff_link__staff=staff, is_active=True).exclude(email="")
    return rows.first()


def address_of(key: str, *, is_new: bool) -> Recipient | None:
    """Where a message about a case goes now: number of the case and a link, nothing else of it; three queries.

    Raises NotNeeded for a new assignment that ended meanwhile.
    """
    case_id, _, staff_id = key.partition(":")
    case = Case.objects.filter(public_id=case_id).first()
    staff = Staff.objects.filter(public_id=staff_id).first()
    user = account_of(staff) if case and staff else None
    if user is None:
        return None
    if is_new and not case.assignments.standing().filter(staff=staff).exists():
        raise NotNeeded
    link = f"{settings.BASE_URL}{reverse('sanctions:cases')}"
    return Recipient(user.email, {"name": user.display_name, "number": case.number, "link": link})


def with_notices(case: Case, rows: Iterable[CaseAssignment]) -> list[CaseAssignment]:
    """Assignments with `notice`: whether the person was told by e-mail, in words; one query for all."""
    sent = Message.objects.filter(template=ASSIGNED, recipient_key__startswith=f"{case.public_id}:").order_by("pk")
    states = {one.recipient_key: one.get_state_display().lower() for one in sent}
    found = list(rows)
    for one in found:
        state = states.get(key_of(case, one.staff)) if one.staff else None
        one.notice = f"Surel pemberitahuan: {state}" if state else ""
    return found
