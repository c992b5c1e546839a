"""Changing one person in the registry; imports change many at once through registry.imports."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from netralitas import names
from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.keys import data_key, encrypt, keyed_hash
from netralitas.registry import events
from netralitas.registry.models import Opd, Staff, StaffEvent, StaffStatus
from netralitas.registry.ranking import RANKED_FIELDS, rank_key


@transaction.atomic
def create(*, unit: Opd, by: Actor, nik: str = "", **fields: Any) -> Staff:
    """Add a person to a unit.

    *Refuses* a NIP or NIK already registered, saying where. *Records* a StaffEvent and `registry.staff_created`.
    """
    if nip := fields.get("nip"):
        _refuse_known(Staff.objects.filter(nip=nip), "NIP")
    person = Staff(unit=unit, **fields)
    if nik:
        set_nik(person, nik)
        _refuse_known(Staff.objects.filter(nik_hash=person.nik_hash), "NIK")
    derive(person)
    person.save()
    log(person, StaffEvent.Kind.CREATED, {"name": [None, person.full_name]}, by)
    record(events.STAFF_CREATED, by=by, subject=person, opd_id=unit.opd_id, person=person.full_name, unit=unit.name)
    jobs.nudge("pledges.sync_rosters")
    return person


@transaction.atomic
def edit(person: Staff, *, by: Actor, reason: str = "", on: date | None = None, **fields: Any) -> Staff:
    """Change data of a person, the unit included; nothing happens when nothing differs.

    *Records* old and new values in a StaffEvent and `registry.staff_changed`.
    """
    person = Staff.objects.select_for_update(of=("self",)).select_related("unit").get(pk=person.pk)
    changes = {
        name: [_plain(getattr(person, name)), _plain(value)]
        for name, value in fields.items()
        if getattr(person, name) != value
    }
    if not changes:
        return person
    for name, value in fields.items():
        setattr(person, name, value)
    derive(person)
    person.save()
    kind = StaffEvent.Kind.MOVED if "unit" in changes else StaffEvent.Kind.CHANGED
    log(person, kind, changes, by, on=on, reason=reason)
    labels = ", ".join(str(Staff._meta.get_field(name).verbose_name) for name in changes)
    record(
        events.STAFF_CHANGED, by=by, subject=person, opd_id=person.unit.opd_id, person=person.full_name, fields=labels
    )
    jobs.nudge("pledges.sync_rosters")
    return person


@transaction.atomic
def change_status(
    person: Staff, *, status: StaffStatus, on: date, reason: str, by: Actor, until: date | None = None
) -> Staff:
    """Change the standing (kedudukan) of a person from a date, with the ground for it.

    The step behind standings and proposals, which see to the second person. *Refuses* an empty ground and a row merged
    into another. *Records* a StaffEvent and `registry.staff_status_changed`.
    """
    if not reason.strip():
        raise DomainError("Isi dasar perubahan kedudukan, misalnya nomor SK. Belum ada yang berubah.")
    person = Staff.objects.select_for_update(of=("self",)).select_related("unit").get(pk=person.pk)
    if person.merged_into_id:
        raise DomainError("Data ini sudah digabung dengan data lain. Ubah kedudukan pada data yang dipakai.")
    if (person.status, person.status_ends_on) == (status, until):
        return person
    before, person.status, person.status_on, person.status_ends_on = person.status, status, on, until
    person.save(update_fields=["status", "status_on", "status_ends_on", "updated_at"])
    log(person, StaffEvent.Kind.STATUS, {"status": [before, str(status)]}, by, on=on, reason=reason)
    record(
        events.STAFF_STATUS_CHANGED, by=by, subject=person, opd_id=person.unit.opd_id,
        person=person.full_name, status=StaffStatus(status).label, reason=reason,
    )  # fmt: skip
    jobs.nudge("pledges.sync_rosters")
    return person


def derive(person: Staff) -> None:
    """Set what follows from other columns: the search key and the rank key."""
    person.name_key = names.search_key(person.name)[:200]
    person.rank_key = rank_key(**{name: getattr(person, name) for name in RANKED_FIELDS})


def set_nik(person: Staff, nik: str) -> None:
    """Keep a NIK encrypted, with its keyed hash for look-up."""
    person.nik_ciphertext = encrypt(nik.encode(), data_key("nik"))
    person.nik_hash = keyed_hash(nik, "nik")


def _refuse_known(found: Any, label: str) -> None:
    if known := found.select_related("unit__opd").first():
        raise DomainError(
            f"{label} ini sudah terdata atas nama {names.mask(known.name)} di {known.unit}. Belum ada yang berubah."
        )


def log(
    person: Staff,
    kind: StaffEvent.Kind,
    changes: dict[str, list],
    by: Actor,
    *,
    on: date | None = None,
    reason: str = "",
) -> None:
    """Write one row of a person's history; changes hold no NIK."""
    StaffEvent.objects.create(
        staff=person, kind=kind, unit=person.unit, changes=changes, effective_on=on or timezone.localdate(),
        reason=reason[:200], by_key=by.key, by_label=by.label,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | None) else str(value)
