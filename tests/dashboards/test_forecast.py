"""What the weekly report says of the days ahead, and when it says nothing."""

from datetime import UTC, date, datetime, timedelta
from math import ceil

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from netralitas.dashboards.queries.comparison import comparison
from netralitas.dashboards.queries.days import Day
from netralitas.dashboards.queries.forecast import daily_rates, forecast
from netralitas.dashboards.queries.stages import countdown
from pledges.models import DayCount, Stage
from sanctions.clocks import WorkCalendar
from tests.dashboards.conftest import make_campaign

TODAY = date(2026, 10, 26)  # a Monday
CALENDAR = WorkCalendar(frozenset({date(2026, 10, 21)}))
CLOSES = date(2026, 12, 31)


def days(*rises: int, end: date = TODAY - timedelta(days=1)) -> list[Day]:
    """So many signatures on the days up to `end`."""
    found, done = [], 0
    for step, rise in enumerate(rises):
        done += rise
        found.append(Day(end - timedelta(days=len(rises) - 1 - step), done, 10_000, rise))
    return found


def said(*rises: int, waiting: int = 1000, closes: date = CLOSES):
    return forecast(days(*rises), waiting, TODAY, closes, CALENDAR.is_working)


def test_rates_are_of_working_days_and_days_off_count_to_the_next():
    """Mon 12 … Sun 25 October: the 21st is a holiday, its signatures and those of weekends are of the day after."""
    rates = daily_rates(days(10, 10, 10, 10, 10, 1, 2, 10, 10, 4, 10, 10, 5, 5), TODAY, CALENDAR.is_working)

    assert rates == (10, 10, 10, 10, 10, 13, 10, 14, 10)  # the last weekend waits for Monday to end


def test_steady_rate_gives_the_day_one_counts_by_hand():
    found = said(*[100] * 5, 0, 0, *[100] * 2, 0, *[100] * 2, 0, 0)

    assert found.finish == date(2026, 11, 6)  # ten working days from Monday the 26th
    assert found.earliest == found.latest == found.finish
    assert "sekitar 6 November 2026" in found.text
    assert found.tone == "good"


def test_uneven_rate_gives_a_span_and_says_what_the_closing_means():
    rises = (20, 400, 60, 300, 100, 0, 0, 50, 250, 0, 80, 120, 0, 0)
    found = said(*rises, waiting=1200)

    assert found.earliest < found.finish < found.latest
    assert said(*rises, waiting=1200, closes=found.finish).tone == "info"
    late = said(*rises, waiting=1200, closes=found.earliest - timedelta(days=1))
    assert late.tone == "bad"
    assert "Lewat dari batas waktu" in late.text
    assert "paling sedikit 20" in found.basis


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (said(9, 9, 0, 0), "Belum dapat diperkirakan"),
        (said(*[0] * 14), "Tidak dapat diperkirakan"),
        (said(*[1] * 14, waiting=90_000), "belum selesai dalam setahun"),
        (said(*[5] * 14, waiting=0), "Tidak ada lagi yang ditunggu"),
        (said(*[5] * 14, closes=TODAY - timedelta(days=1)), "sudah berakhir"),
    ],
)
def test_says_when_it_cannot_say(found, words):
    assert words in found.text
    assert found.finish is None
    assert found.basis == ""


@given(st.lists(st.integers(0, 900), min_size=12, max_size=40), st.integers(1, 20_000))
def test_any_course_gives_days_in_order_and_no_error(rises, waiting):
    found = said(*rises, waiting=waiting)

    assert found.text.endswith(".")
    if found.finish:
        assert TODAY <= found.earliest <= found.finish <= (found.latest or date.max)
        assert CALENDAR.is_working(found.finish)


def test_more_waiting_is_never_finished_sooner():
    rises = (20, 400, 60, 300, 100, 0, 0, 50, 250, 0, 80, 120, 0, 0)
    finishes = [said(*rises, waiting=waiting).finish for waiting in range(100, 3000, 100)]

    assert finishes == sorted(finishes)
    assert (finishes[-1] - finishes[0]).days >= ceil(2900 / 400)


@pytest.fixture
def elected(db):
    """A campaign before an election with two stages."""
    campaign = make_campaign()
    for kind, day in ((Stage.Kind.DCT, date(2026, 11, 3)), (Stage.Kind.HARI_H, date(2026, 11, 25))):
        Stage.objects.create(election=campaign.election, kind=kind, starts_on=day)
    return campaign


def test_stage_that_matters_is_the_named_one_then_the_next_then_the_closing(elected):
    found = countdown(elected, TODAY, CALENDAR)
    assert (found.label, found.working_days) == ("DCT", 6)
    assert found.is_calendar_known
    elected.deadline_stage = Stage.Kind.HARI_H
    assert countdown(elected, TODAY, CALENDAR).label == "Hari pemungutan suara"
    elected.closes_at = datetime(2026, 12, 4, 16, 59, tzinfo=UTC)
    after = countdown(elected, date(2026, 11, 30), WorkCalendar())
    assert (after.label, after.working_days, after.is_calendar_known) == ("batas waktu", 4, False)
    assert countdown(elected, date(2026, 12, 5), CALENDAR) is None


def test_earlier_campaign_is_compared_at_the_same_day_of_its_window(db, dinas_a):
    opened = datetime(2026, 10, 12, 1, tzinfo=UTC)
    later = make_campaign(opens_at=opened, closes_at=opened + timedelta(days=30))
    long_ago = opened - timedelta(days=700)
    earlier = make_campaign("PEMILU", "Ikrar Pemilu", opens_at=long_ago, closes_at=long_ago + timedelta(days=10))
    for campaign, start, signed in ((later, opened, 7), (earlier, long_ago, 5)):
        for step in range(20):
            DayCount.objects.create(
                campaign=campaign, recap_unit=dinas_a, day=timezone.localdate(start) + timedelta(days=step),
                signed_change=signed, obliged_change=200 if not step else 0,
            )  # fmt: skip

    found = comparison(later, date(2026, 10, 16))
    assert (found.day_number, found.done, found.earlier_done, found.is_earlier_over) == (4, 28, 20, False)
    assert "hari ke-4: kegiatan ini 14,0" in found.text
    assert "4,0 poin di depan" in found.text
    assert comparison(later, date(2026, 10, 30)).is_earlier_over
    assert comparison(later, date(2026, 10, 12)) is None
    assert comparison(earlier, date(2026, 10, 16)) is None
