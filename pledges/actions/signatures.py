"""Signing: one transaction from the lock on the obligation to the entry in the evidence log."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q

from netralitas.access.actors import Actor
from netralitas.accounts.models import WayIn
from netralitas.audit.actions import record
from netralitas.documents import codes
from netralitas.documents.actions.register import register
from netralitas.documents.models import Document
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger import actions as ledger
from netralitas.ledger import vault
from netralitas.ledger.canonical import canonical, sha256_text
from netralitas.ledger.clock import database_time
from netralitas.ledger.models import Entry, RowKey
from netralitas.prepared import Prepared, insert
from netralitas.registry.models import Staff
from netralitas.turns import in_turn
from pledges import certificates, events
from pledges.actions import obligations
from pledges.ink import Ink, typed_name_matches
from pledges.models import Campaign, Obligation, PledgeText, RosterEvent, Signature
from pledges.queries import texts
from pledges.queries.signatures import Moment, hindrance, moment_of, signature_of_merged

Method = Signature.Method


class TextChanged(DomainError):
    """The text read is not in force any more; `text` is the one that is."""

    def __init__(self, text: PledgeText) -> None:
        message = (
            "Naskah diperbarui ketika Bapak/Ibu sedang membaca. Belum ada yang tercatat dan tanda tangan masih ada. "
        )
        super().__init__(f"{message}Bacalah naskah yang baru, lalu nyatakan lagi.", code="naskah_berubah")
        self.text = text


class FormReused(DomainError):
    """The form was recorded before, with another content."""

    def __init__(self) -> None:
        message = "Formulir ini sudah pernah terkirim dengan isi yang lain. Yang tercatat tetap yang pertama. "
        super().__init__(f"{message}Buka kembali Ikrar Saya untuk melihatnya.", code="formulir_lain")


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a person handed in: which text, which points, and the signature itself."""

    text_public_id: str
    points_agreed: Collection[int]
    method: Method
    ink: Ink | None = None
    typed_name: str = ""

    @property
    def mark(self) -> str:
        """What stands for the signature: the canonical strokes, or the name as typed."""
        return self.ink.canonical if self.method == Method.DRAWN and self.ink else self.typed_name

    @cached_property
    def mark_sha256(self) -> str:
        """Hash of the mark, 64 hex digits."""
        return hashlib.sha256(self.mark.encode()).hexdigest()

    @cached_property
    def sha256(self) -> str:
        """Hash of everything handed in: tells a replay from another form under the same key."""
        content = [self.text_public_id, sorted(set(self.points_agreed)), self.method.value, self.mark_sha256]
        return hashlib.sha256(canonical({"given": content}).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Door:
    """How the signer was recognised (cara pengenalan), with its marks."""

    way_in: WayIn
    is_shared_device: bool = False
    is_via_operator: bool = False

    @property
    def auth(self) -> str:
        """As the evidence log writes it: `unit_link+shared_device`."""
        marks = [self.way_in.value]
        marks += ["shared_device"] * self.is_shared_device + ["via_operator"] * self.is_via_operator
        return "+".join(marks)


def sign(
    *, staff: Staff, campaign: Campaign, text_public_id: str, form_key: str, points_agreed: Collection[int],
    method: Method, ink: Ink | None, typed_name: str, way_in: WayIn, is_shared_device: bool, is_via_operator: bool,
    evidence: dict[str, Any], by: Actor,
) -> Signature:  # fmt: skip
    """Take a person's signature on the text in force; a replay or a second try gives the signature already there.

    *Refuses* when not obliged, out of the window, by a way in not allowed, on a text no longer in force
    (`TextChanged`), with a point not agreed, without ink or with another's name, and another content under a used
    form key (`FormReused`). *Records* `pledges.pledge_signed`, a roster event, a `pledge` entry in the evidence log.
    """
    given = Given(
        text_public_id=text_public_id,
        points_agreed=points_agreed,
        method=Method(method),
        ink=ink,
        typed_name=typed_name,
    )
    door = Door(way_in=WayIn(way_in), is_shared_device=is_shared_device, is_via_operator=is_via_operator)
    sheet = _sheet(staff, campaign, given, door, evidence)

    def take() -> Signature:
        obligation = _locked(staff, campaign)
        moment = moment_of(obligation, staff.unit.opd_id, form_key)
        has_history = moment.is_form_used or moment.prev is not None or obligation.state in Obligation.SIGNED_STATES
        if has_history and (same := _already(staff, obligation, form_key, given)):
            return same
        _guard(staff, obligation, given, door, moment)
        ready = sheet or _sheet(staff, campaign, given, door, evidence)
        return _write(staff, obligation, form_key, given, door, ready, moment, by)

    return in_turn(take)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sheet:
    """All of a signature that needs neither lock, number nor moment: worked out before others have to wait for it."""

    text: PledgeText
    code: str
    paper: certificates.Draft
    row_key: RowKey
    key: bytes
    sealed: bytes
    evidence_sha256: str
    device_key: str


def _sheet(staff: Staff, campaign: Campaign, given: Given, door: Door, evidence: dict[str, Any]) -> _Sheet | None:
    """The sheet for the text that was read; None when there is no such text, which the guard refuses."""
    text = texts.frozen_text(given.text_public_id)
    if text is None:
        return None
    code = codes.new_code()
    paper = certificates.pakta_draft(
        staff=staff, campaign=campaign, text=text, code=code, way_in=door.way_in,
        is_shared_device=door.is_shared_device, is_via_operator=door.is_via_operator, method=given.method,
        ink=given.ink.as_data() if given.ink else None, typed_name=given.typed_name,
    )  # fmt: skip
    row_key, key = vault.fresh_key()
    private = {"salt": secrets.token_hex(16), "evidence": evidence}
    return _Sheet(
        text=text, code=code, paper=paper, row_key=row_key, key=key,
        sealed=vault.seal({"typed_name": given.typed_name, "private": private}, key),
        evidence_sha256=sha256_text(canonical(private).encode()), device_key=evidence.get("device", ""),
    )  # fmt: skip


# what a signature is judged by: the whole duty, and the campaign's rules as they are inside the transaction
_OWN = [field.name for field in Obligation._meta.concrete_fields]
_RULES = [f"campaign__{name}" for name in ("public_id", "title", "state", "opens_at", "closes_at", "ways_in")]
_obligation = Prepared(
    lambda staff_id, campaign_id: (
        Obligation.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .only(*_OWN, *_RULES)
        .filter(staff_id=staff_id, campaign_id=campaign_id)
    ),
    -1,
    -2,
)


def _locked(staff: Staff, campaign: Campaign) -> Obligation:
    """The obligation under its lock: a second try of the same person waits here and then finds the first."""
    obligation = _obligation.first(staff.pk, campaign.pk)
    if obligation is None:
        raise DomainError(hindrance(campaign, None, staff, WayIn.PASSWORD, database_time()).message, code="tidak_wajib")
    return obligation


def _already(staff: Staff, obligation: Obligation, form_key: str, given: Given) -> Signature | None:
    """What was recorded before: by the same form, or for the same duty; a used key with other content is refused."""
    earlier = (
        Signature.objects.filter(Q(staff=staff) | Q(form_key=form_key))
        .select_related("document")
        .defer("facts_ciphertext", "document__facts_ciphertext")
        .order_by("ledger_seq")
    )
    for signature in earlier:
        if signature.form_key == form_key:
            if signature.form_sha256 != given.sha256 or signature.staff_id != obligation.staff_id:
                raise FormReused
            return signature
    for signature in earlier:
        if signature.obligation_id == obligation.pk and signature.revision == obligation.revision:
            return signature
    # signed under a row that was merged into this person's since
    return signature_of_merged(obligation) if obligation.state in Obligation.SIGNED_STATES else None


def _guard(staff: Staff, obligation: Obligation, given: Given, door: Door, moment: Moment) -> None:
    """Every rule of signing, by what the transaction sees."""
    campaign = obligation.campaign
    if stop := hindrance(campaign, obligation, staff, door.way_in, moment.at):
        raise DomainError(stop.message, code=stop.code)
    if moment.text is None:
        raise DomainError(
            "Naskah ikrar belum tersedia. Belum ada yang tercatat; hubungi operator.", code="tanpa_naskah"
        )
    if moment.text != given.text_public_id:
        raise TextChanged(texts.frozen_text(moment.text))
    if set(given.points_agreed) != set(range(len(texts.frozen_text(moment.text).points))):
        raise DomainError("Centang setiap butir ikrar terlebih dahulu. Tanda tangan masih ada.", code="butir")
    if given.method == Method.DRAWN and given.ink is None:
        raise DomainError("Tanda tangan belum digambar. Gambarlah di dalam kotak.", code="tinta_kosong")
    if given.method == Method.TYPED and not typed_name_matches(given.typed_name, staff.name):
        message = f"Ketik nama lengkap seperti tercatat: {staff.name}. Gelar dan huruf besar tidak berpengaruh."
        raise DomainError(message, code="nama_ketik")


def _write(
    staff: Staff, obligation: Obligation, form_key: str, given: Given, door: Door, sheet: _Sheet, moment: Moment,
    by: Actor,
) -> Signature:  # fmt: skip
    """All rows of one signature; the register number and the log's head are locked last, until the commit."""
    signed_at = moment.at
    obligations.change(
        obligation, kind=RosterEvent.Kind.SIGNED, by=by, recorded_at=signed_at, state=Obligation.State.SIGNED.value
    )
    insert(sheet.row_key)
    document = _issue(sheet, signed_at)
    record(
        events.PLEDGE_SIGNED, by=by, subject=obligation, opd_id=staff.unit.opd_id, person=staff.full_name,
        campaign=obligation.campaign.title, number=document.number, way=str(door.way_in.label),
    )  # fmt: skip
    entry = ledger.append(Entry.Kind.PLEDGE, _log_body(staff, obligation.campaign, given, door, sheet, moment))
    signature = Signature(
        obligation_id=obligation.pk, campaign_id=obligation.campaign_id, staff_id=staff.pk,
        revision=obligation.revision, text=sheet.text, unit_id=obligation.unit_id, document=document,
        ledger_seq=entry.seq, signed_at=signed_at, way_in=door.way_in, is_shared_device=door.is_shared_device,
        is_via_operator=door.is_via_operator, method=given.method, ink_sha256=given.mark_sha256,
        device_key=sheet.device_key, row_key=sheet.row_key, facts_ciphertext=sheet.sealed, form_key=form_key,
        form_sha256=given.sha256,
    )  # fmt: skip
    signature.save()
    if door.way_in == WayIn.UNIT_LINK and staff.email:
        jobs.send("ikrar_tercatat", recipient_type="pledges.signature", recipient_key=signature.public_id)
    return signature


def _issue(sheet: _Sheet, signed_at: datetime) -> Document:
    """Reserve the register number and freeze the paper's facts; its file is made later, from them alone."""
    number = certificates.reserve_number(signed_at=signed_at)
    facts, public_facts = sheet.paper.issued(number, signed_at)
    return register(
        kind=sheet.paper.kind, number=number, code=sheet.code, facts=facts, public_facts=public_facts,
        row_key=sheet.row_key, key=sheet.key, issued_at=signed_at,
    )  # fmt: skip


def _log_body(
    staff: Staff, campaign: Campaign, given: Given, door: Door, sheet: _Sheet, moment: Moment
) -> dict[str, Any]:
    """What the evidence log says of a pledge (reliability.md 3.3): no NIK, no NIP, no address."""
    return {
        "campaign": campaign.public_id,
        "person": staff.public_id,
        "name": staff.full_name,
        "opd": (staff.unit.opd or staff.unit).code,
        "text_seq": sheet.text.ledger_seq,
        "ink": f"sha256:{given.mark_sha256}",
        "auth": door.auth,
        "roster_seq": moment.roster_seq,
        "evidence": sheet.evidence_sha256,
        "prev": moment.prev,
    }
