"""Who counts, and where (issue 3): a disputed transfer, one person in two rows, a retirement in the window."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from netralitas.access.models import User
from netralitas.access.scopes import EVERYTHING
from netralitas.registry.actions import proposals, staff
from netralitas.registry.models import Opd, Staff
from pledges.actions import rosters
from pledges.queries.counts import differences, totals
from tests.cast import make_staff
from tests.journeys import offices
from tests.journeys.looking import complaints
from tests.pledges import factory
from tests.pledges.factory import obligation_of
from tests.pledges.signing import sign

NIK = "9901014503900001"


@pytest.fixture
def found() -> list[str]:
    """What the eye finds on the way; one run tells all."""
    return []


@pytest.fixture
def units() -> dict[str, Opd]:
    """A dinas, a school under it, a kecamatan."""
    return offices.found_pemda()


@pytest.fixture
def dinas(units) -> Opd:
    return units[offices.DINAS.code]


@pytest.fixture
def kecamatan(units) -> Opd:
    return units[offices.KECAMATAN.code]


@pytest.fixture
def operator(dinas) -> User:
    return offices.account("Budi Santoso", "operator_opd", dinas)


def at_the_desk(page: Page, user: User, menu: str) -> None:
    """Sign in and open a page of the menu."""
    offices.sign_in(page, user)
    from_the_menu(page, menu)


def from_the_menu(page: Page, menu: str) -> None:
    """Open a page of the menu, whose groups fold when it is long."""
    page.evaluate("document.querySelectorAll('nav details').forEach(group => { group.open = true; })")
    page.get_by_role("link", name=menu, exact=True).first.click()


def test_transfer_with_dispute(desk, dinas, kecamatan, operator, found):
    """The dinas offers a clerk to the kecamatan; the kecamatan disputes; BKPSDM decides; the count moves along."""
    clerk = make_staff("Joko Pindahan", dinas)
    other = offices.account("Rina Marlina", "operator_opd", kecamatan)
    other.email = "operator.kecamatan@contoh.example"
    other.save()
    campaign = factory.open_campaign()

    at_the_desk(desk, operator, "Data Pegawai")
    desk.get_by_role("link", name="Joko Pindahan").click()
    desk.get_by_role("link", name="Usulkan Mutasi").click()
    desk.get_by_label("Pindah ke unit").select_option(label=kecamatan.name)
    desk.get_by_label("Berlaku sejak").fill("2026-11-01")
    desk.get_by_label("Dasar (nomor SK)").fill("SK 824/11/2026")
    found += complaints(desk, "usulkan mutasi", schemes=("light",))
    desk.get_by_role("button", name="Simpan").click()
    expect(desk.locator("main")).to_contain_text("terlihat oleh kedua unit")
    offices.sign_out(desk)

    at_the_desk(desk, other, "Usulan Mutasi")
    desk.get_by_role("link", name="Sanggah").click()
    desk.get_by_label("Alasan sanggahan").fill("Formasi sudah terisi")
    found += complaints(desk, "sanggah mutasi", schemes=("light",))
    desk.get_by_role("button", name="Sanggah").click()
    expect(desk.locator("main")).to_contain_text("Menunggu keputusan BKPSDM")
    offices.sign_out(desk)

    at_the_desk(desk, offices.account("Agus BKPSDM", "bkpsdm"), "Usulan Mutasi")
    found += complaints(desk, "usulan mutasi", schemes=("light",))
    desk.get_by_role("link", name="Putuskan").click()
    expect(desk.locator("main")).to_contain_text("Formasi sudah terisi")
    desk.get_by_label("Pindah ke unit tujuan").check()
    desk.get_by_label("Dasar keputusan").fill("SK 824/12/2026")
    found += complaints(desk, "putuskan mutasi", schemes=("light",))
    desk.get_by_role("button", name="Simpan Keputusan").click()
    expect(desk.locator("main")).to_contain_text("SK 824/12/2026")

    rosters.sync_open_campaigns(by=factory.BY)
    clerk.refresh_from_db()
    assert clerk.unit == obligation_of(clerk, campaign).unit == kecamatan
    assert differences(campaign) == []
    assert not found, "\n".join(found)


def test_one_person_in_two_rows(desk, dinas, kecamatan, found):
    """The honorer signed; as PPPK she is another row. BKPSDM proposes, Bakesbangpol confirms: one person."""
    born = date(1990, 3, 5)
    old = staff.create(unit=dinas, by=factory.BY, name="Wulan Sari", category="HONORER", nik=NIK, birth_date=born)
    new = make_staff("Wulan Sari", kecamatan, category="PPPK", birth_date=born)
    campaign = factory.open_campaign()
    sign(old, campaign)

    at_the_desk(desk, offices.account("Agus BKPSDM", "bkpsdm"), "Data Pegawai")
    desk.get_by_role("link", name="Data Ganda").click()
    found += complaints(desk, "data ganda", schemes=("light",))
    desk.get_by_role("link", name="Periksa dan Gabungkan").click()
    desk.get_by_label("Dasar atau keterangan").fill("SK pengangkatan PPPK 813/2026")
    found += complaints(desk, "gabungkan data", schemes=("light",))
    desk.get_by_role("button", name="Usulkan Penggabungan").click()
    expect(desk.locator("main")).to_contain_text("Menunggu konfirmasi akun BKPSDM atau Bakesbangpol yang lain")
    expect(desk.get_by_role("button", name="Terima Usulan")).to_have_count(0)
    offices.sign_out(desk)

    at_the_desk(desk, offices.account("Dewi Kesbangpol", "bakesbangpol"), "Usulan Perubahan")
    expect(desk.locator("main")).to_contain_text("1 usulan menunggu orang kedua")
    found += complaints(desk, "usulan perubahan", schemes=("light",))
    desk.get_by_role("link", name="Wulan Sari").click()
    found += complaints(desk, "satu usulan", schemes=("light",))
    desk.get_by_role("button", name="Terima Usulan").click()
    expect(desk.locator("main")).to_contain_text("Usulan diterima")

    new.refresh_from_db()
    assert Staff.objects.get(pk=old.pk).merged_into == new
    counted = totals(campaign, EVERYTHING)
    assert (counted.done, counted.obliged) == (1, 1)
    assert differences(campaign) == []
    assert not found, "\n".join(found)


def test_retirement_in_the_window(desk, dinas, operator, found):
    """Seen ahead of time, proposed with one click, confirmed by BKPSDM, out of the count on the day."""
    today = timezone.localdate()
    pension = (today.replace(day=1) + timedelta(days=40)).replace(day=1)
    leaver = make_staff("Ujang Purnatugas", dinas, birth_date=date(today.year - 58, today.month, 15))
    campaign = factory.open_campaign(closes_at=timezone.now() + timedelta(days=45))
    bkpsdm = offices.account("Agus BKPSDM", "bkpsdm")

    at_the_desk(desk, bkpsdm, "Pensiun dalam Masa Ikrar")
    desk.get_by_role("link", name="Batas Usia Pensiun").click()
    last = desk.locator("tbody tr").nth(0)
    last.get_by_label("Usia").fill("58")
    found += complaints(desk, "batas usia pensiun", schemes=("light",))
    desk.get_by_role("button", name="Simpan").click()
    expect(desk.locator("main")).to_contain_text("Disimpan")
    offices.sign_out(desk)

    at_the_desk(desk, operator, "Pensiun dalam Masa Ikrar")
    expect(desk.locator("main")).to_contain_text("Ujang Purnatugas")
    found += complaints(desk, "pensiun dalam masa ikrar", schemes=("light",))
    desk.get_by_role("button", name="Usulkan Pensiun").click()
    expect(desk.locator("main")).to_contain_text("menunggu orang kedua")
    from_the_menu(desk, "Verifikasi Data")
    expect(desk.locator("main")).to_contain_text("Ada usulan perubahan")
    found += complaints(desk, "verifikasi data", schemes=("light",))
    desk.get_by_label("Saya sudah memeriksa").check()
    desk.get_by_role("button", name="Nyatakan Data Benar").click()
    expect(desk.locator("main")).to_contain_text("dinyatakan benar")
    offices.sign_out(desk)

    at_the_desk(desk, bkpsdm, "Usulan Perubahan")
    desk.get_by_role("link", name="Ujang Purnatugas").click()
    desk.get_by_role("button", name="Terima Usulan").click()
    expect(desk.locator("main")).to_contain_text("diterapkan sendiri pada")
    from_the_menu(desk, "Verifikasi Data")
    found += complaints(desk, "verifikasi semua", schemes=("light",))

    rosters.sync_open_campaigns(by=factory.BY)
    assert obligation_of(leaver, campaign).state == "belum"
    _on(pension)
    rosters.sync_open_campaigns(by=factory.BY)
    assert obligation_of(leaver, campaign).state_reason == "pensiun"
    assert differences(campaign) == []
    assert not found, "\n".join(found)


def _on(day: date) -> None:
    """What the worker does on that day."""
    patch = pytest.MonkeyPatch()
    patch.setattr(proposals.timezone, "localdate", lambda: day)
    assert proposals.apply_due(by=factory.BY) == 1
    patch.undo()
