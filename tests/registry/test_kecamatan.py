"""Kecamatan: one, many at once, all or nothing, and none deleted that is needed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.registry.actions import kecamatan
from netralitas.registry.models import Kecamatan
from tests.exchange.workbooks import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def anyar(by):
    return kecamatan.add(code="36.04.01", name="Anyar", by=by)


@pytest.mark.parametrize(
    ("code", "name", "sentence"),
    [("", "Ciruas", "tidak dapat dipakai"), ("36.04.01", "Ciruas", "sudah dipakai"), ("36.04.02", "ANYAR", "sudah ada"),
     ("36.04.02", "", "Nama kecamatan kosong")],
)  # fmt: skip
def test_add_refuses_what_does_not_fit(anyar, by, code, name, sentence):
    with pytest.raises(DomainError, match=sentence):
        kecamatan.add(code=code, name=name, by=by)

    assert Kecamatan.objects.count() == 1


def test_a_list_adds_and_renames_and_says_so_once(anyar, by):
    counted = kecamatan.take_list(rows=[(2, "36.04.01", "Anyer"), (3, "36.04.02", "Ciruas")], by=by)

    assert counted == (1, 1)
    assert Event.objects.filter(event="registry.kecamatan_listed").count() == 1
    assert kecamatan.take_list(rows=[(2, "36.04.01", "Anyer")], by=by) == (0, 0)


def test_one_bad_line_changes_nothing(anyar, by):
    with pytest.raises(DomainError, match="Baris 3"):
        kecamatan.take_list(rows=[(2, "36.04.02", "Ciruas"), (3, "x y", "Baros")], by=by)

    assert list(Kecamatan.objects.values_list("name", flat=True)) == ["Anyar"]


def test_delete_refuses_while_units_lie_there(anyar, dinas_a, by):
    dinas_a.kecamatan = anyar
    dinas_a.save()

    with pytest.raises(DomainError, match="1 unit"):
        kecamatan.delete(anyar, by=by)

    dinas_a.kecamatan = None
    dinas_a.save()
    kecamatan.delete(anyar, by=by)
    assert not Kecamatan.objects.exists()


def test_pasted_lines_and_a_workbook_are_read(bkpsdm, sign_in):
    client, page = sign_in(bkpsdm), reverse("registry:kecamatan")

    pasted = client.post(page, {"lines": "36.04.01;Anyar\r\n36.04.02\tBaros\r\n"}, follow=True)
    book = SimpleUploadedFile("kec.xlsx", xlsx([["KODE WILAYAH", "NAMA KECAMATAN"], ["36.04.03", "Ciruas"]]))
    client.post(page, {"file": book})

    assert "2 kecamatan ditambahkan" in pasted.content.decode()
    assert list(Kecamatan.objects.values_list("name", flat=True)) == ["Anyar", "Baros", "Ciruas"]


def test_pages_add_rename_and_delete(anyar, bkpsdm, sign_in):
    client = sign_in(bkpsdm)
    client.post(reverse("registry:kecamatan-new"), {"code": "36.04.09", "name": "Baros"})
    client.post(reverse("registry:kecamatan-edit", args=["36.04.09"]), {"code": "36.04.09", "name": "Barus"})
    asked = client.get(reverse("registry:kecamatan-delete", args=["36.04.01"]))
    client.post(reverse("registry:kecamatan-delete", args=["36.04.01"]))

    assert "Hapus Kecamatan Anyar" in asked.content.decode()
    assert list(Kecamatan.objects.values_list("name", flat=True)) == ["Barus"]
