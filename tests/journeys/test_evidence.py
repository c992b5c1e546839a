"""Evidence in Chromium: taken in from a report, looked at, fetched for a reason, handed over; then the numbers."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from netralitas.access.models import User
from netralitas.jobs import testing
from tests.cast import make_account, make_staff, make_unit
from tests.documents.uploads.samples import picture, scan_pdf
from tests.journeys.cases import enter
from tests.journeys.looking import PHONE, complaints
from tests.sanctions import matters, outcomes


@pytest.fixture
def handler(transactional_db) -> User:
    """Of BKPSDM, with a person behind the account."""
    make_unit("Inspektorat Rekaan", kind="ITDA")
    return make_account("Agus", "bkpsdm", staff=make_staff("Agus Rekaan", make_unit("BKPSDM Rekaan", kind="BADAN")))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """What people hand in."""
    (tmp_path / "tangkapan.png").write_bytes(picture("PNG", (700, 500)))
    (tmp_path / "surat.pdf").write_bytes(scan_pdf(2))
    (tmp_path / "halaman.png").write_bytes(b"<html><script>alert(1)</script></html>")
    return tmp_path


def hand_in(page: Page, title: str, file: Path) -> None:
    """Fill the form for one file."""
    page.get_by_label("Keterangan").fill(title)
    page.get_by_label("Asal bukti").fill("Lampiran surat Bawaslu 012/PM.05/II/2026")
    page.get_by_label("Berkas").set_input_files(file)
    page.get_by_role("button", name="Simpan Bukti").click()


def test_evidence_from_arrival_to_hand_over(desk, live_server, handler, dinas_a, siti, files):
    page, wrong = desk, []
    case = matters.make_case(siti)
    enter(page, handler, live_server.url)
    page.goto(f"/penanganan/laporan/{case.reports.get().public_id}/")
    page.get_by_role("link", name="Tambah Bukti").click()
    hand_in(page, "Tangkapan layar grup percakapan", files / "halaman.png")
    expect(page.get_by_text("tidak diterima").first).to_be_visible()
    wrong += complaints(page, "bukti ditolak", schemes=("light",))
    hand_in(page, "Tangkapan layar grup percakapan", files / "tangkapan.png")
    expect(page.get_by_text("Salinan sedang disiapkan.", exact=True)).to_be_visible()
    testing.run_all()
    page.get_by_role("link", name="Muat Ulang").click()
    page.get_by_role("button", name="Buka Salinan").click()
    expect(page.get_by_role("img", name="Salinan bukti")).to_be_visible()
    wrong += complaints(page, "bukti salinan", schemes=("light",))
    page.get_by_role("link", name="Kembali ke bukti").click()

    page.get_by_role("button", name="Unduh Berkas Asli").click()
    expect(page.get_by_text("Berkas asli belum diunduh").first).to_be_visible()
    page.get_by_label("Alasan mengunduh").fill("Lampiran LHP")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Unduh Berkas Asli").click()
    assert fetched.value.suggested_filename.endswith("tangkapan.png")
    assert Path(fetched.value.path()).read_bytes() == (files / "tangkapan.png").read_bytes()
    page.get_by_role("link", name="Catat Penyerahan").click()
    page.get_by_label("Diserahkan kepada").fill("Bawaslu")
    page.get_by_label("Nomor surat").fill("800/31/2026")
    wrong += complaints(page, "bukti penyerahan", schemes=("light",))
    page.get_by_role("button", name="Catat Penyerahan").click()
    page.get_by_role("button", name="Periksa Keutuhan").click()
    expect(page.get_by_text("utuh sejak diterima")).to_be_visible()
    wrong += complaints(page, "bukti rantai", schemes=("light",))
    page.set_viewport_size(PHONE)
    wrong += complaints(page, "bukti rantai di HP", schemes=("light",))

    page.goto(f"/penanganan/perkara/{case.public_id}/bukti/")
    wrong += complaints(page, "bukti perkara", schemes=("light",))
    page.get_by_role("link", name="Tambah Bukti").click()
    hand_in(page, "Surat tugas pelapor", files / "surat.pdf")
    testing.run_all()
    page.reload()
    with page.expect_download() as copied:
        page.get_by_role("button", name="Unduh Salinan PDF").click()
    assert Path(copied.value.path()).read_bytes().startswith(b"%PDF-1.4")
    assert not wrong, "\n".join(wrong)


def test_numbers_for_bkpsdm_and_for_the_sekda(desk, phone, live_server, handler, dinas_a, siti):
    wrong = []
    sanctioned = matters.bring_to(matters.make_case(siti).persons.get(), "lhp")
    outcomes.submit(sanctioned)
    outcomes.decide(sanctioned)
    matters.make_report(make_staff("Baru Dilaporkan", dinas_a), outcome="perlu_keterangan")
    sekda = make_account("Sekda", "sekda", staff=make_staff("Sekda Rekaan", make_unit("Setda Rekaan", kind="SETDA")))

    enter(desk, handler, live_server.url)
    desk.goto("/penanganan/")
    desk.get_by_role("link", name="Angka Penanganan").click()
    expect(desk.get_by_role("row", name="Disiplin 1 1 1")).to_be_visible()
    wrong += complaints(desk, "angka")
    desk.goto("/penanganan/siasn/")
    wrong += complaints(desk, "lembar siasn", schemes=("light",))
    with desk.expect_download() as sheet:
        desk.get_by_role("button", name="Unduh Lembar SIASN").click()
    assert sheet.value.suggested_filename.endswith(".xlsx")

    enter(phone, sekda, live_server.url)
    phone.goto("/penanganan/jumlah/")
    expect(phone.get_by_text("< 5").first).to_be_visible()
    wrong += complaints(phone, "jumlah perkara")
    assert not wrong, "\n".join(wrong)
