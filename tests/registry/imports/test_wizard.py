"""Unggah Data in the browser: upload, columns, Periksa Dulu, Terapkan, and who may do it where."""

import io

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from netralitas.audit.models import Event
from netralitas.exchange.models import ColumnMemory, ImportBatch
from netralitas.jobs import testing as jobs
from netralitas.registry import tasks
from netralitas.registry.actions import imports as actions
from netralitas.registry.models import Opd, Staff, UnitAlias
from netralitas.registry.views import imports as views
from tests.cast import make_staff
from tests.exchange.workbooks import xlsx
from tests.registry.imports.conftest import AHMAD, HEADER, JOKO, NINA, PEOPLE, person, upload

GUESSED = {f"kolom_{index}": field for index, field in enumerate(
    ["", "nip", "name", "birth_date", "sex", "category", "golongan", "position", "unit"]
)}  # fmt: skip


@pytest.fixture
def client(sign_in, bkpsdm, dinas_a, sekolah_a):
    return sign_in(bkpsdm)


def uploaded(client, rows: list, **fields: object) -> ImportBatch:
    response = client.post(reverse("registry:imports"), {"file": upload(rows), **fields})
    assert response.status_code == 302, response.context["form"].errors
    return ImportBatch.objects.latest("pk")


def checked(client, rows: list, **fields: object) -> ImportBatch:
    batch = uploaded(client, rows, **fields)
    client.post(reverse("registry:import-mapping", args=[batch.public_id]), GUESSED)
    batch.refresh_from_db()
    return batch


def at(name: str, batch: ImportBatch) -> str:
    return reverse(f"registry:{name}", args=[batch.public_id])


def test_wizard_from_upload_to_result(client):
    batch = uploaded(client, [*PEOPLE, person(AHMAD, NIP=1.98609e17)])
    page = client.get(at("import-mapping", batch)).content.decode()
    assert "Cocokkan Kolom" in page
    assert "Guru Ahli Madya" in page

    response = client.post(at("import-mapping", batch), GUESSED, follow=True)

    text = response.content.decode()
    assert "NIP rusak oleh Excel" in text
    assert "Belum ada data yang berubah" in text
    assert Staff.objects.count() == 0
    response = client.post(at("import-apply", batch), follow=True)
    assert "Sudah diterapkan" in response.content.decode()
    assert Staff.objects.count() == 3
    batch.refresh_from_db()
    assert (batch.state, batch.totals["refused"]) == ("applied", 1)


def test_uploaded_file_is_stored_encrypted_and_gone_after_discard(client):
    batch = uploaded(client, PEOPLE)
    with default_storage.open(batch.storage_name) as stored:
        assert not stored.read().startswith(b"PK")

    with_commit = client.post(at("import-discard", batch), follow=True)

    batch.refresh_from_db()
    assert batch.state == "discarded"
    assert "Data pegawai tidak berubah" in with_commit.content.decode()


@pytest.mark.django_db(transaction=True)
def test_file_is_deleted_after_discard(client):
    batch = uploaded(client, PEOPLE)

    client.post(at("import-discard", batch))

    assert not default_storage.exists(batch.storage_name)


def test_hostile_file_is_refused_on_the_form_and_nothing_is_stored(client):
    file = io.BytesIO(b"<html><table></table></html>")
    file.name = "data.xls"

    response = client.post(reverse("registry:imports"), {"file": file})

    assert response.status_code == 200
    assert "halaman web" in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_corrected_mapping_is_remembered_for_the_same_header(client):
    swapped = GUESSED | {"kolom_7": "unit", "kolom_8": "position"}
    batch = uploaded(client, PEOPLE)

    client.post(at("import-mapping", batch), swapped)

    assert ColumnMemory.objects.count() == 1
    again = uploaded(client, [JOKO])
    assert again.mapping["7"] == "unit"
    assert again.mapping["8"] == "position"


@pytest.mark.parametrize(
    "changes", [{"kolom_2": ""}, {"kolom_1": ""}, {"kolom_0": "nip"}, {"kolom_2": "nama_ibu"}],
)  # fmt: skip
def test_mapping_that_makes_no_sense_is_refused(client, changes):
    batch = uploaded(client, PEOPLE)

    client.post(at("import-mapping", batch), GUESSED | changes, follow=True)

    batch.refresh_from_db()
    assert batch.state == "uploaded"


def test_findings_are_filtered_searched_and_paged(client):
    batch = checked(
        client,
        [person(AHMAD, NIP=""), *[person(JOKO, GOL="emas", NIP=f"19700101199503{n:04d}") for n in range(1001, 1041)]],
    )

    errors = client.get(at("import", batch), {"tingkat": "error"}).content.decode()
    second = client.get(at("import", batch), {"tingkat": "warning", "hal": "2"}).content.decode()
    none = client.get(at("import", batch), {"cari": "zzz"}).content.decode()

    assert "NIP kosong" in errors
    assert "emas" not in errors
    assert "emas" in second
    assert "Tidak ada temuan yang cocok" in none


def test_refused_rows_come_back_with_reason(client):
    batch = checked(client, [AHMAD, person(NINA, NIP=""), AHMAD])

    response = client.get(at("import-refused", batch))

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Baris", "Alasan", *HEADER)
    assert [row[0] for row in rows[1:]] == [3, 4]
    assert rows[1][1] == "NIP kosong."
    assert "Ganda" in rows[2][1]
    assert rows[2][3] == "198609182010011001"


def test_refused_rows_can_be_uploaded_again_as_they_are(client):
    batch = checked(client, [AHMAD, person(NINA, NIP="")])
    response = client.get(at("import-refused", batch))
    file = io.BytesIO(b"".join(response.streaming_content))
    file.name = "ditolak.xlsx"

    response = client.post(reverse("registry:imports"), {"file": file})

    assert response.status_code == 302


def test_damaged_number_given_back_and_not_mended_is_refused_again(client, run):
    batch = checked(client, [AHMAD, person(NINA, NIP=199003152015022004)])  # Excel would make it …022016
    response = client.get(at("import-refused", batch))

    again = run(b"".join(response.streaming_content))

    assert again.totals["refused"] == again.totals["rows"] == 1
    assert "NIP rusak oleh Excel" in again.findings[0].message


def test_dropped_columns_are_said(client):
    file = io.BytesIO(xlsx([[*HEADER, "AGAMA", "NPWP"], [*AHMAD, "Islam", "12.345"]]))
    file.name = "a.xlsx"
    client.post(reverse("registry:imports"), {"file": file})
    batch = ImportBatch.objects.get()

    mapping_page = client.get(at("import-mapping", batch)).content.decode()
    client.post(at("import-mapping", batch), GUESSED)

    assert "12.345" not in mapping_page
    assert "AGAMA, NPWP" in client.get(at("import", batch)).content.decode()


def test_unknown_unit_is_answered_with_an_existing_one_and_learned(client, sekolah_a):
    batch = checked(client, [person(NINA, UNIT_KERJA="SD Inpres")])
    page = client.get(at("import", batch)).content.decode()
    assert "Unit yang belum terdata" in page

    client.post(at("import-check", batch), {"unit_0": f"{sekolah_a.code} — {sekolah_a.name}"})
    client.post(at("import-apply", batch))

    assert Staff.objects.get().unit == sekolah_a
    assert UnitAlias.objects.get().unit == sekolah_a
    assert Opd.objects.count() == 2


def test_answer_that_names_no_unit_is_said(client):
    batch = checked(client, [person(NINA, UNIT_KERJA="SD Inpres")])

    response = client.post(at("import-check", batch), {"unit_0": "bukan unit"}, follow=True)

    assert "Unit ini tidak ada" in response.content.decode()


def test_apply_twice_is_refused_the_second_time(client):
    batch = checked(client, PEOPLE)
    client.post(at("import-apply", batch))

    response = client.post(at("import-apply", batch), follow=True)

    assert "sudah diterapkan" in response.content.decode()
    assert Staff.objects.count() == 3


def test_apply_after_the_registry_changed_asks_to_check_again(client, dinas_a):
    batch = checked(client, PEOPLE)
    make_staff("AHMAD", dinas_a, nip="198609182010011001")

    response = client.post(at("import-apply", batch), follow=True)

    assert "sudah berubah sejak berkas ini diperiksa" in response.content.decode()
    assert Staff.objects.count() == 1


def test_large_import_is_a_job(client, monkeypatch):
    monkeypatch.setattr(views, "JOB_ROWS", 2)
    batch = checked(client, PEOPLE)

    response = client.post(at("import-apply", batch))
    assert "/pekerjaan/" in response.url
    assert Staff.objects.count() == 0
    jobs.run_all()

    batch.refresh_from_db()
    assert batch.state == "applied"
    assert Staff.objects.count() == 3


def test_large_check_is_a_job(client, monkeypatch, sekolah_a):
    monkeypatch.setattr(views, "CHECK_JOB_ROWS", 0)
    batch = checked(client, [person(NINA, UNIT_KERJA="SD Inpres")])
    assert batch.state == "uploaded"
    jobs.run_all()
    batch.refresh_from_db()
    assert (batch.state, batch.totals["created"]) == ("checked", 1)

    response = client.post(at("import-check", batch), {"unit_0": f"{sekolah_a.code} — {sekolah_a.name}"})
    jobs.run_all()

    batch.refresh_from_db()
    assert "/pekerjaan/" in response.url
    assert batch.proposals == []


def test_refused_job_leaves_the_import_checked(client, monkeypatch, dinas_a):
    monkeypatch.setattr(views, "JOB_ROWS", 2)
    batch = checked(client, PEOPLE)
    client.post(at("import-apply", batch))
    make_staff("AHMAD", dinas_a, nip="198609182010011001")

    jobs.run_all()

    batch.refresh_from_db()
    assert batch.state == "checked"
    assert Staff.objects.count() == 1


def test_upload_and_check_leave_audit_events(client):
    checked(client, PEOPLE)

    assert set(Event.objects.filter(event__startswith="registry.import").values_list("event", flat=True)) == {
        "registry.import_uploaded", "registry.import_mapped", "registry.import_checked",
    }  # fmt: skip


def test_operator_imports_only_the_own_office(sign_in, budi, dinas_a, dinas_b, sekolah_a):
    client = sign_in(budi)

    foreign = client.post(reverse("registry:imports"), {"file": upload(PEOPLE), "unit": dinas_b.pk})
    whole = client.post(reverse("registry:imports"), {"file": upload(PEOPLE)})
    own = uploaded(client, PEOPLE, unit=dinas_a.pk)

    assert foreign.status_code == whole.status_code == 200
    assert own.opd_id == dinas_a.pk
    assert not own.may_add_units


def test_batch_of_another_office_does_not_exist_for_an_operator(
    sign_in, budi, rina, bkpsdm, dinas_a, dinas_b, sekolah_a
):
    own = uploaded(sign_in(budi), PEOPLE, unit=dinas_a.pk)
    whole = uploaded(sign_in(bkpsdm), PEOPLE)

    for batch, account in ((own, rina), (whole, budi)):
        client = sign_in(account)
        for name in ("import", "import-mapping", "import-refused"):
            assert client.get(at(name, batch)).status_code == 404
        for name in ("import-apply", "import-check", "import-discard"):
            assert client.post(at(name, batch)).status_code == 404


@pytest.mark.parametrize("name", ["import-apply", "import-check", "import-discard"])
def test_writing_addresses_answer_only_to_post(client, name):
    batch = uploaded(client, PEOPLE)

    assert client.get(at(name, batch)).status_code == 405


def test_those_without_the_permission_stay_outside(sign_in, kesbang, sekda, inspektur):
    for account in (kesbang, sekda, inspektur):
        assert sign_in(account).get(reverse("registry:imports")).status_code == 403


def test_old_uploads_are_forgotten(client, by):
    batch = uploaded(client, PEOPLE)
    ImportBatch.objects.update(created_at="2026-01-01T00:00:00Z")

    tasks.forget_import_files()

    batch.refresh_from_db()
    assert batch.storage_name == ""
    assert Event.objects.filter(event="registry.import_files_forgotten").count() == 1
    response = client.get(at("import-mapping", batch), follow=True)
    assert "sudah dihapus" in response.content.decode()
    assert actions.forget_old_files(by=by) == 0


def test_example_workbook_is_recognised_whole(client):
    response = client.get(reverse("registry:import-example"))

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert "NIP / NI PPPK" in [cell.value for cell in sheet[2]]
