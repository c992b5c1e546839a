"""The history of a unit in sentences, and what a change of the tree would carry along."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from netralitas.registry.models import Opd, OpdEvent, Staff, Transfer
from netralitas.ui.formats import day, number

_HEAD = "head"
_FIELDS = {field.name: str(field.verbose_name) for field in Opd._meta.get_fields() if hasattr(field, "verbose_name")}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_HIDDEN = {"parent_id", "post"}


@dataclass(frozen=True)
class Chapter:
    """One event of a unit: what, in force since when, on which ground, written when and by whom."""

    title: str
    sentences: tuple[str, ...]
    effective_on: date
    legal_basis: str
    reason: str
    recorded_at: datetime
    by: str


def chapters(unit: Opd) -> Iterator[Chapter]:
    """The newest first; one SQL query."""
    for event in unit.events.order_by("-pk"):
        yield Chapter(
            _title(event), tuple(_sentences(event.changes)), event.effective_on, event.legal_basis,
            event.reason, event.recorded_at, event.by_label,
        )  # fmt: skip


def _title(event: OpdEvent) -> str:
    label = "pimpinan berganti" if event.kind == _HEAD else event.get_kind_display()
    return label[:1].upper() + label[1:]


def _sentences(changes: dict[str, list[Any]]) -> Iterator[str]:
    for name, (old, new) in changes.items():
        if name in _HIDDEN:
            continue
        label = _LABELS.get(name) or _FIELDS.get(name, name)
        if old in (None, ""):
            yield f"{label}: {_words(new)}"
        elif new in (None, ""):
            yield f"{label}: {_words(old)} dihapus"
        else:
            yield f"{label}: {_words(old)} menjadi {_words(new)}"


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, str) and _ISO.fullmatch(value):
        return day(date.fromisoformat(value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


_LABELS = {
    "name": "Nama", "parent": "Induk", "successor": "Penerus", "from": "Dari", "into": "Unit baru",
    "staff": "Pegawai yang ikut", "head": "Pimpinan", "ends_on": "Hari terakhir", "closed_on": "Ditutup pada",
}  # fmt: skip


@dataclass(frozen=True)
class Cargo:
    """What hangs on a unit: how many persons in it and below it, sub-units, open proposals of transfer."""

    staff: int
    staff_below: int
    children: int
    transfers: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """In numbers, for the page that asks."""
        return (
            f"{number(self.staff)} pegawai di unit ini, {number(self.staff_below)} di sub-unitnya.",
            f"{number(self.children)} sub-unit langsung di bawahnya.",
            f"{number(self.transfers)} usulan mutasi yang belum selesai.",
        )


def cargo(unit: Opd) -> Cargo:
    """Counts for the confirmation; four SQL queries."""
    own = unit.staff.present().count()
    waiting = Transfer.objects.pending()
    return Cargo(
        own, Staff.objects.under(unit).present().count() - own, unit.children.active().count(),
        (waiting.filter(from_unit=unit) | waiting.filter(to_unit=unit)).count(),
    )  # fmt: skip
