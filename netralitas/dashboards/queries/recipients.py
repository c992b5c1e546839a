"""Who gets the mail about a weekly report: accounts that may see the whole pemda's numbers."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.roles import AJUDAN, BAKESBANGPOL, ROLES, SEKDA, ScopeKind
from netralitas.accounts.models import RoleAssignment
from netralitas.dashboards.models import WeeklyRecipient, WeeklyReport
from netralitas.dashboards.queries.monday_reports import Report
from netralitas.jobs.models import Message

USUAL = (SEKDA.code, AJUDAN.code, BAKESBANGPOL.code)  # get it unless somebody decided otherwise
_MAY = [
    role.code for role in ROLES.values()
    if role.scope is ScopeKind.ALL and Permission.ROLLUP_VIEW in role.permissions
]  # fmt: skip


def possible() -> list[User]:
    """Accounts that see every number today, by role and name; each with `roles` and `decided`; two queries."""
    rows = RoleAssignment.objects.in_force().of_present_staff().filter(role__in=_MAY, user__is_active=True)
    roles: dict[int, list[str]] = {}
    for user_id, role in rows.order_by("pk").values_list("user_id", "role"):
        roles.setdefault(user_id, []).append(role)
    decided = WeeklyRecipient.objects.filter(user=OuterRef("pk")).values("is_wanted")
    found = list(User.objects.filter(pk__in=roles).annotate(decided=Subquery(decided)))
    for user in found:
        user.roles = roles[user.pk]
    return sorted(found, key=lambda user: (_MAY.index(user.roles[0]), user.display_name))


def is_wanted(user: User) -> bool:
    """Whether an account of `possible` gets the mail: as decided, else by its role; no query."""
    return bool(user.decided) if user.decided is not None else bool(set(user.roles) & set(USUAL))


def wanted() -> list[User]:
    """Who gets the mail and has an address; two queries."""
    return [user for user in possible() if user.email and is_wanted(user)]


@dataclass(frozen=True)
class Letter:
    """One mail: where to, and what its text needs."""

    address: str
    words: dict[str, Any]


def letter(username: str, report: str) -> Letter | None:
    """The mail about a report to one account; None when it may not or need not have it any more; three queries."""
    user = next((user for user in wanted() if user.username == username), None)
    row = WeeklyReport.objects.filter(public_id=report).first()
    if user is None or row is None:
        return None
    link = f"{settings.BASE_URL}{reverse('dashboards:monday', args=[row.public_id])}"
    return Letter(user.email, {"name": user.display_name, "report": Report(row.content), "link": link})


def deliveries_of(report: WeeklyReport) -> list[tuple[str, str]]:
    """Whom a report was mailed to and how that stands (codes of the outbox), in the order of sending; three queries."""
    rows = list(report.deliveries.order_by("pk").values_list("username", "message"))
    names = dict(User.objects.filter(username__in=[row[0] for row in rows]).values_list("username", "display_name"))
    states = dict(Message.objects.filter(public_id__in=[row[1] for row in rows]).values_list("public_id", "state"))
    return [(names.get(username, "Akun yang sudah dihapus"), states.get(message, "")) for username, message in rows]
