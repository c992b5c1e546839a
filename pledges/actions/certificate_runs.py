"""Printing the certificates of a unit, an OPD or the whole pemda: one PDF, or a ZIP of the stored files."""

import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import batches, runs
from netralitas.documents.models import Document
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.registry.models import Opd
from pledges import events, handouts
from pledges.models import Campaign
from pledges.queries import printing

EVERYWHERE = "Seluruh Perangkat Daerah"


@dataclass(frozen=True)
class Wish:
    """How a print run shall look; plain values, so that a job can keep it.

    `size` is "" for the paper of the facts. `first` and `last` are places in the run, counted from one; 0 for the ends.
    """

    order: str = printing.BY_RANK
    size: str = ""
    by_unit: bool = True
    with_separators: bool = False
    is_duplex: bool = False
    first: int = 0
    last: int = 0

    def as_json(self) -> dict[str, Any]:
        """For a job's arguments."""
        return asdict(self)


def print_certificates(
    progress: runs.Progress, *, run_id: str, campaign: Campaign, unit: Opd | None, wish: Wish, by: Actor
) -> Counter:
    """Print certificates as one PDF: a fresh print of the frozen facts. `unit` None is the whole pemda.

    Returns how many were stamped, and how many laid out for which reason. *Refuses* when nobody has signed.
    *Records* `pledges.certificates_printed` at the start.
    """

    def items() -> list[list[int]]:
        rows = _rows(campaign, unit, wish)
        _record(rows, unit, by)
        return _items(rows, wish)

    def put(book: "batches.Book", some: list[list[int]]) -> Counter:
        counted: Counter[str] = Counter()
        documents = batches.with_facts([pk for what, pk, _ in some if what == _DOCUMENT])
        for what, pk, count in some:
            before = book.count
            if what == _DOCUMENT:
                counted[batches.put_document(book, documents[pk], size=wish.size) or "stamped"] += 1
            else:
                _put_separator(book, campaign, pk, count, wish)
            if wish.is_duplex and (book.count - before) % 2:
                batches.put_back(book)
        return counted

    place = unit.name if unit else "pemda ini"
    empty = f"Belum ada yang menandatangani di {place}, jadi belum ada sertifikat untuk dicetak."
    name = f"{campaign.paper_name} {_name(unit)}"
    counted = runs.print_run(progress, run_id=run_id, items=items, put=put, name=name, empty=empty)
    progress.note(printing.run_words(counted))
    return counted


def zip_certificates(progress: jobs.Progress, *, campaign: Campaign, unit: Opd | None, wish: Wish, by: Actor) -> None:
    """Put the stored files of certificates into a ZIP, a folder per unit; a run that dies begins anew.

    *Refuses* when nobody has signed. *Records* `pledges.certificates_printed` at the start.
    """
    rows = _rows(campaign, unit, wish)
    if not rows:
        raise DomainError("Belum ada yang menandatangani di sini, jadi belum ada sertifikat untuk diunduh.")
    if not progress.last_checkpoint:
        _record(rows, unit, by)
        progress.checkpoint({"recorded": True})
    progress.total(len(rows))
    progress.advance(-progress.done)
    words = printing.file_words([row.document_id for row in rows])

    def name_of(document: Document) -> str:
        unit_name, person = words[document.pk]
        return f"{batches.safe_name(unit_name)}/{batches.safe_name(f'{person} {document.number}')}"

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "berkas.zip"
        counted = batches.zip_files(path, [row.document_id for row in rows], name_of, progress.advance)
        if not counted["stored"]:
            raise DomainError("Belum ada sertifikat yang selesai disegel. Tunggu beberapa menit, lalu ulangi.")
        progress.result(path, f"Sertifikat {_name(unit)}.zip")
    if counted["missing"]:
        progress.note(f"{counted['missing']} sertifikat belum selesai disegel dan tidak ikut.")
    progress.outcome(**counted)


_DOCUMENT, _SEPARATOR = 0, 1


def _rows(campaign: Campaign, unit: Opd | None, wish: Wish) -> list[printing.Row]:
    rows = printing.certificate_rows(campaign, unit, wish.order, by_unit=wish.by_unit)
    return rows[max(wish.first - 1, 0) : wish.last or None]


def _items(rows: list[printing.Row], wish: Wish) -> list[list[int]]:
    """What is printed in order: documents, and before each unit's a separator with its count."""
    items: list[list[int]] = []
    sizes = Counter(row.unit_id for row in rows)
    unit_id = None
    for row in rows:
        if wish.by_unit and wish.with_separators and row.unit_id != unit_id:
            unit_id = row.unit_id
            items.append([_SEPARATOR, unit_id, sizes[unit_id]])
        items.append([_DOCUMENT, row.document_id, 0])
    return items


def _record(rows: list[printing.Row], unit: Opd | None, by: Actor) -> None:
    with transaction.atomic():
        record(
            events.CERTIFICATES_PRINTED, by=by, subject=unit, opd_id=unit.opd_id if unit else None, unit=_name(unit),
            count=len(rows),
        )  # fmt: skip


def _put_separator(book: "batches.Book", campaign: Campaign, unit_id: int, count: int, wish: Wish) -> None:
    unit = Opd.objects.select_related("opd", "parent").get(pk=unit_id)
    batches.put_sheet(book, handouts.separator_sheet(campaign, unit, count, size=wish.size or "A4"))


def _name(unit: Opd | None) -> str:
    return unit.name if unit else EVERYWHERE
