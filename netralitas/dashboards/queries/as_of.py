"""The same pages as of an instant: figures from the roster events, units and names as they were then."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from netralitas.access.scopes import Scope
from netralitas.dashboards.queries.figures import Figures, total
from netralitas.dashboards.queries.rollup import Row, row_of
from netralitas.dashboards.queries.units import UnitRollup
from netralitas.registry.models import Opd, Staff, StaffCategory
from netralitas.registry.models.staff import VILLAGE
from netralitas.registry.queries.as_of import staff_at, units_at
from pledges.models import Campaign, Obligation
from pledges.queries.as_of import Standing, cells_at, roster_at

State = Obligation.State


@dataclass(frozen=True)
class Past:
    """A campaign at an instant: the units as they were, and the figures of each unit in each recap row."""

    campaign: Campaign
    at: datetime
    units: dict[int, Opd]
    figures: dict[tuple[int, int], Figures]  # (unit, recap row)
    heads: dict[tuple[int, int], Figures]
    villages: dict[tuple[int, str], Figures]  # (unit, kind): village government, outside the figures above

    def rows(self) -> list[Row]:
        """Every recap row with somebody in it, in protocol order."""
        found: dict[int, Row] = {}
        for (unit_id, recap_id), figures in self.figures.items():
            row = found.setdefault(recap_id, row_of(self.units[recap_id]))
            row.figures += figures
            row.heads += self.heads.get((unit_id, recap_id), Figures())
        return sorted(found.values(), key=lambda row: row.order)

    def below(self, unit: Opd, scope: Scope) -> dict[int, Opd]:
        """A unit with its sub-units of that time; only itself for those who hold only itself."""
        then = self.units.get(unit.pk)
        if then is None:
            return {}
        if scope.is_all or any(unit.path.startswith(path) for path in scope.paths):
            return {pk: row for pk, row in self.units.items() if row.path.startswith(then.path)}
        return {then.pk: then}

    def unit_rollup(self, unit: Opd, scope: Scope) -> UnitRollup:
        """One unit's number of that time, by direct sub-unit, with rows counted apart."""
        below = self.below(unit, scope)
        mine = self._recap_row_of(unit)
        own, apart = Row("", "Pegawai di kantor ini", pk=unit.pk), {}
        children = sorted(
            (row_of(row) for row in below.values() if row.parent_id == unit.pk), key=lambda row: row.order
        )
        rows = {unit.pk: own} | {row.pk: row for row in children}
        for (unit_id, recap_id), figures in self.figures.items():
            if unit_id in below and recap_id == mine:
                rows[self._child(unit_id, unit.pk)].figures += figures
            elif unit_id in below and recap_id in below:
                apart.setdefault(recap_id, row_of(below[recap_id])).figures += figures
        heads = total(self.heads.get((pk, mine), Figures()) for pk in below)
        shown = [row for row in rows.values() if row.figures != Figures()]
        return UnitRollup(total(row.figures for row in shown), heads, shown, list(apart.values()))

    def _recap_row_of(self, unit: Opd) -> int:
        """The nearest unit upwards with a row of its own, then."""
        then = self.units.get(unit.pk)
        while then and not then.has_recap_row and then.parent_id in self.units:
            then = self.units[then.parent_id]
        return then.pk if then else 0

    def _child(self, unit_id: int, above: int) -> int:
        """The direct sub-unit of `above` that holds a unit; `above` itself for its own staff."""
        while unit_id != above and self.units[unit_id].parent_id != above:
            unit_id = self.units[unit_id].parent_id
        return unit_id


def past(campaign: Campaign, at: datetime) -> Past:
    """A campaign as the pages showed it at an instant; three queries."""
    figures: dict[tuple[int, int], Figures] = defaultdict(Figures)
    heads: dict[tuple[int, int], Figures] = defaultdict(Figures)
    villages: dict[tuple[int, str], Figures] = defaultdict(Figures)
    for (unit_id, recap_id, category, _, is_head), steps in cells_at(campaign, at).items():
        if category in VILLAGE:
            villages[unit_id, category] += Figures(**steps)
            continue
        figures[unit_id, recap_id] += Figures(**steps)
        if is_head:
            heads[unit_id, recap_id] += Figures(**steps)
    return Past(campaign, at, units_at(at), dict(figures), dict(heads), dict(villages))


@dataclass(frozen=True, slots=True)
class PersonThen:
    """One line of the list of an OPD as it was: the person's name, post, unit, kind and state of that time."""

    staff: Staff
    unit: Opd
    category: str
    state: str
    is_opd_head: bool

    @property
    def category_label(self) -> str:
        """The kind of employee in words."""
        return str(StaffCategory(self.category).label)


@dataclass(frozen=True)
class PeopleThen:
    """The list of an OPD as it was; `hidden` persons stood on it and are outside the viewer's reach today."""

    people: list[PersonThen]
    hidden: int


def people_at(then: Past, below: dict[int, Opd], *, signers: Scope, missing: Scope) -> PeopleThen:
    """Who stood on the roster of some units, names only of persons the viewer may see today as well; four queries.

    Beyond 5,000 persons two queries more for each 5,000.
    """
    reach = {}
    for is_signed, scope in ((True, signers), (False, missing)):
        reach[is_signed] = None if scope.is_all else set(Opd.objects.within(scope).values_list("pk", flat=True))
    everybody = list(roster_at(then.campaign, then.at, below))
    seen = [one for one in everybody if _is_within(one, reach[one.state in Obligation.SIGNED_STATES])]
    return PeopleThen(list(_named(seen, then)), len(everybody) - len(seen))


def _is_within(one: Standing, units: set[int] | None) -> bool:
    return units is None or one.unit_now in units


def _named(seen: list[Standing], then: Past) -> Iterator[PersonThen]:
    persons = staff_at((one.staff_id for one in seen), then.at)
    for one in seen:
        unit = then.units[one.unit_id]
        yield PersonThen(persons[one.staff_id], unit, one.category, one.state, one.is_opd_head)
