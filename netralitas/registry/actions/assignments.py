"""Penugasan: naming heads, replacing them in one step, ending their posts."""

from datetime import date, timedelta

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.registry import events
from netralitas.registry.models import Assignment, Opd, OpdEvent, Staff
from netralitas.registry.models.staff import OUT_STATUSES
from netralitas.registry.queries.heads import head_title
from netralitas.ui.formats import day as in_words

Kind = Assignment.Kind


@transaction.atomic
def assign_head(
    *, staff: Staff, unit: Opd, starts_on: date, by: Actor, kind: str = Kind.DEFINITIVE, title: str = "",
    letter_number: str = "", ends_on: date | None = None,
) -> Assignment:  # fmt: skip
    """Make a person head of a unit from a date; the head before ends the day before, but for a Plh.

    *Refuses* a closed unit, a person who left, dates the wrong way round, a Plh. without end, a head who began on or
    after that date, a second definitive post. *Records* the unit's event and `registry.head_assigned`.
    """
    unit = Opd.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    _guard(staff, unit, starts_on, ends_on, kind)
    if kind == Kind.PLH:
        _refuse_second_plh(unit, starts_on, ends_on)
    else:
        _end_those_before(unit, starts_on, ends_on, by)
    assignment = Assignment.objects.create(
        staff=staff, unit=unit, kind=kind, title=title or head_title(unit), is_head=True, letter_number=letter_number,
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    _log(assignment, {"head": [None, staff.full_name], "post": [None, str(assignment)]}, starts_on, letter_number, by)
    record(
        events.HEAD_ASSIGNED, by=by, subject=assignment, opd_id=unit.opd_id,
        person=staff.full_name, title=str(assignment), unit=unit.name, date=in_words(starts_on),
    )  # fmt: skip
    jobs.nudge("pledges.sync_rosters")
    return assignment


@transaction.atomic
def end(assignment: Assignment, *, on: date, by: Actor, reason: str = "") -> Assignment:
    """End a post on a date (its last day).

    *Refuses* a day before its first, and a post that ended before. *Records* the unit's event and
    `registry.assignment_ended`.
    """
    if on < assignment.starts_on:
        raise DomainError(
            f"Hari terakhir mendahului hari pertama ({in_words(assignment.starts_on)}). Belum ada yang berubah."
        )
    if assignment.ends_on is not None and assignment.ends_on < on:
        raise DomainError(f"Penugasan ini sudah berakhir {in_words(assignment.ends_on)}. Belum ada yang berubah.")
    before, assignment.ends_on = assignment.ends_on, on
    assignment.save(update_fields=["ends_on"])
    changes = {"head": [assignment.staff.full_name, None], "ends_on": [before and before.isoformat(), on.isoformat()]}
    _log(assignment, changes, on, reason, by)
    record(
        events.ASSIGNMENT_ENDED, by=by, subject=assignment, opd_id=assignment.unit.opd_id,
        person=assignment.staff.full_name, title=str(assignment), date=in_words(on),
    )  # fmt: skip
    jobs.nudge("pledges.sync_rosters")
    return assignment


def _guard(staff: Staff, unit: Opd, starts_on: date, ends_on: date | None, kind: str) -> None:
    if unit.closed_on is not None and unit.closed_on <= starts_on:
        raise DomainError(f"{unit.name} sudah ditutup {in_words(unit.closed_on)}. Belum ada yang berubah.")
    if staff.status in OUT_STATUSES:
        raise DomainError(
            f"{staff.full_name} tercatat {staff.get_status_display().lower()}. Belum ada yang berubah; "
            "betulkan dahulu kedudukannya bila keliru."
        )
    if ends_on is not None and ends_on < starts_on:
        raise DomainError("Tanggal akhir mendahului tanggal mulai. Belum ada yang berubah.")
    if kind == Kind.PLH and ends_on is None:
        raise DomainError("Plh. hanya untuk sementara: isi tanggal akhirnya. Belum ada yang berubah.")
    if kind == Kind.DEFINITIVE:
        _refuse_second_definitive(staff, unit, starts_on, ends_on)


def _refuse_second_definitive(staff: Staff, unit: Opd, starts_on: date, ends_on: date | None) -> None:
    held = Assignment.objects.heads().filter(staff=staff, kind=Kind.DEFINITIVE).exclude(unit=unit)
    if other := held.overlapping(starts_on, ends_on).select_related("unit").first():
        raise DomainError(
            f"{staff.full_name} masih {other} ({other.unit.name}) sejak {in_words(other.starts_on)}. "
            "Akhiri dahulu jabatan itu, atau catat yang baru sebagai Plt. Belum ada yang berubah."
        )


def _refuse_second_plh(unit: Opd, starts_on: date, ends_on: date | None) -> None:
    others = Assignment.objects.heads().filter(unit=unit, kind=Kind.PLH).overlapping(starts_on, ends_on)
    if other := others.select_related("staff").first():
        raise DomainError(f"Waktunya bertumpuk dengan {_said(other)}. Akhiri dahulu yang itu. Belum ada yang berubah.")


def _end_those_before(unit: Opd, starts_on: date, ends_on: date | None, by: Actor) -> None:
    """The heads in force end the day before; one who begins later, or on that very day, stands in the way."""
    standing = Assignment.objects.heads().filter(unit=unit).overlapping(starts_on, ends_on).select_related("staff")
    for before in standing.order_by("-starts_on"):
        if before.starts_on == starts_on:
            raise DomainError(f"{_said(before)} sudah tercatat sebagai pimpinan sejak tanggal itu.")
        if before.starts_on > starts_on and before.kind == Kind.PLH:
            continue  # a Plh. to come replaces whoever heads the unit then
        if before.starts_on > starts_on:
            raise DomainError(
                f"Waktunya bertumpuk dengan {_said(before)}. Isi “Sampai” dengan tanggal sebelum itu, "
                "atau pilih tanggal mulai yang lebih baru. Belum ada yang berubah."
            )
        end(before, on=starts_on - timedelta(days=1), by=by, reason="digantikan")


def _said(assignment: Assignment) -> str:
    until = f" sampai {in_words(assignment.ends_on)}" if assignment.ends_on else ""
    return f"{assignment.staff.full_name}, {assignment}, sejak {in_words(assignment.starts_on)}{until}"


def _log(assignment: Assignment, changes: dict[str, list], on: date, reason: str, by: Actor) -> None:
    OpdEvent.objects.create(
        unit=assignment.unit, kind="head", changes=changes, effective_on=on, reason=reason[:200],
        by_key=by.key, by_label=by.label,
    )  # fmt: skip
