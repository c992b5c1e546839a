"""Campaigns: which one holds now, who may see it, what its deadline means."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from pledges.models import Campaign, Election, Stage

LAST_MINUTE = time(23, 59)  # a deadline given as a day means its whole day

_CODE_OF_KIND = {Election.Kind.PEMILU: "PEMILU", Election.Kind.PILKADA: "PILKADA", Election.Kind.PSU: "PSU"}


def current_campaign(user: User | None = None) -> Campaign | None:
    """The campaign people mean when they name none: the open one that closes last, else the last started; one query."""
    now = timezone.now()
    started = list(visible_campaigns(user).started().select_related("election").order_by("-opens_at", "-pk")[:20])
    open_now = [campaign for campaign in started if campaign.is_open(now)]
    if open_now:
        return max(open_now, key=lambda campaign: campaign.closes_at)
    opened = [campaign for campaign in started if campaign.state == Campaign.State.OPEN]
    return next(iter(opened or started), None)


def visible_campaigns(user: User | None = None) -> QuerySet[Campaign]:
    """Drafts only for those who prepare them; everything else for everybody who may see campaigns."""
    if user is None or user.has_perm(Permission.CAMPAIGN_EDIT) or user.has_perm(Permission.CAMPAIGN_OPEN):
        return Campaign.objects.all()
    return Campaign.objects.started()


def suggested_code(election: Election) -> str:
    """A free code such as `PILKADA-2026`, with `-2` behind it when taken; one query."""
    stem = f"{_CODE_OF_KIND[Election.Kind(election.kind)]}-{election.year}"
    taken = set(Campaign.objects.filter(code__startswith=stem).values_list("code", flat=True))
    free = (code for n in range(1, len(taken) + 2) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)
    return next(free)


@dataclass(frozen=True)
class Deadline:
    """A deadline said by a stage: its words (`H-7 DCT`) and its day, None when the stage has no date."""

    words: str
    day: date | None

    @property
    def closes_at(self) -> datetime | None:
        """The last minute of the day."""
        return timezone.make_aware(datetime.combine(self.day, LAST_MINUTE)) if self.day else None


def deadline(election: Election, stage: str, days_before: int) -> Deadline:
    """What "H-7 DCT" means for an election; one query."""
    starts_on = election.stages.filter(kind=stage).values_list("starts_on", flat=True).first()
    return Deadline(deadline_words(stage, days_before), starts_on and starts_on - timedelta(days=days_before))


def deadline_words(stage: str, days_before: int) -> str:
    """`H-7 DCT`; on the day itself `H DCT`."""
    return f"H-{days_before} {Stage.Kind(stage).label}" if days_before else f"H {Stage.Kind(stage).label}"
