"""When a clock of the law runs out, and what the rule says then: pure arithmetic over a limit and a calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from sanctions.clocks import WorkCalendar
from sanctions.models import TimeLimit

SOON = 3  # working days left from which a deadline counts as near


@dataclass(frozen=True)
class Deadline:
    """One clock set going on a day. `missing_years`: years whose holidays are not written down, so it may shift."""

    code: str
    name: str
    starts_on: date
    due_on: date
    length: str
    begins: str
    duty_of: str
    consequence: str
    legal_basis: str
    is_duty: bool
    is_certain: bool
    note: str
    missing_years: tuple[int, ...]

    def is_over(self, day: date) -> bool:
        """Whether the last day has passed; on the last day itself there is still time."""
        return self.is_duty and day > self.due_on


def due_on(limit: TimeLimit, start: date, calendar: WorkCalendar) -> date:
    """The last day of a limit; the day of the event does not count (facts.md 4.2, 4.3)."""
    if limit.unit == TimeLimit.Unit.CALENDAR:
        return start + timedelta(days=limit.days)
    return calendar.add(start, limit.days)


def reckon(limit: TimeLimit, start: date, calendar: WorkCalendar) -> Deadline:
    """Set a limit going on a day."""
    due = due_on(limit, start, calendar)
    is_working = limit.unit == TimeLimit.Unit.WORKING
    years = range(start.year, due.year + 1) if is_working else ()
    return Deadline(
        code=limit.code, name=limit.name, starts_on=start, due_on=due, length=limit.length, begins=limit.begins,
        duty_of=limit.duty_of, consequence=limit.consequence, legal_basis=limit.legal_basis, is_duty=limit.is_duty,
        is_certain=limit.is_certain, note=limit.note,
        missing_years=tuple(year for year in years if year not in calendar.years),
    )  # fmt: skip


def words(due: date, today: date, calendar: WorkCalendar) -> str:
    """Say "lewat 3 hari kerja", "hari ini hari terakhir" or "2 hari kerja lagi"."""
    if today > due:
        late = calendar.count(due, today)
        return f"lewat {late} hari kerja" if late else "lewat, belum satu hari kerja"
    if today == due:
        return "hari ini hari terakhir"
    left = calendar.count(today, due)
    return f"{left} hari kerja lagi" if left else "jatuh pada hari libur ini"
