"""Filling a plan with one person: a page for a book, or a file of its own."""

import io
import re
import zlib
from array import array
from datetime import UTC, datetime
from functools import lru_cache, partial

import pikepdf

from netralitas.documents.papers import Pictures
from netralitas.documents.stamper import Unstampable, closing
from netralitas.documents.stamper.assembling import HEADER, Book, finish
from netralitas.documents.stamper.facts import MARKED_DATES, Split
from netralitas.documents.stamper.graph import Shared, Store
from netralitas.documents.stamper.markers import token
from netralitas.documents.stamper.pictures import grey
from netralitas.documents.stamper.plans import Pieces, Plan, SetText

Lines = tuple[tuple[str, ...], ...]  # the lines of each personal text
_PLAIN = re.compile(r"[A-Za-z0-9 .,:/_-]*")
_KOP = "kop:"
_PAGE_ENTRIES = ("/MediaBox", "/TrimBox", "/BleedBox", "/Contents", "/Resources")


def set_texts(plan: Plan, lines: Lines) -> list[SetText]:
    """The lines as operators and widths, by the faces of the plan."""
    return [tuple(spot.face.line(line) for line in rows) for spot, rows in zip(plan.spots, lines, strict=True)]


def put_page(book: Book, plan: Plan, lines: Lines, pictures: Pictures) -> None:
    """Write one person's page."""
    texts = set_texts(plan, lines)
    kept = {name: grey(pictures[name], is_smooth=name != "qr") for name in plan.pictures}
    _, packed = plan.page.filled(texts, {name: picture.pixels for name, picture in kept.items()})
    content = book.add(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed))
    named = [b"/%s %d 0 R" % (name.encode(), book.add(picture.body)) for name, picture in kept.items()]
    if plan.kop:
        named.append(b"/kop %d 0 R" % _kop(book, plan, plan.kop, texts))
    resources = resolved(book, plan, plan.resources)
    named.append(resolved(book, plan, plan.pictures_kept))
    inside = b"%s /Contents %d 0 R /Resources << %s /XObject << %s >> >>"
    book.page(inside % (resolved(book, plan, plan.boxes), content, resources, b" ".join(named)))


def put_laid_out(book: Book, content: bytes) -> None:
    """Write the pages of a PDF that WeasyPrint laid out."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            store: Store = {}
            body = closing.entries_of(page.obj, _PAGE_ENTRIES, store)
            book.page(Shared(body).written(partial(_number_in, book, store)))


def deflated(content: bytes) -> bytes:
    """Compressed quickly."""
    return zlib.compress(content, 1)


def put_back(book: Book) -> None:
    """Write a page with nothing on it, as large as the last: the back of its sheet."""
    book.page(b"%s /Resources << >>" % book.last_box)


def file_of(plan: Plan, split: Split, lines: Lines, pictures: Pictures) -> bytes:
    """The PDF/A-3b of one person: what the plan's files begin with, then the person's objects."""
    start, begun, catalogue = _beginning(plan)
    target = io.BytesIO()
    target.write(start)
    book = begun.copied(target)
    put_page(book, plan, lines, pictures)
    book.close_node()
    info, metadata = described(plan, split)
    finish(book, earlier=array("Q"), nodes=book.nodes, catalogue=catalogue, info=info, metadata=metadata)
    return target.getvalue()


@lru_cache(maxsize=64)
def _beginning(plan: Plan) -> tuple[bytes, Book, bytes]:
    """The bytes every file of a plan begins with, the book that wrote them, and the catalogue's entries."""
    target = io.BytesIO()
    book = Book(target)
    book.write(HEADER)
    catalogue = resolved(book, plan, plan.catalogue)
    for entries in (plan.boxes, plan.resources, plan.pictures_kept):
        resolved(book, plan, entries)
    return target.getvalue(), book, catalogue


def described(plan: Plan, split: Split) -> tuple[bytes, bytes]:
    """Info dictionary and metadata with the person's own title and moment; raises `Unstampable` for odd letters."""
    moment = datetime.fromtimestamp(split.moment, UTC)
    changes = [(MARKED_DATES[0], moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()),
               (MARKED_DATES[1], moment.strftime("D:%Y%m%d%H%M%SZ").encode())]  # fmt: skip
    for index, text in enumerate(split.texts):
        marker = token(index).encode()
        if marker in plan.metadata:
            if not _PLAIN.fullmatch(text):
                raise Unstampable("a title with odd letters")
            changes.append((marker, text.encode()))
    info, metadata = plan.info, plan.metadata
    for old, new in changes:
        info, metadata = info.replace(old, new), metadata.replace(old, new)
    return info, metadata


def _number_in(book: Book, store: Store, digest: str) -> int:
    return book.shared(digest, store)


def _kop(book: Book, plan: Plan, pieces: Pieces, texts: list[SetText]) -> int:
    """The letterhead as a form, written once for all pages that have the same."""
    content, _ = pieces.filled(texts, {})
    key = f"{_KOP}{id(plan)}:{hash(content)}"
    if key in book._shared:
        return book._shared[key]
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Resources << %s >> /Length %d >>"
    head %= (resolved(book, plan, plan.resources), len(content))
    return book.once(key, b"%s\nstream\n%s\nendstream" % (head, content))


def resolved(book: Book, plan: Plan, entries: bytes) -> bytes:
    """Entries of a plan with the object numbers of a book."""
    return Shared(entries).written(lambda digest: book.shared(digest, plan.store))
