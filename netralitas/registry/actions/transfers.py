"""Transfers between units: proposed by one side, settled in the open."""

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.registry import events
from netralitas.registry.actions import staff as staff_actions
from netralitas.registry.models import Opd, Staff, Transfer


@transaction.atomic
def propose(*, staff: Staff, to_unit: Opd, by: Actor, reason: str = "", is_offered: bool = False) -> Transfer:
    """Propose that a person moves to another unit; an open proposal for the same unit is returned as it is.

    `is_offered` says that the unit of origin proposes; the other side then decides.

    *Refuses* the unit the person is in, and a second proposal elsewhere. *Records* `registry.transfer_proposed`.
    """
    if staff.unit_id == to_unit.pk:
        raise DomainError(f"{staff.full_name} sudah terdata di {to_unit.name}.")
    if known := Transfer.objects.filter(staff=staff, state=Transfer.State.PROPOSED).select_related("to_unit").first():
        if known.to_unit_id == to_unit.pk:
            return known
        raise DomainError(f"Sudah ada usulan mutasi {staff.full_name} ke {known.to_unit.name} yang belum diselesaikan.")
    transfer = Transfer.objects.create(
        staff=staff, from_unit=staff.unit, to_unit=to_unit, reason=reason, is_offered=is_offered, proposed_by=by.label
    )
    record(
        events.TRANSFER_PROPOSED, by=by, subject=transfer, opd_id=to_unit.opd_id,
        person=staff.full_name, origin=staff.unit.name, target=to_unit.name,
    )  # fmt: skip
    return transfer


@transaction.atomic
def accept(transfer: Transfer, *, by: Actor) -> Transfer:
    """Move the person and their count to the new unit. *Refuses* a settled proposal. *Records* both changes."""
    transfer = _settle(transfer, Transfer.State.ACCEPTED, by)
    staff_actions.edit(transfer.staff, unit=transfer.to_unit, by=by, reason="Usulan mutasi diterima")
    return transfer


@transaction.atomic
def dispute(transfer: Transfer, *, by: Actor) -> Transfer:
    """Say that the person stays. *Refuses* a settled proposal. *Records* `registry.transfer_settled`."""
    return _settle(transfer, Transfer.State.DISPUTED, by)


@transaction.atomic
def withdraw(transfer: Transfer, *, by: Actor) -> Transfer:
    """Take a proposal back. *Refuses* a settled proposal. *Records* `registry.transfer_settled`."""
    return _settle(transfer, Transfer.State.WITHDRAWN, by)


def _settle(transfer: Transfer, state: Transfer.State, by: Actor) -> Transfer:
    transfer = (
        Transfer.objects.select_for_update(of=("self",)).select_related("staff__unit", "to_unit").get(pk=transfer.pk)
    )
    if transfer.state != Transfer.State.PROPOSED:
        raise DomainError("Usulan mutasi ini sudah diselesaikan. Tidak ada yang berubah.")
    transfer.state, transfer.settled_at, transfer.settled_by = state, timezone.now(), by.label
    transfer.save(update_fields=["state", "settled_at", "settled_by"])
    record(
        events.TRANSFER_SETTLED, by=by, subject=transfer, opd_id=transfer.to_unit.opd_id,
        person=transfer.staff.full_name, outcome=state.label,
    )  # fmt: skip
    return transfer
