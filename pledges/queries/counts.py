"""Counts of a campaign: from the obligations, from the roster events, from the counters; and where they differ."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.utils import timezone

from netralitas.access.scopes import Scope
from netralitas.registry.models import Opd
from netralitas.registry.models.staff import VILLAGE
from pledges.models import Campaign, Counter, DayCount, Obligation, RosterEvent

State = Obligation.State

COLUMN_OF_STATE: dict[str, str | None] = {
    State.WAITING: "waiting",
    State.UNREACHABLE: "waiting",
    State.UNWILLING: "waiting",
    State.CANCELLED: "waiting",
    State.SIGNED: "signed",
    State.SIGNED_PAPER: "paper",
    State.HINDERED: "hindered",
    State.EXCLUDED: "excluded",
    State.MOVED: None,
}
COUNTED_COLUMNS = ("waiting", "signed", "paper", "hindered", "excluded")
OBLIGED_COLUMNS = frozenset({"waiting", "signed", "paper", "hindered"})
SIGNED_COLUMNS = frozenset({"signed", "paper"})

Cell = dict[str, object]  # {"unit", "recap", "category", "jenjang", "head", "state"}
Place = tuple[int, int, str, str, bool]  # unit, recap row, kind, jenjang, head
Cells = dict[Place, dict[str, int]]  # what to add to each column of a counter
Days = dict[tuple[int, date], tuple[int, int]]  # (recap row, day): what to add to signed and obliged


def place_of(cell: Cell) -> Place:
    """The counter a cell belongs to."""
    return (cell["unit"], cell["recap"], cell["category"], cell["jenjang"], bool(cell["head"]))


def add_move(cells: Cells, days: Days, before: Cell | None, after: Cell, day: date) -> None:
    """Add one move to running sums of counters and of days; village government has no part in the days.

    Its figure stands in a table of its own, outside the number whose rise the days tell.
    """
    for cell, step in ((before, -1), (after, 1)):
        column = COLUMN_OF_STATE[cell["state"]] if cell else None
        if column is None:
            continue
        steps = cells.setdefault(place_of(cell), {})
        steps[column] = steps.get(column, 0) + step
        if cell["category"] in VILLAGE:
            continue
        signed, obliged = days.get((cell["recap"], day), (0, 0))
        days[cell["recap"], day] = (
            signed + step * (column in SIGNED_COLUMNS),
            obliged + step * (column in OBLIGED_COLUMNS),
        )


def counts_of_obligations(campaign: Campaign) -> Cells:
    """What the counters must say, counted afresh from the obligations; one query."""
    cells: Cells = defaultdict(dict)
    grouped = (
        Obligation.objects.filter(campaign=campaign)
        .values_list("unit_id", "recap_unit_id", "category", "jenjang", "is_opd_head", "state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for *place, state, number in grouped:
        if column := COLUMN_OF_STATE[state]:
            steps = cells[tuple(place)]
            steps[column] = steps.get(column, 0) + number
    return dict(cells)


def replay(campaign: Campaign) -> tuple[Cells, Days]:
    """What the counters and the days must say, replayed from every roster event; one query."""
    cells: Cells = {}
    days: Days = {}
    rows = RosterEvent.objects.filter(campaign_id=campaign.pk).values_list("before", "after", "recorded_at")
    for before, after, at in rows.order_by("pk").iterator(chunk_size=5000):
        add_move(cells, days, before, after, timezone.localtime(at).date())
    return cells, days


def days_of_events(campaign: Campaign) -> Days:
    """What each day of each recap row changed, replayed from the roster events; one query."""
    return replay(campaign)[1]


def differences(campaign: Campaign) -> list[str]:
    """Where counters, days, obligations and roster events do not agree, each in a sentence; five queries."""
    stored = {tuple(row[:5]): dict(zip(COUNTED_COLUMNS, row[5:], strict=True)) for row in _stored_counters(campaign)}
    replayed, days = replay(campaign)
    stored_days = {tuple(row[:2]): tuple(row[2:]) for row in _stored_days(campaign)}
    names = _Names()
    return [
        *_compare(counts_of_obligations(campaign), stored, "penghitung", names),
        *_compare(counts_of_obligations(campaign), replayed, "riwayat", names),
        *_compare_days(days, stored_days, names),
    ]


class _Names(dict):
    """Names of units, read when the first difference needs one."""

    def __missing__(self, pk: int) -> str:
        self.update(Opd.objects.values_list("pk", "name"))
        return self.get(pk, f"unit {pk}")


def _stored_counters(campaign: Campaign) -> list[tuple]:
    rows = Counter.objects.filter(campaign=campaign)
    return rows.values_list("unit_id", "recap_unit_id", "category", "jenjang", "is_opd_head", *COUNTED_COLUMNS)


def _stored_days(campaign: Campaign) -> list[tuple]:
    rows = DayCount.objects.filter(campaign=campaign)
    return rows.values_list("recap_unit_id", "day", "signed_change", "obliged_change")


def _compare(counted: Cells, other: Cells, source: str, names: _Names) -> list[str]:
    found = []
    for place in sorted(counted.keys() | other.keys()):
        for column in COUNTED_COLUMNS:
            right = counted.get(place, {}).get(column, 0)
            wrong = other.get(place, {}).get(column, 0)
            if right != wrong:
                unit, _, category, jenjang, is_head = place
                cell = " ".join(filter(None, (category, jenjang, "kepala" if is_head else "")))
                found.append(f"{names[unit]}, {cell}, {column}: {source} {wrong}, hitung ulang {right}")
    return found


def _compare_days(replayed: Days, stored: Days, names: _Names) -> list[str]:
    found = []
    for key in sorted(replayed.keys() | stored.keys()):
        right, wrong = replayed.get(key, (0, 0)), stored.get(key, (0, 0))
        if right != wrong:
            found.append(f"{names[key[0]]}, {key[1]:%d-%m-%Y}: hitungan harian {wrong}, riwayat {right}")
    return found


@dataclass(frozen=True)
class Totals:
    """How many stand where in the units one may see; excluded ones are outside `obliged`."""

    waiting: int
    signed: int
    paper: int
    hindered: int
    excluded: int

    @property
    def done(self) -> int:
        """The numerator: electronic and on paper."""
        return self.signed + self.paper

    @property
    def obliged(self) -> int:
        """The denominator."""
        return self.waiting + self.signed + self.paper + self.hindered


def totals(campaign: Campaign, scope: Scope) -> Totals:
    """The counters of the units inside a scope, summed, village government left out; one query."""
    rows = Counter.objects.of_offices().filter(campaign=campaign)
    if not scope.is_all:
        rows = rows.filter(unit__in=Opd.objects.within(scope).values("pk"))
    sums = rows.aggregate(**{column: Sum(column) for column in COUNTED_COLUMNS})
    return Totals(**{column: sums[column] or 0 for column in COUNTED_COLUMNS})
