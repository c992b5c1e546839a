"""What the pledge room does in the background, by name; each knocks on one action."""

from typing import Any

from netralitas.access.actors import SYSTEM
from netralitas.access.permissions import Permission
from netralitas.access.scopes import NOTHING, scope_of
from netralitas.jobs import api as jobs
from netralitas.registry.models import Opd
from pledges.actions import (
    campaigns,
    certificate_runs,
    mailings,
    printing,
    reminders,
    rosters,
    signals,
    signer_lists,
    verifications,
)
from pledges.models import Campaign
from pledges.queries import mailings as mails
from pledges.queries import mine
from pledges.queries import reminders as reminder_letters

# --- campaigns, texts and rosters


@jobs.every(minutes=1)
@jobs.task("pledges.sync_rosters")
def sync_rosters() -> None:
    """Bring the rosters of open campaigns in step with the registry, which nudges by this name."""
    rosters.sync_open_campaigns(by=SYSTEM)


@jobs.job("pledges.open_campaign", label="Membuka kegiatan ikrar")
def open_campaign(progress: jobs.Progress, *, campaign: str, is_acknowledged: bool) -> None:
    """Open a large campaign: one step, all or nothing."""
    progress.total(1)
    progress.note("Menyusun daftar wajib")
    row = Campaign.objects.get(public_id=campaign)
    campaigns.open_campaign(row, by=progress.by, is_acknowledged=is_acknowledged)
    progress.advance()


# --- signing


@jobs.resolver("pledges.signature")
def signer(public_id: str, context: dict[str, Any]) -> jobs.Recipient | None:
    """The signer's own address, and what the notice of a signature through a unit link says."""
    receipt = mine.receipt(public_id)
    return jobs.Recipient(receipt.address, receipt.words) if receipt else None


# --- links by e-mail


@jobs.job("pledges.mail_links", label="Mengirim tautan lewat surel")
def mail_links(progress: jobs.Progress, *, campaign: str, unit: str) -> None:
    """Mails with personal links for a unit, as far as its starter may hand out links there now."""
    owner = progress.job.owner
    mailings.send_links(
        progress, campaign=Campaign.objects.get(public_id=campaign), unit=Opd.objects.get(public_id=unit),
        scope=scope_of(owner, Permission.LINK_ISSUE) if owner else NOTHING, by=progress.by,
    )  # fmt: skip


@jobs.resolver("pledges.obligation")
def obliged(public_id: str, context: dict[str, Any]) -> jobs.Recipient:
    """The own address of somebody who has not signed, with the link derived this moment."""
    letter = mails.letter(public_id)
    if letter is None:
        raise jobs.NotNeeded
    return jobs.Recipient(letter.address, letter.words)


# --- printing


@jobs.job("pledges.print_certificates", label="Mencetak sertifikat")
def print_certificates(progress: jobs.Progress, *, campaign: str, unit: str, **wish: Any) -> None:
    """One print-ready PDF of the certificates of a unit, or of the whole pemda when `unit` is empty."""
    counted = certificate_runs.print_certificates(
        progress, run_id=progress.job.public_id, campaign=Campaign.objects.get(public_id=campaign),
        unit=_unit(unit), wish=certificate_runs.Wish(**wish), by=progress.by,
    )  # fmt: skip
    progress.outcome(**counted)


@jobs.job("pledges.zip_certificates", label="Mengumpulkan berkas sertifikat")
def zip_certificates(progress: jobs.Progress, *, campaign: str, unit: str, **wish: Any) -> None:
    """A ZIP of the sealed files of a unit, or of the whole pemda when `unit` is empty."""
    certificate_runs.zip_certificates(
        progress, campaign=Campaign.objects.get(public_id=campaign), unit=_unit(unit),
        wish=certificate_runs.Wish(**wish), by=progress.by,
    )  # fmt: skip


@jobs.job("pledges.print_signers", label="Menyusun daftar penandatangan")
def print_signers(progress: jobs.Progress, *, campaign: str, unit: str, order: str, is_workbook: bool) -> None:
    """The list of those who signed under a unit: F4 paper or workbook."""
    signer_lists.print_signers(
        progress, campaign=Campaign.objects.get(public_id=campaign), unit=Opd.objects.get(public_id=unit), order=order,
        is_workbook=is_workbook, by=progress.by,
    )  # fmt: skip


def _unit(public_id: str) -> Opd | None:
    return Opd.objects.get(public_id=public_id) if public_id else None


@jobs.job("pledges.print_slips", label="Mencetak lembar tautan")
def print_slips(progress: jobs.Progress, *, campaign: str, unit: str, with_signed: bool, size: str) -> None:
    """Receipt lists and slips with personal links, unit by unit."""
    printing.print_slips(
        progress, campaign=Campaign.objects.get(public_id=campaign), unit=Opd.objects.get(public_id=unit),
        with_signed=with_signed, size=size, by=progress.by,
    )  # fmt: skip


# --- the roster


@jobs.every(hours=24)
@jobs.task("pledges.remind_verification")
def remind_verification() -> None:
    """Operators whose data is late, or nearly so."""
    verifications.remind(by=SYSTEM)


# --- signals


@jobs.every(minutes=30)
@jobs.task("pledges.check_signals")
def check_signals() -> None:
    """Look again at the signatures of every OPD where some came since the last look; a new statement nudges it."""
    signals.check_due(by=SYSTEM)


@jobs.job("pledges.check_signals_of", label="Memeriksa pola tanda tangan")
def check_signals_of(progress: jobs.Progress, *, campaign: str, opd: str) -> None:
    """Look at one OPD now."""
    progress.total(1)
    signals.check(Campaign.objects.get(public_id=campaign), Opd.objects.get(public_id=opd), by=progress.by)
    progress.advance()


# --- reminders


@jobs.every(minutes=15)
@jobs.task("pledges.send_reminders")
def send_reminders() -> None:
    """Carry out the step that is due today, once."""
    reminders.run_due(by=SYSTEM)


@jobs.resolver("pledges.reminder")
def reminded(public_id: str, context: dict[str, Any]) -> jobs.Recipient:
    """The own address or phone of somebody who still has not signed, with the link derived this moment."""
    letter = reminder_letters.letter(public_id, channel=context.get("via", "email"))
    if letter is None:
        raise jobs.NotNeeded
    return jobs.Recipient(letter.address, letter.words)
