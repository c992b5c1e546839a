"""Pledge texts: drafted, approved, frozen, and changed by a new version."""

import unicodedata
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger import actions as ledger
from netralitas.ledger.clock import database_time
from netralitas.ledger.models import Entry
from netralitas.names import clean
from netralitas.ui.formats import number
from pledges import events
from pledges.actions import obligations
from pledges.catalogues import default_text
from pledges.models import Campaign, Obligation, PledgeText, RosterEvent
from pledges.queries.texts import PLACEHOLDERS, WORDING, current_text, sha256_of, unknown_placeholders, values_of

MAX_POINTS = 20
MAX_LENGTH = 1500  # characters a part: the pakta stays on one page
MAX_TITLE_LENGTH = 300
_LABELS = {name: str(PledgeText._meta.get_field(name).verbose_name) for name in WORDING}
Change = PledgeText.Change


@transaction.atomic
def add_default_text(campaign: Campaign, audience: str, *, by: Actor) -> PledgeText:
    """Start the first text of an audience from the catalogue; an audience that has one keeps it.

    *Refuses* nothing. *Records* `pledges.text_added`.
    """
    if existing := PledgeText.objects.filter(campaign=campaign, audience=audience).newest_first().first():
        return existing
    default = default_text(audience)
    text = PledgeText(campaign=campaign, audience=audience, version=1, **{name: default[name] for name in WORDING})
    text.save()
    record(events.TEXT_ADDED, by=by, subject=text, text=str(text), campaign=campaign.title)
    return text


@transaction.atomic
def edit_text(text: PledgeText, *, by: Actor, **wording: Any) -> PledgeText:
    """Change the wording of a draft; what was approved must be approved again.

    *Refuses* a frozen text, missing parts, unknown placeholders. *Records* `pledges.text_changed`, if anything changed.
    """
    text = _locked_draft(text)
    cleaned = {name: _cleaned(name, value) for name, value in wording.items()}
    changed = [name for name, value in cleaned.items() if getattr(text, name) != value]
    if not changed:
        return text
    for name in changed:
        setattr(text, name, cleaned[name])
    text.is_approved = False
    text.save()
    fields = ", ".join(_LABELS[name] for name in changed)
    record(events.TEXT_CHANGED, by=by, subject=text, text=str(text), fields=fields)
    return text


@transaction.atomic
def approve(text: PledgeText, *, by: Actor) -> PledgeText:
    """Mark a draft as approved by the Bagian Hukum.

    *Refuses* a frozen text. *Records* `pledges.text_approved`, once.
    """
    text = _locked_draft(text)
    if not text.is_approved:
        text.is_approved = True
        text.save()
        record(events.TEXT_APPROVED, by=by, subject=text, text=str(text))
    return text


@transaction.atomic
def start_change(campaign: Campaign, audience: str, *, by: Actor) -> PledgeText:
    """Begin a new version of a text in use, as a draft with the same wording; a draft already begun is handed back.

    *Refuses* when the campaign is not open. *Records* `pledges.text_added`.
    """
    campaign = _locked(campaign)
    if draft := PledgeText.objects.filter(campaign=campaign, audience=audience, frozen_at__isnull=True).first():
        return draft
    current = current_text(campaign, audience)
    if campaign.state != Campaign.State.OPEN or current is None:
        raise DomainError(
            "Naskah hanya dapat diubah selama kegiatan terbuka. Tidak ada yang berubah.", code="tidak_terbuka"
        )
    draft = PledgeText(
        campaign=campaign, audience=audience, version=current.version + 1, revision=current.revision,
        change=Change.EDITORIAL, **{name: getattr(current, name) for name in WORDING},
    )  # fmt: skip
    draft.save()
    record(events.TEXT_ADDED, by=by, subject=draft, text=str(draft), campaign=campaign.title)
    return draft


@transaction.atomic
def discard_draft(text: PledgeText, *, by: Actor) -> None:
    """Throw away the draft of a change; the text in use stays.

    *Refuses* a frozen text, and the first text of an audience. *Records* `pledges.text_discarded`.
    """
    text = _locked_draft(text)
    if text.version == 1:
        raise DomainError(
            "Naskah pertama tidak dapat dibuang; ubahlah isinya. Tidak ada yang berubah.", code="naskah_pertama"
        )
    record(events.TEXT_DISCARDED, by=by, subject=text, text=str(text))
    text.delete()


@transaction.atomic
def publish(text: PledgeText, *, change: str, note: str, by: Actor, is_acknowledged: bool = False) -> int:
    """Put a new version in force; a substantive change asks everyone of its audience to sign again.

    Returns how many who had signed are back to *belum*. *Refuses* a version without a reason, without a difference,
    not approved and not acknowledged, or a closed campaign. *Records* `pledges.text_published`, a `text` log entry.
    """
    campaign = _locked(text.campaign)
    text = _locked_draft(text)
    _guard_publishing(campaign, text, change, note, is_acknowledged)
    text.change, text.change_note = change, clean(note)[:300]
    at = database_time()
    renewed = 0
    if change == Change.SUBSTANTIVE:
        text.revision = 1 + max(PledgeText.objects.filter(campaign=campaign).values_list("revision", flat=True))
        renewed = _renew(campaign, text, at, by)
    freeze(text, campaign, at=at, by=by)
    record(
        events.TEXT_PUBLISHED, by=by, subject=text, text=str(text), note=text.change_note,
        change=text.get_change_display(), renewed=number(renewed), acknowledged=not text.is_approved,
    )  # fmt: skip
    return renewed


def freeze(text: PledgeText, campaign: Campaign, *, at: datetime, by: Actor) -> None:
    """Seal a draft with its hash and an entry in the evidence log; called by actions that hold the campaign's lock."""
    text.placeholder_values = values_of(campaign, text.audience)
    text.sha256 = sha256_of(text)
    entry = ledger.append(
        Entry.Kind.TEXT,
        {
            "campaign": campaign.public_id,
            "text": text.public_id,
            "audience": text.audience,
            "version": text.version,
            "revision": text.revision,
            "change": text.change,
            "sha256": f"sha256:{text.sha256}",
        },
    )
    text.ledger_seq, text.frozen_at, text.frozen_by = entry.seq, at, by.label
    text.save()


def _renew(campaign: Campaign, text: PledgeText, at: datetime, by: Actor) -> int:
    """Everyone of the audience signs under the new revision; those who had signed are back to *belum*."""
    rows = Obligation.objects.filter(campaign=campaign, audience=text.audience)
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    waiting, reason = Obligation.State.WAITING.value, f"perubahan isi, {text}"
    # a void raised some revisions before: nobody keeps one under which an older text was signed
    revisions = {row.pk: max(row.revision + 1, text.revision) for row in locked}
    changes = [
        obligations.Change(row, RosterEvent.Kind.RENEWED, {"state": waiting, "revision": revisions[row.pk]}, reason)
        for row in locked
        if row.state in Obligation.SIGNED_STATES
    ]
    rows.update(revision=Greatest(F("revision") + 1, Value(text.revision)))
    obligations.change_many(campaign, changes, by=by, recorded_at=at)
    return len(changes)


def _guard_publishing(campaign: Campaign, text: PledgeText, change: str, note: str, is_acknowledged: bool) -> None:
    if campaign.state != Campaign.State.OPEN:
        raise DomainError("Kegiatan tidak terbuka; naskah belum berubah.", code="tidak_terbuka")
    if change not in (Change.EDITORIAL, Change.SUBSTANTIVE):
        raise DomainError("Pilih jenis perubahannya: redaksi atau isi. Naskah belum berubah.", code="jenis_perubahan")
    if not clean(note):
        raise DomainError("Tuliskan alasan perubahan. Naskah belum berubah.", code="tanpa_alasan")
    if not text.is_approved and not is_acknowledged:
        raise DomainError(
            "Naskah ini belum ditandai disetujui Bagian Hukum. Tandai dahulu, atau nyatakan tetap memberlakukannya.",
            code="belum_disetujui",
        )
    current = current_text(campaign, text.audience)
    if current and all(getattr(current, name) == getattr(text, name) for name in WORDING):
        raise DomainError("Draf ini sama dengan naskah yang berlaku. Tidak ada yang berubah.", code="sama")


def _locked(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.select_for_update(of=("self",), no_key=True).select_related("election")
    return rows.get(pk=campaign.pk)


def _locked_draft(text: PledgeText) -> PledgeText:
    rows = PledgeText.objects.select_for_update(of=("self",)).select_related("campaign__election")
    row = rows.filter(pk=text.pk).first()
    if row is None:
        raise DomainError("Draf naskah ini sudah dibuang. Muat ulang halaman kegiatan.", code="tidak_ada")
    if row.frozen_at is not None:
        raise DomainError(
            "Naskah ini sudah berlaku dan tidak dapat diubah. Buatlah perubahan sebagai versi baru.", code="beku"
        )
    return row


def _cleaned(name: str, value: Any) -> Any:
    if name == "points":
        return _cleaned_points(value)
    return _cleaned_wording(value, _LABELS[name])


def _cleaned_points(points: list[dict[str, str]]) -> list[dict[str, str]]:
    if not 1 <= len(points) <= MAX_POINTS:
        raise DomainError(f"Naskah memuat 1 sampai {MAX_POINTS} butir. Belum ada yang disimpan.", code="jumlah_butir")
    cleaned = []
    for place, point in enumerate(points, 1):
        kami = _cleaned_wording(point.get("kami", ""), f"butir {place}")
        saya = point.get("saya", "").strip()
        cleaned.append({"kami": kami, "saya": _cleaned_wording(saya, f"butir {place}") if saya else kami})
    return cleaned


def _cleaned_wording(value: str, label: str) -> str:
    """NFC lines without control characters; refused when empty or with a placeholder nobody knows."""
    lines = unicodedata.normalize("NFC", value).replace("\r\n", "\n").split("\n")
    wording = "\n".join(clean(line) for line in lines).strip()
    if not wording:
        raise DomainError(f"Bagian {label} masih kosong. Belum ada yang disimpan.", code="kosong")
    longest = MAX_TITLE_LENGTH if label == _LABELS["title"] else MAX_LENGTH
    if len(wording) > longest:
        raise DomainError(
            f"Bagian {label} lebih dari {longest} huruf. Belum ada yang disimpan.", code="terlalu_panjang"
        )
    if unknown := unknown_placeholders(wording):
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise DomainError(
            f"Pada {label}: {{{unknown[0]}}} tidak dikenal. Yang dapat dipakai: {known}. Belum ada yang disimpan.",
            code="isian_tak_dikenal",
        )
    return wording
