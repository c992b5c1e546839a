"""The one writer of where a person's matter stands: every transition ends here."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.ui.formats import day as written
from sanctions import events
from sanctions.actions import clocks
from sanctions.models import CasePerson, CaseStep, State
from sanctions.transitions import BY_CODE, Transition


@transaction.atomic
def take(
    person: CasePerson, code: str, *, by: Actor, on: date, reason: str = "", note: str = "",
    document_number: str = "", document_date: date | None = None,
) -> CaseStep:  # fmt: skip
    """Move a person's matter along one row of the table; guards of the single step stand in its own action.

    *Refuses* a row that does not lead on from here or not on this track, a day to come, and one before the last step.
    *Records* a sealed CaseStep and `sanctions.case_step`.
    """
    row = BY_CODE[code]
    fresh = locked(person)
    check_open(fresh, row)
    if on > timezone.localdate():
        raise DomainError("Tanggalnya belum tiba. Belum ada yang dicatat.", code="tanggal")
    if on < fresh.state_on:
        raise DomainError(
            f"Langkah sebelumnya bertanggal {written(fresh.state_on)}; tanggal langkah ini tidak boleh lebih awal. "
            "Belum ada yang dicatat.", code="urutan",
        )  # fmt: skip
    step = CaseStep.objects.create(
        case_id=fresh.case_id, person=fresh, transition=code, from_state=fresh.state,
        to_state=row.target or fresh.state, happened_on=on, reason=reason.strip(), note=note.strip()[:400],
        document_kind=row.document, document_number=document_number.strip(), document_date=document_date,
        recorded_at=database_time(), recorded_by=by.label, recorded_by_key=by.key,
    )  # fmt: skip
    if row.target:
        fresh.state, fresh.state_on = row.target, on
        fresh.save(update_fields=["state", "state_on"])
    person.state, person.state_on = fresh.state, fresh.state_on
    clocks.follow(fresh, row, on)
    record(
        events.CASE_STEP, by=by, subject=fresh.case, number=fresh.case.number, step=row.label, day=written(on)
    )  # fmt: skip
    return step


def locked(person: CasePerson) -> CasePerson:
    """The row as it is now, locked until the transaction ends."""
    return CasePerson.objects.select_for_update(of=("self",)).select_related("case", "staff").get(pk=person.pk)


def check_open(person: CasePerson, row: Transition) -> None:
    """Refuse a step that the table does not offer from here."""
    if person.state not in row.sources or person.track not in row.tracks:
        raise DomainError(
            f"{row.label} tidak dapat dicatat sekarang: perkara ini pada keadaan "
            f"{State(person.state).label.lower()} di jalur {person.get_track_display().lower()}. "
            "Muat ulang halamannya; belum ada yang berubah.", code="keadaan",
        )  # fmt: skip
