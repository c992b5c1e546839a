"""The table in a sheet: its header among titles, its rows without numbering, totals and signature blocks."""

import io

import pytest

from netralitas.exchange.headings import Catalogue, Column
from netralitas.exchange.limits import FileRefused
from netralitas.exchange.readers import open_workbook
from netralitas.exchange.tables import Table, find_table
from tests.exchange.workbooks import HEADER, PEOPLE, csv_text, ods, xlsx

CATALOGUE = Catalogue(
    columns=(
        Column("nip", "NIP", ("NIP", "NIP Baru")),
        Column("name", "Nama", ("Nama", "Nama Lengkap")),
        Column("birth_date", "Tanggal lahir", ("Tgl Lahir", "Tanggal Lahir")),
        Column("position_on", "TMT jabatan", ("Jabatan TMT",)),
        Column("position", "Jabatan", ("Jabatan", "Jabatan Nama")),
        Column("front_title", "Gelar depan", ("Gelar Depan",)),
        Column("back_title", "Gelar belakang", ("Gelar Belakang",)),
        Column("unit", "Unit kerja", ("Unit Kerja",)),
    ),
    dropped=("No", "Agama", "Alamat", "Nama Ibu"),
    name_field="name",
    key_fields=("nip",),
)
TITLES = [["PEMERINTAH KABUPATEN CONTOH"], ["DAFTAR PEGAWAI DINAS PENDIDIKAN"], ["KEADAAN BULAN JANUARI 2026"], []]
SIGNATURE = [
    [],
    ["", "", "", "", "", "", "Ciruas, 2 Januari 2026"],
    ["", "", "Mengetahui", "", "", "", "Kepala Dinas"],
    [],
    ["", "", "Drs. H. FULAN, M.Si.", "", "", "", "SITI, S.E."],
    ["", "NIP. 19670101 199003 1 001", "Pembina Utama Muda", "", "", "", "NIP. 197001011995031007"],
]


def table(content: bytes, **options: object) -> Table:
    return find_table(open_workbook(io.BytesIO(content)), CATALOGUE, **options)


def names_of(found: Table) -> list[str]:
    return [row[found.fields["name"]] for _, row in found.rows]


@pytest.mark.parametrize("make", [xlsx, ods, csv_text])
def test_header_is_found_among_title_rows(make):
    found = table(make([*TITLES, HEADER, *PEOPLE]))

    assert (found.first_header_row, found.last_header_row) == (5, 5)
    assert [number for number, _ in found.rows] == [6, 7, 8]
    assert names_of(found) == [person[2] for person in PEOPLE]


def test_two_line_merged_header_gives_each_column_its_field():
    first = ["NO", "NIP", "NAMA", "GELAR", "", "JABATAN", "", "UNIT KERJA"]
    second = ["", "", "", "DEPAN", "BELAKANG", "NAMA", "TMT", ""]
    numbering = [1, 2, 3, 4, 5, 6, 7, 8]
    person = [1, "198609182010011001", "AHMAD", "Drs.", "M.Si.", "Analis", "01-01-2020", "SDN 1"]
    merges = [(0, 3, 0, 4), (0, 5, 0, 6), *((0, column, 1, column) for column in (0, 1, 2, 7))]

    found = table(xlsx([first, second, numbering, person], merges=merges))

    assert found.fields == {
        "nip": 1, "name": 2, "front_title": 3, "back_title": 4, "position": 5, "position_on": 6, "unit": 7,
    }  # fmt: skip
    assert found.last_header_row == 2
    assert [number for number, _ in found.rows] == [4]


def test_columns_merged_down_over_two_lines_keep_their_headings():
    first = ["NO", "IDENTITAS", "", "AGAMA", "NPWP"]
    second = ["", "NIP", "NAMA", "", ""]
    person = [1, "198609182010011001", "AHMAD", "Islam", "09.254"]
    merges = [(2, 1, 2, 2), *((2, column, 3, column) for column in (0, 3, 4))]

    found = table(xlsx([TITLES[0], [], first, second, person], merges=merges))

    assert found.dropped_columns == ["NO", "AGAMA", "NPWP"]
    assert (found.first_header_row, found.last_header_row, found.fields) == (3, 4, {"nip": 1, "name": 2})


def test_title_above_the_header_names_no_column():
    found = table(xlsx([["DAFTAR PEGAWAI", "", "", "TAHUN 2026"], ["NIP", "NAMA", "", "AGAMA"], *PEOPLE]))

    assert found.dropped_columns == ["AGAMA"]


@pytest.mark.parametrize(
    "numbering", [[1, 2, 3, 4, 5, 6, 7, 8, 9], ["(1)", "(2)", "(3)", "(4)"], ["1", "2", "3", "4=1+2"]]
)
def test_numbering_row_is_no_person(numbering):
    found = table(xlsx([HEADER, numbering, *PEOPLE]))

    assert len(found.rows) == 3


def test_totals_groups_empty_rows_repeated_headers_and_signatures_are_left_out():
    rows = [
        *TITLES, HEADER, ["", "", "I. SEKRETARIAT"], PEOPLE[0], [], [" ", " "], HEADER, PEOPLE[1],
        ["", "", "Jumlah", "", "", 2], ["II", "BIDANG SD"], PEOPLE[2], ["TOTAL", "", "", 3], *SIGNATURE,
    ]  # fmt: skip

    found = table(xlsx(rows))

    assert names_of(found) == [person[2] for person in PEOPLE]
    reasons = [reason for _, reason in found.left_out]
    assert reasons.count("jumlah") == 2
    assert "kepala tabel berulang" in reasons
    assert "blok tanda tangan" in reasons


def test_person_without_number_is_kept_for_a_finding():
    rows = [
        HEADER,
        *PEOPLE,
        [4, "", "TANPA NIP", "", "", "", "", "", ""],
        ["", "", "", "01-01-1990", "L", "", "Guru", "SDN 1"],
    ]

    found = table(xlsx(rows))

    assert len(found.rows) == 5


def test_last_person_without_number_is_not_taken_for_a_signature():
    rows = [HEADER, *PEOPLE, [4, "-", "HONORER BARU", "01-01-1990", "L", "", "Guru", "SDN 1"], *SIGNATURE]

    assert names_of(table(xlsx(rows)))[-1] == "HONORER BARU"


def test_columns_known_or_unknown_that_are_not_read_are_listed():
    found = table(xlsx([[*HEADER, "Hobi"], *[[*person, "catur"] for person in PEOPLE]]))

    assert {"AGAMA", "GOL", "Hobi"} <= set(found.dropped_columns)


def test_best_sheet_is_chosen_and_said():
    other = [["NO", "KETERANGAN"], [1, "x"]]

    found = table(xlsx(other, sheet="Rekap", more={"Pegawai": [HEADER, *PEOPLE], "~Lama": [HEADER, *PEOPLE * 2]}))

    assert found.sheet == "Pegawai"
    assert any("Pegawai" in note for note in found.notes)
    assert any("tersembunyi" in note for note in found.notes)


def test_second_sheet_with_staff_is_said_and_can_be_chosen():
    content = xlsx([HEADER, *PEOPLE], sheet="PNS", more={"PPPK": [HEADER, PEOPLE[0]]})

    assert any("“PPPK” juga" in note for note in table(content).notes)
    assert len(table(content, sheet="PPPK").rows) == 1


def test_mapping_of_the_user_wins_and_the_signature_is_stable():
    content = xlsx([HEADER, *PEOPLE])
    plain = table(content)

    found = table(content, mapping={"1": "nip", "2": "name", "8": "unit"})

    assert found.fields == {"nip": 1, "name": 2, "unit": 8}
    assert found.signature == plain.signature


@pytest.mark.parametrize("rows", [[["a", "b"], ["c", "d"]], PEOPLE, [["NAMA", "JABATAN"], ["A", "B"]], [[]]])
def test_sheet_without_a_header_of_persons_is_refused(rows):
    with pytest.raises(FileRefused, match="Kepala tabel tidak ditemukan"):
        table(xlsx(rows))


def test_twenty_title_rows_and_a_shifted_table_are_no_hindrance():
    rows = [["catatan"]] * 20 + [["", "", *HEADER]] + [["", "", *person] for person in PEOPLE]

    found = table(xlsx(rows))

    assert [number for number, _ in found.rows] == [22, 23, 24]
    assert names_of(found)[0].startswith("Drs. AHMAD")
