"""*Pola Tanda Tangan* on the screen: who may look, what is shown, how a threshold is set."""

import pytest
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.audit.models import Access
from netralitas.jobs.testing import run_all
from pledges.actions import signals as actions
from pledges.models import SignalThreshold
from tests.cast import make_staff
from tests.pledges import factory
from tests.pledges.signing import sign

BY = Actor.command("uji")


@pytest.fixture
def campaign(dinas_a):
    """Three persons of Dinas A signed on one device, with one hand, in one minute."""
    people = [make_staff(f"Pegawai {number}", dinas_a) for number in range(3)]
    campaign = factory.open_campaign()
    for person in people:
        sign(person, campaign)
    actions.check(campaign, dinas_a, by=BY)
    return campaign


def page(name, campaign, opd, *more):
    return reverse(f"pledges:{name}", args=[campaign.public_id, opd.public_id, *more])


def test_questions_lead_to_the_rows_behind_them(sign_in, kesbang, campaign, dinas_a):
    client = sign_in(kesbang)

    assert b"Dinas Pendidikan" in client.get(reverse("pledges:signals")).content
    found = client.get(page("signal-opd", campaign, dinas_a)).content.decode()
    assert "Apakah HP ini memang dipakai bergantian?" in found
    assert "bukan kesimpulan" in found
    assert "Pegawai 1" not in found

    rows = client.get(page("signal-rows", campaign, dinas_a, "perangkat")).content.decode()
    assert all(f"Pegawai {number}" in rows for number in range(3))
    assert Access.objects.get(what="pledges.patterns").actor_label == str(kesbang)


def test_empty_and_unknown_kinds(sign_in, kesbang, campaign, dinas_a, dinas_b):
    client = sign_in(kesbang)

    assert b"Tidak ada yang perlu ditanyakan" in client.get(page("signal-rows", campaign, dinas_a, "malam")).content
    assert client.get(page("signal-rows", campaign, dinas_a, "lain")).status_code == 404
    assert client.get(page("signal-rows", campaign, dinas_b, "malam")).status_code == 404
    assert b"belum diperiksa" in client.get(page("signal-opd", campaign, dinas_b)).content


def test_rows_go_into_a_workbook(sign_in, kesbang, campaign, dinas_a):
    answer = sign_in(kesbang).get(page("signal-rows", campaign, dinas_a, "perangkat") + "?unduh=xlsx")

    assert answer.headers["Content-Type"].endswith("sheet")


def test_check_now_is_a_job_that_ends_on_the_page(sign_in, kesbang, campaign, dinas_a):
    client = sign_in(kesbang)
    sign(make_staff("Pegawai baru", dinas_a), _synced(campaign))
    assert b"ada yang baru sesudahnya" in client.get(reverse("pledges:signals")).content

    client.post(page("signal-check", campaign, dinas_a))
    run_all()

    assert b"ada yang baru sesudahnya" not in client.get(reverse("pledges:signals")).content


def _synced(campaign):
    from pledges.actions import rosters

    rosters.sync_open_campaigns(by=BY)
    return campaign


def test_threshold_is_set_with_a_reason(sign_in, kesbang):
    client = sign_in(kesbang)
    address = reverse("pledges:threshold", args=["device_people"])

    refused = client.post(address, {"nilai": "1", "catatan": "Uji"})
    assert "Isi angka 2 sampai 100" in refused.content.decode()
    client.post(address, {"nilai": "5", "catatan": "Kantor kecil berbagi HP"})

    assert SignalThreshold.objects.get().value == 5
    assert b"Kantor kecil berbagi HP" in client.get(reverse("pledges:thresholds")).content


@pytest.mark.parametrize("who", ["sekda", "kepala_a", "budi", "bkpsdm", "admin_sistem"])
def test_questions_are_nobody_elses(request, sign_in, campaign, dinas_a, who):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(reverse("pledges:signals")).status_code == 403
    assert client.get(page("signal-opd", campaign, dinas_a)).status_code == 403
    assert b"Pola Tanda Tangan" not in client.get("/", follow=True).content
