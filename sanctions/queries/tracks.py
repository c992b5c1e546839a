"""Which tracks exist for whom."""

from collections.abc import Sequence

from netralitas.registry.models import StaffCategory
from netralitas.registry.models.staff import VILLAGE
from sanctions.models import Act, Track
from sanctions.weighing import track_for

_PPPK = frozenset({StaffCategory.PPPK, StaffCategory.PPPK_PW})
_CIVIL_SERVANTS = frozenset({StaffCategory.PNS, StaffCategory.CPNS})


def fitting_tracks(category: str) -> list[Track]:
    """The tracks a person of this kind may be put on, the usual one first; a person chooses (facts.md 1.7, 3.4)."""
    if category in VILLAGE:
        return [Track.VILLAGE]
    if category in _CIVIL_SERVANTS:
        return [Track.DISCIPLINE, Track.ETHICS]
    if category in _PPPK:
        return [Track.CONTRACT, Track.DISCIPLINE, Track.ETHICS]
    return [Track.CONTRACT]


def track_of(acts: Sequence[Act], category: str) -> Track:
    """The track several acts suggest: discipline outweighs ethics; crimes are handed over and count for none."""
    tracks = [track for track in (track_for(act, category) for act in acts) if track != Track.CRIMINAL]
    usual = fitting_tracks(category)
    if not tracks:
        return usual[0]
    return usual[0] if usual[0] in tracks else tracks[0]
