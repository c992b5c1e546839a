"""Reads about imports: which uploads one may see, samples for the columns page, refused rows with their reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from netralitas.access.scopes import Scope
from netralitas.exchange.findings import ERROR
from netralitas.exchange.models import ImportBatch
from netralitas.exchange.readers import Value
from netralitas.exchange.tables import Table
from netralitas.registry.imports.columns import STAFF
from netralitas.registry.imports.values import text
from netralitas.registry.models import Opd

_SAMPLES = 3


@dataclass(frozen=True)
class ColumnSample:
    """One column of an upload on the columns page."""

    index: int
    letter: str
    heading: str
    field: str
    is_dropped: bool
    samples: tuple[str, ...]


def batches_within(scope: Scope, kind: str = STAFF) -> QuerySet[ImportBatch]:
    """Uploads of a kind for units inside a scope; those for the whole pemda only when the scope is everything."""
    batches = ImportBatch.objects.filter(kind=kind)
    if scope.is_all:
        return batches
    return batches.filter(Q(opd_id__in=Opd.objects.within(scope).values("pk")))


def importable_units(scope: Scope) -> QuerySet[Opd]:
    """Units for which a file of their own may come: Perangkat Daerah, rows of the recap, and one's own unit."""
    own = Q(parent__isnull=True) | Q(has_recap_row=True) | Q(path__in=scope.paths) | Q(pk__in=scope.unit_ids)
    return Opd.objects.within(scope).active().filter(own).order_by("kind__order", "protocol_order", "name")


def column_samples(table: Table, mapping: dict[str, str]) -> list[ColumnSample]:
    """Every column with its first contents; what is dropped on purpose is not shown."""
    return [
        ColumnSample(
            column.index,
            column.letter,
            column.heading,
            mapping.get(str(column.index), ""),
            column.is_dropped,
            () if column.is_dropped else tuple(_first_texts(table, column.index)),
        )
        for column in table.columns
        if column.heading or _first_texts(table, column.index)
    ]


def _first_texts(table: Table, index: int) -> list[str]:
    """The first different contents of a column."""
    found: dict[str, None] = {}
    for _, row in table.rows[:200]:
        if content := text(row[index]):
            found[content[:40]] = None
            if len(found) == _SAMPLES:
                break
    return list(found)


def refused_rows(batch: ImportBatch, table: Table) -> Iterator[tuple[int, Sequence[Value], str]]:
    """Row number, cells as they came, and why: one SQL query for the reasons."""
    reasons: dict[int, list[str]] = {}
    for row, message in batch.findings.filter(level=ERROR).order_by("row", "pk").values_list("row", "message"):
        reasons.setdefault(row, []).append(message)
    for number, cells in table.rows:
        if number in reasons:
            yield number, cells, " ".join(reasons[number])
