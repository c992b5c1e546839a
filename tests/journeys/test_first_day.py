"""The first day (issue 3): an empty database, set up by the offices themselves, until the campaign is open."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from netralitas.accounts.models import RoleAssignment
from netralitas.registry.models import Assignment, Opd, Pemda, Staff
from netralitas.registry.queries.pemda import forget_pemda
from pledges.models import Campaign, Obligation, PledgeText
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
    [4, "4.01", "Kecamatan Contohsari", "Kecamatan", "", "", ""],
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
    _bkpsdm_builds_the_tree(desk, look, tmp_path)
    _bkpsdm_brings_the_people(desk, look, tmp_path)
    _operators_and_heads_are_named()
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
    passwords = page.locator("input[type=password]")
    expect(passwords).to_have_count(2)
    passwords.first.fill(PASSWORD)
    passwords.last.fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_label("NIP atau surel")).to_be_visible()
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
    offices.sign_out(page)


def _bkpsdm_builds_the_tree(page: Page, look: Watch, folder: Path) -> None:
    """Kecamatan pasted, units from a workbook with a title and loose words."""
    offices.sign_in(page, offices.account("Agus BKPSDM", "bkpsdm"))
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
    page.goto("/kesiapan/unit/heads/")
    look(page, "kesiapan tanpa pimpinan")
    offices.sign_out(page)


def _operators_and_heads_are_named() -> None:
    """What the pages of accounts and posts do, in short: an operator and a head for every row of the recap."""
    for unit in Opd.objects.recap_rows():
        user = offices.account(f"Operator {unit.name}", "operator_opd", unit)
        assert RoleAssignment.objects.filter(user=user).exists()
        head = Staff.objects.under(unit).first()
        Assignment.objects.create(staff=head, unit=unit, title="Kepala", starts_on=timezone.localdate())


def _bakesbangpol_opens(page: Page, look: Watch) -> None:
    """Election with a stage, campaign, texts approved, Kesiapan without what stops, opened."""
    offices.sign_in(page, offices.account("Dewi Kesbangpol", "bakesbangpol"))
    look(page, "persiapan bakesbangpol")
    page.get_by_role("link", name="Kerjakan: Pemilihan dan tahapan").click()
    page.get_by_role("link", name="Catat Pemilihan").first.click()
    page.get_by_label("Jenis").select_option(value="pilkada")
    page.get_by_label("Nama pemilihan").fill("Pemilihan Bupati dan Wakil Bupati Contoh")
    page.get_by_label("Tahun").fill("2027")
    page.get_by_role("button", name="Simpan").click()
    page.goto("/persiapan/")
    page.get_by_role("link", name="Kerjakan: Kegiatan ikrar").click()
    page.get_by_role("link", name="Buat Kegiatan").first.click()
    page.get_by_label("Judul kegiatan").fill("Ikrar Netralitas Pilkada 2027")
    page.get_by_label("Dibuka").fill(f"{timezone.localtime() - timedelta(minutes=1):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", name="Ikrar Netralitas Pilkada 2027")).to_be_visible()
    draft = page.url
    for text in PledgeText.objects.order_by("pk"):
        page.goto(f"/kegiatan/naskah/{text.public_id}/")
        page.get_by_role("button", name="Tandai Disetujui Bagian Hukum").click()
    page.goto("/kesiapan/")
    look(page, "kesiapan sebelum buka")
    expect(page.locator("main")).not_to_contain_text("Menghalangi")
    page.goto(draft)
    page.get_by_role("link", name="Periksa Kesiapan").click()
    look(page, "kesiapan kegiatan")
    page.get_by_role("link", name="Lanjut ke Pembukaan").click()
    page.get_by_role("button", name="Buka Kegiatan").click()
    expect(page.locator("main")).to_contain_text("dibuka")
    page.goto("/")
    expect(page.get_by_role("heading", name="Persiapan")).to_have_count(0)


def _sign_in(page: Page, who: str) -> None:
    page.goto("/")
    page.get_by_label("NIP atau surel").fill(f"{who}@contoh.example")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.locator(".account-name").first).to_be_visible()
