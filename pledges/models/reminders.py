"""Reminders: the schedule of a campaign, each run of it, and who was written to at which step."""

from datetime import date, time

from django.db import models
from django.utils import timezone

from netralitas.db import PublicIdField
from netralitas.jobs.models import Message
from pledges.models.campaigns import Campaign
from pledges.models.obligations import Obligation


def usual_days() -> list[int]:
    """Days before the target on which people are written to; 0 is the day itself."""
    return [7, 3, 1, 0]


class ReminderPlan(models.Model):
    """When the persons of a campaign are reminded (jadwal pengingat). Written by pledges.actions.reminders. Not sealed.

    Steps are days before the target, then every `every_days` after it while the campaign is open; no row means none.
    """

    public_id = PublicIdField()
    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="reminder_plan")
    is_active = models.BooleanField("aktif", default=False)
    target_on = models.DateField("hari sasaran")
    days_before = models.JSONField("hari sebelum sasaran", default=usual_days)
    every_days = models.PositiveSmallIntegerField("sesudah sasaran, tiap sekian hari", default=7)  # 0: not at all
    most_per_person = models.PositiveSmallIntegerField("paling banyak per orang", default=6)
    send_hour = models.TimeField("mulai pukul", default=time(8, 0))
    uses_gateway = models.BooleanField("lewat HP bila tidak punya surel sendiri", default=False)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = "jadwal pengingat"

    def is_step(self, step: int) -> bool:
        """Whether the plan has a step so many days from the target (negative: before it)."""
        if step <= 0:
            return -step in self.days_before
        return bool(self.every_days) and step % self.every_days == 0

    def step_on(self, day: date) -> int | None:
        """The step that falls on a day, None when none does."""
        step = (day - self.target_on).days
        return step if self.is_step(step) else None


class ReminderRun(models.Model):
    """One step carried out (putaran pengingat): once in a campaign, resumed when it was cut off. Not sealed.

    Written by pledges.actions.reminders. `counts` says how many were written to and how many not, by reason.
    """

    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="reminder_runs")
    step = models.SmallIntegerField("langkah")  # days from the target
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = "putaran pengingat"
        constraints = [models.UniqueConstraint(fields=["campaign", "step"], name="one_reminder_run_per_step")]


class Reminder(models.Model):
    """One person written to at one step (pengingat). Written by pledges.actions.reminders. Not sealed."""

    run = models.ForeignKey(ReminderRun, models.CASCADE, related_name="reminders")
    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="reminders")
    message = models.OneToOneField(Message, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "pengingat"
        constraints = [models.UniqueConstraint(fields=["run", "obligation"], name="one_reminder_per_step")]
