"""Accounts as the admin sees them: whose, which roles, in which state."""

from django.db.models import Case, Prefetch, Q, QuerySet, Value, When

from netralitas.access.models import User
from netralitas.access.roles import ROLE_CHOICES
from netralitas.access.scopes import Scope
from netralitas.accounts import events
from netralitas.accounts.models import RoleAssignment, StaffLink
from netralitas.audit.models import Event
from netralitas.registry.models import Staff
from netralitas.ui.lists import Column, Filter, List

STATES = [("aktif", "Aktif"), ("menunggu", "Belum diaktifkan"), ("terkunci", "Dikunci")]


def accounts_within(scope: Scope) -> QuerySet[User]:
    """Accounts with their person, unit and roles in force; everybody's for the whole pemda, else of staff in scope.

    A row is one account with `state`; three queries for a page whatever its length.
    """
    roles = RoleAssignment.objects.in_force().of_present_staff().select_related("unit").order_by("pk")
    found = (
        User.objects.filter(is_superuser=False)
        .select_related("staff_link__staff__unit__opd")
        .prefetch_related(Prefetch("role_assignments", queryset=roles, to_attr="roles_in_force"))
        .annotate(
            state=Case(
                When(is_active=False, then=Value("terkunci")),
                When(Q(password="") | Q(password__startswith="!"), then=Value("menunggu")),
                default=Value("aktif"),
            )
        )
    )
    if scope.is_all:
        return found
    return found.filter(pk__in=StaffLink.objects.filter(staff__in=Staff.objects.within(scope)).values("user"))


def lock_reason(user: User) -> str:
    """Why a locked account was locked, "" for an open one; at most one query."""
    if user.is_active:
        return ""
    told = Event.objects.about(user._meta.label_lower, str(user.pk)).filter(event=events.ACCOUNT_LOCKED.key)
    event = told.newest_first().first()
    return event.details["reason"] if event else ""


def _holding(rows: QuerySet[User], role: str) -> QuerySet[User]:
    return rows.filter(pk__in=RoleAssignment.objects.in_force().of_present_staff().filter(role=role).values("user"))


class AccountList(List):
    """The list of accounts: search by name, NIP or e-mail; filter by role and state."""

    columns = (
        Column("nama", "Nama", sort=("display_name",), value="display_name"),
        Column("peran", "Peran"),
        Column("unit", "Unit kerja", sort=("staff_link__staff__unit__name",)),
        Column("masuk", "Terakhir masuk", sort=("last_login",)),
        Column("keadaan", "Keadaan", sort=("state",)),
    )
    search_fields = ("display_name", "email", "staff_link__staff__nip")
    filters = (
        Filter("peran", "Peran", ROLE_CHOICES, _holding),
        Filter("keadaan", "Keadaan", STATES, "state"),
    )
    default_sort = "nama"
    noun = "akun"
    exports = ()
