"""Whom to ask, on every page: the own unit's operators, else the pemda's contact; the page of help for all."""

import pytest
from django.test import Client

from netralitas.accounts.queries import contacts
from netralitas.registry.models import Pemda
from netralitas.registry.queries.pemda import forget_pemda
from tests.cast import PASSWORD, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pemda():
    Pemda.objects.create(name="Kabupaten Contoh", help_contact="Bakesbangpol, (0254) 200")
    forget_pemda()
    yield
    forget_pemda()


def footer(user, path: str = "/perangkat/") -> str:
    device = Client()
    device.post("/masuk/", {"name": user.username, "password": PASSWORD})
    return device.get(path).content.decode().split("<footer")[1]


def test_member_of_staff_sees_the_own_operators(siti_user, budi, rina, dinas_a):
    dinas_a.phone = "(0254) 111"
    dinas_a.save()

    assert "Hubungi operator Budi Santoso, (0254) 111" in footer(siti_user)
    assert "Rina" not in footer(siti_user)


def test_unit_without_operators_of_its_own_names_the_opd_s(sekolah_a, siti, siti_user, budi):
    siti.unit = sekolah_a
    siti.save()

    assert "Budi Santoso" in footer(siti_user)


def test_operators_and_outsiders_ask_the_pemda(budi, kesbang):
    assert "Hubungi Bakesbangpol, (0254) 200" in footer(budi)
    assert "Hubungi Bakesbangpol, (0254) 200" in footer(kesbang)


def test_strangers_are_told_too():
    page = Client().get("/bantuan/").content.decode()

    assert "Bakesbangpol, (0254) 200" in page
    assert "/bantuan/" in Client().get("/masuk/").content.decode()


def test_names_are_read_once_a_minute(siti_user, budi, dinas_a, django_assert_num_queries):
    contacts.helpers_at(dinas_a.public_id)

    with django_assert_num_queries(0):
        assert contacts.helpers_at(dinas_a.public_id).name == "Budi Santoso"


def test_operator_who_left_is_named_no_longer(siti_user, budi, dinas_b):
    staff = budi.staff_link.staff
    make_staff("Lain", dinas_b)
    staff.unit = dinas_b
    staff.save()

    assert "Budi" not in footer(siti_user)
