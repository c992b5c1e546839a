"""Exports: typed cells, nothing that runs, refused rows given back with the reason."""

import csv
import io
import re
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netralitas.exchange import writers
from netralitas.exchange.readers import open_workbook

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|'/c calc'!A1",
    "＝1+1",
    " =1",
    '=HYPERLINK("http://x")',
]


def sheet_of(rows: list, **options: object) -> openpyxl.worksheet.worksheet.Worksheet:
    file = io.BytesIO()
    writers.write_xlsx(file, columns=["A", "B"], rows=rows, **options)
    return openpyxl.load_workbook(file).active


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_would_run_is_a_typed_string_in_xlsx(text):
    cell = sheet_of([[text, "x"]])["A2"]

    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_would_run_is_escaped_in_csv(text):
    file = io.StringIO(newline="")

    writers.write_csv(file, columns=["A"], rows=[[text], [-5]])

    rows = list(csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=";"))
    assert rows[1][0].startswith("'")
    assert rows[2] == ["-5"]


@settings(max_examples=60)
@given(st.lists(st.lists(st.text(max_size=40), min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_text_comes_back_without_control_characters(rows):
    sheet = sheet_of(rows)

    for written, line in zip(rows, sheet.iter_rows(min_row=2, values_only=True), strict=True):
        for before, after in zip(written, line, strict=True):
            assert (after or "").split() == FORBIDDEN.sub("", before).split()


def test_numbers_dates_and_empty_cells_keep_their_sense():
    sheet = sheet_of([[12, None], [1.5, date(2026, 1, 2)], [True, datetime(2026, 1, 2, 1, 0, tzinfo=UTC)]])

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [12, None], [1.5, "02-01-2026"], ["ya", "02-01-2026 08:00"],
    ]  # fmt: skip


def test_long_digits_stay_text():
    cell = sheet_of([["198609182010011001", 198609182010011001]])["A2"]

    assert (cell.value, cell.data_type) == ("198609182010011001", "s")


def test_title_header_and_frozen_pane():
    sheet = sheet_of([["a", "b"]], title="Daftar & <Pegawai>")

    assert sheet["A1"].value == "Daftar & <Pegawai>"
    assert [cell.value for cell in sheet[2]] == ["A", "B"]
    assert sheet.freeze_panes == "A3"
    assert sheet["A3"].value == "a"


def test_reader_that_trusts_declared_sizes_sees_every_row():
    file = io.BytesIO()

    writers.write_xlsx(file, columns=["A"], rows=[[str(number)] for number in range(50)])

    sheet = openpyxl.load_workbook(file, read_only=True).worksheets[0]
    assert len(list(sheet.iter_rows())) == 51


def test_written_workbook_can_be_read_by_our_own_reader():
    file = io.BytesIO()
    rows = [[f"baris {number}", "x & y"] for number in range(5000)]

    writers.write_xlsx(file, columns=["A", "B"], rows=iter(rows))

    (sheet,) = open_workbook(file)
    assert sheet.rows[1:] == rows


def test_refused_rows_come_back_as_text_with_number_and_reason():
    file = io.BytesIO()

    writers.write_refused_rows(file, headings=["NIP", "NAMA"], rows=[(14, ["1986", 12.0], "NIP harus 18 angka.")])

    sheet = openpyxl.load_workbook(file).active
    assert [cell.value for cell in sheet[1]] == ["Baris", "Alasan", "NIP", "NAMA"]
    assert [cell.value for cell in sheet[2]] == [14, "NIP harus 18 angka.", "1986", "12"]


@pytest.mark.parametrize("number", [198609262015051012, 1.98609e17, 3604054101950002.0])
def test_number_too_long_for_a_spreadsheet_comes_back_damaged(number):
    file = io.BytesIO()

    writers.write_refused_rows(file, headings=["NIP"], rows=[(14, [number], "NIP rusak oleh Excel.")])

    assert openpyxl.load_workbook(file).active["C2"].value == f"{number:.5E}"


def test_download_is_named_after_title_and_day():
    response = writers.xlsx_response(title="Data Pegawai", columns=["A"], rows=[["x"]])

    assert response["Content-Type"] == writers.XLSX_TYPE
    assert 'filename="data-pegawai-' in response["Content-Disposition"]
