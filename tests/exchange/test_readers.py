"""Every kind of workbook is read by its content; a formula is never evaluated, types of cells are kept."""

import io
from datetime import date

import pytest

from netralitas.exchange.readers import open_workbook
from tests.exchange.workbooks import HEADER, PEOPLE, Formula, csv_text, ods, saved, xls, xlsx

ROWS = [HEADER, *PEOPLE]


@pytest.mark.parametrize(("make", "kind"), [(xlsx, "xlsx"), (xls, "xls"), (ods, "ods"), (csv_text, "csv")])
def test_workbook_of_any_kind_gives_the_same_texts(make, kind):
    workbook = open_workbook(io.BytesIO(make(ROWS)))

    assert workbook.kind == kind
    (sheet,) = workbook.sheets
    assert [row[1:] for row in sheet.rows] == [row[1:] for row in ROWS]
    assert sheet.first_row == 1


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_kind_is_told_by_content_not_by_name(make, tmp_path):
    workbook = open_workbook(saved(tmp_path, make(ROWS), "data.csv"))

    assert workbook.kind == make.__name__


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_numbers_and_dates_keep_their_type(make):
    (sheet,) = open_workbook(io.BytesIO(make([["a", 198609182010011001, date(1980, 2, 1)]])))

    text, number, day = sheet.rows[0]
    assert isinstance(text, str)
    assert isinstance(number, float)
    assert day == date(1980, 2, 1)


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_formula_cells_are_named_and_not_evaluated(make):
    rows = [["NIP", "NAMA"], ["198609182010011001", Formula('="BUDI"&" S"', "SIMPANAN LAMA")]]

    (sheet,) = open_workbook(io.BytesIO(make(rows)))

    assert sheet.formulas == {(2, 1)}
    assert sheet.rows[1][1] in ("SIMPANAN LAMA", "")  # xlwt stores no value


def test_hidden_sheets_are_marked():
    book = open_workbook(io.BytesIO(xlsx(ROWS, more={"~Lama": ROWS})))
    document = open_workbook(io.BytesIO(ods(ROWS, hidden=ROWS)))

    assert [sheet.is_hidden for sheet in book] == [False, True]
    assert [sheet.is_hidden for sheet in document] == [False, True]


def test_rows_keep_the_number_excel_shows():
    (sheet,) = open_workbook(io.BytesIO(xlsx([[], [], ["", "x"]])))

    assert (sheet.first_row, sheet.first_column, sheet.rows) == (3, 0, [["", "x"]]) or (
        sheet.first_row, sheet.first_column, sheet.rows) == (3, 1, [["x"]])  # fmt: skip


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_any_delimiter_and_encoding_is_read(delimiter, encoding):
    rows = [["NIP", "NAMA", "JABATAN"], ["198609182010011001", "JOSÉ, S.Pd.; Gr.", "Guru\nKelas"]]

    (sheet,) = open_workbook(io.BytesIO(csv_text(rows, delimiter=delimiter, encoding=encoding)))

    assert sheet.rows == rows


def test_csv_with_sep_line_and_forced_text_is_read():
    content = b'sep=;\r\nNIP;NAMA\r\n"=""198609182010011001""";BUDI\r\n'

    (sheet,) = open_workbook(io.BytesIO(content))

    assert sheet.rows[2] == ["198609182010011001", "BUDI"] or sheet.rows[1] == ["198609182010011001", "BUDI"]


def test_coloured_empty_cells_far_away_do_not_count():
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    page = book.add_worksheet()
    page.write_string(0, 0, "NIP")
    colour = book.add_format({"bg_color": "red"})
    for column in range(300):
        page.write_blank(3, column, None, colour)
    page.write_blank(1_048_575, 2, None, colour)
    page.set_row(1_048_575, 30)
    book.close()

    (sheet,) = open_workbook(file)

    assert sheet.rows == [["NIP"]]
