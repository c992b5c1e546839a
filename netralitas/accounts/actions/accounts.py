"""Making, locking and unlocking accounts. Nobody but the owner ever sets a password."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from netralitas import names
from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts import events
from netralitas.accounts.actions.sessions import end_sessions
from netralitas.accounts.models import Activation, StaffLink
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.registry.models import Staff


@transaction.atomic
def create_account(*, staff: Staff | None, name: str, email: str, by: Actor) -> User:
    """Make an account without a password for a member of staff, or for an official from outside the registry.

    *Refuses* a person who has one, an address that another account uses or that is none, an outsider without a name.
    *Records* accounts.account_created.
    """
    email = _checked_email(email)
    if staff is not None:
        staff = Staff.objects.select_for_update(of=("self",)).select_related("unit").get(pk=staff.pk)
        if StaffLink.objects.filter(staff=staff).exists():
            raise DomainError("Pegawai ini sudah mempunyai akun.", code="akun_ada")
    display_name = staff.full_name if staff else names.normalise(name)
    user = User(display_name=display_name, email=email)
    user.set_unusable_password()
    user.save()
    if staff is not None:
        StaffLink.objects.create(user=user, staff=staff)
    audit.record(
        events.ACCOUNT_CREATED, by=by, subject=user, opd_id=staff.unit.opd_id if staff else None, account=display_name
    )
    return user


@transaction.atomic
def lock_account(*, user: User, reason: str, by: Actor) -> None:
    """Lock an account: its sessions end at once, activations die, nothing is deleted.

    *Refuses* oneself, no reason, and an account locked before. *Records* accounts.account_locked.
    """
    _check_reason(reason)
    if by.user_id == user.pk:
        raise DomainError("Akun sendiri tidak dapat dikunci sendiri. Mintalah admin sistem lain.")
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise DomainError("Akun ini sudah dikunci.")
    end_sessions(user)
    now = timezone.now()
    Activation.objects.filter(user=user, used_at__isnull=True, expires_at__gt=now).update(expires_at=now)
    audit.record(events.ACCOUNT_LOCKED, by=by, subject=user, account=user.display_name, reason=reason.strip())


@transaction.atomic
def unlock_account(*, user: User, reason: str, by: Actor) -> None:
    """Open a locked account again; its roles hold by their dates, sessions stay ended.

    *Refuses* no reason, and an account that is open. *Records* accounts.account_unlocked.
    """
    _check_reason(reason)
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise DomainError("Akun ini tidak sedang dikunci.")
    audit.record(events.ACCOUNT_UNLOCKED, by=by, subject=user, account=user.display_name, reason=reason.strip())


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise DomainError("Tulis alasannya; tercatat di catatan audit.")


def _checked_email(email: str) -> str:
    email = email.strip()
    if not email:
        return ""
    try:
        User._meta.get_field("email").run_validators(email)
    except ValidationError:
        raise DomainError("Alamat surel tidak sah. Periksa kembali penulisannya.", code="surel") from None
    if User.objects.filter(email__iexact=email).exists():
        raise DomainError("Surel ini sudah dipakai akun lain. Setiap akun memakai surel sendiri.", code="surel_dipakai")
    return email
