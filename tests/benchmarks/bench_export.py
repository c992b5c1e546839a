"""Export of 20,000 × 15 text cells as .xlsx; the rival is openpyxl's write_only mode."""

import io
from collections.abc import Iterator

import openpyxl

from netralitas.exchange import writers
from tests.benchmarks.measuring import Control, Line, compare, control

needs_database = False
ROWS = 20_000
COLUMNS = [f"Kolom {number}" for number in range(1, 16)]


def rows() -> Iterator[list[str]]:
    """Cells as the list of staff has them."""
    for number in range(ROWS):
        yield [
            str(number), f"19860918201001{1 + number % 2}{number % 999 + 1:03d}", f"Drs. ORANG & KE {number}, M.Si.",
            "18-09-1986", "L", "PNS", "III/d", "01-04-2020", "", "Guru Ahli Muda", str(number % 30), "3", "S-1",
            f"SD Negeri Contoh {number % 400}", f"0812{number:08d}",
        ]  # fmt: skip


def with_openpyxl() -> bytes:
    """The usual way for large files."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(COLUMNS)
    for row in rows():
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_netralitas() -> bytes:
    """What every list's download uses."""
    file = io.BytesIO()
    writers.write_xlsx(file, columns=COLUMNS, rows=rows())
    return file.getvalue()


def cells(content: bytes) -> list[tuple]:
    """All cells as an independent reader sees them."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    return [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]


def run() -> Iterator[Line | Control]:
    """Equal cells first, then time."""
    mine, theirs = cells(with_netralitas()), cells(with_openpyxl())
    assert mine == theirs
    theirs[7] = ("", *theirs[7][1:])
    yield control("an emptied cell differs", mine != theirs)

    ours, rival = compare(with_netralitas, with_openpyxl, rounds=3, cpu=True)
    yield Line("export", ours, rival, first=1.2, goal=10, remark="20,000 x 15 xlsx")
