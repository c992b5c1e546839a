"""The Sekda's page on the screen of a meeting room: everything to know before anybody scrolls."""

from django.test import Client

from netralitas.dashboards.queries.waits import Wait
from netralitas.dashboards.views import pemda as views
from tests.browser.test_accessibility import enter
from tests.dashboards.conftest import campaign, pemda, person

__all__ = ["campaign", "pemda", "person"]  # fixtures

WAITS = [
    Wait("Pegawai", 12_345, "belum menandatangani"),
    Wait("Kepala Perangkat Daerah", 42, "belum menandatangani"),
    Wait("Operator OPD", 37, "baris rekap belum mulai"),
    Wait("Operator OPD", 12, "pernyataan perlu diperbaiki"),
    Wait("Kepala Perangkat Daerah", 40, "pernyataan ditunggu"),
    Wait("Bakesbangpol", 38, "pernyataan menunggu verifikasi"),
]


def test_number_course_laggards_and_what_waits_stand_on_one_screen(desk, sekda, pemda, live_server, monkeypatch):
    monkeypatch.setattr(views, "waits", lambda _: WAITS)
    client = Client()
    client.force_login(sekda)
    enter(desk, client, live_server)

    desk.goto("/pemantauan/")
    desk.locator(".wait-list li").nth(len(WAITS) - 1).wait_for()
    desk.wait_for_load_state("networkidle")

    for place in (".big-number", ".big-of", ".trend-frame", ".wait-list", ".laggards", "[data-copy-button]"):
        box = desk.locator(place).first.bounding_box()
        assert box["y"] + box["height"] <= 768, place
