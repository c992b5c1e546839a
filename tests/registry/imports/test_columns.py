"""Headings of real lists find their field; what is not needed is known and dropped."""

import io

import pytest

from netralitas.exchange.headings import assign
from netralitas.exchange.readers import open_workbook
from netralitas.exchange.tables import find_table
from netralitas.registry.imports.columns import STAFF_COLUMNS
from tests.exchange.workbooks import xlsx

SIASN = """
    pns_id nip_baru nip_lama nama gelar_depan gelar_belakang tempat_lahir tanggal_lahir jenis_kelamin agama
    jenis_kawin nik nomor_hp email email_gov alamat npwp_nomor bpjs jenis_pegawai kedudukan_hukum
    status_cpns_pns tmt_cpns tmt_pns gol_awal gol_akhir tmt_golongan mk_tahun mk_bulan jenis_jabatan jabatan
    tmt_jabatan tingkat_pendidikan pendidikan tahun_lulus kpkn lokasi_kerja unor_id unor_nama instansi_induk
    instansi_kerja satuan_kerja_induk satuan_kerja is_valid_nik
"""
DUK = """
    NO|NAMA|NIP|PANGKAT||JABATAN||MASA KERJA||LATIHAN JABATAN|||PENDIDIKAN|||USIA|CATATAN MUTASI|KET
    |||GOL|TMT|NAMA|TMT|THN|BLN|NAMA|BLN/TH|JML JAM|NAMA|LULUS TH|TK. IJAZAH|||
    1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18
    1|Drs. AHMAD, M.Si.|198609182010011001|IV/a|01-04-2020|Sekretaris|02-01-2021|20|3|PIM|2015|9|S2|2012|S-2|39||
"""


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NIP", "nip"), ("NIP BARU", "nip"), ("nip_baru", "nip"), ("NIP/NI PPPK", "nip"), ("NIPPPK", "nip"),
        ("N I P", "nip"),
        ("NIK", "nik"), ("No. KTP", "nik"), ("NAMA", "name"), ("Nama  Lengkap", "name"),
        ("NAMA PEGAWAI DAN GELAR", "name"),
        ("gelar_depan", "front_title"), ("TGL LAHIR", "birth_date"), ("Tgl. Lahir", "birth_date"),
        ("TEMPAT, TANGGAL LAHIR", "birth_date"),
        ("JK", "sex"), ("L/P", "sex"), ("STATUS", "category"), ("JENIS PEGAWAI", "category"), ("GOL", "golongan"),
        ("GOL/RUANG", "golongan"), ("PANGKAT/GOL", "golongan"), ("gol_akhir", "golongan"),
        ("TMT GOL.", "golongan_on"),
        ("JABATAN", "position"), ("jabatan_nama", "position"), ("JENIS JABATAN", "position_kind"),
        ("ESELON", "eselon"),
        ("UNIT KERJA", "unit"), ("unor_nama", "unit"), ("UNOR", "unit"), ("OPD", "opd"), ("SKPD", "opd"),
        ("unor_id", "unor_id"),
        ("NPSN", "unit_code"), ("NO HP", "phone"), ("No. HP/WA Aktif", "phone"), ("EMAIL", "email"),
        ("email_gov", "email_gov"),
        ("mk_tahun", "service_years"), ("kedudukan_hukum", "status"), ("tingkat_pendidikan", "education_level"),
        ("pendidikan", "education"),
    ],
)  # fmt: skip
def test_heading_finds_its_field(heading, field):
    assert assign(STAFF_COLUMNS, [[heading]])[0][0] == field


@pytest.mark.parametrize(
    "heading",
    ["Agama", "NPWP", "npwp_nomor", "Alamat", "ALAMAT RUMAH", "Status Kawin", "jenis_kawin", "BPJS", "Tempat Lahir",
     "NIP Lama",
     "Nama Ibu Kandung", "Gol. Darah", "No", "Usia", "tmt_cpns", "Nama Atasan", "NIP Atasan Langsung"],
)  # fmt: skip
def test_column_not_needed_is_dropped_on_purpose(heading):
    assert assign(STAFF_COLUMNS, [[heading]])[0] == (None, pytest.approx(0.99, abs=0.01), True)


def test_siasn_export_is_mapped_whole():
    headings = SIASN.split()

    matches = assign(STAFF_COLUMNS, [[heading] for heading in headings])

    found = {heading: field for heading, (field, *_) in zip(headings, matches, strict=True)}
    assert found["unor_nama"] == "unit"
    assert found["satuan_kerja_induk"] == "opd"
    assert found["gol_akhir"] == "golongan"
    assert found["status_cpns_pns"] == "appointment"
    assert not any(found[name] for name in ("agama", "npwp_nomor", "alamat", "jenis_kawin", "gol_awal", "nip_lama"))


def test_daftar_urut_kepangkatan_with_its_two_line_header_is_mapped():
    lines = [line.strip(" ").split("|") for line in DUK.strip().splitlines()]
    content = xlsx([["DAFTAR URUT KEPANGKATAN"], [], *lines])

    table = find_table(open_workbook(io.BytesIO(content)), STAFF_COLUMNS)

    assert table.fields == {
        "name": 1, "nip": 2, "golongan": 3, "golongan_on": 4, "position": 5, "position_on": 6, "service_years": 7,
        "service_months": 8, "education": 12, "education_level": 14,
    }  # fmt: skip
    assert [number for number, _ in table.rows] == [6]
