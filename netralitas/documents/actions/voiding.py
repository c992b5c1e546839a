"""Declaring an issued document void."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import events
from netralitas.documents.models import Document, IssuedFile, Voidance
from netralitas.errors import DomainError
from netralitas.ledger import actions as ledger
from netralitas.ledger.canonical import sha256_text
from netralitas.ledger.clock import database_time
from netralitas.ledger.models import Entry


@transaction.atomic
def void(document: Document, *, reason: str, by: Actor) -> Voidance:
    """Write beside the unchanged document that it no longer holds; *Cek Keaslian* then says *dibatalkan* and when.

    *Refuses* a document that is void already. *Records* `documents.document_voided` and a `cert-revoke` entry in the
    evidence log: the hash of the code, of the file if it was issued, of the reason; no name.
    """
    if Voidance.objects.filter(document=document).exists():
        raise DomainError("Dokumen ini sudah dibatalkan sebelumnya. Tidak ada yang berubah.")
    record(events.DOCUMENT_VOIDED, by=by, subject=document, number=document.number)
    file = IssuedFile.objects.filter(document=document).first()
    ledger.append(
        Entry.Kind.CERTIFICATE_REVOKED,
        {
            "code": sha256_text(document.code.encode()),
            "file": f"sha256:{file.sha256}" if file else None,
            "reason": sha256_text(reason.encode()),
        },
    )
    return Voidance.objects.create(document=document, reason=reason[:200], at=database_time(), by_label=by.label)
