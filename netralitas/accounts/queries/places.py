"""Names of units for rooms below the registry that keep only numbers."""

from collections.abc import Iterable

from netralitas.registry.models import Opd


def places(numbers: Iterable[int] | None = None) -> list[tuple[int, str]]:
    """(number, name) of these units, or of every Perangkat Daerah in protocol order; one query."""
    units = Opd.objects.top().in_protocol_order() if numbers is None else Opd.objects.filter(pk__in=set(numbers))
    return list(units.values_list("pk", "name"))
