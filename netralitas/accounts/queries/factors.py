"""Which second factor an account has, and whether it owes one."""

from dataclasses import dataclass

from django.conf import settings

from netralitas.access.models import User
from netralitas.access.scopes import roles_of
from netralitas.accounts.models import Factor, RecoveryCode


@dataclass(frozen=True)
class Equipment:
    """What an account can prove itself with."""

    has_app: bool
    has_passkey: bool
    codes_left: int

    def __bool__(self) -> bool:
        return self.has_app or self.has_passkey


def equipment_of(user: User) -> Equipment:
    """The factors of an account and how many recovery codes are left; two queries."""
    kinds = set(Factor.objects.filter(user=user).values_list("kind", flat=True))
    left = RecoveryCode.objects.filter(user=user, used_at=None).count()
    return Equipment(Factor.Kind.TOTP in kinds, Factor.Kind.PASSKEY in kinds, left)


def has_factor(user: User) -> bool:
    """Whether the account is asked for a second factor; one query."""
    return Factor.objects.filter(user=user).exists()


def is_privileged(user: User) -> bool:
    """Whether the account sees or does more than its owner's own things; the request's own query of roles."""
    return user.is_superuser or any(role.is_privileged for role in roles_of(user))


def owes_factor(user: User) -> bool:
    """Whether the account may do nothing without a second factor: privileged, but not in the demonstration."""
    return settings.SECOND_FACTOR_FORCED and is_privileged(user)
