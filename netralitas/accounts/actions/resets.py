"""Getting back in when password and second factor are both lost: one person proposes, another one confirms."""

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts import events
from netralitas.accounts.actions import factors, passwords
from netralitas.accounts.models import Activation, ResetRequest
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs

TWO_PERSONS = "Pemulihan harus disetujui orang lain, bukan yang mengajukan."
NOT_ONESELF = "Akun sendiri tidak dapat dipulihkan sendiri. Mintalah admin sistem lain."


@transaction.atomic
def propose_reset(*, user: User, reason: str, checked_how: str, by: Actor) -> ResetRequest:
    """Ask that an account be reset, saying how one made sure of the person; the owner is told at once.

    *Refuses* oneself, a locked account, and a second request while one is open. *Records* accounts.reset_proposed.
    """
    if by.user_id == user.pk:
        raise DomainError(NOT_ONESELF)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise DomainError("Akun ini dikunci. Buka dahulu kuncinya.")
    if ResetRequest.objects.filter(user=user, state=ResetRequest.State.PROPOSED).exists():
        raise DomainError("Pemulihan akun ini sudah diajukan dan menunggu orang kedua.")
    made = ResetRequest.objects.create(
        user=user, reason=reason.strip(), checked_how=checked_how.strip(), proposed_by_id=by.user_id
    )
    if user.email:
        jobs.send("accounts/reset_proposed", recipient_type="access.user", recipient_key=user.username)
    audit.record(events.RESET_PROPOSED, by=by, subject=user, account=user.display_name, reason=made.reason)
    return made


@transaction.atomic
def confirm_reset(*, request: ResetRequest, way: Activation.Way, by: Actor) -> Activation:
    """Let the owner start anew: password and factors die, sessions end, a one-time activation goes to the owner.

    *Refuses* the one who proposed, the owner, a request settled before, e-mail without an address.
    *Records* accounts.reset_confirmed, factor_removed and activation_made.
    """
    fresh = _open_request(request)
    user = User.objects.select_for_update().get(pk=fresh.user_id)
    if by.user_id is None or by.user_id == fresh.proposed_by_id:
        raise DomainError(TWO_PERSONS, code="orang_kedua")
    if by.user_id == user.pk:
        raise DomainError(NOT_ONESELF, code="orang_kedua")
    _settle(fresh, ResetRequest.State.CONFIRMED, "", by)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    factors.forget_factors(user=user, by=by)
    activation = passwords.make_activation(user=user, way=way, by=by)
    audit.record(
        events.RESET_CONFIRMED, by=by, subject=user, account=user.display_name, proposer=fresh.proposed_by.display_name
    )
    return activation


@transaction.atomic
def drop_reset(*, request: ResetRequest, note: str, by: Actor) -> None:
    """Say no to a request, or take back one's own; nothing of the account changes.

    *Refuses* a request settled before, and a no without a word why. *Records* accounts.reset_dropped.
    """
    fresh = _open_request(request)
    if not note.strip():
        raise DomainError("Tulis alasannya; tercatat di catatan audit.")
    is_own = by.user_id == fresh.proposed_by_id
    _settle(fresh, ResetRequest.State.CANCELLED if is_own else ResetRequest.State.REFUSED, note.strip(), by)
    audit.record(events.RESET_DROPPED, by=by, subject=fresh.user, account=fresh.user.display_name, reason=fresh.note)


def _open_request(request: ResetRequest) -> ResetRequest:
    fresh = (
        ResetRequest.objects.select_for_update(of=("self",)).select_related("user", "proposed_by").get(pk=request.pk)
    )
    if fresh.state != ResetRequest.State.PROPOSED:
        raise DomainError("Permohonan ini sudah diputuskan.")
    return fresh


def _settle(request: ResetRequest, state: ResetRequest.State, note: str, by: Actor) -> None:
    request.state, request.note = state, note[:200]
    request.settled_at, request.settled_by_id = timezone.now(), by.user_id
    request.save(update_fields=["state", "note", "settled_at", "settled_by"])
