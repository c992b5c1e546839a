"""The recap per Perangkat Daerah as it goes to paper: the dashboard's rows, by group, with heads and kinds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from netralitas.access.scopes import EVERYTHING
from netralitas.dashboards.queries.days import WEEK, course
from netralitas.dashboards.queries.figures import NOBODY, SUMS, Figures, total
from netralitas.dashboards.queries.rollup import Row, counted, rollup
from netralitas.dashboards.queries.villages import VillageRow, village_rows
from netralitas.registry.models import Assignment, Opd, StaffCategory
from netralitas.ui import formats
from netralitas.ui.statuses import look
from pledges.models import Campaign
from pledges.queries.completion import Standing, standings

GROUPS = ("Setda", "Dinas", "Badan", "Kecamatan", "RSUD")  # of subtotals, in this order; others after them
_KINDS = {
    StaffCategory.PNS: 0, StaffCategory.CPNS: 0, StaffCategory.PPPK: 1, StaffCategory.PPPK_PW: 2,
}  # fmt: skip
_NON_ASN = 3
NO_KINDS = (0, 0, 0, 0)
Kinds = tuple[int, ...]  # PNS and CPNS, PPPK, PPPK paruh waktu, non-ASN; with those outside the denominator


@dataclass(frozen=True)
class Line:
    """One line of the recap: an office, a subtotal, or all."""

    name: str
    figures: Figures
    heads: Figures
    kinds: Kinds
    rise: int
    head: str = ""
    verified: str = ""
    remark: str = ""
    number: int = 0
    group: str = ""
    key: str = ""  # public id of the unit
    state: str = ""  # between its data and Lengkap (wording.md); empty for a row that is no Perangkat Daerah
    since: datetime | None = None  # when that began, once its completeness is in hand

    @property
    def everybody(self) -> int:
        """Obliged or not."""
        return self.figures.obliged + self.figures.excluded


@dataclass(frozen=True)
class Group:
    """The lines of one group, and their sum."""

    name: str
    lines: list[Line]

    @property
    def sum(self) -> Line:
        """The subtotal."""
        return summed(f"Subtotal {self.name}", self.lines)


@dataclass(frozen=True)
class Recap:
    """Everything the paper shows of a campaign at one moment."""

    groups: list[Group]
    villages: list[VillageRow]
    since: date

    @property
    def lines(self) -> list[Line]:
        """All offices, in the order of the groups."""
        return [line for group in self.groups for line in group.lines]

    @property
    def total(self) -> Line:
        """The line JUMLAH."""
        return summed("JUMLAH", self.lines)

    @property
    def by_share(self) -> list[Line]:
        """The highest percentage first; of equals the larger office; those with nobody obliged at the end."""

        def key(line: Line) -> tuple:
            share = line.figures.percentage
            return (share is None, -(share or 0), -line.figures.obliged, line.name)

        return sorted(self.lines, key=key)

    @property
    def villages_total(self) -> Figures:
        """Village government altogether; in no other sum."""
        return total(row.figures for row in self.villages)


def recap(campaign: Campaign, now: datetime) -> Recap:
    """The rows of the dashboard with somebody in them; fourteen queries whatever their number."""
    days = course(campaign)
    rows = rollup(campaign, rise_of=days.rise_of).counted_rows
    groups = grouped(campaign, rows, _kinds(campaign), now)
    return Recap(groups, village_rows(campaign, EVERYTHING, by_office=True), timezone.localdate(now) - WEEK)


def grouped(campaign: Campaign, rows: list[Row], kinds: dict[int, Kinds], now: datetime) -> list[Group]:
    """Rows as lines of the recap by group, with their heads and where they stand; eight queries."""
    keys = [row.pk for row in rows]
    leading = Assignment.objects.leading(timezone.localdate(now)).filter(unit__in=keys)
    posts = dict(leading.values_list("unit_id", "kind"))
    stated = {one.opd.pk: one for one in standings(campaign, Opd.objects.filter(pk__in=keys, parent=None))}
    by_group: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_group[row.group].append(row)
    groups, number = [], 0
    for name in sorted(by_group, key=_place_of):
        lines = []
        for row in by_group[name]:
            number += 1
            lines.append(_line(row, number, kinds[row.pk], posts.get(row.pk, ""), stated.get(row.pk)))
        groups.append(Group(name, lines))
    return groups


def summed(name: str, lines: Iterable[Line]) -> Line:
    """The sum of some lines."""
    found = list(lines)
    heads = total(line.heads for line in found)
    return Line(
        name, total(line.figures for line in found), heads,
        tuple(map(sum, zip(NO_KINDS, *(line.kinds for line in found), strict=True))), sum(line.rise for line in found),
        head=f"{heads.done} dari {heads.obliged}" if heads.obliged else formats.EMPTY,
    )  # fmt: skip


def _place_of(group: str) -> tuple[int, str]:
    return (GROUPS.index(group) if group in GROUPS else len(GROUPS), group)


def _kinds(campaign: Campaign) -> dict[int, Kinds]:
    """How many of each kind, obliged or not, by recap row; one query."""
    found: dict[int, list[int]] = defaultdict(lambda: list(NO_KINDS))
    cells = counted(campaign).values("recap_unit_id", "category").annotate(**SUMS).order_by()
    for unit_id, category, *numbers in cells.values_list("recap_unit_id", "category", *SUMS):
        found[unit_id][kind_column(category)] += sum(numbers)
    return defaultdict(lambda: NO_KINDS, {unit_id: tuple(counts) for unit_id, counts in found.items()})


def kind_column(category: str) -> int:
    """Which of the four columns of kinds somebody counts in."""
    return _KINDS.get(category, _NON_ASN)


def _line(row: Row, number: int, kinds: Kinds, post: str, standing: Standing | None) -> Line:
    verified, remarks = "", []
    if standing:
        accepted = standing.accepted_at
        verified = f"{timezone.localtime(accepted):%d-%m-%Y}" if accepted else "belum"
        remarks = ["" if accepted else look("opd", standing.state).word, standing.remark, standing.data.change]
    return Line(
        row.name, row.figures, row.heads, kinds, row.rise.since_last_week, head=_head(row.heads, post),
        verified=verified, remark="; ".join(filter(None, remarks)), number=number, group=row.group, key=row.key,
        state=standing.state if standing else "", since=standing.since if standing else None,
    )  # fmt: skip


def _head(heads: Figures, post: str) -> str:
    """`Plt., sudah`; a head who is obliged elsewhere signs there."""
    kind = str(Assignment.Kind(post).label) if post else ""
    if heads.obliged > 1:
        return f"{heads.done} dari {heads.obliged}"
    if heads.obliged:
        return ", ".join(filter(None, (kind, "sudah" if heads.done else "belum")))
    return f"{kind}, di unit asal" if kind and heads == NOBODY else formats.EMPTY
