"""Counters: moved with every roster event, one person at a time or thousands at once, and rebuilt from nothing."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.db import connection, models, transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from pledges import events
from pledges.models import Campaign, Counter, DayCount, Obligation
from pledges.queries.counts import (
    COUNTED_COLUMNS,
    Cell,
    Cells,
    Days,
    add_move,
    counts_of_obligations,
    days_of_events,
)

_BATCH = 400  # rows a statement; SQLite allows 32,766 parameters
_PLACE = ("unit_id", "recap_unit_id", "category", "jenjang", "is_opd_head")


def cell_of(obligation: Obligation) -> Cell:
    """Where an obligation counts now, as a RosterEvent keeps it."""
    return {
        "unit": obligation.unit_id,
        "recap": obligation.recap_unit_id,
        "category": obligation.category,
        "jenjang": obligation.jenjang,
        "head": obligation.is_opd_head,
        "state": obligation.state,
    }


def move(campaign_id: int, before: Cell | None, after: Cell, day: date) -> None:
    """Take one person out of the cell `before` and into the cell `after`: two statements."""
    move_many(campaign_id, [(before, after)], day)


def move_many(campaign_id: int, moves: Iterable[tuple[Cell | None, Cell]], day: date) -> None:
    """Apply many moves of one day; the lower cells first, so that two writers cannot wait for each other."""
    cells: Cells = {}
    days: Days = {}
    for before, after in moves:
        add_move(cells, days, before, after, day)
    _write(campaign_id, cells, days)


@transaction.atomic
def rebuild(campaign: Campaign, *, by: Actor) -> None:
    """Write the counters anew from the obligations and the roster events.

    *Refuses* nothing. *Records* `pledges.counters_rebuilt`.
    """
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    list(Obligation.objects.select_for_update().filter(campaign=campaign).order_by("pk").values_list("pk"))
    Counter.objects.filter(campaign=campaign).delete()
    DayCount.objects.filter(campaign=campaign).delete()
    _write(campaign.pk, counts_of_obligations(campaign), days_of_events(campaign))
    record(events.COUNTERS_REBUILT, by=by, subject=campaign, campaign=campaign.title)


def _write(campaign_id: int, cells: Cells, days: Days) -> None:
    moved = [(place, steps) for place, steps in cells.items() if any(steps.values())]
    rows = [(campaign_id, *place, *(steps.get(c, 0) for c in COUNTED_COLUMNS)) for place, steps in sorted(moved)]
    _add(Counter, ("campaign_id", *_PLACE), COUNTED_COLUMNS, rows)
    changed = sorted(key for key, steps in days.items() if any(steps))
    _add(
        DayCount,
        ("campaign_id", "recap_unit_id", "day"),
        ("signed_change", "obliged_change"),
        [(campaign_id, *key, *days[key]) for key in changed],
    )


def _add(model: type[models.Model], key: tuple[str, ...], counted: tuple[str, ...], rows: list[tuple]) -> None:
    """Add `counted` to the rows named by `key`, making those that are not there: one upsert for up to 400 rows.

    The ORM's bulk_create can only set on conflict, not add. All names come from this module.
    """
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        with connection.cursor() as cursor:
            cursor.execute(_statement(model, key, counted, len(batch)), [value for row in batch for value in row])


@cache
def _statement(model: type[models.Model], key: tuple[str, ...], counted: tuple[str, ...], size: int) -> str:
    table = model._meta.db_table
    columns = ", ".join(f'"{name}"' for name in key + counted)
    sums = ", ".join(f'"{name}" = "{table}"."{name}" + excluded."{name}"' for name in counted)
    one = f"({', '.join(['%s'] * len(key + counted))})"
    conflict = ", ".join(f'"{name}"' for name in key)
    return (
        f'INSERT INTO "{table}" ({columns}) VALUES {", ".join([one] * size)} '  # noqa: S608
        f"ON CONFLICT ({conflict}) DO UPDATE SET {sums}"
    )
