"""Reminders of deadlines: one message a person, with counts and a link, never with a name or a case number."""

from collections import defaultdict
from datetime import date

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.audit.actions import record
from netralitas.jobs import api as jobs
from sanctions import events
from sanctions.models import Clock, ClockReminder
from sanctions.queries.reminders import near_and_over, recipients_of

Stage = ClockReminder.Stage


@transaction.atomic
def remind(*, on: date, by: Actor) -> int:
    """Tell everybody concerned of clocks that end soon or ran out; each once for each stage of each end.

    Returns how many messages went out. *Refuses* nothing: who was told is left out, so it may run as often as one
    likes. *Records* `sanctions.deadline_reminders`.
    """
    fresh: dict[User, list[ClockReminder]] = defaultdict(list)
    for clock, stage in near_and_over(on):
        told = set(clock.reminders.filter(stage=stage, due_on=clock.due_on).values_list("recipient_key", flat=True))
        for user in recipients_of(clock):
            if user.username not in told:
                fresh[user].append(_reminder(clock, stage, user))
    for user, reminders in fresh.items():
        ClockReminder.objects.bulk_create(reminders)
        stages = [one.stage for one in reminders]
        jobs.send(
            "sanctions/jatuh_tempo", recipient_type="sanctions.officer", recipient_key=user.username,
            near=stages.count(Stage.NEAR), over=stages.count(Stage.OVER),
        )  # fmt: skip
    if fresh:
        record(events.DEADLINE_REMINDERS, by=by, count=len(fresh))
    return len(fresh)


def _reminder(clock: Clock, stage: str, user: User) -> ClockReminder:
    return ClockReminder(clock=clock, stage=stage, due_on=clock.due_on, recipient_key=user.username)
