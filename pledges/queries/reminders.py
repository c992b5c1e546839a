"""Reminders: which step is due, who would be written to and who not and why, and what the message says."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from netralitas.accounts.models import PersonalLink
from netralitas.accounts.queries.contacts import contact_of
from netralitas.accounts.queries.links import is_usable, personal_address
from netralitas.accounts.queries.phones import whatsapp_number
from netralitas.jobs import api as jobs
from netralitas.jobs.models import Message
from netralitas.registry.models import Staff, StaffEvent
from netralitas.ui import formats
from pledges.models import Campaign, Obligation, Reminder, ReminderPlan, ReminderRun
from pledges.queries import mailings
from pledges.queries.mine import time_left

RECIPIENT = "pledges.reminder"
EMAIL, PHONE = "surel", "hp"
HINDERED, CAPPED, TODAY, WAITING, BOUNCED, NO_ADDRESS, SHARED = (
    "berhalangan", "batas", "hari_ini", "menunggu", "kembali", "tanpa", "bersama",
)  # fmt: skip
FATES = {
    EMAIL: "Dikirimi surel",
    PHONE: "Dikirimi lewat HP",
    NO_ADDRESS: "Tidak punya surel atau nomor HP",
    SHARED: "Surelnya dipakai lebih dari satu orang",
    BOUNCED: "Surelnya kembali dan belum diperbaiki",
    HINDERED: "Berhalangan sementara",
    CAPPED: "Sudah sebanyak batas per orang",
    TODAY: "Sudah disurati hari ini",
    WAITING: "Surat terdahulu masih menunggu terkirim",
}
_GRACE = 1  # days a step may be late when the worker was down
_MOST_STEPS = 60


@dataclass(frozen=True)
class Step:
    """One step of a plan: its day, and the run that carried it out (None: to come, or passed without)."""

    step: int
    day: date
    run: ReminderRun | None

    @property
    def words(self) -> str:
        """`7 hari sebelum`, `hari sasaran`, `14 hari sesudah`."""
        if not self.step:
            return "hari sasaran"
        return f"{abs(self.step)} hari {'sebelum' if self.step < 0 else 'sesudah'} hari sasaran"

    @property
    def written(self) -> int:
        """How many its run found to write to."""
        return sum(self.run.counts.get(fate, 0) for fate in (EMAIL, PHONE)) if self.run else 0

    @property
    def left_out(self) -> int:
        """How many it could not or did not need to write to."""
        return sum(self.run.counts.values()) - self.written if self.run else 0


def steps(plan: ReminderPlan) -> list[Step]:
    """Every step until the campaign closes, the first first; one query."""
    runs = {run.step: run for run in ReminderRun.objects.filter(campaign=plan.campaign_id)}
    last = (timezone.localtime(plan.campaign.closes_at).date() - plan.target_on).days
    numbers = sorted(-day for day in plan.days_before)
    if plan.every_days:
        numbers += range(plan.every_days, last + 1, plan.every_days)
    return [Step(n, plan.target_on + timedelta(days=n), runs.get(n)) for n in numbers if n <= last][:_MOST_STEPS]


def due_step(plan: ReminderPlan, now: datetime) -> int | None:
    """The step to carry out now: today's, or yesterday's that was missed; None before its hour or when done.

    One query.
    """
    local = timezone.localtime(now)
    if local.time() < plan.send_hour:
        return None
    found = [plan.step_on(local.date() - timedelta(days=late)) for late in range(_GRACE + 1)]
    step = next((one for one in found if one is not None), None)
    if step is None or ReminderRun.objects.filter(campaign=plan.campaign_id, step=step).exclude(finished_at=None):
        return None
    return step


def audience(plan: ReminderPlan) -> QuerySet[Obligation]:
    """Everybody of the campaign who has not signed, each with `fate`: how they would be written to now, or why not."""
    rows = Obligation.objects.filter(campaign=plan.campaign_id).missing()
    mails = Message.objects.filter(
        recipient_type__in=[RECIPIENT, mailings.RECIPIENT], recipient_key=OuterRef("public_id")
    )
    last = mails.order_by("-pk")
    changed = StaffEvent.objects.filter(staff=OuterRef("staff"), changes__has_key="email").order_by("-pk")
    can_phone = plan.uses_gateway and jobs.gateway() is not None
    has_phone = ~Q(staff__phone="") if can_phone else Q(pk__in=[])
    own = Reminder.objects.filter(obligation=OuterRef("pk")).order_by()
    count = own.values("obligation").annotate(count=Count("pk")).values("count")
    rows = rows.annotate(
        address=Lower(F("staff__email")),
        reminded=Coalesce(Subquery(count), 0),
        last_state=Coalesce(Subquery(last.values("state")[:1]), Value("")),
        last_at=Subquery(last.values("created_at")[:1]),
        mended_at=Subquery(changed.values("recorded_at")[:1]),
    )
    is_bounced = Q(last_state=Message.State.BOUNCED) & (Q(mended_at=None) | Q(mended_at__lt=F("last_at")))
    today = mails.filter(state=Message.State.SENT, sent_at__gte=mailings.midnight())
    return rows.annotate(
        fate=Case(
            When(state=Obligation.State.HINDERED, then=Value(HINDERED)),
            When(reminded__gte=plan.most_per_person, then=Value(CAPPED)),
            When(Exists(mails.filter(state=Message.State.QUEUED)), then=Value(WAITING)),
            When(Exists(today), then=Value(TODAY)),
            When(~Q(address="") & ~Q(address__in=mailings.shared_addresses()) & ~is_bounced, then=Value(EMAIL)),
            When(has_phone, then=Value(PHONE)),
            When(address="", then=Value(NO_ADDRESS)),
            When(is_bounced, then=Value(BOUNCED)),
            default=Value(SHARED),
            output_field=CharField(),
        )
    )


def counts(rows: QuerySet[Obligation]) -> dict[str, int]:
    """How many have which fate, those of nobody left out; one query."""
    return dict(rows.order_by().values_list("fate").annotate(Count("pk")))


def next_batch(plan: ReminderPlan, run: ReminderRun, size: int, *, after: int = 0) -> list[tuple[int, str, str]]:
    """(obligation, its public id, fate) of the next persons to write to in a run, behind a row; one query."""
    rows = audience(plan).filter(fate__in=[EMAIL, PHONE], pk__gt=after)
    rows = rows.exclude(Exists(Reminder.objects.filter(run=run, obligation=OuterRef("pk"))))
    return list(rows.order_by("pk").values_list("pk", "public_id", "fate")[:size])


@dataclass(frozen=True)
class Letter:
    """A reminder to one person: where to, and its words with the link, derived this moment."""

    address: str
    words: dict[str, Any]


def letter(public_id: str, *, channel: str) -> Letter | None:
    """The reminder about one obligation; None when it is signed, over, or would reach a stranger. Four queries."""
    rows = Obligation.objects.missing().filter(public_id=public_id)
    row = rows.select_related("campaign", "staff__unit__opd").first()
    if row is None or not row.campaign.is_open():
        return None
    address = _own_address(row.staff) if channel == "email" else whatsapp_number(row.staff.phone)
    closes_at = row.campaign.closes_at
    words = {
        "name": row.staff.full_name,
        "campaign": row.campaign.title,
        "until": f"{formats.weekday(closes_at)}, pukul {formats.clock(closes_at)}",
        "left": time_left(closes_at, timezone.now()),
        "link": _link(row.campaign, row.staff),
        "operator": str(contact_of(row.staff.unit)),
    }
    return Letter(address, words)


def _own_address(person: Staff) -> str:
    """The e-mail address when it is nobody else's."""
    others = Staff.objects.present().filter(email__iexact=person.email).exclude(pk=person.pk)
    return "" if person.email and others.exists() else person.email


def _link(campaign: Campaign, person: Staff) -> str:
    """The personal link, "" when the campaign does not take signatures by it."""
    if not mailings.is_possible(campaign):
        return ""
    link = PersonalLink.objects.filter(staff=person).first()
    return personal_address(link) if link and is_usable(link) else ""
