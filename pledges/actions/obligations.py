"""Changing obligations, one or thousands: the rows, their events and the counters together.

These are the inner steps of other actions, which hold the locks, decide what is allowed and write the audit event.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.ledger.clock import database_time
from netralitas.prepared import update
from pledges.actions import counting
from pledges.models import Campaign, Obligation, RosterEvent
from pledges.queries.counts import Cell

_BATCH = 1000


@dataclass
class Change:
    """What becomes of one obligation: the fields to set, the kind of event, why and since when."""

    obligation: Obligation
    kind: RosterEvent.Kind
    fields: dict[str, object]
    reason: str = ""
    effective_on: date | None = None
    before: Cell = field(init=False)


@transaction.atomic(savepoint=False)  # one transaction with the act behind it
def change(
    obligation: Obligation,
    *,
    kind: RosterEvent.Kind,
    by: Actor,
    reason: str = "",
    recorded_at: datetime | None = None,
    **fields: object,
) -> RosterEvent:
    """Set `fields` on a locked obligation, write its roster event and move the counters.

    The caller holds the row's lock and has checked that the change is allowed; it also writes the audit event.
    """
    at = recorded_at or database_time()
    changed = Change(obligation, kind, fields, reason)
    _apply(changed, at)
    update(obligation, tuple(changed.fields))
    event = _event(changed, at, by)
    event.save()
    counting.move(obligation.campaign_id, changed.before, event.after, timezone.localtime(at).date())
    return event


@transaction.atomic
def change_many(campaign: Campaign, changes: list[Change], *, by: Actor, recorded_at: datetime) -> None:
    """`change` for thousands of locked obligations of one campaign, in a few statements."""
    groups: dict[tuple, list[int]] = defaultdict(list)
    for changed in changes:
        _apply(changed, recorded_at)
        groups[tuple(sorted(changed.fields.items()))].append(changed.obligation.pk)
    for fields, pks in groups.items():
        for start in range(0, len(pks), _BATCH):
            Obligation.objects.filter(pk__in=pks[start : start + _BATCH]).update(**dict(fields))
    written = [_event(changed, recorded_at, by) for changed in changes]
    RosterEvent.objects.bulk_create(written, batch_size=_BATCH)
    moves = [(event.before, event.after) for event in written]
    counting.move_many(campaign.pk, moves, timezone.localtime(recorded_at).date())


@transaction.atomic
def create_many(campaign: Campaign, rows: list[Obligation], *, by: Actor, recorded_at: datetime, reason: str) -> None:
    """Insert new obligations of one campaign with their events and counts."""
    for start in range(0, len(rows), _BATCH):
        created = Obligation.objects.bulk_create(rows[start : start + _BATCH])
        joined = [Change(row, RosterEvent.Kind.JOINED, {}, reason) for row in created]
        RosterEvent.objects.bulk_create([_event(change, recorded_at, by, has_joined=True) for change in joined])
    moves = [(None, counting.cell_of(row)) for row in rows]
    counting.move_many(campaign.pk, moves, timezone.localtime(recorded_at).date())


def _apply(changed: Change, at: datetime) -> None:
    """Set the fields in memory; a new state brings its time, and forgets the reason of the old one."""
    row = changed.obligation
    changed.before = counting.cell_of(row)
    if changed.fields.get("state", row.state) != row.state:
        changed.fields = {"state_reason": "", **changed.fields, "state_at": at}
    for name, value in changed.fields.items():
        setattr(row, name, value)


def _event(changed: Change, at: datetime, by: Actor, *, has_joined: bool = False) -> RosterEvent:
    return RosterEvent(
        obligation=changed.obligation,
        campaign_id=changed.obligation.campaign_id,
        kind=changed.kind,
        before=None if has_joined else changed.before,
        after=counting.cell_of(changed.obligation),
        effective_on=changed.effective_on or timezone.localtime(at).date(),
        recorded_at=at,
        reason=changed.reason,
        by_key=by.key,
    )
