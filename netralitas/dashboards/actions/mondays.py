"""Freezing the weekly report, mailing it, and how both are arranged."""

from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.dashboards import events
from netralitas.dashboards.models import ReportDelivery, WeeklyPlan, WeeklyRecipient, WeeklyReport
from netralitas.dashboards.queries.mondays import content_of
from netralitas.dashboards.queries.recipients import is_wanted, possible, wanted
from netralitas.dashboards.queries.weekly import last_report, plan
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time
from pledges.models import Campaign

_WEEK = timedelta(days=7)
_EMPTY = "Daftar wajib masih kosong, jadi belum ada yang direkap. Tidak ada yang dibekukan."


@transaction.atomic
def freeze(*, campaign: Campaign, by: Actor, is_scheduled: bool = False) -> WeeklyReport:
    """Keep the numbers of this moment for good, beside those of the last report.

    *Refuses* a draft, an empty roster, and a second report by schedule for one week.
    *Records* `dashboards.week_frozen`.
    """
    if campaign.state == Campaign.State.DRAFT:
        raise DomainError("Kegiatan ini masih draf, jadi belum ada yang direkap.")
    now = database_time()
    before = last_report(campaign)
    content = content_of(campaign, now, before.content if before else None)
    if not content["lines"]:
        raise DomainError(_EMPTY)
    today = timezone.localdate(now)
    try:
        with transaction.atomic():
            report = WeeklyReport.objects.create(
                campaign=campaign, monday_on=today - timedelta(days=today.weekday()), is_scheduled=is_scheduled,
                taken_at=now, taken_by=by.label, content=content,
            )  # fmt: skip
    except IntegrityError as error:
        raise DomainError("Rekap pekan ini sudah dibekukan.") from error
    record(events.WEEK_FROZEN, by=by, subject=report, campaign=campaign.title)
    return report


def freeze_due(*, by: Actor) -> int:
    """Freeze and mail what this Monday owes; returns how many reports. Doing it again changes nothing.

    A worker that stood still on Monday does it when it is back, and the report says its own hour. A campaign owes one
    for each Monday in its window, and a last one after the closing. *Records* as `freeze` and `mail` do.
    """
    arranged = plan()
    now = timezone.localtime(database_time())
    monday = (now - timedelta(days=now.weekday())).date()
    due_at = timezone.make_aware(datetime.combine(monday, time(arranged.hour)))
    if not arranged.is_on or now < due_at:
        return 0
    done = WeeklyReport.objects.filter(monday_on=monday, is_scheduled=True).values("campaign")
    lasting = Q(closed_at=None, closes_at__gt=due_at - _WEEK) | Q(closed_at__gt=due_at - _WEEK)
    owed = Campaign.objects.started().exclude(state=Campaign.State.ARCHIVED).filter(lasting, opens_at__lte=due_at)
    return sum(_freeze_and_mail(campaign, arranged, by=by) for campaign in owed.exclude(pk__in=done))


def _freeze_and_mail(campaign: Campaign, arranged: WeeklyPlan, *, by: Actor) -> int:
    try:
        with transaction.atomic():
            report = freeze(campaign=campaign, by=by, is_scheduled=True)
            if arranged.is_mailed:
                mail(report=report, by=by)
    except DomainError:  # nobody is obliged yet, or another worker was faster
        return 0
    return 1


@transaction.atomic
def mail(*, report: WeeklyReport, by: Actor) -> int:
    """Put a mail with the link into the outbox for each recipient who has none of this report; returns how many.

    *Refuses* nothing. *Records* `dashboards.week_mailed` when any went.
    """
    served = set(report.deliveries.values_list("username", flat=True))
    missing = [user for user in wanted() if user.username not in served]
    for user in missing:
        message = jobs.send(
            "rekap_senin", recipient_type="dashboards.weekly", recipient_key=user.username, report=report.public_id
        )
        ReportDelivery.objects.create(
            report=report, username=user.username, message=message.public_id, queued_at=database_time()
        )
    if missing:
        record(events.WEEK_MAILED, by=by, subject=report, campaign=report.campaign.title, count=len(missing))
    return len(missing)


@transaction.atomic
def arrange(
    *, hour: int, is_on: bool, is_mailed: bool, has_open_data: bool, recipients: set[str], by: Actor
) -> WeeklyPlan:
    """Set the hour, whether it is made and mailed, who gets the mail, and whether counts are open to everybody.

    *Refuses* an hour outside the day. *Records* `dashboards.weeks_arranged`.
    """
    if not 0 <= hour <= 23:
        raise DomainError("Pilih jam antara 00 dan 23.")
    found = WeeklyPlan.objects.select_for_update().first() or WeeklyPlan()
    found.hour, found.is_on, found.is_mailed, found.has_open_data = hour, is_on, is_mailed, has_open_data
    found.save()
    for user in possible():
        chosen = user.username in recipients
        if chosen != is_wanted(user):
            WeeklyRecipient.objects.update_or_create(user=user, defaults={"is_wanted": chosen})
    record(
        events.WEEKS_ARRANGED, by=by, subject=found, hour=f"{hour:02d}.00", on=_word(is_on), mailed=_word(is_mailed),
        open=_word(has_open_data), count=len(recipients),
    )  # fmt: skip
    return found


def _word(answer: bool) -> str:
    return "ya" if answer else "tidak"
