"""Two short stories: a link by e-mail and what it opens after the close; a pledge voided by two officers."""

import re

from django.core import mail
from playwright.sync_api import Page, expect

from netralitas.jobs import outbox, testing
from pledges.actions import campaigns
from pledges.models import SignatureVoid
from tests.browser.signing import BY
from tests.cast import PASSWORD, make_account, make_staff
from tests.journeys.looking import DESK, PHONE, complaints
from tests.pledges.factory import open_campaign
from tests.pledges.signing import sign


def account(name: str, role: str, **options: object) -> str:
    """Make an account that signs in by e-mail; returns the address."""
    user = make_account(name, role, **options)
    user.email = f"{name.split()[0].lower()}@contoh.example"
    user.save()
    return user.email


def enter(page: Page, address: str) -> None:
    """Through the front door."""
    page.goto("/masuk/")
    page.get_by_label("NIP atau surel").fill(address)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.locator(".account-name").first).to_be_attached()


def test_link_by_mail_opens_the_pledge_and_later_its_history(desk, phone, dinas_a, siti):
    siti.email = "siti@contoh.example"
    siti.save()
    make_staff("Udin Tanpa Surel", dinas_a)
    campaign = open_campaign()
    enter(desk, account("Operator Dinas", "operator_opd", unit=dinas_a))

    desk.goto("/pemantauan/meja/")
    desk.get_by_role("link", name="Kirim tautan lewat surel").click()
    expect(desk.get_by_role("heading", name="Kirim tautan lewat surel")).to_be_visible()
    listed = desk.url
    desk.get_by_role("link", name="Kirim ke 1 Orang").click()
    expect(desk.get_by_text("1 orang tidak punya surel")).to_be_visible()
    desk.get_by_role("button", name="Kirim ke 1 Orang").click()
    desk.wait_for_url("**/pekerjaan/**")
    testing.run_all()
    outbox.deliver_due()
    desk.goto(listed)
    expect(desk.get_by_role("row", name=re.compile("Siti Aminah")).get_by_text("Terkirim")).to_be_visible()
    wrong = complaints(desk, "surel")

    link = re.search(r"/t/\S+", mail.outbox[-1].body)[0]
    phone.goto(link)
    phone.get_by_role("button", name="Ya, saya").click()
    expect(phone.get_by_role("link", name="Baca dan Tanda Tangani")).to_be_visible()
    expect(phone.get_by_role("link", name="Buat kata sandi")).to_be_visible()

    signature = sign(siti, campaign)
    campaigns.close_campaign(campaign, by=BY)
    phone.goto(link)
    expect(phone.get_by_text("Masa tanda tangan sudah berakhir")).to_be_visible()
    wrong += complaints(phone, "tautan sesudah ditutup")
    phone.get_by_role("button", name="Ya, saya").click()
    expect(phone.get_by_text(signature.document.number)).to_be_visible()
    expect(phone.get_by_role("link", name="Buat kata sandi")).to_have_count(0)
    assert not wrong, "\n".join(wrong)


def test_pledge_is_voided_by_two_officers(desk, phone, siti):
    signature = sign(siti, open_campaign())
    first, second = account("Dewi Kesbang", "bakesbangpol"), account("Agus Kesbang", "bakesbangpol")

    enter(desk, first)
    desk.goto("/cetak/sertifikat/")
    desk.get_by_role("link", name="Usulkan pembatalan").click()
    desk.get_by_label("Alasan").fill("Ditandatangani rekan menurut berita acara.")
    desk.get_by_role("button", name="Usulkan Pembatalan").click()
    expect(desk.get_by_role("button", name="Tarik Usulan")).to_be_visible()
    expect(desk.get_by_role("button", name="Batalkan Ikrar")).to_have_count(0)
    assert not SignatureVoid.objects.exists()

    desk.context.clear_cookies()
    enter(desk, second)
    desk.goto("/pembatalan/")
    desk.get_by_role("link", name="Siti Aminah").click()
    expect(desk.get_by_role("button", name="Batalkan Ikrar")).to_be_visible()
    wrong = complaints(desk, "pembatalan")
    desk.set_viewport_size(PHONE)
    wrong += complaints(desk, "pembatalan di HP", schemes=("light",))
    desk.set_viewport_size(DESK)
    desk.get_by_role("button", name="Batalkan Ikrar").click()
    expect(desk.get_by_text("Ikrar dibatalkan.")).to_be_visible()

    phone.goto(f"/v/{signature.document.code}")
    expect(phone.get_by_role("heading", name="Dokumen ini sudah dibatalkan")).to_be_visible()
    assert not wrong, "\n".join(wrong)
