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
from netralitas.registry.actions import aliases
from netralitas.registry.models import Opd, OpdEvent

Kind = OpdEvent.Kind


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
    log(unit, Kind.CREATED, {"name": [None, unit.name], "parent": [None, parent.name if parent else None]}, by)
    record(events.UNIT_CREATED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name)
    return unit


@transaction.atomic
def edit(
    unit: Opd, *, by: Actor, on: date | None = None, reason: str = "", legal_basis: str = "", **fields: Any
) -> Opd:
    """Change name, contact, letterhead, location or order of a unit; nothing happens when nothing differs.

    An old name stays known. *Refuses* a code in use. *Records* old and new values and `registry.unit_changed`.
    """
    changes = {
        name: [_plain(getattr(unit, name)), _plain(value)]
        for name, value in fields.items()
        if getattr(unit, name) != value
    }
    if not changes:
        return unit
    if "code" in changes and Opd.objects.filter(code=fields["code"]).exclude(pk=unit.pk).exists():
        raise DomainError(f"Kode {fields['code']} sudah dipakai unit lain. Belum ada yang berubah.")
    if "name" in changes:
        aliases.learn(unit, changes["name"][0])
        aliases.forget([fields["name"]], owner=unit)
    for name, value in fields.items():
        setattr(unit, name, value)
    unit.save(update_fields=list(fields))
    if "has_recap_row" in changes:
        replace_subtree(unit)
    log(unit, Kind.RENAMED if "name" in changes else Kind.CHANGED, changes, by, on, reason, legal_basis)
    labels = ", ".join(str(Opd._meta.get_field(name).verbose_name) for name in changes)
    record(events.UNIT_CHANGED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, fields=labels)
    jobs.nudge("pledges.sync_rosters")
    return unit


@transaction.atomic
def move(
    unit: Opd, *, parent: Opd | None, by: Actor, on: date | None = None, reason: str = "", legal_basis: str = ""
) -> Opd:
    """Hang a unit with its sub-units under another parent.

    *Refuses* a parent inside its own subtree and a closed one. *Records* the event and `registry.unit_moved`.
    """
    if parent is not None and parent.path.startswith(unit.path):
        raise DomainError("Unit tidak dapat dipindahkan ke bawah dirinya sendiri. Belum ada yang berubah.")
    if parent is not None and parent.closed_on:
        raise DomainError(f"{parent.name} sudah ditutup. Belum ada yang berubah.")
    aliases.learn(unit, unit.name)  # files of the old office go on naming it
    old, old_id = (unit.parent.name, unit.parent_id) if unit.parent else (None, None)
    unit.parent = parent
    unit.has_recap_row = unit.has_recap_row or parent is None
    unit.save(update_fields=["parent", "has_recap_row"])
    replace_subtree(unit)
    changes = {"parent": [old, parent.name if parent else None], "parent_id": [old_id, parent.pk if parent else None]}
    log(unit, Kind.MOVED, changes, by, on, reason, legal_basis)
    target = parent.name if parent else "pemda"
    record(events.UNIT_MOVED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, parent=target)
    jobs.nudge("pledges.sync_rosters")
    return unit


@transaction.atomic
def close(unit: Opd, *, on: date, by: Actor, reason: str = "", legal_basis: str = "") -> Opd:
    """Close a unit from a date; history stays.

    *Refuses* while persons or open sub-units are in it. *Records* the event and `registry.unit_closed`.
    """
    if unit.staff.present().exists():
        raise DomainError(f"Masih ada pegawai di {unit.name}. Pindahkan dulu, atau gabungkan unitnya.")
    if unit.children.active().exists():
        raise DomainError(f"Masih ada unit terbuka di bawah {unit.name}. Pindahkan atau tutup dulu.")
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    log(unit, Kind.CLOSED, {"closed_on": [None, on.isoformat()]}, by, on, reason, legal_basis)
    record(events.UNIT_CLOSED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, date=on.isoformat())
    return unit


def place(unit: Opd) -> None:
    """Set `path`, `opd` and `recap_unit` of a saved unit from its parent; does not save."""
    parent = unit.parent
    unit.path = f"{parent.path if parent else ''}{unit.pk:06d}/"
    unit.opd = parent.opd if parent else unit
    unit.recap_unit = unit if unit.has_recap_row or parent is None else parent.recap_unit


def replace_subtree(unit: Opd) -> None:
    """Bring path, office and recap row of a unit and everything under it in step with the parents."""
    place(unit)
    unit.save(update_fields=["path", "opd", "recap_unit"])
    for child in unit.children.all():
        child.parent = unit
        replace_subtree(child)


def log(
    unit: Opd, kind: str, changes: dict[str, list], by: Actor,
    on: date | None = None, reason: str = "", legal_basis: str = "",
) -> None:  # fmt: skip
    """Write one row of a unit's history."""
    OpdEvent.objects.create(
        unit=unit, kind=kind, changes=changes, effective_on=on or timezone.localdate(), reason=reason[:200],
        legal_basis=legal_basis[:120], by_key=by.key, by_label=by.label,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | list | None) else str(value)
