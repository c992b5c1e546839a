"""What becomes of the roles at a unit that is merged into another: who goes along, whose role ends, and why."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from netralitas.access.roles import KEPALA_OPD, OPERATOR_OPD
from netralitas.accounts.models import RoleAssignment
from netralitas.accounts.queries.operators import holders
from netralitas.registry.models import Opd, Staff
from netralitas.ui.formats import day, number


@dataclass(frozen=True)
class Fate:
    """One role: it goes along when nothing stands `against` it, else it ends for that reason."""

    assignment: RoleAssignment
    against: str = ""


def fates(unit: Opd, into: Opd) -> list[Fate]:
    """Every role at the unit that holds now or later, the longest held first; two queries, one more each operator.

    A head's role never goes along: the successor has its own head. An operator's does, with the same surat tugas and
    last day, while the successor has room for one more.
    """
    rows = RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()), unit=unit, revoked_at=None
    ).select_related("user__staff_link__staff__unit", "unit")  # fmt: skip
    found: list[Fate] = []
    for row in rows.order_by("starts_on", "pk"):
        coming = sum(not fate.against and fate.assignment.role == row.role for fate in found)
        found.append(Fate(row, _against(row, unit, into, coming)))
    return found


def _against(row: RoleAssignment, unit: Opd, into: Opd, coming: int) -> str:
    if row.role == KEPALA_OPD.code:
        return f"pimpinan {into.name} ditetapkan tersendiri"
    if not row.user.is_active:
        return "akunnya dikunci"
    if row.ends_on is None or not row.letter_number:
        return "surat tugasnya tidak lengkap"
    link = getattr(row.user, "staff_link", None)
    if link and not link.staff.unit.path.startswith(unit.path) and link.staff.unit.opd_id != into.opd_id:
        return "pegawai Perangkat Daerah lain"
    if RoleAssignment.objects.filter(user=row.user, role=row.role, unit=into, revoked_at=None).exists():
        return f"sudah berperan sama di {into.name}"
    if row.role == OPERATOR_OPD.code:
        names = holders(into, row.starts_on, row.ends_on, besides=row.user)
        if len(names) + coming >= settings.OPERATORS_PER_OPD:
            most = settings.OPERATORS_PER_OPD
            return f"{into.name} sudah akan mempunyai {most} operator" + (f" ({', '.join(names)})" if names else "")
    return ""


def foretell(unit: Opd, into: Opd) -> list[str]:
    """The same in sentences, with whom else somebody will see; one query more."""
    found = fates(unit, into)
    if not found:
        return [f"Tidak ada akun yang berperan di {unit.name}."]
    reach = {"opd": Staff.objects.under(into).present().count(), "unit": into.staff.present().count()}
    return [_sentence(fate, into, reach) for fate in found]


def _sentence(fate: Fate, into: Opd, reach: dict[str, int]) -> str:
    row = fate.assignment
    name, role = row.user.display_name, row.definition.label
    if fate.against:
        return f"{name} ({role}): perannya berakhir; {fate.against}."
    return (
        f"{name} ({role}): perannya pindah ke {into.name} dengan surat tugas yang sama sampai {day(row.ends_on)}; "
        f"ia lalu juga melihat {number(reach[row.definition.scope])} pegawai {into.name}."
    )
