"""`manage.py import_staff`: dry unless told, JSON as promised, exit codes."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from netralitas.registry.models import Staff
from tests.exchange.workbooks import csv_text, saved, xlsx, zipped
from tests.registry.imports.conftest import AHMAD, HEADER, JOKO, NINA, PEOPLE, person

KEYS = ["rows", "accepted", "created", "updated", "unchanged", "refused", "findings"]


@pytest.fixture(autouse=True)
def _units(dinas_a, sekolah_a):
    """Dinas Pendidikan with SD Negeri Ciruas 1."""


def answer(*arguments: object, **options: object) -> dict:
    out = io.StringIO()
    call_command("import_staff", *map(str, arguments), "--json", stdout=out, **options)
    return json.loads(out.getvalue())


def test_json_has_exactly_the_promised_shape(tmp_path):
    rows = [["PEMERINTAH KABUPATEN CONTOH"], [], HEADER, AHMAD, person(NINA, NIP=1.99003e17), JOKO]

    found = answer(saved(tmp_path, xlsx(rows)))

    assert list(found) == KEYS
    assert [found[key] for key in KEYS[:-1]] == [3, 2, 2, 0, 0, 1]
    (finding,) = found["findings"]
    assert list(finding) == ["row", "column", "level", "message"]
    assert (finding["row"], finding["column"], finding["level"]) == (5, "NIP", "error")


def test_dry_run_is_the_default_and_apply_writes_once(tmp_path):
    path = saved(tmp_path, xlsx([HEADER, *PEOPLE]))

    assert answer(path)["created"] == 3
    assert Staff.objects.count() == 0
    assert answer(path, "--apply")["created"] == 3
    assert Staff.objects.count() == 3
    again = answer(path, "--apply")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 3)


def test_file_of_one_office_by_its_code(tmp_path, dinas_b):
    path = saved(tmp_path, csv_text([HEADER[:-1], AHMAD[:-1]]), "asn.csv")

    answer(path, "--opd", dinas_b.code, "--apply")

    assert Staff.objects.get().unit == dinas_b


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", zipped({"word/document.xml": "x"}), xlsx([["a", "b"]]), xlsx([HEADER, AHMAD])[:900]]
)
def test_file_that_cannot_be_read_exits_with_two(tmp_path, content):
    out = io.StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("import_staff", str(saved(tmp_path, content)), "--json", "--apply", stdout=out)

    assert refusal.value.returncode == 2
    found = json.loads(out.getvalue())
    assert list(found) == KEYS
    assert found["rows"] == 0
    assert found["findings"][0]["message"] == str(refusal.value)


def test_missing_file_exits_with_two():
    with pytest.raises(CommandError) as refusal:
        call_command("import_staff", "/tidak/ada.xlsx")

    assert refusal.value.returncode == 2
    assert str(refusal.value).startswith("Berkas tidak ada.")


def test_header_without_rows_is_a_finding(tmp_path):
    found = answer(saved(tmp_path, xlsx([["DAFTAR PEGAWAI"], [], HEADER])))

    (finding,) = found["findings"]
    assert (found["rows"], finding["row"], finding["level"]) == (0, 3, "error")
    assert "tidak ada baris pegawai" in finding["message"]


def test_unknown_office_is_named(tmp_path):
    with pytest.raises(CommandError, match="berkode X9"):
        call_command("import_staff", str(saved(tmp_path, xlsx([HEADER, AHMAD]))), "--opd", "X9")


def test_words_for_people(tmp_path):
    out = io.StringIO()

    call_command(
        "import_staff",
        str(saved(tmp_path, xlsx([[*HEADER, "AGAMA"], [*AHMAD, "Islam"], [*person(NINA, NIP=""), ""]]))),
        stdout=out,
    )

    said = out.getvalue()
    assert "Tidak dibaca: NO, AGAMA." in said
    assert "2 baris: 1 baru, 0 berubah, 0 tetap, 1 ditolak." in said
    assert "Baris 3 · NIP · DITOLAK: NIP kosong." in said
    assert "Belum ada data yang berubah" in said
