"""*Bukan Saya*: opening a check, and ending it with the signature standing or proposed for voiding."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.roles import BAKESBANGPOL
from netralitas.accounts.models import RoleAssignment
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time
from netralitas.names import clean
from pledges import events
from pledges.actions import voids
from pledges.models import Campaign, Dispute, DisputeRuling, Obligation, Signature, SignatureVoid, VoidProposal


@transaction.atomic
def raise_dispute(signature: Signature, *, story: str, identity_card: str = "", by: Actor) -> Dispute:
    """Note that its owner says a signature is not theirs; it holds until the check has ended.

    `identity_card` is what an operator was shown; without it the person is there by the own link or account.
    *Refuses* a void signature, an archived campaign, a second time. *Records* `pledges.dispute_raised`.
    """
    _locked(signature)
    if SignatureVoid.objects.filter(signature=signature).exists():
        raise DomainError("Ikrar ini sudah dibatalkan. Tidak ada yang perlu diperiksa.", code="sudah_batal")
    if signature.campaign.state == Campaign.State.ARCHIVED:
        raise DomainError("Kegiatan ini sudah diarsipkan. Hubungi Bakesbangpol secara langsung.", code="diarsipkan")
    if Dispute.objects.filter(signature=signature).exists():
        raise DomainError(
            "Ikrar ini sudah pernah dinyatakan bukan milik Bapak/Ibu. Hasilnya terlihat di Riwayat saya.",
            code="sudah_disangkal",
        )
    dispute = Dispute.objects.create(
        signature=signature, story=Dispute.Story(story), identity_card=identity_card, raised_at=database_time(),
        raised_by=by.label, raiser_key=by.key,
    )  # fmt: skip
    card = f", dengan {Dispute.Card(identity_card).label} di hadapan operator" if identity_card else ""
    _record(events.DISPUTE_RAISED, dispute, by, story=Dispute.Story(story).label, card=card)
    _tell_office(signature)
    _tell_owner("ikrar_diperiksa", signature)
    return dispute


@transaction.atomic
def uphold(dispute: Dispute, *, reason: str, by: Actor) -> DisputeRuling:
    """Find that the signature holds, and tell its owner why.

    *Refuses* no reason, an ended check, one whose voiding is proposed, and whoever raised it. *Records*
    `pledges.dispute_upheld`.
    """
    reason = clean(reason)[:300]
    if not reason:
        raise DomainError("Tuliskan alasannya; orangnya akan membacanya. Belum ada yang berubah.", code="tanpa_alasan")
    signature = _locked(dispute.signature)
    _guard_open(dispute, by)
    if VoidProposal.objects.open().filter(signature=signature).exists():
        raise DomainError("Pembatalannya sudah diusulkan. Selesaikan usulan itu lebih dahulu.", code="sudah_diusulkan")
    ruling = DisputeRuling.objects.create(
        dispute=dispute, reason=reason, ruled_at=database_time(), ruled_by=by.label, ruler_key=by.key
    )
    _record(events.DISPUTE_UPHELD, dispute, by, reason=reason.rstrip("."))
    _tell_owner("ikrar_tetap_sah", signature, reason=reason)
    return ruling


@transaction.atomic
def propose_void(dispute: Dispute, *, reason: str, by: Actor) -> VoidProposal:
    """Propose to void the signature: a second person confirms, then its owner may sign anew.

    *Refuses* an ended check, whoever raised it, and what `voids.propose` refuses. *Records* what it records.
    """
    _locked(dispute.signature)
    _guard_open(dispute, by)
    return voids.propose(dispute.signature, reason=reason, by=by)


def _guard_open(dispute: Dispute, by: Actor) -> None:
    if not Dispute.objects.open().filter(pk=dispute.pk).exists():
        raise DomainError("Pemeriksaan ini sudah selesai. Tidak ada yang berubah.", code="sudah_selesai")
    if dispute.raiser_key == by.key:
        raise DomainError("Yang mencatat sangkalan tidak memutusnya. Mintalah rekan lain.", code="pencatat")


def _locked(signature: Signature) -> Signature:
    """The same lock that signing and voiding take first."""
    Obligation.objects.select_for_update(of=("self",)).get(pk=signature.obligation_id)
    return signature


def _tell_office(signature: Signature) -> None:
    """Every Bakesbangpol account with an address; no name of the person leaves the portal."""
    rows = RoleAssignment.objects.in_force().filter(role=BAKESBANGPOL.code, user__is_active=True)
    words = {"opd": signature.unit.opd.name, "campaign": signature.campaign.title}
    for username in rows.exclude(user__email="").values_list("user__username", flat=True).distinct():
        jobs.send("ikrar_disangkal", recipient_type="access.user", recipient_key=username, **words)


def _tell_owner(template: str, signature: Signature, **words: str) -> None:
    if signature.staff.email:
        jobs.send(template, recipient_type="pledges.signature", recipient_key=signature.public_id, **words)


def _record(event: str, dispute: Dispute, by: Actor, **details: str) -> None:
    signature = dispute.signature
    record(
        event, by=by, subject=dispute, opd_id=signature.unit.opd_id, person=signature.staff.full_name,
        campaign=signature.campaign.title, number=signature.document.number, **details,
    )  # fmt: skip
