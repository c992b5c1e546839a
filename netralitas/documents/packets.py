"""Several papers in one file, their pages numbered through.

Each paper is made twice: once to learn how many pages it has, then with its place in the whole.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from netralitas.documents import batches, listing
from netralitas.documents.papers import Sheet

if TYPE_CHECKING:
    from netralitas.documents.stamper.assembling import Book

Maker = Callable[[int, int], "Sheet | listing.Listing"]  # pages before it, pages in all (0: not yet known)


def write(path: Path, makers: Sequence[Maker], title: str) -> int:
    """Write the papers one after the other; returns how many pages they have together."""
    from netralitas.documents.stamper import closing
    from netralitas.documents.stamper.assembling import Book

    whole = sum(_count(make) for make in makers)
    with path.open("wb") as target:
        book = Book.begun(target)
        for make in makers:
            _put(book, make(book.count, whole))
        closing.close(book, title)
    return whole


def _count(make: Maker) -> int:
    from netralitas.documents.stamper.assembling import Book

    book = Book.begun(io.BytesIO())
    _put(book, make(0, 0))
    return book.count


def _put(book: "Book", paper: Sheet | listing.Listing) -> None:
    if isinstance(paper, Sheet):
        batches.put_sheet(book, paper)
    else:
        listing.put(book, paper)
