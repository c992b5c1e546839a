"""Reads of the register of reports."""

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.roles import BKPSDM
from netralitas.accounts.models import RoleAssignment
from netralitas.ledger import vault
from sanctions.models import Case, Report, ReportedPerson, ReporterIdentity
from sanctions.models.reports import ReportQuerySet


def reports_for(user: User) -> ReportQuerySet:
    """Reports that `user` may know of, with persons and acts; three queries.

    A report about somebody of the office that keeps the register (BKPSDM) is the Inspektorat's alone; one that became
    a case is walled like the case.
    """
    walled = Case.objects.exclude(pk__in=Case.objects.not_walled_from(user).values("pk"))
    rows = Report.objects.behind_the_wall_of(user).exclude(pk__in=Report.objects.filter(cases__in=walled).values("pk"))
    if not user.has_perm(Permission.REPORT_ALL):
        office = RoleAssignment.objects.in_force().filter(role=BKPSDM.code)
        office_units = office.values("user__staff_link__staff__unit__opd")
        rows = rows.filter(pk__in=ReportedPerson.objects.filter(staff__unit__opd__in=office_units).values("report"))
    return rows.prefetch_related("named__staff__unit__opd", "acts")


def reporter_of(report: Report) -> dict[str, str]:
    """The identity in clear; the caller has recorded the access. Empty when nobody gave a name."""
    identity = ReporterIdentity.objects.filter(report=report).select_related("row_key").first()
    return vault.unseal(bytes(identity.ciphertext), vault.open_key(identity.row_key)) if identity else {}


def counts(user: User) -> dict[str, int]:
    """How many reports wait and how many there are, as far as `user` may know; one query."""
    states = list(reports_for(user).prefetch_related(None).values_list("state", flat=True))
    waiting = {Report.State.RECEIVED, Report.State.NEEDS_MORE}
    return {"all": len(states), "waiting": sum(state in waiting for state in states)}
