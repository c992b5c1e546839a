"""Obligations when two rows of the registry turn out to be one person, or one row two persons.

Called inside the registry's transaction (see netralitas.registry.merging). Signatures are sealed and stay where they
are: one of a merged row counts for the row that speaks for the person, in the roster and in *Riwayat saya*.
"""

from datetime import datetime
from typing import Any

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Staff
from pledges import events
from pledges.actions import obligations, rosters
from pledges.models import Campaign, Obligation, RosterEvent, Signature

State, Kind = Obligation.State, RosterEvent.Kind
_DERIVED = (State.HINDERED, State.EXCLUDED)  # the registry says so anew


def merge(kept: Staff, merged: Staff, *, by: Actor) -> dict[str, Any]:
    """Count the person once in every open campaign; who signed under either row has signed.

    Returns the campaigns in which both had signed: both papers stand. *Refuses* nothing. *Records*
    `pledges.both_signed` when so, roster events and the roster in the evidence log.
    """
    at = database_time()
    twice = [campaign for campaign in _open() if _merge_in(campaign, kept, merged, by, at)]
    if twice:
        record(
            events.BOTH_SIGNED, by=by, subject=kept, opd_id=kept.unit.opd_id, person=kept.full_name,
            campaigns=", ".join(campaign.title for campaign in twice),
        )  # fmt: skip
    return {"both_signed": [campaign.public_id for campaign in twice]}


def split(kept: Staff, merged: Staff, remembered: dict[str, Any], *, by: Actor) -> None:
    """Give each row its own obligation back, in the state its own signature and the registry say.

    *Refuses* nothing. *Records* roster events and the roster in the evidence log.
    """
    at = database_time()
    for campaign in _open():
        rows = _locked(campaign, kept, merged)
        touched = {row.unit.opd_id for row in rows.values()}
        for staff in (kept, merged):
            if (row := rows.get(staff.pk)) and (state := _state_before(row, staff)):
                obligations.change(
                    row, kind=Kind.SPLIT, by=by, reason="data dipisahkan kembali", recorded_at=at, state=state
                )
        rosters.sync(campaign, staff_ids=[kept.pk, merged.pk], by=by)
        rosters.snapshot(campaign, touched, at=at, reason="pemisahan data pegawai")


def _open() -> list[Campaign]:
    return list(Campaign.objects.select_for_update(no_key=True).filter(state=Campaign.State.OPEN).order_by("pk"))


def _locked(campaign: Campaign, *staff: Staff) -> dict[int, Obligation]:
    rows = Obligation.objects.select_for_update(of=("self",)).select_related("unit").order_by("pk")
    return {row.staff_id: row for row in rows.filter(campaign=campaign, staff__in=staff)}


def _merge_in(campaign: Campaign, kept: Staff, merged: Staff, by: Actor, at: datetime) -> bool:
    """Whether both had signed in this campaign."""
    theirs = _locked(campaign, kept, merged).get(merged.pk)
    if theirs is None or theirs.state == State.MOVED:
        return False
    before = theirs.state
    obligations.change(
        theirs, kind=Kind.MERGED, by=by, reason="digabung dengan data lain orang ini", recorded_at=at,
        state=State.MOVED.value,
    )  # fmt: skip
    rosters.sync(campaign, staff_ids=[kept.pk], by=by)
    own = _locked(campaign, kept).get(kept.pk)
    was_signed = own is not None and own.state in Obligation.SIGNED_STATES
    if own and before in Obligation.SIGNED_STATES and not was_signed and own.state != State.EXCLUDED:
        obligations.change(
            own,
            kind=Kind.MERGED,
            by=by,
            reason="sudah menandatangani dengan data lamanya",
            recorded_at=at,
            state=before,
        )
    touched = {theirs.unit.opd_id, own.unit.opd_id} if own else {theirs.unit.opd_id}
    rosters.snapshot(campaign, touched, at=at, reason="penggabungan data pegawai")
    return was_signed and before in Obligation.SIGNED_STATES


def _state_before(row: Obligation, staff: Staff) -> str:
    """What the merge found, when the merge made the present state; "" when it stands on its own."""
    event = RosterEvent.objects.filter(obligation=row, kind=Kind.MERGED).order_by("-pk").first()
    if event is None or event.after["state"] != row.state:
        return ""
    own = Signature.objects.valid().filter(staff=staff, campaign_id=row.campaign_id, revision=row.revision)
    if row.state in Obligation.SIGNED_STATES and own.exists():
        return ""  # signed since
    before = event.before["state"]
    return State.WAITING.value if before in _DERIVED else before
