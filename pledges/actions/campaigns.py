"""Campaigns: prepared, opened, prolonged, closed, archived."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.accounts.actions.links import close_links, ensure_unit_link
from netralitas.accounts.models import UnitLink, WayIn
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.names import clean
from netralitas.registry.models import StaffCategory
from netralitas.ui.formats import moment, number
from pledges import events
from pledges.actions import rosters, texts
from pledges.models import Campaign, Election, Obligation
from pledges.queries.campaigns import deadline
from pledges.queries.placements import audiences_of
from pledges.queries.readiness import readiness
from pledges.queries.texts import drafts

_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_EDITABLE = (
    "code", "title", "election", "opens_at", "closes_at", "deadline_stage", "deadline_days_before", "categories",
    "ways_in", "basis_letter", "sign_place", "has_acknowledgement", "certificate", "certificate_office",
    "certificate_authority",
)  # fmt: skip
State = Campaign.State


@transaction.atomic
def create_campaign(
    *,
    code: str,
    title: str,
    election: Election,
    opens_at: datetime,
    closes_at: datetime | None = None,
    by: Actor,
    **details: Any,
) -> Campaign:
    """Prepare a campaign as a draft, with the default texts of everyone who must sign.

    `closes_at`, or in `details` `deadline_stage` and `deadline_days_before` ("H-7 DCT"); other fields as in the model.
    *Refuses* a code taken or misspelt, an empty title, nobody to sign, no way in, an end before the beginning, a stage
    without a date. *Records* `pledges.campaign_created`, and `pledges.text_added` for each text.
    """
    campaign = Campaign(code=code, title=title, election=election, opens_at=opens_at, closes_at=closes_at, **details)
    _tidy_and_guard(campaign)
    campaign.save()
    record(events.CAMPAIGN_CREATED, by=by, subject=campaign, campaign=campaign.title, code=campaign.code)
    _add_texts(campaign, by)
    return campaign


@transaction.atomic
def edit_campaign(campaign: Campaign, *, by: Actor, **fields: Any) -> Campaign:
    """Change a draft.

    *Refuses* what `create_campaign` refuses, and a campaign that is not a draft any more.
    *Records* `pledges.campaign_changed`, if anything changed.
    """
    campaign = _locked(campaign)
    if campaign.state != State.DRAFT:
        raise DomainError(
            "Kegiatan sudah dibuka, jadi tidak dapat diubah lagi. Masa tanda tangan masih dapat diperpanjang.",
            code="sudah_dibuka",
        )
    before = {name: getattr(campaign, name) for name in _EDITABLE}
    for name, value in fields.items():
        setattr(campaign, name, value)
    _tidy_and_guard(campaign)
    changed = [name for name in _EDITABLE if before[name] != getattr(campaign, name)]
    if changed:
        campaign.save()
        labels = ", ".join(str(Campaign._meta.get_field(name).verbose_name) for name in changed)
        record(events.CAMPAIGN_CHANGED, by=by, subject=campaign, campaign=campaign.title, fields=labels)
    _add_texts(campaign, by)
    return campaign


@transaction.atomic
def delete_draft(campaign: Campaign, *, by: Actor) -> None:
    """Throw a campaign away that was never opened, with its texts; nobody has been asked to sign it.

    *Refuses* a campaign that is not a draft any more. *Records* `pledges.campaign_deleted`.
    """
    campaign = _locked(campaign)
    if campaign.state != State.DRAFT:
        raise DomainError(
            "Kegiatan sudah dibuka, jadi tidak dapat dihapus; tutup lalu arsipkan. Tidak ada yang berubah.",
            code="sudah_dibuka",
        )
    record(events.CAMPAIGN_DELETED, by=by, subject=campaign, campaign=campaign.title, code=campaign.code)
    campaign.texts.all().delete()
    campaign.delete()


@transaction.atomic
def change_ways_in(campaign: Campaign, *, ways_in: list[str], by: Actor) -> Campaign:
    """Let people into an open campaign by other ways than before; signatures already given stay.

    Whoever comes by a way switched off is told which ways are open. Personal links are made when theirs is switched
    on. *Refuses* a campaign that is not open, and no way at all. *Records* `pledges.ways_changed`, if any changed.
    """
    campaign = _locked(campaign)
    if campaign.state != State.OPEN:
        raise DomainError(
            "Cara pengenalan di sini hanya untuk kegiatan terbuka. Tidak ada yang berubah.", code="tidak_terbuka"
        )
    before, campaign.ways_in = campaign.ways_in, [value for value in WayIn.values if value in ways_in]
    _guard_ways(campaign)
    if campaign.ways_in == before:
        return campaign
    campaign.save(update_fields=["ways_in"])
    if WayIn.PERSONAL_LINK not in before:
        obliged = campaign.obligations.obliged().values_list("staff_id", flat=True)
        rosters.give_links(campaign, staff_ids=obliged, by=by)
    named = {name: ", ".join(str(WayIn(way).label) for way in ways) for name, ways in
             (("before", before), ("after", campaign.ways_in))}  # fmt: skip
    record(events.WAYS_CHANGED, by=by, subject=campaign, campaign=campaign.title, **named)
    return campaign


@transaction.atomic
def open_campaign(campaign: Campaign, *, by: Actor, is_acknowledged: bool = False) -> Campaign:
    """Freeze the texts, create the obligations, count them, write the rosters into the evidence log.

    A campaign already open is handed back as it is. *Refuses* while the readiness page shows an error, texts not
    approved unless `is_acknowledged`, and a campaign that was closed. *Records* `pledges.campaign_opened`, a `text`
    log entry for each text, a `roster` log entry for each OPD.
    """
    campaign = _locked(campaign)
    if campaign.state == State.OPEN:
        return campaign
    _guard_opening(campaign, is_acknowledged)
    at = database_time()
    campaign.state, campaign.opened_at, campaign.opened_by = State.OPEN, at, by.label
    campaign.save()
    rows = rosters.enrol(campaign, by=by, at=at)
    obliged = [row for row in rows if row.state != Obligation.State.EXCLUDED]
    rosters.give_links(campaign, staff_ids=[row.staff_id for row in obliged], by=by)
    record(
        events.CAMPAIGN_OPENED, by=by, subject=campaign, campaign=campaign.title, obliged=number(len(obliged)),
        excluded=number(len(rows) - len(obliged)),
        acknowledged="; naskah yang belum disetujui tetap diberlakukan" if is_acknowledged else "",
    )  # fmt: skip
    prepared = drafts(campaign)
    for audience in audiences_of(campaign):
        texts.freeze(prepared[audience], campaign, at=at, by=by)
    rosters.snapshot_all(campaign, at=at, reason="pembukaan kegiatan")
    return campaign


@transaction.atomic
def extend_window(campaign: Campaign, *, closes_at: datetime, reason: str, by: Actor) -> Campaign:
    """Let an open campaign close later; links live as long.

    *Refuses* a campaign that is not open, an end that is not later, no reason. *Records* `pledges.campaign_extended`.
    """
    campaign = _locked(campaign)
    if campaign.state != State.OPEN:
        raise DomainError(
            "Hanya kegiatan terbuka yang dapat diperpanjang. Tidak ada yang berubah.", code="tidak_terbuka"
        )
    if not clean(reason):
        raise DomainError("Tuliskan alasan perpanjangan. Tidak ada yang berubah.", code="tanpa_alasan")
    if closes_at <= campaign.closes_at or closes_at <= database_time():
        raise DomainError(
            "Batas waktu baru harus sesudah batas waktu sekarang dan belum lewat. Tidak ada yang berubah.",
            code="tidak_lebih_lama",
        )
    before, campaign.closes_at = campaign.closes_at, closes_at
    campaign.save(update_fields=["closes_at"])
    _prolong_links(campaign, by)
    record(
        events.CAMPAIGN_EXTENDED, by=by, subject=campaign, campaign=campaign.title, before=moment(before),
        after=moment(closes_at), reason=clean(reason),
    )  # fmt: skip
    return campaign


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: Actor) -> Campaign:
    """Take no more signatures; figures and rosters stay as they are, links end with the last open campaign.

    *Refuses* a draft. A campaign already closed stays as it is. *Records* `pledges.campaign_closed`.
    """
    campaign = _locked(campaign)
    if campaign.state == State.DRAFT:
        raise DomainError("Kegiatan belum dibuka, jadi belum dapat ditutup.", code="draf")
    if campaign.state != State.OPEN:
        return campaign
    campaign.state, campaign.closed_at, campaign.closed_by = State.CLOSED, database_time(), by.label
    campaign.save()
    _close_unneeded_links(campaign, by)
    record(events.CAMPAIGN_CLOSED, by=by, subject=campaign, campaign=campaign.title)
    return campaign


@transaction.atomic
def archive_campaign(campaign: Campaign, *, by: Actor) -> Campaign:
    """Put a closed campaign away; it stays readable.

    *Refuses* a campaign that is not closed. *Records* `pledges.campaign_archived`.
    """
    campaign = _locked(campaign)
    if campaign.state == State.ARCHIVED:
        return campaign
    if campaign.state != State.CLOSED:
        raise DomainError("Tutup dahulu kegiatannya sebelum diarsipkan. Tidak ada yang berubah.", code="belum_ditutup")
    campaign.state = State.ARCHIVED
    campaign.save(update_fields=["state"])
    record(events.CAMPAIGN_ARCHIVED, by=by, subject=campaign, campaign=campaign.title)
    return campaign


def _prolong_links(campaign: Campaign, by: Actor) -> None:
    """Personal links, and unit links already made, live until the new end."""
    obliged = campaign.obligations.obliged().values_list("staff_id", flat=True)
    rosters.give_links(campaign, staff_ids=obliged, by=by)
    for link in UnitLink.objects.filter(is_active=True, expires_at__lt=campaign.closes_at).select_related("unit"):
        ensure_unit_link(unit=link.unit, expires_at=campaign.closes_at, by=by)


def _close_unneeded_links(campaign: Campaign, by: Actor) -> None:
    """Every link is closed, unless another open campaign needs it."""
    if not Campaign.objects.filter(state=State.OPEN).exclude(pk=campaign.pk).exists():
        close_links(by=by)


def _locked(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.select_for_update(of=("self",), no_key=True).select_related("election")
    return rows.get(pk=campaign.pk)


def _add_texts(campaign: Campaign, by: Actor) -> None:
    for audience in audiences_of(campaign):
        texts.add_default_text(campaign, audience, by=by)


def _tidy_and_guard(campaign: Campaign) -> None:
    campaign.code, campaign.title = clean(campaign.code).upper(), clean(campaign.title)
    campaign.basis_letter, campaign.sign_place = clean(campaign.basis_letter), clean(campaign.sign_place)
    campaign.categories = [value for value in StaffCategory.values if value in campaign.categories]
    campaign.ways_in = [value for value in WayIn.values if value in campaign.ways_in]
    _guard_code(campaign)
    if not campaign.title:
        raise DomainError("Isi judul kegiatan. Belum ada yang disimpan.", code="judul")
    if not campaign.categories:
        raise DomainError(
            "Pilih sedikitnya satu jenis pegawai yang wajib. Belum ada yang disimpan.", code="jenis_pegawai"
        )
    _guard_ways(campaign)
    _set_deadline(campaign)
    if campaign.closes_at is None or campaign.closes_at <= campaign.opens_at:
        raise DomainError("Batas waktu harus sesudah tanggal buka. Belum ada yang disimpan.", code="jendela")


def _guard_ways(campaign: Campaign) -> None:
    if not campaign.ways_in:
        raise DomainError("Pilih sedikitnya satu cara pengenalan. Belum ada yang disimpan.", code="cara_pengenalan")


def _guard_code(campaign: Campaign) -> None:
    if not _CODE.fullmatch(campaign.code) or len(campaign.code) > Campaign._meta.get_field("code").max_length:
        raise DomainError(
            "Kode hanya huruf, angka, dan tanda hubung, mis. PILKADA-2026. Belum ada yang disimpan.", code="kode"
        )
    if Campaign.objects.filter(code=campaign.code).exclude(pk=campaign.pk).exists():
        raise DomainError(
            f"Kode {campaign.code} sudah dipakai kegiatan lain. Pilih kode lain; belum ada yang disimpan.",
            code="kode_dipakai",
        )


def _set_deadline(campaign: Campaign) -> None:
    """A deadline by stage decides the end of the window; a date of one's own stands alone."""
    if not campaign.deadline_stage:
        campaign.deadline_days_before = None
        return
    campaign.deadline_days_before = campaign.deadline_days_before or 0
    due = deadline(campaign.election, campaign.deadline_stage, campaign.deadline_days_before)
    if due.closes_at is None:
        raise DomainError(
            f"Tanggal tahapan untuk {due.words} belum diisi pada {campaign.election}. Isi dahulu tahapannya, "
            "atau tulis tanggal tutupnya; belum ada yang disimpan.",
            code="tahapan_kosong",
        )
    campaign.closes_at = due.closes_at


def _guard_opening(campaign: Campaign, is_acknowledged: bool) -> None:
    if campaign.state != State.DRAFT:
        raise DomainError("Kegiatan ini sudah ditutup dan tidak dapat dibuka lagi.", code="sudah_ditutup")
    ready = readiness(campaign)
    if ready.errors:
        raise DomainError(f"{ready.errors[0].sentence} Kegiatan belum dibuka.", code=ready.errors[0].code)
    if ready.unapproved and not is_acknowledged:
        named = ", ".join(ready.unapproved)
        raise DomainError(
            f"Naskah {named} belum ditandai disetujui Bagian Hukum. Tandai dahulu, atau nyatakan tetap membuka.",
            code="belum_disetujui",
        )
