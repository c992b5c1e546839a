"""Signing in Chromium when it goes otherwise: refused, changed meanwhile, typed, on a shared phone."""

import json

import pytest
from playwright.sync_api import expect

from netralitas.registry.models import Staff
from pledges.actions import rosters
from pledges.models import Campaign, Signature
from tests.browser.signing import (
    BY,
    draw,
    open_personal_link,
    open_unit_link,
    read_on,
    send,
    tick_all,
)
from tests.browser.test_sign import DONE, findings
from tests.pledges.factory import open_campaign
from tests.pledges.test_signatures import facts_of, substantive_change


@pytest.fixture
def campaign(siti: Staff) -> Campaign:
    """An open campaign that asks Siti."""
    return open_campaign()


# --- refused by the server, changed meanwhile


@pytest.mark.lost_connection  # the answer 422 is an error line in the console
def test_text_changed_while_reading_keeps_the_drawing(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)
    drawn = phone.locator("input[name=tinta]").input_value()
    substantive_change(campaign)
    send(phone)

    expect(phone.get_by_text("Naskah diperbarui")).to_be_visible()
    expect(phone.get_by_text("Demikian, dengan sebenar-benarnya.")).to_be_visible()
    assert phone.locator("input[name=butir]:checked").count() == 0
    assert findings(phone) == []
    tick_all(phone)
    phone.get_by_role("button", name="Lanjut ke Tanda Tangan").click()
    send(phone)
    phone.wait_for_url(DONE)

    assert facts_of(Signature.objects.get())["paper"]["ink"] == json.loads(drawn)


@pytest.mark.lost_connection
def test_straight_line_is_refused_and_shown_again(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    box = phone.locator("[data-canvas]").bounding_box()
    phone.mouse.move(box["x"] + 20, box["y"] + 60)
    phone.mouse.down()
    phone.mouse.move(box["x"] + 250, box["y"] + 60, steps=20)
    phone.mouse.up()
    send(phone)

    expect(phone.get_by_text("garis lurus")).to_be_visible()
    assert phone.evaluate("document.activeElement.classList.contains('error-summary')")
    assert phone.locator("input[name=tinta]").input_value()
    phone.get_by_role("button", name="Ulangi Tanda Tangan").click()
    draw(phone)
    send(phone)
    phone.wait_for_url(DONE)


# --- the typed way, the shared phone


@pytest.mark.lost_connection
def test_typed_way_with_scripts(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    phone.get_by_text("Saya tidak dapat menggambar tanda tangan").click()
    expect(phone.locator("[data-canvas]")).to_be_hidden()
    assert findings(phone) == []
    phone.get_by_label("Ketik nama lengkap").fill("Siti")
    send(phone)
    expect(phone.get_by_text("Ketik nama lengkap seperti tercatat")).to_be_visible()
    assert phone.get_by_label("Ketik nama lengkap").input_value() == "Siti"
    phone.get_by_label("Ketik nama lengkap").fill("siti aminah")
    send(phone)
    phone.wait_for_url(DONE)

    assert Signature.objects.get().method == "typed"


def test_typed_way_without_scripts(browser, live_server, campaign, siti):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    open_personal_link(page, siti)
    page.get_by_role("link", name="Baca dan Tanda Tangani").click()
    tick_all(page)
    page.get_by_label("Ketik nama lengkap").fill("Siti Aminah")
    send(page)
    page.wait_for_url(DONE)

    expect(page.locator("main")).to_contain_text("Ikrar tercatat")
    assert Signature.objects.get().method == "typed"
    context.close()


def test_pad_that_cannot_start_leaves_the_typed_way(phone, campaign, siti):
    """An old phone whose browser does not understand the pad's script."""
    phone.route("**/signature_pad*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    open_personal_link(phone, siti)
    read_on(phone)
    phone.get_by_label("Ketik nama lengkap").fill("Siti Aminah")
    send(phone)
    phone.wait_for_url(DONE)

    assert Signature.objects.get().method == "typed"


def test_colleague_on_the_same_phone_starts_with_an_empty_pad(phone, campaign, siti, budi):
    rosters.sync_open_campaigns(by=BY)
    colleague = budi.staff_link.staff
    open_unit_link(phone, siti)
    read_on(phone)
    draw(phone)
    phone.goto("/ikrar/")  # Siti leaves without signing
    phone.get_by_role("button", name="Bukan Saya").click()
    open_personal_link(phone, colleague)
    read_on(phone)

    assert phone.locator("input[name=tinta]").input_value() == ""
