"""Reads about comparisons: how many findings of each kind per Perangkat Daerah, and the findings one may see."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from netralitas.access.scopes import Scope
from netralitas.registry.models import Difference, Opd, Reconciliation

_NONE = "Unit tidak diketahui"


@dataclass(frozen=True)
class OpdLine:
    """One Perangkat Daerah: how many findings of each kind, in the order of the kinds."""

    name: str
    key: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All kinds."""
        return sum(self.counts)


def differences_within(run: Reconciliation, scope: Scope) -> QuerySet[Difference]:
    """Findings of a comparison about units inside a scope, with persons and units; one query."""
    rows = run.differences.within(scope).select_related("staff", "unit__opd", "other_unit__opd")
    return rows.defer("staff__nik_ciphertext", "staff__nik_hash")


def lines(rows: QuerySet[Difference]) -> list[OpdLine]:
    """Findings counted per Perangkat Daerah, in protocol order; two queries."""
    kinds = Difference.Kind.values
    counts: dict[int | None, list[int]] = {}
    grouped = rows.order_by().values_list("unit__opd", "kind").annotate(number=Count("pk"))
    for opd_id, kind, number in grouped:
        counts.setdefault(opd_id, [0] * len(kinds))[kinds.index(kind)] += number
    tops = Opd.objects.filter(pk__in=[pk for pk in counts if pk]).in_protocol_order()
    found = [OpdLine(unit.name, str(unit.pk), tuple(counts[unit.pk])) for unit in tops]
    return found + ([OpdLine(_NONE, "", tuple(counts[None]))] if None in counts else [])
