"""Who heads each Perangkat Daerah by penugasan, beside whose account acts as its kepala OPD."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from netralitas.accounts.models import RoleAssignment
from netralitas.registry.models import Assignment, Opd


@dataclass(frozen=True)
class HeadRole:
    """One unit with a row in the roll-up: its head of the day, and the accounts with the role Kepala OPD there."""

    unit: Opd
    head: Assignment | None
    roles: tuple[RoleAssignment, ...]

    @property
    def state(self) -> str:
        """`cocok`, `berbeda`, `tanpa_peran` or `tanpa_pimpinan`."""
        if self.head is None:
            return "tanpa_pimpinan"
        if not self.roles:
            return "tanpa_peran"
        holders = {_staff_id(role) for role in self.roles}
        return "cocok" if holders == {self.head.staff_id} else "berbeda"


def head_roles(day: date) -> list[HeadRole]:
    """Every unit with a recap row, those to mend first; three queries."""
    units = Opd.objects.active().recap_rows().filter(is_active_in_pledge=True).select_related("kind")
    heads = {row.unit_id: row for row in Assignment.objects.leading(day).select_related("staff")}
    roles: dict[int, list[RoleAssignment]] = defaultdict(list)
    given = RoleAssignment.objects.in_force(day).of_present_staff().filter(role="kepala_opd")
    for role in given.select_related("user__staff_link"):
        roles[role.unit_id].append(role)
    rows = [HeadRole(unit, heads.get(unit.pk), tuple(roles[unit.pk])) for unit in units.in_protocol_order()]
    return sorted(rows, key=lambda row: row.state == "cocok")


def _staff_id(role: RoleAssignment) -> int | None:
    link = getattr(role.user, "staff_link", None)
    return link.staff_id if link else None
