"""The clocks of the law as they applied on a day."""

from datetime import date

from sanctions.deadlines import Deadline, reckon
from sanctions.models import TimeLimit
from sanctions.queries.calendar import work_calendar


def limits_on(day: date) -> dict[str, TimeLimit]:
    """Code → the version that applied on a day; one query."""
    return {one.code: one for one in TimeLimit.objects.in_force(day)}


def limit_on(code: str, day: date) -> TimeLimit | None:
    """One clock as it applied on a day; None when BKPSDM has withdrawn it. One query."""
    return TimeLimit.objects.in_force(day).filter(code=code).first()


def deadline(code: str, start: date) -> Deadline | None:
    """A clock set going on a day under the version of that day; None when no such clock runs. Two queries."""
    limit = limit_on(code, start)
    return reckon(limit, start, work_calendar()) if limit else None
