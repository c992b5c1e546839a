"""Declaring an issued document void."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import events
from netralitas.documents.models import Document, Voidance
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time


@transaction.atomic
def void(document: Document, *, reason: str, by: Actor) -> Voidance:
    """Write beside the unchanged document that it no longer holds; *Cek Keaslian* then says *dibatalkan* and when.

    *Refuses* a document that is void already. *Records* `documents.document_voided`.
    """
    if Voidance.objects.filter(document=document).exists():
        raise DomainError("Dokumen ini sudah dibatalkan sebelumnya. Tidak ada yang berubah.")
    record(events.DOCUMENT_VOIDED, by=by, subject=document, number=document.number)
    return Voidance.objects.create(document=document, reason=reason[:200], at=database_time(), by_label=by.label)
