"""*Cek Keaslian* and *Cetak & Unduh* in Chromium, on the phone and at the desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from netralitas.documents import codes
from pledges.models import Signature
from tests.pledges import paper_cases
from tests.pledges.signed_cases import make_obligation, make_signature

SERIOUS = {"serious", "critical"}


def findings(page: Page) -> list[str]:
    page.wait_for_load_state("networkidle")
    return [v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in SERIOUS]


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture(params=["phone", "desk"])
def page(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def signature(siti) -> Signature:
    campaign = paper_cases.make_campaign()
    return make_signature(siti, campaign, paper_cases.make_text(campaign))


@pytest.fixture
def enter(page, live_server):
    """Sign the page's browser in as an account."""

    def entered(user) -> None:
        client = Client()
        client.force_login(user)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])

    return entered


def test_holder_types_the_code_and_compares_the_name(page, signature):
    """The form is posted from a page whose header says no-referrer: browsers must still be let through."""
    page.goto("/verifikasi/")
    assert findings(page) == []
    page.get_by_label("Kode verifikasi").fill(codes.pretty(signature.document.code).lower())
    page.get_by_role("button", name="Periksa").click()

    expect(page.get_by_text("S*** A*****")).to_be_visible()
    assert findings(page) == []
    assert fits(page)
    page.get_by_label("Nama atau NIP").fill("SITI AMINAH, S.Pd.")
    page.get_by_role("button", name="Cocokkan").click()
    expect(page.get_by_text("Cocok", exact=True)).to_be_visible()
    page.get_by_label("Nama atau NIP").fill("Siti Aminah Dewi")
    page.get_by_role("button", name="Cocokkan").click()
    expect(page.get_by_text("Tidak cocok", exact=True)).to_be_visible()
    assert findings(page) == []


@pytest.mark.lost_connection  # a 404 is a line in the console
def test_unknown_code_is_answered_kindly(page, signature):
    page.goto(f"/v/{codes.new_code()}")

    expect(page.get_by_role("heading", name="Kode tidak ditemukan")).to_be_visible()
    assert findings(page) == []
    assert fits(page)


def test_operator_starts_a_print_run(page, enter, signature, budi, sekolah_a):
    make_obligation(budi.staff_link.staff, signature.campaign)
    enter(budi)
    page.goto("/cetak/")

    expect(page.get_by_text("1 sudah menandatangani secara elektronik, 1 belum")).to_be_visible()
    assert findings(page) == []
    assert fits(page)
    page.get_by_role("button", name="Buat PDF").click()
    page.wait_for_url("**/pekerjaan/**")
    expect(page.get_by_role("heading", name="Sertifikat Dinas Pendidikan")).to_be_visible()
    page.goto("/cetak/sertifikat/")
    expect(page.get_by_text("Siti Aminah, S.Pd.")).to_be_visible()
    assert findings(page) == []
    assert fits(page)
