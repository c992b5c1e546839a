"""How heavy: the rules of PP 94/2021 about levels, as pure functions. They suggest; a person sets the level."""

from collections.abc import Sequence
from dataclasses import dataclass

from netralitas.registry.models import StaffCategory
from netralitas.registry.models.staff import VILLAGE
from sanctions.models import Act, Level, Measure, Track
from sanctions.models.catalogue import Impact

SCALE = (Level.MORAL, Level.LIGHT, Level.MEDIUM, Level.HEAVY, Level.DISMISSAL)  # from the lightest
BY_IMPACT = {Impact.UNIT: Level.LIGHT, Impact.AGENCY: Level.MEDIUM, Impact.STATE: Level.HEAVY}  # Pasal 9-11
_CIVIL_SERVANTS = frozenset({StaffCategory.PNS, StaffCategory.CPNS})


@dataclass(frozen=True)
class Weight:
    """The level the rules point to (None: they leave it to the examiner), why, and what must still be confirmed."""

    level: Level | None
    reasons: tuple[str, ...]
    open_points: tuple[str, ...]


def rank(level: str) -> int:
    """Place on the scale, 0 for the lightest; -1 for words that are no level of the scale."""
    return SCALE.index(Level(level)) if level in SCALE else -1


def heaviest(levels: Sequence[str]) -> Level | None:
    """The heaviest level of several; None when none is on the scale."""
    known = [Level(level) for level in levels if rank(level) >= 0]
    return max(known, key=rank, default=None)


def track_for(act: Act, category: str) -> Track:
    """The track an act takes for a kind of employee: PPPK and non-ASN follow their contract (facts.md 1.7, 3.4)."""
    if act.track == Track.CRIMINAL:
        return Track.CRIMINAL
    if category in VILLAGE:
        return Track.VILLAGE
    if category in _CIVIL_SERVANTS:
        return Track(act.track)
    return Track.CONTRACT


def weigh(acts: Sequence[Act], impact: str, last: Measure | None, measures: Sequence[Measure]) -> Weight:
    """What the rules say about one person's acts; `last` is the measure imposed before for the same kind of breach."""
    levels, reasons, open_points = [], [], [_open_point(act) for act in acts if not act.is_certain]
    for act in acts:
        level = _level_of(act, impact)
        if level is None:
            open_points.append(_left_open(act))
        else:
            levels.append(level)
            reasons.append(f"{act.code}: tingkat {level.label.lower()} ({act.legal_basis}).")
    found = heaviest(levels)
    if found and len(levels) > 1:
        reasons.append(f"Beberapa perbuatan: hanya dijatuhkan satu, yang terberat, yaitu {found.label.lower()}.")
    if last is not None:
        found = _after_repeat(found, last, measures, reasons, open_points)
    return Weight(found, tuple(reasons), tuple(dict.fromkeys(open_points)))


def heavier_than(last: Measure, measures: Sequence[Measure]) -> list[Measure]:
    """The measures that weigh more than the last one, from the lightest."""
    floor = (rank(last.level), last.code)
    return sorted((one for one in measures if _weight(one) > floor), key=_weight)


def _weight(measure: Measure) -> tuple[int, str]:
    return rank(measure.level), measure.code


def _level_of(act: Act, impact: str) -> Level | None:
    if act.normal_level == Level.BY_IMPACT:
        return BY_IMPACT[Impact(impact)] if impact else None
    return Level(act.normal_level) if rank(act.normal_level) >= 0 else None


def _open_point(act: Act) -> str:
    return f"{act.code}: {act.note or 'perlu penegasan Bagian Hukum atau BKPSDM.'}"


def _left_open(act: Act) -> str:
    if act.normal_level == Level.BY_IMPACT:
        return f"{act.code}: pilih dahulu dampaknya (unit kerja, instansi, atau negara)."
    return f"{act.code}: aturan tidak memberi tingkat baku ({Level(act.normal_level).label.lower()})."


def _after_repeat(
    found: Level | None, last: Measure, measures: Sequence[Measure], reasons: list[str], open_points: list[str]
) -> Level | None:
    if rank(last.level) < 0:
        open_points.append(f"Pernah dijatuhi {last.name.lower()}: aturan pengulangan jalur ini perlu ditegaskan.")
        return found
    heavier = heavier_than(last, measures)
    reasons.append(f"Pengulangan: pernah dijatuhi {last.name.lower()}, jadi dijatuhkan yang lebih berat.")
    if not heavier:
        open_points.append("Tidak ada jenis hukuman yang lebih berat dalam katalog untuk jenis pegawai ini.")
        return found
    return heaviest([heavier[0].level, *([found] if found else [])])
