"""Many documents in one go: pages for a print run, stored files for a ZIP."""

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netralitas.documents import drawings, papers, rendering
from netralitas.documents.models import Document
from netralitas.documents.queries import files
from netralitas.ledger.vault import Erased

if TYPE_CHECKING:
    from netralitas.documents.stamper.assembling import Book

_READ_TOGETHER = 200


def with_facts(ids: list[int]) -> dict[int, Document]:
    """Documents with what their facts and pictures need, by id; one query."""
    return Document.objects.select_related("row_key", "drawing").in_bulk(ids)


def put_document(book: "Book", document: Document, *, size: str = "") -> str:
    """Print a document's frozen facts once more, on paper of `size` when given.

    Returns why it could not be stamped; "" when it was. A document whose personal data were purged has no page.
    """
    from netralitas.documents.stamper import Unstampable, press, stamping

    try:
        facts = document.facts()
    except Erased:
        return "purged"
    facts = {**facts, "paper": size} if size else facts
    pictures = drawings.pictures_of(document, facts)
    try:
        ready = press.prepared(document.kind, facts, pictures)
    except Unstampable as reason:
        stamping.put_laid_out(book, rendering.pdf(papers.sheet_of(document.kind, facts, pictures)))
        return str(reason)
    stamping.put_page(book, ready.plan, ready.lines, pictures)
    return ""


def put_sheet(book: "Book", sheet: papers.Sheet) -> None:
    """Print a sheet that WeasyPrint lays out."""
    from netralitas.documents.stamper import stamping

    stamping.put_laid_out(book, rendering.pdf(sheet))


def put_back(book: "Book") -> None:
    """An empty page as large as the one before it: the back of a sheet."""
    from netralitas.documents.stamper import stamping

    stamping.put_back(book)


def zip_files(target: Path, ids: list[int], name_of: Callable[[Document], str], done: Callable[[], Any]) -> Counter:
    """Write the stored files of documents into a ZIP, one after the other; counts "stored" and "missing".

    The names are made safe here: no folder but those `name_of` gives, no letter a file system minds.
    """
    counted: Counter[str] = Counter()
    used: set[str] = set()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for document in _stored(ids):
            try:
                with (
                    files.opened(document.file) as source,
                    archive.open(_unused(name_of(document), used), "w") as entry,
                ):
                    for chunk in source.chunks():
                        entry.write(chunk)
                counted["stored"] += 1
            except (FileNotFoundError, Document.file.RelatedObjectDoesNotExist):
                counted["missing"] += 1
            done()
    return counted


def safe_name(text: str) -> str:
    """A name any file system takes: letters, digits, spaces and . , - ( ) only, at most 80."""
    kept = "".join(letter if letter.isalnum() or letter in " .,-()" else "-" for letter in text)
    return " ".join(kept.split()).strip(". ")[:80] or "tanpa nama"


def _stored(ids: list[int]) -> Iterator[Document]:
    for start in range(0, len(ids), _READ_TOGETHER):
        some = ids[start : start + _READ_TOGETHER]
        rows = Document.objects.select_related("file").defer("facts_ciphertext").in_bulk(some)
        yield from (rows[pk] for pk in some if pk in rows)


def _unused(name: str, used: set[str]) -> str:
    """The name, numbered when another file has it; compared as Windows does."""
    stem, tried, number = name, f"{name}.pdf", 1
    while tried.casefold() in used:
        number += 1
        tried = f"{stem} ({number}).pdf"
    used.add(tried.casefold())
    return tried
