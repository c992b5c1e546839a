"""Village government in a table of its own: outside the ASN figure and outside the main denominator."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from netralitas.access.scopes import Scope
from netralitas.dashboards.queries.figures import SUMS, Figures, of_sums, total
from netralitas.registry.models import Opd, StaffCategory
from pledges.models import Campaign, Counter

KINDS = (StaffCategory.KADES, StaffCategory.PERANGKAT_DESA, StaffCategory.BPD)


@dataclass
class VillageRow:
    """One kecamatan, or one desa: figures of heads, apparatus and BPD, and their sum."""

    unit: Opd
    by_kind: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.unit.name

    @property
    def figures(self) -> Figures:
        """All kinds together."""
        return total(self.by_kind.values())

    @property
    def kinds(self) -> list[Figures]:
        """The figures of each kind, in the order of the columns."""
        return [self.by_kind.get(kind.value, Figures()) for kind in KINDS]

    @property
    def heads(self) -> Figures:
        """Kepala desa."""
        return self.kinds[0]

    @property
    def order(self) -> tuple:
        """Protocol order."""
        return (self.unit.protocol_order, self.unit.name)

    @property
    def share(self) -> float:
        """For sorting: the percentage, those with nobody obliged at the end."""
        figures = self.figures
        return float(figures.percentage) if figures.obliged else 101.0


def village_rows(campaign: Campaign, scope: Scope, *, by_office: bool) -> list[VillageRow]:
    """Village government inside a scope, per Perangkat Daerah (kecamatan) or per desa; two queries."""
    cells = Counter.objects.of_villages().filter(campaign=campaign)
    if not scope.is_all:
        cells = cells.filter(unit__in=Opd.objects.within(scope).values("pk"))
    grouped = cells.order_by().values("unit_id", "category").annotate(**SUMS)
    found = [((cell["unit_id"], cell["category"]), of_sums(cell)) for cell in grouped]
    units = {unit.pk: unit for unit in Opd.objects.filter(pk__in={pk for (pk, _), _ in found}).select_related("opd")}
    return rows_of(found, units, by_office=by_office)


def rows_of(
    found: Iterable[tuple[tuple[int, str], Figures]], units: dict[int, Opd], *, by_office: bool
) -> list[VillageRow]:
    """Figures by unit and kind as rows in protocol order; no query when `opd` of the units is loaded."""
    rows: dict[int, VillageRow] = {}
    for (unit_id, category), figures in found:
        unit = units[unit_id].opd if by_office else units[unit_id]
        rows.setdefault(unit.pk, VillageRow(unit)).by_kind[category] += figures
    shown = [row for row in rows.values() if row.figures != Figures()]
    return sorted(shown, key=lambda row: row.order)
