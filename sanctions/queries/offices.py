"""Which Perangkat Daerah keep cases, so that none keeps one about itself."""

from collections.abc import Iterable

from netralitas.access.roles import BKPSDM, PENANGAN_ITDA
from netralitas.accounts.models import RoleAssignment
from sanctions.models import Lead


def office_units(role: str) -> set[int]:
    """Perangkat Daerah of everybody who holds a role now; one query."""
    rows = RoleAssignment.objects.in_force().filter(role=role, user__staff_link__isnull=False)
    return set(rows.values_list("user__staff_link__staff__unit__opd", flat=True))


def lead_for(units: Iterable[int]) -> Lead | None:
    """Who may keep a case about people of these Perangkat Daerah; None when it concerns both offices. Two queries."""
    concerned = set(units)
    is_bkpsdm = bool(concerned & office_units(BKPSDM.code))
    is_itda = bool(concerned & office_units(PENANGAN_ITDA.code))
    if is_bkpsdm and is_itda:
        return None
    return Lead.INSPEKTORAT if is_bkpsdm else Lead.BKPSDM
