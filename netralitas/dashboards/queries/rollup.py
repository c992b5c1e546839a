"""The pemda's number: its recap rows, and the same by kind of employee, jenjang and kecamatan."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from django.db import connection
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from netralitas.dashboards.queries.days import Rise
from netralitas.dashboards.queries.figures import NOBODY, SUMS, Figures, level_of, levels, total
from netralitas.registry.models import Opd, OpdKind, StaffCategory
from pledges.models import Campaign, Counter
from pledges.queries.completion import places
from pledges.queries.counts import COUNTED_COLUMNS

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
    state: str = ""  # of a Perangkat Daerah between its data and Lengkap; given by `with_states`

    @property
    def share(self) -> float:
        """For sorting: the percentage, those with nobody obliged at the end."""
        return float(self.figures.percentage) if self.figures.obliged else 101.0


@dataclass(frozen=True)
class Rollup:
    """The recap rows in protocol order, and what they come to."""

    rows: list[Row]

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


def with_states(campaign: Campaign, rows: list[Row]) -> list[Row]:
    """The same rows knowing where each Perangkat Daerah stands between its data and Lengkap; one query."""
    found = places(campaign, [row.pk for row in rows])
    for row in rows:
        row.state = found[row.pk].state if row.pk in found else ""
    return rows


def counted(campaign: Campaign, *, category: str = "", level: str = "") -> QuerySet[Counter]:
    """The counters of a campaign, of one kind or one level of employee only when asked; never those of villages."""
    cells = Counter.objects.of_offices().filter(campaign=campaign)
    if category:
        cells = cells.filter(category=category)
    return cells.filter(_cells_of(level)) if level in levels() else cells


def rollup(
    campaign: Campaign, *, category: str = "", level: str = "", rise_of: dict[int, Rise] | None = None
) -> Rollup:
    """Every recap row in protocol order, with its heads; one query whatever the size."""
    statement, parameters = _statement(connection.vendor, category, level)
    with connection.cursor() as cursor:
        cursor.execute(statement, [campaign.pk if value == _ANY else value for value in parameters])
        cells = cursor.fetchall()
    rows = []
    for pk, *numbers_and_unit in cells:
        row = _row(pk, *numbers_and_unit[2 * _COLUMNS :])
        row.figures = Figures(*numbers_and_unit[:_COLUMNS])
        row.heads = Figures(*numbers_and_unit[_COLUMNS : 2 * _COLUMNS])
        row.rise = (rise_of or {}).get(pk, row.rise)
        rows.append(row)
    return Rollup(sorted(rows, key=lambda row: row.order))


_ANY = -1  # stands for the campaign in the compiled statement
_COLUMNS = len(SUMS)


@cache
def _statement(vendor: str, category: str, level: str) -> tuple[str, tuple]:
    """Group by the index first, then look up the names of the few rows left: a third of the time of grouping by names.

    Compiled once per narrowing, since compiling costs Django as much as the answer costs the database.
    """
    of_heads = {f"{name}_head": Coalesce(Sum(name, filter=Q(is_opd_head=True)), 0) for name in COUNTED_COLUMNS}
    cells = counted(Campaign(pk=_ANY), category=category, level=level)
    grouped = cells.values("recap_unit_id").annotate(**SUMS, **of_heads).order_by()
    inner, parameters = grouped.query.sql_with_params()
    numbers = ", ".join(f"c.{column}" for column in (*SUMS, *of_heads))
    statement = f"""
        SELECT u.id, {numbers}, u.public_id, u.name, k.recap_group, k."order", u.protocol_order
        FROM ({inner}) c
        JOIN {Opd._meta.db_table} u ON u.id = c.recap_unit_id
        JOIN {OpdKind._meta.db_table} k ON k.code = u.kind_id
    """  # noqa: S608 every name comes from the models
    return statement, parameters


def _row(pk: int, public_id: str, name: str, group: str, kind_order: int, protocol_order: int) -> Row:
    return Row(public_id, name, group=group, order=(kind_order, protocol_order, name), pk=pk)


def row_of(unit: Opd) -> Row:
    """An empty row of a unit; its kind must be loaded."""
    kind = unit.kind
    return _row(unit.pk, unit.public_id, unit.name, kind.recap_group, kind.order, unit.protocol_order)


@dataclass(frozen=True)
class Breakdown:
    """The same persons by kind of employee, by jenjang, and by the kecamatan in which their unit lies."""

    categories: list[Row]
    levels: list[Row]
    places: list[Row]


def breakdown(cells: QuerySet[Counter]) -> Breakdown:
    """Counters in three ways, only lines with somebody in them; one query."""
    by_category: dict[str, Figures] = defaultdict(Figures)
    by_level: dict[str, Figures] = defaultdict(Figures)
    by_place: dict[str, Figures] = defaultdict(Figures)
    names = {}
    key = ("category", "jenjang", "unit__kecamatan__code", "unit__kecamatan__name")
    grouped = cells.values(*key).annotate(**SUMS).order_by()
    for category, jenjang, code, name, *counts in grouped.values_list(*key, *SUMS):
        figures = Figures(*counts)
        by_category[category] += figures
        by_level[level_of(category, jenjang)] += figures
        by_place[code or ""] += figures
        names[code or ""] = name or "Lokasi belum diisi"
    in_order = sorted(names, key=lambda code: (not code, code))
    return Breakdown(
        _lines(dict(StaffCategory.choices), by_category),
        _lines(levels(), by_level),
        _lines({code: names[code] for code in in_order}, by_place),
    )


def _lines(labels: dict[str, str], found: dict[str, Figures]) -> list[Row]:
    return [Row(key, label, found[key]) for key, label in labels.items() if found.get(key, NOBODY) != NOBODY]


def _cells_of(level: str) -> Q:
    """The counters of one level; the reverse of `level_of`."""
    pns = Q(category__in=[StaffCategory.PNS, StaffCategory.CPNS])
    if level == "JF":
        return pns & Q(jenjang__startswith="JF_")
    if level in {"PPPK", "PPPK_PW"}:
        return Q(category=level)
    if level == "NON_ASN":
        return Q(category__in=[category for category in StaffCategory if level_of(category, "") == level])
    if level == "TANPA_JENJANG":
        named = Q(jenjang__startswith="JF_") | Q(jenjang__in=[code for code in levels() if code != level])
        return pns & ~named
    return pns & Q(jenjang=level)
