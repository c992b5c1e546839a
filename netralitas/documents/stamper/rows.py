"""Stamping lists: WeasyPrint lays out an empty page of the list once per kind of page, the rows are filled in by bytes.

The form is the list's own page with markers: one in the first column of every row (where each row stands), two lines in
the other columns of the first row (font, room, distance of lines), a picture in the first two rows (where signatures
go, left and right in turns), one for each text that changes from page to page.
"""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pikepdf
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS

from netralitas.documents import engine, rendering
from netralitas.documents.papers import Sheet
from netralitas.documents.stamper import Unstampable, closing, compiling, graph, lettering, markers, plans, stamping
from netralitas.documents.stamper.assembling import Book
from netralitas.documents.stamper.lettering import Face
from netralitas.documents.stamper.pictures import grey

Cell = tuple[str, ...]  # paragraphs, one under the other
_TOKEN = re.compile(r"X\d{3}")  # short: the narrowest column must hold it
_ROW, _COLUMN, _TEXT = 100, 200, 300


@dataclass(frozen=True)
class Row:
    """One row of a list: its cells, and the signature as a grey PNG when there is one."""

    cells: tuple[Cell, ...]
    picture: bytes | None = None


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, and the texts of this page only."""

    rows: tuple[Row, ...]
    texts: tuple[str, ...]


Present = Callable[[Page, dict[str, bytes]], Sheet]  # the pictures by name: "row0", "row1", …


@dataclass(frozen=True)
class Column:
    """Where a column's text begins, and how its lines follow each other."""

    face: Face
    left: float
    room: float
    is_centred: bool
    below_row: float  # from the row's first baseline to the column's
    pitch: float


@dataclass(frozen=True)
class Form:
    """A laid-out page without its rows."""

    content: bytes
    columns: tuple[Column, ...]
    baselines: tuple[float, ...]
    signatures: tuple[markers.Frame, ...]  # relative to the row's baseline
    texts: tuple[tuple[Column, float], ...]
    height: float  # of a row
    boxes: bytes
    resources: bytes
    pictures: bytes
    store: graph.Store


def form_of(page: Page, present: Present) -> Form:
    """Lay out the form of a page; raises `Unstampable` when a marker is not where it must be."""
    sheet = present(_marked(page), {f"row{row}": compiling._grey_picture(9) for row in range(min(2, len(page.rows)))})
    layout = rendering.in_step(sheet, 0)
    if len(layout.pages) != 1:
        raise Unstampable("the list's page does not hold its rows")
    found = _Places(_tokens(layout.pages[0]))
    rows = [found[_token(_ROW + row)][0] for row in range(len(page.rows))]
    columns = _columns(found, rows, len(page.rows[0].cells)) if rows else ()
    texts = tuple(_text(found[_token(_TEXT + at)][0]) for at in range(len(page.texts)))
    whole = layout.copy([*_letters(columns, texts).pages, *layout.pages])
    with pikepdf.open(io.BytesIO(engine.write(whole, uncompressed_pdf=True))) as pdf:
        obj, store = pdf.pages[-1].obj, {}
        grey_name = compiling._picture_name(9)
        kept = [key for key in obj.Resources.get("/XObject", {}) if grey_name.decode() not in key]
        return Form(
            content=_emptied(obj.Contents.read_bytes(), list(chain(*found.values())), grey_name),
            columns=columns, baselines=tuple(_baseline(row) for row in rows),
            signatures=_signatures(layout.pages[0], rows), texts=texts, height=_height(rows),
            boxes=closing.entries_of(obj, ("/MediaBox", "/TrimBox", "/BleedBox"), store),
            resources=closing.entries_of(obj.Resources, ("/ColorSpace", "/ExtGState", "/Font"), store),
            pictures=closing.entries_of(obj.Resources.get("/XObject", {}), tuple(kept), store), store=store,
        )  # fmt: skip


@dataclass(frozen=True)
class SetPage:
    """A page ready to be written."""

    form: Form
    content: bytes
    pictures: tuple[tuple[bytes, bytes], ...]  # name and object


def set_page(form: Form, page: Page) -> SetPage:
    """Fill a form; raises `Unstampable` for letters outside the repertoire and cells higher than their row."""
    parts, font = [b"q", b"0.75 0 0 0.75 0 0 cm", b"/a1.0 gs", b"0 0 0 rg", b"BT"], b""
    for (column, baseline), text in zip(form.texts, page.texts, strict=True):
        font = _put(parts, font, column, baseline, (text,))
    for row, baseline in zip(page.rows, form.baselines, strict=True):
        for column, cell in zip(form.columns, row.cells, strict=True):
            lines = [line for part in cell if part for line in lettering.break_lines(column.face, part, column.room)]
            lowest = column.below_row + column.pitch * (len(lines) - 1)
            if len(lines) > 1 and lowest > form.height - 1.5 * column.pitch:
                raise Unstampable("a cell higher than its row")
            font = _put(parts, font, column, baseline + column.below_row, lines)
    parts.append(b"ET")
    pictures = _put_signatures(form, page, parts)
    parts.append(b"Q")
    return SetPage(form, form.content + b"\n".join(parts), pictures)


def put_set_page(book: Book, page: SetPage) -> None:
    """Write a page."""
    form, content = page.form, stamping.deflated(page.content)
    number = book.add(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    names = b" ".join(b"/%s %d 0 R" % (name, book.add(body)) for name, body in page.pictures)
    resources = b"/Resources << %s /XObject << %s %s >> >>" % (form.resources, form.pictures, names)
    entries = graph.Shared(b"%s %s" % (form.boxes, resources))
    body = entries.written(lambda digest: book.shared(digest, form.store))
    book.page(b"%s /Contents %d 0 R" % (body, number))


def _put(parts: list[bytes], font: bytes, column: Column, baseline: float, lines: Sequence[str]) -> bytes:
    wanted = b"/%s %s Tf" % (column.face.font.encode(), plans.number(column.face.size))
    for at, line in enumerate(lines):
        operator, units = column.face.line(_checked(line))
        x = column.left + ((column.room - units * FROM_UNITS) / 2 if column.is_centred else 0)
        parts.append(b"1 0 0 -1 %s %s Tm" % (plans.number(x), plans.number(baseline + at * column.pitch)))
        if font != wanted:
            parts.append(wanted)
            font = wanted
        parts.append(operator)
    return font


def _checked(line: str) -> str:
    if not set(line) <= set(lettering.REPERTOIRE) or line != line.strip() or "  " in line:
        raise Unstampable("a letter outside the repertoire")
    return line


def _put_signatures(form: Form, page: Page, parts: list[bytes]) -> tuple[tuple[bytes, bytes], ...]:
    names = []
    for at, row in enumerate(page.rows):
        if row.picture is None:
            continue
        picture, frame = grey(row.picture, is_smooth=True), form.signatures[at % 2]
        here = markers.Frame(frame.x, frame.y + form.baselines[at], frame.width, frame.height, frame.is_fixed)
        hole = plans.PictureHole(f"s{at}", here)
        parts.append(b"q\n%s\nQ\nQ\nQ" % hole.filled([], {f"s{at}": picture.pixels}))
        names.append((b"s%d" % at, picture.body))
    return tuple(names)


def _marked(page: Page) -> Page:
    """The page with markers for rows, columns and texts."""
    rows = []
    for at, row in enumerate(page.rows):
        rest = [(_token(_COLUMN + number),) * 2 if at == 0 else ("",) for number in range(1, len(row.cells))]
        rows.append(Row(((_token(_ROW + at),), *rest), b"" if at < 2 else None))
    return Page(tuple(rows), tuple(_token(_TEXT + at) for at in range(len(page.texts))))


def _token(number: int) -> str:
    return f"X{number:03d}"


class _Places(dict):
    """Where each marker stands."""

    def __missing__(self, token: str) -> list[tuple]:
        raise Unstampable(f"marker {token} is not on the page")


def _tokens(page: Any) -> dict[str, list[tuple]]:
    found: dict[str, list[tuple]] = {}
    for text, line, block in markers._texts(page._page_box, None, None):
        if match := _TOKEN.fullmatch(text.text.strip()):
            found.setdefault(match[0], []).append((text, line, block))
    return found


def _baseline(place: tuple) -> float:
    return place[0].position_y + place[0].baseline


def _columns(found: dict[str, list[tuple]], rows: list[tuple], count: int) -> tuple[Column, ...]:
    columns = [_column(rows[0], 0.0, 0.0)]
    for number in range(1, count):
        first, second = found[_token(_COLUMN + number)]
        columns.append(_column(first, _baseline(first) - _baseline(rows[0]), _baseline(second) - _baseline(first)))
    return tuple(columns)


def _column(place: tuple, below: float, pitch: float) -> Column:
    text, line, block = place
    is_centred = markers._check_style(0, text.style, line, 1)
    return Column(markers.face_of(text.style), block.content_box_x(), block.width, is_centred, below, pitch)


def _text(place: tuple) -> tuple[Column, float]:
    return _column(place, 0.0, 0.0), _baseline(place)


def _height(rows: list[tuple]) -> float:
    return rows[0][2].border_height() if rows else 0.0


def _signatures(page: Any, rows: list[tuple]) -> tuple[markers.Frame, ...]:
    picture = compiling._picture_name(9).decode()
    found = [
        markers._frame(box) for box in page._page_box.descendants()
        if isinstance(box, boxes.ReplacedBox) and getattr(box.replacement, "id", "") == picture
    ]  # fmt: skip
    return tuple(
        markers.Frame(frame.x, frame.y - _baseline(row), frame.width, frame.height, frame.is_fixed)
        for frame, row in zip(found, rows, strict=False)
    )


def _letters(columns: tuple[Column, ...], texts: tuple[tuple[Column, float], ...]) -> "engine.Document":
    """A page of all letters in the fonts of the rows."""
    faces: dict[str, Face] = {}
    for column in (*columns, *(column for column, _ in texts)):
        column.face.line("X")  # now it knows its font
        faces[column.face.font] = column.face
    letters = "".join(compiling.letters(face, set(lettering.REPERTOIRE)) for face in faces.values())
    html = f"<!DOCTYPE html><html lang=id><title>x</title>{letters}"
    return engine.lay_out(html, pictures={}, stylesheet="papers/repertoire.css", size="A3")


def _emptied(content: bytes, places: list[tuple], picture: bytes) -> bytes:
    """The content without what the markers show."""
    lines = content.split(b"\n")
    left = {}
    for text, _, _ in places:
        x, y = plans.number(text.position_x), plans.number(text.position_y + text.baseline)
        face = markers.face_of(text.style)
        shown = {face.line(text.text)[0], face.line(f"{text.text} ")[0]}  # a space at the end may be drawn too
        left[b"1 0 0 -1 %s %s Tm" % (x, y)] = shown
    for at, line in enumerate(lines):
        if line in left:
            operator = at + 1 if lines[at + 1] in left[line] else at + 2
            if lines[operator] not in left[line]:
                raise Unstampable("a marker is not set as computed")
            lines[operator] = b"[] TJ"
            del left[line]
    if left:
        raise Unstampable("a marker is not in the content")
    return b"\n".join(b"" if picture in line and line.endswith(b" Do") else line for line in lines) + b"\n"
