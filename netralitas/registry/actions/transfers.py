"""Transfers between units: proposed by one side, settled in the open."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.registry import events
from netralitas.registry.actions import staff as staff_actions
from netralitas.registry.models import Opd, Staff, Transfer

_AFTER_DUE = frozenset({Transfer.State.ACCEPTED, Transfer.State.WITHDRAWN})


@transaction.atomic
def propose(
    *, staff: Staff, to_unit: Opd, by: Actor, reason: str = "", is_offered: bool = False, on: date | None = None
) -> Transfer:
    """Propose that a person moves to another unit; an open proposal for the same unit is returned as it is.

    `is_offered` says that the unit of origin proposes; the other side then decides. `on` is the day of the SK.

    *Refuses* the unit the person is in, a merged row, a second proposal elsewhere, one that BKPSDM still decides.
    *Records* `registry.transfer_proposed`.
    """
    if staff.unit_id == to_unit.pk:
        raise DomainError(f"{staff.full_name} sudah terdata di {to_unit.name}.")
    if staff.merged_into_id:
        raise DomainError("Data ini sudah digabung dengan data lain. Usulkan mutasi pada data yang dipakai.")
    open_rows = Transfer.objects.waiting() | Transfer.objects.pending()
    if known := open_rows.filter(staff=staff).select_related("to_unit").first():
        if known.to_unit_id == to_unit.pk and known.state == Transfer.State.PROPOSED:
            return known
        raise DomainError(f"Sudah ada usulan mutasi {staff.full_name} ke {known.to_unit.name} yang belum diselesaikan.")
    transfer = Transfer.objects.create(
        staff=staff, from_unit=staff.unit, to_unit=to_unit, reason=reason, is_offered=is_offered, effective_on=on,
        proposed_by=by.label,
    )  # fmt: skip
    record(
        events.TRANSFER_PROPOSED, by=by, subject=transfer, opd_id=to_unit.opd_id,
        person=staff.full_name, origin=staff.unit.name, target=to_unit.name,
    )  # fmt: skip
    return transfer


@transaction.atomic
def accept(transfer: Transfer, *, by: Actor) -> Transfer:
    """Move the person and their count to the new unit, on the day of the SK when it is still to come.

    *Refuses* a settled proposal. *Records* `registry.transfer_settled` and, when the person moves, the change.
    """
    transfer = _settle(transfer, _accepted(transfer), by)
    if transfer.state == Transfer.State.ACCEPTED:
        _move(transfer, by, "Usulan mutasi diterima")
    return transfer


@transaction.atomic
def dispute(transfer: Transfer, *, by: Actor, answer: str = "") -> Transfer:
    """Say that the person stays, and why; BKPSDM then decides.

    *Refuses* a settled proposal. *Records* `registry.transfer_settled`.
    """
    return _settle(transfer, Transfer.State.DISPUTED, by, answer.strip()[:200])


@transaction.atomic
def decide(transfer: Transfer, *, moves: bool, decision: str, by: Actor) -> Transfer:
    """Decide a disputed transfer, as BKPSDM: the person moves (on the day of the SK), or stays in the unit of origin.

    *Refuses* one that is not disputed or was decided before, and a decision without its ground. *Records*
    `registry.transfer_decided` and, when the person moves, the change.
    """
    if not decision.strip():
        raise DomainError("Tulis dasar keputusan, misalnya nomor SK mutasi. Belum ada yang berubah.")
    transfer = _locked(transfer)
    if transfer.state != Transfer.State.DISPUTED or transfer.decided_at:
        raise DomainError("Usulan ini tidak (lagi) menunggu keputusan BKPSDM. Tidak ada yang berubah.")
    transfer.state = _accepted(transfer) if moves else Transfer.State.KEPT
    transfer.decided_at, transfer.decided_by, transfer.decision = timezone.now(), by.label, decision.strip()[:200]
    transfer.save(update_fields=["state", "decided_at", "decided_by", "decision"])
    outcome = f"pindah ke {transfer.to_unit.name}" if moves else "tetap di unit asal"
    record(
        events.TRANSFER_DECIDED, by=by, subject=transfer, opd_id=transfer.to_unit.opd_id,
        person=transfer.staff.full_name, outcome=outcome, reason=transfer.decision,
    )  # fmt: skip
    if transfer.state == Transfer.State.ACCEPTED:
        _move(transfer, by, f"Keputusan BKPSDM: {transfer.decision}"[:200])
    return transfer


@transaction.atomic
def withdraw(transfer: Transfer, *, by: Actor) -> Transfer:
    """Take a proposal back; an accepted one too, as long as its day has not come.

    *Refuses* one that is settled otherwise. *Records* `registry.transfer_settled`.
    """
    return _settle(transfer, Transfer.State.WITHDRAWN, by)


@transaction.atomic
def apply_due(*, by: Actor) -> int:
    """Move the persons whose day has come; whoever moved or merged since stays, the later fact stands.

    *Refuses* nothing. *Records* `registry.transfer_settled` and what each move records.
    """
    due = Transfer.objects.filter(state=Transfer.State.DUE, effective_on__lte=timezone.localdate())
    moved = 0
    for row in due.order_by("effective_on", "pk"):
        transfer = _locked(row)
        if transfer.state != Transfer.State.DUE:
            continue
        person = transfer.staff
        is_where_it_was = not person.merged_into_id and person.unit_id == transfer.from_unit_id
        stands = is_where_it_was and transfer.to_unit.closed_on is None
        transfer = _settle(transfer, Transfer.State.ACCEPTED if stands else Transfer.State.WITHDRAWN, by)
        if stands:
            _move(transfer, by, "Mutasi berlaku menurut SK")
            moved += 1
    return moved


def _accepted(transfer: Transfer) -> Transfer.State:
    """Accepted at once, or waiting for the day of the SK."""
    is_to_come = transfer.effective_on is not None and transfer.effective_on > timezone.localdate()
    return Transfer.State.DUE if is_to_come else Transfer.State.ACCEPTED


def _locked(transfer: Transfer) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("staff__unit", "to_unit")
    return rows.get(pk=transfer.pk)


def _move(transfer: Transfer, by: Actor, reason: str) -> None:
    staff_actions.edit(transfer.staff, unit=transfer.to_unit, by=by, reason=reason, on=transfer.effective_on)


def _settle(transfer: Transfer, state: Transfer.State, by: Actor, answer: str = "") -> Transfer:
    transfer = _locked(transfer)
    is_to_come = transfer.state == Transfer.State.DUE and state in _AFTER_DUE
    if transfer.state != Transfer.State.PROPOSED and not is_to_come:
        raise DomainError("Usulan mutasi ini sudah diselesaikan. Tidak ada yang berubah.")
    transfer.state, transfer.settled_at, transfer.settled_by = state, timezone.now(), by.label
    transfer.answer = answer
    transfer.save(update_fields=["state", "settled_at", "settled_by", "answer"])
    record(
        events.TRANSFER_SETTLED, by=by, subject=transfer, opd_id=transfer.to_unit.opd_id,
        person=transfer.staff.full_name, outcome=state.label,
    )  # fmt: skip
    return transfer
