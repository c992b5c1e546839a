"""Reading cells: dates, kinds, ranks and contacts as offices write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.registry.imports import contacts, dates, kinds, ranks, values
from netralitas.registry.imports.values import Unreadable

FIRST = date(1980, 2, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "01-02-1980", "1/2/1980", "01.02.1980", "1 Februari 1980", "01 Peb 1980", "1-Feb-80", "1980/02/01",
        "1980-02-01",
        "1980-02-01 00:00:00", "Serang, 1 Februari 1980", "Serang, 01-02-1980", "01021980", "19800201", 29252.0,
        29252, "29252",
        date(1980, 2, 1), datetime(1980, 2, 1, 7, 30, tzinfo=UTC),
        19800201.0, "1 PEBRUARI 1980", "01 02 1980", " 01-02-1980 ", "01–02–1980",
    ],
)  # fmt: skip
def test_date_in_every_office_form_is_read(cell):
    assert dates.day(cell) == FIRST


def test_ambiguous_date_is_settled_by_the_nip():
    assert dates.day("01/02/1980", expected=date(1980, 1, 2)) == date(1980, 1, 2)
    assert dates.day("01/02/1980", expected=FIRST) == FIRST
    assert dates.day("01/02/1980", expected=date(1999, 9, 9)) == FIRST
    assert dates.day("13/02/1980", expected=date(1980, 1, 2)) == date(1980, 2, 13)


def test_date_cell_swapped_by_an_american_excel_is_put_right_by_the_nip():
    assert dates.day(date(1980, 1, 2), expected=FIRST) == FIRST
    assert dates.day(date(1980, 1, 2), expected=date(1975, 1, 1)) == date(1980, 1, 2)


@pytest.mark.parametrize("cell", ["", None, "-", "00-00-0000", "0"])
def test_empty_date_is_none(cell):
    assert dates.day(cell) is None


@pytest.mark.parametrize("cell", ["32-13-1980", "besok", "1 Foo 1980", -5.0, 1e9, "31-02-1980"])
def test_unreadable_date_says_so(cell):
    with pytest.raises(Unreadable, match="tidak terbaca"):
        dates.day(cell)


@given(st.dates(date(1931, 1, 1), date(2025, 12, 31)))
def test_any_day_reads_back_from_every_form(day):
    serial = (day - date(1899, 12, 30)).days

    for cell in (f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", float(serial), day):
        assert dates.day(cell, expected=day) == day


@given(st.one_of(st.text(), st.floats(allow_nan=True), st.integers(), st.dates(), st.booleans(), st.none()))
def test_any_cell_gives_a_value_or_a_sentence(cell):
    content = values.text(cell)
    readers = (
        lambda: dates.day(cell), lambda: kinds.sex(content), lambda: kinds.category(content),
        lambda: kinds.status(content),
        lambda: ranks.golongan(content, False), lambda: ranks.golongan(content, True), lambda: ranks.eselon(content),
        lambda: ranks.service_months(content, content, ""), lambda: ranks.service_months("", "", content),
        lambda: contacts.phone(cell), lambda: contacts.email(cell), lambda: ranks.education_level(content, content),
    )  # fmt: skip
    for reader in readers:
        try:
            reader()
        except Unreadable as refusal:
            assert str(refusal).endswith(".")


@pytest.mark.parametrize(
    ("content", "sex"),
    [
        ("L", "L"),
        ("laki-laki", "L"),
        ("Pria", "L"),
        ("M", "L"),
        ("P", "P"),
        ("Perempuan", "P"),
        ("W", "P"),
        ("F", "P"),
        ("", ""),
    ],
)
def test_sex_is_read(content, sex):
    assert kinds.sex(content) == sex


@pytest.mark.parametrize(
    ("content", "category"),
    [
        ("PNS", "PNS"), ("PNS Daerah Otonom", "PNS"), ("CPNS", "CPNS"), ("Calon PNS", "CPNS"), ("PPPK", "PPPK"),
        ("P3K", "PPPK"),
        ("PPPK Paruh Waktu", "PPPK_PW"), ("PPPK PW", "PPPK_PW"), ("P3K-PW", "PPPK_PW"), ("THL", "THL"),
        ("Honorer", "HONORER"),
        ("Guru Honor", "HONORER"), ("GTT", "HONORER"), ("PPNPN", "HONORER"), ("Non ASN", "HONORER"), ("BLUD", "BLUD"),
        ("Pegawai BLUD Non PNS", "BLUD"), ("Alih Daya", "ALIH_DAYA"), ("Outsourcing", "ALIH_DAYA"),
        ("Kepala Desa", "KADES"),
        ("Perangkat Desa", "PERANGKAT_DESA"), ("BPD", "BPD"), ("Tenaga Kontrak", "HONORER"),
        ("Pegawai Negeri Sipil", "PNS"),
    ],
)  # fmt: skip
def test_kind_of_employee_is_read(content, category):
    assert kinds.category(content) == category


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("Aktif", "aktif"), ("PPPK Aktif", "aktif"), ("Masa Persiapan Pensiun", "aktif"), ("MPP", "aktif"),
        ("CLTN", "cltn"),
        ("Cuti Diluar Tanggungan Negara", "cltn"), ("Tugas Belajar", "tugas_belajar"), ("Pensiun BUP", "pensiun"),
        ("Meninggal Dunia", "meninggal"), ("Diberhentikan", "berhenti"), ("Cuti Besar", "cuti"),
    ],
)  # fmt: skip
def test_standing_is_read(content, status):
    assert kinds.status(content) == status


@pytest.mark.parametrize(
    ("content", "golongan"),
    [
        ("III/d", "III/d"), ("III.d", "III/d"), ("IIId", "III/d"), ("III D", "III/d"), ("3/d", "III/d"),
        ("3D", "III/d"),
        ("Penata Tk. I (III/d)", "III/d"), ("Penata Tk. I, III/d", "III/d"), ("Pembina Utama Muda / IV.c", "IV/c"),
        ("Penata Tingkat I", "III/d"), ("PENATA TK I", "III/d"), ("Penata", "III/c"), ("Pembina", "IV/a"),
        ("34", "III/d"),
        ("Pengatur Muda Tk.I II/b", "II/b"), ("", ""), ("-", ""), ("iv/e", "IV/e"), ("Gol. II/a", "II/a"),
    ],
)  # fmt: skip
def test_golongan_of_pns_is_read(content, golongan):
    assert ranks.golongan(content, False) == golongan


@pytest.mark.parametrize(
    ("content", "golongan"), [("IX", "IX"), ("Gol. IX", "IX"), ("9", "IX"), ("XVII", "XVII"), ("V", "V"), ("", "")]
)
def test_golongan_of_pppk_is_read(content, golongan):
    assert ranks.golongan(content, True) == golongan


@pytest.mark.parametrize(
    ("content", "is_pppk"), [("III/f", False), ("abc", False), ("III/a", True), ("XX", True), ("99", True)]
)
def test_unknown_golongan_says_so(content, is_pppk):
    with pytest.raises(Unreadable, match="Golongan"):
        ranks.golongan(content, is_pppk)


@pytest.mark.parametrize(
    ("content", "eselon"),
    [
        ("II.b", "II.b"), ("IIb", "II.b"), ("2b", "II.b"), ("II/B", "II.b"), ("II - b", "II.b"),
        ("Eselon III.a", "III.a"), ("V", "V.a"),
        ("22", "II.b"), ("", ""), ("-", ""), ("Non Eselon", ""), ("99", ""), ("JFT", ""), ("IV.B", "IV.b"),
    ],
)  # fmt: skip
def test_eselon_is_read(content, eselon):
    assert ranks.eselon(content) == eselon


@pytest.mark.parametrize(
    ("stated", "position", "eselon", "jenjang"),
    [
        ("", "Kepala Dinas Pendidikan", "II.b", "JPT_PRATAMA"), ("", "Camat", "III.a", "ADMINISTRATOR"),
        ("", "Kepala Subbagian Umum", "IV.a", "PENGAWAS"), ("", "Guru Ahli Madya", "", "JF_AHLI_MADYA"),
        ("", "Perawat Mahir", "", "JF_MAHIR"), ("", "Bidan Pelaksana Lanjutan", "", "JF_MAHIR"),
        ("Ahli Muda", "Guru", "", "JF_AHLI_MUDA"),
        ("", "Pengadministrasi Umum", "", "PELAKSANA"), ("", "Plt. Kepala Dinas Kesehatan", "", "JPT_PRATAMA"),
        ("", "Kepala Bidang SD", "", "ADMINISTRATOR"), ("", "Lurah Kaligandu", "", "PENGAWAS"), ("", "", "", ""),
    ],
)  # fmt: skip
def test_jenjang_comes_from_eselon_or_words_of_the_post(stated, position, eselon, jenjang):
    assert ranks.jenjang(stated, position, eselon, True) == jenjang


@pytest.mark.parametrize(
    ("years", "months", "together", "served"),
    [
        ("12", "3", "", 147), ("12", "", "", 144), ("", "", "12 Th 3 Bl", 147), ("", "", "12 Tahun 3 Bulan", 147),
        ("", "", "12/3", 147),
        ("", "", "7", 84), ("", "", "5 bln", 5), ("", "", "", None), ("0", "0", "", 0), ("", "", "-", None),
    ],
)  # fmt: skip
def test_service_is_counted_in_months(years, months, together, served):
    assert ranks.service_months(years, months, together) == served


@pytest.mark.parametrize(
    ("stated", "education", "level"),
    [
        ("S-1/Sarjana", "", 70), ("", "S1 PGSD", 70), ("S-2", "", 80), ("", "D-IV Kebidanan", 70),
        ("", "D.III Keperawatan", 60),
        ("SLTA", "", 30), ("", "SMA IPA", 30), ("", "SD", 10), ("", "SMP", 20), ("S-3", "", 90), ("", "Ners", 75),
        ("", "xyz", None),
    ],
)  # fmt: skip
def test_schooling_is_ranked(stated, education, level):
    assert ranks.education_level(stated, education) == level


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("081234567890", "081234567890"), (81234567890.0, "081234567890"), ("81234567890", "081234567890"),
        ("+62 812-3456-7890", "081234567890"), ("6281234567890", "081234567890"),
        ("0812 3456 7890 / 0813 1111 2222", "081234567890"),
        ("62 (0)812 3456 7890", "081234567890"), ("", ""), ("-", ""), (0.0, ""), ("'081234567890", "081234567890"),
        ("WA: 0812.3456.7890", "081234567890"), ("0254-200123", "0254200123"),
    ],
)  # fmt: skip
def test_phone_is_put_right(cell, phone):
    assert contacts.phone(cell) == phone


@pytest.mark.parametrize("cell", ["tidak ada", "123", "abc"])
def test_phone_that_is_none_says_so(cell):
    with pytest.raises(Unreadable):
        contacts.phone(cell)


@pytest.mark.parametrize(
    ("cell", "email"),
    [("Siti@Contoh.go.id ", "siti@contoh.go.id"), ("a@b.id; c@d.id", "a@b.id"), ("", ""), ("-", ""), ("tidak ada", "")],
)
def test_email_is_read(cell, email):
    assert contacts.email(cell) == email


def test_email_that_is_none_says_so():
    with pytest.raises(Unreadable, match="Surel"):
        contacts.email("siti.contoh.go.id")
