"""The list of units in the browser: upload, columns, check, apply; template and export in the same columns."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from netralitas.exchange.models import ImportBatch
from netralitas.registry.models import Kecamatan, Opd
from tests.cast import make_unit
from tests.exchange.workbooks import xlsx

pytestmark = pytest.mark.django_db
ROWS = [["Kode", "Nama Unit", "Jenis"], ["1.01", "Dinas Pendidikan", "Dinas"], ["4.01", "Kecamatan Anyar", "Kecamatan"]]


def uploaded(client, content: bytes) -> ImportBatch:
    page = reverse("registry:unit-imports")
    answer = client.post(page, {"file": SimpleUploadedFile("unit.xlsx", content)})
    assert answer.status_code == 302, answer.content.decode()
    batch = ImportBatch.objects.latest("pk")
    client.post(answer.url, {f"kolom_{index}": field for index, field in batch.mapping.items()})
    batch.refresh_from_db()
    return batch


def test_from_upload_to_tree(bkpsdm, sign_in):
    client = sign_in(bkpsdm)
    batch = uploaded(client, xlsx(ROWS))
    seen = client.get(reverse("registry:import", args=[batch.public_id])).content.decode()

    client.post(reverse("registry:import-apply", args=[batch.public_id]))

    assert "2 unit didata baru" in seen
    assert "Unggah Daftar Unit" in seen
    assert Opd.objects.count() == 2


def test_the_export_read_again_changes_nothing(bkpsdm, sign_in, dinas_a, sekolah_a):
    Kecamatan.objects.create(code="1", name="Anyar")
    make_unit("RSUD Contoh", kind="RSUD", parent=dinas_a, has_recap_row=True, kecamatan=Kecamatan.objects.get())
    client = sign_in(bkpsdm)
    content = b"".join(client.get(reverse("registry:unit-export")).streaming_content)

    batch = uploaded(client, content)

    assert batch.totals == {"rows": 3, "accepted": 3, "created": 0, "updated": 0, "unchanged": 3, "refused": 0}


def test_the_template_has_the_columns_that_are_read(bkpsdm, sign_in):
    content = b"".join(sign_in(bkpsdm).get(reverse("registry:unit-import-example")).streaming_content)

    headings = [cell.value for cell in load_workbook(io.BytesIO(content)).active[2]]
    assert headings[:5] == ["Kode", "Nama unit", "Singkatan", "Jenis", "Induk"]


def test_an_operator_never_sees_the_list_of_units(bkpsdm, budi, sign_in):
    batch = uploaded(sign_in(bkpsdm), xlsx(ROWS))

    assert sign_in(budi).get(reverse("registry:unit-imports")).status_code == 403
    assert sign_in(budi).get(reverse("registry:import", args=[batch.public_id])).status_code == 404
    assert sign_in(budi).post(reverse("registry:import-apply", args=[batch.public_id])).status_code == 404


def test_a_file_that_is_no_table_is_refused_with_a_sentence(bkpsdm, sign_in):
    file = SimpleUploadedFile("unit.xlsx", b"bukan berkas")

    page = sign_in(bkpsdm).post(reverse("registry:unit-imports"), {"file": file}).content.decode()

    assert "Belum ada data yang berubah" in page
