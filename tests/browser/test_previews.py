"""*Pratinjau Pakta* in Chromium: pictures come into their frames, and the paper follows the words as they are typed."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from netralitas.documents import rendering
from pledges import samples
from pledges.extremes import EXTREMES, sample_of
from pledges.models import Campaign, Election, PledgeText
from tests.pledges.factory import make_campaign


@pytest.fixture
def text_address(kesbang, siti, live_server, desk) -> str:
    text = make_campaign().texts.get(audience="asn")
    client = Client()
    client.force_login(kesbang)
    session = client.cookies["netralitas_sesi"].value
    desk.context.add_cookies([{"name": "netralitas_sesi", "value": session, "url": live_server.url}])
    return f"{live_server.url}/kegiatan/naskah/{text.public_id}/"


def test_every_sample_is_seen_and_the_text_proven(desk, text_address, monkeypatch):
    """One print stands for all: what each shows is tested without a browser."""
    one = samples.printed(*sample_of(EXTREMES["biasa"], *_unsaved()))
    monkeypatch.setattr(samples, "printed", lambda kind, facts: one)
    monkeypatch.setattr(rendering, "why_plain", lambda kind, facts: "")
    desk.goto(text_address)
    desk.get_by_role("link", name="Pratinjau Pakta").click()
    expect(desk.get_by_text("Cetak cepat terbukti.")).to_be_visible(timeout=60_000)
    for extreme in EXTREMES.values():
        desk.get_by_role("heading", name=extreme.label).scroll_into_view_if_needed()
        expect(desk.get_by_role("img", name=extreme.label)).to_be_visible(timeout=60_000)

    assert desk.url.endswith("/pratinjau/")


def _unsaved() -> tuple[PledgeText, Campaign]:
    campaign = Campaign(title="Uji", election=Election(name="Pilkada", year=2026), certificate="pakta")
    return PledgeText(campaign=campaign, audience="asn", version=1, points=[]), campaign


def test_paper_follows_the_words_and_the_draft_stays(desk, text_address):
    desk.goto(f"{text_address}ubah/")
    picture = desk.locator("#contoh-langsung img")
    expect(picture).to_be_visible(timeout=60_000)
    before = picture.get_attribute("src")
    desk.get_by_label("Pembukaan (ditandatangani)").fill("Saya menyatakan kata yang baru:")
    expect(picture).not_to_have_attribute("src", before, timeout=60_000)
    desk.get_by_label("Contoh").select_option(label="Nama diketik")
    expect(desk.get_by_role("img", name="Nama diketik")).to_be_visible(timeout=60_000)

    desk.reload()
    assert "kata yang baru" not in desk.get_by_label("Pembukaan (ditandatangani)").input_value()
