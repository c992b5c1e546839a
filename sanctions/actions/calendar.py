"""Writing the calendar of working days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ui.formats import day as written
from sanctions import events
from sanctions.actions import clocks
from sanctions.models import Holiday

FIXED = ((1, 1, "Tahun Baru Masehi"), (5, 1, "Hari Buruh Internasional"), (6, 1, "Hari Lahir Pancasila"),
         (8, 17, "Hari Kemerdekaan"), (12, 25, "Hari Raya Natal"))  # fmt: skip


@dataclass(frozen=True)
class NewHoliday:
    """One line of the decree: the day, what it is, which kind."""

    day: date
    name: str
    kind: str


@transaction.atomic
def add(new: Sequence[NewHoliday], *, by: Actor) -> int:
    """Write holidays down; days already there keep their name; returns how many are new.

    *Refuses* a day without a name. *Records* `sanctions.holidays_added`.
    """
    if any(not one.name.strip() for one in new):
        raise DomainError("Setiap hari libur perlu nama. Belum ada yang disimpan.", code="nama")
    known = set(Holiday.objects.filter(day__in=[one.day for one in new]).values_list("day", flat=True))
    fresh = {one.day: one for one in new if one.day not in known}
    Holiday.objects.bulk_create([Holiday(day=d, name=one.name.strip(), kind=one.kind) for d, one in fresh.items()])
    if fresh:
        days = ", ".join(written(day) for day in sorted(fresh))
        record(events.HOLIDAYS_ADDED, by=by, count=len(fresh), days=days)
        clocks.reckon_anew()
    return len(fresh)


def add_fixed(year: int, *, by: Actor) -> int:
    """Write the holidays down that fall on the same date each year; returns how many are new."""
    return add([NewHoliday(date(year, month, day), name, "nasional") for month, day, name in FIXED], by=by)


@transaction.atomic
def remove(holiday: Holiday, *, by: Actor) -> None:
    """Take a holiday out again. *Records* `sanctions.holiday_removed`."""
    record(events.HOLIDAY_REMOVED, by=by, subject=holiday, day=written(holiday.day), name=holiday.name)
    holiday.delete()
    clocks.reckon_anew()
