"""Where the Perangkat Daerah stand with their data and their completeness, counted by state."""

from collections import Counter as Tally

from netralitas.registry.models import Opd
from pledges.models import Campaign
from pledges.queries.verifications import standings

_ORDER = ("data_unverified", "change_proposed", "awaiting_statement", "awaiting_review", "returned", "complete")


def review_counts(campaign: Campaign) -> list[tuple[str, int]]:
    """State of an OPD (wording.md) → how many; eight queries."""
    found = Tally(one.state for one in standings(Opd.objects.top().active()))
    return [(code, found[code]) for code in _ORDER if found[code]]
