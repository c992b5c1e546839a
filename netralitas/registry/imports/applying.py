"""Carrying out a plan: new units, new persons, changed persons, proposals of transfer, and their history."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from netralitas import names
from netralitas.access.actors import Actor
from netralitas.exchange import bulk
from netralitas.keys import data_key, encrypt, keyed_hash
from netralitas.registry.actions import opd as opd_actions
from netralitas.registry.actions import standings
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.imports.planning import Plan, Update
from netralitas.registry.imports.records import Record
from netralitas.registry.imports.units import Proposal
from netralitas.registry.models import Opd, OpdKind, Staff, StaffEvent, StaffStatus, Transfer, UnitAlias
from netralitas.registry.ranking import rank_key

_STORED = (
    "category", "name", "front_title", "back_title", "birth_date", "sex", "golongan", "golongan_on", "position",
    "position_on", "eselon", "jenjang", "service_months", "education", "education_level", "phone", "email", "status",
)  # fmt: skip
_EMPTY = {"birth_date": None, "golongan_on": None, "position_on": None, "service_months": None, "education_level": None,
          "status": StaffStatus.ACTIVE}  # fmt: skip
_RANKED = (
    "category", "eselon", "jenjang", "golongan", "golongan_on", "service_months", "education_level", "birth_date",
)  # fmt: skip
_DERIVING = {"name", *_RANKED}


class Applying:
    """One plan being carried out inside the caller's transaction; `by`, `batch_id` and `reason` go into the history."""

    def __init__(self, plan: Plan, *, by: Actor, batch_id: int, reason: str) -> None:
        self._plan, self._by, self._batch_id, self._reason = plan, by, batch_id, reason[:200]
        self._now: datetime = timezone.now()
        self._today: date = timezone.localdate()
        self._created_units: dict[str, int] = {}

    def run(self) -> None:
        """Write everything; a fixed number of statements, however many rows."""
        self._add_units()
        events = [*self._add_persons(), *self._change_persons()]
        self._propose_transfers()
        self._propose_exits()
        columns = (
            "staff_id", "kind", "unit_id", "changes",
            "effective_on", "recorded_at", "reason", "batch_id", "by_key", "by_label",
        )  # fmt: skip
        tail = (self._today, self._now, self._reason, self._batch_id, self._by.key, self._by.label)
        bulk.insert(StaffEvent, columns, [(*event, *tail) for event in events])
        self._learn_aliases()

    def _add_units(self) -> None:
        kinds = {kind.code: kind for kind in OpdKind.objects.all()}
        taken = set(Opd.objects.filter(code__startswith="BARU-").values_list("code", flat=True))
        number = 0
        for proposal in sorted(self._plan.proposals, key=lambda proposal: bool(proposal.opd_key)):
            while (code := f"BARU-{(number := number + 1):04d}") in taken:
                pass
            unit = opd_actions.create(
                by=self._by, parent=self._parent_of(proposal), code=code, name=proposal.name,
                kind=kinds.get(proposal.kind) or kinds["UPTD"], unor_id=proposal.unor_id[:40],
                external_code=proposal.external_code[:20],
            )  # fmt: skip
            self._created_units[proposal.key] = unit.pk

    def _parent_of(self, proposal: Proposal) -> Opd | None:
        above = proposal.opd_pk or self._created_units.get(proposal.opd_key)
        return Opd.objects.get(pk=above) if above else None

    def _unit_of(self, record: Record) -> int:
        if record.unit.unit:
            return record.unit.unit.pk
        return self._created_units[record.unit.proposal.key]

    def _add_persons(self) -> list[tuple]:
        """Insert new persons; returns their events."""
        records = self._plan.creates
        if not records:
            return []
        key = data_key("nik")
        public_ids = bulk.new_public_ids(len(records))
        rows = [self._row(record, public_id, key) for record, public_id in zip(records, public_ids, strict=True)]
        bulk.insert(
            Staff,
            ("public_id", "nip", "nik_ciphertext", "nik_hash", "unit_id", *_STORED, "status_on", "name_key", "rank_key",
             "created_at", "updated_at"),
            rows,
        )  # fmt: skip
        newest = Staff.objects.order_by("-pk").values_list("public_id", "pk")[: len(records)]
        pks = dict(newest)
        created = StaffEvent.Kind.CREATED.value
        return [
            (pks[public_id], created, self._unit_of(record), {"name": [None, _full_name(record.values)]})
            for record, public_id in zip(records, public_ids, strict=True)
        ]

    def _row(self, record: Record, public_id: str, key: bytes) -> tuple:
        values = record.values
        return (
            public_id,
            record.nip or None,
            encrypt(record.nik.encode(), key) if record.nik else None,
            keyed_hash(record.nik, "nik") if record.nik else None,
            self._unit_of(record),
            *[values.get(name, _EMPTY.get(name, "")) for name in _STORED],
            self._today if values.get("status", StaffStatus.ACTIVE) != StaffStatus.ACTIVE else None,
            _name_key(values["name"]),
            _rank_key(values),
            self._now,
            self._now,
        )

    def _change_persons(self) -> list[tuple]:
        """Update changed persons, grouped by which columns change; returns their events."""
        groups: dict[tuple[str, ...], list[tuple]] = {}
        events = []
        for update in self._plan.updates:
            fresh = self._fresh(update)
            groups.setdefault(tuple(fresh), []).append((update.known.pk, *fresh.values()))
            events.append(self._event(update))
        for columns, rows in groups.items():
            bulk.update(Staff, columns, rows)
        return events

    def _fresh(self, update: Update) -> dict[str, Any]:
        fresh = {name: new for name, (_, new) in update.changes.items()}
        if update.moves:
            fresh["unit_id"] = self._unit_of(update.record)
        if "status" in fresh:
            fresh["status_on"], fresh["status_ends_on"] = self._today, None
        if fresh.keys() & _DERIVING:
            merged = update.known.values | fresh
            fresh["name_key"], fresh["rank_key"] = _name_key(merged["name"]), _rank_key(merged)
        fresh["updated_at"] = self._now
        return fresh

    def _event(self, update: Update) -> tuple:
        changes = {name: [_plain(old), _plain(new)] for name, (old, new) in update.changes.items()}
        unit_id = update.known.unit_id
        kind = StaffEvent.Kind.STATUS if "status" in changes else StaffEvent.Kind.CHANGED
        if update.moves:
            before, unit_id = self._plan.units.units[unit_id].name, self._unit_of(update.record)
            match = update.record.unit
            changes["unit"] = [before, match.unit.name if match.unit else match.proposal.name]
            kind = StaffEvent.Kind.MOVED
        return update.known.pk, kind.value, unit_id, changes

    def _propose_transfers(self) -> None:
        public_ids = bulk.new_public_ids(len(self._plan.transfers))
        columns = (
            "public_id", "staff_id", "from_unit_id", "to_unit_id",
            "state", "reason", "batch_id", "proposed_at", "proposed_by", "settled_by",
            "answer", "decided_by", "decision",
        )  # fmt: skip
        state = Transfer.State.PROPOSED.value
        bulk.insert(
            Transfer,
            columns,
            [
                (public_id, known.pk, known.unit_id, self._unit_of(record), state, self._reason, self._batch_id,
                 self._now, self._by.label, "", "", "", "")
                for public_id, (record, known) in zip(public_ids, self._plan.transfers, strict=True)
            ],
        )  # fmt: skip

    def _propose_exits(self) -> None:
        """Who is said to have left: the file proposes, a second person confirms."""
        for _, known, status in self._plan.exits:
            standings.propose_exit(
                Staff.objects.select_related("unit").get(pk=known.pk), status=status, on=self._today,
                ground=Ground(reason=self._reason), is_from_opd=not self._plan.is_whole_pemda, by=self._by,
            )  # fmt: skip

    def _learn_aliases(self) -> None:
        """Spellings that were taken for a unit, by the user or as a slip of the pen, are known next time."""
        learned = self._plan.units.slips | self._plan.units.choices
        UnitAlias.objects.bulk_create(
            [UnitAlias(key=key[:200], unit_id=pk) for key, pk in learned.items()], ignore_conflicts=True
        )


def _name_key(name: str) -> str:
    return names.fold(name)[:200]


def _rank_key(values: dict[str, Any]) -> str:
    return rank_key(**{name: values[name] for name in _RANKED if values.get(name) is not None})


def _full_name(values: dict[str, Any]) -> str:
    return names.with_titles(values.get("front_title", ""), values["name"], values.get("back_title", ""))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
