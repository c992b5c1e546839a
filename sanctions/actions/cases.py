"""Opening a case and saying who is accused of what."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents.actions.numbering import next_number
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Staff
from sanctions import events
from sanctions.actions import allegations
from sanctions.actions.allegations import Accusation
from sanctions.actions.steps import locked
from sanctions.models import Act, Case, CasePerson, Lead, Report, State, Track
from sanctions.queries.frozen import PersonThen, person_on
from sanctions.queries.offices import lead_for
from sanctions.queries.tracks import fitting_tracks, track_of

_NOTHING = "Belum ada perkara yang dibuka."


@transaction.atomic
def open_case(
    *, reports: Sequence[Report], accused: Sequence[Staff], accusation: Accusation, title: str, opened_on: date,
    by: Actor,
) -> Case:  # fmt: skip
    """Open a case from reports that triage sent to examination, with its persons and their first allegations.

    The Inspektorat keeps it when it concerns BKPSDM. *Refuses* a report still in triage, no person, a person whose
    report is a case already, people of both offices in one matter, acts that do not fit. *Records*
    `sanctions.case_opened` and what the allegations record.
    """
    reports = list(Report.objects.select_for_update().filter(pk__in=[report.pk for report in reports]).order_by("pk"))
    people = [(staff, person_on(staff, accusation.acted_on)) for staff in dict.fromkeys(one.itself for one in accused)]
    _check_opening(reports, people, title, opened_on)
    case = Case.objects.create(
        number=f"PKR/{opened_on.year}/{next_number(f'perkara-{opened_on.year}'):04d}", title=title.strip(),
        lead=_lead([then for _, then in people]), opened_on=opened_on, opened_at=database_time(), opened_by=by.label,
    )  # fmt: skip
    case.reports.set(reports)
    for staff, then in people:
        person = _person(case, staff, then, accusation.acts, opened_on)
        _accuse(person, accusation, by)
    numbers = ", ".join(sorted(report.number for report in reports))
    record(
        events.CASE_OPENED, by=by, subject=case, number=case.number, reports=numbers, lead=str(Lead(case.lead).label)
    )
    return case


@transaction.atomic
def add_person(case: Case, *, staff: Staff, accusation: Accusation, by: Actor) -> CasePerson:
    """Add an accused person to a case; the lead changes hands when that person is of BKPSDM.

    *Refuses* somebody in it already, somebody let into the case, people of both offices.
    *Records* `sanctions.case_person_added`, and `sanctions.case_lead_changed` when the Inspektorat takes over.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    staff = staff.itself
    identity = Staff.objects.of_one_identity(staff)
    if case.persons.filter(staff__in=identity).exists():
        raise DomainError("Orang ini sudah menjadi terlapor dalam perkara ini. Belum ada yang dicatat.", code="ada")
    if case.assignments.standing().filter(staff__in=identity).exists():
        raise DomainError("Orang ini bertugas dalam perkara ini. Akhiri dahulu penugasannya.", code="bertugas")
    then = person_on(staff, accusation.acted_on)
    person = _person(case, staff, then, accusation.acts, timezone.localdate())
    _accuse(person, accusation, by)
    record(events.CASE_PERSON_ADDED, by=by, subject=case, number=case.number)
    offices = set(case.persons.values_list("unit__opd", flat=True)) | {staff.unit.opd_id}
    _hand_over(case, _known(lead_for(offices)), by)
    return person


@transaction.atomic
def choose_track(person: CasePerson, *, track: str, reason: str, by: Actor) -> None:
    """Put a person's matter on another track before the examination begins.

    *Refuses* a later moment, a track that is none for this kind of employee, and no reason.
    *Records* `sanctions.track_chosen`.
    """
    fresh = locked(person)
    if fresh.state != State.REVIEW:
        raise DomainError("Jalur hanya dapat diganti selama telaah. Belum ada yang berubah.", code="keadaan")
    if track not in fitting_tracks(fresh.category):
        raise DomainError("Jalur itu bukan untuk jenis pegawai ini. Belum ada yang berubah.", code="jalur")
    if not reason.strip():
        raise DomainError("Tuliskan alasannya. Belum ada yang berubah.", code="alasan")
    fresh.track = track
    fresh.save(update_fields=["track"])
    record(
        events.TRACK_CHOSEN, by=by, subject=fresh.case, number=fresh.case.number,
        track=str(Track(track).label), reason=reason.strip(),
    )  # fmt: skip


@transaction.atomic
def note_export(*, count: int, by: Actor) -> None:
    """Note that the list of cases was taken away as a file. *Records* `sanctions.cases_exported`."""
    record(events.CASES_EXPORTED, by=by, count=count)


def _check_opening(
    reports: Sequence[Report], people: Sequence[tuple[Staff, PersonThen]], title: str, opened_on: date
) -> None:
    if not reports or not people:
        raise DomainError(f"Pilih laporan dan sedikitnya satu terlapor. {_NOTHING}", code="terlapor")
    if not title.strip():
        raise DomainError(f"Tuliskan pokok perkaranya. {_NOTHING}", code="pokok")
    if any(report.state != Report.State.EXAMINE for report in reports):
        raise DomainError(f"Telaah dahulu laporannya: Dilanjutkan ke pemeriksaan. {_NOTHING}", code="telaah")
    if opened_on > timezone.localdate():
        raise DomainError(f"Tanggal pembukaan belum tiba. {_NOTHING}", code="tanggal")
    taken = CasePerson.objects.filter(case__reports__in=reports, staff__in=[staff for staff, _ in people])
    if found := taken.select_related("case").first():
        raise DomainError(
            f"Laporan ini sudah menjadi perkara {found.case.number} untuk orang yang sama. {_NOTHING}", code="ada"
        )


def _lead(people: Sequence[PersonThen]) -> Lead:
    now = {one.staff.unit.opd_id for one in people}
    return _known(lead_for(now | {one.unit.opd_id for one in people}))


def _known(lead: Lead | None) -> Lead:
    if lead is None:
        raise DomainError(
            "Perkara ini menyangkut pegawai BKPSDM dan Inspektorat sekaligus. Buka perkara terpisah untuk "
            "masing-masing, agar tidak ada kantor yang menangani pegawainya sendiri.", code="dua_kantor",
        )  # fmt: skip
    return lead


def _hand_over(case: Case, lead: Lead, by: Actor) -> None:
    if lead == case.lead:
        return
    case.lead = lead
    case.save(update_fields=["lead"])
    record(
        events.CASE_LEAD_CHANGED, by=by, subject=case, number=case.number, lead=str(lead.label),
        reason="terlapor dari kantor yang menangani",
    )  # fmt: skip


def _person(case: Case, staff: Staff, then: PersonThen, acts: Sequence[Act], since: date) -> CasePerson:
    return CasePerson.objects.create(
        case=case, staff=staff, unit=then.unit, category=then.staff.category, jenjang=then.staff.jenjang,
        is_sekda=then.is_sekda or person_on(staff, timezone.localdate()).is_sekda,
        track=track_of(acts, then.staff.category), state_on=since, added_at=database_time(),
    )  # fmt: skip


def _accuse(person: CasePerson, accusation: Accusation, by: Actor) -> None:
    allegations.freeze(person, accusation.acted_on)
    allegations.add_all(person, accusation, by=by)
