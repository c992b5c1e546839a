"""Files made to do harm, and files that are not what they are called: refused quickly, with a sentence."""

import io
import os
import struct
import time
import zipfile

import pytest

from netralitas.exchange import limits
from netralitas.exchange.limits import FileRefused
from netralitas.exchange.readers import open_workbook
from tests.exchange.workbooks import HEADER, PEOPLE, changed, compound_file, csv_text, ods, part, xls, xlsx, zipped

GOOD = xlsx([HEADER, *PEOPLE])
TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(body: str) -> bytes:
    return changed(GOOD, {SHEET: f"<worksheet {MAIN}><sheetData>{body}</sheetData></worksheet>".encode()})


def read_all(content: bytes) -> list:
    return [page.rows for page in open_workbook(io.BytesIO(content))]


def bomb() -> bytes:
    return changed(GOOD, {"xl/sharedStrings.xml": bytes(200 * 1024 * 1024)})


def lying_bomb() -> bytes:
    """The directory says 10 bytes; 60 MB come out."""
    content = bytearray(changed(GOOD, {"xl/media/a.bin": bytes(60 * 1024 * 1024)}))
    real = struct.pack("<I", 60 * 1024 * 1024)
    while (at := content.find(real)) >= 0:
        content[at : at + 4] = struct.pack("<I", 10)
    return bytes(content)


def encrypted_entry() -> bytes:
    content = bytearray(GOOD)
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def inflated_dimensions() -> bytes:
    content = xls([HEADER, *PEOPLE])
    at = content.find(struct.pack("<HH", 0x200, 14))
    return content[: at + 4] + struct.pack("<IIHH", 0, 0xFFFFFFF0, 0, 0xFFF0) + content[at + 16 :]


def with_vba_in_ods() -> bytes:
    return changed(ods([HEADER]), {"Basic/Standard/Module1.xml": b"<script/>"})


EXTERNAL = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData/></worksheet>'

HOSTILE = {
    "empty": (lambda: b"", "kosong"),
    "only_zeros": (lambda: bytes(4096), "kosong"),
    "too_big": (lambda: b"PK\x03\x04" + os.urandom(limits.FILE_BYTES), "ukuran"),
    "zip_bomb": (bomb, "bom"),
    "zip_bomb_with_lying_sizes": (lying_bomb, "bom"),
    "high_ratio": (lambda: changed(GOOD, {"xl/media/a.bin": bytes(40 * 1024 * 1024)}), "bom"),
    "many_entries": (lambda: changed(GOOD, {f"xl/media/{n}.bin": b"" for n in range(1100)}), "bom"),
    "nested_zip": (lambda: zipped({"a.zip": zipped({"b.txt": "x"})}), "bukan_tabel"),
    "entity_bomb": (lambda: changed(GOOD, {SHEET: ENTITIES}), "bom"),
    "utf16_part": (lambda: changed(GOOD, {SHEET: "<worksheet/>".encode("utf-16")}), "bom"),
    "million_sparse_rows": (lambda: sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + "<row/>" * 1_000_000), "baris"),
    "one_cell_far_below": (lambda: sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "baris"),
    "far_below_without_reference": (lambda: sheet('<row r="1048576"><c><v>1</v></c></row>'), "baris"),
    "spaced_attribute": (lambda: sheet('<row><c r = "A1048576"><v>1</v></c></row>'), "baris"),
    "single_quotes": (lambda: sheet("<row><c r='XFD9'><v>1</v></c></row>"), "kolom"),
    "one_cell_far_right": (lambda: sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "kolom"),
    "many_cells_without_reference": (lambda: sheet("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>"), "kolom"),
    "prefixed_tags": (lambda: sheet('<x:row><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>'), "kolom"),
    "macros": (lambda: changed(GOOD, {"xl/vbaProject.bin": b"x"}), "makro"),
    "macro_content_type": (
        lambda: changed(
            GOOD,
            {
                "[Content_Types].xml": part(GOOD, "[Content_Types].xml").replace(
                    b"sheet.main", b"sheet.macroEnabled.main"
                )
            },
        ),
        "makro",
    ),
    "macro_sheet": (lambda: changed(GOOD, {"xl/macrosheets/sheet1.xml": b"x"}), "makro"),
    "external_links": (lambda: changed(GOOD, EXTERNAL), "tautan_luar"),
    "data_connection": (lambda: changed(GOOD, {"xl/connections.xml": b"<c/>"}), "tautan_luar"),
    "encrypted_zip_entry": (encrypted_entry, "sandi"),
    "encrypted_workbook": (lambda: compound_file("EncryptionInfo", "EncryptedPackage"), "sandi"),
    "old_word": (lambda: compound_file("WordDocument"), "word"),
    "compound_without_workbook": (lambda: compound_file("Contents"), "bukan_tabel"),
    "truncated_compound": (lambda: xls([HEADER])[:700], "rusak"),
    "xls_with_impossible_dimensions": (inflated_dimensions, "rusak"),
    "docx": (lambda: zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "word"),
    "pptx": (lambda: zipped({"ppt/presentation.xml": "<a/>"}), "powerpoint"),
    "xlsb": (lambda: zipped({"xl/workbook.bin": "x"}), "xlsb"),
    "plain_zip": (lambda: zipped({"foto.txt": "x"}), "bukan_tabel"),
    "html_named_xls": (lambda: b"<html><body><table><tr><td>NIP</td></tr></table></body></html>", "html"),
    "html_with_bom": (lambda: b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "html"),
    "old_xml_spreadsheet": (lambda: b'<?xml version="1.0"?><Workbook/>', "xml"),
    "pdf": (lambda: b"%PDF-1.7 x", "pdf"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n0000", "bukan_tabel"),
    "program": (lambda: b"MZ\x90\x00" + bytes(100) + b"x", "bukan_tabel"),
    "random_bytes": (lambda: b"\x01\x00" + os.urandom(5000), "bukan_tabel"),
    "truncated_xlsx": (lambda: GOOD[: len(GOOD) // 2], "rusak"),
    "xlsx_without_its_sheet": (lambda: zipped({"xl/workbook.xml": "<a/>"}), "rusak"),
    "garbage_sheet": (lambda: changed(GOOD, {SHEET: b"<worksheet><sheetData><row><c"}), "rusak"),
    "stored_but_cut": (lambda: zipped({"xl/workbook.xml": b"x" * 5000}, compress=zipfile.ZIP_STORED)[:3000], "rusak"),
    "ods_rows_repeated": (lambda: ods([["x"]], row_repeat=900_000), "baris"),
    "ods_columns_repeated": (lambda: ods([["x"]], column_repeat=16_000), "kolom"),
    "ods_macro": (with_vba_in_ods, "makro"),
    "csv_too_long": (lambda: csv_text([["1"]]) * 100_050, "baris"),
    "csv_too_wide": (lambda: csv_text([["x"] * 200]), "kolom"),
    "csv_endless_field": (lambda: b'"' + b"x" * 300_000, "rusak"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_within_five_seconds_with_a_sentence(name):
    make, code = HOSTILE[name]
    content = make()
    began = time.process_time()  # the machine may be busy with other tests; reading waits for nobody

    with pytest.raises(FileRefused) as refusal:
        read_all(content)

    assert time.process_time() - began < 5
    assert refusal.value.code == code
    assert refusal.value.message.endswith("Belum ada data yang berubah.")


def test_good_file_passes_the_same_inspection():
    (page,) = open_workbook(io.BytesIO(GOOD))

    assert page.rows[0] == HEADER


@pytest.mark.parametrize("cut", range(1, 40))
def test_workbook_cut_anywhere_is_refused_or_read_never_worse(cut):
    for content in (GOOD, xls([HEADER, *PEOPLE]), ods([HEADER, *PEOPLE])):
        damaged = bytearray(content)
        at = len(damaged) * cut // 40
        damaged[at : at + 40] = bytes(40)
        try:
            outcome = read_all(bytes(damaged))
        except FileRefused as refusal:
            outcome = refusal

        assert isinstance(outcome, list) or outcome.message.endswith("Belum ada data yang berubah.")
