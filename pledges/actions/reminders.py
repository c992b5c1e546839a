"""Reminders: the schedule of a campaign, and carrying out its steps, once for each person and step."""

from datetime import date, time

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts.actions import links
from netralitas.accounts.models import WayIn
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time
from netralitas.ui import formats
from pledges import events
from pledges.models import Campaign, Obligation, Reminder, ReminderPlan, ReminderRun
from pledges.queries import reminders as queries

TEMPLATE = "pengingat"
_BATCH = 100
_LONGEST = 90  # days before the target


@transaction.atomic
def set_plan(
    campaign: Campaign, *, is_active: bool, target_on: date, days_before: list[int], every_days: int,
    most_per_person: int, send_hour: time, uses_gateway: bool, by: Actor,
) -> ReminderPlan:  # fmt: skip
    """Set when the persons of a campaign are reminded.

    *Refuses* a target after the campaign's end, a day too far before, no step at all, and phones without a service.
    *Records* `pledges.reminders_planned`.
    """
    if campaign.state in {Campaign.State.CLOSED, Campaign.State.ARCHIVED}:
        raise DomainError("Kegiatan ini sudah ditutup; tidak ada yang diingatkan lagi.")
    if target_on > timezone.localtime(campaign.closes_at).date():
        raise DomainError("Hari sasaran tidak boleh sesudah batas waktu kegiatan. Jadwal belum berubah.")
    days = sorted({day for day in days_before if day >= 0}, reverse=True)
    if any(day > _LONGEST for day in days):
        raise DomainError(f"Paling jauh {_LONGEST} hari sebelum hari sasaran. Jadwal belum berubah.")
    if not days and not every_days:
        raise DomainError("Isi sedikitnya satu hari pengingat. Jadwal belum berubah.")
    if uses_gateway and jobs.gateway() is None:
        raise DomainError("Layanan pesan HP belum dipasang admin sistem. Jadwal belum berubah.")
    plan, _ = ReminderPlan.objects.update_or_create(
        campaign=campaign,
        defaults={
            "is_active": is_active, "target_on": target_on, "days_before": days, "every_days": every_days,
            "most_per_person": most_per_person, "send_hour": send_hour, "uses_gateway": uses_gateway,
            "changed_at": timezone.now(), "changed_by": by.label,
        },
    )  # fmt: skip
    record(
        events.REMINDERS_PLANNED, by=by, subject=campaign, campaign=campaign.title, days=_words(days),
        state="aktif" if is_active else "tidak aktif", target=formats.day(target_on), every=every_days,
        most=most_per_person,
    )  # fmt: skip
    return plan


def _words(days: list[int]) -> str:
    return ", ".join(f"H-{day}" if day else "hari H" for day in days) or "tidak ada"


def run_due(*, by: Actor) -> int:
    """Carry out the step that is due in each open campaign; returns how many persons were written to.

    *Refuses* nothing. *Records* what `run_step` records.
    """
    now = database_time()
    plans = ReminderPlan.objects.filter(is_active=True, campaign__in=Campaign.objects.open(now))
    written = 0
    for plan in plans.select_related("campaign"):
        step = queries.due_step(plan, now)
        if step is not None:
            written += run_step(plan, step, by=by)
    return written


def run_step(plan: ReminderPlan, step: int, *, by: Actor) -> int:
    """Write to everybody a step reaches, a hundred at a time; a run that was cut off goes on where it stopped.

    *Refuses* nothing; a finished step writes to nobody. *Records* `pledges.reminders_sent` when it is through.
    """
    run, _ = ReminderRun.objects.get_or_create(campaign=plan.campaign, step=step)
    if run.finished_at:
        return 0
    if not run.counts:  # of the whole step, also when it is resumed
        ReminderRun.objects.filter(pk=run.pk).update(counts=queries.counts(queries.audience(plan)))
    if WayIn.PERSONAL_LINK in plan.campaign.ways_in:
        missing = Obligation.objects.filter(campaign=plan.campaign).missing()
        staff_ids = list(missing.values_list("staff_id", flat=True))
        links.ensure_personal_links(staff_ids=staff_ids, expires_at=plan.campaign.closes_at, by=by)
    written = last = 0
    while batch := queries.next_batch(plan, run, _BATCH, after=last):
        written += _write(run, batch)
        last = batch[-1][0]
    with transaction.atomic():
        finished = ReminderRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=database_time())
        if finished:
            record(
                events.REMINDERS_SENT, by=by, subject=plan.campaign, campaign=plan.campaign.title,
                step=queries.Step(step, plan.target_on, None).words, count=run.reminders.count(),
            )  # fmt: skip
    return written


@transaction.atomic
def _write(run: ReminderRun, batch: list[tuple[int, str, str]]) -> int:
    """The rows are locked first: a second worker waits here and then finds the reminder."""
    pks = [pk for pk, _, _ in batch]
    locked = Obligation.objects.select_for_update(of=("self",)).filter(pk__in=pks).missing().order_by("pk")
    waiting = set(locked.values_list("pk", flat=True))
    done = set(Reminder.objects.filter(run=run, obligation__in=pks).values_list("obligation_id", flat=True))
    service = jobs.gateway()
    for pk, public_id, fate in batch:
        if pk not in waiting or pk in done:
            continue
        channel = service.channel if fate == queries.PHONE and service else "email"
        message = jobs.send(
            TEMPLATE, recipient_type=queries.RECIPIENT, recipient_key=public_id, channel=channel, via=channel
        )
        Reminder.objects.create(run=run, obligation_id=pk, message=message)
    return len(waiting - done)
