"""A scope: the part of the pemda in which somebody holds a permission."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_backends

from netralitas.access.permissions import Permission
from netralitas.access.roles import Role

if TYPE_CHECKING:
    from netralitas.access.models import User


@dataclass(frozen=True)
class Scope:
    """Everything, or the subtrees under `paths` and the single units in `unit_ids`."""

    is_all: bool = False
    paths: tuple[str, ...] = ()
    unit_ids: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self.is_all or bool(self.paths) or bool(self.unit_ids)

    def covers(self, unit: object) -> bool:
        """Whether the OPD tree row `unit` (with `pk` and `path`) lies inside."""
        return self.is_all or unit.pk in self.unit_ids or any(unit.path.startswith(path) for path in self.paths)


NOTHING = Scope()
EVERYTHING = Scope(is_all=True)


def scope_of(user: "User", permission: Permission) -> Scope:
    """Where `user` holds `permission`; asked of the permission backend (one query a request)."""
    if not user.is_authenticated or not user.is_active:
        return NOTHING
    for backend in get_backends():
        if hasattr(backend, "scope_of"):
            return backend.scope_of(user, permission)
    return NOTHING


def roles_of(user: "User") -> list[Role]:
    """The roles `user` holds today, each once; asked of the permission backend (one query a request)."""
    if not user.is_authenticated or not user.is_active:
        return []
    return [role for backend in get_backends() if hasattr(backend, "roles_of") for role in backend.roles_of(user)]
