"""A campaign's counters read once: rows, heads, kinds, levels and places of it always add up to one number."""

from collections import defaultdict
from dataclasses import dataclass

from netralitas.dashboards.queries.figures import NOBODY, SUMS, Figures, level_of, levels
from netralitas.dashboards.queries.recap import NO_KINDS, Kinds, kind_column
from netralitas.dashboards.queries.rollup import Row, counted, row_of
from netralitas.registry.models import Opd, StaffCategory
from pledges.models import Campaign

NOWHERE = "Lokasi belum diisi"


@dataclass(frozen=True)
class Cells:
    """Every recap row with somebody in it, in protocol order, and the same persons in three other ways."""

    rows: list[Row]
    kinds: dict[int, Kinds]
    levels: list[Row]
    categories: list[Row]
    places: list[Row]


def cells(campaign: Campaign) -> Cells:
    """Everything from one reading, so that nobody signs between two sums; two queries."""
    key = ("recap_unit_id", "category", "jenjang", "is_opd_head", "unit__kecamatan__code", "unit__kecamatan__name")
    figures: dict[int, Figures] = defaultdict(Figures)
    heads: dict[int, Figures] = defaultdict(Figures)
    kinds: dict[int, list[int]] = defaultdict(lambda: list(NO_KINDS))
    by: dict[str, dict[str, Figures]] = {name: defaultdict(Figures) for name in ("level", "category", "place")}
    names = {}
    grouped = counted(campaign).values(*key).annotate(**SUMS).order_by()
    for unit, category, jenjang, is_head, code, place, *counts in grouped.values_list(*key, *SUMS):
        cell = Figures(*counts)
        figures[unit] += cell
        if is_head:
            heads[unit] += cell
        kinds[unit][kind_column(category)] += cell.obliged + cell.excluded
        by["level"][level_of(category, jenjang)] += cell
        by["category"][category] += cell
        by["place"][code or ""] += cell
        names[code or ""] = place or NOWHERE
    ordered = {code: names[code] for code in sorted(names, key=lambda code: (not code, code))}
    return Cells(
        _rows(figures, heads),
        {unit: tuple(counts) for unit, counts in kinds.items()},
        _lines(levels(), by["level"]), _lines(dict(StaffCategory.choices), by["category"]),
        _lines(ordered, by["place"]),
    )  # fmt: skip


def _rows(figures: dict[int, Figures], heads: dict[int, Figures]) -> list[Row]:
    rows = []
    units = Opd.objects.filter(pk__in=[unit for unit, found in figures.items() if found != NOBODY])
    for unit in units.select_related("kind"):
        row = row_of(unit)
        row.figures, row.heads = figures[unit.pk], heads[unit.pk]
        rows.append(row)
    return sorted(rows, key=lambda row: row.order)


def _lines(labels: dict[str, str], found: dict[str, Figures]) -> list[Row]:
    named = [(key, label) for key, label in labels.items() if found.get(key, NOBODY) != NOBODY]
    return [Row(key, label, found[key], order=(place,)) for place, (key, label) in enumerate(named)]
