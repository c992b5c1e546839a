"""A look inside an old .xls before the reader opens it: the compound file, then its records one by one."""

import struct
from collections.abc import Iterator

from netralitas.exchange import limits
from netralitas.exchange.limits import refuse

Cell = tuple[int, int]

_END = 0xFFFFFFFE
_DIRECTORY_ENTRY = 128
_FORMULA, _BOF, _EOF, _FILEPASS, _BOUNDSHEET, _SUPBOOK, _DIMENSIONS = 0x06, 0x809, 0x0A, 0x2F, 0x85, 0x1AE, 0x200
_CELLS = {_FORMULA, 0x203, 0xFD, 0x204, 0x27E, 0xBD, 0x205, 0xD6}  # records that start with row and column
_ADD_IN, _SELF = 0x3A01, 0x0401


def stream_names(content: bytes) -> set[str]:
    """Names in the directory of a compound file; refuses a damaged one."""
    return set(_CompoundFile(content).entries)


def inspect(content: bytes) -> dict[str, frozenset[Cell]]:
    """The formula cells by sheet name; refuses passwords, macros, links and impossible extents."""
    compound = _CompoundFile(content)
    if "_VBA_PROJECT_CUR" in compound.entries or "VBA" in compound.entries:
        refuse("makro")
    stream = compound.stream("Workbook") or compound.stream("Book")
    if not stream:
        refuse("bukan_tabel")
    sheets: dict[int, str] = {}
    formulas: dict[str, set[Cell]] = {}
    sheet = ""
    for offset, kind, body in _records(stream):
        if kind == _BOF:
            sheet = sheets.get(offset, "")
        elif kind == _FILEPASS:
            refuse("sandi")
        elif kind == _BOUNDSHEET and len(body) > 8:
            sheets[struct.unpack_from("<I", body)[0]] = _sheet_name(body)
        elif kind == _SUPBOOK and len(body) >= 4 and struct.unpack_from("<H", body, 2)[0] not in (_ADD_IN, _SELF):
            refuse("tautan_luar")
        elif kind == _DIMENSIONS:
            _check_dimensions(body)
        elif kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            if column >= limits.COLUMNS:
                refuse("kolom")
            if kind == _FORMULA:
                formulas.setdefault(sheet, set()).add((row + 1, column))
    return {name: frozenset(cells) for name, cells in formulas.items()}


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == 0 and length == 0:
            return  # padding behind the last record
        yield position, kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _check_dimensions(body: bytes) -> None:
    if len(body) >= 12:
        _, last_row, _, last_column = struct.unpack_from("<IIHH", body)
        if last_row > 65_536 or last_column > 256:
            refuse("rusak")


def _sheet_name(body: bytes) -> str:
    length, is_wide = body[6], body[7] & 1
    return body[8 : 8 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1", "replace")


class _CompoundFile:
    """The few parts of an OLE compound file needed to reach one stream; every chain is bounded."""

    def __init__(self, content: bytes) -> None:
        try:
            self._content = content
            self._sector = 1 << struct.unpack_from("<H", content, 30)[0]
            if self._sector not in (512, 4096):
                refuse("rusak")
            fat_count, directory = struct.unpack_from("<I", content, 44)[0], struct.unpack_from("<I", content, 48)[0]
            self._fat = self._read_fat(fat_count)
            self.entries = dict(self._read_directory(self._chain(directory)))
        except (struct.error, IndexError):
            refuse("rusak")

    def stream(self, name: str) -> bytes:
        """The bytes of a stream, empty when there is none by that name."""
        if name not in self.entries:
            return b""
        start, size = self.entries[name]
        try:
            if size >= 4096:
                return self._chain(start)[:size]
            return self._small(start, size)
        except (struct.error, IndexError):
            refuse("rusak")

    def _read_fat(self, count: int) -> list[int]:
        per_sector = self._sector // 4
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        following, _ = struct.unpack_from("<II", self._content, 68)
        while following < _END and len(sectors) < count:
            block = struct.unpack_from(f"<{per_sector}I", self._content, (following + 1) * self._sector)
            sectors += block[:-1]
            following = block[-1]
        fat: list[int] = []
        for sector in sectors[:count]:
            if sector < _END:
                fat += struct.unpack_from(f"<{per_sector}I", self._content, (sector + 1) * self._sector)
        return fat

    def _chain(self, sector: int) -> bytes:
        pieces = []
        while sector < _END:
            if len(pieces) > len(self._fat):
                refuse("rusak")
            pieces.append(self._content[(sector + 1) * self._sector : (sector + 2) * self._sector])
            sector = self._fat[sector]
        return b"".join(pieces)

    def _small(self, sector: int, size: int) -> bytes:
        root_start, _ = self.entries["Root Entry"]
        container = self._chain(root_start)
        table_bytes = self._chain(struct.unpack_from("<I", self._content, 60)[0])
        table = struct.unpack(f"<{len(table_bytes) // 4}I", table_bytes)
        pieces = []
        while sector < _END and len(pieces) <= len(table):
            pieces.append(container[sector * 64 : (sector + 1) * 64])
            sector = table[sector]
        return b"".join(pieces)[:size]

    def _read_directory(self, content: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for position in range(0, len(content) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY):
            length = struct.unpack_from("<H", content, position + 64)[0]
            if 2 <= length <= 64:
                name = content[position : position + length - 2].decode("utf-16-le", "replace")
                yield name, struct.unpack_from("<II", content, position + 116)
