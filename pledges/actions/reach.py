"""*Belum dapat dihubungi*: still counted as belum; signing ends it by itself."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from pledges import events
from pledges.actions import obligations
from pledges.models import Campaign, Obligation, RosterEvent

State = Obligation.State


@transaction.atomic
def mark_unreachable(obligation: Obligation, *, reason: str, by: Actor) -> Obligation:
    """Note that a person who has not signed cannot be reached; the person stays in the denominator.

    Whoever said not to be willing is marked like the others: a refusal would tell the operator (product.md 4.3).
    *Refuses* anybody but those who wait in an open campaign. *Records* a roster event, `pledges.person_unreachable`.
    """
    waiting = (State.WAITING, State.UNWILLING)
    obligation = _locked(obligation, waiting, "Hanya yang belum menandatangani dapat ditandai.")
    _turn(obligation, State.UNREACHABLE, reason.strip()[:200], by)
    record(
        events.PERSON_UNREACHABLE, by=by, subject=obligation, opd_id=obligation.unit.opd_id,
        person=obligation.staff.full_name, campaign=obligation.campaign.title, reason=reason.strip()[:200],
    )  # fmt: skip
    return obligation


@transaction.atomic
def mark_reachable(obligation: Obligation, *, by: Actor) -> Obligation:
    """Note that a person can be reached again.

    *Refuses* anybody not so marked. *Records* a roster event, `pledges.person_reachable`.
    """
    obligation = _locked(obligation, (State.UNREACHABLE,), "Pegawai ini tidak (lagi) ditandai belum dapat dihubungi.")
    _turn(obligation, State.WAITING, "dapat dihubungi lagi", by)
    record(
        events.PERSON_REACHABLE, by=by, subject=obligation, opd_id=obligation.unit.opd_id,
        person=obligation.staff.full_name, campaign=obligation.campaign.title,
    )  # fmt: skip
    return obligation


def _locked(obligation: Obligation, states: tuple[str, ...], refusal: str) -> Obligation:
    rows = Obligation.objects.select_for_update(of=("self",)).select_related("campaign", "staff", "unit")
    row = rows.get(pk=obligation.pk)
    if row.campaign.state != Campaign.State.OPEN or row.state not in states:
        raise DomainError(f"{refusal} Tidak ada yang berubah; muat ulang halamannya.")
    return row


def _turn(obligation: Obligation, state: str, reason: str, by: Actor) -> None:
    obligations.change(obligation, kind=RosterEvent.Kind.STATE, by=by, reason=reason, state=str(state))
