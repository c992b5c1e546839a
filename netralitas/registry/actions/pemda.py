"""The pemda's own data."""

import re
from typing import Any

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger.models import Entry
from netralitas.names import clean
from netralitas.registry import events
from netralitas.registry.models import Pemda
from netralitas.registry.queries.pemda import forget_pemda

_PLACEHOLDER = re.compile(r"\{[^{}]*\}?|\}")
_KNOWN = {"{tahun}", "{nomor}"}


@transaction.atomic
def edit(*, by: Actor, **fields: Any) -> Pemda:
    """Set name, letterhead, colour and the other data of the pemda.

    *Refuses* a register pattern that would give one number twice or say something unknown, and another time zone once
    people have signed: days already counted would shift. *Records* `registry.pemda_changed`.
    """
    pemda = Pemda.objects.select_for_update().first() or Pemda()
    changed = [name for name, value in fields.items() if getattr(pemda, name) != value]
    if "register_pattern" in changed:
        fields["register_pattern"] = check_pattern(fields["register_pattern"])
    if "time_zone" in changed and Entry.objects.exists():
        raise DomainError(
            "Zona waktu tidak dapat diganti lagi: sudah ada kegiatan yang dibuka, dan hari-harinya akan bergeser.",
            code="zona",
        )
    for name, value in fields.items():
        setattr(pemda, name, value)
    pemda.save()
    if changed:
        labels = ", ".join(str(Pemda._meta.get_field(name).verbose_name) for name in changed)
        record(events.PEMDA_CHANGED, by=by, subject=pemda, fields=labels)
    transaction.on_commit(forget_pemda)
    return pemda


def check_pattern(pattern: str) -> str:
    """The pattern of register numbers, tidied. *Refuses* one without `{nomor}` or with other placeholders."""
    pattern = clean(pattern)
    found = _PLACEHOLDER.findall(pattern)
    if found.count("{nomor}") != 1:
        raise DomainError("Pola harus memuat {nomor} satu kali; tanpa itu semua pakta bernomor sama.", code="pola")
    if unknown := [word for word in found if word not in _KNOWN]:
        raise DomainError(f"{unknown[0]} tidak dikenal. Yang dapat dipakai hanya {{tahun}} dan {{nomor}}.", code="pola")
    if len(pattern) > Pemda._meta.get_field("register_pattern").max_length:
        raise DomainError("Pola terlalu panjang.", code="pola")
    return pattern
