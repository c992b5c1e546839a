"""Compiling the file of a case: one PDF with index and page numbers, or a ZIP with the pieces and their hashes."""

import hashlib
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.audit.actions import record, record_access
from netralitas.documents import batches, bundles, rendering
from netralitas.documents.bundles import Piece, Placed
from netralitas.documents.papers import Sheet
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.jobs.models import Job
from netralitas.ledger.clock import database_time
from netralitas.ui import formats
from sanctions import dossier_papers, events
from sanctions.actions import evidence
from sanctions.models import Case
from sanctions.queries import dossiers as queries
from sanctions.queries.dossiers import Source

_SUMS = "SHA256SUMS.txt"


@transaction.atomic
def order(case: Case, *, is_archive: bool, reason: str, owner: User, by: Actor) -> Job:
    """Begin to compile in the background. *Refuses* without a reason. *Records* `sanctions.dossier_ordered`."""
    if not reason.strip():
        raise DomainError("Tuliskan untuk apa berkas ini disusun. Belum ada yang disusun.", code="alasan")
    record(events.DOSSIER_ORDERED, by=by, subject=case, number=case.number, reason=reason.strip()[:200],
           form="ZIP" if is_archive else "PDF")  # fmt: skip
    record_access("sanctions.dossier", by=by, subject=case, reason=reason.strip()[:200])
    return jobs.start("sanctions.dossier", by=by, owner=owner, case=case.public_id, is_archive=is_archive)


def compile_dossier(progress: jobs.Progress, *, case: Case, is_archive: bool, by: Actor) -> None:
    """Write the file from what the case holds now; a piece that is gone stands in the index with the reason.

    *Refuses* nothing. *Records* a link in the chain of every exhibit that is copied, and what those actions record.
    """
    found = queries.sources(case)
    progress.total(len(found))
    pieces = []
    for source in found:
        pieces.append(_piece(case, source, by=by))
        progress.advance()
    name = batches.safe_name(f"Berkas perkara {case.number}")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "berkas.pdf"
        count = bundles.write(book, pieces, _index(case, found), mark=f"Perkara {case.number}", title=name)
        progress.outcome(pages=count, missing=sum(bool(piece.problem) for piece in pieces))
        if not is_archive:
            progress.result(book, f"{name}.pdf")
            return
        archive = Path(folder) / "berkas.zip"
        _pack(archive, book, pieces)
        progress.result(archive, f"{name}.zip")


def _index(case: Case, found: list[Source]) -> Callable[[list[Placed]], Sheet]:
    taken_at, rows = formats.moment(database_time()), [[source.number, source.day] for source in found]

    def sheet(placed: list[Placed]) -> Sheet:
        return dossier_papers.cover(case, placed, taken_at=taken_at, rows=rows)

    return sheet


def _piece(case: Case, source: Source, *, by: Actor) -> Piece:
    try:
        if source.exhibit is None:
            return Piece(source.title, source.load())
        content, media = evidence.look(source.exhibit, by=by)
    except (DomainError, FileNotFoundError) as refusal:
        return Piece(source.title, b"", problem=getattr(refusal, "message", "berkas tidak ditemukan lagi").rstrip("."))
    if media == "text/plain":
        words = dossier_papers.exhibit_words(case, source.exhibit.number, content.decode())
        return Piece(source.title, rendering.pdf(words))
    return Piece(source.title, content)


def _pack(path: Path, book: Path, pieces: list[Piece]) -> None:
    """The whole PDF, every piece apart, and the SHA-256 of each in the form `sha256sum -c` reads."""
    sums = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [("00 berkas lengkap.pdf", book.read_bytes()), *_named(pieces)]:
            archive.writestr(name, content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        archive.writestr(_SUMS, "".join(sums))


def _named(pieces: list[Piece]) -> list[tuple[str, bytes]]:
    there = [piece for piece in pieces if not piece.problem]
    return [
        (f"{at:02d} {batches.safe_name(piece.title)}{queries.ending_of(piece.content)}", piece.content)
        for at, piece in enumerate(there, start=1)
    ]
