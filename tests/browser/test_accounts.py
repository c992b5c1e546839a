"""Accounts in Chromium: SSO there and back, serah terima, a reset by two persons; the pages at the desk."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from netralitas.accounts.models import HandOver, RoleAssignment, StaffLink
from tests.accounts.provider import CLIENT, SECRET, Provider
from tests.cast import PASSWORD, make_account, make_staff, make_unit

NEW = "padi-kuning-Anyer-7"


def account(name: str, role: str | None = None, **fields: object):
    user = make_account(name, role, **fields)
    user.email = f"{name.split()[0].casefold()}@contoh.example"
    user.save()
    return user


def sign_in(page: Page, user: object, password: str = PASSWORD) -> None:
    page.goto("/masuk/")
    page.get_by_label("NIP atau surel").fill(user.email)
    page.locator("input[type=password]").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page).not_to_have_url(re.compile("/masuk/"))


def sign_out(page: Page) -> None:
    page.goto("/perangkat/")
    page.get_by_role("button", name="Keluar", exact=True).click()
    expect(page.get_by_role("heading", name="Masuk")).to_be_visible()


@pytest.fixture
def provider(live_server, settings):
    server = Provider(f"{live_server.url}/masuk/sso/kembali/")
    settings.BASE_URL = live_server.url
    settings.OIDC = settings.OIDC | {
        "issuer": server.issuer, "client_id": CLIENT, "client_secret": SECRET, "name": "SSO Kabupaten",
    }  # fmt: skip
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | {"form-action": ["'self'", server.issuer]}}
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def visitor(browser, live_server):
    """A browser that may leave the portal for the provider."""
    context = browser.new_context(base_url=live_server.url, locale="id-ID")
    yield context.new_page()
    context.close()


def test_sso_there_and_back(visitor, provider):
    siti = make_staff("Siti Aminah", make_unit("Dinas Pendidikan"))
    account("Siti Aminah", staff=siti)
    provider.claims = {"nip": siti.nip}
    visitor.goto("/masuk/?next=/perangkat/")
    visitor.get_by_role("button", name="Masuk dengan SSO Kabupaten").click()
    expect(visitor).to_have_url(re.compile(f"^{provider.issuer}/authorize"))
    visitor.get_by_role("link", name="Lanjut sebagai pegawai").click()

    expect(visitor.get_by_role("heading", name="Perangkat Saya")).to_be_visible()
    expect(visitor.get_by_role("cell", name="SSO", exact=True)).to_be_visible()


def test_stranger_at_the_provider_gets_a_sentence(visitor, provider):
    provider.claims = {"nip": "199001012015011999"}
    visitor.goto("/masuk/")
    visitor.get_by_role("button", name="Masuk dengan SSO Kabupaten").click()
    visitor.get_by_role("link", name="Lanjut sebagai pegawai").click()

    expect(visitor.get_by_text("belum terdaftar di portal ini")).to_be_visible()
    visitor.get_by_role("link", name="Kembali ke halaman masuk").click()
    expect(visitor.get_by_role("heading", name="Masuk")).to_be_visible()


def test_hand_over_from_list_to_sheet(desk):
    dinas = make_unit("Dinas Pendidikan")
    budi = account("Budi Santoso", "operator_opd", unit=dinas, staff=make_staff("Budi Santoso", dinas))
    soon = timezone.localdate() + timedelta(days=5)
    RoleAssignment.objects.filter(user=budi).update(ends_on=soon, letter_number="800/1")
    successor = make_staff("Citra Lestari", dinas)
    sign_in(desk, account("Joko Admin", "admin_sistem"))

    desk.get_by_role("link", name="Operator", exact=True).first.click()
    desk.get_by_role("link", name="Tampilkan").click()
    desk.get_by_role("link", name="Serah Terima").click()
    desk.get_by_label("NIP operator baru").fill(successor.nip)
    desk.get_by_label("Surel operator baru").fill("citra@contoh.example")
    desk.get_by_label("Nomor surat tugas baru").fill("800/2")
    desk.get_by_label("Sampai").fill(f"{timezone.localdate() + timedelta(days=90)}")
    desk.get_by_role("button", name="Serah Terima").click()

    expect(desk.get_by_role("heading", name="Serah Terima Operator OPD")).to_be_visible()
    expect(desk.get_by_role("cell", name="Citra Lestari")).to_be_visible()
    assert HandOver.objects.get().old.revoked_at
    assert StaffLink.objects.get(staff=successor).user.role_assignments.get().letter_number == "800/2"


def test_reset_needs_the_second_person(desk):
    budi = account("Budi Santoso", "bkpsdm")
    sign_in(desk, account("Joko Admin", "admin_sistem"))
    desk.goto(f"/akun/{budi.username}/")
    desk.get_by_role("link", name="Ajukan Pemulihan").click()
    desk.get_by_label("Apa yang terjadi").fill("HP hilang")
    desk.get_by_label("Cara memastikan orangnya").fill("Datang sendiri ke kantor")
    desk.get_by_role("button", name="Ajukan Pemulihan").click()
    expect(desk.get_by_text("Bapak/Ibu yang mengajukan, jadi orang lain yang menyetujui")).to_be_visible()
    expect(desk.get_by_role("button", name="Setujui Pemulihan")).to_have_count(0)
    sign_out(desk)

    sign_in(desk, account("Dewi Kesbang", "bakesbangpol"))
    desk.get_by_role("link", name="Pemulihan Akun").click()
    desk.get_by_role("link", name="Budi Santoso").click()
    desk.get_by_label("Lembar aktivasi tertutup").check()
    desk.get_by_role("button", name="Setujui Pemulihan").click()
    expect(desk.get_by_role("heading", name="Lembar Aktivasi Akun")).to_be_visible()
    code = desk.locator(".h3").inner_text()
    sign_out(desk)

    desk.get_by_role("link", name="Punya lembar aktivasi").click()
    desk.get_by_label("NIP atau surel").fill(budi.email)
    desk.get_by_label("Kode aktivasi").fill(code)
    desk.get_by_role("button", name="Lanjut").click()
    desk.get_by_label("Kata sandi baru", exact=False).first.fill(NEW)
    desk.get_by_label("Ulangi kata sandi baru").fill(NEW)
    desk.get_by_role("button", name="Simpan Kata Sandi").click()
    expect(desk.get_by_text("Kata sandi sudah dibuat")).to_be_visible()
    sign_in(desk, budi, NEW)
