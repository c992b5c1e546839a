"""Operators: who looks after which unit by which surat tugas, and whose time is running out."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from netralitas.access.models import User
from netralitas.access.roles import OPERATOR_OPD
from netralitas.access.scopes import Scope
from netralitas.accounts.models import BY_LETTER, RoleAssignment
from netralitas.registry.models import Opd
from netralitas.ui.lists import Column, Filter, List

SOON_DAYS = 14
_ENDS = [("segera", f"Berakhir dalam {SOON_DAYS} hari"), ("lewat", "Sudah berakhir, belum diganti")]


def operators(scope: Scope) -> QuerySet[RoleAssignment]:
    """Operators' roles not revoked, of the present and the future, and those that ran out within the last quarter.

    A row is one role of one person over one unit; one query a page.
    """
    recently = timezone.localdate() - timedelta(days=90)
    living = Q(ends_on__isnull=True) | Q(ends_on__gte=recently)
    found = RoleAssignment.objects.filter(living, role__in=BY_LETTER, revoked_at=None, user__is_active=True)
    if not scope.is_all:
        found = found.filter(unit__in=Opd.objects.within(scope))
    return found.of_present_staff().select_related("unit__opd", "user__staff_link__staff")


def holders(unit: Opd, starts_on: date, ends_on: date | None, *, besides: User) -> list[str]:
    """Names of others who are operators of the Perangkat Daerah at any time between the dates; one query."""
    same_time = RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), role=OPERATOR_OPD.code, unit=unit, revoked_at=None,
        user__is_active=True,
    ).exclude(user=besides).of_present_staff()  # fmt: skip
    if ends_on is not None:
        same_time = same_time.filter(starts_on__lte=ends_on)
    return sorted(set(same_time.values_list("user__display_name", flat=True)))


def names_at(unit: Opd) -> list[str]:
    """The present operators of a unit, else of its Perangkat Daerah; at most two queries."""
    in_force = RoleAssignment.objects.in_force().of_present_staff().filter(role__in=BY_LETTER, user__is_active=True)
    for place in dict.fromkeys((unit.pk, unit.opd_id)):
        if found := sorted(set(in_force.filter(unit=place).values_list("user__display_name", flat=True))):
            return found
    return []


def ending_soon(scope: Scope) -> int:
    """How many operators' roles end within two weeks; one query."""
    return _by_end(operators(scope), "segera").count()


def _by_end(rows: QuerySet[RoleAssignment], when: str) -> QuerySet[RoleAssignment]:
    today = timezone.localdate()
    if when == "lewat":
        return rows.filter(ends_on__lt=today)
    return rows.filter(ends_on__gte=today, ends_on__lte=today + timedelta(days=SOON_DAYS))


class OperatorList(List):
    """The list of operators: search by name, unit or surat tugas; filter by role and end."""

    columns = (
        Column("nama", "Nama", sort=("user__display_name",), value="user.display_name"),
        Column("peran", "Peran", sort=("role",), value="definition.label"),
        Column("unit", "Unit", sort=("unit__name",), value="unit.name"),
        Column("surat", "Surat tugas", sort=("letter_number",), value="letter_number"),
        Column("mulai", "Sejak", sort=("starts_on",), value="starts_on"),
        Column("sampai", "Sampai", sort=("ends_on",), value="ends_on"),
    )
    search_fields = ("user__display_name", "unit__name", "unit__opd__name", "letter_number")
    filters = (
        Filter("peran", "Peran", [("operator_opd", "Operator OPD"), ("operator_unit", "Operator unit")], "role"),
        Filter("akhir", "Akhir tugas", _ENDS, _by_end),
    )
    default_sort = "sampai"
    noun = "operator"
    exports = ("xlsx",)
