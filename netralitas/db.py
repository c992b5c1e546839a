"""Foundations of models: public ids, gathered keys, and sealed rows that no statement may change or delete.

A sealed table carries triggers on SQLite and PostgreSQL; a freezable one carries them for its frozen rows.
SQLite drops triggers silently when a migration remakes a table, so they are put back after every
`migrate` and looked for at start.
"""

import secrets
from collections.abc import Iterable
from typing import Any, NoReturn

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from netralitas.errors import SealedRowError
from netralitas.prepared import insert

PUBLIC_ID_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_public_id() -> str:
    """16 random characters (78 bits) without look-alikes; says nothing about order or time."""
    number, symbols = secrets.randbelow(len(PUBLIC_ID_ALPHABET) ** 16), []
    for _ in range(16):
        number, place = divmod(number, len(PUBLIC_ID_ALPHABET))
        symbols.append(PUBLIC_ID_ALPHABET[place])
    return "".join(symbols)


class PublicIdField(models.CharField):
    """The id a row shows to the outside, in URLs and papers."""

    def __init__(self, **options: Any) -> None:
        options |= {"max_length": 16, "unique": True, "default": new_public_id, "editable": False}
        super().__init__(**options)

    def deconstruct(self) -> tuple:
        """Leave out what is always the same."""
        name, path, arguments, options = super().deconstruct()
        for fixed in ("max_length", "unique", "default", "editable"):
            options.pop(fixed, None)
        return name, path, arguments, options


class Gathered(models.Aggregate):
    """The values of a group as one list: thousands of keys cost one row instead of a row each."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.JSONField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple:
        """PostgreSQL's name of it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


class SealedQuerySet(models.QuerySet):
    """Refuses changes in bulk before the database has to."""

    def update(self, **values: Any) -> NoReturn:
        """Refused: sealed."""
        raise SealedRowError(self.model._meta.db_table)

    def delete(self) -> NoReturn:
        """Refused: sealed."""
        raise SealedRowError(self.model._meta.db_table)

    def bulk_update(
        self, objs: Iterable[models.Model], fields: Iterable[str], batch_size: int | None = None
    ) -> NoReturn:
        """Refused: sealed."""
        raise SealedRowError(self.model._meta.db_table)


class SealedModel(models.Model):
    """A row that is written once; corrections are new rows."""

    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Insert; refuses to save a second time."""
        if not self._state.adding:
            raise SealedRowError(self._meta.db_table)
        insert(self)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refused: sealed."""
        raise SealedRowError(self._meta.db_table)


class FreezableModel(models.Model):
    """A row that may be edited while it is a draft; once `frozen_at` is set it is sealed."""

    frozen_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save a draft, or freeze it; a frozen row never changes."""
        if getattr(self, "_was_frozen", False):
            raise SealedRowError(self._meta.db_table)
        super().save(*args, **options)
        self._was_frozen = self.frozen_at is not None

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft; a frozen row stays."""
        if getattr(self, "_was_frozen", False):
            raise SealedRowError(self._meta.db_table)
        return super().delete(*args, **options)

    @classmethod
    def from_db(cls, db: str | None, field_names: Iterable[str], values: Iterable[Any]) -> "FreezableModel":
        """Remember whether the row was frozen when it was read."""
        row = super().from_db(db, field_names, values)
        row._was_frozen = row.__dict__.get("frozen_at") is not None
        return row


def sealed_tables() -> list[str]:
    """Every table whose rows are all sealed, sorted."""
    return _tables(SealedModel)


def freezable_tables() -> list[str]:
    """Every table whose frozen rows are sealed, sorted."""
    return _tables(FreezableModel)


def _tables(base: type[models.Model]) -> list[str]:
    return sorted(m._meta.db_table for m in apps.get_models() if issubclass(m, base) and m._meta.managed)


def _guarded_tables() -> list[str]:
    return sealed_tables() + freezable_tables()


def install_seals(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every sealed table that exists; repeating it changes nothing."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in _guarded_tables():
            if table in existing:
                for statement in _trigger_statements(connection.vendor, table):
                    cursor.execute(statement)


def lift_seals(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: only for emptying a test database."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in _guarded_tables():
            if table in existing:
                for statement in _drop_statements(connection.vendor, table):
                    cursor.execute(statement)


def missing_seals(connection: BaseDatabaseWrapper) -> list[str]:
    """Sealed and freezable tables without their triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {name for (name,) in cursor.fetchall()}
        existing = set(connection.introspection.table_names(cursor))
    wanted = _SUFFIXES[connection.vendor]
    return [t for t in _guarded_tables() if t in existing and any(f"{t}_{s}"[:63] not in present for s in wanted)]


def restore_seals(using: str = "default", **_: Any) -> None:
    """Receiver of `post_migrate`."""
    install_seals(connections[using])


_SUFFIXES = {"sqlite": ("sealed_update", "sealed_delete"), "postgresql": ("sealed_row", "sealed_truncate")}

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION netralitas_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'sealed table: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _drop_statements(vendor: str, table: str) -> list[str]:
    on = f' ON "{table}"' if vendor == "postgresql" else ""
    return [f'DROP TRIGGER IF EXISTS "{f"{table}_{suffix}"[:63]}"{on}' for suffix in _SUFFIXES[vendor]]


def _trigger_statements(vendor: str, table: str) -> list[str]:
    frozen = "WHEN (OLD.frozen_at IS NOT NULL) " if table in freezable_tables() else ""
    row, second = (f"{table}_{suffix}"[:63] for suffix in _SUFFIXES[vendor])
    if vendor == "postgresql":
        call = "EXECUTE FUNCTION netralitas_refuse_change()"
        return [
            *_drop_statements(vendor, table),
            f'CREATE TRIGGER "{row}" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW {frozen}{call}',
            f'CREATE TRIGGER "{second}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {call}',
        ]
    refuse = f"BEGIN SELECT RAISE(ABORT, 'sealed table: {table}'); END"
    return [
        f'CREATE TRIGGER IF NOT EXISTS "{row}" BEFORE UPDATE ON "{table}" {frozen}{refuse}',
        f'CREATE TRIGGER IF NOT EXISTS "{second}" BEFORE DELETE ON "{table}" {frozen}{refuse}',
    ]
