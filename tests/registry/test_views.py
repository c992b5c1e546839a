"""Screens of the registry: scope before permission, refusals in words."""

import re

import pytest
from django.urls import reverse

from netralitas.registry.models import Transfer
from tests.cast import make_nip, make_staff

pytestmark = pytest.mark.django_db


def _without_tokens(page: bytes) -> bytes:
    """The page without what differs on every request: the form token and the request's number."""
    return re.sub(rb'value="\w{64}"|[0-9a-f]{16}', b"", page)


def test_list_shows_only_the_operators_units(sign_in, budi, rina, siti, dinas_b):
    stranger = make_staff("Tono Peraga", dinas_b)

    page = sign_in(budi).get(reverse("registry:staff")).content.decode()

    assert siti.name in page
    assert stranger.name not in page


def test_a_foreign_person_is_not_found(sign_in, rina, siti):
    response = sign_in(rina).get(reverse("registry:staff-detail", args=[siti.public_id]))

    assert response.status_code == 404
    unknown = sign_in(rina).get(reverse("registry:staff-detail", args=["x" * 16]))
    assert _without_tokens(response.content) == _without_tokens(unknown.content)


def test_who_may_look_but_not_edit_is_forbidden(sign_in, kepala_a, siti):
    client = sign_in(kepala_a)

    assert client.get(reverse("registry:staff-detail", args=[siti.public_id])).status_code == 200
    assert client.get(reverse("registry:staff-edit", args=[siti.public_id])).status_code == 403


def test_the_sekda_sees_no_names(sign_in, sekda, siti):
    assert sign_in(sekda).get(reverse("registry:staff")).status_code == 403


def test_adding_a_person_reads_the_number(sign_in, bkpsdm, dinas_a):
    nip = make_nip()
    form = {"number": f"'{nip[:8]} {nip[8:]}", "category": "PNS", "name": "Dewi Contohwati", "unit": dinas_a.pk}

    response = sign_in(bkpsdm).post(reverse("registry:staff-new"), form)

    assert response.status_code == 302
    assert dinas_a.staff.get(nip=nip).name == "Dewi Contohwati"


def test_a_damaged_number_is_explained(sign_in, bkpsdm, dinas_a):
    form = {"number": "1,98609E+17", "category": "PNS", "name": "Dewi Contohwati", "unit": dinas_a.pk}

    page = sign_in(bkpsdm).post(reverse("registry:staff-new"), form).content.decode()

    assert "rusak oleh Excel" in page
    assert dinas_a.staff.count() == 0


def test_only_the_releasing_side_accepts_a_transfer(sign_in, budi, rina, siti, dinas_a, dinas_b):
    transfer = Transfer.objects.create(staff=siti, from_unit=dinas_a, to_unit=dinas_b, proposed_by="uji")
    address = reverse("registry:transfer-settle", args=[transfer.public_id, "terima"])

    sign_in(rina).post(address)
    siti.refresh_from_db()
    assert siti.unit == dinas_a

    sign_in(budi).post(address)
    siti.refresh_from_db()
    assert siti.unit == dinas_b


def test_an_offered_person_is_taken_by_the_other_side(sign_in, budi, rina, siti, dinas_a, dinas_b):
    form = {"to_unit": dinas_b.pk, "reason": "SK mutasi 800.1.3/7"}
    sign_in(budi).post(reverse("registry:staff-transfer", args=[siti.public_id]), form)
    transfer = Transfer.objects.get(staff=siti)
    address = reverse("registry:transfer-settle", args=[transfer.public_id, "terima"])

    sign_in(budi).post(address)
    siti.refresh_from_db()
    assert siti.unit == dinas_a
    assert "Menunggu" in sign_in(budi).get(reverse("registry:transfers")).content.decode()

    sign_in(rina).post(address)
    siti.refresh_from_db()
    assert siti.unit == dinas_b


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_same_number_of_queries(sign_in, bkpsdm, dinas_a, rows, django_assert_max_num_queries):
    for number in range(rows):
        make_staff(f"Orang {number}", dinas_a)
    client = sign_in(bkpsdm)
    client.get(reverse("registry:staff"))

    with django_assert_max_num_queries(9):
        client.get(reverse("registry:staff"))


def test_units_are_listed_with_their_people(sign_in, budi, siti, dinas_a, dinas_b):
    page = sign_in(budi).get(reverse("registry:units")).content.decode()

    assert dinas_a.name in page
    assert dinas_b.name not in page


def test_an_emblem_that_is_no_picture_is_refused(sign_in, admin_sistem):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = sign_in(admin_sistem)
    upload = SimpleUploadedFile("lambang.png", b"<svg onload=alert(1)>", content_type="image/png")

    page = client.post(reverse("registry:emblem-upload"), {"emblem": upload}, follow=True).content.decode()

    assert "tidak dapat dibaca" in page
