"""Where units stand in the tree: path, office and recap row follow from the parents; plain computing, no writing."""

from netralitas.registry.models import Opd


def placed(units: dict[int, Opd]) -> list[Opd]:
    """Set `path`, `opd_id` and `recap_unit_id` of a whole tree (pk → unit); returns the units that changed."""
    done: dict[int, Opd] = {}
    changed = []
    for unit in units.values():
        line = []
        while unit.pk not in done:
            line.append(unit)
            if unit.parent_id is None:
                break
            unit = units[unit.parent_id]
        for one in reversed(line):
            if _place(one, units.get(one.parent_id)):
                changed.append(one)
            done[one.pk] = one
    return changed


def _place(unit: Opd, parent: Opd | None) -> bool:
    before = (unit.path, unit.opd_id, unit.recap_unit_id)
    unit.path = f"{parent.path if parent else ''}{unit.pk:06d}/"
    unit.opd_id = parent.opd_id if parent else unit.pk
    unit.recap_unit_id = unit.pk if unit.has_recap_row or parent is None else parent.recap_unit_id
    return before != (unit.path, unit.opd_id, unit.recap_unit_id)
