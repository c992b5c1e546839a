"""Letting people into a case by letter, after their word on conflicts of interest."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.permissions import Permission
from netralitas.access.roles import AJUDAN, PEMERIKSA, SEKDA
from netralitas.accounts.actions.roles import give_role
from netralitas.accounts.models import RoleAssignment, StaffLink
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Staff
from netralitas.registry.models.staff import OUT_STATUSES
from sanctions import events
from sanctions.actions import notices
from sanctions.models import (
    AssignmentEnd,
    Case,
    CaseAssignment,
    CaseRole,
    ConflictDeclaration,
    Element,
    ReportedPerson,
)

_NOTHING = "Belum ada yang dicatat."
_FROM_THE_OFFICE = frozenset({CaseRole.SUPERIOR, CaseRole.OFFICIAL})
_ELEMENT_OF = {CaseRole.SUPERIOR: Element.SUPERIOR}


@transaction.atomic
def assign(
    case: Case, *, role: str, letter_number: str, letter_date: date, by: Actor, staff: Staff | None = None,
    name: str = "", title: str = "", element: str = "",
) -> CaseAssignment:  # fmt: skip
    """Give somebody a part in a case; it opens the case only after their declaration, and only this case.

    The account of the person gets the role Pemeriksa with it, and a message. *Refuses* who is named in the matter, who
    declared a conflict in it, colleagues of the accused but for superior and deciding official, Sekda and ajudan in a
    case about the Sekda, a second chair, the same part twice, somebody who left, no letter.
    *Records* `sanctions.case_assigned`.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    role = CaseRole(role)
    if not letter_number.strip() or letter_date > timezone.localdate():
        raise DomainError(f"Isi nomor dan tanggal surat penugasannya. {_NOTHING}", code="surat")
    if staff is None and (role != CaseRole.OFFICIAL or not name.strip()):
        raise DomainError(f"Isi NIP orangnya. {_NOTHING}", code="orang")
    if staff is not None:
        staff = staff.itself
        check_person(case, staff, role)
    _check_part(case, role, staff)
    assignment = CaseAssignment.objects.create(
        case=case, staff=staff, name=staff.full_name if staff else name.strip(), role=role,
        title=title.strip() or (staff.position if staff else ""), element=_ELEMENT_OF.get(role, element),
        letter_number=letter_number.strip(), letter_date=letter_date, recorded_at=database_time(), recorded_by=by.label,
    )  # fmt: skip
    record(events.CASE_ASSIGNED, by=by, subject=case, number=case.number, role=role.label.lower())
    if staff is not None:
        _open_the_door(staff, letter_number, by)
        notices.tell_assigned(assignment, by=by)
    return assignment


def check_person(case: Case, staff: Staff, role: CaseRole) -> None:
    """Refuse whom the walls keep out of a case, whatever the letter says."""
    identity = list(Staff.objects.of_one_identity(staff).values_list("pk", flat=True))
    named = ReportedPerson.objects.filter(report__cases=case, staff__in=identity)
    if case.persons.filter(staff__in=identity).exists() or named.exists():
        raise DomainError(
            f"Orang ini disebut dalam perkara ini, jadi tidak dapat bertugas. {_NOTHING}", code="terlapor"
        )
    if case.declarations.filter(staff__in=identity, has_conflict=True).exists():
        raise DomainError(
            f"Orang ini sudah menyatakan benturan kepentingan dalam perkara ini. {_NOTHING}", code="benturan"
        )
    if staff.status in OUT_STATUSES:
        raise DomainError(f"Orang ini tidak lagi bekerja di pemda. {_NOTHING}", code="kedudukan")
    if case.persons.filter(is_sekda=True).exists() and _serves_the_sekda(staff):
        raise DomainError(f"Perkara ini tidak dibuka untuk lingkungan Sekretaris Daerah. {_NOTHING}", code="sekda")
    own = staff.unit.opd_id
    concerned = case.persons.filter(unit__opd=own).exists() or case.persons.filter(staff__unit__opd=own).exists()
    if concerned and role not in _FROM_THE_OFFICE:
        raise DomainError(
            "Dari Perangkat Daerah terlapor hanya atasan langsung dan pejabat yang berwenang yang dapat bertugas. "
            f"{_NOTHING}", code="kantor_terlapor",
        )  # fmt: skip


def _check_part(case: Case, role: CaseRole, staff: Staff | None) -> None:
    standing = case.assignments.standing()
    if role == CaseRole.CHAIR and standing.filter(role=role).exists():
        raise DomainError(f"Tim sudah punya ketua. Akhiri dahulu penugasannya. {_NOTHING}", code="ketua")
    if staff is not None and standing.filter(staff=staff, role=role).exists():
        raise DomainError(f"Orang ini sudah bertugas dengan peran itu. {_NOTHING}", code="ada")


def _serves_the_sekda(staff: Staff) -> bool:
    rows = RoleAssignment.objects.in_force().filter(user__staff_link__staff=staff)
    return rows.filter(role__in=[SEKDA.code, AJUDAN.code]).exists()


def _open_the_door(staff: Staff, letter_number: str, by: Actor) -> None:
    """Give the account the role of an examiner, unless it may read cases already; without an account nothing."""
    link = StaffLink.objects.filter(staff=staff).select_related("user").first()
    if link is None or link.user.pk == by.user_id or not link.user.is_active:
        return
    if not link.user.has_perm(Permission.CASE_WORK):
        give_role(
            user=link.user, role=PEMERIKSA.code, unit=None, letter_number=letter_number,
            starts_on=timezone.localdate(), ends_on=None, by=by,
        )  # fmt: skip


@transaction.atomic
def declare(
    assignment: CaseAssignment, *, has_conflict: bool, statement: str, by: Actor, letter_number: str = ""
) -> ConflictDeclaration:
    """Keep the assigned person's word on conflicts of interest; free of them the case opens, else never again.

    `letter_number` when the secretariat notes a letter. *Refuses* a second word, an ended assignment, a conflict
    without a word on it. *Records* `sanctions.conflict_declared`.
    """
    assignment = CaseAssignment.objects.select_for_update(of=("self",)).select_related("case").get(pk=assignment.pk)
    if ConflictDeclaration.objects.filter(assignment=assignment).exists():
        raise DomainError("Pernyataan untuk penugasan ini sudah dicatat.", code="sudah")
    if AssignmentEnd.objects.filter(assignment=assignment).exists():
        raise DomainError("Penugasan ini sudah berakhir. Belum ada yang dicatat.", code="berakhir")
    return _declare(assignment.case, assignment, assignment.staff, has_conflict, statement, letter_number, by)


@transaction.atomic
def step_back(case: Case, *, staff: Staff, statement: str, by: Actor) -> ConflictDeclaration:
    """Declare a conflict of one's own, without being assigned: the case is closed to oneself from then on.

    *Refuses* no word on it. *Records* `sanctions.conflict_declared`.
    """
    return _declare(case, None, staff, True, statement, "", by)


def _declare(
    case: Case, assignment: CaseAssignment | None, staff: Staff | None, has_conflict: bool, statement: str,
    letter_number: str, by: Actor,
) -> ConflictDeclaration:  # fmt: skip
    if has_conflict and not statement.strip():
        raise DomainError("Jelaskan singkat benturan kepentingannya. Belum ada yang dicatat.", code="penjelasan")
    declaration = ConflictDeclaration.objects.create(
        case=case, assignment=assignment, staff=staff, has_conflict=has_conflict, statement=statement.strip(),
        letter_number=letter_number.strip(), recorded_at=database_time(), recorded_by=by.label,
    )  # fmt: skip
    answer = "ada benturan kepentingan" if has_conflict else "bebas benturan kepentingan"
    record(events.CONFLICT_DECLARED, by=by, subject=case, number=case.number, answer=answer)
    if has_conflict:
        notices.tell_conflict(case, staff, by=by)
    return declaration


@transaction.atomic
def end(assignment: CaseAssignment, *, reason: str, by: Actor) -> AssignmentEnd:
    """End an assignment; the case closes to the person at once, who is told so. *Refuses* a second end and no reason.

    *Records* `sanctions.assignment_ended`.
    """
    assignment = CaseAssignment.objects.select_for_update(of=("self",)).select_related("case").get(pk=assignment.pk)
    if AssignmentEnd.objects.filter(assignment=assignment).exists():
        raise DomainError("Penugasan ini sudah berakhir.", code="sudah")
    if not reason.strip():
        raise DomainError("Tuliskan alasannya. Belum ada yang berubah.", code="alasan")
    ended = AssignmentEnd.objects.create(
        assignment=assignment, reason=reason.strip(), recorded_at=database_time(), recorded_by=by.label
    )
    record(
        events.ASSIGNMENT_ENDED, by=by, subject=assignment.case, number=assignment.case.number,
        role=assignment.get_role_display().lower(),
    )  # fmt: skip
    notices.tell_ended(assignment, by=by)
    return ended
