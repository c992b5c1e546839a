"""Entering an issued paper into the register."""

from datetime import datetime
from typing import Any

from django.db import transaction

from netralitas.documents.models import Document
from netralitas.jobs import api as jobs
from netralitas.ledger import vault
from netralitas.ledger.models import RowKey


@transaction.atomic(savepoint=False)  # one transaction with what the paper is about
def register(
    *, kind: str, number: str, code: str, facts: dict[str, Any], public_facts: dict[str, Any],
    row_key: RowKey, key: bytes, issued_at: datetime,
) -> Document:  # fmt: skip
    """Freeze the facts of one paper; its file is made later from them alone.

    `row_key`, `key` come from `ledger.vault.new_key()` and may serve the caller's own sealed row too. Called inside
    another room's action, which says who and writes the audit event. *Refuses* a used number or code (IntegrityError).
    """
    document = Document(
        kind=kind,
        number=number,
        code=code,
        row_key=row_key,
        facts_ciphertext=vault.seal(facts, key),
        public_facts=public_facts,
        issued_at=issued_at,
    )
    document.save()
    jobs.nudge("documents.render_due")
    return document
