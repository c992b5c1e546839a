"""Whom a person may ask: the operator's name and office phone of a unit."""

from dataclasses import dataclass

from netralitas.registry.models import Opd


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
