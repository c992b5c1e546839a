"""Printing slips with personal links, and posters."""

from django.db import transaction
from django.db.models import QuerySet

from netralitas.access.actors import Actor
from netralitas.accounts.actions import links
from netralitas.accounts.models import UnitLink
from netralitas.audit.actions import record
from netralitas.documents import runs
from netralitas.documents.papers import Sheet
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Opd
from pledges import events, handouts
from pledges.models import Campaign
from pledges.queries import printing


def print_slips(
    progress: jobs.Progress, *, campaign: Campaign, unit: Opd, with_signed: bool, size: str, by: Actor
) -> None:
    """Print, unit by unit, the receipt list and the slips with personal links; links are derived, never stored.

    *Refuses* outside the window and when nobody is left. *Records* `pledges.slips_printed` at the start.
    """

    def items() -> list[int]:
        _check_open(campaign)
        found = printing.slip_staff_ids(campaign, unit, with_signed=with_signed)
        with transaction.atomic():
            links.ensure_personal_links(staff_ids=found, expires_at=campaign.closes_at, by=by)
            record(events.SLIPS_PRINTED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, count=len(found))
        return printing.slip_units(campaign, unit, with_signed=with_signed)

    def sheets(pk: int) -> list[Sheet]:
        place = Opd.objects.select_related("opd", "parent").get(pk=pk)
        people = printing.slip_staff(campaign, place, with_signed=with_signed)
        if not people:
            return []
        progress.note(place.name)
        return [
            handouts.receipt_sheet(campaign, place, people, size=size),
            handouts.slip_sheet(campaign, place, people, size=size),
        ]

    runs.print_run(
        progress, run_id=progress.job.public_id, items=items, put=runs.put_sheets(sheets),
        name=f"Lembar tautan {unit.name}",
        empty=f"Semua pegawai {unit.name} sudah menandatangani, jadi tidak ada lembar tautan untuk dicetak.",
    )  # fmt: skip


def open_unit_link(*, campaign: Campaign, unit: Opd, by: Actor) -> UnitLink:
    """See that the unit has a link for its poster, until the window closes.

    *Refuses* outside the window. *Records* as `accounts.actions.links.ensure_unit_link`.
    """
    _check_open(campaign)
    return links.ensure_unit_link(unit=unit, expires_at=campaign.closes_at, by=by)


def open_unit_links(*, campaign: Campaign | None, units: QuerySet[Opd], place: Opd | None, by: Actor) -> int:
    """Give these units a link until the window closes; returns how many got one.

    *Refuses* outside the window. *Records* as `accounts.actions.links.ensure_unit_links`.
    """
    _check_open(campaign)
    ids = units.order_by().values_list("pk", flat=True)
    return links.ensure_unit_links(unit_ids=ids, place=place, expires_at=campaign.closes_at, by=by)


def _check_open(campaign: Campaign | None) -> None:
    if campaign is None or campaign.state != Campaign.State.OPEN or campaign.closes_at <= database_time():
        raise DomainError(
            "Kegiatan ikrar ini tidak sedang dibuka, jadi tautannya tidak akan berlaku. Tidak ada yang dicetak."
        )
