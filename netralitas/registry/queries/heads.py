"""What the head of a unit is called, and who it is on a date."""

from datetime import date

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
    """The head of a unit on a day, with the person; one query."""
    return Assignment.objects.heads().on(day).filter(unit=unit).select_related("staff").order_by("-starts_on").first()
