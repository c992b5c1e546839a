"""Reads of the busiest pages, compiled once: Django writes the SQL the first time, later calls only bind values.

Compiling a read with joins costs Django several times what the database needs to answer it. Only where a benchmark
asks for it (sign); everywhere else an ordinary QuerySet is simpler.
"""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, models
from django.db.models.query import get_related_populators


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
        connection.ensure_connection()
        if getattr(self._kept, "connection", None) is not connection.connection:
            self._compile()
        kept = self._kept
        with connection.cursor() as cursor:
            cursor.execute(kept.sql, [values[p.place] if isinstance(p, _Slot) else p for p in kept.parameters])
            found = cursor.fetchall()
        return [self._row(row) for row in kept.compiler.apply_converters(found, kept.converters)]

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
        columns = kept.compiler.klass_info["select_fields"]
        kept.first, kept.end = columns[0], columns[-1] + 1
        kept.names = [column[0].target.attname for column in kept.compiler.select[kept.first : kept.end]]
        kept.converters = kept.compiler.get_converters([column[0] for column in kept.compiler.select])
        kept.related = get_related_populators(kept.compiler.klass_info, kept.compiler.select, connection.alias)
        kept.connection = connection.connection

    def _row(self, row: list[Any]) -> models.Model:
        kept = self._kept
        model = kept.compiler.klass_info["model"]
        made = model.from_db(connection.alias, kept.names, row[kept.first : kept.end])
        for populator in kept.related:
            populator.populate(row, made)
        return made


class _Slot:
    """The place of a value among the parameters."""

    def __init__(self, place: int) -> None:
        self.place = place
