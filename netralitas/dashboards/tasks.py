"""Papers made in the background, by name, with the rights of their owner at that time; the weekly report on Mondays."""

from typing import Any

from netralitas.access.actors import SYSTEM
from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import NOTHING, Scope, scope_of
from netralitas.dashboards.actions import missing_lists, monday_files, mondays, packets, recaps
from netralitas.dashboards.models import WeeklyReport
from netralitas.dashboards.queries import recipients
from netralitas.dashboards.queries.people import unwilling_scope
from netralitas.jobs import api as jobs
from netralitas.registry.models import Opd
from pledges.models import Campaign


@jobs.job("dashboards.print_missing", label="Menyusun Daftar Belum")
def print_missing(progress: jobs.Progress, *, campaign: str, unit: str, order: str, is_workbook: bool) -> None:
    """The list of those under a unit who have not signed: F4 paper or workbook."""
    owner, place = progress.job.owner, _unit(unit)
    missing_lists.print_missing(
        progress, campaign=Campaign.objects.get(public_id=campaign), unit=place,
        scope=_scope(owner, Permission.MISSING_VIEW),
        may_see_unwilling=bool(owner and unwilling_scope(owner).covers(place)),
        order=order, is_workbook=is_workbook, by=progress.by,
    )  # fmt: skip


@jobs.job("dashboards.print_recap", label="Menyusun rekap per Perangkat Daerah")
def print_recap(progress: jobs.Progress, *, campaign: str, is_workbook: bool) -> None:
    """The recap of the pemda: F4 paper or workbook."""
    recaps.print_recap(
        progress, campaign=Campaign.objects.get(public_id=campaign),
        scope=_scope(progress.job.owner, Permission.ROLLUP_VIEW), is_workbook=is_workbook, by=progress.by,
    )  # fmt: skip


@jobs.job("dashboards.print_packet", label="Menyusun paket laporan")
def print_packet(progress: jobs.Progress, *, campaign: str, opd: str, order: str) -> None:
    """Letter, recap, signers and missing of one Perangkat Daerah in one file."""
    owner = progress.job.owner
    packets.print_packet(
        progress, campaign=Campaign.objects.get(public_id=campaign), opd=_unit(opd),
        scope=_scope(owner, Permission.MISSING_VIEW), order=order, by=progress.by,
    )  # fmt: skip


@jobs.job("dashboards.print_monday", label="Menyusun Rekap Senin")
def print_monday(progress: jobs.Progress, *, campaign: str, report: str, form: str) -> None:
    """A weekly report as two pages, as the recap on F4 or as a workbook; as it is now when `report` is empty."""
    monday_files.print_report(
        progress, campaign=Campaign.objects.get(public_id=campaign),
        report=WeeklyReport.objects.get(public_id=report) if report else None,
        scope=_scope(progress.job.owner, Permission.ROLLUP_VIEW), form=form, by=progress.by,
    )  # fmt: skip


@jobs.every(minutes=10)
@jobs.task("dashboards.freeze_mondays")
def freeze_mondays() -> None:
    """Freeze and mail the weekly report when its hour has come."""
    mondays.freeze_due(by=SYSTEM)


@jobs.resolver("dashboards.weekly")
def reader(username: str, context: dict[str, Any]) -> jobs.Recipient:
    """The account's own address and the numbers; nobody who lost the role or was taken off the list meanwhile."""
    letter = recipients.letter(username, context["report"])
    if letter is None:
        raise jobs.NotNeeded
    return jobs.Recipient(letter.address, letter.words)


def _unit(public_id: str) -> Opd:
    return Opd.objects.select_related("opd", "parent", "kind").get(public_id=public_id)


def _scope(owner: User | None, permission: Permission) -> Scope:
    return scope_of(owner, permission) if owner else NOTHING
