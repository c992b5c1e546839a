"""The list of units: ugly headers, loose kinds and parents, renames, moves, and nothing new the second time."""

import pytest

from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.registry.actions import imports
from netralitas.registry.models import Kecamatan, Opd, OpdEvent, UnitAlias
from tests.exchange.workbooks import xlsx

pytestmark = pytest.mark.django_db

HEADER = ["NO", "KODE SKPD", "NAMA PERANGKAT DAERAH / UNIT KERJA", "JENIS", "UNIT INDUK", "KEC.", "TELP", "NPSN"]
DISDIK = [1, "1.01", "Dinas Pendidikan", "Dinas", "", "Ciruas", 254200001, ""]
SEKOLAH = [2, "1.01.01", "SD Negeri Ciruas 1", "SD", "Dinas Pendidikan", "Kec. Ciruas", "", "20604001"]
CAMAT = [3, "4.01", "Kecamatan Ciruas", "Kecamatan", "", "", "", ""]
ROWS = [DISDIK, SEKOLAH, CAMAT]


@pytest.fixture
def ciruas(db) -> Kecamatan:
    return Kecamatan.objects.create(code="36.04.01", name="Ciruas")


@pytest.fixture
def take(by, ciruas):
    """Upload rows and run dry; `apply=True` carries them out."""

    def taken(rows, *, header=HEADER, apply=False, above=()):
        content = xlsx([*above, header, *rows])
        batch = imports.upload(
            content=content, file_name="unit.xlsx", unit=None, may_add_units=True, by=by, kind="units"
        )
        batch = imports.check(batch, by=by)
        return imports.apply(batch, by=by) if apply else batch

    return taken


def errors(batch) -> list[str]:
    return list(batch.findings.filter(level="error").order_by("row").values_list("message", flat=True))


def test_a_list_with_titles_above_builds_the_tree(take, ciruas):
    batch = take(ROWS, above=[["DAFTAR PERANGKAT DAERAH"], ["TAHUN 2026"]], apply=True)

    assert batch.totals == {"rows": 3, "accepted": 3, "created": 3, "updated": 0, "unchanged": 0, "refused": 0}
    school = Opd.objects.get(code="1.01.01")
    office = Opd.objects.get(code="1.01")
    assert (school.parent, school.opd, school.recap_unit, school.kind_id) == (office, office, office, "SEKOLAH")
    assert school.path == f"{office.path}{school.pk:06d}/"
    assert school.kecamatan == ciruas == Opd.objects.get(code="4.01").kecamatan
    assert (school.external_code, office.phone) == ("20604001", "0254200001")
    assert OpdEvent.objects.filter(kind="created").count() == 3
    assert Event.objects.filter(event="registry.tree_applied").count() == 1


def test_the_same_list_twice_changes_nothing(take):
    take(ROWS, apply=True)
    history = OpdEvent.objects.count()

    again = take(ROWS, apply=True)

    assert again.totals["unchanged"] == 3
    assert OpdEvent.objects.count() == history


def test_a_dry_run_writes_no_unit(take):
    take(ROWS)

    assert not Opd.objects.exists()


def test_children_may_stand_above_their_parents(take):
    take([SEKOLAH, DISDIK], apply=True)

    assert Opd.objects.get(code="1.01.01").parent.code == "1.01"


def test_a_new_name_keeps_the_old_one_known(take):
    take(ROWS, apply=True)

    batch = take([[1, "1.01", "Dinas Pendidikan dan Kebudayaan", "Dinas", "", "", "", ""]], apply=True)

    office = Opd.objects.get(code="1.01")
    assert office.name == "Dinas Pendidikan dan Kebudayaan"
    assert UnitAlias.objects.filter(key="dinas pendidikan", unit=office).exists()
    assert OpdEvent.objects.get(kind="renamed").changes["name"] == ["Dinas Pendidikan", office.name]
    assert "nama lama tetap dikenali" in batch.findings.get(code="nama_lama").message


def test_another_parent_moves_the_whole_branch(take):
    take([*ROWS, [4, "1.02", "Dinas Pemuda", "Dinas", "", "", "", ""],
          [5, "1.01.01.1", "Kelas Jauh", "UPTD", "1.01.01", "", "", ""]], apply=True)  # fmt: skip

    take([[1, "1.01.01", "SD Negeri Ciruas 1", "SD", "1.02", "", "", ""]], apply=True)

    youth, branch = Opd.objects.get(code="1.02"), Opd.objects.get(code="1.01.01.1")
    assert branch.opd == youth == branch.recap_unit
    assert branch.path.startswith(youth.path)
    assert OpdEvent.objects.get(kind="moved").changes["parent"] == ["Dinas Pendidikan", "Dinas Pemuda"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ([9, "9.1", "", "Dinas", "1.01", "", "", ""], "Nama unit kosong"),
        (["", "9.1", "SD Lain", "SD", "Dinas Entah", "", "", ""], "“Dinas Entah” tidak ditemukan"),
        (["", "9.1", "Sesuatu", "Anu", "1.01", "", "", ""], "Jenis “Anu” tidak dikenal"),
        (["", "9.1", "Bagian Umum", "", "", "", "", ""], "Induk kosong"),
        (["", "1.01", "Dinas Lain", "Dinas", "", "", "", ""], "Ganda: unit ini sudah ada di baris 2"),
        (["", "9.1", "Dinas Pendidikan", "Dinas", "", "", "", ""], "sudah dipakai baris 2 dengan kode lain"),
    ],
)
def test_a_bad_row_is_refused_and_says_why(take, row, sentence):
    batch = take([*ROWS, row])

    assert batch.totals["refused"] == 1
    assert sentence in " ".join(errors(batch))


def test_a_circle_of_parents_is_refused(take):
    batch = take(
        [[1, "A1", "Dinas Satu", "Dinas", "A2", "", "", ""], [2, "A2", "Dinas Dua", "Dinas", "A1", "", "", ""]]
    )

    assert batch.totals["refused"] == 2
    assert "berputar" in errors(batch)[0]


def test_a_row_under_a_refused_one_is_refused_too(take):
    batch = take(
        [["", "1.01", "Dinas X", "Dinas", "1.99", "", "", ""], ["", "1.01.1", "SD X", "SD", "1.01", "", "", ""]]
    )

    assert "baris 2 ditolak" in errors(batch)[1]


def test_a_known_name_under_another_code_is_not_doubled(take):
    take(ROWS, apply=True)

    batch = take([["", "7.77", "Dinas Pendidikan", "Dinas", "", "", "", ""]])

    assert "sudah terdata dengan kode 1.01" in errors(batch)[0]


def test_a_school_without_parent_goes_under_the_education_office(take):
    batch = take([DISDIK, ["", "1.01.02", "SMP Negeri 1 Ciruas", "SMP", "", "", "", ""]], apply=True)

    assert Opd.objects.get(code="1.01.02").parent.code == "1.01"
    assert "ditempatkan di bawah Dinas Pendidikan" in batch.findings.get().message


def test_rows_without_codes_get_provisional_ones_and_are_found_again(take):
    header = ["Nama OPD", "Singkatan"]
    rows = [["Dinas Sosial", "Dinsos"], ["Badan Pendapatan Daerah", "Bapenda"]]
    take(rows, header=header, apply=True)

    again = take(rows, header=header)
    coded = take([["", "1.06", "Dinas Sosial", "Dinas", "", "", "", ""]], apply=True)

    assert again.totals["unchanged"] == 2
    assert coded.totals["updated"] == 1
    assert Opd.objects.get(name="Dinas Sosial").code == "1.06"


def test_an_unknown_kecamatan_is_said_and_left_empty(take):
    batch = take([[1, "1.01", "Dinas Pendidikan", "Dinas", "", "Anyar", "", ""]], apply=True)

    assert "Kecamatan “Anyar” belum terdata" in batch.findings.get().message
    assert Opd.objects.get().kecamatan is None


def test_a_list_of_staff_is_no_list_of_units(by):
    content = xlsx([["NIP", "GOL", "PENDIDIKAN"], ["198609182010011001", "III/d", "S-1"]])

    with pytest.raises(DomainError, match="NAMA UNIT dan KODE"):
        imports.upload(content=content, file_name="x.xlsx", unit=None, may_add_units=True, by=by, kind="units")


def test_the_number_of_queries_does_not_grow_with_the_rows(take, django_assert_max_num_queries):
    many = [[n, f"2.{n}", f"Dinas Nomor {n}", "Dinas", "", "Ciruas", "", ""] for n in range(1, 61)]

    with django_assert_max_num_queries(40):
        take(many, apply=True)
