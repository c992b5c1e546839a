"""Carrying out a list of units: new ones, changes, moves, and their history; a fixed number of statements a row set."""

from datetime import date
from typing import Any

from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.registry.actions import aliases
from netralitas.registry.imports.tree_planning import PROVISIONAL, TreePlan
from netralitas.registry.models import Opd, OpdEvent
from netralitas.registry.placing import placed

_PLACES = ["parent", "path", "opd", "recap_unit"]
Kind = OpdEvent.Kind


class TreeApplying:
    """One plan being carried out inside the caller's transaction; `by` and `reason` go into the history."""

    def __init__(self, plan: TreePlan, *, by: Actor, reason: str) -> None:
        self._plan, self._by, self._reason = plan, by, reason[:200]
        self._today: date = timezone.localdate()
        self._now = timezone.now()
        self._events: list[OpdEvent] = []

    def run(self) -> None:
        """Write everything."""
        self._change()
        self._create()
        self._place()
        OpdEvent.objects.bulk_create(self._events, batch_size=500)

    def _change(self) -> None:
        fields: set[str] = set()
        for node in self._plan.updates:
            changes = {name.removesuffix("_id"): self._words(name, pair) for name, pair in node.changes.items()}
            if "name" in node.changes:
                aliases.learn(node.unit, node.unit.name)
                aliases.forget([node.changes["name"][1]], owner=node.unit)
            for name, (_, new) in node.changes.items():
                setattr(node.unit, name, new)
            fields |= node.changes.keys()
            if changes:
                self._log(node.unit, Kind.RENAMED if "name" in changes else Kind.CHANGED, changes)
        if fields:
            Opd.objects.bulk_update([node.unit for node in self._plan.updates if node.changes], fields, batch_size=200)

    def _create(self) -> None:
        taken = set(Opd.objects.filter(code__startswith=PROVISIONAL).values_list("code", flat=True))
        number = 0
        for node in self._plan.creates:
            unit = node.unit = Opd(**node.record.values)
            while not unit.code or unit.code in taken:
                number += 1
                unit.code = f"{PROVISIONAL}{number:04d}"
            taken.add(unit.code)
            unit.path = f"baru/{unit.public_id}"  # unique until the id is known
            unit.has_recap_row = unit.has_recap_row or node.parent is None
        Opd.objects.bulk_create([node.unit for node in self._plan.creates], batch_size=200)
        aliases.forget([node.unit.name for node in self._plan.creates])
        for node in self._plan.creates:
            above = node.parent.name if node.parent else None
            self._log(node.unit, Kind.CREATED, {"name": [None, node.unit.name], "parent": [None, above]})

    def _place(self) -> None:
        """Hang new and moved units up, then bring paths, offices and recap rows of the whole tree in step."""
        units = {unit.pk: unit for unit in Opd.objects.all()}
        moved = []
        for node in [*self._plan.creates, *self._plan.updates]:
            unit, parent = units[node.unit.pk], node.parent.unit if node.parent else None
            if not node.moves and unit.parent_id == (parent.pk if parent else None):
                continue
            if node.moves:
                aliases.learn(unit, unit.name)
                old = units.get(unit.parent_id)
                self._log(
                    unit, Kind.MOVED,
                    {"parent": [old.name if old else None, parent.name if parent else None],
                     "parent_id": [unit.parent_id, parent.pk if parent else None]},
                )  # fmt: skip
            unit.parent_id = parent.pk if parent else None
            unit.has_recap_row = unit.has_recap_row or parent is None
            moved.append(unit)
        changed = {unit.pk: unit for unit in [*moved, *placed(units)]}
        Opd.objects.bulk_update(changed.values(), [*_PLACES, "has_recap_row"], batch_size=200)

    def _log(self, unit: Opd, kind: str, changes: dict[str, Any]) -> None:
        event = OpdEvent(unit=unit, kind=kind, changes=changes, effective_on=self._today, recorded_at=self._now)
        event.reason, event.by_key, event.by_label = self._reason, self._by.key, self._by.label
        self._events.append(event)

    def _words(self, name: str, pair: list[Any]) -> list[Any]:
        return [str(value) if name.endswith("_id") and value else value for value in pair]
