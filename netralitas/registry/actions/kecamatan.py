"""The kecamatan of the pemda: added, renamed, taken from a list, deleted while nobody needs them."""

import re
from collections.abc import Iterable

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.names import clean
from netralitas.registry import events
from netralitas.registry.models import Kecamatan

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]*")
_NOTHING = "Belum ada yang berubah."


@transaction.atomic
def add(*, code: str, name: str, by: Actor) -> Kecamatan:
    """Add a kecamatan.

    *Refuses* an empty or misspelt code, an empty name, a code or name in use. *Records* `registry.kecamatan_added`.
    """
    place = Kecamatan(code=clean(code), name=clean(name))
    _guard(place)
    place.save()
    record(events.KECAMATAN_ADDED, by=by, subject=place, name=place.name, code=place.code)
    return place


@transaction.atomic
def edit(place: Kecamatan, *, code: str, name: str, by: Actor) -> Kecamatan:
    """Change code or name; nothing happens when nothing differs.

    *Refuses* what `add` refuses. *Records* `registry.kecamatan_changed`.
    """
    before = f"{place.code} {place.name}"
    place.code, place.name = clean(code), clean(name)
    _guard(place)
    if before != (after := f"{place.code} {place.name}"):
        place.save()
        record(events.KECAMATAN_CHANGED, by=by, subject=place, before=before, after=after)
    return place


@transaction.atomic
def take_list(*, rows: Iterable[tuple[int, str, str]], by: Actor) -> tuple[int, int]:
    """Add and rename kecamatan from (row, code, name); returns how many were added and renamed. All or nothing.

    *Refuses* the whole list for the first bad row, naming it. *Records* `registry.kecamatan_listed` when it changes
    anything.
    """
    known = {place.code: place for place in Kecamatan.objects.all()}
    added = renamed = 0
    for row, code, name in rows:
        place = known.get(clean(code))
        try:
            if place is None:
                place = known[clean(code)] = Kecamatan(code=clean(code), name=clean(name))
                _guard(place)
                added += 1
            elif place.name != clean(name):
                place.name = clean(name)
                _guard(place)
                renamed += 1
            else:
                continue
        except DomainError as refusal:
            raise DomainError(f"Baris {row}: {refusal.message}", code=refusal.code) from None
        place.save()
    if added or renamed:
        record(events.KECAMATAN_LISTED, by=by, added=added, renamed=renamed)
    return added, renamed


@transaction.atomic
def delete(place: Kecamatan, *, by: Actor) -> None:
    """Delete a kecamatan. *Refuses* while units lie in it. *Records* `registry.kecamatan_deleted`."""
    count = place.opd_set.count()
    if count:
        raise DomainError(
            f"{place.name} masih menjadi lokasi {count} unit. Ubah dulu lokasi unitnya. {_NOTHING}", code="dipakai"
        )
    record(events.KECAMATAN_DELETED, by=by, name=place.name, code=place.code)
    place.delete()


def _guard(place: Kecamatan) -> None:
    if not _CODE.fullmatch(place.code) or len(place.code) > 13:
        raise DomainError(f"Kode “{place.code}” tidak dapat dipakai; tulis seperti 36.04.01. {_NOTHING}", code="kode")
    if not place.name or len(place.name) > 80:
        raise DomainError(f"Nama kecamatan kosong atau lebih dari 80 huruf. {_NOTHING}", code="nama")
    others = Kecamatan.objects.exclude(pk=place.pk)
    if others.filter(code=place.code).exists():
        raise DomainError(f"Kode {place.code} sudah dipakai kecamatan lain. {_NOTHING}", code="kode_dipakai")
    if others.filter(name__iexact=place.name).exists():
        raise DomainError(f"Kecamatan {place.name} sudah ada. {_NOTHING}", code="nama_dipakai")
