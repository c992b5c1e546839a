"""What falls due: clocks of the cases one may open, and decisions that wait for a second person."""

from datetime import date

from django.db.models import QuerySet

from netralitas.access.models import User
from sanctions.deadlines import SOON
from sanctions.models import Case, Clock, Decision
from sanctions.queries.calendar import work_calendar


def running_for(user: User) -> QuerySet[Clock]:
    """Running clocks of cases that `user` may open, ready to show; three small queries for the wall, one for rows."""
    rows = Clock.objects.running().filter(person__case__in=Case.objects.behind_the_wall_of(user))
    return rows.select_related("limit", "person__case", "person__staff")


def by_time(rows: QuerySet[Clock], value: str, today: date) -> QuerySet[Clock]:
    """Narrow to `lewat`, `dekat` (within three working days) or `kantor` (the office has to act)."""
    if value == "lewat":
        return rows.overdue(today)
    if value == "dekat":
        return rows.ours().filter(due_on__gte=today, due_on__lte=work_calendar().add(today, SOON))
    return rows.ours()


def overdue_count(user: User, today: date) -> int:
    """How many clocks of the office ran out in cases `user` may open; one query when none did, else five."""
    if not Clock.objects.overdue(today).exists():
        return 0
    return Clock.objects.overdue(today).filter(person__case__in=Case.objects.behind_the_wall_of(user)).count()


def waiting_decisions(user: User) -> QuerySet[Decision]:
    """Entered decisions that wait for the second person, as far as `user` may open their cases; one query."""
    rows = Decision.objects.waiting().filter(person__case__in=Case.objects.behind_the_wall_of(user))
    return rows.select_related("person__case", "measure").order_by("entered_at", "pk")
