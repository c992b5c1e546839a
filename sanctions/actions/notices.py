"""Telling somebody by e-mail that a case waits for them, or is closed to them: its number, and not one word more."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.jobs import api as jobs
from netralitas.registry.models import Staff
from sanctions import events
from sanctions.models import Case, CaseAssignment
from sanctions.queries.notices import ASSIGNED, CONFLICT, ENDED, RECIPIENT, account_of, key_of

_ABOUT = {ASSIGNED: "penugasan baru", ENDED: "penugasan berakhir", CONFLICT: "pernyataan benturan dicatat"}


@transaction.atomic
def tell_assigned(assignment: CaseAssignment, *, by: Actor) -> None:
    """Ask a newly assigned person to come in and declare.

    Says nothing while an earlier part in the same case still waits for the declaration: they were asked already.
    *Refuses* nothing. *Records* `sanctions.officer_told`.
    """
    waiting = assignment.case.assignments.standing().filter(staff=assignment.staff, declaration__isnull=True)
    if not waiting.exclude(pk=assignment.pk).exists():
        _tell(ASSIGNED, assignment.case, assignment.staff, by)


@transaction.atomic
def tell_ended(assignment: CaseAssignment, *, by: Actor) -> None:
    """Tell somebody that their part in a case ended; who declared a conflict was told of the closed door then.

    *Refuses* nothing. *Records* `sanctions.officer_told`.
    """
    case, staff = assignment.case, assignment.staff
    if staff is not None and not case.declarations.filter(staff=staff, has_conflict=True).exists():
        _tell(ENDED, case, staff, by)


@transaction.atomic
def tell_conflict(case: Case, staff: Staff | None, *, by: Actor) -> None:
    """Tell somebody, once in a case, that their word on a conflict was taken and the case is closed to them.

    *Refuses* nothing. *Records* `sanctions.officer_told`.
    """
    if staff is not None and case.declarations.filter(staff=staff, has_conflict=True).count() == 1:
        _tell(CONFLICT, case, staff, by)


def _tell(template: str, case: Case, staff: Staff | None, by: Actor) -> None:
    if staff is None or account_of(staff) is None:
        return
    jobs.send(template, recipient_type=RECIPIENT, recipient_key=key_of(case, staff), is_new=template == ASSIGNED)
    record(events.OFFICER_TOLD, by=by, subject=case, number=case.number, about=_ABOUT[template])
