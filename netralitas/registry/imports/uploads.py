"""Uploaded workbooks on disk: encrypted, since they hold columns nobody here needs, and deleted after a week."""

import hashlib
import io
import secrets
from dataclasses import replace
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from netralitas.exchange.headings import Catalogue
from netralitas.exchange.limits import refuse
from netralitas.exchange.models import ImportBatch
from netralitas.exchange.readers import open_workbook
from netralitas.exchange.tables import Table, find_table
from netralitas.keys import CannotDecrypt, data_key, decrypt, encrypt
from netralitas.registry.imports.columns import STAFF_COLUMNS

KEPT = timedelta(days=7)
_PURPOSE = "upload"


def keep(content: bytes) -> tuple[str, str]:
    """Store the content encrypted; returns its name in private storage and its SHA-256."""
    sealed = encrypt(content, data_key(_PURPOSE))
    name = default_storage.save(f"imports/{secrets.token_hex(16)}.bin", ContentFile(sealed))
    return name, hashlib.sha256(content).hexdigest()


def copy(batch: ImportBatch) -> tuple[str, str]:
    """Store the same content a second time, for an upload of its own; as `keep`."""
    return keep(_content(batch))


def delete(name: str) -> None:
    """Delete a stored upload."""
    if name:
        default_storage.delete(name)


def table_of(batch: ImportBatch, catalogue: Catalogue = STAFF_COLUMNS) -> Table:
    """The table of a stored upload with the batch's own mapping. Raises `FileRefused` when the file is gone."""
    table = read(_content(batch), catalogue, sheet=batch.sheet, mapping=batch.mapping or None)
    if wanted := set(getattr(batch, "only_rows", ())):
        table = replace(table, rows=[(number, row) for number, row in table.rows if number in wanted], left_out=[])
    return table


def _content(batch: ImportBatch) -> bytes:
    if not batch.storage_name:
        refuse("hilang")
    try:
        with default_storage.open(batch.storage_name) as file:
            return decrypt(file.read(), data_key(_PURPOSE))
    except (FileNotFoundError, CannotDecrypt, ValueError):
        refuse("hilang")


def read(
    content: bytes, catalogue: Catalogue = STAFF_COLUMNS, *, sheet: str = "", mapping: dict[str, str] | None = None
) -> Table:
    """The table of staff (or of what `catalogue` knows) in the bytes of a workbook. Raises `FileRefused`."""
    return find_table(open_workbook(io.BytesIO(content)), catalogue, sheet=sheet, mapping=mapping)
