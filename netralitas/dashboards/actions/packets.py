"""Printing *Paket Laporan OPD*: what a Perangkat Daerah hands in, as one file."""

import tempfile
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.scopes import Scope
from netralitas.audit.actions import record, record_access
from netralitas.dashboards import events, missing_lists, packet_papers
from netralitas.dashboards.actions.missing_lists import check_covers
from netralitas.dashboards.packet_papers import Report
from netralitas.dashboards.queries.desk import desk_scope
from netralitas.dashboards.queries.units import unit_rollup
from netralitas.dashboards.queries.villages import village_rows
from netralitas.documents import listing, packets
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Opd
from pledges import signer_lists
from pledges.models import Campaign
from pledges.queries import printing
from pledges.queries.reviews import statement_letters


def print_packet(progress: jobs.Progress, *, campaign: Campaign, opd: Opd, scope: Scope, order: str, by: Actor) -> None:
    """Write letter, statement, recap, signers and missing as one file with running page numbers.

    *Refuses* outside the scope and when nobody is obliged. *Records* the look `dashboards.packet` and the event
    `dashboards.packet_printed`.
    """
    check_covers(scope, opd)
    ids = printing.signer_ids(campaign, opd, order)
    found = missing_lists.missing_of(campaign, opd, scope, order=order, may_see_unwilling=False)  # leaves the OPD
    report = Report(
        campaign, opd, unit_rollup(campaign, opd, scope),
        village_rows(campaign, desk_scope(scope, opd), by_office=False), len(ids), len(found), database_time(),
        statement_letters(campaign, opd),
    )  # fmt: skip
    if not (ids or found):
        raise DomainError(f"Daftar wajib {opd.name} masih kosong, jadi belum ada yang dilaporkan.")
    record_access("dashboards.packet", by=by, subject=opd)
    progress.total(len(ids) + 1)
    progress.advance(-progress.done)
    lists = [*([_signers(progress, report, ids)] if ids else [])]
    lists += [missing_lists.listing_of(campaign, opd, found, report.now)] if found else []
    makers = [
        partial(packet_papers.letter_sheet, report),
        *(partial(packet_papers.statement_sheet, letter) for letter in report.statements),
        partial(packet_papers.recap_sheet, report),
        *(partial(_numbered, one) for one in lists),
    ]  # fmt: skip
    name = f"Paket Laporan {opd.name} (Terbatas)"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paket.pdf"
        count = packets.write(path, makers, name)
        with transaction.atomic():
            record(events.PACKET_PRINTED, by=by, subject=opd, opd_id=opd.opd_id, unit=opd.name, count=count)
        progress.result(path, f"{name}.pdf")
    progress.advance()


def _signers(progress: jobs.Progress, report: Report, ids: list[printing.SignerId]) -> listing.Listing:
    entries, kinds = [], Counter()
    for number, signer in enumerate(printing.signers(ids), start=1):
        entries.append(signer_lists.entry_of(number, signer))
        kinds[signer_lists.kind_of(signer)] += 1
        progress.advance()
    return signer_lists.listing_of(report.campaign, report.opd, entries, kinds, report.now)


def _numbered(one: listing.Listing, before: int, whole: int) -> listing.Listing:
    return replace(one, pages_before=before, pages_in_all=whole)
