"""Changing the catalogue: always a new dated version, the old one stays for acts of its time."""

from datetime import date
from typing import Any

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.audit.catalogue import EventType
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.ui.formats import day as written
from sanctions import events
from sanctions.models import Act, CatalogueVersion
from sanctions.queries.missing_pledge import is_missing_pledge

_NOT_COPIED = frozenset({"id", "starts_on", "reason", "recorded_at", "recorded_by", "is_active"})


@transaction.atomic
def add(
    model: type[CatalogueVersion], *, code: str, starts_on: date, reason: str, by: Actor, **values: Any
) -> CatalogueVersion:
    """Add an entry that was not in the catalogue. *Refuses* a used code. *Records* `sanctions.catalogue_added`."""
    if model.objects.filter(code=code).exists():
        raise DomainError(f"Kode {code} sudah dipakai. Pilih kode lain; belum ada yang disimpan.", code="kode")
    return _write(events.CATALOGUE_ADDED, model(code=code, **values), starts_on, reason, by)


@transaction.atomic
def change(version: CatalogueVersion, *, starts_on: date, reason: str, by: Actor, **values: Any) -> CatalogueVersion:
    """Write the next version of an entry. *Refuses* one that says the same. *Records* `sanctions.catalogue_changed`."""
    kept = _copied(version)
    if version.is_active and starts_on == version.starts_on and kept | values == kept:
        raise DomainError("Tidak ada yang berubah, jadi belum ada versi baru yang disimpan.", code="sama")
    fresh = type(version)(**kept | values)
    return _write(events.CATALOGUE_CHANGED, fresh, starts_on, reason, by)


@transaction.atomic
def withdraw(version: CatalogueVersion, *, starts_on: date, reason: str, by: Actor) -> CatalogueVersion:
    """Take an entry out of use from a day on; earlier acts keep it. *Records* `sanctions.catalogue_withdrawn`."""
    if not version.is_active:
        raise DomainError("Entri ini sudah dihentikan. Belum ada yang berubah.", code="sudah")
    fresh = type(version)(**_copied(version), is_active=False)
    return _write(events.CATALOGUE_WITHDRAWN, fresh, starts_on, reason, by)


def _copied(version: CatalogueVersion) -> dict[str, Any]:
    names = [field.name for field in version._meta.concrete_fields if field.name not in _NOT_COPIED]
    return {name: getattr(version, name) for name in names}


def _write(event: EventType, fresh: CatalogueVersion, starts_on: date, reason: str, by: Actor) -> CatalogueVersion:
    if isinstance(fresh, Act) and fresh.is_active and is_missing_pledge(fresh.name):
        raise DomainError("Belum menandatangani ikrar bukan pelanggaran. Belum ada yang disimpan.", code="ikrar")
    if not reason.strip():
        raise DomainError("Tuliskan alasan atau dasar perubahannya. Belum ada yang disimpan.", code="alasan")
    fresh.starts_on, fresh.reason = starts_on, reason.strip()
    fresh.recorded_at, fresh.recorded_by = database_time(), by.label
    fresh.save()
    record(
        event, by=by, subject=fresh, kind=str(fresh._meta.verbose_name), code=fresh.code,
        starts_on=written(starts_on), reason=fresh.reason,
    )  # fmt: skip
    return fresh
