"""Opening a workbook of any kind by its content: xlsx, xls, ods and csv, refused with a sentence when unsafe.

A formula is never evaluated: its cell shows the value the office program stored last, and `Sheet.formulas`
names the cell so that the importing room can say so.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO, TypeVar

import python_calamine as calamine

from netralitas.exchange import archives, biff, delimited, limits, ods_parts, xlsx_parts
from netralitas.exchange.limits import refuse

Value = str | float | bool | date | datetime | time | timedelta | None
Row = list[Value]
Result = TypeVar("Result")

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"%pdf", "pdf"),
    (b"{\\rtf", "word"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<table", "html"),
    (b"<meta", "html"),
    (b"<?xml", "xml"),
    (b"\x89png", "bukan_tabel"),
    (b"\xff\xd8\xff", "bukan_tabel"),
    (b"gif8", "bukan_tabel"),
    (b"\x1f\x8b", "bukan_tabel"),
    (b"rar!", "bukan_tabel"),
    (b"7z\xbc\xaf", "bukan_tabel"),
    (b"mz", "bukan_tabel"),
)


@dataclass(slots=True)
class Sheet:
    """One sheet. Texts come as str, numbers as float, dates as date or datetime; an empty cell is ''."""

    name: str
    is_hidden: bool = False
    formulas: frozenset[tuple[int, int]] = frozenset()  # (row as Excel shows it, column from 0)
    _load: Callable[[], tuple[list[Row], int, int]] = field(default=lambda: ([], 1, 0), repr=False)
    _loaded: tuple[list[Row], int, int] | None = field(default=None, repr=False)

    @property
    def rows(self) -> list[Row]:
        """All rows from the first one in use; read on first access."""
        return self._content()[0]

    @property
    def first_row(self) -> int:
        """The number Excel shows beside `rows[0]`."""
        return self._content()[1]

    @property
    def first_column(self) -> int:
        """The column, counted from 0, in which the rows start."""
        return self._content()[2]

    def close(self) -> None:
        """Forget the rows, to keep memory low."""
        self._loaded = None

    def _content(self) -> tuple[list[Row], int, int]:
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded


@dataclass(slots=True)
class Workbook:
    """The sheets of one file, in its order."""

    kind: str  # xlsx, xls, ods or csv
    sheets: list[Sheet]

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)


def open_workbook(file: str | Path | BinaryIO) -> Workbook:
    """The sheets of a file. Raises `FileRefused` with a sentence; the name and extension play no part."""
    content = _read(file)
    if content.startswith(_ZIP):
        return _open_zip(content)
    if content.startswith(_OLE):
        return _open_compound(content)
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, code in _OTHER_KINDS:
        if start.startswith(magic):
            refuse("html" if b"<html" in start or b"<table" in start else code)
    rows: list[Row] = [*delimited.read(content)]
    return Workbook("csv", [Sheet("CSV", _loaded=(rows, 1, 0))])


def _read(file: str | Path | BinaryIO) -> bytes:
    if isinstance(file, str | Path):
        with Path(file).open("rb") as opened:
            content = opened.read(limits.FILE_BYTES + 1)
    else:
        file.seek(0)
        content = file.read(limits.FILE_BYTES + 1)
    if len(content) > limits.FILE_BYTES:
        refuse("ukuran")
    if not content.strip(b"\x00 \t\r\n"):
        refuse("kosong")
    return content


def _open_zip(content: bytes) -> Workbook:
    file = io.BytesIO(content)
    names = {name.lower() for name in archives.entry_names(file)}
    if "xl/workbook.xml" in names:
        return _spreadsheet("xlsx", content, xlsx_parts.inspect(file))
    if "xl/workbook.bin" in names:
        refuse("xlsb")
    if any(name.startswith("word/") for name in names):
        refuse("word")
    if any(name.startswith("ppt/") for name in names):
        refuse("powerpoint")
    kind = archives.part(file, "mimetype")
    if b"opendocument.spreadsheet" in kind:
        return _spreadsheet("ods", content, ods_parts.inspect(file))
    if b"opendocument.text" in kind:
        refuse("word")
    for _ in archives.parts(file):  # a bomb is called a bomb
        pass
    refuse("bukan_tabel")


def _open_compound(content: bytes) -> Workbook:
    names = biff.stream_names(content)
    if "EncryptedPackage" in names:
        refuse("sandi")
    if "WordDocument" in names:
        refuse("word")
    if "PowerPoint Document" in names:
        refuse("powerpoint")
    return _spreadsheet("xls", content, biff.inspect(content))


def _spreadsheet(kind: str, content: bytes, formulas: dict[str, frozenset[tuple[int, int]]]) -> Workbook:
    book = _guarded(lambda: calamine.load_workbook(io.BytesIO(content)))
    sheets = [
        Sheet(
            name=about.name,
            is_hidden=about.visible != calamine.SheetVisibleEnum.Visible,
            formulas=formulas.get(about.name, frozenset()),
            _load=_loader(book, about.name),
        )
        for about in book.sheets_metadata
        if about.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    return Workbook(kind, sheets)


def _loader(book: calamine.CalamineWorkbook, name: str) -> Callable[[], tuple[list[Row], int, int]]:
    def load() -> tuple[list[Row], int, int]:
        sheet = _guarded(lambda: book.get_sheet_by_name(name))
        if sheet.start is None:
            return [], 1, 0
        if sheet.start[0] + sheet.height > limits.ROWS:
            refuse("baris")
        if sheet.start[1] + sheet.width > limits.COLUMNS:
            refuse("kolom")
        return _guarded(sheet.to_python), sheet.start[0] + 1, sheet.start[1]

    return load


def _guarded(read: Callable[[], Result]) -> Result:
    """Run the reader; whatever it trips over, a Rust panic too, means a file that cannot be read."""
    try:
        return read()
    except calamine.PasswordError:
        refuse("sandi")
    except (calamine.CalamineError, OSError, ValueError, OverflowError):
        refuse("rusak")
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        refuse("rusak")
