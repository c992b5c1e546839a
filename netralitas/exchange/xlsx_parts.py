"""A look inside an .xlsx before the reader opens it: macros, links, sizes, and which cells hold formulas."""

import posixpath
import re
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from netralitas.exchange import archives, limits
from netralitas.exchange.limits import refuse

Cell = tuple[int, int]  # (row as Excel shows it, column counted from 0)

_MACROS = ("vbaproject.bin", "/macrosheets/", "/activex/", "/dialogsheets/")
_LINKS = ("/externallinks/", "/connections.xml", "/querytables/", "/xmlmaps.xml")
# a cell with content right of column BH (the 60th), or a row with cells below the cap: the reader would
# lay out everything in between (a 1.4 kB file can ask for 17 billion cells)
_FAR_COLUMN = re.compile(
    rb"""r\s*=\s*["'](?:[A-Za-z]{3,}|[C-Zc-z][A-Za-z]|[Bb][I-Zi-z])\d+["'][^<>]*(?<!/)>(?!</(?:[\w.-]+:)?c>)"""
)
_FAR_CELL = re.compile(rb"""r\s*=\s*["'][A-Za-z]+(\d{6,})["'][^<>]*(?<!/)>(?!</(?:[\w.-]+:)?c>)""")
_FAR_ROW = re.compile(rb"""row\b[^<>]*r\s*=\s*["'](\d{6,})["'][^<>]*(?<!/)>\s*<(?:[\w.-]+:)?c\b(?![^<>]*\sr\s*=)""")
_ANY_FORMULA = re.compile(rb"<f[\s>/]")
_FORMULA = re.compile(rb"""<c\b[^<>]*?\br=["']([A-Z]{1,3})(\d+)["'][^<>]*><f[\s>/]""")
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def inspect(file: BinaryIO) -> dict[str, frozenset[Cell]]:
    """The formula cells by sheet name; refuses what G-I3 forbids before anything is parsed."""
    formulas: dict[str, frozenset[Cell]] = {}
    kept: dict[str, bytes] = {}
    for name, content in archives.parts(file):
        path = "/" + name.lower().lstrip("/")
        if path.endswith(_MACROS[0]) or any(part in path for part in _MACROS[1:]):
            refuse("makro")
        if any(part in path for part in _LINKS):
            refuse("tautan_luar")
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            refuse("bom")
        if path in ("/xl/workbook.xml", "/xl/_rels/workbook.xml.rels", "/[content_types].xml"):
            kept[path] = content
        if b"sheetData" in content:
            _check_extent(content)
            if found := _formula_cells(content):
                formulas[path] = found
    if b"macroEnabled" in kept.get("/[content_types].xml", b""):
        refuse("makro")
    return _by_sheet_name(formulas, kept) if formulas else {}


def _check_extent(content: bytes) -> None:
    if content.count(b"<row") + content.count(b":row") > limits.ROWS:
        refuse("baris")
    if any(int(match[1]) > limits.ROWS for far in (_FAR_CELL, _FAR_ROW) for match in far.finditer(content)):
        refuse("baris")
    if _FAR_COLUMN.search(content):
        refuse("kolom")


def _formula_cells(content: bytes) -> frozenset[Cell]:
    if not _ANY_FORMULA.search(content):
        return frozenset()
    return frozenset((int(row), _column_index(letters)) for letters, row in _FORMULA.findall(content))


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _by_sheet_name(formulas: dict[str, frozenset[Cell]], kept: dict[str, bytes]) -> dict[str, frozenset[Cell]]:
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lower()
        for relation in _tree(kept.get("/xl/_rels/workbook.xml.rels", b"")).iter()
        if relation.get("Id")
    }
    named = {}
    for sheet in _tree(kept.get("/xl/workbook.xml", b"")).iter():
        target = targets.get(sheet.get(_RELATION_ID) or sheet.get(_STRICT_RELATION_ID) or "")
        if target in formulas and sheet.get("name"):
            named[sheet.get("name", "")] = formulas[target]
    return named


def _tree(content: bytes) -> Element:
    try:
        return fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        refuse("rusak")
