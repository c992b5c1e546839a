"""Workbooks as ugly as real ones, and files made to do harm, all built on the spot."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = Sequence[Sequence[object]]

HEADER = ["NO", "NIP", "NAMA", "TGL LAHIR", "L/P", "GOL", "JABATAN", "UNIT KERJA", "AGAMA"]
PEOPLE = [
    [1, "198609182010011001", "Drs. AHMAD SYAFI'I, M.Si.", "18-09-1986", "L", "III/d", "Guru", "SDN Ciruas 1", "Islam"],
    [2, "199003152015022004", "SITI AMINAH, S.Pd.", "15-03-1990", "P", "III/b", "Guru", "SDN Ciruas 1", "Islam"],
    [3, "197001011995031007", "BUDI SANTOSO", "01-01-1970", "L", "IV/a", "Guru Ahli Madya", "SDN Ciruas 2", "Kristen"],
]  # fmt: skip


def xlsx(
    rows: Rows, *, sheet: str = "Data", merges: Iterable[tuple[int, int, int, int]] = (), more: dict | None = None
) -> bytes:
    """An .xlsx; `more` adds sheets, a name starting with `~` is hidden."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}
    )
    for name, content in {sheet: rows, **(more or {})}.items():
        page = book.add_worksheet(name.removeprefix("~"))
        if name.startswith("~"):
            page.hide()
        for row_number, row in enumerate(content):
            for column, cell in enumerate(row):
                _write(page, row_number, column, cell)
    for first_row, first_column, last_row, last_column in merges:
        page = book.get_worksheet_by_name(sheet)
        page.merge_range(first_row, first_column, last_row, last_column, rows[first_row][first_column])
    book.close()
    return file.getvalue()


class Formula(str):
    """A formula with the value its program stored last: `Formula("=A2", "abc")`."""

    def __new__(cls, text: str, value: object = "") -> "Formula":
        made = super().__new__(cls, text)
        made.value = value
        return made


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object) -> None:
    if isinstance(cell, Formula):
        page.write_formula(row, column, cell, None, cell.value)
    elif isinstance(cell, str):
        page.write_string(row, column, cell)
    elif cell is not None:
        page.write(row, column, cell)


def xls(rows: Rows) -> bytes:
    """An old .xls."""
    book = xlwt.Workbook()
    page = book.add_sheet("Data")
    for row_number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, Formula):
                page.write(row_number, column, xlwt.Formula(cell[1:]))
            elif isinstance(cell, date):
                page.write(row_number, column, cell, xlwt.easyxf(num_format_str="dd/mm/yyyy"))
            elif cell not in (None, ""):
                page.write(row_number, column, cell)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(rows: Rows, *, row_repeat: int = 1, column_repeat: int = 1, hidden: Rows = ()) -> bytes:
    """An .ods; the last row and its cells may be repeated on paper only."""
    document = OpenDocumentSpreadsheet()
    style = Style(name="tersembunyi", family="table")
    style.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(style)
    for name, content, style_name in (("Data", rows, None), ("Rahasia", hidden, style)):
        if not content:
            continue
        table = Table(name=name, stylename=style_name) if style_name else Table(name=name)
        for number, row in enumerate(content, start=1):
            is_last = number == len(content) and name == "Data"
            line = TableRow(numberrowsrepeated=str(row_repeat)) if is_last and row_repeat > 1 else TableRow()
            for cell in row:
                line.addElement(_ods_cell(cell, column_repeat if is_last else 1))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _ods_cell(cell: object, repeat: int) -> TableCell:
    options = {"numbercolumnsrepeated": str(repeat)} if repeat > 1 else {}
    if isinstance(cell, Formula):
        made = TableCell(valuetype="string", formula=f"of:{cell}", stringvalue=str(cell.value), **options)
    elif isinstance(cell, date):
        made = TableCell(valuetype="date", datevalue=cell.isoformat(), **options)
    elif isinstance(cell, int | float):
        made = TableCell(valuetype="float", value=str(cell), **options)
    elif cell:
        made = TableCell(valuetype="string", **options)
        made.addElement(P(text=cell))
    else:
        made = TableCell(**options)
    return made


def csv_text(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """A csv."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def zipped(parts: dict[str, bytes | str], *, compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip container of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compress) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(workbook: bytes, changes: dict[str, bytes]) -> bytes:
    """The same container with parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    return zipped(parts | changes)


def part(workbook: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The content of one part."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name)


def saved(folder: Path, content: bytes, name: str = "pegawai.xlsx") -> Path:
    """A file with that content."""
    path = folder / name
    path.write_bytes(content)
    return path


def compound_file(*names: str) -> bytes:
    """A tiny OLE compound file with empty streams of these names."""
    entries = b"".join(
        _directory_entry(name, 5 if number == 0 else 2) for number, name in enumerate(("Root Entry", *names))
    )
    directory = entries.ljust(-(-len(entries) // 512) * 512, b"\0")
    sectors = len(directory) // 512
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    fat = b"".join(number.to_bytes(4, "little") for number in chain).ljust(512, b"\xff")
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[44:52] = (1).to_bytes(4, "little") + (1).to_bytes(4, "little")
    header[56:72] = (4096).to_bytes(4, "little") + b"\xfe\xff\xff\xff" + bytes(4) + b"\xfe\xff\xff\xff"
    header[76:512] = bytes(4) + b"\xff" * 432
    return bytes(header) + fat + directory


def _directory_entry(name: str, kind: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(text)] = text
    entry[64:66] = len(text).to_bytes(2, "little")
    entry[66] = kind
    entry[116:120] = (0xFFFFFFFE).to_bytes(4, "little")
    return bytes(entry)
