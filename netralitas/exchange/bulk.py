"""Many rows in one go: COPY and UPDATE … FROM (VALUES) on PostgreSQL, executemany on SQLite.

Past the ORM on purpose (20,000 objects cost more than the whole import); values must already be what the
column stores. Callers are actions, inside their transaction.
"""

import io
import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection, models

from netralitas.db import PUBLIC_ID_ALPHABET

_PAGE = 2_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows; `columns` are attribute names of the model (`unit_id`), one value each."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = [model._meta.get_field(column).column for column in columns]
    listed = ", ".join(connection.ops.quote_name(name) for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lines = io.StringIO("".join("\t".join(map(_copied, row)) + "\n" for row in rows))
            cursor.copy_expert(f"COPY {table} ({listed}) FROM STDIN", lines)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(
                f"INSERT INTO {table} ({listed}) VALUES ({marks})",  # noqa: S608  names come from the model
                _adapted(rows),
            )


def update(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Set `columns` of rows found by pk; each row is (pk, value, …)."""
    if not rows:
        return
    fields = [model._meta.get_field(column) for column in columns]
    table = connection.ops.quote_name(model._meta.db_table)
    names = [connection.ops.quote_name(field.column) for field in fields]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _update_from_values(cursor, table, fields, names, rows)
        else:
            settings = ", ".join(f"{name} = %s" for name in names)
            cursor.executemany(
                f"UPDATE {table} SET {settings} WHERE id = %s",  # noqa: S608  names come from the model
                _adapted([(*row[1:], row[0]) for row in rows]),
            )


def _update_from_values(cursor: Any, table: str, fields: list, names: list[str], rows: Sequence[Sequence[Any]]) -> None:
    settings = ", ".join(
        f"{name} = fresh.v{at}::{field.db_type(connection)}"
        for at, (field, name) in enumerate(zip(fields, names, strict=True))
    )
    columns = ", ".join(["id", *(f"v{at}" for at in range(len(fields)))])
    marks = f"({', '.join(['%s'] * (len(fields) + 1))})"
    for start in range(0, len(rows), _PAGE):
        page = rows[start : start + _PAGE]
        values = [value for row in _adapted(page) for value in row]
        cursor.execute(
            f"UPDATE {table} SET {settings} FROM (VALUES {', '.join([marks] * len(page))}) AS fresh ({columns})"  # noqa: S608
            f" WHERE {table}.id = fresh.id::bigint",
            values,
        )


def new_public_ids(count: int) -> list[str]:
    """Many public ids at once, from one draw of random bytes; as `netralitas.db.new_public_id`."""
    alphabet = PUBLIC_ID_ALPHABET
    fair = len(alphabet) * (256 // len(alphabet))
    table = bytes(ord(alphabet[byte % len(alphabet)]) for byte in range(256))
    unfair = bytes(range(fair, 256))
    letters = b""
    while len(letters) < 16 * count:
        letters += os.urandom(20 * count).translate(table, unfair)
    text = letters.decode("ascii")
    return [text[at : at + 16] for at in range(0, 16 * count, 16)]


def _adapted(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """The rows with every value as the driver wants it; chosen by type, since there are many."""
    adapters: dict[type, Callable[[Any], Any]] = {dict: _as_json, list: _as_json}
    if connection.vendor == "sqlite":
        adapters |= {date: _iso_day, datetime: lru_cache(connection.ops.adapt_datetimefield_value)}
    adapter_of = adapters.get
    return [[adapt(value) if (adapt := adapter_of(type(value))) else value for value in row] for row in rows]


_iso_day = lru_cache(maxsize=32_768)(date.isoformat)


def _as_json(value: dict | list) -> str:
    return json.dumps(value, ensure_ascii=False)


def _copied(value: Any) -> str:
    """A value in COPY's text format."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, dict | list):
        value = _as_json(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value).translate(_ESCAPES)
