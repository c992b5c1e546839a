"""Rosters: who must sign; made when a campaign opens, kept in step with the registry while it is open."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts.actions.links import ensure_personal_links
from netralitas.accounts.models import WayIn
from netralitas.audit.actions import record
from netralitas.ledger import actions as ledger
from netralitas.ledger.clock import database_time
from netralitas.ledger.models import Entry
from netralitas.registry.models import Opd, StaffEvent
from netralitas.ui.formats import number
from pledges import events
from pledges.actions import obligations
from pledges.actions.obligations import Change
from pledges.models import Campaign, Obligation, RosterEvent, RosterSnapshot, Signature
from pledges.queries.placements import Placement, drifted_staff_ids, placements
from pledges.queries.rosters import RosterFacts, roster_facts
from pledges.queries.texts import current_texts

State, Kind = Obligation.State, RosterEvent.Kind
_BATCH = 5000
_LEFT_BY_REGISTRY = (State.EXCLUDED, State.HINDERED)


def enrol(campaign: Campaign, *, by: Actor, at: datetime) -> list[Obligation]:
    """Create the obligations of a campaign being opened; the caller holds its lock and writes the audit event."""
    day = timezone.localtime(at).date()
    rows = [_obligation(campaign, placed, at, 1) for placed in placements(campaign, day)]
    obligations.create_many(campaign, rows, by=by, recorded_at=at, reason="pembukaan kegiatan")
    return rows


@transaction.atomic
def sync(campaign: Campaign, *, staff_ids: Iterable[int], by: Actor) -> int:
    """Bring the obligations of some persons in step with the registry; returns how many changed.

    Who is new joins, who moved takes the count along, who left is excluded, who is away is hindered unless already
    signed, who is back must sign (or has signed). *Refuses* nothing: a campaign that is not open stays as it is.
    *Records* `pledges.roster_synced` once, and a `roster` log entry for each OPD touched.
    """
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    if campaign.state != Campaign.State.OPEN:
        return 0
    at = database_time()
    placed = list(placements(campaign, timezone.localtime(at).date(), staff_ids))
    known = _locked_obligations(campaign, [one.staff_id for one in placed])
    joining = [one for one in placed if one.staff_id not in known and one.state != State.EXCLUDED]
    changes = _changes(campaign, [one for one in placed if one.staff_id in known], known)
    if not joining and not changes:
        return 0
    opd_ids = _touched_opd_ids(joining, changes, placed)
    _join(campaign, joining, by, at)
    obligations.change_many(campaign, changes, by=by, recorded_at=at)
    kinds = [change.kind for change in changes]
    record(
        events.ROSTER_SYNCED, by=by, subject=campaign, campaign=campaign.title, joined=number(len(joining)),
        moved=number(kinds.count(Kind.MOVED)), reclassed=number(kinds.count(Kind.RECLASSED)),
        restated=number(kinds.count(Kind.STATE)),
    )  # fmt: skip
    snapshot(campaign, opd_ids, at=at, reason="penyesuaian dengan data pegawai")
    return len(joining) + len(changes)


def sync_open_campaigns(*, by: Actor) -> int:
    """Sync whoever drifted from the registry, in every open campaign; returns how many changed.

    *Refuses* nothing. *Records* what `sync` records.
    """
    changed = 0
    for campaign in Campaign.objects.filter(state=Campaign.State.OPEN).order_by("pk"):
        drifted = drifted_staff_ids(campaign, timezone.localdate())
        if drifted:
            changed += sync(campaign, staff_ids=drifted, by=by)
    return changed


def give_links(campaign: Campaign, *, staff_ids: Iterable[int], by: Actor) -> None:
    """See that each person has a personal link that lives until the window closes, if the campaign lets them in so.

    *Refuses* nothing. Accounts *records* the batch.
    """
    if WayIn.PERSONAL_LINK in campaign.ways_in:
        ensure_personal_links(staff_ids=staff_ids, expires_at=campaign.closes_at, by=by)


def snapshot(campaign: Campaign, opd_ids: Iterable[int], *, at: datetime, reason: str) -> None:
    """Write the roster of each OPD into the evidence log; called last in an action's transaction."""
    for opd, facts in _facts_in_order(campaign, opd_ids):
        prove(campaign, opd, facts, at=at, reason=reason)


def prove(campaign: Campaign, opd: Opd, facts: RosterFacts, *, at: datetime, reason: str) -> int:
    """Write one roster into the evidence log; called last in an action's transaction. Returns its number there."""
    entry = ledger.append(
        Entry.Kind.ROSTER,
        {
            "campaign": campaign.public_id,
            "opd": opd.public_id,
            "count": facts.obliged + facts.excluded,
            "obliged": facts.obliged,
            "roster": f"sha256:{facts.sha256}",
            "reason": reason,
        },
    )
    RosterSnapshot.objects.create(
        campaign=campaign, opd=opd, taken_at=at, obliged_count=facts.obliged, excluded_count=facts.excluded,
        sha256=facts.sha256, ledger_seq=entry.seq, reason=reason,
    )  # fmt: skip
    return entry.seq


def snapshot_all(campaign: Campaign, *, at: datetime, reason: str) -> None:
    """`snapshot` for every OPD that has somebody in the roster."""
    opd_ids = Obligation.objects.filter(campaign=campaign).values_list("unit__opd_id", flat=True)
    snapshot(campaign, set(opd_ids.distinct().order_by()), at=at, reason=reason)


def _facts_in_order(campaign: Campaign, opd_ids: Iterable[int]) -> list[tuple]:
    wanted = set(opd_ids)
    by_opd = roster_facts(campaign, wanted)
    return [(opd, by_opd[opd.pk]) for opd in Opd.objects.filter(pk__in=wanted).in_protocol_order()]


def _obligation(campaign: Campaign, placed: Placement, at: datetime, revision: int) -> Obligation:
    return Obligation(
        campaign=campaign, staff_id=placed.staff_id, unit_id=placed.unit_id, recap_unit_id=placed.recap_unit_id,
        category=placed.category, jenjang=placed.jenjang, audience=placed.audience, is_opd_head=placed.is_opd_head,
        state=placed.state, state_reason=placed.reason, state_at=at, revision=revision,
    )  # fmt: skip


def _join(campaign: Campaign, joining: list[Placement], by: Actor, at: datetime) -> None:
    if not joining:
        return
    revisions = {audience: text.revision for audience, text in current_texts(campaign).items()}
    rows = [_obligation(campaign, placed, at, revisions.get(placed.audience, 1)) for placed in joining]
    obligations.create_many(campaign, rows, by=by, recorded_at=at, reason="pegawai baru dalam data")
    give_links(campaign, staff_ids=[placed.staff_id for placed in joining], by=by)


def _locked_obligations(campaign: Campaign, staff_ids: list[int]) -> dict[int, Obligation]:
    """Locked in the order of their ids, as every writer does, so that nobody waits in a circle."""
    rows = Obligation.objects.filter(campaign=campaign).exclude(state=State.MOVED)
    pks: list[int] = []
    for start in range(0, len(staff_ids), _BATCH):
        pks += rows.filter(staff_id__in=staff_ids[start : start + _BATCH]).values_list("pk", flat=True)
    pks.sort()
    found: dict[int, Obligation] = {}
    for start in range(0, len(pks), _BATCH):
        locked = rows.select_for_update(of=("self",)).select_related("unit").order_by("pk")
        found |= {row.staff_id: row for row in locked.filter(pk__in=pks[start : start + _BATCH])}
    return found


def _changes(campaign: Campaign, placed: list[Placement], known: dict[int, Obligation]) -> list[Change]:
    signed = _signed_states(campaign, known)
    revisions = {audience: text.revision for audience, text in current_texts(campaign).items()}
    found = [change for one in placed if (change := _change(known[one.staff_id], one, signed, revisions))]
    history = _latest_history([change.obligation.staff_id for change in found])
    for change in found:
        change.effective_on, change.reason = history.get(change.obligation.staff_id, (None, "data Perangkat Daerah"))
    return found


def _change(row: Obligation, placed: Placement, signed: dict[int, str], revisions: dict[str, int]) -> Change | None:
    fields: dict[str, object] = {}
    for name in ("unit_id", "recap_unit_id", "category", "jenjang", "audience", "is_opd_head"):
        if getattr(row, name) != getattr(placed, name):
            fields[name] = getattr(placed, name)
    kind = Kind.MOVED if fields.keys() & {"unit_id", "recap_unit_id"} else Kind.RECLASSED if fields else Kind.STATE
    state, reason = _new_state(row, placed, signed)
    if state != row.state:
        fields |= {"state": state, "state_reason": reason}
    if "audience" in fields and state not in Obligation.SIGNED_STATES:
        fields["revision"] = max(row.revision, revisions.get(placed.audience, 1))
    return Change(row, kind, fields) if fields else None


def _new_state(row: Obligation, placed: Placement, signed: dict[int, str]) -> tuple[str, str]:
    """The state the registry asks for; a signature outlives an absence, and counts again after a return."""
    is_signed = row.state in Obligation.SIGNED_STATES
    if placed.state == State.EXCLUDED:
        return (row.state, row.state_reason) if row.state == State.EXCLUDED else (placed.state, placed.reason)
    was_left_out = row.state in _LEFT_BY_REGISTRY and row.state_reason
    if was_left_out and row.pk in signed:
        return signed[row.pk], ""
    if placed.state == State.HINDERED and not is_signed and (was_left_out or row.state not in _LEFT_BY_REGISTRY):
        return (row.state, row.state_reason) if row.state == State.HINDERED else (placed.state, placed.reason)
    if placed.state == State.WAITING and was_left_out:
        return State.WAITING.value, ""
    return row.state, row.state_reason


def _signed_states(campaign: Campaign, known: dict[int, Obligation]) -> dict[int, str]:
    """For those left out: the state their valid signature under the present revision gives them back."""
    left_out = {row.pk: row for row in known.values() if row.state in _LEFT_BY_REGISTRY and row.state_reason}
    if not left_out:
        return {}
    signatures = Signature.objects.valid().filter(campaign=campaign)
    rows = signatures.values_list("obligation_id", "revision", "way_in")
    of_merged = signatures.filter(staff__merged_into__in=[row.staff_id for row in left_out.values()][:_BATCH])
    pks = {row.staff_id: pk for pk, row in left_out.items()}
    found = {
        pks[speaker]: _signed_state(way_in)
        for speaker, way_in in of_merged.values_list("staff__merged_into_id", "way_in")
    }
    for pk, revision, way_in in rows if len(left_out) > _BATCH else rows.filter(obligation__in=list(left_out)):
        if pk in left_out and revision == left_out[pk].revision:
            found[pk] = _signed_state(way_in)
    return found


def _signed_state(way_in: str) -> str:
    return (State.SIGNED_PAPER if way_in == WayIn.PAPER else State.SIGNED).value


def _latest_history(staff_ids: list[int]) -> dict[int, tuple]:
    """Since when and why, from the last row of each person's history in the registry."""
    found: dict[int, tuple] = {}
    for start in range(0, len(staff_ids), _BATCH):
        rows = StaffEvent.objects.filter(staff_id__in=staff_ids[start : start + _BATCH]).order_by("pk")
        found |= {pk: (day, reason) for pk, day, reason in rows.values_list("staff_id", "effective_on", "reason")}
    return found


def _touched_opd_ids(joining: list[Placement], changes: list[Change], placed: list[Placement]) -> set[int]:
    """OPD whose roster changed: where people stand now, and where they stood before."""
    changed = {change.obligation.staff_id for change in changes}
    after = {one.opd_id for one in placed if one.staff_id in changed} | {one.opd_id for one in joining}
    return after | {change.obligation.unit.opd_id for change in changes}
