"""Rosters and counts as they stood at an instant, rebuilt from the roster events written until then.

Of one obligation the event written last says where it stood: events of one obligation are written under its lock,
so their ids are in order, while `recorded_at` says until when somebody could have seen them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from pledges.models import Campaign, Obligation, RosterEvent
from pledges.queries.counts import COLUMN_OF_STATE, Cell, Cells, place_of

State = Obligation.State


@dataclass(frozen=True, slots=True)
class Standing:
    """One person on the roster at an instant; `unit_now` is where the person counts today."""

    staff_id: int
    unit_id: int
    recap_unit_id: int
    category: str
    jenjang: str
    is_opd_head: bool
    state: str
    unit_now: int


def last_events(campaign: Campaign, at: datetime) -> QuerySet[RosterEvent]:
    """The last event of each obligation written at or before an instant; one query, answered from one index."""
    written = RosterEvent.objects.filter(campaign_id=campaign.pk, recorded_at__lte=at)
    last = written.order_by().values("obligation_id").annotate(last=Max("pk")).values("last")
    return RosterEvent.objects.filter(pk__in=last).order_by()


def cells_at(campaign: Campaign, at: datetime) -> Cells:
    """What the counters said at an instant; one query that gives as many rows as there were cells, not persons."""
    cells: Cells = {}
    for cell, number in last_events(campaign, at).values_list("after").annotate(number=Count("pk")):
        if column := COLUMN_OF_STATE[cell["state"]]:
            steps = cells.setdefault(place_of(cell), {})
            steps[column] = steps.get(column, 0) + number
    return cells


def roster_at(campaign: Campaign, at: datetime, unit_ids: Iterable[int]) -> Iterator[Standing]:
    """Who stood on the roster of some units at an instant, those merged into another row left out; one query."""
    wanted = frozenset(unit_ids)
    rows = last_events(campaign, at).values_list("after", "obligation__staff_id", "obligation__unit_id")
    for cell, staff_id, unit_now in rows.iterator(chunk_size=5000):
        if cell["unit"] in wanted and cell["state"] != State.MOVED:
            yield _standing(staff_id, cell, unit_now)


def _standing(staff_id: int, cell: Cell, unit_now: int) -> Standing:
    unit, recap, category, jenjang, is_head = place_of(cell)
    return Standing(staff_id, unit, recap, category, jenjang, is_head, cell["state"], unit_now)
