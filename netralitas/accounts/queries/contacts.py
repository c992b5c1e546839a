"""Whom a person may ask: the operator's name and office phone of a unit."""

import time
from dataclasses import dataclass

from netralitas.access.models import User
from netralitas.accounts.models import BY_LETTER, RoleAssignment, StaffLink
from netralitas.accounts.queries.operators import names_at
from netralitas.registry.models import Opd

_KEEP_SECONDS = 60
_kept: dict[str, tuple[float, "Contact"]] = {}


@dataclass(frozen=True)
class Contact:
    """An operator with the office phone; either may be unknown."""

    name: str = ""
    phone: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.phone) if part) or "unit kerja Bapak/Ibu"


def opd_name(unit: Opd) -> str:
    """The Perangkat Daerah of a sub-unit; "" for a Perangkat Daerah itself, whose name is said already."""
    return unit.opd.name if unit.parent_id and unit.opd else ""


def contact_of(unit: Opd | None) -> Contact:
    """The operator of the unit, else of its Perangkat Daerah; no query when `unit.opd` was loaded with it."""
    if unit is None:
        return Contact()
    for place in (unit, unit.opd):
        if place is not None and (place.operator_name or place.operator_phone):
            return Contact(place.operator_name, place.operator_phone or place.phone)
    return Contact("", unit.phone or (unit.opd.phone if unit.opd else ""))


def unit_to_ask(user: User) -> str:
    """The unit (public id) whose operators help this account; "" for operators and outsiders. Two queries."""
    if RoleAssignment.objects.in_force().filter(user=user, role__in=BY_LETTER).exists():
        return ""
    return StaffLink.objects.filter(user=user).values_list("staff__unit__public_id", flat=True).first() or ""


def helpers_at(public_id: str) -> Contact:
    """The operators of a unit (else of its Perangkat Daerah) with the office phone; three queries a minute at most."""
    now = time.monotonic()
    if public_id not in _kept or now - _kept[public_id][0] > _KEEP_SECONDS:
        unit = Opd.objects.select_related("opd").filter(public_id=public_id).first()
        told = contact_of(unit)
        names = " atau ".join(names_at(unit)[:2]) if unit else ""
        _kept[public_id] = (now, Contact(names or told.name, told.phone))
    return _kept[public_id][1]
