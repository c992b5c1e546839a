"""The one backend: resolves a sign-in name, checks the password, answers permissions from role assignments."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.roles import PEGAWAI, Role, ScopeKind
from netralitas.access.scopes import EVERYTHING, NOTHING, Scope
from netralitas.accounts.models import StaffLink
from netralitas.accounts.queries.roles import Held, held_by
from netralitas.accounts.queries.signins import user_named
from netralitas.registry.models import Opd


class PortalBackend(BaseBackend):
    """Sign-in by NIP, NIK or e-mail with a password; permissions by role, scope and date."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> User | None:
        """The account, or None; an unknown name costs the same hash as a known one."""
        user = user_named(username)
        if user is None:
            User().set_password(password)
            return None
        if user.check_password(password) and user.is_active:
            return user
        return None

    def get_user(self, user_id: int) -> User | None:
        """The session's account, if still active."""
        return User.objects.filter(pk=user_id, is_active=True).first()

    def has_perm(self, user_obj: User, perm: str, obj: Any = None) -> bool:
        """Whether the permission is held: somewhere, or over the unit `obj` (or the unit of `obj`)."""
        try:
            permission = Permission(perm)
        except ValueError:
            return False
        if permission in PEGAWAI.permissions:
            return _is_staff(user_obj)
        scope = self.scope_of(user_obj, permission)
        if obj is None or not scope:
            return bool(scope)
        return scope.covers(obj if isinstance(obj, Opd) else obj.unit)

    def scope_of(self, user: User, permission: Permission) -> Scope:
        """Where the permission is held, from role assignments in force today (one query per request)."""
        paths, unit_ids = [], []
        for held in _held(user):
            if permission not in held.role.permissions:
                continue
            if held.role.scope is ScopeKind.ALL:
                return EVERYTHING
            if held.path is None:
                continue
            if held.role.scope is ScopeKind.OPD:
                paths.append(held.path)
            else:
                unit_ids.append(held.unit_id)
        return Scope(paths=tuple(paths), unit_ids=tuple(unit_ids)) if paths or unit_ids else NOTHING

    def roles_of(self, user: User) -> list[Role]:
        """The roles in force today, each once (the same query)."""
        return list({held.role.code: held.role for held in _held(user)}.values())


def _is_staff(user: User) -> bool:
    """Every member of staff signs for oneself; no row is needed for that."""
    if not hasattr(user, "_is_staff_member"):
        user._is_staff_member = StaffLink.objects.filter(user_id=user.pk).exists()
    return user._is_staff_member


def _held(user: User) -> list[Held]:
    if not hasattr(user, "_roles_held"):
        user._roles_held = held_by(user)
    return user._roles_held
