"""When the law rearranges offices: merging, splitting, reopening; dated, with its ground, history kept.

Papers already issued keep the names they were issued with; open campaigns follow by the roster sync.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.exchange import bulk
from netralitas.jobs import api as jobs
from netralitas.registry import events, uniting
from netralitas.registry.actions import aliases, assignments, opd
from netralitas.registry.models import Assignment, Opd, OpdEvent, Staff, StaffEvent, Transfer
from netralitas.ui.formats import day

_NOTHING = "Belum ada yang berubah."
Kind = OpdEvent.Kind


@transaction.atomic
def merge(unit: Opd, *, into: Opd, on: date, reason: str, legal_basis: str, by: Actor) -> Opd:
    """Merge a unit into another: staff, sub-units, old names and open proposals follow; the unit closes.

    What other rooms keep by unit follows too, as they foretold (registry.uniting): the roles of operators and heads.
    *Refuses* the same unit, a closed one, a target under the unit itself, a day to come, no ground. *Records* events
    of both units and of each person, and `registry.units_merged`.
    """
    unit, into = _locked(unit), _locked(into)
    _guard(on, reason, legal_basis)
    if unit.pk == into.pk or into.path.startswith(unit.path):
        raise DomainError(f"Unit tidak dapat digabung ke dirinya sendiri atau ke unit di bawahnya. {_NOTHING}")
    _refuse_closed(unit, into)
    staff = _move_staff(unit.staff.all(), into, on=on, reason=reason, by=by)
    children = list(unit.children.active())
    for child in children:
        opd.move(child, parent=into, by=by, on=on, reason=reason, legal_basis=legal_basis)
    _end_heads(unit, on, by)
    _hand_over_transfers(unit, into, by)
    uniting.merge_all(unit, into, by)
    aliases.hand_over(unit, to=into)
    unit.closed_on, unit.successor = on, into
    unit.save(update_fields=["closed_on", "successor"])
    opd.log(
        unit, Kind.MERGED, {"successor": [None, into.name], "closed_on": [None, on.isoformat()]}, by,
        on, reason, legal_basis,
    )  # fmt: skip
    opd.log(into, Kind.MERGED, {"from": [None, unit.name], "staff": [None, staff]}, by, on, reason, legal_basis)
    record(
        events.UNITS_MERGED, by=by, subject=unit, opd_id=into.opd_id, unit=unit.name, target=into.name, date=day(on),
        basis=legal_basis, staff=staff, units=len(children),
    )  # fmt: skip
    jobs.nudge("pledges.sync_rosters")
    return into


@transaction.atomic
def split(
    unit: Opd, *, code: str, name: str, children: Iterable[Opd], staff: Iterable[Staff],
    on: date, reason: str, legal_basis: str, by: Actor,
) -> Opd:  # fmt: skip
    """Form a new unit beside a unit, of the same kind, with the sub-units and persons chosen from it.

    *Refuses* a closed unit, a code in use, sub-units or persons of another unit, nothing chosen, a day to come, no
    ground. *Records* events of both units and of each person, and `registry.unit_split`.
    """
    unit = _locked(unit)
    _guard(on, reason, legal_basis)
    _refuse_closed(unit)
    children, people = list(children), list(staff)
    if any(child.parent_id != unit.pk for child in children) or any(person.unit_id != unit.pk for person in people):
        raise DomainError(f"Sub-unit atau pegawai yang dipilih bukan bagian dari {unit.name}. {_NOTHING}")
    if not children and not people:
        raise DomainError(f"Pilih sub-unit atau pegawai yang ikut ke unit baru. {_NOTHING}")
    target = opd.create(
        by=by, parent=unit.parent, code=code, name=name, kind=unit.kind, kecamatan=unit.kecamatan,
        protocol_order=unit.protocol_order, has_recap_row=unit.has_recap_row, address=unit.address, phone=unit.phone,
    )  # fmt: skip
    for child in children:
        opd.move(child, parent=target, by=by, on=on, reason=reason, legal_basis=legal_basis)
    moved = _move_staff(Staff.objects.filter(pk__in=[one.pk for one in people]), target, on=on, reason=reason, by=by)
    opd.log(unit, Kind.SPLIT, {"into": [None, target.name], "staff": [None, moved]}, by, on, reason, legal_basis)
    opd.log(target, Kind.SPLIT, {"from": [None, unit.name], "staff": [None, moved]}, by, on, reason, legal_basis)
    record(
        events.UNIT_SPLIT, by=by, subject=target, opd_id=target.opd_id, unit=unit.name, target=target.name,
        date=day(on), basis=legal_basis, staff=moved, units=len(children),
    )  # fmt: skip
    jobs.nudge("pledges.sync_rosters")
    return target


@transaction.atomic
def reopen(unit: Opd, *, on: date, reason: str, legal_basis: str, by: Actor) -> Opd:
    """Open a closed unit again; nobody comes back by it.

    *Refuses* an open unit, one whose parent is closed, a day to come, no ground. *Records* the event and
    `registry.unit_reopened`.
    """
    unit = _locked(unit)
    _guard(on, reason, legal_basis)
    if unit.closed_on is None:
        raise DomainError(f"{unit.name} tidak ditutup. {_NOTHING}")
    if unit.parent is not None and unit.parent.closed_on:
        raise DomainError(f"Induknya, {unit.parent.name}, masih ditutup. Buka induknya dulu. {_NOTHING}")
    before, unit.closed_on, unit.successor = unit.closed_on, None, None
    unit.save(update_fields=["closed_on", "successor"])
    aliases.forget([unit.name], owner=unit)
    opd.log(unit, Kind.REOPENED, {"closed_on": [before.isoformat(), None]}, by, on, reason, legal_basis)
    record(events.UNIT_REOPENED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, date=day(on))
    jobs.nudge("pledges.sync_rosters")
    return unit


def _locked(unit: Opd) -> Opd:
    rows = Opd.objects.select_for_update(of=("self",)).select_related("parent", "opd", "kind", "kecamatan")
    return rows.get(pk=unit.pk)


def _guard(on: date, reason: str, legal_basis: str) -> None:
    if on > timezone.localdate():
        raise DomainError(f"Tanggal berlaku belum tiba. Catat perubahan ini pada harinya. {_NOTHING}")
    if not reason.strip() or not legal_basis.strip():
        raise DomainError(f"Isi alasan dan dasar hukumnya (nomor Perda atau Perbup). {_NOTHING}")


def _refuse_closed(*units: Opd) -> None:
    for unit in units:
        if unit.closed_on:
            raise DomainError(f"{unit.name} sudah ditutup per {day(unit.closed_on)}. {_NOTHING}")


def _move_staff(rows: Iterable[Staff], target: Opd, *, on: date, reason: str, by: Actor) -> int:
    """Everyone of `rows` belongs to `target` now; one history row each, three statements; returns how many."""
    moved = list(rows.values_list("pk", "unit__name"))
    Staff.objects.filter(pk__in=[pk for pk, _ in moved]).update(unit=target, updated_at=timezone.now())
    columns = ("staff_id", "kind", "unit_id", "changes", "effective_on", "recorded_at", "reason", "by_key", "by_label")
    now, kind = timezone.now(), StaffEvent.Kind.MOVED.value
    bulk.insert(
        StaffEvent,
        columns,
        [
            (pk, kind, target.pk, {"unit": [before, target.name]}, on, now, reason[:200], by.key, by.label)
            for pk, before in moved
        ],
    )
    return len(moved)


def _end_heads(unit: Opd, on: date, by: Actor) -> None:
    for head in Assignment.objects.filter(unit=unit, starts_on__lte=on, ends_on__isnull=True).select_related("staff"):
        assignments.end(head, on=on, by=by, reason="unit digabung")


def _hand_over_transfers(unit: Opd, into: Opd, by: Actor) -> None:
    """Open proposals speak of the new unit; those that now go nowhere are withdrawn."""
    waiting = Transfer.objects.pending()
    waiting.filter(from_unit=unit).update(from_unit=into)
    waiting.filter(to_unit=unit).update(to_unit=into)
    waiting.filter(from_unit=F("to_unit")).update(
        state=Transfer.State.WITHDRAWN, settled_at=timezone.now(), settled_by=by.label
    )
