"""Which part somebody has in a case: what the doors of the steps ask."""

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from sanctions.models import Case, CaseAssignment, CaseRole, Lead
from sanctions.models.parties import CaseAssignmentQuerySet
from sanctions.transitions import TEAM_ROLES, Part


def parts_of(user: User, case: Case) -> frozenset[Part]:
    """The parts of one who may open the case (behind the wall is the caller's question); two queries."""
    parts = set()
    if user.has_perm(Permission.CASE_EDIT):
        lead = Lead.BKPSDM if user.has_perm(Permission.REPORT_ALL) else Lead.INSPEKTORAT
        parts |= {Part.SECRETARIAT} if case.lead == lead else set()
    link = getattr(user, "staff_link", None)
    if link is not None:
        roles = set(in_force(case).filter(staff=link.staff_id).values_list("role", flat=True))
        parts |= {Part.TEAM} if roles & TEAM_ROLES else set()
        parts |= {Part.COUNCIL} if CaseRole.COUNCIL in roles else set()
    return frozenset(parts)


def in_force(case: Case) -> CaseAssignmentQuerySet:
    """Assignments that stand and are declared free of conflict."""
    return CaseAssignment.objects.in_force().filter(case=case)


def waiting_declarations(user: User) -> CaseAssignmentQuerySet:
    """Assignments of this person that still wait for the declaration; one query."""
    rows = CaseAssignment.objects.standing().filter(declaration__isnull=True)
    return rows.filter(staff__account_link__user=user.pk).select_related("case")


def deciding_conflict(case: Case) -> bool:
    """Whether the deciding official declared a conflict: the case then goes to the governor; one query."""
    rows = CaseAssignment.objects.filter(case=case, role=CaseRole.OFFICIAL, end__isnull=True)
    return rows.filter(declaration__has_conflict=True).exists()
