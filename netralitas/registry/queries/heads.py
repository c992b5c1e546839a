"""What the head of a unit is called, and who it is on a date."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from netralitas.registry.models import Assignment, Opd


def head_title(unit: Opd) -> str:
    """The post as papers write it: "Kepala Dinas Pendidikan", "Camat Sukamaju", "Sekretaris Daerah"."""
    title, name = unit.kind.head_title, unit.name
    last = title.split()[-1]
    if name.startswith(f"{last} "):  # "Kepala Dinas" + "Dinas Pendidikan"
        return f"{title} {name.removeprefix(last).strip()}"
    if title in {"Camat", "Lurah"}:
        return f"{title} {name.split(' ', 1)[-1]}"
    if title in {"Sekretaris Daerah", "Sekretaris DPRD", "Inspektur"}:
        return title
    return f"{title} {name}"


def head_on(unit: Opd, day: date) -> Assignment | None:
    """The head of a unit on a day, with the person; the Plh. while there is one. One query."""
    return Assignment.objects.leading(day).filter(unit=unit).select_related("staff").first()


def posts_of(unit: Opd) -> QuerySet[Assignment]:
    """Everybody who heads or headed a unit, the newest first; one query."""
    return Assignment.objects.heads().filter(unit=unit).select_related("staff").order_by("-starts_on", "-pk")


def posts_held_by(staff_ids: Iterable[int]) -> QuerySet[Assignment]:
    """Every post of a person (all rows of one identity), the newest first; one query."""
    rows = Assignment.objects.filter(staff__in=list(staff_ids)).select_related("unit__opd")
    return rows.order_by("-starts_on", "-pk")
