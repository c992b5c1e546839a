"""Finding the table in a sheet: its header among title rows, its rows without totals and signature blocks."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from netralitas import names
from netralitas.exchange.headings import Catalogue, assign, heading_key
from netralitas.exchange.limits import FileRefused
from netralitas.exchange.readers import Row, Sheet, Value, Workbook

_SEARCHED_ROWS = 60
_HEADER_LINES = 3
_LINE_COST = 0.15  # a second header line must add a column to be worth it
_LEAST_SCORE = 1.5
_NUMBERING = re.compile(r"\(?\s*\d{1,2}\s*\)?(?:\s*=.*)?")
_TOTAL = re.compile(r"\s*(?:sub\s*)?(?:jumlah|total|jml)\b", re.IGNORECASE)
_LONG_DIGITS = re.compile(r"\d[\d .'-]{7,}")
_BARE_NUMBER = re.compile(r"[\s'’`]*\d[\d .'-]{7,}")
_TAIL_CELLS = 3  # a signature block fills at most this many cells of a row


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of the file: where it stands, how it is headed, and the field it fills, if any."""

    index: int
    letter: str
    heading: str
    field: str | None
    confidence: float
    is_dropped: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet; rows carry the number that Excel shows beside them."""

    sheet: str
    first_header_row: int
    last_header_row: int
    columns: tuple[TableColumn, ...]
    rows: list[tuple[int, Row]]
    left_out: list[tuple[int, str]]  # rows that are no person, and why
    formulas: frozenset[tuple[int, int]]  # (row, index of the column)
    notes: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, int]:
        """Field → index of its column."""
        return {column.field: column.index for column in self.columns if column.field}

    @property
    def headings(self) -> dict[str, str]:
        """Field → heading as the file spells it."""
        return {column.field: column.heading for column in self.columns if column.field}

    @property
    def dropped_columns(self) -> list[str]:
        """Headings that are not needed and were not read."""
        return [column.heading for column in self.columns if not column.field and column.heading]

    @property
    def signature(self) -> str:
        """Names this header row, so that a corrected mapping is found again."""
        return hashlib.sha256("|".join(heading_key(column.heading) for column in self.columns).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Header:
    score: float
    first: int
    last: int
    headings: list[list[str]]


def find_table(
    workbook: Workbook, catalogue: Catalogue, *, sheet: str = "", mapping: Mapping[str, str] | None = None
) -> Table:
    """The table of the best matching visible sheet, or of the one named; `mapping` is column index → field.

    Raises `FileRefused` when no sheet has a header that names at least a person.
    """
    found = []
    for candidate in workbook:
        if candidate.is_hidden or (sheet and candidate.name != sheet):
            continue
        if header := _find_header(candidate.rows, catalogue):
            found.append((header, candidate))
    if not found:
        raise FileRefused(
            f"Kepala tabel tidak ditemukan. Pastikan ada baris judul kolom dengan sedikitnya {catalogue.needs} "
            "di 60 baris pertama. Belum ada data yang berubah.",
            code="tanpa_kepala",
        )
    header, chosen = max(found, key=lambda pair: (round(pair[0].score, 1), len(pair[1].rows)))
    notes = tuple(_notes(workbook, chosen, [other for _, other in found], catalogue.subject))
    return _table(chosen, header, catalogue, mapping, notes)


def _notes(workbook: Workbook, chosen: Sheet, with_tables: list[Sheet], subject: str) -> Iterator[str]:
    if len(workbook.sheets) > 1:
        yield f"Yang dibaca lembar “{chosen.name}”."
    for other in workbook:
        if other.is_hidden:
            yield f"Lembar tersembunyi “{other.name}” tidak dibaca."
        elif other is not chosen and other in with_tables:
            yield f"Lembar “{other.name}” juga berisi tabel {subject} dan belum dibaca."


def _find_header(rows: list[Row], catalogue: Catalogue) -> _Header | None:
    best: _Header | None = None
    for first in range(min(len(rows), _SEARCHED_ROWS)):
        for last in range(first, min(first + _HEADER_LINES, len(rows))):
            if not _may_head(rows[last], is_first=last == first):
                break
            headings = _headings(rows[first : last + 1])
            matches = assign(catalogue, headings)
            fields = {field for field, *_ in matches}
            if catalogue.name_field not in fields or not fields & {*catalogue.key_fields}:
                continue
            score = sum(confidence for field, confidence, _ in matches if field) - _LINE_COST * (last - first)
            if score >= _LEAST_SCORE and (best is None or score > best.score + 1e-9):
                best = _Header(score, first, last, headings)
    return best and _with_cells_merged_down(rows, best)


def _with_cells_merged_down(rows: list[Row], header: _Header) -> _Header:
    """Columns without a heading take it from the line above: a cell merged down keeps its text in the upper line."""
    for first in range(header.first - 1, max(header.last - _HEADER_LINES, -1), -1):
        above = rows[first]
        bare = [at for at, parts in enumerate(header.headings) if not any(parts) and at < len(above)]
        if not _may_head(above, is_first=True) or not any(_is_filled(above[at]) for at in bare):
            break
        headings = [[_text(above[at])] if at in bare else parts for at, parts in enumerate(header.headings)]
        header = replace(header, first=first, headings=headings)
    return header


def _may_head(row: Row, *, is_first: bool) -> bool:
    """Headings are texts without long numbers; the first line has at least two of them."""
    filled = [cell for cell in row if _is_filled(cell)]
    if any(not isinstance(cell, str) or _LONG_DIGITS.search(cell) for cell in filled):
        return False
    return len(filled) >= (2 if is_first else 1) and not _is_numbering(row)


def _headings(lines: Sequence[Row]) -> list[list[str]]:
    """Per column its heading from top to bottom; a merged cell above covers the empty cells to its right."""
    width = max(len(line) for line in lines)
    texts = [[_text(line[column]) if column < len(line) else "" for column in range(width)] for line in lines]
    for upper, lower in reversed([*pairwise(texts)]):
        for column in range(1, width):
            if not upper[column] and lower[column]:
                upper[column] = upper[column - 1]
    return [[line[column] for line in texts] for column in range(width)]


def _is_numbering(row: Row) -> bool:
    """The line `1 2 3 4` (or `(1) (2)`, `5=3+4`) that many forms print under the header."""
    filled = [_text(cell) for cell in row if _is_filled(cell)]
    return len(filled) >= 3 and all(_NUMBERING.fullmatch(cell) for cell in filled)


def _table(
    sheet: Sheet, header: _Header, catalogue: Catalogue, mapping: Mapping[str, str] | None, notes: tuple[str, ...]
) -> Table:
    columns = tuple(_columns(sheet, header, catalogue, mapping))
    table = Table(
        sheet=sheet.name,
        first_header_row=sheet.first_row + header.first,
        last_header_row=sheet.first_row + header.last,
        columns=columns,
        rows=[],
        left_out=[],
        formulas=frozenset((row, column - sheet.first_column) for row, column in sheet.formulas),
        notes=notes,
    )
    numbered = list(enumerate(sheet.rows[header.last + 1 :], start=table.last_header_row + 1))
    if numbered and _is_numbering(numbered[0][1]):
        del numbered[0]
    return replace(table, **dict(zip(("rows", "left_out"), _people(numbered, table, catalogue), strict=True)))


def _columns(
    sheet: Sheet, header: _Header, catalogue: Catalogue, mapping: Mapping[str, str] | None
) -> Iterator[TableColumn]:
    known = {column.field for column in catalogue.columns}
    for index, (parts, (field, confidence, is_dropped)) in enumerate(
        zip(header.headings, assign(catalogue, header.headings), strict=True)
    ):
        if mapping is not None:
            chosen = mapping.get(str(index), "")
            field, confidence = (chosen, 1.0) if chosen in known else (None, 0.0)
        heading = " ".join(dict.fromkeys(part for part in parts if part))
        yield TableColumn(index, _letter(sheet.first_column + index), heading, field, confidence, is_dropped)


def _people(numbered: list[tuple[int, Row]], table: Table, catalogue: Catalogue) -> tuple[list, list]:
    """The rows about persons, and the rows left out with the reason."""
    fields = table.fields
    name_at = fields.get(catalogue.name_field, -1)
    keys_at = [fields[field] for field in catalogue.key_fields if field in fields]
    name_heading, mapped = heading_key(table.headings.get(catalogue.name_field, "")), [*fields.values()]
    people: list[tuple[int, Row]] = []
    left_out: list[tuple[int, str]] = []
    last_sure = 0
    for number, row in numbered:
        has_name = _is_filled(row[name_at])
        has_key = any(_is_filled(row[at]) for at in keys_at)
        if has_name and has_key and not _repeats_header(row[name_at], name_heading):
            people.append((number, row))
            if any(_is_sure(row[at], catalogue) for at in keys_at) or _counts(row):
                last_sure = len(people)
        elif reason := _why_no_person(row, has_name, mapped, name_at, name_heading):
            if reason != "kosong":
                left_out.append((number, reason))
        else:
            people.append((number, row))
    for number, row in people[last_sure:]:
        if sum(map(_is_filled, row)) <= _TAIL_CELLS and not _counts(row):
            left_out.append((number, "jumlah" if _is_total(row) else "blok tanda tangan"))
    left = {number for number, _ in left_out}
    return [pair for pair in people if pair[0] not in left], sorted(left_out)


def _why_no_person(row: Row, has_name: bool, mapped: list[int], name_at: int, name_heading: str) -> str:
    """Why a row without a name or a number is not about a person; empty when it may be one."""
    filled = [cell for cell in row if _is_filled(cell)]
    if not filled:
        return "kosong"
    if _is_total(row):
        return "jumlah"
    if has_name and _repeats_header(row[name_at], name_heading):
        return "kepala tabel berulang"
    if len(filled) == 1:
        return "judul kelompok atau catatan"
    if sum(_is_filled(row[at]) for at in mapped) >= _TAIL_CELLS or (has_name and _counts(row)):
        return ""
    return "blok tanda tangan"


def _is_filled(cell: Value) -> bool:
    return not (cell is None or cell == "" or (isinstance(cell, str) and cell.isspace()))


def _is_total(row: Row) -> bool:
    first = [cell for cell in row if _is_filled(cell)][:3]
    return any(isinstance(cell, str) and _TOTAL.match(cell) for cell in first)


def _repeats_header(cell: Value, name_heading: str) -> bool:
    return isinstance(cell, str) and heading_key(cell) == name_heading


def _counts(row: Row) -> bool:
    """True when the row starts with its running number."""
    first = next((cell for cell in row if _is_filled(cell)), "")
    return isinstance(first, float | int) or (isinstance(first, str) and first.strip(" .").isdecimal())


def _is_number(cell: Value) -> bool:
    """A bare number; “NIP. 1967…” is how signature blocks write it."""
    return isinstance(cell, float | int) or (isinstance(cell, str) and bool(_BARE_NUMBER.match(cell)))


def _is_sure(cell: Value, catalogue: Catalogue) -> bool:
    """A key no signature block would hold."""
    return _is_number(cell) or (catalogue.has_word_keys and len(_text(cell).split()) == 1)


def _text(cell: Value) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return names.clean(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters
