"""Who is to be reminded of which clock, and where the message goes."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.roles import ROLES
from netralitas.accounts.models import RoleAssignment
from netralitas.jobs.outbox import NotNeeded, Recipient
from sanctions.deadlines import SOON
from sanctions.models import Case, Clock, ClockReminder
from sanctions.queries.calendar import work_calendar

_KEEPERS = [role.code for role in ROLES.values() if Permission.CASE_EDIT in role.permissions]


def near_and_over(day: date) -> Iterator[tuple[Clock, str]]:
    """Clocks of the office that end within three working days, or ran out, with the stage; two queries."""
    last = work_calendar().add(day, SOON)
    for clock in Clock.objects.running().ours().filter(due_on__lte=last).select_related("person__case", "limit"):
        over = clock.due_on < day
        yield clock, ClockReminder.Stage.OVER if over else ClockReminder.Stage.NEAR


def recipients_of(clock: Clock) -> list[User]:
    """Active accounts with an address that are assigned in the case or keep it, and may open it.

    The wall is asked for each account by itself: about five queries each, in the background only.
    """
    case = clock.person.case
    assigned = case.assignments.in_force().filter(staff__isnull=False).values("staff")
    keepers = RoleAssignment.objects.in_force().filter(role__in=_KEEPERS).values("user")
    users = User.objects.filter(is_active=True).exclude(email="")
    found = users.filter(staff_link__staff__in=assigned) | users.filter(pk__in=keepers)
    return [
        user for user in found.select_related("staff_link__staff__unit").distinct().order_by("pk")
        if Case.objects.behind_the_wall_of(user).filter(pk=case.pk).exists()
    ]  # fmt: skip


def address_of(username: str) -> Recipient | None:
    """Where a reminder goes now. Raises NotNeeded when nothing is near or over for this account any more."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        return None
    if not Clock.objects.running().ours().filter(person__case__in=Case.objects.behind_the_wall_of(user)).exists():
        raise NotNeeded
    link = f"{settings.BASE_URL}{reverse('sanctions:due')}"
    return Recipient(user.email, {"name": user.display_name, "link": link})
