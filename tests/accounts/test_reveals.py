"""Links handed on by operators, and the unit's door on their desk: inside the scope, asked first, written down."""

import pytest
from django.test import Client

from netralitas.accounts.models import LinkReveal, UnitLink
from netralitas.accounts.queries.links import personal_address, resolve_personal, resolve_unit, unit_address
from netralitas.accounts.queries.phones import whatsapp_number
from netralitas.audit.models import Event
from netralitas.registry.models import Pemda
from netralitas.registry.queries.pemda import forget_pemda

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_pemda():
    forget_pemda()
    yield
    forget_pemda()


def test_operator_sees_the_link_only_after_asking(sign_in, budi, siti, siti_link):
    siti.phone = "0812-3456-7890"
    siti.save()
    client, path, address = sign_in(budi), f"/tautan/pegawai/{siti.public_id}/", personal_address(siti_link)

    asked = client.get(path)
    assert address not in asked.content.decode()
    assert "Melalui operator" in asked.content.decode()
    assert not LinkReveal.objects.exists()

    shown = client.post(path, {"cara": "whatsapp"})
    assert address in shown.content.decode()
    assert "https://wa.me/6281234567890?text=" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert LinkReveal.objects.get().by_label == "Budi Santoso"
    assert Event.objects.filter(event="accounts.link_revealed", actor_label="Budi Santoso").count() == 1


def test_stranger_operator_gets_404_like_a_person_that_does_not_exist(sign_in, rina, siti, siti_link):
    client = sign_in(rina)
    foreign = client.get(f"/tautan/pegawai/{siti.public_id}/")
    absent = client.get("/tautan/pegawai/2222222222222222/")

    assert foreign.status_code == absent.status_code == 404
    assert client.post(f"/tautan/pegawai/{siti.public_id}/", {"cara": "salin"}).status_code == 404
    assert client.post(f"/tautan/pegawai/{siti.public_id}/ganti/").status_code == 404
    assert not LinkReveal.objects.exists()


def test_way_to_a_link_stands_on_the_person_for_operators_only(sign_in, budi, bkpsdm, siti, siti_link):
    page, way = f"/pegawai/{siti.public_id}/", f"/tautan/pegawai/{siti.public_id}/"

    assert way in sign_in(budi).get(page).content.decode()
    assert way not in sign_in(bkpsdm).get(page).content.decode()


def test_unit_without_a_door_is_shown_where_it_is_made(sign_in, budi, dinas_a):
    page = sign_in(budi).get(f"/tautan/unit/{dinas_a.public_id}/").content.decode()

    assert f"/cetak/?unit={dinas_a.public_id}" in page


@pytest.mark.parametrize("who", ["siti_user", "kesbang", "sekda", "bkpsdm", "inspektur", "admin_sistem", "kepala_a"])
def test_others_never_see_links(request, sign_in, who, siti, siti_link):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(f"/tautan/pegawai/{siti.public_id}/").status_code == 403
    assert client.post(f"/tautan/pegawai/{siti.public_id}/", {"cara": "salin"}).status_code == 403
    assert not LinkReveal.objects.exists()


def test_nothing_is_shown_where_the_pemda_forbids_it(sign_in, budi, siti, siti_link):
    Pemda.objects.create(allows_operator_links=False)
    client, path = sign_in(budi), f"/tautan/pegawai/{siti.public_id}/"

    assert b"Siapkan Pesan" not in client.get(path).content
    answer = client.post(path, {"cara": "salin"}, follow=True)
    assert b"tidak mengizinkan" in answer.content
    assert personal_address(siti_link) not in answer.content.decode()


@pytest.mark.parametrize("way", ["", "faks"])
def test_unknown_way_is_refused(sign_in, budi, siti, siti_link, way):
    assert sign_in(budi).post(f"/tautan/pegawai/{siti.public_id}/", {"cara": way}).status_code == 302
    assert not LinkReveal.objects.exists()


def test_person_without_a_link_is_said(sign_in, budi, siti):
    client = sign_in(budi)

    assert b"Tautan belum dibuat" in client.get(f"/tautan/pegawai/{siti.public_id}/").content
    assert b"Tautan belum dibuat" in client.post(f"/tautan/pegawai/{siti.public_id}/", {"cara": "salin"}).content


def test_operator_replaces_a_link(sign_in, budi, siti, siti_link, siti_path):
    sign_in(budi).post(f"/tautan/pegawai/{siti.public_id}/ganti/")

    assert Client().get(siti_path).status_code == 410
    assert resolve_personal(siti_path.removeprefix("/t/")) is None


# --- unit links


def test_operator_sets_hours_and_replaces_the_unit_link(sign_in, budi, dinas_a, unit_link, unit_path):
    client, path = sign_in(budi), f"/tautan/unit/{dinas_a.public_id}/"
    assert unit_address(unit_link) in client.get(path).content.decode()

    client.post(path, {"opens": "06:00", "closes": "18:00"})
    assert UnitLink.objects.get().opens_at_hour.hour == 6
    assert "jam tutup" in client.post(path, {"opens": "06:00", "closes": ""}).content.decode()
    client.post(f"{path}ganti/")
    assert resolve_unit(unit_path.removeprefix("/u/")) is None


def test_doors_of_the_own_units_only(sign_in, budi, rina, dinas_a, sekolah_a, dinas_b, unit_link):
    page = sign_in(budi).get("/tautan/unit/").content.decode()

    assert sekolah_a.name in page
    assert dinas_b.name not in page
    assert sign_in(rina).get(f"/tautan/unit/{dinas_a.public_id}/").status_code == 404
    assert sign_in(rina).post(f"/tautan/unit/{dinas_a.public_id}/ganti/").status_code == 404


def test_unit_without_a_link_is_said(sign_in, budi, dinas_a):
    client = sign_in(budi)

    assert b"Tautan unit belum ada" in client.get(f"/tautan/unit/{dinas_a.public_id}/").content
    assert client.post(f"/tautan/unit/{dinas_a.public_id}/ganti/").status_code == 302
    assert not UnitLink.objects.exists()


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("0812-3456-7890", "6281234567890"),
        ("81234567890", "6281234567890"),
        ("+62 812 3456 7890", "6281234567890"),
        ("62081234567890", "6281234567890"),
        ("0254-200100", ""),
        ("", ""),
        ("0812", ""),
    ],
)
def test_numbers_as_whatsapp_wants_them(phone, number):
    assert whatsapp_number(phone) == number
