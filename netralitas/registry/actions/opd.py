"""Changing the tree of Perangkat Daerah; each change leaves an OpdEvent and an audit event."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.registry import events
from netralitas.registry.models import Opd, OpdEvent


@transaction.atomic
def create(*, by: Actor, parent: Opd | None = None, **fields: Any) -> Opd:
    """Add a unit under `parent`, or a Perangkat Daerah at the top.

    *Refuses* a code in use and a closed parent. *Records* the unit's event and `registry.unit_created`.
    """
    if Opd.objects.filter(code=fields["code"]).exists():
        raise DomainError(f"Kode {fields['code']} sudah dipakai unit lain. Belum ada yang berubah.")
    if parent is not None and parent.closed_on:
        raise DomainError(f"{parent.name} sudah ditutup dan tidak dapat menerima unit baru.")
    unit = Opd(parent=parent, **fields)
    unit.path = f"baru/{unit.public_id}"  # unique until the id is known
    unit.has_recap_row = unit.has_recap_row or parent is None
    unit.save()
    place(unit)
    unit.save(update_fields=["path", "opd", "recap_unit"])
    _log(unit, "created", {"name": [None, unit.name], "parent": [None, parent.name if parent else None]}, by)
    record(events.UNIT_CREATED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name)
    return unit


@transaction.atomic
def edit(unit: Opd, *, by: Actor, **fields: Any) -> Opd:
    """Change name, contact, letterhead, location or order of a unit; nothing happens when nothing differs.

    *Records* old and new values and `registry.unit_changed`.
    """
    changes = {
        name: [_plain(getattr(unit, name)), _plain(value)]
        for name, value in fields.items()
        if getattr(unit, name) != value
    }
    if not changes:
        return unit
    for name, value in fields.items():
        setattr(unit, name, value)
    unit.save(update_fields=list(fields))
    if "has_recap_row" in changes:
        _replace_subtree(unit)
    _log(unit, "changed", changes, by)
    labels = ", ".join(str(Opd._meta.get_field(name).verbose_name) for name in changes)
    record(events.UNIT_CHANGED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, fields=labels)
    jobs.nudge("pledges.sync_rosters")
    return unit


@transaction.atomic
def move(unit: Opd, *, parent: Opd | None, by: Actor, reason: str = "") -> Opd:
    """Hang a unit with its sub-units under another parent.

    *Refuses* a parent inside its own subtree. *Records* the event and `registry.unit_moved`.
    """
    if parent is not None and parent.path.startswith(unit.path):
        raise DomainError("Unit tidak dapat dipindahkan ke bawah dirinya sendiri. Belum ada yang berubah.")
    old, old_id = (unit.parent.name, unit.parent_id) if unit.parent else (None, None)
    unit.parent = parent
    unit.save(update_fields=["parent"])
    _replace_subtree(unit)
    changes = {"parent": [old, parent.name if parent else None], "parent_id": [old_id, parent.pk if parent else None]}
    _log(unit, "moved", changes, by, reason)
    target = parent.name if parent else "pemda"
    record(events.UNIT_MOVED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, parent=target)
    jobs.nudge("pledges.sync_rosters")
    return unit


@transaction.atomic
def close(unit: Opd, *, on: date, by: Actor, reason: str = "") -> Opd:
    """Close a unit from a date; history stays.

    *Refuses* while persons or open sub-units are in it. *Records* the event and `registry.unit_closed`.
    """
    if unit.staff.present().exists():
        raise DomainError(f"Masih ada pegawai di {unit.name}. Pindahkan dulu, baru unit ditutup.")
    if unit.children.active().exists():
        raise DomainError(f"Masih ada unit terbuka di bawah {unit.name}.")
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    _log(unit, "closed", {"closed_on": [None, on.isoformat()]}, by, reason)
    record(events.UNIT_CLOSED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, date=on.isoformat())
    return unit


def place(unit: Opd) -> None:
    """Set `path`, `opd` and `recap_unit` of a saved unit from its parent; does not save."""
    parent = unit.parent
    unit.path = f"{parent.path if parent else ''}{unit.pk:06d}/"
    unit.opd = parent.opd if parent else unit
    unit.recap_unit = unit if unit.has_recap_row or parent is None else parent.recap_unit


def _replace_subtree(unit: Opd) -> None:
    place(unit)
    unit.save(update_fields=["path", "opd", "recap_unit"])
    for child in unit.children.all():
        child.parent = unit
        _replace_subtree(child)


def _log(unit: Opd, kind: str, changes: dict[str, list], by: Actor, reason: str = "") -> None:
    OpdEvent.objects.create(
        unit=unit,
        kind=kind,
        changes=changes,
        effective_on=timezone.localdate(),
        reason=reason,
        by_key=by.key,
        by_label=by.label,
    )


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | list | None) else str(value)
