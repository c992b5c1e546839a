"""A look inside an .ods before the reader opens it: repeated rows and cells are laid out one by one by readers."""

from typing import BinaryIO
from xml.parsers import expat

from netralitas.exchange import archives, limits
from netralitas.exchange.limits import refuse

Cell = tuple[int, int]

_MACROS = ("basic/", "scripts/", "object ")


def inspect(file: BinaryIO) -> dict[str, frozenset[Cell]]:
    """The formula cells by sheet name; refuses macros, encryption, and tables that unfold past the caps."""
    walk = None
    for name, content in archives.parts(file):
        if name.lower().startswith(_MACROS[:2]) and not name.endswith("/"):
            refuse("makro")
        if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
            refuse("bom")
        if name == "META-INF/manifest.xml" and b"encryption-data" in content:
            refuse("sandi")
        if name == "content.xml":
            walk = _TableWalk()
            walk.run(content)
    if walk is None:
        refuse("rusak")
    return {sheet: frozenset(cells) for sheet, cells in walk.formulas.items() if cells}


class _TableWalk:
    """Counts what the repeats unfold to, cell by cell with content."""

    def __init__(self) -> None:
        self.formulas: dict[str, set[Cell]] = {}
        self._sheet = ""
        self._row = self._row_repeat = self._column = self._widest = 0
        self._has_content = False

    def run(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            refuse("rusak")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif tag == "table:table-row":
            self._row_repeat = _repeat(attributes, "table:number-rows-repeated")
            self._column, self._has_content = 0, False
        elif tag == "table:table":
            self._sheet, self._row = attributes.get("table:name", ""), 0
            self.formulas.setdefault(self._sheet, set())
        elif tag == "table:cell-range-source" or (tag == "table:table-source" and "xlink:href" in attributes):
            refuse("tautan_luar")

    def _cell(self, attributes: dict[str, str]) -> None:
        repeat = _repeat(attributes, "table:number-columns-repeated")
        if "office:value-type" in attributes or "table:formula" in attributes:
            self._has_content = True
            if self._column + repeat > limits.COLUMNS:
                refuse("kolom")
            if "table:formula" in attributes:
                self.formulas[self._sheet].add((self._row + 1, self._column))
        self._column += repeat

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._row_repeat
            if self._has_content and self._row > limits.ROWS:
                refuse("baris")


def _repeat(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "1")
    return int(value) if value.isdecimal() and len(value) < 9 else 1_000_000
