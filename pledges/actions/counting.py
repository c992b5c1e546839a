"""Counters: moved with every roster event, rebuilt from nothing, compared with a recount."""

from datetime import date
from typing import Any

from django.db.models import F

from pledges.models import Counter, DayCount, Obligation

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
OBLIGED_COLUMNS = frozenset({"waiting", "signed", "paper", "hindered"})
SIGNED_COLUMNS = frozenset({"signed", "paper"})

Cell = dict[str, Any]  # {"unit", "recap", "category", "jenjang", "head", "state"}


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
    """Take one person out of the cell `before` and into the cell `after`; two statements when only the state changes."""
    if before is not None and _place(before) == _place(after):
        _change(campaign_id, after, {before["state"]: -1, after["state"]: 1})
    else:
        # the lower cell first, so that two moves in opposite directions cannot wait for each other
        steps = [(after, 1)] if before is None else sorted([(before, -1), (after, 1)], key=lambda s: _place(s[0]))
        for cell, step in steps:
            _change(campaign_id, cell, {cell["state"]: step})
    _change_day(campaign_id, before, after, day)


def _place(cell: Cell) -> tuple:
    return (cell["unit"], cell["category"], cell["jenjang"], cell["head"])


def _change(campaign_id: int, cell: Cell, steps: dict[str, int]) -> None:
    by_column: dict[str, int] = {}
    for state, step in steps.items():
        if column := COLUMN_OF_STATE[state]:
            by_column[column] = by_column.get(column, 0) + step
    updates = {column: F(column) + step for column, step in by_column.items() if step}
    if not updates:
        return
    key = {"campaign_id": campaign_id, "unit_id": cell["unit"], "category": cell["category"],
           "jenjang": cell["jenjang"], "is_opd_head": cell["head"]}  # fmt: skip
    if not Counter.objects.filter(**key).update(**updates):
        Counter.objects.get_or_create(**key, defaults={"recap_unit_id": cell["recap"]})
        Counter.objects.filter(**key).update(**updates)


def _change_day(campaign_id: int, before: Cell | None, after: Cell, day: date) -> None:
    for recap in sorted({cell["recap"] for cell in (before, after) if cell is not None}):
        signed = _step(before, after, recap, SIGNED_COLUMNS)
        obliged = _step(before, after, recap, OBLIGED_COLUMNS)
        if not signed and not obliged:
            continue
        key = {"campaign_id": campaign_id, "recap_unit_id": recap, "day": day}
        updates = {"signed_change": F("signed_change") + signed, "obliged_change": F("obliged_change") + obliged}
        if not DayCount.objects.filter(**key).update(**updates):
            DayCount.objects.get_or_create(**key)
            DayCount.objects.filter(**key).update(**updates)


def _step(before: Cell | None, after: Cell, recap: int, columns: frozenset[str]) -> int:
    def counts(cell: Cell | None) -> int:
        return int(cell is not None and cell["recap"] == recap and COLUMN_OF_STATE[cell["state"]] in columns)

    return counts(after) - counts(before)
