"""Changing an obligation: the row, its event and the counters together."""

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.ledger.clock import database_time
from pledges.actions import counting
from pledges.models import Obligation, RosterEvent


@transaction.atomic
def change(
    obligation: Obligation, *, kind: RosterEvent.Kind, by: Actor, reason: str = "", recorded_at: object = None, **fields: object
) -> RosterEvent:
    """Set `fields` on a locked obligation, write its roster event and move the counters.

    The caller holds the row's lock and has checked that the change is allowed; it also writes the audit event.
    """
    before = counting.cell_of(obligation)
    at = recorded_at or database_time()
    for name, value in fields.items():
        setattr(obligation, name, value)
    if obligation.state != before["state"]:
        obligation.state_on = at
        fields = {**fields, "state_on": at}
    obligation.save(update_fields=list(fields))
    after = counting.cell_of(obligation)
    day = timezone.localtime(at).date()
    event = RosterEvent.objects.create(
        obligation=obligation, campaign_id=obligation.campaign_id, kind=kind, before=before, after=after,
        effective_on=day, recorded_at=at, reason=reason, by_key=by.key,
    )  # fmt: skip
    counting.move(obligation.campaign_id, before, after, day)
    return event
