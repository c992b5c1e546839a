"""*Cetak & Unduh* in Chromium: the settings of a print run open without a script, and the run begins."""

import pytest
from django.test import Client

from netralitas.jobs.models import Job
from tests.pledges import paper_cases
from tests.pledges.signed_cases import make_signature


@pytest.fixture(params=["phone", "desk"])
def page(request):
    """A phone's page and a desk's."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def desk_address(kesbang, siti, dinas_a, live_server, page):
    """The print desk of Dinas A with one signature, seen by Bakesbangpol."""
    campaign = paper_cases.make_campaign()
    make_signature(siti, campaign, paper_cases.make_text(campaign))
    client = Client()
    client.force_login(kesbang)
    session = client.cookies["netralitas_sesi"].value
    page.context.add_cookies([{"name": "netralitas_sesi", "value": session, "url": live_server.url}])
    return f"{live_server.url}/cetak/?unit={dinas_a.public_id}"


def test_run_of_the_whole_pemda_is_begun_from_the_desk(page, desk_address, tmp_path):
    page.goto(desk_address)
    page.get_by_text("Pengaturan cetak lain").click()
    page.get_by_label("Lembar pemisah di depan tiap unit").check()
    page.get_by_label("Seluruh Perangkat Daerah, bukan hanya unit ini").check()
    page.screenshot(path=tmp_path / "cetak.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_role("button", name="Buat PDF").click()
    page.wait_for_url("**/pekerjaan/**")

    job = Job.objects.get()
    wish = job.arguments
    assert (job.name, wish["unit"], wish["with_separators"]) == ("pledges.print_certificates", "", True)
