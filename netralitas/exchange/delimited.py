"""Text tables: csv with semicolons, commas or tabs, in UTF-8, UTF-16 or the old Windows code page."""

import codecs
import csv
import io
import re

from netralitas.exchange import limits
from netralitas.exchange.limits import refuse

_DELIMITERS = ";,\t|"
_FORCED_TEXT = re.compile(r'="([^"]*)"')  # how exports force Excel to keep an NIP as text


def read(content: bytes) -> list[list[str]]:
    """The rows of a csv file, cells as text. Refuses binary content and overfull tables."""
    text = _decoded(content)
    first_line, _, rest = text.partition("\n")
    delimiter = ""
    if first_line.strip().lower().startswith("sep=") and len(first_line.strip()) == 5:
        delimiter, text = first_line.strip()[-1], "\n" + rest
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text)):
            rows.append([_unforced(cell) for cell in row])
            if len(rows) > limits.ROWS:
                refuse("baris")
            if len(row) > limits.COLUMNS and any(cell.strip() for cell in row[limits.COLUMNS :]):
                refuse("kolom")
    except csv.Error:
        refuse("rusak")
    width = min(max(map(len, rows), default=0), limits.COLUMNS)
    return [(row + [""] * width)[:width] for row in rows]


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if b"\x00" in content:
        refuse("bukan_tabel")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same number of cells."""
    lines = [line for line in text[:65536].splitlines()[:60] if line.strip()]
    counts = {mark: [line.count(mark) for line in lines] for mark in _DELIMITERS}

    def agreement(mark: str) -> tuple[int, int]:
        cuts = [count for count in counts[mark] if count]
        usual = max(set(cuts), key=cuts.count) if cuts else 0
        return sum(count == usual for count in cuts) * min(usual, 8), usual

    return max(_DELIMITERS, key=agreement)


def _unforced(cell: str) -> str:
    match = _FORCED_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return match[1] if match else cell
