"""Usulan perubahan: proposed by one, settled by a second person, applied on its day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.registry import events
from netralitas.registry.actions import merges
from netralitas.registry.actions import staff as staff_actions
from netralitas.registry.models import Proposal, Staff, StaffStatus
from netralitas.registry.models.staff import HINDERED_STATUSES, OUT_STATUSES
from netralitas.ui.formats import day as in_words

Kind, State = Proposal.Kind, Proposal.State


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Why: a sentence, the letter's number, and the kept scan of it, if any (see documents.uploads)."""

    reason: str
    letter_number: str = ""
    evidence_name: str = ""
    evidence_sha256: str = ""

    def fields(self) -> dict[str, str]:
        """As columns of a proposal. Raises DomainError when no reason is given."""
        if not self.reason.strip():
            raise DomainError("Isi dasar perubahannya, misalnya nomor SK. Belum ada yang berubah.")
        return {
            "reason": self.reason.strip()[:200],
            "letter_number": self.letter_number.strip(),
            "evidence_name": self.evidence_name,
            "evidence_sha256": self.evidence_sha256,
        }


@transaction.atomic
def propose(
    *, kind: str, staff: Staff, starts_on: date, ground: Ground, is_from_opd: bool, by: Actor,
    other: Staff | None = None, status: str = "",
) -> Proposal:  # fmt: skip
    """Write a proposal that waits for a second person; the guards of each kind are its caller's.

    *Refuses* a missing reason and a second open proposal. *Records* `registry.proposal_made`.
    """
    fields = ground.fields()
    Staff.objects.select_for_update().filter(pk__in=[row.pk for row in (staff, other) if row]).count()
    same_kind = Q(staff=staff, kind=kind, other=other) if kind == Kind.STANDING else Q(other=other)
    if known := Proposal.objects.open().filter(same_kind).first():
        raise DomainError(
            f"Sudah ada usulan {known.summary.lower()} untuk {staff.full_name} yang menunggu orang kedua. "
            "Selesaikan atau batalkan dahulu usulan itu."
        )
    proposal = Proposal.objects.create(
        kind=kind, staff=staff, other=other, status=status, starts_on=starts_on, is_from_opd=is_from_opd,
        proposed_by=by.label, proposer_key=by.key, **fields,
    )  # fmt: skip
    record(
        events.PROPOSAL_MADE, by=by, subject=proposal, opd_id=staff.unit.opd_id,
        change=proposal.summary.lower(), person=staff.full_name, reason=fields["reason"],
    )  # fmt: skip
    return proposal


@transaction.atomic
def accept(proposal: Proposal, *, by: Actor) -> Proposal:
    """Confirm a proposal as the second person; what holds from a day to come is applied on that day.

    *Refuses* the proposer and a settled proposal. *Records* `registry.proposal_settled` and what applying records.
    """
    proposal = _settle(proposal, State.ACCEPTED, by)
    if proposal.starts_on <= timezone.localdate():
        _apply(proposal, by)
    return proposal


@transaction.atomic
def dispute(proposal: Proposal, *, answer: str, by: Actor) -> Proposal:
    """Say that nothing changes, and why.

    *Refuses* the proposer, a settled proposal, an empty answer. *Records* `registry.proposal_settled`.
    """
    if not answer.strip():
        raise DomainError("Tulis alasan sanggahan, supaya pengusul tahu apa yang harus diperiksa.")
    return _settle(proposal, State.DISPUTED, by, answer.strip()[:200])


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Actor) -> Proposal:
    """Take a proposal back; an accepted one too, as long as its day has not come: the person then goes on counting.

    *Refuses* one that is settled otherwise. *Records* `registry.proposal_settled`.
    """
    return _settle(proposal, State.WITHDRAWN, by)


@transaction.atomic
def apply_due(*, by: Actor) -> int:
    """Apply what was accepted for today or before, and end absences whose last day is over; returns how many.

    *Refuses* nothing. *Records* what each change records.
    """
    today = timezone.localdate()
    due = Proposal.objects.filter(state=State.ACCEPTED, applied_at=None, starts_on__lte=today)
    count = 0
    for proposal in due.select_related("staff__unit", "other__unit").order_by("starts_on", "pk"):
        _apply(proposal, by)
        count += 1
    over = Staff.objects.filter(status__in=HINDERED_STATUSES, status_ends_on__lt=today, merged_into=None)
    for person in over:
        reason = f"masa {person.get_status_display().lower()} berakhir {in_words(person.status_ends_on)}"
        staff_actions.change_status(person, status=StaffStatus.ACTIVE, on=today, reason=reason, by=by)
        count += 1
    return count


def apply_now(proposal: Proposal, *, by: Actor) -> None:
    """Apply an accepted proposal if its day has come; inner step of standings, which *records* it."""
    if proposal.starts_on <= timezone.localdate():
        _apply(proposal, by)


def _settle(proposal: Proposal, state: str, by: Actor, answer: str = "") -> Proposal:
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("staff__unit", "other__unit")
        .get(pk=proposal.pk)
    )
    is_to_come = proposal.state == State.ACCEPTED and proposal.applied_at is None
    if proposal.state != State.PROPOSED and not (is_to_come and state == State.WITHDRAWN):
        raise DomainError("Usulan ini sudah diselesaikan. Tidak ada yang berubah.")
    if state != State.WITHDRAWN and proposal.proposer_key == by.key:
        raise DomainError("Usulan dikonfirmasi oleh orang kedua, bukan oleh pengusulnya. Tidak ada yang berubah.")
    proposal.state, proposal.answer = state, answer
    proposal.settled_at, proposal.settled_by = timezone.now(), by.label
    proposal.save(update_fields=["state", "answer", "settled_at", "settled_by"])
    record(
        events.PROPOSAL_SETTLED, by=by, subject=proposal, opd_id=proposal.staff.unit.opd_id,
        change=proposal.summary.lower(), person=proposal.staff.full_name, outcome=State(state).label.lower(),
        answer=f" ({answer})" if answer else "",
    )  # fmt: skip
    return proposal


def _apply(proposal: Proposal, by: Actor) -> None:
    if proposal.kind == Kind.MERGE:
        proposal.followed = merges.merge(proposal.staff, proposal.other, by=by, reason=proposal.reason)
    elif proposal.kind == Kind.SPLIT:
        merges.split(proposal.other, by=by, reason=proposal.reason)
    else:
        _apply_standing(proposal, by)
    proposal.applied_at = timezone.now()
    proposal.save(update_fields=["applied_at", "followed"])


def _apply_standing(proposal: Proposal, by: Actor) -> None:
    """Somebody who left, or was merged, since the proposal was accepted is left as is: the later fact stands."""
    person = Staff.objects.get(pk=proposal.staff_id)
    if person.merged_into_id or (person.status in OUT_STATUSES and not proposal.takes_out):
        return
    ground = " · ".join(filter(None, (proposal.reason, proposal.letter_number)))
    staff_actions.change_status(
        person, status=StaffStatus(proposal.status), on=proposal.starts_on, until=proposal.ends_on,
        reason=ground[:200], by=by,
    )  # fmt: skip
