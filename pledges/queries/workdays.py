"""Working days of the office; the holidays are kept by the room above, which teaches us."""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from django.utils import timezone

_SATURDAY = 5
_sources: list[Callable[[], Collection[date]]] = []


def learn_holidays(source: Callable[[], Collection[date]]) -> None:
    """Learn from the room that keeps the calendar which days are holidays: `fn() -> days`, one query."""
    _sources[:] = [source]


def holidays() -> Collection[date]:
    """All holidays written down; one query, none before anybody taught us."""
    return _sources[0]() if _sources else ()


def working_days(after: date, until: date, off: Collection[date]) -> int:
    """Working days after a day, up to and with another; 0 when it lies before. `off` are the holidays."""
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(day.weekday() < _SATURDAY and day not in off for day in days)


def working_days_since(at: datetime, off: Collection[date] | None = None) -> int:
    """How many working days something waits by today; today counts."""
    off = holidays() if off is None else off
    return working_days(timezone.localdate(at), timezone.localdate(), off)
