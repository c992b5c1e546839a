"""Rows that may be one person: same name without titles, same birth date."""

from dataclasses import dataclass

from django.db.models import Count

from netralitas.access.scopes import Scope
from netralitas.registry.models import Staff
from netralitas.registry.models.staff import ASN


@dataclass(frozen=True)
class Pair:
    """Two rows alike; `kept` is the one to speak for both unless somebody chooses otherwise."""

    kept: Staff
    other: Staff


def pairs(scope: Scope) -> list[Pair]:
    """Persons inside a scope who share name and birth date, two and two in the order of names; two queries."""
    present = Staff.objects.within(scope).present().filter(merged_into=None, birth_date__isnull=False)
    shared = present.values_list("name_key", "birth_date").annotate(number=Count("pk")).filter(number__gt=1).order_by()
    keys = {(name, born) for name, born, _ in shared}
    groups: dict[tuple, list[Staff]] = {}
    rows = present.filter(name_key__in={name for name, _ in keys}).select_related("unit__opd")
    for row in rows.order_by("name_key", "pk"):
        if (row.name_key, row.birth_date) in keys:
            groups.setdefault((row.name_key, row.birth_date), []).append(row)
    found = []
    for group in groups.values():
        kept, *others = sorted(group, key=_rank)
        found += [Pair(kept, other) for other in others]
    return found


def kept_of(one: Staff, two: Staff) -> tuple[Staff, Staff]:
    """Which of two rows should speak for both: ASN before non-ASN, then the newer row."""
    kept, other = sorted((one, two), key=_rank)
    return kept, other


def _rank(row: Staff) -> tuple[bool, int]:
    return row.category not in ASN, -row.pk
