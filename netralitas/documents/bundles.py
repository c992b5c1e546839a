"""Many files in one PDF: an index before them, bookmarks, and a page number on every page."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Name, OutlineItem

from netralitas.documents import rendering
from netralitas.documents.papers import Sheet

_FONT, _SIZE, _ABOVE = "/Hal", 8, 14  # points
_A4, _FRAME = (8.27, 11.69), (7.3, 10.4)  # inches
_WIDE = 4.2  # points a letter of Helvetica 8 takes on average, to set the line in the middle


@dataclass(frozen=True)
class Piece:
    """One file of a bundle: a PDF or a JPEG, or why it is not there."""

    title: str
    content: bytes
    problem: str = ""


@dataclass(frozen=True)
class Placed:
    """Where a piece stands: its first page and how many it has (0: not there)."""

    piece: Piece
    first: int
    count: int


def write(path: Path, pieces: Iterable[Piece], index: Callable[[list[Placed]], Sheet], *, mark: str, title: str) -> int:
    """Write index and pieces into one PDF; `mark` stands beside each page number. Returns the number of pages."""
    files = [(piece, _opened(piece)) for piece in pieces]
    ahead = _page_count(rendering.pdf(index(_placed(files, 0))))
    placed = _placed(files, ahead)
    with pikepdf.new() as book:
        with pikepdf.open(io.BytesIO(rendering.pdf(index(placed)))) as first:
            book.pages.extend(first.pages)
        for _, file in files:
            if file is not None:
                book.pages.extend(file.pages)
        with book.open_outline() as outline:
            outline.root += [OutlineItem(one.piece.title, one.first - 1) for one in placed if one.count]
        _number(book, mark)
        with book.open_metadata() as metadata:
            metadata["dc:title"] = title
        book.save(path)
        return len(book.pages)


def joined(contents: Iterable[bytes]) -> bytes:
    """PDFs one behind the other, for the printer only: their seals do not hold in it."""
    out = io.BytesIO()
    with pikepdf.new() as book:
        for content in contents:
            with _plain(content) as file:
                book.pages.extend(file.pages)
        book.save(out)
    return out.getvalue()


def _opened(piece: Piece) -> pikepdf.Pdf | None:
    if piece.problem:
        return None
    content = piece.content if piece.content.startswith(b"%PDF-") else _from_picture(piece.content)
    return _plain(content)


def _plain(content: bytes) -> pikepdf.Pdf:
    """A file without form fields: the field of a seal means nothing once its pages stand elsewhere."""
    file = pikepdf.open(io.BytesIO(content))
    if "/AcroForm" in file.Root:
        del file.Root["/AcroForm"]
        for page in file.pages:
            if "/Annots" in page:
                del page["/Annots"]
    return file


def _from_picture(content: bytes) -> bytes:
    """A picture on a page of A4, as large as its frame allows."""
    from PIL import Image

    picture, out = Image.open(io.BytesIO(content), formats=("JPEG", "PNG")).convert("RGB"), io.BytesIO()
    dots = max(picture.width / _FRAME[0], picture.height / _FRAME[1], 72)  # an inch
    paper = Image.new("RGB", (round(_A4[0] * dots), round(_A4[1] * dots)), "white")
    paper.paste(picture, ((paper.width - picture.width) // 2, round((_A4[1] - _FRAME[1]) / 2 * dots)))
    paper.save(out, "PDF", resolution=dots)
    return out.getvalue()


def _page_count(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as file:
        return len(file.pages)


def _placed(files: list[tuple[Piece, pikepdf.Pdf | None]], ahead: int) -> list[Placed]:
    found, at = [], ahead + 1
    for piece, file in files:
        count = len(file.pages) if file is not None else 0
        found.append(Placed(piece, at, count))
        at += count
    return found


def _number(book: pikepdf.Pdf, mark: str) -> None:
    """Put the number at the foot of each page, in the middle, whatever its size."""
    font = book.make_indirect(
        pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    whole = len(book.pages)
    for at, page in enumerate(book.pages, start=1):
        text = f"{mark} – halaman {at} dari {whole}"
        left, bottom, right, _ = (float(edge) for edge in page.mediabox)
        x = left + (right - left - len(text) * _WIDE) / 2
        page.add_resource(font, Name.Font, Name(_FONT))
        page.contents_add(b"q\n", prepend=True)
        line = b"\nQ q BT %s %d Tf 0 g %.1f %.1f Td (%s) Tj ET Q" % (
            _FONT.encode(), _SIZE, x, bottom + _ABOVE, _escaped(text),
        )  # fmt: skip
        page.contents_add(line, prepend=False)


def _escaped(text: str) -> bytes:
    plain = text.encode("cp1252", "replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
