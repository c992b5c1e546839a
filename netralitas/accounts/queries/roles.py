"""The roles an account holds now: asked on nearly every page, so the query is kept small."""

from typing import NamedTuple

from netralitas.access.models import User
from netralitas.access.roles import ROLES, Role
from netralitas.accounts.models import BY_LETTER, RoleAssignment
from netralitas.registry.models.staff import OUT_STATUSES
from netralitas.ui.formats import day


class Held(NamedTuple):
    """A role in force, and where: the unit's number and path, None for the whole pemda."""

    role: Role
    unit_id: int | None
    path: str | None


def held_by(user: User) -> list[Held]:
    """The roles in force today; none for a person who left the service, no operator's for one who moved; one query."""
    rows = (
        RoleAssignment.objects.in_force()
        .filter(user_id=user.pk)
        .values_list(
            "role", "unit_id", "unit__path", "unit__opd_id", "user__staff_link__staff__status",
            "user__staff_link__staff__unit__opd_id",
        )
    )  # fmt: skip
    return [
        Held(ROLES[role], unit_id, path)
        for role, unit_id, path, opd_id, status, own_opd_id in rows
        if status not in OUT_STATUSES and not (role in BY_LETTER and own_opd_id not in {None, opd_id})
    ]


def place_of(assignment: RoleAssignment) -> str:
    """Where the role holds, in words."""
    return assignment.unit.name if assignment.unit else "seluruh pemda"


def period_of(assignment: RoleAssignment) -> str:
    """How long the role holds, in words."""
    until = f"sampai {day(assignment.ends_on)}" if assignment.ends_on else "tanpa batas waktu"
    return f"mulai {day(assignment.starts_on)}, {until}"
