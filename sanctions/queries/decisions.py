"""Reads after the report: what is proven, what stands, what was imposed before, and when a decision takes force."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netralitas.registry.models import Staff
from sanctions.models import Allegation, CasePerson, CaseRole, Decision, Delivery, Measure, Track
from sanctions.queries.parts import deciding_conflict, in_force
from sanctions.queries.suggestions import Suggestion, measures_for, suggest
from sanctions.queries.time_limits import deadline


class Remedy(StrEnum):
    """What may be filed against a measure, as the catalogue says of it."""

    OBJECTION = "keberatan"
    APPEAL = "banding"
    NONE = ""


@dataclass(frozen=True)
class Earlier:
    """A sanction the same person got before, in another case; `is_same_kind` when an act is of the same kind."""

    number: str
    dated_on: date
    measure: Measure
    is_same_kind: bool


def proven_allegations(person: CasePerson) -> list[Allegation]:
    """What the newest LHP, or the newest recommendation of the council, found proven; two queries."""
    valid = person.allegations.filter(withdrawal__isnull=True).select_related("act").order_by("pk")
    if person.track == Track.ETHICS:
        last = person.recommendations.order_by("-pk").first()
        return list(valid) if last is not None and last.is_proven else []
    report = person.investigation_reports.filter(frozen_at__isnull=False).order_by("-pk").first()
    return list(valid.filter(findings__report=report, findings__is_proven=True)) if report is not None else []


def official_gap(person: CasePerson) -> tuple[str, str]:
    """What keeps the competent official from deciding: code and sentence, "" when nothing does. Two queries."""
    if person.is_sekda:
        return "sekda", "Perkara Sekretaris Daerah diputus oleh gubernur: teruskan ke gubernur."
    if deciding_conflict(person.case):
        return "benturan", (
            "Pejabat yang berwenang menyatakan benturan kepentingan: teruskan ke gubernur, atau akhiri penugasannya "
            "dan tugaskan pejabat di atasnya."
        )
    if not in_force(person.case).filter(role=CaseRole.OFFICIAL).exists():
        return "pejabat", (
            "Tugaskan dahulu pejabat yang berwenang menghukum dan catat pernyataan bebas benturan kepentingannya."
        )
    return "", ""


def standing_decision(person: CasePerson) -> Decision | None:
    """The decision whose sanction stands now; one query."""
    return Decision.objects.standing().filter(person=person).select_related("measure").first()


def waiting_entry(person: CasePerson) -> Decision | None:
    """The entered decision that waits for the second person; one query."""
    return Decision.objects.waiting().filter(person=person).select_related("measure").first()


def last_delivery(person: CasePerson) -> Delivery | None:
    """How the last decision reached the person; one query."""
    return Delivery.objects.filter(decision__person=person).order_by("-pk").first()


def earlier_sanctions(person: CasePerson) -> list[Earlier]:
    """Sanctions that stand against the same identity in other cases, the newest first; three queries."""
    identity = Staff.objects.of_one_identity(person.staff)
    before = (
        Decision.objects.standing().filter(person__staff__in=identity).exclude(person=person)
        .select_related("measure").prefetch_related("person__allegations__act").order_by("-dated_on", "-pk")
    )  # fmt: skip
    codes = set(person.allegations.filter(withdrawal__isnull=True).values_list("act__code", flat=True))
    return [
        Earlier(one.number, one.dated_on, one.measure, any(a.act.code in codes for a in one.person.allegations.all()))
        for one in before
    ]


def day_of_act(person: CasePerson) -> date:
    """The day whose catalogue applies: that of the last act that stands; one query."""
    days = person.allegations.filter(withdrawal__isnull=True).order_by("-acted_on").values_list("acted_on", flat=True)
    return days.first() or person.case.opened_on


def allowed_measures(person: CasePerson) -> list[Measure]:
    """Measures of the catalogue in force on the day of the act, for this kind of employee and track; two queries."""
    return measures_for(person.category, person.track, day_of_act(person))


def suggestion_for(person: CasePerson) -> Suggestion:
    """What the rules say about what is proven of a person; about eight queries."""
    proven = proven_allegations(person)
    last = next((one.measure for one in earlier_sanctions(person) if one.is_same_kind), None)
    impact = next((one.impact for one in proven if one.impact), "")
    return suggest(
        acts=[one.act for one in proven], category=person.category, jenjang=person.jenjang, track=person.track,
        day=day_of_act(person), impact=impact, last=last,
    )  # fmt: skip


def remedy_of(decision: Decision) -> Remedy:
    """What may be filed against a decision: nothing against a moral sanction or in the village track."""
    words = decision.measure.remedy.casefold() if decision.measure else ""
    if words.startswith("banding"):
        return Remedy.APPEAL
    return Remedy.OBJECTION if words.startswith("keberatan") else Remedy.NONE


def force_day(decision: Decision, delivery: Delivery) -> date:
    """When a delivered decision takes force by itself: the 15th working day, or at once where no remedy is open.

    Without a remedy the day written in the decision holds when it is later. At most two queries.
    """
    if remedy_of(decision) is not Remedy.NONE:
        limit = deadline("BERLAKU", delivery.received_on)
        if limit is not None:
            return limit.due_on
    return max(delivery.received_on, decision.effective_on or delivery.received_on)
