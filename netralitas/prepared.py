"""Statements of the busiest pages, written once: later calls only bind values.

Compiling a read with joins, an INSERT or an UPDATE costs Django several times what the database needs to run it. Only
where a benchmark asks for it (sign); everywhere else an ordinary QuerySet is simpler.
"""

import threading
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState


class Prepared:
    """A read with a fixed shape: `build` takes one value for each of `samples` and returns the QuerySet.

    Samples are strings or whole numbers that appear nowhere else in the query. What changes with time must be a
    database function. One compiled copy a thread, since each has its own connection.
    """

    def __init__(self, build: Callable[..., models.QuerySet], *samples: str | int) -> None:
        self._build, self._samples, self._kept = build, samples, threading.local()

    def rows(self, *values: str | int) -> list[Any]:
        """The rows for these values, as the QuerySet would give them; one query."""
        connection.ensure_connection()  # a fresh thread has none yet, and "none" must not pass for "the same"
        if getattr(self._kept, "connection", None) is not connection.connection:
            self._compile()
        kept = self._kept
        with connection.cursor() as cursor:
            cursor.execute(kept.sql, [values[p.place] if isinstance(p, _Slot) else p for p in kept.parameters])
            found = cursor.fetchall()
        return [kept.maker.make(row) for row in kept.compiler.apply_converters(found, kept.converters)]

    def first(self, *values: str | int) -> Any | None:
        """The only row, or None."""
        return next(iter(self.rows(*values)), None)

    def _compile(self) -> None:
        kept = self._kept
        kept.compiler = self._build(*self._samples).query.get_compiler(connection=connection)
        kept.sql, parameters = kept.compiler.as_sql()
        kept.parameters = [_Slot(self._samples.index(p)) if p in self._samples else p for p in parameters]
        used = sorted({p.place for p in kept.parameters if isinstance(p, _Slot)})
        if used != list(range(len(self._samples))):
            raise ValueError("every sample must appear in the query as it was given")
        kept.converters = kept.compiler.get_converters([column[0] for column in kept.compiler.select])
        kept.maker = _Maker(kept.compiler.klass_info, kept.compiler.select)
        kept.connection = connection.connection


class _Maker:
    """Makes the instance that part of a row holds, with those joined to it; as the ORM does, without its `__init__`."""

    def __init__(self, about: dict[str, Any], select: list) -> None:
        columns = about["select_fields"]
        self.model, self.first, self.end = about["model"], columns[0], columns[-1] + 1
        self.names = [column[0].target.attname for column in select[self.first : self.end]]
        self.key = self.first + self.names.index(self.model._meta.pk.attname)
        self.joined = [
            (_Maker(one, select), one["local_setter"], one["remote_setter"])
            for one in about.get("related_klass_infos", ())
        ]

    def make(self, row: list[Any]) -> models.Model | None:
        """The instance, or None where an outer join found nothing."""
        if row[self.key] is None:
            return None
        made = self.model.__new__(self.model)
        state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        made.__dict__ = {"_state": state, **dict(zip(self.names, row[self.first : self.end], strict=True))}
        for maker, set_here, set_there in self.joined:
            other = maker.make(row)
            set_here(made, other)
            if other is not None:
                set_there(other, made)
        return made


class _Slot:
    """The place of a value among the parameters."""

    def __init__(self, place: int) -> None:
        self.place = place


def insert(row: models.Model) -> None:
    """Insert a new row of a model without parents, and give it its key; no signals, the house has none."""
    has_own_key = row.pk is not None
    sql, columns = _insert_statement(type(row), has_own_key)
    with connection.cursor() as cursor:
        cursor.execute(sql, _values(columns, row, adding=True))
        if not has_own_key:
            row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update(row: models.Model, names: tuple[str, ...]) -> None:
    """Write the named fields of a row that is there; no signals."""
    sql, columns = _update_statement(type(row), names)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*_values(columns, row, adding=False), row.pk])


# a driver takes these values as they are; all others (times, JSON, bytes) go the field's own way
_AS_IT_IS = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
_Column = tuple[str, models.Field | None]  # the attribute; the field only when it must prepare the value


def _columns(fields: list[models.Field]) -> list[_Column]:
    return [(field.attname, None if isinstance(field, _AS_IT_IS) else field) for field in fields]


def _values(columns: list[_Column], row: models.Model, *, adding: bool) -> list[object]:
    return [
        getattr(row, name) if field is None else field.get_db_prep_save(field.pre_save(row, adding), connection)
        for name, field in columns
    ]


@cache
def _insert_statement(model: type[models.Model], has_own_key: bool) -> tuple[str, list[_Column]]:
    key = model._meta.pk
    fields = [field for field in model._meta.concrete_fields if has_own_key or field is not key]
    named = ", ".join(f'"{field.column}"' for field in fields)
    returning = "" if has_own_key else f' RETURNING "{key.column}"'
    places = ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({named}) VALUES ({places}){returning}', _columns(fields)  # noqa: S608


@cache
def _update_statement(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[_Column]]:
    fields = [model._meta.get_field(name) for name in names]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "{model._meta.pk.column}" = %s', _columns(fields)  # noqa: S608
