"""Official lists on F4: pages of rows of one height, sums and page numbers, the block of the official at the end."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netralitas.documents import rendering
from netralitas.documents.papers import Sheet, address_of

if TYPE_CHECKING:
    from netralitas.documents.stamper.assembling import Book

FIRST, MIDDLE, END = 14, 19, 6  # rows on the first page, on others, and what the end takes of the last
_FINER = (1, 2, 4, 8)  # so many times fewer rows a page when cells grow
_logger = logging.getLogger("netralitas.documents")
_proven: dict[tuple, bool] = {}


@dataclass(frozen=True)
class Entry:
    """One row: cells of paragraphs, and the drawn signature when there is one."""

    cells: tuple[tuple[str, ...], ...]
    picture: bytes | None = None


@dataclass(frozen=True)
class Listing:
    """A list ready to be printed; `context` is what `papers/list.html` shows beside the rows."""

    title: str
    columns: tuple[tuple[str, str], ...]  # heading and class
    entries: list[Entry]
    context: dict[str, Any]
    pictures: dict[str, bytes] = field(default_factory=dict)  # emblem, qr
    has_signatures: bool = False
    pages_before: int = 0  # in a packet whose pages are numbered through
    pages_in_all: int = 0  # 0: those of this list


@dataclass(frozen=True)
class _Part:
    """The entries of one page."""

    entries: list[Entry]
    before: int
    number: int
    count: int
    pages_before: int = 0
    pages_in_all: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        here, so_far = len(self.entries), self.before + len(self.entries)
        return (
            f"Jumlah halaman ini: {here}",
            f"Jumlah s.d. halaman ini: {so_far}",
            f"Halaman {self.number + self.pages_before} dari {self.pages_in_all or self.count}",
        )


def put(book: "Book", listing: Listing) -> bool:
    """Write a list's pages; True when they were stamped, False when each was laid out."""
    from netralitas.documents.stamper import Unstampable

    try:
        _stamp(book, listing)
    except Unstampable as reason:
        _logger.warning("list cannot be stamped", extra={"facts": {"title": listing.title, "reason": str(reason)}})
        for content in laid_out(listing):
            _put_laid_out(book, content)
        return False
    return True


def laid_out(listing: Listing) -> list[bytes]:
    """The pages as WeasyPrint lays them out, each in a file of its own; fewer rows a page while one overflows."""
    for finer in _FINER:
        layouts = [rendering.in_step(sheet(listing, [part]), 0) for part in parts(listing, finer)]
        if all(len(layout.pages) == 1 for layout in layouts):
            break
    from netralitas.documents import engine

    return [engine.write(layout) for layout in layouts]


def parts(listing: Listing, finer: int = 1) -> list[_Part]:
    """The list cut into pages; the end needs room on the last."""
    entries, cut = listing.entries, []
    room = max(FIRST // finer, 1)
    start = 0
    while len(entries) - start > room - END:
        taken = min(room, len(entries) - start)
        cut.append(entries[start : start + taken])
        start += taken
        room = max(MIDDLE // finer, END + 1)
    cut.append(entries[start:])
    before = [sum(map(len, cut[:at])) for at in range(len(cut))]
    through = (listing.pages_before, listing.pages_in_all)
    return [_Part(some, before[at], at + 1, len(cut), *through) for at, some in enumerate(cut)]


def sheet(listing: Listing, some: list[_Part]) -> Sheet:
    """The sheet of some pages."""
    pages, pictures = [], dict(listing.pictures)
    for part in some:
        rows = []
        for at, entry in enumerate(part.entries):
            src = ""
            if entry.picture is not None:
                pictures[f"row{part.number}-{at}"] = entry.picture
                src = address_of(entry.picture)
            rows.append({"cells": entry.cells, "src": src})
        is_last = part.number == part.count
        pages.append({"rows": rows, "texts": part.texts, "is_first": part.number == 1, "is_last": is_last})
    context = {
        **listing.context, "title": listing.title, "columns": listing.columns, "pages": pages,
        "has_signatures": listing.has_signatures,
    }  # fmt: skip
    return Sheet("papers/list.html", "papers/list.css", context, pictures, "F4")


def _stamp(book: "Book", listing: Listing) -> None:
    """All pages or none: they are collected before the first is written."""
    from netralitas.documents.stamper import rows

    forms: dict[tuple, rows.Form] = {}
    ready = []
    for part, page in _pages(listing):
        kind = (part.number == 1, part.number == part.count, len(part.entries))
        if kind not in forms:
            forms[kind] = rows.form_of(
                page, lambda marked, pictures, part=part: _marked_sheet(listing, part, marked, pictures)
            )
            _prove(listing, part, page, forms[kind])
        ready.append(rows.set_page(forms[kind], page))
    for one in ready:
        rows.put_set_page(book, one)


def _pages(listing: Listing) -> Iterator[tuple[_Part, Any]]:
    from netralitas.documents.stamper import rows

    for part in parts(listing):
        yield part, rows.Page(tuple(rows.Row(entry.cells, entry.picture) for entry in part.entries), part.texts)


def _marked_sheet(listing: Listing, part: _Part, marked: Any, pictures: dict[str, bytes]) -> Sheet:
    """The sheet of a page whose rows and texts are markers."""
    entries = [
        Entry(row.cells, pictures.get(f"row{at}") if listing.has_signatures else None)
        for at, row in enumerate(marked.rows)
    ]
    stand_in = _Marked(entries, part.before, part.number, part.count, given=marked.texts)
    return sheet(listing, [stand_in])


@dataclass(frozen=True)
class _Marked(_Part):
    """A page with texts of its own."""

    given: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return self.given


def _prove(listing: Listing, part: _Part, page: Any, form: Any) -> None:
    """Once in a process for each kind of page: exactly as WeasyPrint prints it."""
    from netralitas.documents import engine
    from netralitas.documents.stamper import Unstampable, proof, rows

    kind = (listing.columns, listing.has_signatures, part.number == 1, part.number == part.count)
    if kind not in _proven:
        theirs = engine.write(rendering.in_step(sheet(listing, [part]), 0))
        try:
            proof.compare(_file_of(rows.set_page(form, page), listing.title), theirs)
            _proven[kind] = True
        except proof.Unequal as difference:
            _logger.warning("list is not printed equally", extra={"facts": {"difference": str(difference)}})
            _proven[kind] = False
    if not _proven[kind]:
        raise Unstampable("not proven")


def file_of(listing: Listing) -> bytes:
    """The PDF/A-3b of a list."""
    from netralitas.documents.stamper import closing
    from netralitas.documents.stamper.assembling import Book

    target = io.BytesIO()
    book = Book.begun(target)
    put(book, listing)
    closing.close(book, listing.title)
    return target.getvalue()


def _file_of(page: Any, title: str) -> bytes:
    from netralitas.documents.stamper import closing, rows
    from netralitas.documents.stamper.assembling import Book

    target = io.BytesIO()
    book = Book.begun(target)
    rows.put_set_page(book, page)
    closing.close(book, title)
    return target.getvalue()


def _put_laid_out(book: "Book", content: bytes) -> None:
    from netralitas.documents.stamper import stamping

    stamping.put_laid_out(book, content)
