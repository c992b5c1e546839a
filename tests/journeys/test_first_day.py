"""The first day (issue 3): an empty database, set up by the offices themselves, until the campaign is open.

Every row is made on a screen; the test itself only runs the command for the first admin and, once, the worker.
"""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from netralitas.accounts.models import RoleAssignment
from netralitas.registry.models import Opd, Pemda, Staff
from netralitas.registry.queries.pemda import forget_pemda
from pledges.models import Campaign, Obligation, PledgeText
from pledges.queries.gaps import PEOPLE_CHECKS, UNIT_CHECKS
from tests.cast import PASSWORD
from tests.exchange.workbooks import xlsx
from tests.journeys import offices
from tests.journeys.looking import complaints

UNITS = [
    ["DAFTAR PERANGKAT DAERAH KABUPATEN CONTOH"],
    ["NO", "KODE", "NAMA PERANGKAT DAERAH / UNIT KERJA", "JENIS", "UNIT INDUK", "KECAMATAN", "NPSN"],
    [1, "2.01", "Dinas Pendidikan dan Kebudayaan", "Dinas", "", "Contohsari", ""],
    [2, "2.01.01", "SD Negeri 1 Contohsari", "SD", "Dinas Pendidikan dan Kebudayaan", "Kec. Contohsari", "20600001"],
    [3, "2.01.02", "SMP Negeri 2 Mekarcontoh", "SMP", "2.01", "Mekarcontoh", "20600002"],
    [4, "4.01", "Kecamatan Contohsari", "Kecamatan", "", "Contohsari", ""],
]
OFFICES = [
    ["DAFTAR PEMEGANG AKUN"],
    ["NO", "NAMA", "NIP", "SUREL", "PERAN", "KODE UNIT"],
    [1, "Agus BKPSDM", "", "bkpsdm@contoh.example", "BKPSDM", ""],
    [2, "Dewi Kesbangpol", "", "bakesbangpol@contoh.example", "Bakesbangpol", ""],
]


class Watch:
    """Looks at each page of the story and remembers what is wrong."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __call__(self, page: Page, name: str) -> None:
        self.found += complaints(page, f"hari pertama {name}", schemes=("light",))


@pytest.fixture
def _empty_portal(transactional_db, settings, tmp_path):
    """What `migrate` leaves behind, and nothing else; private files of its own."""
    import_module("netralitas.registry.migrations.0002_opd_kinds").load(apps, None)  # emptied with every table
    forget_pemda()
    yield
    forget_pemda()


@pytest.mark.usefixtures("_empty_portal")
@pytest.mark.timeout(600)
def test_from_an_empty_database_to_an_open_campaign(desk, tmp_path, capsys):
    look = Watch()
    _admin_begins(desk, look, capsys)
    _admin_gives_two_offices_accounts(desk, look, tmp_path)
    _bkpsdm_builds_the_tree(desk, look, tmp_path)
    _bkpsdm_brings_the_people(desk, look, tmp_path)
    _bkpsdm_names_heads(desk, look)
    _admin_gives_operators_accounts(desk, look, tmp_path)
    _bakesbangpol_prepares(desk, look)
    call_command("run_due")  # the worker beats
    _bakesbangpol_opens(desk, look)

    campaign = Campaign.objects.get()
    assert campaign.state == Campaign.State.OPEN
    assert Obligation.objects.filter(campaign=campaign).count() == Staff.objects.count() > 20
    assert not look.found, "\n".join(look.found)


def _admin_begins(page: Page, look: Watch, capsys: pytest.CaptureFixture) -> None:
    """One command makes the first admin, who chooses a password and says whose portal it is."""
    call_command("create_account", name="Joko Admin", email="admin_sistem@contoh.example")
    address = capsys.readouterr().out.strip().splitlines()[-1]
    page.goto(address.removeprefix("http://testserver"))
    _choose_password(page)
    _sign_in(page, "admin_sistem")
    page.goto("/")
    expect(page.get_by_role("heading", name="Persiapan")).to_be_visible()
    expect(page.locator("main")).to_contain_text("0 dari 11 langkah selesai")
    look(page, "persiapan kosong")
    page.get_by_role("link", name="Kerjakan: Identitas pemda").click()
    page.get_by_label("Nama*", exact=True).fill("Pemerintah Kabupaten Contoh")
    page.get_by_label("Nama pendek").fill("Kabupaten Contoh")
    page.get_by_label("Alamat resmi portal").fill("ikrar.contohkab.example")
    page.get_by_label("Pola nomor register").fill("NTR/{tahun}/{nomor}")
    expect(page.locator("#contoh-nomor")).to_have_text(f"NTR/{timezone.localdate().year}/000123")
    look(page, "identitas pemda")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Identitas pemda disimpan.")).to_be_visible()
    assert Pemda.objects.get().name == "Pemerintah Kabupaten Contoh"


def _admin_gives_two_offices_accounts(page: Page, look: Watch, folder: Path) -> None:
    """Two rows of a workbook; each office gets a code on paper and chooses its own password."""
    page.goto("/persiapan/")
    page.get_by_role("link", name="Kerjakan: Akun BKPSDM dan Bakesbangpol").click()
    page.get_by_role("link", name="Unggah Akun").click()
    look(page, "unggah akun")
    _upload_accounts(page, folder / "akun kantor.xlsx", OFFICES)
    look(page, "akun diterapkan")
    codes = {name: _letter_of(page, name) for name in ("Agus BKPSDM", "Dewi Kesbangpol")}
    look(page, "lembar aktivasi")
    offices.sign_out(page)
    for who, code in zip(("bkpsdm", "bakesbangpol"), codes.values(), strict=True):
        page.goto("/akun/aktivasi/")
        page.get_by_label("NIP atau surel").fill(f"{who}@contoh.example")
        page.get_by_label("Kode aktivasi").fill(code.lower())
        page.get_by_role("button", name="Lanjut").click()
        _choose_password(page)


def _letter_of(page: Page, name: str) -> str:
    """The code on the activation letter of an account, shown this once."""
    page.goto("/akun/")
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("link", name="Cetak Lembar Aktivasi").click()
    page.get_by_role("button", name="Buat dan Tampilkan").click()
    expect(page.get_by_role("heading", name="Lembar Aktivasi Akun")).to_be_visible()
    return page.locator("main p.tabular").inner_text()


def _upload_accounts(page: Page, path: Path, rows: list[list[object]]) -> None:
    """From the upload page until applied; nothing may be refused."""
    path.write_bytes(xlsx(rows))
    page.get_by_label("Buku kerja akun").set_input_files(path)
    page.get_by_role("button", name="Unggah dan Periksa").click()
    expect(page.get_by_role("heading", name=path.name)).to_be_visible()
    expect(page.get_by_text("Baris yang ditolak", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_role("heading", name="Sudah diterapkan")).to_be_visible()


def _bkpsdm_builds_the_tree(page: Page, look: Watch, folder: Path) -> None:
    """Kecamatan pasted, units from a workbook with a title and loose words."""
    _sign_in(page, "bkpsdm")
    page.goto("/persiapan/")
    page.get_by_role("link", name="Kerjakan: Kecamatan").click()
    look(page, "kecamatan kosong")
    page.get_by_label("Tempel daftar").fill("99.01.01;Contohsari\n99.01.02;Mekarcontoh")
    page.get_by_role("button", name="Muat Daftar").click()
    expect(page.get_by_text("2 kecamatan ditambahkan")).to_be_visible()
    look(page, "kecamatan")
    page.goto("/persiapan/")
    page.get_by_role("link", name="Kerjakan: Perangkat Daerah").click()
    look(page, "unggah unit")
    book = folder / "daftar opd.xlsx"
    book.write_bytes(xlsx(UNITS))
    page.get_by_label("Buku kerja").set_input_files(book)
    page.get_by_role("button", name="Unggah dan Cocokkan Kolom").click()
    expect(page.get_by_role("heading", name="Cocokkan Kolom")).to_be_visible()
    look(page, "kolom unit")
    page.get_by_role("button", name="Periksa Dulu").click()
    expect(page.get_by_role("heading", name="Hasil Periksa")).to_be_visible()
    assert not Opd.objects.exists()
    look(page, "hasil periksa unit")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator("main")).to_contain_text("Sudah diterapkan")
    assert Opd.objects.get(code="2.01.01").opd.code == "2.01"
    page.get_by_role("link", name="Perangkat Daerah").first.click()
    look(page, "daftar unit")
    page.get_by_role("link", name="SD Negeri 1 Contohsari").click()
    look(page, "satu unit")


def _bkpsdm_brings_the_people(page: Page, look: Watch, folder: Path) -> None:
    """The pemda's one ugly workbook."""
    workbook, _ = offices.ugly_workbook(folder)
    page.goto("/persiapan/")
    page.get_by_role("link", name="Kerjakan: Data pegawai").click()
    page.get_by_label("Buku kerja").set_input_files(workbook)
    page.get_by_role("button", name="Unggah dan Cocokkan Kolom").click()
    page.get_by_role("button", name="Periksa Dulu").click()
    expect(page.get_by_role("heading", name="Hasil Periksa")).to_be_visible()
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator("main")).to_contain_text("Sudah diterapkan")
    page.goto("/kesiapan/")
    expect(page.get_by_role("heading", name="Kesiapan", exact=True)).to_be_visible()
    look(page, "kesiapan bkpsdm")


def _bkpsdm_names_heads(page: Page, look: Watch) -> None:
    """From the list of units without a head to the page of each unit, until the list is empty."""
    page.goto("/kesiapan/unit/heads/")
    look(page, "kesiapan tanpa pimpinan")
    for unit in Opd.objects.recap_rows():
        page.goto("/kesiapan/unit/heads/")
        page.get_by_role("link", name="Tetapkan Pimpinan").first.click()
        page.get_by_label("NIP pejabat").fill(_with_nip(unit)[0].nip)
        page.get_by_label("Nomor SK").fill("800.1.3/001-CONTOH/2026")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_text("Pimpinan unit dicatat.")).to_be_visible()
    look(page, "penugasan")
    page.goto("/kesiapan/unit/heads/")
    expect(page.get_by_text("Tidak ada lagi")).to_be_visible()
    offices.sign_out(page)


def _with_nip(unit: Opd) -> list[Staff]:
    """Who of an office can be named by number, in the order of rank."""
    return list(Staff.objects.under(unit).filter(nip__isnull=False).exclude(nip="").in_order())


def _admin_gives_operators_accounts(page: Page, look: Watch, folder: Path) -> None:
    """Two operators for every Perangkat Daerah, from the staff; their letters printed in one go."""
    until = f"{timezone.localdate() + timedelta(days=300):%d-%m-%Y}"
    rows: list[list[object]] = [["NAMA", "NIP", "PERAN", "KODE UNIT", "SURAT TUGAS", "SAMPAI TANGGAL"]]
    for unit in Opd.objects.recap_rows():
        for person in _with_nip(unit)[-2:]:
            rows.append([person.full_name, person.nip, "Operator OPD", unit.code, "800/12/ST/2026", until])
    _sign_in(page, "admin_sistem")
    page.goto("/persiapan/")
    page.get_by_role("link", name="Kerjakan: Akun operator").click()
    look(page, "operator kosong")
    page.get_by_role("link", name="Unggah Akun").first.click()
    _upload_accounts(page, folder / "akun operator.xlsx", rows)
    page.get_by_role("button", name="Cetak Lembar Aktivasi").click()
    expect(page.locator("section.letter")).to_have_count(len(rows) - 1)
    look(page, "lembar aktivasi operator")
    assert RoleAssignment.objects.filter(role="operator_opd").count() == len(rows) - 1 == 4
    offices.sign_out(page)


def _bakesbangpol_prepares(page: Page, look: Watch) -> None:
    """Election with its stages, campaign with its ground, texts approved."""
    _sign_in(page, "bakesbangpol")
    page.goto("/persiapan/")
    look(page, "persiapan bakesbangpol")
    page.get_by_role("link", name="Kerjakan: Pemilihan dan tahapan").click()
    page.get_by_role("link", name="Catat Pemilihan").first.click()
    page.get_by_label("Jenis").select_option(value="pilkada")
    page.get_by_label("Nama pemilihan").fill("Pemilihan Bupati dan Wakil Bupati Contoh")
    page.get_by_label("Tahun").fill("2027")
    page.get_by_label("DCT: mulai").fill("2027-06-01")
    page.get_by_label("Masa tenang: mulai").fill("2027-09-20")
    page.get_by_label("Masa tenang: selesai").fill("2027-09-22")
    page.get_by_label("Hari pemungutan suara: mulai").fill("2027-09-23")
    look(page, "pemilihan")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", name="Pemilihan dan Tahapan")).to_be_visible()
    page.goto("/persiapan/")
    page.get_by_role("link", name="Kerjakan: Kegiatan ikrar").click()
    page.get_by_role("link", name="Buat Kegiatan").first.click()
    page.get_by_label("Judul kegiatan").fill("Ikrar Netralitas Pilkada 2027")
    page.get_by_label("Dibuka").fill(f"{timezone.localtime() - timedelta(minutes=1):%Y-%m-%dT%H:%M}")
    page.get_by_label("Dasar (nomor surat edaran)").fill("800.1.10/0001-CONTOH/2026")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", name="Ikrar Netralitas Pilkada 2027")).to_be_visible()
    for text in PledgeText.objects.order_by("pk"):
        page.goto(f"/kegiatan/naskah/{text.public_id}/")
        page.get_by_role("button", name="Tandai Disetujui Bagian Hukum").click()
        expect(page.get_by_role("button", name="Tandai Disetujui Bagian Hukum")).to_have_count(0)


def _bakesbangpol_opens(page: Page, look: Watch) -> None:
    """Kesiapan all green, the campaign's own page too; opened."""
    page.goto("/kesiapan/")
    expect(page.get_by_role("heading", name="Kesiapan", exact=True)).to_be_visible()
    look(page, "kesiapan sebelum buka")
    main = page.locator("main")
    expect(main.get_by_text("Lengkap", exact=True)).to_have_count(len(UNIT_CHECKS | PEOPLE_CHECKS))
    for level in ("Menghalangi", "Perlu dibereskan"):
        expect(main).not_to_contain_text(level)
    page.get_by_role("link", name="apa yang terjadi bila dibuka").click()
    expect(main).to_contain_text("Siap dibuka")
    look(page, "kesiapan kegiatan")
    page.get_by_role("link", name="Lanjut ke Pembukaan").click()
    page.get_by_role("button", name="Buka Kegiatan").click()
    expect(page.locator("main")).to_contain_text("dibuka")
    page.goto("/")
    expect(page.get_by_role("heading", name="Persiapan")).to_have_count(0)


def _choose_password(page: Page) -> None:
    """What every owner of an account does once, alone."""
    passwords = page.locator("input[type=password]")
    expect(passwords).to_have_count(2)
    passwords.first.fill(PASSWORD)
    passwords.last.fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_text("Kata sandi sudah dibuat.")).to_be_visible()


def _sign_in(page: Page, who: str) -> None:
    page.goto("/")
    page.get_by_label("NIP atau surel").fill(f"{who}@contoh.example")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.locator(".account-name").first).to_be_visible()
