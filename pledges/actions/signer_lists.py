"""Printing *Daftar Penandatangan*, as a paper to sign and stamp or as a workbook."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import listing
from netralitas.errors import DomainError
from netralitas.exchange.writers import write_xlsx
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Opd
from pledges import events, signer_lists
from pledges.models import Campaign
from pledges.queries import printing


def print_signers(
    progress: jobs.Progress, *, campaign: Campaign, unit: Opd, order: str, is_workbook: bool, by: Actor
) -> None:
    """Write the list of those who signed under a unit; a run that dies begins anew.

    *Refuses* when nobody has signed. *Records* `pledges.signers_listed`.
    """
    ids = printing.signer_ids(campaign, unit, order)
    if not ids:
        raise DomainError(f"Belum ada yang menandatangani di {unit.name}, jadi daftarnya masih kosong.")
    if not progress.last_checkpoint:
        with transaction.atomic():
            record(events.SIGNERS_LISTED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, count=len(ids))
        progress.checkpoint({"recorded": True})
    progress.total(len(ids))
    progress.advance(-progress.done)
    name = f"Daftar Penandatangan {unit.name}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar"
        write = _workbook if is_workbook else _paper
        write(path, progress, campaign, unit, ids)
        progress.result(path, f"{name}.xlsx" if is_workbook else f"{name}.pdf")


def _paper(path: Path, progress: jobs.Progress, campaign: Campaign, unit: Opd, ids: list[printing.SignerId]) -> None:
    entries, kinds = [], Counter()
    for number, signer in enumerate(printing.signers(ids), start=1):
        entries.append(signer_lists.entry_of(number, signer))
        kinds[signer_lists.kind_of(signer)] += 1
        progress.advance()
    found = signer_lists.listing_of(campaign, unit, entries, kinds, database_time())
    path.write_bytes(listing.file_of(found))


def _workbook(path: Path, progress: jobs.Progress, campaign: Campaign, unit: Opd, ids: list[printing.SignerId]) -> None:
    def rows() -> Iterator[tuple]:
        for number, signer in enumerate(printing.signers(ids), start=1):
            progress.advance()
            yield signer_lists.row_of(number, signer)

    title = f"Daftar Penandatangan {unit.name}, {campaign.title}"
    write_xlsx(path, columns=signer_lists.SHEET_COLUMNS, rows=rows(), title=title)
