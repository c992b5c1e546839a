"""What the page suggests to whoever decides: level, measures, and who may impose them. A person always chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sanctions.models import Act, Authority, Level, Measure, Track
from sanctions.queries.catalogue import authorities_for
from sanctions.weighing import Weight, heavier_than, rank, weigh

_CONTRACT = "Tingkat dan jenis sanksi mengikuti perjanjian kerja: cocokkan dengan isinya sebelum menetapkan."


@dataclass(frozen=True)
class Imposer:
    """One official who may impose a level, as the catalogue says; BKPSDM chooses among them."""

    name: str
    over: str
    legal_basis: str
    note: str
    is_certain: bool


@dataclass(frozen=True)
class Suggestion:
    """What the rules point to for one person: the weight, measures that fit it, all measures, who may impose."""

    weight: Weight
    fitting: tuple[Measure, ...]
    others: tuple[Measure, ...]
    imposers: tuple[Imposer, ...]


def measures_for(category: str, track: str, day: date) -> list[Measure]:
    """Measures in force for a kind of employee on a track, from the lightest; moral ones belong to kode etik only.

    One query.
    """
    is_ethics = track == Track.ETHICS
    found = [one for one in Measure.objects.in_force(day) if category in one.applies_to]
    return sorted(
        (one for one in found if (one.level == Level.MORAL) == is_ethics), key=lambda one: (rank(one.level), one.code)
    )


def imposers_of(measures: Sequence[Measure], jenjang: str, level: str, day: date) -> tuple[Imposer, ...]:
    """Who may impose a level on a holder of this jenjang; without a rule for it, whom the measures name. One query."""
    found = [_imposer(one) for one in authorities_for(jenjang, level, day)]
    if found:
        return tuple(found)
    named = {one.authority: one for one in measures if one.authority and (not level or one.level == level)}
    return tuple(Imposer(name, "", one.legal_basis, "", one.is_certain) for name, one in named.items())


def suggest(
    *, acts: Sequence[Act], category: str, jenjang: str, track: str, day: date, impact: str = "",
    last: Measure | None = None,
) -> Suggestion:  # fmt: skip
    """Put together what the rules of the day of the act say; two queries."""
    measures = measures_for(category, track, day)
    weight = weigh(acts, impact, last, measures)
    if track == Track.CONTRACT:
        weight = replace(weight, open_points=(_CONTRACT, *weight.open_points))
    fitting = [one for one in measures if one.level == weight.level]
    if last is not None:
        allowed = heavier_than(last, measures)
        fitting = [one for one in fitting if one in allowed] or fitting
    others = [one for one in measures if one not in fitting]
    level = weight.level or ""
    return Suggestion(weight, tuple(fitting), tuple(others), imposers_of(measures, jenjang, level, day))


def _imposer(rule: Authority) -> Imposer:
    return Imposer(rule.name, rule.over, rule.legal_basis, rule.note, rule.is_certain)
