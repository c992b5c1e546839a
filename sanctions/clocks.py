"""Working-day arithmetic: every deadline of a case is said in working days (PP 94/2021, PerBKN 6/2022)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """Which days count: Monday to Friday without the holidays. `years` are those whose holidays are filled in."""

    holidays: Collection[date] = field(default_factory=frozenset)

    @property
    def years(self) -> frozenset[int]:
        """Years with at least one holiday written down; deadlines in other years are not to be trusted."""
        return frozenset(day.year for day in self.holidays)

    def is_working(self, day: date) -> bool:
        """Whether offices are open."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def add(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`, which itself does not count; 0 or fewer raises ValueError."""
        if days < 1:
            raise ValueError("count at least one working day")
        day = start
        while days:
            day += _DAY
            days -= self.is_working(day)
        return day

    def count(self, after: date, until: date) -> int:
        """Working days after `after` up to and with `until`; negative when `until` lies before."""
        if until < after:
            return -self.count(until, after)
        span = (until - after).days
        return sum(self.is_working(after + _DAY * n) for n in range(1, span + 1))
