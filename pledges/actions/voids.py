"""Voiding a signature with its certificate: one proposes, a second person confirms, the person may sign anew."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents.actions import voiding
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger import actions as ledger
from netralitas.ledger.canonical import sha256_text
from netralitas.ledger.clock import database_time
from netralitas.ledger.models import Entry
from netralitas.names import clean
from pledges import events
from pledges.actions import obligations
from pledges.models import Obligation, RosterEvent, Signature, SignatureVoid, VoidProposal

State = VoidProposal.State


@transaction.atomic
def propose(signature: Signature, *, reason: str, by: Actor) -> VoidProposal:
    """Ask a second person to void a signature; until then it holds.

    *Refuses* no reason, a signature void already, a second open proposal. *Records* `pledges.void_proposed`.
    """
    reason = clean(reason)[:200]
    if not reason:
        raise DomainError("Tuliskan alasan pembatalan. Tidak ada yang berubah.", code="tanpa_alasan")
    _locked_obligation(signature)
    if SignatureVoid.objects.filter(signature=signature).exists():
        raise DomainError("Ikrar ini sudah dibatalkan sebelumnya. Tidak ada yang berubah.", code="sudah_batal")
    if VoidProposal.objects.open().filter(signature=signature).exists():
        raise DomainError("Pembatalan ikrar ini sudah diusulkan dan menunggu orang kedua.", code="sudah_diusulkan")
    proposal = VoidProposal.objects.create(
        signature=signature, reason=reason, proposed_by=by.label, proposer_key=by.key
    )
    _record(events.VOID_PROPOSED, proposal, by, reason=reason.rstrip("."))
    return proposal


@transaction.atomic
def confirm(proposal: VoidProposal, *, by: Actor) -> SignatureVoid:
    """Void the signature and its certificate as the second person; the person's duty is open again.

    *Refuses* the proposer and a settled proposal. *Records* `pledges.void_settled`, what voiding the document records,
    a roster event and a `void` entry in the evidence log.
    """
    proposal = _settle(proposal, State.ACCEPTED, by)
    signature = proposal.signature
    at = database_time()
    _open_duty_again(signature, proposal, by)
    voiding.void(signature.document, reason=proposal.reason, by=by)
    _record(events.VOID_SETTLED, proposal, by, outcome="membatalkan", answer="")
    jobs.send(
        "ikrar_dibatalkan", recipient_type="pledges.signature", recipient_key=signature.public_id,
        reason=proposal.reason,
    )  # fmt: skip
    entry = ledger.append(
        Entry.Kind.VOID,
        {
            "campaign": signature.campaign.public_id,
            "person": signature.staff.public_id,
            "pledge_seq": signature.ledger_seq,
            "reason": sha256_text(proposal.reason.encode()),
        },
    )
    return SignatureVoid.objects.create(
        signature=signature, reason=proposal.reason, ledger_seq=entry.seq, at=at,
        by_label=f"{proposal.proposed_by} dan {by.label}"[:200],
    )  # fmt: skip


@transaction.atomic
def dispute(proposal: VoidProposal, *, answer: str, by: Actor) -> VoidProposal:
    """Say as the second person that the signature holds, and why.

    *Refuses* the proposer, a settled proposal, no answer. *Records* `pledges.void_settled`.
    """
    answer = clean(answer)[:200]
    if not answer:
        raise DomainError("Tuliskan alasan sanggahan. Tidak ada yang berubah.", code="tanpa_alasan")
    proposal = _settle(proposal, State.DISPUTED, by, answer)
    _record(events.VOID_SETTLED, proposal, by, outcome="menyanggah pembatalan", answer=f" ({answer})")
    return proposal


@transaction.atomic
def withdraw(proposal: VoidProposal, *, by: Actor) -> VoidProposal:
    """Take one's own proposal back. *Refuses* another's and a settled one. *Records* `pledges.void_settled`."""
    proposal = _settle(proposal, State.WITHDRAWN, by)
    _record(events.VOID_SETTLED, proposal, by, outcome="menarik usulan pembatalan", answer="")
    return proposal


def _settle(proposal: VoidProposal, state: str, by: Actor, answer: str = "") -> VoidProposal:
    rows = VoidProposal.objects.select_for_update(of=("self",)).select_related(
        "signature__campaign", "signature__staff__unit", "signature__document"
    )
    proposal = rows.get(pk=proposal.pk)
    if proposal.state != State.PROPOSED:
        raise DomainError("Usulan ini sudah diselesaikan. Tidak ada yang berubah.", code="sudah_selesai")
    is_own = proposal.proposer_key == by.key
    if state == State.WITHDRAWN and not is_own:
        raise DomainError("Usulan hanya dapat ditarik oleh pengusulnya. Tidak ada yang berubah.", code="bukan_pengusul")
    if state != State.WITHDRAWN and is_own:
        raise DomainError(
            "Usulan dikonfirmasi oleh orang kedua, bukan oleh pengusulnya. Tidak ada yang berubah.", code="orang_kedua"
        )
    proposal.state, proposal.answer = state, answer
    proposal.settled_at, proposal.settled_by = database_time(), by.label
    proposal.save(update_fields=["state", "answer", "settled_at", "settled_by"])
    return proposal


def _open_duty_again(signature: Signature, proposal: VoidProposal, by: Actor) -> None:
    """The next signature is another revision; one of an earlier wave asks for nothing more."""
    row = _locked_obligation(signature)
    if row.revision != signature.revision:
        return
    fields: dict[str, object] = {"revision": row.revision + 1}
    if row.state in Obligation.SIGNED_STATES:
        fields["state"] = Obligation.State.CANCELLED.value
    reason = f"ikrar dibatalkan: {proposal.reason}"[:200]
    obligations.change(row, kind=RosterEvent.Kind.STATE, by=by, reason=reason, **fields)


def _locked_obligation(signature: Signature) -> Obligation:
    """The same lock signing takes first."""
    return Obligation.objects.select_for_update(of=("self",)).get(pk=signature.obligation_id)


def _record(event: str, proposal: VoidProposal, by: Actor, **details: str) -> None:
    signature = proposal.signature
    record(
        event, by=by, subject=proposal, opd_id=signature.staff.unit.opd_id, person=signature.staff.full_name,
        campaign=signature.campaign.title, number=signature.document.number, **details,
    )  # fmt: skip
