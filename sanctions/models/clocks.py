"""Clocks that run in cases, and the reminders sent about them."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sanctions.models.catalogue import TimeLimit
from sanctions.models.parties import CasePerson


class ClockQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def running(self) -> "ClockQuerySet":
        """Not met and not stopped."""
        return self.filter(state=Clock.State.RUNNING)

    def ours(self) -> "ClockQuerySet":
        """Those at whose end the office itself has something to do."""
        return self.exclude(limit__code__in=OTHERS_TURN)

    def overdue(self, day: date) -> "ClockQuerySet":
        """Ran out before a day, and the office has not acted."""
        return self.running().ours().filter(due_on__lt=day)


# clocks of the punished person, of the BPASN and of the court: shown, but nothing of the office is late
OTHERS_TURN = frozenset({"KEBERATAN", "BANDING", "BANDING-PUTUS", "PTUN"})


class Clock(models.Model):
    """A deadline that runs for one person of a case (jam perkara). Not sealed: the steps it follows from are.

    Written by sanctions.actions.clocks. `due_on` is kept for lists and follows every change of the calendar.
    """

    class State(models.TextChoices):
        """Where it stands."""

        RUNNING = "berjalan", "Berjalan"
        MET = "dipenuhi", "Dipenuhi"
        STOPPED = "dihentikan", "Dihentikan"

    person = models.ForeignKey(CasePerson, models.PROTECT, related_name="clocks")
    limit = models.ForeignKey(TimeLimit, models.PROTECT, related_name="+")
    started_on = models.DateField("dihitung sejak")
    due_on = models.DateField("jatuh tempo", db_index=True)
    # not indexed: most clocks run, and SQLite would begin every search at the 10,000 that do
    state = models.CharField("keadaan", max_length=12, choices=State, default=State.RUNNING)
    ended_on = models.DateField("selesai", null=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = "jam perkara"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "limit"], condition=Q(state="berjalan"), name="clock_runs_once_per_person"
            )
        ]


class ClockReminder(models.Model):
    """That one account was reminded of one clock (pengingat tenggat); once for each stage. Not sealed.

    Written by sanctions.actions.reminders: the row keeps a second run from sending again.
    """

    class Stage(models.TextChoices):
        """How near the end was."""

        NEAR = "mendekati", "Mendekati"
        OVER = "lewat", "Lewat"

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="reminders")
    stage = models.CharField(max_length=10, choices=Stage)
    due_on = models.DateField()  # a moved deadline is reminded of anew
    recipient_key = models.CharField(max_length=32)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "pengingat tenggat"
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "stage", "due_on", "recipient_key"], name="clock_reminded_once_per_stage"
            )
        ]
