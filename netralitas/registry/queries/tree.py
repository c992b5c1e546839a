"""The tree of units as rows, in the columns of its workbook."""

from collections.abc import Callable, Iterator
from typing import Any

from netralitas.access.scopes import Scope
from netralitas.registry.imports.columns import TREE_COLUMNS
from netralitas.registry.models import Opd

_READ = {
    "kind": lambda unit: unit.kind.name,
    "parent": lambda unit: unit.parent.code if unit.parent else "",
    "kecamatan": lambda unit: unit.kecamatan.name if unit.kecamatan else "",
}


def tree_rows(scope: Scope) -> Iterator[list[str | int | bool]]:
    """One row a unit, its Perangkat Daerah in protocol order, parents before their children; one SQL query."""
    units = Opd.objects.within(scope).active().select_related("kind", "parent", "kecamatan", "opd__kind")
    for unit in units.order_by("opd__kind__order", "opd__protocol_order", "opd__name", "path"):
        yield [_READ.get(column.field, _plain(column.field))(unit) for column in TREE_COLUMNS.columns]


def _plain(field: str) -> Callable[[Opd], Any]:
    return lambda unit: getattr(unit, field)
