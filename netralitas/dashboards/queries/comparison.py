"""This campaign beside the one before it, both at the end of the same day of their windows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from netralitas.ui import formats
from pledges.models import Campaign, DayCount


@dataclass(frozen=True)
class Comparison:
    """Where both stood at the end of day `day_number` of their windows (the day of opening is the first)."""

    title: str
    day_number: int
    done: int
    obliged: int
    earlier_done: int
    earlier_obliged: int
    is_earlier_over: bool

    @property
    def text(self) -> str:
        """Both shares in one sentence, the smaller difference than one person's share left to the reader."""
        mine, other = (
            formats.percentage(self.done, self.obliged), formats.percentage(self.earlier_done, self.earlier_obliged),
        )  # fmt: skip
        when = f"Pada akhir hari ke-{self.day_number}"
        ended = " (sudah ditutup)" if self.is_earlier_over else ""
        said = (
            f"{when}: kegiatan ini {formats.percent(self.done, self.obliged)}, {self.title}{ended} "
            f"{formats.percent(self.earlier_done, self.earlier_obliged)}"
        )
        if mine is None or other is None:
            return f"{said}."
        gap = mine - other
        side = "di depan" if gap > 0 else "di belakang"
        return f"{said}; {formats.number(abs(gap), 1)} poin {side}." if gap else f"{said}; sama."


def comparison(campaign: Campaign, today: date) -> Comparison | None:
    """Yesterday's end against the same day of the last campaign before; None without one, or on the first day.

    At most three queries.
    """
    opened_on = timezone.localdate(campaign.opens_at)
    day_number = (today - opened_on).days  # of yesterday, the opening day being the first
    if day_number < 1:
        return None
    counted = DayCount.objects.filter(campaign=OuterRef("pk"))
    before = Campaign.objects.started().filter(Exists(counted), opens_at__lt=campaign.opens_at)
    earlier = before.order_by("-opens_at", "-pk").first()
    if earlier is None:
        return None
    same_day = timezone.localdate(earlier.opens_at) + timedelta(days=day_number - 1)
    mine, other = _state(campaign, today - timedelta(days=1)), _state(earlier, same_day)
    if not other[1]:
        return None
    is_over = same_day > timezone.localdate(earlier.closes_at)
    return Comparison(earlier.title, day_number, *mine, *other, is_over)


def _state(campaign: Campaign, until: date) -> tuple[int, int]:
    changes = DayCount.objects.filter(campaign=campaign, day__lte=until)
    sums = changes.aggregate(done=Sum("signed_change"), obliged=Sum("obliged_change"))
    return sums["done"] or 0, sums["obliged"] or 0
