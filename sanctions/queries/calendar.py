"""The calendar of working days as the clocks need it."""

from sanctions.clocks import WorkCalendar
from sanctions.models import Holiday


def work_calendar() -> WorkCalendar:
    """All holidays written down; one query."""
    return WorkCalendar(frozenset(Holiday.objects.values_list("day", flat=True)))
