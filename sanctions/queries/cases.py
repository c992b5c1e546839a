"""Cases as lists and pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from netralitas.access.models import User
from sanctions.clocks import WorkCalendar
from sanctions.deadlines import SOON, words
from sanctions.models import ENDED, Allegation, Case, CasePerson, Clock, Decision, State, Track
from sanctions.queries.calendar import work_calendar
from sanctions.queries.decisions import Remedy, remedy_of
from sanctions.queries.parts import parts_of
from sanctions.transitions import Part, Transition, open_from

_PERSONS = CasePerson.objects.select_related("staff", "unit__opd").order_by("pk")
_PAPERS = Decision.objects.select_related("verdict", "measure").prefetch_related("deliveries", "appeals").order_by("pk")
_BY_FINDING = {"tidak_terbukti": False, "ajukan": True}
_PAPER_STEPS = frozenset({"putuskan", "putus_upaya", "batalkan"})
_RUNNING = Clock.objects.running().select_related("limit").order_by("due_on", "pk")


def cases_for(user: User) -> QuerySet[Case]:
    """The cases `user` may open, each with `due_on` (the nearest end of an own clock) and persons ready to show.

    Three queries for the wall, three for the rows.
    """
    ours = Clock.objects.running().ours().filter(person__case=OuterRef("pk")).order_by("due_on")
    rows = Case.objects.behind_the_wall_of(user).annotate(due_on=ours.values("due_on")[:1])
    return rows.prefetch_related(Prefetch("persons", _PERSONS))


def ongoing(rows: QuerySet[Case], value: str) -> QuerySet[Case]:
    """Cases that go on (`berjalan`) or are over (`selesai`)."""
    going = Exists(CasePerson.objects.filter(case=OuterRef("pk"), state__in=set(State) - ENDED))
    return rows.filter(going) if value == "berjalan" else rows.filter(~going)


def with_person(rows: QuerySet[Case], **wanted: object) -> QuerySet[Case]:
    """Cases with a person in a state or on a track; no row twice."""
    return rows.filter(Exists(CasePerson.objects.filter(case=OuterRef("pk"), **wanted)))


def by_deadline(rows: QuerySet[Case], value: str) -> QuerySet[Case]:
    """Cases late (`lewat`), or with a clock that ends within three working days (`dekat`)."""
    today = timezone.localdate()
    if value == "lewat":
        return rows.filter(due_on__lt=today)
    return rows.filter(due_on__gte=today, due_on__lte=work_calendar().add(today, SOON))


def naming(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Cases in which every word is found: number, title, or the name or NIP of an accused person."""
    for word in text.split():
        person = CasePerson.objects.filter(case=OuterRef("pk")).filter(
            Q(staff__name_key__icontains=word) | Q(staff__name__icontains=word) | Q(staff__nip__startswith=word)
        )
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word) | Q(Exists(person)))
    return rows


@dataclass(frozen=True)
class Way:
    """A step that is open to the reader: its row of the table and the address of its page."""

    row: Transition
    url: str


@dataclass(frozen=True)
class RunningClock:
    """A clock in words: what ends when, how long that is, and what the rule says then."""

    clock: Clock
    words: str
    is_over: bool


@dataclass(frozen=True)
class Matter:
    """One accused person on the page of the case."""

    person: CasePerson
    allegations: list[Allegation]
    clocks: list[RunningClock]
    ways: list[Way]
    asides: list[Way]  # seldom the next step
    is_waiting: bool  # somebody else has to act

    @property
    def may_correct(self) -> bool:
        """Whether a confirmed decision may be entered again: where it may be taken back as well."""
        return any(way.row.code == "batalkan" for way in self.asides)


def matters_of(case: Case, user: User) -> list[Matter]:
    """Every accused person with allegations, running clocks and the steps open to `user`; ten queries at most."""
    parts, calendar, today = parts_of(user, case), work_calendar(), timezone.localdate()
    allegations = Allegation.objects.select_related("act", "election", "withdrawal", "frozen").order_by("pk")
    persons = _PERSONS.filter(case=case).prefetch_related(
        Prefetch("allegations", allegations), Prefetch("clocks", _RUNNING, to_attr="running_clocks"),
        "summonses", "examinations", "investigation_reports__findings", "recommendations__measure",
        Prefetch("decisions", _PAPERS),
    )  # fmt: skip
    return [_matter(person, parts, calendar, today) for person in persons]


def _matter(person: CasePerson, parts: Iterable[Part], calendar: WorkCalendar, today: date) -> Matter:
    rows = open_from(person.track, person.state)
    rows = [row for row in rows if row.parts & frozenset(parts) and _is_allowed(row, person)]
    ways = [way for way in (_way(row, person) for row in rows) if way]
    clocks = [
        RunningClock(one, words(one.due_on, today, calendar), one.limit.is_duty and today > one.due_on)
        for one in person.running_clocks
    ]
    usual, asides = [way for way in ways if not way.row.is_aside], [way for way in ways if way.row.is_aside]
    is_waiting = not usual and not person.has_ended
    return Matter(person, list(person.allegations.all()), clocks, usual, asides, is_waiting)


def _is_allowed(row: Transition, person: CasePerson) -> bool:
    """Whether a paper may be entered (none waits for the second person), the measure knows the remedy, and what was
    found leads there.

    True of every other step. No query: prefetched.
    """
    papers = list(person.decisions.all())
    if row.code in _PAPER_STEPS:
        return all(hasattr(one, "verdict") for one in papers)
    if row.code in _BY_FINDING:
        return _is_proven(person) is _BY_FINDING[row.code]
    if row.code not in {Remedy.OBJECTION, Remedy.APPEAL}:
        return True
    confirmed = [one for one in papers if hasattr(one, "verdict") and one.verdict.is_confirmed]
    return bool(confirmed) and remedy_of(confirmed[-1]) == row.code


def _is_proven(person: CasePerson) -> bool:
    """What the newest LHP, or the newest recommendation, found; as queries.decisions.proven_allegations asks it."""
    if person.track == Track.ETHICS:
        advice = max(person.recommendations.all(), key=lambda one: one.pk, default=None)
        return advice is not None and advice.is_proven
    closed = [one for one in person.investigation_reports.all() if one.frozen_at]
    last = max(closed, key=lambda one: one.pk, default=None)
    valid = {one.pk for one in person.allegations.all() if not hasattr(one, "withdrawal")}
    return last is not None and any(one.is_proven and one.allegation_id in valid for one in last.findings.all())


def _way(row: Transition, person: CasePerson) -> Way | None:
    """The page of a step; None for a step that another one takes along or whose page is not there."""
    if not row.url:
        return None
    try:
        return Way(row, reverse(f"sanctions:step-{row.url}", args=[person.public_id]))
    except NoReverseMatch:
        return None


def counts(user: User) -> dict[str, int]:
    """How many cases there are, go on and are late, as far as `user` may open them; six queries."""
    rows, today = cases_for(user).prefetch_related(None), timezone.localdate()
    going = ongoing(rows, "berjalan")
    return {"all": rows.count(), "ongoing": going.count(), "late": going.filter(due_on__lt=today).count()}
