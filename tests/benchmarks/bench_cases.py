"""10,000 cases: the list of cases, what is due, and the three counts, whole requests through every middleware.

The same work is proven by the numbers: the page tells what was put in, and the fast count equals one that asks person
by person. Rival of the counts: that naive count, on a sample. Controls: a list that asks once more a row is noticed,
and a count that forgets the walls is.
"""

import time
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from netralitas.access.models import User
from netralitas.ledger import vault
from netralitas.registry.models import Opd, Staff
from sanctions import tallies
from sanctions.models import (
    Act,
    Allegation,
    Case,
    CasePerson,
    Clock,
    Decision,
    DecisionVerdict,
    Finding,
    FrozenFacts,
    InvestigationReport,
    Measure,
    Report,
    ReportedPerson,
    State,
    TimeLimit,
)
from sanctions.queries import figures
from sanctions.views import cases as pages
from tests.benchmarks.measuring import Control, Line, control, percentile
from tests.cast import make_account, make_staff, make_unit

CASES, UNITS, REQUESTS = 10_000, 40, 9
_PROVEN_EVERY, _SANCTIONED_EVERY, _LATE_EVERY = 2, 4, 5
_STATES = (State.REVIEW, State.SUMMONED_1, State.REPORTED, State.IN_FORCE, State.CLOSED)
_MOST_QUERIES = 40
_TODAY = timezone.localdate


def run() -> Iterator[Line | Control]:
    """Queries and times of four pages at 10,000 cases; the same queries at a tenth."""
    call_command("collectstatic", interactive=False, verbosity=0)
    user = handler()
    fill(CASES // 10)
    client = Client()
    client.force_login(user)
    few = {name: queries(client, name) for name in PAGES}
    fill(CASES - CASES // 10)
    check(user)
    for name, label in PAGES.items():
        asked = queries(client, name)
        assert asked == few[name], f"{name}: {few[name]} queries at {CASES // 10} cases, {asked} at {CASES}"
        yield Line(f"cases {label} queries", asked, unit="queries", first=_MOST_QUERIES)
        times = [seconds(client, name) for _ in range(REQUESTS)]
        yield Line(f"cases {label} processor time", percentile(times, 0.5) * 1000, unit="ms", first=1500, goal=300)
    yield control("one query a row", is_query_a_row_noticed(client, few["sanctions:cases"]))
    yield control("a count without walls", is_missing_wall_noticed(user))


PAGES = {
    "sanctions:cases": "list", "sanctions:cases?tenggat=lewat": "late ones", "sanctions:due": "due list",
    "sanctions:figures": "statistics",
}  # fmt: skip


def handler() -> User:
    """The secretariat, with a person behind the account."""
    office = make_unit("BKPSDM Tolok Ukur", kind="BADAN")
    return make_account("Penangan", "bkpsdm", staff=make_staff("Penangan Tolok Ukur", office))


@transaction.atomic
def fill(count: int) -> None:
    """So many cases about so many persons, each from a report of its own; half proven, a quarter sanctioned."""
    units, today, first = _units(), _TODAY(), Case.objects.count()
    numbers = range(first, first + count)
    staff = Staff.objects.bulk_create(
        Staff(name=f"Terlapor {n}", name_key=f"terlapor {n}", unit=units[n % UNITS], category="PNS",
              nip=f"1986{n:014d}", rank_key=f"{n:09d}") for n in numbers
    )  # fmt: skip
    reports = Report.objects.bulk_create(
        Report(number=f"LD/T/{n}", source="bawaslu", summary="Uraian", state="diperiksa", recorded_by="uji",
               received_on=_day(today, n)) for n in numbers
    )  # fmt: skip
    ReportedPerson.objects.bulk_create(ReportedPerson(report=r, staff=s) for r, s in zip(reports, staff, strict=True))
    cases = Case.objects.bulk_create(
        Case(number=f"PKR/T/{n}", lead="bkpsdm", title=f"Perkara {n}", opened_on=_day(today, n), opened_by="uji")
        for n in numbers
    )
    links = Case.reports.through
    links.objects.bulk_create(links(case=c, report=r) for c, r in zip(cases, reports, strict=True))
    persons = CasePerson.objects.bulk_create(
        CasePerson(case=c, staff=s, unit=s.unit, category="PNS", jenjang="PELAKSANA", track="disiplin",
                   state=_STATES[n % len(_STATES)]) for n, c, s in zip(numbers, cases, staff, strict=True)
    )  # fmt: skip
    _outcomes(persons, first, today)


def _outcomes(persons: list[CasePerson], first: int, today: date) -> None:
    """Allegations, LHP, decisions and clocks of new persons."""
    act, measure = Act.objects.in_force(today).first(), Measure.objects.in_force(today).first()
    limit = TimeLimit.objects.in_force(today).get(code="SAMPAI")
    row_key, key = vault.new_key()
    sealed, numbered = vault.seal({"nama": "x"}, key), list(enumerate(persons, first))
    frozen = FrozenFacts.objects.bulk_create(
        FrozenFacts(person=one, acted_on=today, row_key=row_key, ciphertext=sealed) for one in persons
    )
    accused = Allegation.objects.bulk_create(
        Allegation(person=one, act=act, acted_on=today, frozen=facts, recorded_by="uji", stage="calon")
        for one, facts in zip(persons, frozen, strict=True)
    )
    proven = [(one, said) for (n, one), said in zip(numbered, accused, strict=True) if n % _PROVEN_EVERY == 0]
    told = InvestigationReport.objects.bulk_create(
        InvestigationReport(person=one, row_key=row_key, ciphertext=sealed, number="1", dated_on=today,
                            frozen_at=timezone.now()) for one, _ in proven
    )  # fmt: skip
    Finding.objects.bulk_create(
        Finding(report=report, allegation=said, is_proven=True) for report, (_, said) in zip(told, proven, strict=True)
    )
    decided = Decision.objects.bulk_create(
        Decision(person=one, kind="keputusan", outcome="dijatuhkan", number=f"SK/{n}", dated_on=today, measure=measure,
                 level="berat", reason="-", signer="-", entered_by="a", entered_by_key="a")
        for n, one in numbered if n % _SANCTIONED_EVERY == 0
    )  # fmt: skip
    DecisionVerdict.objects.bulk_create(
        DecisionVerdict(decision=one, is_confirmed=True, given_by="b", given_by_key="b") for one in decided
    )
    Clock.objects.bulk_create(
        Clock(
            person=one, limit=limit, started_on=today, due_on=today + timedelta(days=-1 if n % _LATE_EVERY == 0 else 9)
        )
        for n, one in numbered
    )


def _units() -> list[Opd]:
    names = [f"Dinas Tolok Ukur {n}" for n in range(UNITS)]
    found = {unit.name: unit for unit in Opd.objects.filter(name__in=names)}
    return [found.get(name) or make_unit(name) for name in names]


def _day(today: date, number: int) -> date:
    return today - timedelta(days=number % 120)


def check(user: User) -> None:
    """The three counts are those that were put in, and those of a count person by person."""
    counted = figures.counted_for(_again(user), _TODAY())
    total = tallies.total_of(counted)
    assert total.reported == CASES
    assert (total.proven, total.sanctioned) == (CASES // _PROVEN_EVERY, CASES // _SANCTIONED_EVERY)
    assert total.overdue == CASES // _LATE_EVERY
    sample = CasePerson.objects.filter(pk__lte=CasePerson.objects.order_by("pk")[199].pk)
    naive = sum(Finding.objects.filter(report__person=one, is_proven=True).exists() for one in sample)
    assert naive == 200 // _PROVEN_EVERY


def queries(client: Client, name: str) -> int:
    """How many queries a page costs while what every page remembers for a minute is remembered."""
    counts = []
    for _ in range(4):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url_of(name)).status_code == 200
        counts.append(len(captured))
    return min(counts)


def seconds(client: Client, name: str) -> float:
    """One whole request, in processor time: calm on a machine that others work on."""
    began = time.process_time()
    assert client.get(url_of(name)).status_code == 200
    return time.process_time() - began


def url_of(page: str) -> str:
    """The address of one of the pages."""
    name, _, query = page.partition("?")
    return f"{reverse(name)}?{query}"


def is_query_a_row_noticed(client: Client, honest: int) -> bool:
    """The classic mistake, made on purpose: the persons of each case asked for one by one."""
    ready = pages.queries.cases_for
    pages.queries.cases_for = lambda user: ready(user).prefetch_related(None)
    try:
        return queries(client, "sanctions:cases") > honest
    finally:
        pages.queries.cases_for = ready


def is_missing_wall_noticed(user: User) -> bool:
    """A case about the reader's own office must change no number of theirs."""
    own = make_staff("Rekan Tolok Ukur", user.staff_link.staff.unit)
    before = len(figures.counted_for(_again(user), _TODAY()))
    case = Case.objects.create(number="PKR/T/own", lead="inspektorat", title="x", opened_by="uji")
    CasePerson.objects.create(case=case, staff=own, unit=own.unit, category="PNS", track="disiplin")
    return len(figures.counted_for(_again(user), _TODAY())) == before < CasePerson.objects.count()


def _again(user: User) -> User:
    """As the next request reads it."""
    return User.objects.get(pk=user.pk)
