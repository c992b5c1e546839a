"""The main job, whole (issue 2): an ugly workbook first, the Sekda's number last, one person in between."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Download, Page, expect

from netralitas.access.models import User
from netralitas.accounts.queries.links import resolve_personal
from netralitas.documents import codes
from netralitas.jobs.testing import run_all
from netralitas.names import mask
from netralitas.registry.models import Opd, Staff
from pledges.models import Campaign, Obligation, PledgeText
from tests.browser.signing import draw, send, tick_all
from tests.journeys import offices
from tests.journeys.looking import DESK, PHONE, complaints
from tests.pledges import pdf_tools

SIGNED = "Sah"


@pytest.fixture
def units() -> dict[str, Opd]:
    """The pemda before anybody has done anything."""
    return offices.found_pemda()


@pytest.fixture
def sekda() -> User:
    return offices.account("Sekretaris Daerah", "sekda")


class Watch:
    """Looks at each page of the story and remembers what is wrong, so that one run tells all."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __call__(self, page: Page, name: str) -> None:
        self.found += complaints(page, name, schemes=("light",))


@pytest.mark.both_databases
@pytest.mark.timeout(600)
def test_from_the_ugly_workbook_to_the_sekdas_number(desk, phone, units, sekda, tmp_path):
    """Every office at its own desk, the person on a phone, the worker in between."""
    look = Watch()
    persons = _bkpsdm_uploads(desk, look, tmp_path)
    campaign = _bakesbangpol_opens(desk, look)
    assert Obligation.objects.filter(campaign=campaign).count() == Staff.objects.count() == len(persons)

    before = _number(desk, look, sekda)
    person, link = _operator_prints_slips(desk, look, units, tmp_path)
    _person_signs(phone, look, link, person)
    paper = _person_downloads(phone, look, tmp_path)
    _anybody_verifies(phone, look, paper, person)
    after = _number(desk, look, sekda)

    assert (before, after) == ((0, campaign_size(campaign)), (1, campaign_size(campaign)))
    assert not look.found, "\n".join(look.found)


def campaign_size(campaign: Campaign) -> int:
    return Obligation.objects.filter(campaign=campaign).obliged().count()


def _bkpsdm_uploads(page: Page, look: Watch, folder: Path) -> list:
    """The file as it is, columns looked through, Periksa Dulu, an unknown school settled, Terapkan."""
    workbook, persons = offices.ugly_workbook(folder)
    offices.sign_in(page, offices.account("Agus BKPSDM", "bkpsdm"))
    look(page, "bkpsdm beranda kosong")
    page.get_by_role("link", name="Data Pegawai").first.click()
    look(page, "pegawai kosong")
    page.get_by_role("link", name="Unggah Data").first.click()
    look(page, "unggah")
    page.get_by_label("Buku kerja").set_input_files(workbook)
    page.get_by_role("button", name="Unggah dan Cocokkan Kolom").click()
    expect(page.get_by_role("heading", name="Cocokkan Kolom")).to_be_visible()
    look(page, "cocokkan kolom")
    page.get_by_role("button", name="Periksa Dulu").click()
    expect(page.get_by_role("heading", name="Hasil Periksa")).to_be_visible()
    expect(page.locator("main")).to_contain_text(offices.DAMAGED)
    expect(page.locator("main")).to_contain_text(offices.UNKNOWN_SCHOOL.name)
    assert not Staff.objects.exists()
    look(page, "hasil periksa")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator("main")).to_contain_text("Sudah diterapkan")
    look(page, "hasil impor")
    page.get_by_role("link", name="Data Pegawai").first.click()
    look(page, "daftar pegawai")
    page.locator("tbody th a").first.click()
    look(page, "satu pegawai")
    offices.sign_out(page)
    damaged = offices.workbooks.damaged(persons)
    return [one for one in persons if one not in damaged]


def _bakesbangpol_opens(page: Page, look: Watch) -> Campaign:
    """The election with its stages, the campaign, its texts approved, readiness, opening."""
    offices.sign_in(page, offices.account("Dewi Kesbangpol", "bakesbangpol"))
    page.get_by_role("link", name="Kegiatan Ikrar").first.click()
    look(page, "kegiatan kosong")
    page.get_by_role("link", name="Catat Pemilihan").click()
    page.get_by_label("Jenis").select_option(value="pilkada")
    page.get_by_label("Nama pemilihan").fill("Pemilihan Bupati dan Wakil Bupati Contoh")
    page.get_by_label("Tahun").fill("2027")
    look(page, "catat pemilihan")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Kegiatan Ikrar").first.click()
    page.get_by_role("link", name="Buat Kegiatan").first.click()
    look(page, "buat kegiatan")
    page.get_by_label("Judul kegiatan").fill("Ikrar Netralitas Pilkada 2027")
    page.get_by_label("Dibuka").fill(f"{timezone.localtime() - timedelta(minutes=1):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", name="Ikrar Netralitas Pilkada 2027")).to_be_visible()
    look(page, "draf kegiatan")
    draft = page.url
    for text in PledgeText.objects.order_by("pk"):
        page.goto(f"/kegiatan/naskah/{text.public_id}/")
        look(page, f"naskah {text.audience}")
        page.get_by_role("button", name="Tandai Disetujui Bagian Hukum").click()
    page.goto(draft)
    page.get_by_role("link", name="Periksa Kesiapan").click()
    look(page, "kesiapan")
    page.get_by_role("link", name="Lanjut ke Pembukaan").click()
    look(page, "pembukaan")
    page.get_by_role("button", name="Buka Kegiatan").click()
    expect(page.locator("main")).to_contain_text("Terbuka")
    look(page, "kegiatan terbuka")
    offices.sign_out(page)
    return Campaign.objects.get()


def _number(page: Page, look: Watch, sekda: User) -> tuple[int, int]:
    """What the Sekda reads: signed, obliged."""
    offices.sign_in(page, sekda)
    expect(page.locator(".big-number")).to_be_visible()
    look(page, "sekda")
    page.set_viewport_size(PHONE)
    look(page, "sekda di hp")
    page.set_viewport_size(DESK)
    done, obliged = (int(strong.replace(".", "")) for strong in page.locator(".big-of strong").all_inner_texts())
    offices.sign_out(page)
    return done, obliged


def _operator_prints_slips(page: Page, look: Watch, units: dict[str, Opd], folder: Path) -> tuple[Staff, str]:
    """The desk, who is missing, the slips of the school; the QR of one slip is what the person gets."""
    offices.sign_in(page, offices.account("Budi Operator", "operator_opd", units[offices.DINAS.code]))
    look(page, "meja operator")
    page.get_by_role("link", name="Cetak & Unduh").first.click()
    page.get_by_label("Unit").select_option(value=units[offices.SCHOOL.code].public_id)
    page.get_by_role("button", name="Tampilkan").click()
    look(page, "cetak dan unduh")
    page.get_by_role("button", name="Buat Lembar Tautan").click()
    look(page, "pekerjaan menunggu")
    run_all()
    page.reload()
    look(page, "pekerjaan selesai")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("^Unduh ")).click()
    slips = _kept(waiting.value, folder / "lembar.pdf")
    offices.sign_out(page)
    links = pdf_tools.qr_contents(offices.scan(slips, page=2), folder)  # before the slips goes the list of receipts
    owners = {resolve_personal(link.rpartition("/t/")[2]).staff: link for link in links}
    person = offices.somebody_who_signs()
    assert person in owners
    return person, owners[person]


def _person_signs(page: Page, look: Watch, link: str, person: Staff) -> None:
    """Kenali, Baca, Tanda tangan, Selesai."""
    page.goto(link.replace(settings.BASE_URL, ""))
    look(page, "kenali")
    page.get_by_role("button", name="Ya, saya").click()
    look(page, "ikrar saya")
    page.get_by_role("link", name="Baca dan Tanda Tangani").click()
    look(page, "baca")
    tick_all(page)
    page.get_by_role("button", name="Lanjut ke Tanda Tangan").click()
    draw(page)
    look(page, "tanda tangan")
    send(page)
    page.wait_for_url("**/ikrar/selesai/**")
    expect(page.locator("main")).to_contain_text(f"Terima kasih, Bapak/Ibu {person.full_name}")
    assert person.nip not in page.content()
    look(page, "selesai menunggu")


def _person_downloads(page: Page, look: Watch, folder: Path) -> Path:
    """The worker renders; the page notices by itself; the file is the pakta."""
    run_all("documents.render_due")
    ready = page.get_by_role("link", name="Unduh Sertifikat (PDF)")
    expect(ready).to_be_visible(timeout=15_000)
    look(page, "selesai")
    with page.expect_download() as waiting:
        ready.click()
    page.get_by_role("link", name="Riwayat saya").click()
    look(page, "riwayat")
    return _kept(waiting.value, folder / "pakta.pdf")


def _anybody_verifies(page: Page, look: Watch, paper: Path, person: Staff) -> None:
    """By the QR on the paper, and by the code typed; the right name and a changed one."""
    words = pdf_tools.text(paper)
    assert person.full_name in words
    assert pdf_tools.page_count(paper) == 1
    (address,) = pdf_tools.qr_contents(pdf_tools.picture(paper), paper.parent)
    code = codes.clean(address.rpartition("/")[2])
    page.context.clear_cookies()
    page.goto("/verifikasi/")
    look(page, "cek keaslian")
    page.get_by_label("Kode verifikasi").fill(codes.pretty(code).lower())
    page.get_by_role("button", name="Periksa").click()
    record = page.locator(".verification-record")
    expect(record).to_contain_text(SIGNED)
    expect(record).to_contain_text(mask(person.full_name))
    assert person.name not in page.content()
    for typed, answer in ((person.name, "Cocok"), (person.name + " Palsu", "Tidak cocok")):
        page.get_by_label("Nama atau NIP").fill(typed)
        page.get_by_role("button", name="Cocokkan").click()
        expect(page.locator(".alert-title")).to_have_text(answer)
        look(page, answer)
    unknown = page.request.get("/v/" + code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert unknown.status == 404
    assert "Kode tidak ditemukan" in unknown.text()


def _kept(download: Download, path: Path) -> Path:
    download.save_as(path)
    assert path.read_bytes().startswith(b"%PDF")
    return path
