"""Penugasan: naming heads and ending their posts."""

from datetime import date, timedelta

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.registry import events
from netralitas.registry.models import Assignment, Opd, Staff
from netralitas.registry.queries.heads import head_title


@transaction.atomic
def assign_head(
    *, staff: Staff, unit: Opd, starts_on: date, by: Actor, kind: str = Assignment.Kind.DEFINITIVE, title: str = "",
    letter_number: str = "",
) -> Assignment:  # fmt: skip
    """Make a person head of a unit from a date; the head before ends the day before.

    *Refuses* a date not after the start of the present head. *Records* `registry.head_assigned`.
    """
    for before in Assignment.objects.heads().on(starts_on).filter(unit=unit).select_related("staff"):
        if before.starts_on >= starts_on:
            raise DomainError(f"{before.staff.full_name} sudah tercatat sebagai pimpinan sejak tanggal itu.")
        end(before, on=starts_on - timedelta(days=1), by=by)
    title = title or head_title(unit)
    assignment = Assignment.objects.create(
        staff=staff, unit=unit, kind=kind, title=title, is_head=True, letter_number=letter_number, starts_on=starts_on
    )
    record(
        events.HEAD_ASSIGNED, by=by, subject=assignment, opd_id=unit.opd_id,
        person=staff.full_name, title=str(assignment), unit=unit.name,
    )  # fmt: skip
    jobs.nudge("pledges.sync_rosters")
    return assignment


@transaction.atomic
def end(assignment: Assignment, *, on: date, by: Actor) -> Assignment:
    """End a post on a date (its last day). *Records* `registry.assignment_ended`."""
    assignment.ends_on = on
    assignment.save(update_fields=["ends_on"])
    record(
        events.ASSIGNMENT_ENDED, by=by, subject=assignment, opd_id=assignment.unit.opd_id,
        person=assignment.staff.full_name, title=str(assignment), date=on.isoformat(),
    )  # fmt: skip
    return assignment
