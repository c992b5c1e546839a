"""Bawaslu's letter becomes a case, two summonses, a BAP and an LHP; the Sekda and BKPSDM's own people stay outside."""

import pytest
from playwright.sync_api import Page, expect

from netralitas.access.models import User
from sanctions.models import Case, CasePerson, State
from tests.cast import make_account, make_staff, make_unit
from tests.journeys import cases
from tests.journeys.looking import DESK, PHONE, complaints

ON_PHONES = {"pernyataan benturan", "sunting BAP", "perkara sesudah LHP", "daftar perkara"}  # all else in the tours


class Watch:
    """Looks at each page of the story, at some on a phone too, and remembers what is wrong."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __call__(self, page: Page, name: str) -> None:
        for size in (PHONE, DESK) if name in ON_PHONES else (DESK,):
            page.set_viewport_size(size)
            self.found += complaints(page, f"perkara {name}", schemes=("light",))


@pytest.fixture
def offices(transactional_db) -> dict[str, User]:
    """BKPSDM, the Inspektorat, and an examiner without any role."""
    office, itda = make_unit("BKPSDM Rekaan", kind="BADAN"), make_unit("Inspektorat Rekaan", kind="ITDA")
    return {
        "handler": make_account("Agus BKPSDM", "bkpsdm", staff=make_staff("Agus Rekaan", office)),
        "inspector": make_account("Ratna ITDA", "penangan_itda", staff=make_staff("Ratna Rekaan", itda)),
        "examiner": make_account("Wira", staff=make_staff("Wira Pemeriksa", itda)),
        "member": make_account("Lia", "bkpsdm", staff=make_staff("Lia Kepegawaian", office)),
    }


@pytest.mark.timeout(400)
def test_from_bawaslus_letter_to_the_lhp(desk, live_server, offices, siti, kepala_a):
    look, address = Watch(), live_server.url
    cases.enter(desk, offices["handler"], address)
    cases.register_report(desk, address, siti.nip, look)
    cases.triage(desk, look)
    cases.open_case(desk, look)
    desk.get_by_role("link", name="Penugasan", exact=True).click()
    cases.assign(desk, offices["examiner"].staff_link.staff.nip, "Ketua tim pemeriksa", "Unsur pengawasan")
    cases.assign(desk, offices["member"].staff_link.staff.nip, "Anggota tim pemeriksa", "Unsur kepegawaian")
    cases.assign(desk, kepala_a.staff_link.staff.nip, "Atasan langsung", "Atasan langsung")

    cases.enter(desk, offices["examiner"], address)
    desk.goto(f"{address}/penanganan/perkara/")
    look(desk, "pemberitahuan penugasan")
    desk.get_by_role("link", name="Isi pernyataan").click()
    desk.get_by_label("Saya tidak mempunyai benturan").check()
    look(desk, "pernyataan benturan")
    desk.get_by_role("button", name="Simpan Pernyataan").click()
    expect(desk.get_by_role("heading", name="Perkara PKR/2026/0001")).to_be_visible()

    cases.enter(desk, offices["handler"], address)
    case_address = f"{address}/penanganan/perkara/{Case.objects.get().public_id}/"
    desk.goto(f"{case_address}penugasan/")
    cases.note_declarations(desk)
    look(desk, "penugasan")
    desk.goto(case_address)
    cases.begin(desk, look)
    cases.enter(desk, offices["examiner"], address)
    desk.goto(case_address)
    cases.summon(desk, "I", ("2026-03-04", "2026-03-09"), look)
    cases.summon(desk, "II", ("2026-03-10", "2026-03-13"), look)
    cases.examine(desk, look)
    cases.examine_again(desk, look)
    cases.report(desk, look)

    expect(desk.get_by_text("LHP disampaikan").first).to_be_visible()
    look(desk, "perkara sesudah LHP")
    desk.get_by_role("link", name=siti.full_name).first.click()
    look(desk, "terlapor")
    desk.goto(f"{address}/penanganan/perkara/")
    look(desk, "daftar perkara")
    assert CasePerson.objects.get().state == State.REPORTED
    assert not look.found, "\n".join(look.found)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_case_about_the_sekda_is_hidden_from_him(desk, live_server, offices):
    address, setda = live_server.url, make_unit("Sekretariat Daerah", kind="SETDA")
    person = make_staff("Sekda Rekaan", setda, position="Sekretaris Daerah", eselon="II.a")
    sekda = make_account("Sekda Rekaan", "sekda", staff=person)
    quiet = lambda page, name: None  # noqa: E731
    cases.enter(desk, offices["handler"], address)
    cases.register_report(desk, address, person.nip, quiet)
    cases.triage(desk, quiet)
    cases.open_case(desk, quiet)
    expect(desk.get_by_text("Tim pemeriksanya dibentuk gubernur")).to_be_visible()

    cases.enter(desk, sekda, address)
    expect(desk.get_by_role("main")).not_to_contain_text("PKR/2026")
    assert not Case.objects.not_walled_from(sekda).exists()


@pytest.mark.long
@pytest.mark.timeout(300)
def test_case_about_bkpsdm_is_opened_by_the_inspectorate(desk, live_server, offices):
    address, quiet = live_server.url, lambda page, name: None
    colleague = offices["member"].staff_link.staff
    cases.enter(desk, offices["handler"], address)
    cases.register_report(desk, address, colleague.nip, quiet)
    expect(desk.get_by_text("ditangani pihak lain")).to_be_visible()

    cases.enter(desk, offices["inspector"], address)
    desk.goto(f"{address}/penanganan/laporan/")
    desk.get_by_role("link", name="LD/2026/0001").click()
    cases.triage(desk, quiet)
    cases.open_case(desk, quiet)

    cases.enter(desk, offices["handler"], address)
    desk.goto(f"{address}/penanganan/perkara/")
    expect(desk.get_by_text("Belum ada perkara")).to_be_visible()


@pytest.mark.timeout(120)
def test_report_that_is_no_case_is_forwarded_by_letter(desk, live_server, offices, siti):
    address, look = live_server.url, Watch()
    cases.enter(desk, offices["handler"], address)
    cases.register_report(desk, address, siti.nip, look)

    desk.get_by_role("link", name="Susun surat penerusan").click()
    look(desk, "surat laporan")
    desk.get_by_label("Diteruskan kepada").select_option(label="Pemerintah daerah lain")
    desk.get_by_role("button", name="Susun Konsep").click()
    desk.get_by_label("Kepada (Yth.)").fill("Bupati Tetangga\ndi Tempat")
    desk.get_by_role("button", name="Simpan").click()
    desk.get_by_role("link", name="Terbitkan").click()
    desk.get_by_label("Nomor surat").fill("800/44/2026")
    desk.get_by_role("button", name="Terbitkan").click()
    desk.get_by_role("link", name="Ke halaman asal surat ini").click()
    look(desk, "surat laporan terbit")
    desk.get_by_role("link", name="Laporan", exact=True).last.click()
    desk.get_by_role("link", name="Telaah").click()
    desk.get_by_label("Hasil telaah").select_option(label="Diteruskan ke instansi lain")
    expect(desk.get_by_label("Nomor surat penerusan")).to_have_value("800/44/2026")
    desk.get_by_label("Alasan").fill("Pegawai pemerintah daerah lain.")
    desk.get_by_role("button", name="Simpan").click()

    expect(desk.get_by_text("Diteruskan ke instansi lain").first).to_be_visible()
    assert not look.found, "\n".join(look.found)
