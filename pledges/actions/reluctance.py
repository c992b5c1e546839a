"""*Belum bersedia*: said by the person without a reason, followed up by the superior, over as soon as one signs."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from pledges import events
from pledges.actions import obligations
from pledges.models import Obligation, RosterEvent

State = Obligation.State
_NOBODY = Actor("visit", "", "Seorang pegawai")  # the audit log has other readers than the two who may know


@transaction.atomic
def decline(obligation: Obligation, *, by: Actor) -> Obligation:
    """Note that a person is not willing to sign yet; it counts as belum everywhere and asks for no reason.

    *Refuses* outside the window and whoever does not wait for a signature; a second time changes nothing. *Records* a
    roster event, and `pledges.answer_kept` without the name.
    """
    return _turn(obligation, State.UNWILLING, (State.WAITING, State.UNREACHABLE, State.CANCELLED), by)


@transaction.atomic
def take_back(obligation: Obligation, *, by: Actor) -> Obligation:
    """Note that a person takes it back without signing yet.

    *Refuses* outside the window and whoever does not wait for a signature. *Records* as `decline` does.
    """
    return _turn(obligation, State.WAITING, (State.UNWILLING,), by)


def _turn(obligation: Obligation, state: State, before: tuple[State, ...], by: Actor) -> Obligation:
    row = Obligation.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=obligation.pk)
    if row.state == state:
        return row
    if row.state not in before or not row.campaign.is_open(database_time()):
        raise DomainError("Ikrar ini sedang tidak menunggu jawaban Bapak/Ibu. Tidak ada yang berubah.")
    obligations.change(row, kind=RosterEvent.Kind.STATE, by=by, state=state.value)
    record(events.ANSWER_KEPT, by=_NOBODY, subject=row.campaign, campaign=row.campaign.title)
    return row
