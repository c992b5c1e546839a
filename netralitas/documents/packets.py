"""Several papers in one file, their pages numbered through.

How many pages each will have is known before it is written: a list is cut into pages beforehand, a sheet is laid out.
Should a list need more after all, the file is written once more with what is known then.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from netralitas.documents import batches, listing, rendering
from netralitas.documents.papers import Sheet

if TYPE_CHECKING:
    from netralitas.documents.stamper.assembling import Book

Maker = Callable[[int, int], "Sheet | listing.Listing"]  # pages before it, pages in all (0: not yet known)


def write(path: Path, makers: Sequence[Maker], title: str) -> int:
    """Write the papers one after the other; returns how many pages they have together."""
    expected = [_expected(make(0, 0)) for make in makers]
    counts = _write(path, makers, title, sum(expected))
    if counts != expected:
        counts = _write(path, makers, title, sum(counts))
    return sum(counts)


def _write(path: Path, makers: Sequence[Maker], title: str, whole: int) -> list[int]:
    """Write them as if there were `whole` pages in all; returns how many pages each really took."""
    from netralitas.documents.stamper import closing
    from netralitas.documents.stamper.assembling import Book

    counts = []
    with path.open("wb") as target:
        book = Book.begun(target)
        for make in makers:
            before = book.count
            _put(book, make(before, whole))
            counts.append(book.count - before)
        closing.close(book, title)
    return counts


def _expected(paper: Sheet | listing.Listing) -> int:
    if isinstance(paper, Sheet):
        return len(rendering.lay_out(paper).pages)
    return len(listing.parts(paper))


def _put(book: "Book", paper: Sheet | listing.Listing) -> None:
    if isinstance(paper, Sheet):
        batches.put_sheet(book, paper)
    else:
        listing.put(book, paper)
