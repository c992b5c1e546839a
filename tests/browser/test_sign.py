"""Signing in Chromium: by link, with a finger, through a lost connection, without scripts; nothing is ever lost."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from netralitas.jobs.testing import run_all
from netralitas.registry.models import Staff
from pledges import ink
from pledges.models import Campaign, Signature
from tests.browser.signing import (
    draw,
    open_personal_link,
    open_unit_link,
    read_on,
    send,
    tick_all,
)
from tests.pledges.factory import open_campaign
from tests.pledges.test_signatures import facts_of

SERIOUS = {"serious", "critical"}
LOST = "Sinyal terputus. Tanda tangan masih ada di HP ini, tetapi BELUM tercatat."
DONE = "**/ikrar/selesai/**"


def findings(page: Page) -> list:
    """Serious findings of axe; running animations would be measured half way."""
    page.wait_for_load_state("networkidle")
    violations = Axe().run(page).response["violations"]
    return [(v["id"], [node["html"][:150] for node in v["nodes"]]) for v in violations if v["impact"] in SERIOUS]


def fits(page: Page) -> bool:
    """Nothing wider than the screen: no zoom, no sideways scroll."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def is_in_reach(page: Page, name: str) -> bool:
    """Whether the main action is on the screen as it stands, and big enough for a thumb."""
    box = page.get_by_role("button", name=name).bounding_box()
    return box["height"] >= 44 and box["y"] + box["height"] <= page.viewport_size["height"]


def is_small(page: Page) -> list[str]:
    """Controls in sight that are smaller than 44 px and no links inside a text."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main button, main summary, main label.point, main a.btn, main input")]
            .filter(e => e.offsetParent && e.type !== "hidden" && e.type !== "checkbox")
            .filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 90))"""
    )


@pytest.fixture
def campaign(siti: Staff) -> Campaign:
    """An open campaign that asks Siti, whose operator can be called."""
    unit = siti.unit
    unit.operator_name, unit.operator_phone = "Budi Santoso", "(0254) 200-123"
    unit.save()
    return open_campaign()


@pytest.fixture(params=["phone", "desk"])
def page(request):
    """The same journey on a phone and at a desk."""
    return request.getfixturevalue(request.param)


@pytest.mark.both_databases
def test_personal_link_read_draw_done_certificate(page, campaign, siti):
    open_personal_link(page, siti)
    assert findings(page) == []
    page.get_by_role("link", name="Baca dan Tanda Tangani").click()
    assert findings(page) == []
    assert fits(page)
    assert is_in_reach(page, "Lanjut ke Tanda Tangan")
    assert is_small(page) == []
    tick_all(page)
    page.get_by_role("button", name="Lanjut ke Tanda Tangan").click()
    assert is_in_reach(page, "Saya Menyatakan dan Menandatangani")
    assert is_small(page) == []
    draw(page)
    assert findings(page) == []
    send(page)
    page.wait_for_url(DONE)

    signature = Signature.objects.get(staff=siti)
    expect(page.locator("main")).to_contain_text(signature.document.number)
    expect(page.locator("main")).to_contain_text("Sertifikat sedang disiapkan")
    assert findings(page) == []
    assert fits(page)
    assert siti.nip not in page.content()
    assert facts_of(signature)["private"]["evidence"]["seconds_on_text"] in range(60)

    run_all("documents.render_due")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh Sertifikat").click()  # it appears by itself
    assert download.value.suggested_filename.startswith("Pakta Integritas IKR-")
    page.get_by_role("link", name="Riwayat saya").click()
    assert findings(page) == []
    expect(page.locator("main")).to_contain_text(signature.document.number)


def test_drawn_strokes_arrive_as_they_were_drawn(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)
    shown = json.loads(phone.locator("input[name=tinta]").input_value())
    send(phone)
    phone.wait_for_url(DONE)

    assert facts_of(Signature.objects.get())["paper"]["ink"] == shown
    assert len(shown["s"]) == 2


def test_undo_and_clear(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    field = phone.locator("input[name=tinta]")
    expect(phone.get_by_role("button", name="Urungkan")).to_be_disabled()

    draw(phone)
    phone.get_by_role("button", name="Urungkan").click()
    assert len(json.loads(field.input_value())["s"]) == 1
    phone.get_by_role("button", name="Ulangi Tanda Tangan").click()
    assert field.input_value() == ""
    send(phone)
    expect(phone.get_by_text("Gambarlah tanda tangan di dalam kotak.")).to_be_visible()
    assert not Signature.objects.exists()

    draw(phone)
    send(phone)
    phone.wait_for_url(DONE)


def test_points_must_be_ticked_before_the_pad_opens(phone, campaign, siti):
    open_personal_link(phone, siti)
    phone.get_by_role("link", name="Baca dan Tanda Tangani").click()
    phone.get_by_role("button", name="Lanjut ke Tanda Tangan").click()

    expect(phone.get_by_text("Centang setiap butir terlebih dahulu.")).to_be_visible()
    expect(phone.locator("[data-canvas]")).to_be_hidden()
    assert phone.evaluate("document.activeElement.name") == "butir"


def test_turning_the_phone_to_and_fro_keeps_the_signature(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)
    before = phone.locator("input[name=tinta]").input_value()

    phone.set_viewport_size({"width": 740, "height": 360})
    box = phone.locator("[data-canvas]").bounding_box()
    assert box["width"] > 650  # wide
    assert box["y"] + box["height"] < 360  # and whole
    assert is_in_reach(phone, "Saya Menyatakan dan Menandatangani")
    phone.set_viewport_size({"width": 360, "height": 740})

    assert phone.locator("input[name=tinta]").input_value() == before
    assert phone.locator("[data-canvas]").evaluate(
        "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v)"
    )


def test_signature_begun_upright_and_ended_lying_is_one_drawing(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)
    phone.set_viewport_size({"width": 740, "height": 360})
    draw(phone)

    assert len(ink.parse(phone.locator("input[name=tinta]").input_value()).strokes) == 4
    send(phone)
    phone.wait_for_url(DONE)


def test_back_button_goes_from_the_pad_to_the_text(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)

    phone.go_back()
    expect(phone.locator("#id_butir")).to_be_visible()
    phone.get_by_role("button", name="Lanjut ke Tanda Tangan").click()
    send(phone)
    phone.wait_for_url(DONE)
    phone.go_back()  # out of the done screen into the form: no error page, no second signature
    phone.goto(f"/ikrar/{campaign.public_id}/")
    expect(phone.get_by_text("Tidak perlu mengulang.")).to_be_visible()
    assert Signature.objects.count() == 1


def test_double_tap_makes_one_signature(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)
    phone.get_by_role("button", name="Saya Menyatakan dan Menandatangani").dblclick()
    phone.wait_for_url(DONE)

    assert Signature.objects.count() == 1


# --- the connection


def cut_before_the_server(page: Page) -> None:
    """The request never leaves the phone."""
    page.route("**/ikrar/*/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())


def cut_after_the_server(page: Page) -> None:
    """The server records it, but the answer is lost on the way."""

    def lose_answer(route):
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/ikrar/*/", lose_answer)


@pytest.mark.lost_connection
@pytest.mark.both_databases
@pytest.mark.parametrize(("cut", "recorded"), [(cut_before_the_server, 0), (cut_after_the_server, 1)])
def test_unit_link_with_a_cut_connection_is_sent_again(phone, campaign, siti, cut, recorded):
    open_unit_link(phone, siti)
    read_on(phone)
    draw(phone)
    cut(phone)
    send(phone)
    expect(phone.get_by_text(LOST)).to_be_visible()
    assert findings(phone) == []
    assert Signature.objects.count() == recorded

    phone.unroute_all()
    phone.get_by_role("button", name="Kirim Ulang").click()
    phone.wait_for_url(DONE)

    assert "ulang" not in phone.url  # the same form, not a second one
    signature = Signature.objects.get()
    assert signature.way_in == "unit_link"
    expect(phone.locator("main")).to_contain_text(signature.document.number)
    assert phone.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('ikrar:')).length") == 0


@pytest.mark.lost_connection
def test_offline_is_said_and_the_way_back_works(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)
    phone.context.set_offline(True)
    send(phone)
    expect(phone.get_by_text(LOST)).to_be_visible()
    phone.set_viewport_size({"width": 740, "height": 360})  # turned while searching for a signal
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Kirim Ulang").click()
    phone.wait_for_url(DONE)

    assert Signature.objects.count() == 1


@pytest.mark.lost_connection
def test_reload_after_a_cut_brings_everything_back(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)
    drawn = phone.locator("input[name=tinta]").input_value()
    cut_before_the_server(phone)
    send(phone)
    expect(phone.get_by_text(LOST)).to_be_visible()
    phone.unroute_all()

    phone.reload()
    assert phone.locator("input[name=tinta]").input_value() == drawn
    assert phone.locator("input[name=butir]:checked").count() == 4
    phone.get_by_role("button", name="Lanjut ke Tanda Tangan").click()
    send(phone)
    phone.wait_for_url(DONE)

    assert facts_of(Signature.objects.get())["paper"]["ink"] == json.loads(drawn)


@pytest.mark.lost_connection
@pytest.mark.parametrize("status", [503, 429])
def test_busy_server_is_said_and_nothing_is_lost(phone, campaign, siti, status):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)
    phone.route("**/ikrar/*/", lambda r: r.fulfill(status=status) if r.request.method == "POST" else r.continue_())
    send(phone)
    expect(phone.get_by_text("Server sedang sibuk.")).to_be_visible()

    phone.unroute_all()
    phone.get_by_role("button", name="Kirim Ulang").click()
    phone.wait_for_url(DONE)


@pytest.mark.lost_connection
def test_visit_that_ended_meanwhile_is_said(phone, campaign, siti):
    open_personal_link(phone, siti)
    read_on(phone)
    draw(phone)
    siti.visits.all().delete()
    send(phone)

    expect(phone.get_by_text("terlalu lama terbuka")).to_be_visible()
    assert not Signature.objects.exists()
