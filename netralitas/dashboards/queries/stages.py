"""How many working days are left to the stage that matters."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from netralitas.ui import formats
from pledges.models import Campaign
from sanctions.queries.calendar import WorkCalendar


@dataclass(frozen=True)
class Countdown:
    """A stage of the election or the closing, its day, the working days after today up to and with that day."""

    label: str
    on: date
    working_days: int
    is_calendar_known: bool

    @property
    def text(self) -> str:
        """`12 hari kerja lagi sampai DCT, 3 November 2026`."""
        if not self.working_days:
            return f"{self.label}: {formats.day(self.on)}"
        return f"{formats.number(self.working_days)} hari kerja lagi sampai {self.label}, {formats.day(self.on)}"


def countdown(campaign: Campaign, today: date, calendar: WorkCalendar) -> Countdown | None:
    """The stage the campaign's deadline is said by, else the next stage of the election, else the closing; one query.

    None when all of them have passed.
    """
    stages = [stage for stage in campaign.election.stages.all() if stage.starts_on >= today]
    named = [stage for stage in stages if stage.kind == campaign.deadline_stage]
    if found := (named or stages)[:1]:
        return _counted(found[0].get_kind_display(), found[0].starts_on, today, calendar)
    closes_on = timezone.localdate(campaign.closes_at)
    return _counted("batas waktu", closes_on, today, calendar) if closes_on >= today else None


def _counted(label: str, on: date, today: date, calendar: WorkCalendar) -> Countdown:
    is_known = {today.year, on.year} <= calendar.years
    return Countdown(label, on, calendar.count(today, on), is_known)
