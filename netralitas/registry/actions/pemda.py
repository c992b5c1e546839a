"""The pemda's own data."""

from typing import Any

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.registry import events
from netralitas.registry.models import Pemda
from netralitas.registry.queries.pemda import forget_pemda


@transaction.atomic
def edit(*, by: Actor, **fields: Any) -> Pemda:
    """Set name, letterhead, colour and the other data of the pemda. *Records* `registry.pemda_changed`."""
    pemda = Pemda.objects.select_for_update().first() or Pemda()
    changed = [name for name, value in fields.items() if getattr(pemda, name) != value]
    for name, value in fields.items():
        setattr(pemda, name, value)
    pemda.save()
    if changed:
        labels = ", ".join(str(Pemda._meta.get_field(name).verbose_name) for name in changed)
        record(events.PEMDA_CHANGED, by=by, subject=pemda, fields=labels)
    transaction.on_commit(forget_pemda)
    return pemda
