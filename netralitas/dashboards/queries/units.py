"""One unit's number and where it comes from: its sub-units, its own staff, rows of their own beneath it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from netralitas.access.scopes import Scope
from netralitas.dashboards.queries.figures import SUMS, Figures, of_sums, total
from netralitas.dashboards.queries.rollup import Row, row_of
from netralitas.registry.models import Opd
from pledges.models import Campaign, Counter


@dataclass(frozen=True)
class UnitRollup:
    """`rows` add up to `total`; `apart` are sub-units that stand in the recap in a row of their own."""

    total: Figures
    heads: Figures
    rows: list[Row]
    apart: list[Row]


def cells_of(campaign: Campaign, unit: Opd, scope: Scope) -> QuerySet[Counter]:
    """The counters that make up a unit's number: its subtree in scope, as far as it counts in the same recap row."""
    below = Opd.objects.within(scope).filter(path__startswith=unit.path)
    return Counter.objects.of_offices().filter(
        campaign=campaign, recap_unit_id=unit.recap_unit_id, unit__in=below.values("pk")
    )


def unit_rollup(campaign: Campaign, unit: Opd, scope: Scope) -> UnitRollup:
    """The direct sub-units with all beneath them, and the unit's own staff; two queries."""
    below = Opd.objects.within(scope).filter(path__startswith=unit.path).select_related("kind")
    units = {row.pk: row for row in below.in_protocol_order()}
    children = {row.path: row_of(row) for row in units.values() if row.parent_id == unit.pk}
    own = Row("", "Pegawai di kantor ini", pk=unit.pk)
    apart: dict[int, Row] = {}
    heads = Figures()
    cells = Counter.objects.of_offices().filter(campaign=campaign, unit__in=list(units))
    for cell in cells.values("unit_id", "recap_unit_id", "is_opd_head").annotate(**SUMS).order_by():
        figures = of_sums(cell)
        if cell["recap_unit_id"] != unit.recap_unit_id:
            if cell["recap_unit_id"] in units:
                row = apart.setdefault(cell["recap_unit_id"], row_of(units[cell["recap_unit_id"]]))
                row.figures += figures
            continue
        path = units[cell["unit_id"]].path
        row = own if cell["unit_id"] == unit.pk else children[path[: len(unit.path) + _step(path, unit.path)]]
        row.figures += figures
        if cell["is_opd_head"]:
            heads += figures
    rows = [row for row in (own, *children.values()) if row.figures != Figures()]
    others = [row for row in apart.values() if row.figures != Figures()]  # a row given up leaves empty counters
    return UnitRollup(total(row.figures for row in rows), heads, rows, others)


def _step(path: str, above: str) -> int:
    """Length of the first step of `path` below `above`: "000007/" has seven."""
    return path.index("/", len(above)) + 1 - len(above)


def place_rollup(campaign: Campaign, code: str) -> list[Row]:
    """The units located in one kecamatan, with their own staff only; two queries."""
    units = Opd.objects.filter(kecamatan__code=code) if code else Opd.objects.filter(kecamatan__isnull=True)
    rows = {unit.pk: row_of(unit) for unit in units.select_related("kind").in_protocol_order()}
    cells = Counter.objects.of_offices().filter(campaign=campaign, unit__in=list(rows)).values("unit_id")
    for cell in cells.annotate(**SUMS).order_by():
        rows[cell["unit_id"]].figures += of_sums(cell)
    return [row for row in rows.values() if row.figures != Figures()]


def desk_rollup(campaign: Campaign, scope: Scope) -> list[Row]:
    """Every unit inside a scope with its own staff, in the order of the tree; two queries."""
    units = Opd.objects.within(scope).select_related("kind").order_by("path")
    rows = {unit.pk: row_of(unit) for unit in units}
    cells = Counter.objects.of_offices().filter(campaign=campaign, unit__in=list(rows)).values("unit_id", "is_opd_head")
    for cell in cells.annotate(**SUMS).order_by():
        figures = of_sums(cell)
        rows[cell["unit_id"]].figures += figures
        if cell["is_opd_head"]:
            rows[cell["unit_id"]].heads += figures
    return [row for row in rows.values() if row.figures != Figures()]


def ancestors(unit: Opd) -> list[Opd]:
    """The units above, the topmost first; one query."""
    paths = [unit.path[: index + 1] for index, sign in enumerate(unit.path) if sign == "/"][:-1]
    return list(Opd.objects.filter(path__in=paths).order_by("path"))
