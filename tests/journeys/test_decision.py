"""From the LHP to the end in Chromium, two officers at one desk: PNS, contract worker, village head, kode etik."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from netralitas.access.models import User
from netralitas.documents.models import Letter
from netralitas.registry.models import Opd
from sanctions.models import CasePerson, Decision
from tests.cast import make_account, make_staff, make_unit
from tests.documents.uploads.samples import scan_pdf
from tests.journeys.looking import PHONE, complaints
from tests.sanctions import matters, outcomes


@pytest.fixture
def officers(transactional_db) -> tuple[User, User]:
    """Two of BKPSDM: one writes down, the other compares."""
    office = make_unit("BKPSDM Rekaan", kind="BADAN")
    make_unit("Inspektorat Rekaan", kind="ITDA")
    names = ("Agus Rekaan", "Tari Rekaan")
    return tuple(make_account(name, "bkpsdm", staff=make_staff(name, office)) for name in names)


@pytest.fixture
def scan(tmp_path) -> Path:
    path = tmp_path / "sk.pdf"
    path.write_bytes(scan_pdf())
    return path


class Desk:
    """One PC that two officers use in turn."""

    def __init__(self, page: Page, address: str, officers: tuple[User, User], scan: Path) -> None:
        self.page, self.address, self.officers, self.scan = page, address, officers, scan
        self.found: list[str] = []

    def sit(self, number: int) -> None:
        client = Client()
        client.force_login(self.officers[number])
        session = client.cookies["netralitas_sesi"].value
        self.page.context.add_cookies([{"name": "netralitas_sesi", "value": session, "url": self.address}])

    def open(self, person: CasePerson) -> None:
        self.page.goto(f"/penanganan/perkara/{person.case.public_id}/")

    def look(self, name: str) -> None:
        self.found += complaints(self.page, f"putusan {name}", schemes=("light",))

    def step(self, label: str, fields: dict[str, str], button: str = "Simpan") -> None:
        """Open a step from the case's page, fill its form, and come back."""
        self.page.get_by_role("link", name=label, exact=True).click()
        for name, value in fields.items():
            field = self.page.get_by_label(name, exact=False).first
            _fill(field, value)
        self.page.get_by_role("button", name=button).click()

    def enter(self, person: CasePerson, label: str, fields: dict[str, str]) -> None:
        """The first officer types a paper and attaches its scan; the second compares and confirms."""
        self.sit(0)
        self.open(person)
        self.page.get_by_role("link", name=label, exact=True).click()
        for name, value in fields.items():
            field = self.page.get_by_label(name, exact=False).first
            _fill(field, value)
        self.page.locator("input[type=file]").set_input_files(self.scan)
        self.page.get_by_role("button", name="Simpan untuk Dikonfirmasi").click()
        expect(self.page.get_by_text("Menunggu orang kedua")).to_be_visible()
        expect(self.page.get_by_role("button", name="Sesuai, Konfirmasi")).to_have_count(0)
        self.sit(1)
        self.page.goto("/penanganan/jatuh-tempo/")
        self.page.get_by_role("link", name=fields["Nomor"]).click()
        self.page.get_by_role("button", name="Sesuai, Konfirmasi").click()
        expect(self.page.get_by_text("kini berdiri")).to_be_visible()

    def state(self, words: str) -> None:
        expect(self.page.locator("main .status").first).to_contain_text(words)


def _fill(field: Locator, value: str) -> None:
    """Choose from a list, or type."""
    is_list = field.evaluate("one => one.tagName") == "SELECT"
    field.select_option(label=value) if is_list else field.fill(value)


GROUNDS = {"Tanggal": "2026-04-01", "Pertimbangan": "Terbukti menurut LHP"}
HANDED = {"Tanggal disampaikan": "2026-04-08", "Nomor berita acara": "BA/7/2026"}


def sk(measure: str) -> dict[str, str]:
    return {
        "Nomor": "800/SK/7/2026", "Tanggal ditetapkan": "2026-04-06", "Jenis hukuman": measure,
        "Ditetapkan oleh": "Bupati Rekaan, Pejabat yang berwenang menghukum", "Pertimbangan": "Sesuai LHP",
    }  # fmt: skip


@pytest.fixture
def dinas(officers) -> Opd:
    return make_unit("Dinas Rekaan")


@pytest.fixture
def office(desk, live_server, officers, scan) -> Desk:
    return Desk(desk, live_server.url, officers, scan)


def accused(dinas: Opd, category: str, act: str, state: str = "lhp") -> CasePerson:
    """Somebody whose matter stands there, with the regent named as the official who decides."""
    person = matters.make_case(make_staff(f"Terlapor {category}", dinas, category=category), acts=(act,)).persons.get()
    outcomes.bring(person, state)
    outcomes.name_official(person.case)
    return person


@pytest.mark.timeout(300)
def test_decision_is_entered_confirmed_delivered_objected_to_and_takes_force(office, dinas):
    person = accused(dinas, "PNS", "D-02")
    office.sit(0)
    office.open(person)
    office.look("perkara")
    office.step("Ajukan kepada pejabat yang berwenang", GROUNDS)
    office.state("Menunggu keputusan")
    office.page.get_by_role("link", name="Catat keputusan (SK)").click()
    expect(office.page.locator("li", has_text="Penurunan jabatan setingkat lebih rendah").first).to_be_visible()
    office.look("SK")
    office.enter(person, "Catat keputusan (SK)", sk("Berat · Penurunan jabatan setingkat lebih rendah selama 12 bulan"))
    office.state("Diputus")
    office.page.set_viewport_size(PHONE)
    office.look("diputus di HP")
    office.page.set_viewport_size({"width": 1366, "height": 768})

    office.step("Catat penyampaian", HANDED)
    office.state("Disampaikan")
    office.page.goto("/penanganan/jatuh-tempo/")
    expect(office.page.get_by_text("Hak mengajukan keberatan gugur")).to_be_visible()
    office.look("jatuh tempo")
    office.open(person)
    office.step("Catat keberatan", {"Tanggal diajukan": "2026-04-20", "Tanggal diterima": "2026-04-20"})
    office.state("Keberatan")
    office.enter(
        person, "Catat putusan atas upaya administratif",
        {"Nomor": "800/K/1/2026", "Tanggal ditetapkan": "2026-05-04", "Isi putusan": "Dikuatkan",
         "Ditetapkan oleh": "Bupati", "Pertimbangan": "Alasan keberatan lemah"}
    )  # fmt: skip
    office.state("Berlaku")
    office.step("Catat pelaporan ke BKN", {"Saluran": "SIASN", "Nomor surat": "77", "Tanggal dilaporkan": "2026-05-06"})
    office.step("Tutup perkara", {"Tanggal": "2026-05-07"})
    office.state("Selesai")

    assert [one.kind for one in Decision.objects.confirmed().order_by("pk")] == ["keputusan", "keberatan"]
    assert not office.found, "\n".join(office.found)


@pytest.mark.timeout(300)
def test_letter_begins_from_the_decision(office, dinas):
    person = accused(dinas, "PNS", "D-02")
    outcomes.bring_on(person, "diputus")
    office.sit(0)
    office.page.goto(f"/penanganan/terlapor/{person.public_id}/surat/")
    choice = office.page.get_by_label("Jenis surat")
    labels = choice.locator("option").all_inner_texts()
    choice.select_option(label=next(one for one in labels if "hukuman" in one.lower()))
    office.page.get_by_role("button", name="Susun Konsep").click()

    expect(office.page.get_by_text("Konsep disusun dari isi perkara")).to_be_visible()
    assert Letter.objects.count() == 1


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("category", "act", "measure", "end"),
    [
        ("HONORER", "D-02", "Berat · Pemutusan hubungan kerja", "Catat pelaporan ke BKN"),
        ("KADES", "DS-04", "Ringan · Teguran lisan dan/atau teguran tertulis", "Tutup perkara"),
    ],
)
def test_contract_worker_and_village_head(office, dinas, category, act, measure, end):
    person = accused(dinas, category, act)
    office.sit(0)
    office.open(person)
    office.step("Ajukan kepada pejabat yang berwenang", GROUNDS)
    office.enter(person, "Catat keputusan (SK)", sk(measure))
    office.step("Catat penyampaian", HANDED)
    expect(office.page.get_by_role("link", name="Catat keberatan", exact=True)).to_have_count(0)
    office.step("Catat mulai berlaku", {})
    office.state("Berlaku")

    expect(office.page.get_by_role("link", name=end, exact=True)).to_be_visible()


@pytest.mark.timeout(300)
def test_ethics_council_recommends_and_the_ppk_states_the_moral_sanction(office, dinas):
    person = accused(dinas, "PNS", "KE-04", state="telaah")
    office.sit(0)
    office.open(person)
    office.page.get_by_role("link", name="Bentuk majelis kode etik", exact=True).click()
    expect(office.page.get_by_text("Anggota majelis harus ganjil")).to_be_visible()
    outcomes.make_council(person.case)
    office.open(person)
    office.step("Bentuk majelis kode etik", {"Nomor SK": "800/MKE/1", "Tanggal SK": "2026-03-03"})
    office.state("Sidang majelis")
    office.step(
        "Catat rekomendasi majelis",
        {"Tanggal sidang": "2026-03-09", "Nomor rekomendasi": "MKE/1", "Tanggal rekomendasi": "2026-03-20",
         "Kesimpulan": "Terbukti", "Pertimbangan": "Keterangan saksi"},
    )  # fmt: skip
    office.step("Ajukan kepada pejabat yang berwenang", GROUNDS)
    office.enter(
        person, "Catat keputusan (SK)",
        sk("Sanksi moral · Sanksi moral berupa pernyataan secara tertutup"),
    )  # fmt: skip
    office.step("Catat penyampaian", HANDED)
    expect(office.page.get_by_role("link", name="Catat keberatan", exact=True)).to_have_count(0)
    office.step("Catat mulai berlaku", {})
    office.state("Berlaku")
