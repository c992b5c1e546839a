"""Appending to the evidence log, inside the transaction of what it proves."""

import os
from typing import Any

from django.db import connection, transaction

from netralitas.errors import DomainError
from netralitas.ledger.canonical import canonical, leaf_hash
from netralitas.ledger.clock import SECONDS_SQL, pretended_seconds
from netralitas.ledger.models import Entry, Head

_CLOCK_JUMP_SECONDS = 300
_ANY_JUMP = 10**11  # history may be pretended in any order
_LATER = {"sqlite": "max", "postgresql": "greatest"}


def append(kind: Entry.Kind, fields: dict[str, Any]) -> Entry:
    """Append one entry as the last lock of the caller's transaction; gapless, times never decrease.

    `fields` are the keys of the kind beyond `v`, `kind`, `seq`, `at`.
    *Refuses* when the database clock stands more than five minutes before the last entry. *Records* itself.
    Source: reliability.md 3.3, 3.4.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("ledger.append needs the transaction of the change it proves")
    seq, at = _next()
    body = canonical({"v": 1, "kind": str(kind), "seq": seq, "at": at, **fields})
    salt = os.urandom(16)
    entry = Entry(seq=seq, kind=kind, at=at, leaf=leaf_hash(salt, body), salt=salt, body=body)
    entry.save()
    return entry


def hold() -> None:
    """Take the log's lock already now: what is read until `append` is exactly what stands before that entry.

    For the rare freeze of numbers; the caller holds all its other locks and reads quickly. *Refuses* to run outside a
    transaction. *Records* nothing.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("ledger.hold needs the transaction of the entry that follows")
    Head.objects.get_or_create(pk=1)
    Head.objects.select_for_update().get(pk=1)


def _next() -> tuple[int, int]:
    """Take the next number and its time in one statement; the head stays locked until the transaction ends."""
    pretended = pretended_seconds()
    clock = SECONDS_SQL[connection.vendor] if pretended is None else str(pretended)
    jump = _CLOCK_JUMP_SECONDS if pretended is None else _ANY_JUMP
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE ledger_head SET size = size + 1, last_at = {_LATER[connection.vendor]}(last_at, {clock}) "  # noqa: S608
            f"WHERE id = 1 AND last_at <= {clock} + %s RETURNING size - 1, last_at",
            [jump],
        )
        if row := cursor.fetchone():
            return row
    if Head.objects.exists():
        raise DomainError("Jam server mundur terlalu jauh. Belum ada yang tersimpan; hubungi admin sistem.", code="jam")
    Head.objects.create(pk=1)
    return _next()
