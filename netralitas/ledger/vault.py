"""Encryption of a sealed row's personal columns under a key of its own."""

import json
import os
import zlib
from typing import Any

from netralitas.errors import DomainError
from netralitas.keys import data_key, decrypt, encrypt
from netralitas.ledger.models import RowKey
from netralitas.prepared import insert


class Erased(DomainError):
    """The key of the row was deleted by a lawful purge."""

    def __init__(self) -> None:
        super().__init__("Data pribadi pada catatan ini sudah dihapus sesuai ketentuan.", code="dihapus")


def fresh_key() -> tuple[RowKey, bytes]:
    """A RowKey not saved yet and the 32-byte key it wraps; `insert` it with the row that it seals."""
    key = os.urandom(32)
    return RowKey(wrapped=encrypt(key, data_key("row"))), key


def new_key() -> tuple[RowKey, bytes]:
    """A saved RowKey and the 32-byte key it wraps."""
    row_key, key = fresh_key()
    insert(row_key)
    return row_key, key


def open_key(row_key: RowKey | None) -> bytes:
    """The key itself; raises `Erased` when the row key is gone."""
    if row_key is None:
        raise Erased
    return decrypt(row_key.wrapped, data_key("row"))


def seal(value: Any, key: bytes) -> bytes:
    """JSON, compressed and encrypted."""
    return encrypt(zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 1), key)


def unseal(sealed: bytes, key: bytes) -> Any:
    """The reverse of `seal`."""
    return json.loads(zlib.decompress(decrypt(sealed, key)))
