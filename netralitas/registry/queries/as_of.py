"""The registry as it stood at an instant: the rows of today with every later change taken back.

Rows given here are for reading only; nobody may save them.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from netralitas import names
from netralitas.registry.models import Opd, OpdEvent, Staff, StaffEvent
from netralitas.registry.ranking import RANKED_FIELDS, rank_key

_BATCH = 5000
_UNIT_FIELDS = ("code", "name", "short_name", "protocol_order", "has_recap_row", "is_active_in_pledge")
_STAFF_FIELDS = frozenset({"name", "front_title", "back_title", "position", "nip", "status", *RANKED_FIELDS})


def units_at(at: datetime) -> dict[int, Opd]:
    """Every unit with name, place in the tree and row as they were at an instant; two queries.

    Units added since are given too: nobody stood in them then, and a unit written down late is not missed.
    """
    units = {unit.pk: unit for unit in Opd.objects.select_related("kind")}
    later = OpdEvent.objects.filter(recorded_at__gt=at).order_by("-pk")
    for unit_id, changes in later.exclude(kind="created").values_list("unit_id", "changes"):
        if unit := units.get(unit_id):
            _take_back_unit(unit, changes)
    for unit in units.values():
        unit.path = _path(unit, units)
    return units


def _take_back_unit(unit: Opd, changes: dict[str, list]) -> None:
    for name in _UNIT_FIELDS:
        if name in changes:
            setattr(unit, name, changes[name][0])
    if "parent_id" in changes:
        unit.parent_id = changes["parent_id"][0]


def _path(unit: Opd, units: dict[int, Opd]) -> str:
    """The path from the parents as they were; a circle cannot be, since `move` refuses it."""
    steps = [unit.pk]
    while (parent := units.get(unit.parent_id)) is not None and len(steps) < 20:
        steps.append(parent.pk)
        unit = parent
    return "".join(f"{pk:06d}/" for pk in reversed(steps))


def staff_at(staff_ids: Iterable[int], at: datetime) -> dict[int, Staff]:
    """Persons with name, titles, post and rank as they were at an instant; two queries for each 5,000 ids."""
    wanted = sorted(set(staff_ids))
    found: dict[int, Staff] = {}
    for start in range(0, len(wanted), _BATCH):
        chosen = wanted[start : start + _BATCH]
        found |= {row.pk: row for row in _readable(Staff.objects.filter(pk__in=chosen))}
        later = StaffEvent.objects.filter(staff_id__in=chosen, recorded_at__gt=at).order_by("-pk")
        changed = set()
        for staff_id, changes in later.values_list("staff_id", "changes"):
            _take_back_staff(found[staff_id], changes)
            changed.add(staff_id)
        for staff_id in changed:
            _derive(found[staff_id])
    return found


def _readable(rows: QuerySet[Staff]) -> QuerySet[Staff]:
    return rows.select_related("unit").defer("nik_ciphertext", "nik_hash")


def _take_back_staff(person: Staff, changes: dict[str, list]) -> None:
    for name in changes.keys() & _STAFF_FIELDS:
        old = changes[name][0]
        if old is not None or Staff._meta.get_field(name).null:
            setattr(person, name, Staff._meta.get_field(name).to_python(old))


def _derive(person: Staff) -> None:
    person.name_key = names.search_key(person.name)[:200]
    person.rank_key = rank_key(**{name: getattr(person, name) for name in RANKED_FIELDS})
