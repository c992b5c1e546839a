"""Second factors in Chromium: a passkey by its virtual authenticator, an app's code typed, the codes on paper."""

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from netralitas.accounts.models import Factor
from tests.accounts.phones import Phone
from tests.cast import PASSWORD, make_account

pytestmark = pytest.mark.second_factor


@pytest.fixture
def admin(db):
    user = make_account("Joko Admin", "admin_sistem")
    user.email = "joko@contoh.example"
    user.save()
    return user


def give_fingerprint(page: Page) -> None:
    """A device with a fingerprint reader that always agrees."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    reader = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": reader | {"automaticPresenceSimulation": True}})


def sign_in(page: Page) -> None:
    page.goto("/masuk/")
    page.get_by_label("NIP atau surel").fill("joko@contoh.example")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Keluar", exact=True).first.click()
    expect(page.get_by_role("heading", name="Masuk")).to_be_visible()


def test_passkey_is_made_and_opens_the_door(phone, admin):
    give_fingerprint(phone)
    sign_in(phone)
    expect(phone.get_by_role("heading", name="Keamanan akun")).to_be_visible()
    phone.goto("/akun/")
    expect(phone.get_by_text("Satu langkah lagi")).to_be_visible()  # confined

    phone.get_by_role("link", name="Tambah Kunci Sandi").click()
    phone.get_by_label("Nama perangkat").fill("HP Joko")
    phone.get_by_role("button", name="Buat Kunci Sandi").click()
    expect(phone.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    assert Factor.objects.get().label == "HP Joko"
    phone.goto("/keamanan/")
    sign_out(phone)

    sign_in(phone)
    phone.get_by_role("button", name="Pakai Kunci Sandi").click()
    expect(phone).not_to_have_url(re.compile("/masuk/"))
    phone.goto("/akun/")
    expect(phone.get_by_role("heading", name="Akun", exact=True)).to_be_visible()
    assert Factor.objects.get().last_used_at


def test_cancelled_passkey_leaves_the_code(phone, admin):
    """The reader that knows no such passkey: the page says so and the field for the code is still there."""
    give_fingerprint(phone)
    sign_in(phone)
    phone.get_by_role("link", name="Tambah Kunci Sandi").click()
    phone.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('dibatalkan')) }")
    phone.get_by_role("button", name="Buat Kunci Sandi").click()

    expect(phone.get_by_text("Perangkat tidak jadi membuat kunci sandi")).to_be_visible()
    assert not Factor.objects.exists()


def test_app_by_typing_its_key_and_codes_to_download(desk, admin):
    sign_in(desk)
    desk.get_by_role("link", name="Pasang Aplikasi Autentikator").click()
    expect(desk.get_by_role("img", name="Kode QR")).to_be_visible()
    desk.get_by_text("Tidak dapat memindai?").click()
    written = desk.locator("details strong").inner_text()
    phone = Phone(_secret(written))
    desk.get_by_label("Kode 6 angka").fill(phone.code_in(-1))
    desk.get_by_role("button", name="Pasang").click()

    expect(desk.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Unduh").click()
    saved = download.value.path().read_text()
    codes = re.findall(r"\b[a-z2-9]{5}-[a-z2-9]{5}\b", saved)
    assert len(codes) == 10
    desk.get_by_role("link", name="Sudah Saya Simpan").click()
    desk.goto("/keamanan/")
    sign_out(desk)

    sign_in(desk)
    desk.get_by_label("Kode").fill(codes[0])
    desk.get_by_role("button", name="Masuk").click()
    expect(desk).not_to_have_url(re.compile("/masuk/"))
    desk.goto("/perangkat/")
    expect(desk.get_by_text("Chrome di Linux")).to_be_visible()
    expect(desk.get_by_text("perangkat ini", exact=True)).to_be_visible()


def _secret(written: str) -> bytes:
    return base64.b32decode(written.replace(" ", ""))
