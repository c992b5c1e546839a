"""How the number moved from day to day."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from pledges.models import Campaign, DayCount

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    """The state at the end of a day, and how many signed on it."""

    on: date
    done: int
    obliged: int
    rise: int


@dataclass(frozen=True)
class Rise:
    """How many more than at the end of yesterday, and than at the end of the day a week ago."""

    since_yesterday: int = 0
    since_last_week: int = 0


@dataclass(frozen=True)
class Course:
    """The days of a campaign in order, the rise of all, and the rise of each recap row by the unit's pk."""

    days: list[Day]
    rise: Rise = field(default_factory=Rise)
    rise_of: dict[int, Rise] = field(default_factory=dict)
    week_ago: date | None = None


def course(campaign: Campaign, recap_unit_ids: list[int] | None = None, *, today: date | None = None) -> Course:
    """Each day from the first change to today or the closing, gaps filled; one query. `None` means every recap row."""
    today = today or timezone.localdate()
    rows = DayCount.objects.filter(campaign=campaign)
    if recap_unit_ids is not None:
        rows = rows.filter(recap_unit__in=recap_unit_ids)
    changes = list(rows.values_list("recap_unit_id", "day", "signed_change", "obliged_change"))
    rises = _rises(changes, today)
    whole = Rise(
        sum(rise.since_yesterday for rise in rises.values()), sum(rise.since_last_week for rise in rises.values())
    )
    last = min(today, timezone.localdate(campaign.closes_at))
    return Course(_days(changes, last), whole, rises, today - WEEK)


def _rises(changes: list[tuple[int, date, int, int]], today: date) -> dict[int, Rise]:
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for unit_id, day, signed, _ in changes:
        if day > today - WEEK:
            found[unit_id][1] += signed
            found[unit_id][0] += signed * (day >= today)
    return {unit_id: Rise(*steps) for unit_id, steps in found.items()}


def _days(changes: list[tuple[int, date, int, int]], last: date) -> list[Day]:
    by_day: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for _, day, signed, obliged in changes:
        by_day[day][0] += signed
        by_day[day][1] += obliged
    if not by_day:
        return []
    found, done, obliged = [], 0, 0
    for step in range((max(last, *by_day) - min(by_day)).days + 1):
        day = min(by_day) + timedelta(days=step)
        rise, joined = by_day.get(day, (0, 0))
        done, obliged = done + rise, obliged + joined
        found.append(Day(day, done, obliged, rise))
    return found
