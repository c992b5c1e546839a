"""What closes a file of many pages, taken from an empty page of WeasyPrint's: colour profile, title, PDF/A mark."""

import io
from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

import pikepdf

from netralitas.documents import engine
from netralitas.documents.stamper import graph
from netralitas.documents.stamper.assembling import Book, finish

KEPT = ("/Lang", "/OutputIntents")  # of the catalogue; no bookmarks: they would need every page


@dataclass(frozen=True)
class Ends:
    """The catalogue's entries, info and metadata."""

    entries: bytes
    info: bytes
    metadata: bytes
    store: graph.Store = field(repr=False)

    def catalogue(self, book: Book) -> bytes:
        """The entries with the numbers of a book."""
        return graph.Shared(self.entries).written(lambda digest: book.shared(digest, self.store))


def entries_of(dictionary: pikepdf.Object, keys: tuple[str, ...], store: graph.Store) -> bytes:
    """Some entries of a dictionary as text; what they refer to goes into the store."""
    return b" ".join(b"%s %s" % (key.encode(), graph.keep(dictionary[key], store)) for key in keys if key in dictionary)


def info_of(pdf: pikepdf.Pdf) -> bytes:
    """The info dictionary as text."""
    return b"<< %s >>" % b" ".join(
        b"%s %s" % (key.encode(), pdf.docinfo[key].unparse()) for key in sorted(pdf.docinfo.keys())
    )


@lru_cache(maxsize=64)
def of_title(title: str) -> Ends:
    """What closes a file of this title."""
    html = f"<!DOCTYPE html><html lang=id><title>{escape(title)}</title>"
    page = engine.write(engine.lay_out(html, pictures={}, stylesheet="papers/repertoire.css", size="A4"))
    store: graph.Store = {}
    with pikepdf.open(io.BytesIO(page)) as pdf:
        return Ends(entries_of(pdf.Root, KEPT, store), info_of(pdf), pdf.Root.Metadata.read_bytes(), store)


def close(book: Book, title: str) -> None:
    """Close a file that one book has written."""
    book.close_node()
    ends = of_title(title)
    finish(
        book, earlier=array("Q"), nodes=book.nodes, catalogue=ends.catalogue(book), info=ends.info,
        metadata=ends.metadata,
    )  # fmt: skip
