"""Rosters as the evidence log holds them, and how many must sign."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from netralitas.ledger.canonical import canonical
from pledges.models import Campaign, Obligation

State = Obligation.State


@dataclass(frozen=True)
class RosterFacts:
    """The roster of one OPD: how many are obliged and excluded, and the hash of who they are (64 hex digits)."""

    obliged: int
    excluded: int
    sha256: str


def roster_facts(campaign: Campaign, opd_ids: Iterable[int]) -> dict[int, RosterFacts]:
    """The roster of each OPD as it stands now; one query.

    Canonical roster: one row a person, ordered by person: [person, unit, kind, whether obliged], ids as shown outside.
    """
    rows = (
        Obligation.objects.filter(campaign=campaign, unit__opd__in=set(opd_ids))
        .exclude(state=State.MOVED)
        .order_by("unit__opd_id", "staff__public_id")
        .values_list("unit__opd_id", "staff__public_id", "unit__public_id", "category", "state")
    )
    by_opd: dict[int, list[list]] = {opd_id: [] for opd_id in opd_ids}
    for opd_id, person, unit, category, state in rows.iterator(chunk_size=5000):
        by_opd[opd_id].append([person, unit, category, state != State.EXCLUDED])
    return {opd_id: facts_of(campaign, roster) for opd_id, roster in by_opd.items()}


def facts_of(campaign: Campaign, roster: list[list]) -> RosterFacts:
    """A canonical roster, counted and hashed; no query."""
    obliged = sum(row[3] for row in roster)
    body = canonical({"v": 1, "campaign": campaign.public_id, "roster": roster})
    return RosterFacts(obliged, len(roster) - obliged, hashlib.sha256(body.encode()).hexdigest())
