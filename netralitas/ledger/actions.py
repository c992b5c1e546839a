"""Appending to the evidence log, inside the transaction of what it proves."""

import os
from typing import Any

from django.db import connection, transaction

from netralitas.errors import DomainError
from netralitas.ledger.canonical import canonical, leaf_hash
from netralitas.ledger.clock import SECONDS_SQL, pretended_seconds
from netralitas.ledger.models import Entry, Head

_CLOCK_JUMP_SECONDS = 300


def append(kind: Entry.Kind, fields: dict[str, Any]) -> Entry:
    """Append one entry as the last lock of the caller's transaction; gapless, times never decrease.

    `fields` are the keys of the kind beyond `v`, `kind`, `seq`, `at`.
    *Refuses* when the database clock stands more than five minutes before the last entry. *Records* itself.
    Source: reliability.md 3.3, 3.4.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("ledger.append needs the transaction of the change it proves")
    size, last_at, clock = _lock_head()
    if clock < last_at - _CLOCK_JUMP_SECONDS and pretended_seconds() is None:
        raise DomainError("Jam server mundur terlalu jauh. Belum ada yang tersimpan; hubungi admin sistem.", code="jam")
    at = max(clock, last_at)
    body = canonical({"v": 1, "kind": str(kind), "seq": size, "at": at, **fields})
    salt = os.urandom(16)
    entry = Entry(seq=size, kind=kind, at=at, leaf=leaf_hash(salt, body), salt=salt, body=body)
    entry.save()
    Head.objects.filter(pk=1).update(size=size + 1, last_at=at)
    return entry


def _lock_head() -> tuple[int, int, int]:
    """Lock the head (SQLite holds the whole write lock already) and read size, last time, database clock."""
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT size, last_at, {SECONDS_SQL[connection.vendor]} FROM ledger_head WHERE id = %s{lock}",  # noqa: S608
            [1],
        )
        row = cursor.fetchone()
    if row is None:
        Head.objects.create(pk=1)
        return _lock_head()
    size, last_at, clock = row
    pretended = pretended_seconds()
    return size, last_at, int(clock) if pretended is None else pretended
