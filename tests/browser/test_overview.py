"""Screens of a meeting room: the Sekda's page and Layar Apel show everything before anybody scrolls."""

from django.test import Client

from netralitas.dashboards.queries.waits import Wait
from netralitas.dashboards.views import pemda as views
from tests.browser.test_accessibility import enter
from tests.cast import make_unit
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

LONGEST = [
    "Dinas Pengendalian Penduduk, KB, Pemberdayaan Perempuan dan Perlindungan Anak",
    "Dinas Komunikasi, Informatika, Persandian dan Statistik",
    "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "Dinas Pekerjaan Umum, Perumahan Rakyat dan Penataan Ruang",
    "Dinas Kepemudaan, Olahraga, Kebudayaan dan Pariwisata",
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


def test_projector_holds_the_longest_names_whole(desk, sekda, campaign, person, live_server):
    for number, name in enumerate(LONGEST):
        person(f"Orang {number}", make_unit(name), "sudah")
    client = Client()
    client.force_login(sekda)
    enter(desk, client, live_server)

    desk.goto("/pemantauan/layar/")
    desk.locator(".complete li").nth(len(LONGEST) - 1).wait_for()

    assert desk.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    last = desk.locator(".complete li").last.bounding_box()
    assert last["y"] + last["height"] <= 768
