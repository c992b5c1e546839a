"""Letters in Chromium: heads who lag, number and scan, a new wording, counts for Bawaslu, the papers of a case."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from netralitas.access.models import User
from netralitas.documents.models import Letter
from netralitas.jobs import testing
from netralitas.registry.models import Opd
from tests.cast import make_account, make_staff, make_unit
from tests.documents.uploads.samples import scan_pdf
from tests.journeys.cases import enter
from tests.journeys.looking import PHONE, complaints
from tests.pledges import factory
from tests.pledges.signing import sign
from tests.sanctions import matters


@pytest.fixture
def kesbangpol(transactional_db) -> User:
    """Bakesbangpol, with its office in the tree."""
    make_unit("Badan Kesatuan Bangsa dan Politik", kind="KESBANGPOL")
    return make_account("Dewi Kesbang", "bakesbangpol")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """The signed paper, scanned."""
    (tmp_path / "surat.pdf").write_bytes(scan_pdf(1))
    return tmp_path / "surat.pdf"


def test_letter_to_a_lagging_head_from_list_to_scan(desk, live_server, kesbangpol, siti, sekolah_a, scan):
    page, wrong = desk, []
    make_staff("Guru Rekaan", sekolah_a)
    sign(siti, factory.open_campaign())
    enter(page, kesbangpol, live_server.url)
    page.goto("/surat/")
    wrong += complaints(page, "surat kosong", schemes=("light",))
    page.get_by_role("link", name="Surat kepada yang Tertinggal").click()
    page.get_by_label("Batas waktu menandatangani").fill("2030-12-01")
    wrong += complaints(page, "surat tertinggal", schemes=("light",))
    page.get_by_role("button", name="Terbitkan Surat").click()
    expect(page.get_by_text("1 surat terbit").first).to_be_visible()
    wrong += complaints(page, "surat daftar", schemes=("light",))
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_text("Nomor belum dicatat").first).to_be_visible()
    testing.run_all("documents.render_due")
    expect(page.get_by_role("link", name="Buka Surat (PDF)")).to_be_visible(timeout=20_000)

    page.get_by_role("link", name="Catat Nomor").click()
    page.get_by_label("Nomor surat").fill("200.1.5/12/KBP/2026")
    page.get_by_role("button", name="Catat Nomor").click()
    expect(page.get_by_text("dicatat dan terkunci")).to_be_visible()
    page.get_by_role("link", name="Unggah Pindaian").click()
    page.get_by_label("Pindaian surat").set_input_files(scan)
    page.get_by_role("button", name="Unggah").click()
    expect(page.get_by_text("Pindaian surat disimpan")).to_be_visible()
    wrong += complaints(page, "surat terbit", schemes=("light",))
    page.set_viewport_size(PHONE)
    wrong += complaints(page, "surat terbit di HP", schemes=("dark",))

    page.goto(f"/v/{Letter.objects.get().document.code}")
    expect(page.get_by_text("200.1.5/12/KBP/2026")).to_be_visible()
    wrong += complaints(page, "surat cek keaslian", schemes=("light",))
    assert not wrong, "\n".join(wrong)


def test_wording_is_changed_and_compared_and_bawaslu_gets_counts(desk, live_server, kesbangpol, siti):
    page, wrong = desk, []
    factory.open_campaign()
    enter(page, kesbangpol, live_server.url)
    page.goto("/surat/naskah/")
    wrong += complaints(page, "naskah daftar", schemes=("light",))
    page.get_by_role("link", name="Jumlah penandatangan untuk Bawaslu").click()
    page.get_by_role("link", name="Ubah Naskah").click()
    page.get_by_role("textbox", name="Hal").fill("Data ikrar {kegitan}")
    page.get_by_label("Alasan perubahan").fill("Menyesuaikan pola nomor")
    page.get_by_role("button", name="Simpan Versi Baru").click()
    expect(page.get_by_text("{kegitan} tidak dikenal").first).to_be_visible()
    wrong += complaints(page, "naskah isian salah", schemes=("light",))
    page.get_by_role("textbox", name="Hal").fill("Data ikrar {kegiatan}")
    page.get_by_label("Pola nomor").fill("200.1.5/{nomor}/KBP/{tahun}")
    page.get_by_role("button", name="Simpan Versi Baru").click()
    expect(page.get_by_text("versi 2 disimpan")).to_be_visible()
    wrong += complaints(page, "naskah", schemes=("light",))
    page.get_by_role("link", name="Versi 2").click()
    expect(page.locator("ins", has_text="Data ikrar {kegiatan}")).to_be_visible()
    wrong += complaints(page, "naskah beda", schemes=("dark",))

    page.goto("/surat-ikrar/bawaslu/")
    wrong += complaints(page, "surat bawaslu", schemes=("light",))
    page.get_by_label("Surat permintaan Bawaslu").fill("surat Ketua Bawaslu Nomor 112")
    page.get_by_role("button", name="Susun Konsep").click()
    expect(page.get_by_text("Periksa, lalu terbitkan")).to_be_visible()
    wrong += complaints(page, "surat konsep", schemes=("light",))
    page.get_by_role("link", name="Ubah Konsep").click()
    wrong += complaints(page, "surat ubah", schemes=("light",))
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Terbitkan").click()
    wrong += complaints(page, "surat terbitkan", schemes=("light",))
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_text("/KBP/20").first).to_be_visible()
    assert not wrong, "\n".join(wrong)


def test_papers_of_a_case_begin_from_the_file(desk: Page, live_server, dinas_a: Opd, siti):
    page, wrong = desk, []
    make_unit("Inspektorat Rekaan", kind="ITDA")
    office = make_unit("BKPSDM Rekaan", kind="BADAN")
    handler = make_account("Agus", "bkpsdm", staff=make_staff("Agus Rekaan", office))
    person = matters.bring_to(matters.make_case(siti).persons.get(), "panggilan_1")
    enter(page, handler, live_server.url)
    page.goto(f"/penanganan/terlapor/{person.public_id}/")
    page.get_by_role("link", name="Surat", exact=True).last.click()
    wrong += complaints(page, "perkara surat", schemes=("light",))
    page.get_by_label("Jenis surat").select_option(label="Surat Panggilan I")
    page.get_by_role("button", name="Susun Konsep").click()
    expect(page.get_by_label("Tempat", exact=True)).to_have_value("Ruang rapat rekaan")
    wrong += complaints(page, "perkara surat konsep", schemes=("light",))
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Ke halaman asal surat ini").click()
    wrong += complaints(page, "perkara surat daftar", schemes=("dark",))
    page.goto(f"/penanganan/perkara/{person.case.public_id}/")
    page.get_by_role("link", name="Berkas perkara").click()
    page.get_by_label("Keperluan").fill("Sidang")
    wrong += complaints(page, "berkas perkara", schemes=("light",))
    page.get_by_role("button", name="Susun Berkas").click()
    page.wait_for_url("**/pekerjaan/**")
    assert not wrong, "\n".join(wrong)
