"""Printing the recap per Perangkat Daerah, as a paper to sign and stamp or as a workbook."""

import tempfile
from pathlib import Path

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.scopes import Scope
from netralitas.audit.actions import record
from netralitas.dashboards import events, recap_papers
from netralitas.dashboards.queries.recap import recap
from netralitas.documents import rendering
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time
from pledges.models import Campaign


def print_recap(progress: jobs.Progress, *, campaign: Campaign, scope: Scope, is_workbook: bool, by: Actor) -> None:
    """Write the recap of the whole pemda as it stands now.

    *Refuses* whoever does not see the whole pemda, and an empty roster. *Records* `dashboards.recap_printed`.
    """
    if not scope.is_all:
        raise DomainError("Rekap seluruh Perangkat Daerah hanya untuk yang memantau seluruh pemda.")
    progress.total(1)
    now = database_time()
    found = recap(campaign, now)
    if not found.lines:
        raise DomainError("Daftar wajib masih kosong, jadi belum ada yang direkap.")
    with transaction.atomic():
        record(events.RECAP_PRINTED, by=by, subject=campaign, campaign=campaign.title)
    name = f"Rekap per Perangkat Daerah {campaign.title}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rekap"
        if is_workbook:
            recap_papers.write_workbook(path, campaign, found, now)
        else:
            path.write_bytes(rendering.pdf(recap_papers.sheet_of(campaign, found, now)))
        progress.result(path, f"{name}.xlsx" if is_workbook else f"{name}.pdf")
    progress.advance()
