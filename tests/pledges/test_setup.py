"""Persiapan: the steps of the first day, and whose desk it is until a campaign was opened."""

import pytest
from django.urls import reverse

from netralitas.registry.models import Kecamatan, Pemda
from netralitas.registry.queries.pemda import forget_pemda
from pledges.queries import setup

pytestmark = pytest.mark.django_db


def done(user) -> dict[str, bool]:
    return {step.title: step.is_done for step in setup.steps(user)}


def test_an_empty_portal_has_everything_before_it(admin_sistem):
    forget_pemda()

    assert not any(done(admin_sistem).values())


def test_steps_are_ticked_as_they_are_done(admin_sistem, bkpsdm, kesbang, dinas_a, siti):
    Pemda.objects.create(name="Pemerintah Kabupaten Contoh", public_address="ikrar.contoh.go.id")
    Kecamatan.objects.create(code="1", name="Anyar")
    forget_pemda()

    ticked = {title for title, is_done in done(admin_sistem).items() if is_done}

    assert ticked == {
        "Identitas pemda", "Akun BKPSDM dan Bakesbangpol", "Kecamatan", "Perangkat Daerah", "Data pegawai",
    }  # fmt: skip


def test_each_office_gets_the_links_of_its_own_steps(admin_sistem, bkpsdm, kesbang):
    links = {
        user.display_name: {step.title for step in setup.steps(user) if step.url}
        for user in (admin_sistem, bkpsdm, kesbang)
    }

    assert links["Joko Admin"] == {"Identitas pemda", "Akun BKPSDM dan Bakesbangpol", "Akun operator", "Kesiapan"}
    assert links["Agus BKPSDM"] == {"Kecamatan", "Perangkat Daerah", "Data pegawai", "Kesiapan"}
    assert links["Dewi Kesbang"] == {
        "Pemilihan dan tahapan", "Kegiatan ikrar", "Naskah", "Kesiapan", "Buka kegiatan",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["admin_sistem", "bkpsdm", "kesbang"])
def test_home_is_the_set_up_until_a_campaign_was_opened(request, who, sign_in, monkeypatch):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(reverse("home")).url == reverse("pledges:setup")
    page = client.get(reverse("pledges:setup")).content.decode()
    assert "0 dari 11 langkah selesai" in page or "langkah selesai; berikutnya" in page

    monkeypatch.setattr(setup, "is_waiting", lambda: False)
    assert client.get(reverse("home")).url != reverse("pledges:setup")


def test_the_sekda_and_operators_never_land_there(sekda, budi, sign_in):
    for user in (sekda, budi):
        client = sign_in(user)
        assert client.get(reverse("home")).url != reverse("pledges:setup")
        assert client.get(reverse("pledges:setup")).status_code == 403
