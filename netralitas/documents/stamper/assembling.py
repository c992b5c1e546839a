"""Writing PDF/A-3b files page by page: bytes go out as they come, only the places of objects are remembered."""

import hashlib
import re
from array import array
from typing import BinaryIO

from netralitas.documents.stamper.graph import Store

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_BOX = re.compile(rb"/MediaBox \[[^\]]*\]")
_BRANCH = 256  # pages under one node of the page tree


class Book:
    """A PDF being written. Objects are numbered from `first`; `begin` says how many bytes stand before.

    The object of the page tree's root is number 1, so that pages can name it before it is written.
    """

    def __init__(self, target: BinaryIO, *, first: int = 2, begin: int = 0) -> None:
        self._target = target
        self._begin = begin
        self._first = first
        self.places = array("Q")  # of objects `first`, `first` + 1, …; 0 for one that is reserved
        self.size = begin
        self._shared: dict[str, int] = {}
        self._kids: list[int] = []
        self._node = 0
        self.nodes: list[tuple[int, int]] = []  # number and count of pages of finished nodes
        self.last_box = b"/MediaBox [0 0 595.28 841.89]"  # of the last page
        self._digest = hashlib.md5(usedforsecurity=False)

    @classmethod
    def begun(cls, target: BinaryIO) -> "Book":
        """A book at the beginning of a file."""
        book = cls(target)
        book.write(HEADER)
        return book

    def add(self, body: bytes) -> int:
        """Write an object; returns its number."""
        number = self.reserve()
        self.fill(number, body)
        return number

    def reserve(self) -> int:
        """A number for an object written later."""
        self.places.append(0)
        return self._first + len(self.places) - 1

    def fill(self, number: int, body: bytes) -> None:
        """Write a reserved object."""
        self.places[number - self._first] = self.size
        self.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def write(self, content: bytes) -> None:
        """Bytes as they are."""
        self._target.write(content)
        self._digest.update(content)
        self.size += len(content)

    def shared(self, digest: str, store: Store) -> int:
        """The number of a shared object, written when first needed."""
        if digest not in self._shared:
            number = self._shared[digest] = self.reserve()
            self.fill(number, store[digest].written(lambda other: self.shared(other, store)))
        return self._shared[digest]

    def once(self, key: str, body: bytes) -> int:
        """An object that many pages name by a key of theirs (a kop), written when first needed."""
        if key not in self._shared:
            self._shared[key] = self.add(body)
        return self._shared[key]

    def page(self, body: bytes) -> None:
        """Write a page; `body` is its dictionary's inside without /Type and /Parent."""
        if box := _BOX.search(body):
            self.last_box = box[0]
        if not self._kids:
            self._node = self.reserve()
        self._kids.append(self.add(b"<< /Type /Page /Parent %d 0 R %s >>" % (self._node, body)))
        if len(self._kids) == _BRANCH:
            self.close_node()

    def close_node(self) -> None:
        """Finish the present node of the page tree."""
        if self._kids:
            kids = b" ".join(b"%d 0 R" % kid for kid in self._kids)
            body = b"<< /Type /Pages /Parent 1 0 R /Count %d /Kids [%s] >>" % (len(self._kids), kids)
            self.fill(self._node, body)
            self.nodes.append((self._node, len(self._kids)))
            self._kids = []

    def copied(self, target: BinaryIO) -> "Book":
        """A book that goes on from here in another target, which holds the same bytes already."""
        other = Book(target, first=self._first)
        other.places, other.size = self.places[:], self.size
        other._shared, other._digest = dict(self._shared), self._digest.copy()
        return other

    @property
    def count(self) -> int:
        """Pages so far."""
        return sum(count for _, count in self.nodes) + len(self._kids)


def finish(
    book: Book, *, earlier: array, nodes: list[tuple[int, int]], catalogue: bytes, info: bytes, metadata: bytes
) -> None:
    """Write what closes the file: root of the pages, catalogue, cross-reference table.

    `earlier` are places of objects 2 … `first` - 1 written by books before this one, `nodes` all nodes of the pages.
    """
    stream = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(metadata), metadata)
    metadata_number, info_number = book.add(stream), book.add(info)
    root = book.add(b"<< /Type /Catalog /Pages 1 0 R /Metadata %d 0 R %s >>" % (metadata_number, catalogue))
    kids = b" ".join(b"%d 0 R" % number for number, _ in nodes)
    tree = book.size
    book.write(b"1 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n" % (sum(n for _, n in nodes), kids))
    places = (tree, *earlier, *book.places)
    start, identity = book.size, book._digest.hexdigest().encode()
    book.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    for at in range(0, len(places), 10_000):
        book.write(b"".join(b"%010d 00000 n \n" % place for place in places[at : at + 10_000]))
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n"
    book.write(trailer % (len(places) + 1, root, info_number, identity, identity, start))
