"""Numbers of breaches, always three apart: reported, proven, sanctioned.

A report is no case and a case no proven breach (facts.md 4.4). What is counted is a person in a matter: once as
somebody accused in a case, or once for each report that names them and is neither a duplicate nor part of such a case.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from netralitas.access.models import User
from netralitas.access.roles import AJUDAN, SEKDA
from netralitas.accounts.models import RoleAssignment
from sanctions.models import (
    ENDED,
    Allegation,
    Case,
    CasePerson,
    Clock,
    CouncilRecommendation,
    Decision,
    Finding,
    Report,
    ReportedPerson,
    State,
)

_UNPROVEN = frozenset({State.NOT_PROVEN, State.NO_EVIDENCE})
_SETDA = "SETDA"


@dataclass(frozen=True)
class Counted:
    """One person in one matter, as far as numbers go: no name, no unit."""

    track: str = ""
    jenjang: str = ""
    category: str = ""
    state: str = ""  # of the case, "" while it is only a report
    acts: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    days_open: int | None = None  # None when the matter is over
    is_proven: bool = False
    is_sanctioned: bool = False
    is_overdue: bool = False


def counted_for(user: User, today: date) -> list[Counted]:
    """Every person in a matter whose existence `user` may know of; a fixed number of queries.

    Walls count here too: nobody finds the own matter in a number, nor Sekda and ajudan one about the Sekda.
    """
    cases = Case.objects.not_walled_from(user).values("pk")
    return [*_accused(cases, today), *_reported_only(_reports(user, cases), today)]


def _accused(cases: QuerySet, today: date) -> Iterable[Counted]:
    """Persons accused in cases: six queries."""
    persons = CasePerson.objects.filter(case__in=cases)
    allegations = Allegation.objects.filter(person__case__in=cases, withdrawal__isnull=True)
    acts, stages = defaultdict(set), defaultdict(set)
    for person, act, stage in allegations.values_list("person", "act__code", "stage"):
        acts[person].add(act)
        stages[person].add(stage)
    proven, sanctioned = _proven(cases), _ids(Decision.objects.standing().filter(person__case__in=cases))
    overdue = _ids(Clock.objects.overdue(today).filter(person__case__in=cases))
    fields = ("pk", "track", "jenjang", "category", "state", "case__opened_on")
    for pk, track, jenjang, category, state, opened_on in persons.values_list(*fields):
        is_sanctioned = pk in sanctioned
        yield Counted(
            track=track, jenjang=jenjang, category=category, state=state, acts=frozenset(acts[pk]),
            stages=frozenset(stages[pk]), days_open=None if state in ENDED else (today - opened_on).days,
            is_proven=is_sanctioned or (pk in proven and state not in _UNPROVEN), is_sanctioned=is_sanctioned,
            is_overdue=pk in overdue,
        )  # fmt: skip


def _proven(cases: QuerySet) -> set[int]:
    """Persons with a proven act by the newest LHP, or by the newest word of the council; two queries."""
    newer = OuterRef("report__person"), OuterRef("report__pk")
    later = Finding.objects.filter(report__person=newer[0], report__frozen_at__isnull=False, report__pk__gt=newer[1])
    found = Finding.objects.filter(
        ~Exists(later), report__person__case__in=cases, report__frozen_at__isnull=False, is_proven=True,
        allegation__withdrawal__isnull=True,
    )  # fmt: skip
    again = CouncilRecommendation.objects.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
    told = CouncilRecommendation.objects.filter(~Exists(again), person__case__in=cases, is_proven=True)
    return set(found.values_list("report__person", flat=True)) | _ids(told)


def _reported_only(reports: QuerySet[Report], today: date) -> Iterable[Counted]:
    """Persons that reports name and no case of theirs accuses: two queries."""
    accused = CasePerson.objects.filter(case__reports=OuterRef("report"), staff=OuterRef("staff"))
    named = ReportedPerson.objects.filter(~Exists(accused), report__in=reports.values("pk"))
    acts = defaultdict(set)
    for report, code, track in Report.acts.through.objects.filter(report__in=reports.values("pk")).values_list(
        "report", "act__code", "act__track"
    ):
        acts[report].add((code, track))
    waiting = {Report.State.RECEIVED, Report.State.NEEDS_MORE, Report.State.EXAMINE}
    fields = ("report", "report__state", "report__received_on", "staff__jenjang", "staff__category")
    for report, state, received_on, jenjang, category in named.values_list(*fields):
        tracks = {track for _, track in acts[report]}
        yield Counted(
            track=tracks.pop() if len(tracks) == 1 else "", jenjang=jenjang or "", category=category or "",
            acts=frozenset(code for code, _ in acts[report]),
            days_open=(today - received_on).days if state in waiting else None,
        )  # fmt: skip


def _reports(user: User, cases: QuerySet) -> QuerySet[Report]:
    """Reports behind the same walls, duplicates left out; none of a case that must not be known of."""
    walled = Case.reports.through.objects.exclude(case__in=cases).values("report")
    rows = Report.objects.behind_the_wall_of(user).exclude(state=Report.State.DUPLICATE).exclude(pk__in=walled)
    serves = RoleAssignment.objects.in_force().filter(user_id=user.pk, role__in=[SEKDA.code, AJUDAN.code])
    if serves.exists():
        about = Q(staff__unit__opd__kind_id=_SETDA) | Q(staff__unit__kind_id=_SETDA)
        rows = rows.exclude(pk__in=ReportedPerson.objects.filter(about).values("report"))
    return rows


def _ids(rows: QuerySet) -> set[int]:
    return set(rows.values_list("person", flat=True))
