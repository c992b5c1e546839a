"""Three Mondays: frozen by the schedule, mailed, read by the Sekda, printed; the kepala OPD sees the own weeks."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from netralitas.dashboards.models import WeeklyReport
from netralitas.jobs.testing import run_all
from netralitas.ledger.clock import pretend
from netralitas.registry.actions import assignments
from pledges.actions import obligations
from pledges.models import Campaign, Obligation, RosterEvent
from tests.cast import PASSWORD, make_account, make_staff
from tests.journeys.looking import DESK, PHONE, complaints
from tests.pledges import pdf_tools
from tests.pledges.factory import BY, open_campaign

WEEKS, DAY = 3, timedelta(days=1)
SIGNED = (4, 6, 3)  # in the weeks before the first, second and third Monday
NAMES = ("Rekaan Satu", "Rekaan Dua", "Kepala Rekaan")


@pytest.fixture
def mondays() -> list[datetime]:
    """The last three Mondays that are over, seven in the morning."""
    today = timezone.localdate()
    last = today - timedelta(days=today.weekday() + 7)
    seven = [datetime.combine(last - 7 * n * DAY, time(7), timezone.get_current_timezone()) for n in range(WEEKS)]
    return seven[::-1]


@pytest.fixture
def campaign(dinas_a, sekolah_a, dinas_b, mondays) -> Campaign:
    """Eighteen persons in three units, opened a week before the first Monday."""
    head = make_staff(NAMES[2], dinas_a, eselon="II.b", jenjang="JPT_PRATAMA")
    assignments.assign_head(staff=head, unit=dinas_a, starts_on=mondays[0].date() - 90 * DAY, by=BY)
    for number in range(17):
        make_staff(f"{NAMES[number % 2]} {number:02d}", (dinas_a, sekolah_a, dinas_b)[number % 3])
    opened = mondays[0] - 7 * DAY
    with travel(opened):
        return open_campaign(opens_at=opened, closes_at=mondays[-1] + 60 * DAY)


def travel(instant: datetime) -> ExitStack:
    """Both clocks of this thread and its database stand at an instant; the browser's server is not asked meanwhile."""
    stack = ExitStack()
    stack.enter_context(time_machine.travel(instant, tick=False))
    stack.enter_context(pretend(instant))
    return stack


def sign_some(campaign: Campaign, count: int, until: datetime) -> None:
    """So many sign on the days of the week before."""
    waiting = Obligation.objects.filter(campaign=campaign, state="belum").order_by("staff__nip")
    for number, row in enumerate(list(waiting[:count])):
        with travel(until - timedelta(days=6 - number % 5, hours=-2)):
            obligations.change(row, kind=RosterEvent.Kind.STATE, by=BY, state=Obligation.State.SIGNED)


def live_three_weeks(campaign: Campaign, mondays: list[datetime]) -> Iterator[int]:
    """What the worker does on each Monday, twice: the second time it finds nothing to do."""
    for monday, count in zip(mondays, SIGNED, strict=True):
        sign_some(campaign, count, monday)
        with travel(monday):
            for _ in range(2):
                run_all("dashboards.freeze_mondays", "jobs.deliver")
        yield WeeklyReport.objects.count()


def enter(page: Page, address: str, path: str = "/masuk/") -> None:
    """Through the front door, on the way to `path`."""
    page.goto(path)
    page.get_by_label("NIP atau surel").fill(address)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.locator(".account-name").first).to_be_attached()


def account(name: str, role: str, **options: object) -> str:
    user = make_account(name, role, **options)
    user.email = f"{role}@contoh.example"
    user.save()
    user.role_assignments.update(starts_on=timezone.localdate() - timedelta(days=90))
    return user.email


def test_three_mondays_from_the_schedule_to_the_sekdas_hand(desk, phone, campaign, dinas_a, mondays, tmp_path):
    sekda = account("Sekretaris Daerah", "sekda")
    kepala = account("Kepala Dinas", "kepala_opd", unit=dinas_a)
    wrong = _bakesbangpol_arranges(desk, account("Dewi Kesbang", "bakesbangpol"))

    assert list(live_three_weeks(campaign, mondays)) == [1, 2, 3]
    letters = [one for one in mail.outbox if one.to == [sekda]]
    assert len(letters) == WEEKS
    assert not [name for name in NAMES if name in letters[-1].body]
    link = re.search(r"https?://\S+/senin/\S+", letters[-1].body)[0].replace(settings.BASE_URL, "")

    wrong += _sekda_reads(desk, sekda, link, campaign)
    wrong += _sekda_prints(desk, link, tmp_path)
    wrong += _kepala_looks(phone, kepala)
    assert not wrong, "\n".join(wrong)


def _bakesbangpol_arranges(page: Page, address: str) -> list[str]:
    """The hour and the recipients, before the first Monday."""
    enter(page, address)
    page.get_by_role("link", name="Rekap Senin").first.click()
    expect(page.get_by_text("Belum ada rekap yang dibekukan")).to_be_visible()
    wrong = complaints(page, "belum ada rekap")
    page.get_by_role("link", name="Atur").click()
    expect(page.get_by_label("Sekretaris Daerah (Sekretaris Daerah)")).to_be_checked()
    page.get_by_label("Jam").select_option("7")
    wrong += complaints(page, "atur rekap")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Pengaturan Rekap Senin disimpan")).to_be_visible()
    page.get_by_role("button", name="Keluar").first.click()
    expect(page.get_by_role("heading", name="Masuk")).to_be_visible()
    return wrong


def _sekda_reads(page: Page, address: str, link: str, campaign: Campaign) -> list[str]:
    """From the mail to the number, back to the week before, down to the units, and again when more have signed."""
    enter(page, address, link)
    expect(page.locator(".big-of")).to_have_text("13 dari 18 wajib")
    figures = page.locator(".overview-number .figure-list")
    expect(figures).to_contain_text(re.compile(r"Naik sejak \d+ \w+ \d{4}\s*3\s"))
    expect(page.locator("main")).not_to_contain_text(re.compile("|".join(NAMES)))
    expect(page.locator(".message-text")).to_contain_text("*REKAP SENIN*")
    wrong = complaints(page, "rekap senin")
    expect(figures).to_contain_text(re.compile(r"Kepala OPD sudah\s*[01] dari 1"))
    page.set_viewport_size(PHONE)
    wrong += complaints(page, "rekap senin di hp")
    page.set_viewport_size(DESK)

    page.locator("[rel=prev]").click()
    expect(page.locator(".big-of")).to_have_text("10 dari 18 wajib")
    page.locator("[rel=next]").click()
    expect(page.locator(".big-of")).to_have_text("13 dari 18 wajib")
    page.locator("#perangkat-daerah").get_by_role("link", name="Dinas Pendidikan").click()
    expect(page.locator("main")).to_contain_text("SD Negeri Ciruas 1")
    expect(page.locator("main")).not_to_contain_text(re.compile("|".join(NAMES)))

    row = Obligation.objects.filter(campaign=campaign, state="belum").first()
    obligations.change(row, kind=RosterEvent.Kind.STATE, by=BY, state=Obligation.State.SIGNED)
    page.goto(link)
    expect(page.locator(".big-of")).to_have_text("13 dari 18 wajib")  # frozen
    page.goto("/pemantauan/senin/sekarang/")
    expect(page.locator(".big-of")).to_have_text("14 dari 18 wajib")
    return wrong


def _sekda_prints(page: Page, link: str, folder: object) -> list[str]:
    """Two pages, as frozen."""
    page.goto(link)
    page.get_by_role("button", name="Dua Halaman (PDF)").click()
    page.wait_for_url("**/pekerjaan/**")
    run_all()
    page.reload()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("^Unduh ")).click()
    path = folder / "rekap.pdf"
    waiting.value.save_as(path)
    assert pdf_tools.page_count(path) == 2
    assert "13 dari 18 wajib" in " ".join(pdf_tools.text(path).split())
    return []


def _kepala_looks(page: Page, address: str) -> list[str]:
    """The own office, week by week, on a phone."""
    enter(page, address)
    page.goto("/pemantauan/senin/")
    expect(page.get_by_role("heading", name="Dari pekan ke pekan")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Dinas Kesehatan")
    expect(page.get_by_role("link", name="Siapa yang Belum")).to_be_visible()
    return complaints(page, "rekap senin kepala")
