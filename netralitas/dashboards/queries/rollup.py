"""The pemda's number: its recap rows, its kecamatan, its kinds of employee."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from netralitas.dashboards.queries.days import Rise
from netralitas.dashboards.queries.figures import NOBODY, SUMS, Figures, level_of, levels, of_sums, total
from netralitas.registry.models import Opd, StaffCategory
from pledges.models import Campaign, Counter

LAGGARDS = 5


@dataclass
class Row:
    """One line of a roll-up: what it speaks of, its figures, its head, its rise."""

    key: str  # public id of a unit, code of a kecamatan, a kind or a level
    name: str
    figures: Figures = NOBODY
    heads: Figures = NOBODY
    rise: Rise = field(default_factory=Rise)
    group: str = ""
    order: tuple = ()
    pk: int = 0

    @property
    def share(self) -> float:
        """For sorting: the percentage, those with nobody obliged at the end."""
        return float(self.figures.percentage) if self.figures.obliged else 101.0


@dataclass(frozen=True)
class Rollup:
    """The whole and its recap rows in protocol order, and its kecamatan in the order of their codes."""

    rows: list[Row]
    kecamatan: list[Row]

    @property
    def total(self) -> Figures:
        """Everybody."""
        return total(row.figures for row in self.rows)

    @property
    def heads(self) -> Figures:
        """The heads of Perangkat Daerah."""
        return total(row.heads for row in self.rows)

    @property
    def counted_rows(self) -> list[Row]:
        """Rows with somebody in them."""
        return [row for row in self.rows if row.figures != NOBODY]

    @property
    def complete(self) -> list[Row]:
        """Rows in which everybody obliged has signed."""
        return [row for row in self.rows if row.figures.is_complete]

    @property
    def not_begun(self) -> list[Row]:
        """Rows in which nobody has signed."""
        return [row for row in self.rows if row.figures.obliged and not row.figures.done]

    @property
    def laggards(self) -> list[Row]:
        """The five rows with the lowest share; of equals the one with more persons missing first."""
        behind = [row for row in self.rows if row.figures.obliged and not row.figures.is_complete]
        return sorted(behind, key=lambda row: (row.share, -row.figures.waiting))[:LAGGARDS]


def counted(campaign: Campaign, *, category: str = "", level: str = "") -> QuerySet[Counter]:
    """The counters of a campaign, of one kind or one level of employee only when asked."""
    cells = Counter.objects.filter(campaign=campaign)
    if category:
        cells = cells.filter(category=category)
    return cells.filter(_cells_of(level)) if level in levels() else cells


_UNIT = ("public_id", "name", "kind__recap_group", "kind__order", "protocol_order")


def rollup(
    campaign: Campaign, *, category: str = "", level: str = "", rise_of: dict[int, Rise] | None = None
) -> Rollup:
    """Every recap row and every kecamatan; one query whatever the size."""
    cells = counted(campaign, category=category, level=level).values(
        "recap_unit_id", "is_opd_head", "unit__kecamatan__code", "unit__kecamatan__name",
        *(f"recap_unit__{name}" for name in _UNIT),
    )  # fmt: skip
    rows: dict[int, Row] = {}
    places: dict[str, Row] = {}
    for cell in cells.annotate(**SUMS).order_by():
        figures = of_sums(cell)
        pk, code = cell["recap_unit_id"], cell["unit__kecamatan__code"] or ""
        row = rows.get(pk) or rows.setdefault(pk, _row(pk, *(cell[f"recap_unit__{name}"] for name in _UNIT)))
        row.figures += figures
        if cell["is_opd_head"]:
            row.heads += figures
        place = places.setdefault(code, Row(code, cell["unit__kecamatan__name"] or "Lokasi belum diisi"))
        place.figures += figures
    for pk, row in rows.items():
        row.rise = (rise_of or {}).get(pk, row.rise)
    in_protocol_order = sorted(rows.values(), key=lambda row: row.order)
    return Rollup(in_protocol_order, [places[code] for code in sorted(places, key=lambda code: (not code, code))])


def _row(pk: int, public_id: str, name: str, group: str, kind_order: int, protocol_order: int) -> Row:
    return Row(public_id, name, group=group, order=(kind_order, protocol_order, name), pk=pk)


def row_of(unit: Opd) -> Row:
    """An empty row of a unit; its kind must be loaded."""
    kind = unit.kind
    return _row(unit.pk, unit.public_id, unit.name, kind.recap_group, kind.order, unit.protocol_order)


def kinds(cells: QuerySet[Counter]) -> tuple[list[Row], list[Row]]:
    """Counters by kind of employee and by jenjang, only lines with somebody in them; one query."""
    by_category: dict[str, Figures] = defaultdict(Figures)
    by_level: dict[str, Figures] = defaultdict(Figures)
    for cell in cells.values("category", "jenjang").annotate(**SUMS).order_by():
        figures = of_sums(cell)
        by_category[cell["category"]] += figures
        by_level[level_of(cell["category"], cell["jenjang"])] += figures
    return _lines(dict(StaffCategory.choices), by_category), _lines(levels(), by_level)


def _lines(labels: dict[str, str], found: dict[str, Figures]) -> list[Row]:
    return [Row(key, label, found[key]) for key, label in labels.items() if key in found and (found[key] != NOBODY)]


def _cells_of(level: str) -> Q:
    """The counters of one level; the reverse of `level_of`."""
    pns = Q(category__in=[StaffCategory.PNS, StaffCategory.CPNS])
    if level == "JF":
        return pns & Q(jenjang__startswith="JF_")
    if level in {"PPPK", "PPPK_PW"}:
        return Q(category=level)
    others = [category for category in StaffCategory if level_of(category, "") == level]
    if level in {"NON_ASN", "DESA"}:
        return Q(category__in=others)
    if level == "TANPA_JENJANG":
        named = Q(jenjang__startswith="JF_") | Q(jenjang__in=[code for code in levels() if code != level])
        return pns & ~named
    return pns & Q(jenjang=level)
