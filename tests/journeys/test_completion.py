"""To Lengkap: stated on screen, returned, answered, stated again on paper, checked, complete; then an addendum."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from netralitas.access.models import User
from tests.cast import make_staff
from tests.documents.uploads.samples import scan_jpeg
from tests.journeys.looking import complaints
from tests.journeys.test_links_and_voids import enter
from tests.pledges import completion_cases as cases
from tests.pledges.factory import open_campaign
from tests.pledges.signing import sign


def become(page: Page, user: User, live_server: object) -> None:
    """Another person sits down at the office PC."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def test_statement_on_screen_and_on_paper_to_lengkap_and_addendum(
    desk, phone, live_server, siti, budi, kepala_a, kesbang, dinas_a
):
    kepala_a.email = "hasan@contoh.example"
    kepala_a.save()
    cases.make_head(kepala_a, dinas_a)
    make_staff("Udin Belum", dinas_a)
    cases.verify(dinas_a)
    campaign = open_campaign()
    wrong = prepared_and_stated(desk, phone, live_server, budi)
    wrong += returned(desk, live_server, kesbang)
    wrong += answered_on_paper(desk, live_server, budi)
    wrong += checked_and_complete(desk, live_server, kesbang)

    sign(siti, campaign)
    become(desk, budi, live_server)
    desk.goto("/kelengkapan/")
    expect(desk.get_by_text("Siti Aminah").first).to_be_visible()
    desk.get_by_label("Keterangan yang belum menandatangani").fill("Menyusul")
    desk.get_by_role("button", name="Siapkan addendum").click()
    expect(desk.get_by_role("heading", name="Addendum ke-1 Dinas Pendidikan")).to_be_visible()
    assert not wrong, "\n".join(wrong)


def prepared_and_stated(desk: Page, phone: Page, live_server: object, budi: User) -> list[str]:
    """The operator freezes the numbers, the head reads and states on the phone."""
    become(desk, budi, live_server)
    desk.goto("/kelengkapan/")
    expect(desk.get_by_text("Masih ada 4 orang yang belum.")).to_be_visible()
    desk.get_by_label("Keterangan yang belum menandatangani").fill("Sedang dihubungi operator")
    desk.get_by_role("button", name="Siapkan pernyataan").click()
    expect(desk.get_by_text("Angka dibekukan.")).to_be_visible()
    expect(desk.get_by_role("link", name="Nyatakan Kelengkapan")).to_have_count(0)
    wrong = complaints(desk, "disiapkan", schemes=("light",))

    enter(phone, "hasan@contoh.example")
    phone.goto("/kelengkapan/")
    phone.get_by_role("link", name="Nyatakan Kelengkapan").click()
    phone.get_by_label("Saya sudah memeriksa angka").check()
    wrong += complaints(phone, "menyatakan", schemes=("light",))
    phone.get_by_role("button", name="Saya Menyatakan").click()
    expect(phone.get_by_text("Pernyataan tercatat dan diajukan")).to_be_visible()
    return wrong


def returned(desk: Page, live_server: object, kesbang: User) -> list[str]:
    """Bakesbangpol finds it in the queue and returns it with a note."""
    become(desk, kesbang, live_server)
    desk.goto("/kelengkapan/")
    wrong = complaints(desk, "antrean", schemes=("light",))
    desk.get_by_role("link", name="Dinas Pendidikan").click()
    expect(desk.get_by_role("heading", name="Hal yang perlu ditanyakan")).to_be_visible()
    wrong += complaints(desk, "verifikasi", schemes=("light",))
    desk.get_by_role("link", name="Kembalikan dengan Catatan").click()
    desk.get_by_label("Jumlah pegawai yang wajib").fill("Kurang dua guru")
    desk.get_by_role("button", name="Kembalikan dengan Catatan").click()
    expect(desk.get_by_text("Dikembalikan dengan 1 butir catatan.")).to_be_visible()
    return wrong


def answered_on_paper(desk: Page, live_server: object, budi: User) -> list[str]:
    """The operator answers, prints, and hands in what the head signed and stamped."""
    become(desk, budi, live_server)
    desk.goto("/kelengkapan/")
    desk.get_by_label("Jawaban: Jumlah pegawai yang wajib").fill("Sudah ditambahkan")
    desk.get_by_label("Keterangan yang belum menandatangani").fill("Sedang dihubungi operator")
    desk.get_by_role("button", name="Jawab dan siapkan kembali").click()
    expect(desk.get_by_text("Angka dibekukan.")).to_be_visible()
    page = desk.url
    desk.get_by_role("button", name="Cetak surat pernyataan").click()
    desk.wait_for_url("**/surat/**")
    desk.goto(page)
    desk.get_by_role("link", name="Serahkan pindaian").click()
    scan = {"name": "pernyataan.jpg", "mimeType": "image/jpeg", "buffer": scan_jpeg()}
    desk.get_by_label("Pindaian surat").set_input_files(scan)
    wrong = complaints(desk, "pindaian", schemes=("light",))
    desk.get_by_role("button", name="Serahkan").click()
    expect(desk.get_by_text("Pindaian diserahkan.")).to_be_visible()
    return wrong


def checked_and_complete(desk: Page, live_server: object, kesbang: User) -> list[str]:
    """Bakesbangpol holds the scan against the numbers, and answers by letter."""
    become(desk, kesbang, live_server)
    desk.goto("/kelengkapan/")
    desk.get_by_role("link", name="Dinas Pendidikan").click()
    desk.get_by_role("button", name="Pindaian cocok dengan angka").click()
    desk.get_by_role("link", name="Lengkap", exact=True).click()
    desk.get_by_label("Nomor surat").fill("800/12/2026")
    wrong = complaints(desk, "lengkap", schemes=("light",))
    desk.get_by_role("button", name="Lengkap").click()
    expect(desk.get_by_text("Pernyataan Kelengkapan Dinas Pendidikan dinyatakan lengkap.")).to_be_visible()
    expect(desk.get_by_text("Sudah ditambahkan").first).to_be_visible()
    return wrong
