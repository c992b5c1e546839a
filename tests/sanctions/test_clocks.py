"""Working days: a hand-made table over long holidays and the year's end, and what must hold for every calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.clocks import WorkCalendar

# an invented year's end: Thursday 24 December to Friday 1 January are closed but for Tuesday 29 December
CLOSED = frozenset(
    {
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 1),
    }
)
CALENDAR = WorkCalendar(CLOSED)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday → Monday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday → Monday
        (date(2026, 11, 22), 1, date(2026, 11, 23)),  # Sunday → Monday
        (date(2026, 11, 23), 7, date(2026, 12, 2)),  # a summons within seven working days
        (date(2026, 11, 23), 14, date(2026, 12, 11)),
        (date(2026, 11, 23), 15, date(2026, 12, 14)),  # in force on the fifteenth
        (date(2026, 12, 23), 1, date(2026, 12, 29)),  # over the long holiday
        (date(2026, 12, 23), 2, date(2027, 1, 4)),  # and the year's end
        (date(2026, 12, 29), 1, date(2027, 1, 4)),
        (date(2026, 12, 21), 15, date(2027, 1, 19)),
    ],
)
def test_deadline_counts_working_days_only(start, days, due):
    assert CALENDAR.add(start, days) == due
    assert CALENDAR.count(start, due) == days


@given(
    start=st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    days=st.integers(1, 90),
    closed=st.sets(st.dates(date(2020, 1, 1), date(2036, 1, 1)), max_size=60),
)
def test_every_deadline_is_a_working_day_and_counts_back(start, days, closed):
    calendar = WorkCalendar(frozenset(closed))

    due = calendar.add(start, days)

    assert calendar.is_working(due)
    assert calendar.count(start, due) == days
    assert calendar.count(due, start) == -days
    assert calendar.add(start, days + 1) > due


@given(start=st.dates(date(2020, 1, 1), date(2035, 1, 1)), extra=st.dates(date(2020, 1, 1), date(2036, 1, 1)))
def test_one_more_holiday_never_brings_a_deadline_forward(start, extra):
    without, with_it = WorkCalendar(CLOSED), WorkCalendar(CLOSED | {extra})

    assert with_it.add(start, 15) >= without.add(start, 15)


def test_no_days_is_refused():
    with pytest.raises(ValueError, match="one working day"):
        CALENDAR.add(date(2026, 11, 23), 0)


def test_weekends_are_closed_all_year():
    saturday = date(2026, 11, 21)

    assert not any(WorkCalendar().is_working(saturday + timedelta(weeks=n)) for n in range(52))
