"""The pemda's own data."""

from typing import Any

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger.models import Entry
from netralitas.registry import events
from netralitas.registry.models import Pemda
from netralitas.registry.patterns import check_pattern
from netralitas.registry.queries.pemda import forget_pemda


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
