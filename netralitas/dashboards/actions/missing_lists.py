"""Printing *Daftar Belum*, as a paper or as a workbook."""

import tempfile
from pathlib import Path

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.scopes import Scope
from netralitas.audit.actions import record, record_access
from netralitas.dashboards import events, missing_lists
from netralitas.documents import listing
from netralitas.errors import DomainError
from netralitas.exchange.writers import write_xlsx
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Opd
from netralitas.ui import formats
from pledges.models import Campaign


def print_missing(
    progress: jobs.Progress, *, campaign: Campaign, unit: Opd, scope: Scope, may_see_unwilling: bool, order: str,
    is_workbook: bool, by: Actor,
) -> None:  # fmt: skip
    """Write the list of those under a unit who have not signed, as far as `scope` reaches.

    *Refuses* outside the scope and when nobody is missing. *Records* the look `dashboards.missing_paper` and the
    event `dashboards.missing_listed`.
    """
    check_covers(scope, unit)
    found = missing_lists.missing_of(campaign, unit, scope, order=order, may_see_unwilling=may_see_unwilling)
    if not found:
        raise DomainError(f"Tidak ada yang belum menandatangani di {unit.name}, jadi Daftar Belum kosong.")
    record_access("dashboards.missing_paper", by=by, subject=unit)
    with transaction.atomic():
        record(events.MISSING_LISTED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, count=len(found))
    progress.total(1)
    now = database_time()
    name = f"Daftar Belum {unit.name} (Terbatas)"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar"
        if is_workbook:
            rows = (missing_lists.row_of(number, one) for number, one in enumerate(found, start=1))
            title = f"{name}, {campaign.title}, keadaan per {formats.moment(now)}"
            write_xlsx(path, columns=missing_lists.SHEET_COLUMNS, rows=rows, title=title, sheet="Daftar Belum")
        else:
            path.write_bytes(listing.file_of(missing_lists.listing_of(campaign, unit, found, now)))
        progress.result(path, f"{name}.xlsx" if is_workbook else f"{name}.pdf")
    progress.advance()


def check_covers(scope: Scope, unit: Opd) -> None:
    """*Refuses* when a role ended between asking and making."""
    if not scope.covers(unit):
        raise DomainError(f"Peran Bapak/Ibu tidak lagi mencakup {unit.name}. Tidak ada yang dibuat.")
