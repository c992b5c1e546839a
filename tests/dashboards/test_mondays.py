"""*Rekap Senin*: frozen by the schedule, once a week, unchanged ever after; mailed once; never a name."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from netralitas.access.actors import SYSTEM
from netralitas.audit.models import Event
from netralitas.dashboards import summaries
from netralitas.dashboards.actions import mondays
from netralitas.dashboards.models import ReportDelivery, WeeklyPlan, WeeklyReport
from netralitas.dashboards.queries import rollup
from netralitas.dashboards.queries.as_of import past
from netralitas.dashboards.queries.monday_reports import Report
from netralitas.dashboards.queries.mondays import content_of
from netralitas.dashboards.queries.recipients import deliveries_of
from netralitas.dashboards.queries.weekly import report_now
from netralitas.db import missing_seals
from netralitas.errors import DomainError, SealedRowError
from netralitas.jobs.models import Message
from netralitas.jobs.testing import run_all
from netralitas.ledger.clock import pretend
from pledges.actions import obligations
from pledges.models import Campaign, Obligation, RosterEvent
from tests.cast import make_account, make_staff, make_unit
from tests.dashboards.conftest import make_campaign
from tests.dashboards.test_pemda import NAMES, text_of
from tests.pledges import factory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 10, 12, 0, tzinfo=UTC)  # 07.00 WIB, a Monday
WEEK = timedelta(days=7)


@pytest.fixture
def at():
    """`at(instant)`: both clocks stand there until the next call."""
    running = []

    def go(instant: datetime) -> None:
        leave()
        for clock in (time_machine.travel(instant, tick=False), pretend(instant)):
            clock.__enter__() if hasattr(clock, "__enter__") else clock.start()
            running.append(clock)

    def leave() -> None:
        while running:
            running.pop().__exit__(None, None, None)

    yield go
    leave()


@pytest.fixture
def monday(at):
    """It is Monday, 07.00."""
    at(MONDAY)


@pytest.fixture
def reader():
    """The Sekda with an address."""
    user = make_account("Sekretaris Daerah", "sekda")
    user.email = "sekda@contoh.example"
    user.save()
    return user


def test_schedule_freezes_once_a_week_and_from_its_hour_on(at, monday, campaign, pemda):
    at(MONDAY - timedelta(hours=2))  # 05.00
    assert mondays.freeze_due(by=SYSTEM) == 0
    at(MONDAY)
    assert mondays.freeze_due(by=SYSTEM) == 1
    assert mondays.freeze_due(by=SYSTEM) == 0
    at(MONDAY + timedelta(days=3))
    assert mondays.freeze_due(by=SYSTEM) == 0

    row = WeeklyReport.objects.get()
    assert (row.is_scheduled, row.monday_on, row.taken_at) == (True, MONDAY.date(), MONDAY)
    assert Event.objects.filter(event="dashboards.week_frozen").count() == 1


def test_worker_that_slept_on_monday_does_it_on_tuesday(at, monday, campaign, pemda):
    at(MONDAY + timedelta(days=1, hours=3))

    assert mondays.freeze_due(by=SYSTEM) == 1
    assert WeeklyReport.objects.get().monday_on == MONDAY.date()


def test_hour_is_the_pemda_s_and_may_be_changed(at, monday, campaign, pemda, by):
    mondays.arrange(hour=9, is_on=True, is_mailed=False, has_open_data=False, recipients=set(), by=by)
    assert mondays.freeze_due(by=SYSTEM) == 0
    at(MONDAY + timedelta(hours=2))
    assert mondays.freeze_due(by=SYSTEM) == 1
    mondays.arrange(hour=9, is_on=False, is_mailed=False, has_open_data=False, recipients=set(), by=by)
    at(MONDAY + WEEK + timedelta(hours=5))
    assert mondays.freeze_due(by=SYSTEM) == 0


def test_campaign_owes_mondays_of_its_window_and_one_after(at, monday, person, dinas_a, campaign):
    person("Ani", dinas_a)
    at(MONDAY - timedelta(days=14))
    assert mondays.freeze_due(by=SYSTEM) == 0  # not begun
    for weeks, expected in ((0, 1), (1, 1), (2, 1), (3, 0)):  # closes ten days after Monday
        at(MONDAY + WEEK * weeks)
        assert mondays.freeze_due(by=SYSTEM) == expected, weeks


def test_two_campaigns_have_a_report_each_and_a_draft_none(monday, campaign, pemda, person, dinas_b):
    other = make_campaign("PSU-2026", "Ikrar PSU")
    make_campaign("PEMILU-2029", "Ikrar Pemilu", state=Campaign.State.DRAFT)
    row = person("Lain", dinas_b)
    Obligation.objects.filter(pk=row.pk).update(campaign=other)

    assert mondays.freeze_due(by=SYSTEM) == 1  # nobody is counted in the other yet
    assert WeeklyReport.objects.get().campaign == campaign


def test_frozen_report_stays_as_it_was(at, monday, campaign, pemda, person, sekda, sign_in):
    mondays.freeze_due(by=SYSTEM)
    row = WeeklyReport.objects.get()
    url = reverse("dashboards:monday", args=[row.public_id])
    before = text_of(sign_in(sekda).get(url)).partition("Dibekukan")[2]

    at(MONDAY + timedelta(hours=1))
    for number in range(5):
        person(f"Baru {number}", pemda["dinas_a"], "sudah")
    pemda["dinas_a"].name = "Dinas Berganti Nama"
    pemda["dinas_a"].save()

    assert text_of(sign_in(sekda).get(url)).partition("Dibekukan")[2] == before
    assert "4 dari 8 wajib" in before
    assert Report(WeeklyReport.objects.get().content).total.done == 4
    assert report_now(campaign).total.done == 9  # the live page moved on
    row.content = {}
    with pytest.raises(SealedRowError):
        row.save()
    assert missing_seals(connection) == []


def test_rise_is_since_the_last_report_and_by_office(at, monday, campaign, pemda, person):
    mondays.freeze_due(by=SYSTEM)
    at(MONDAY + WEEK)
    person("Naik Satu", pemda["dinas_b"], "sudah")
    person("Keluar Satu", pemda["dinas_a"], "dikecualikan")
    baru = make_unit("Dinas Baru", protocol_order=30)
    person("Naik Dua", baru, "sudah")
    mondays.freeze_due(by=SYSTEM)

    first, second = (Report(row.content) for row in WeeklyReport.objects.order_by("taken_at"))
    assert (first.is_first, first.rise, first.points, first.grown) == (True, 4, "", [])
    assert (second.rise, second.total.done) == (2, 6)
    assert second.points == "+10,0 poin"  # 4 of 8, then 6 of 10
    rises = {row.name: row.rise for row in second.rows}
    assert rises == {"Dinas Pendidikan": 0, "Dinas Kesehatan": 1, "RSUD Contoh": 0, "Dinas Baru": None}
    assert [(row.name, row.grown) for row in second.grown] == [("Dinas Pendidikan", 1)]


def test_frozen_figures_are_those_replayed_from_history_whatever_came_later(at, monday, dinas_a, sekolah_a, dinas_b):
    for number in range(9):
        make_staff(f"Orang {number}", (dinas_a, sekolah_a, dinas_b)[number % 3])
    campaign = factory.open_campaign(opens_at=MONDAY, closes_at=MONDAY + WEEK * 5)
    people = list(Obligation.objects.order_by("pk"))
    for week in range(1, 4):
        at(MONDAY + WEEK * week - timedelta(days=2))
        for row, state in zip(people[week::3], ("sudah", "berhalangan", "dikecualikan"), strict=False):
            obligations.change(row, kind=RosterEvent.Kind.STATE, by=SYSTEM, state=state)
        at(MONDAY + WEEK * week)
        assert mondays.freeze_due(by=SYSTEM) == 1

    for row in WeeklyReport.objects.all():
        then = past(campaign, row.taken_at)
        replayed = {one.key: (one.figures, one.heads) for one in then.rows()}
        assert {one.key: (one.figures, one.heads) for one in Report(row.content).rows} == replayed
    assert len({str(row.content["lines"]) for row in WeeklyReport.objects.all()}) == 3


def test_report_frozen_by_hand_does_not_shorten_the_week(at, monday, campaign, pemda, person, by):
    mondays.freeze_due(by=SYSTEM)
    at(MONDAY + timedelta(days=3))
    person("Kamis", pemda["dinas_b"], "sudah")
    assert Report(mondays.freeze(campaign=campaign, by=by).content).rise == 1
    at(MONDAY + WEEK)
    mondays.freeze_due(by=SYSTEM)

    last = Report(WeeklyReport.objects.order_by("-taken_at").first().content)
    assert last.rise == 1


def test_figures_are_those_of_the_dashboard_in_every_way(monday, campaign, pemda, person):
    desa = make_unit("Desa Ranjeng", kind="DESA", parent=pemda["dinas_a"])
    person("Ka Des", desa, "sudah", category="KADES")
    found, shown = report_now(campaign), rollup.rollup(campaign)

    assert {row.name: row.figures for row in found.rows} == {row.name: row.figures for row in shown.counted_rows}
    assert (found.total, found.heads) == (shown.total, shown.heads)
    for part in (found.levels, found.categories, found.places, found.groups):
        assert sum((row.figures for row in part), start=type(found.total)()) == found.total
    assert found.villages[0].figures.done == 1


def test_nothing_is_frozen_while_nobody_is_obliged(monday, campaign, by):
    with pytest.raises(DomainError, match="masih kosong"):
        mondays.freeze(campaign=campaign, by=by)
    assert mondays.freeze_due(by=SYSTEM) == 0


def test_mail_goes_once_with_numbers_and_a_link(monday, campaign, pemda, reader, inspektur):
    inspektur.email = "inspektur@contoh.example"
    inspektur.save()
    mondays.freeze_due(by=SYSTEM)
    row = WeeklyReport.objects.get()
    mondays.mail(report=row, by=SYSTEM)
    run_all("jobs.deliver")

    assert [(one.to, len(one.attachments)) for one in mail.outbox] == [(["sekda@contoh.example"], 0)]
    letter = mail.outbox[0]
    assert "50,0 % sudah menandatangani" in letter.subject
    assert "4 dari 8 wajib" in letter.body
    assert reverse("dashboards:monday", args=[row.public_id]) in letter.body
    assert not [name for name in NAMES if name in letter.body]
    assert ReportDelivery.objects.count() == 1
    assert deliveries_of(row) == [("Sekretaris Daerah", "sent")]


def test_recipients_are_those_chosen_among_who_may_see_all(monday, campaign, pemda, reader, inspektur, budi, by):
    for user in (inspektur, budi):
        user.email = f"{user.pk}@contoh.example"
        user.save()
    mondays.arrange(
        hour=6, is_on=True, is_mailed=True, has_open_data=False, recipients={inspektur.username, budi.username}, by=by
    )
    mondays.freeze_due(by=SYSTEM)

    assert list(ReportDelivery.objects.values_list("username", flat=True)) == [inspektur.username]


def test_mail_waiting_for_somebody_who_lost_the_role_is_not_sent(monday, campaign, pemda, reader):
    mondays.freeze_due(by=SYSTEM)
    reader.role_assignments.update(revoked_at=timezone.now())
    run_all("jobs.deliver")

    assert mail.outbox == []
    assert Message.objects.get().state == Message.State.UNNEEDED


def test_mail_is_left_out_when_switched_off(monday, campaign, pemda, reader, by):
    mondays.arrange(hour=6, is_on=True, is_mailed=False, has_open_data=False, recipients={reader.username}, by=by)
    assert mondays.freeze_due(by=SYSTEM) == 1
    assert not Message.objects.exists()


def test_live_page_costs_the_same_for_one_office_and_for_thirty(monday, sekda, sign_in, campaign, pemda, person):
    client = sign_in(sekda)
    client.get(reverse("dashboards:monday-live"))
    counted = []
    for extra in (0, 29):
        for number in range(extra):
            person(f"Orang {number}", make_unit(f"Dinas {number}"), "sudah")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("dashboards:monday-live")).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert counted[0] <= 34


def test_summary_is_dated_and_holds_the_numbers_and_no_name(monday, campaign, pemda):
    text = summaries.monday_summary(report_now(campaign))

    for phrase in ("*REKAP SENIN*", "Senin, 12 Oktober 2026, pukul 07.00 WIB", "*4 dari 8* (50,0\u00a0%)",
                   "Kepala Perangkat Daerah sudah: 2 dari 2", "Terendah:\n1. Dinas Pendidikan"):  # fmt: skip
        assert phrase in text
    assert not [name for name in NAMES if name in text]


def test_freezing_and_arranging_is_bakesbangpol_s(kesbang, sekda, bkpsdm, sign_in, campaign, pemda):
    client = sign_in(kesbang)
    assert client.post(reverse("dashboards:monday-freeze")).status_code == 302
    row = WeeklyReport.objects.get()
    assert not row.is_scheduled
    answer = client.post(
        reverse("dashboards:monday-plan"), {"hour": "8", "is_on": "on", "recipients": [sekda.username]}, follow=True
    )
    assert "disimpan" in text_of(answer)
    assert WeeklyPlan.objects.get().hour == 8
    for user in (sekda, bkpsdm):
        stranger = sign_in(user)
        assert stranger.post(reverse("dashboards:monday-freeze")).status_code == 403
        assert stranger.get(reverse("dashboards:monday-plan")).status_code == 403
    assert WeeklyReport.objects.count() == 1


def test_work_of_the_week_names_what_each_office_needs(at, monday, kesbang, sekda, sign_in, campaign, pemda, person):
    mondays.freeze_due(by=SYSTEM)
    at(MONDAY + WEEK)
    person("Keluar Satu", pemda["dinas_a"], "dikecualikan")
    person("Kepala Baru", make_unit("Dinas Baru", protocol_order=30), is_opd_head=True)
    url = reverse("dashboards:monday-work")

    text = text_of(sign_in(kesbang).get(url))
    rows = {row.name: row.needs for row in report_now(campaign).rows}
    assert rows["Dinas Pendidikan"] == ["data", "diam", "pengecualian"]
    assert rows["Dinas Baru"] == ["data", "kepala", "mulai"]
    assert rows["RSUD Contoh"] == ["diam"]
    assert "Pengecualian bertambah (+1)" in text
    narrowed = text_of(sign_in(kesbang).get(url, {"perlu": "mulai"})).partition("Perlu ditindaklanjuti")[2]
    assert "Dinas Baru" in narrowed
    assert "Dinas Pendidikan" not in narrowed
    assert not [name for name in (*NAMES, "Keluar Satu", "Kepala Baru") if name in text]
    assert sign_in(sekda).get(url).status_code == 403


def test_own_office_sees_its_weeks_and_not_the_others(
    at, monday, kepala_a, rina, sekda, sign_in, campaign, pemda, person
):
    mondays.freeze_due(by=SYSTEM)
    row = WeeklyReport.objects.get()
    at(MONDAY + timedelta(hours=2))
    person("Naik Satu", pemda["sekolah_a"], "sudah")

    text = text_of(sign_in(kepala_a).get(reverse("dashboards:mondays")))
    assert "Dinas Pendidikan" in text
    assert "3 dari 6 wajib" in text
    assert "SD Negeri Ciruas 1" in text
    assert "Senin, 12 Oktober 2026" in text
    assert "Dinas Kesehatan" not in text
    for user in (kepala_a, rina):
        assert sign_in(user).get(reverse("dashboards:monday", args=[row.public_id])).status_code == 404
        assert sign_in(user).get(reverse("dashboards:places")).status_code == 404
        assert sign_in(user).get(reverse("dashboards:monday-live")).status_code == 302


def test_content_is_plain_data(monday, campaign, pemda):
    import json

    content = content_of(campaign, timezone.now(), None)

    assert json.loads(json.dumps(content)) == content
    assert not [name for name in NAMES if name in json.dumps(content)]
