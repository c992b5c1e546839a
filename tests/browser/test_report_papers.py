"""Papers of a report in Chromium: the packet from *Cetak & Unduh*, Daftar Belum from the desk, the recap."""

import pytest
from django.test import Client

from netralitas.jobs.models import Job
from tests.cast import make_staff
from tests.dashboards.conftest import make_campaign, oblige


@pytest.fixture(params=["phone", "desk"])
def page(request):
    """A phone's page and a desk's."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def enter(live_server, page, dinas_a):
    """Sign somebody in while two of Dinas A are missing."""
    campaign = make_campaign()
    for name in ("Ani", "Tuti"):
        oblige(campaign, make_staff(name, dinas_a))

    def entered(user) -> str:
        client = Client()
        client.force_login(user)
        session = client.cookies["netralitas_sesi"].value
        page.context.add_cookies([{"name": "netralitas_sesi", "value": session, "url": live_server.url}])
        return live_server.url

    return entered


@pytest.mark.parametrize(
    ("who", "path", "button", "job"),
    [
        ("budi", "/cetak/", "Cetak Paket Laporan OPD", "dashboards.print_packet"),
        ("budi", "/cetak/", "Buat Daftar Belum", "dashboards.print_missing"),
        ("budi", "/pemantauan/meja/", "Cetak Daftar Belum (PDF F4)", "dashboards.print_missing"),
        ("kesbang", "/pemantauan/ringkasan/", "Rekap per Perangkat Daerah (PDF F4)", "dashboards.print_recap"),
    ],
)
def test_paper_is_begun_where_one_looks(request, page, enter, tmp_path, who, path, button, job):
    page.goto(enter(request.getfixturevalue(who)) + path)
    page.screenshot(path=tmp_path / "halaman.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/pekerjaan/**")

    assert Job.objects.get().name == job
