"""Old names of units, kept so that files and searches that still use them are understood."""

from collections.abc import Iterable

from netralitas.registry.imports.spelling import unit_key
from netralitas.registry.models import Opd, UnitAlias


def learn(unit: Opd, name: str) -> None:
    """Remember that `name` meant `unit`, inside its Perangkat Daerah and, where nobody else bears it, everywhere.

    Part of a larger action, which *records*. *Refuses* nothing: a spelling already known stays as it is.
    """
    key = unit_key(name)[:150]
    if key:
        keys = {key, f"{unit.opd_id}|{key}"}
        UnitAlias.objects.bulk_create([UnitAlias(key=one, unit_id=unit.pk) for one in keys], ignore_conflicts=True)


def forget(names: Iterable[str], *, owner: Opd | None = None) -> None:
    """These names now belong to units themselves: as old names of others they no longer speak everywhere.

    Part of a larger action, which *records*. *Refuses* nothing. One statement for each 500 names.
    """
    keys = [unit_key(name)[:150] for name in names]
    for start in range(0, len(keys), 500):
        UnitAlias.objects.filter(key__in=keys[start : start + 500]).exclude(unit=owner).delete()


def hand_over(unit: Opd, *, to: Opd) -> None:
    """Everything `unit` was known by means `to` from now on. Part of a larger action. *Refuses* nothing."""
    UnitAlias.objects.filter(unit=unit).update(unit=to)
    for name in {unit.name, unit.short_name} - {""}:
        learn(unit, name)
    UnitAlias.objects.filter(unit=unit).update(unit=to)
