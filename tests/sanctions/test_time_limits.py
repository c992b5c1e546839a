"""The clocks of the law: a hand-made table over Lebaran, the year's end and one-day versions, and what must hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.access.actors import Actor
from sanctions import deadlines
from sanctions.actions import calendar as holidays
from sanctions.actions import catalogue as actions
from sanctions.actions.calendar import NewHoliday
from sanctions.clocks import WorkCalendar
from sanctions.models import TimeLimit
from sanctions.queries import time_limits as queries

BY = Actor.command("uji")
DAY = date(2026, 11, 20)

# an invented Lebaran: Nyepi Thursday 19 March 2026, then closed from Friday 20 to Friday 27 March
LEBARAN = frozenset(date(2026, 3, day) for day in (19, 20, 23, 24, 25, 26, 27))
# an invented year's end: closed from Thursday 24 December to Friday 1 January but for Tuesday 29 December
YEARS_END = frozenset(date(2026, 12, day) for day in (24, 25, 28, 30, 31)) | {date(2027, 1, 1)}
CALENDAR = WorkCalendar(LEBARAN | YEARS_END)

TABLE = [
    # code, counted from, last day: worked out by hand with a wall calendar
    ("PANGGIL-1", date(2026, 11, 2), date(2026, 11, 11)),  # Monday, an ordinary week
    ("PANGGIL-1", date(2026, 11, 7), date(2026, 11, 17)),  # a Saturday: Monday is the first day
    ("PANGGIL-1", date(2026, 3, 16), date(2026, 4, 3)),  # 17, 18 | Lebaran | 30, 31, 1, 2, 3
    ("PANGGIL-2", date(2026, 3, 18), date(2026, 4, 7)),  # the last open day before Lebaran
    ("PANGGIL-2", date(2026, 3, 23), date(2026, 4, 7)),  # an event on a holiday ends the same day
    ("SAMPAI", date(2026, 11, 23), date(2026, 12, 11)),
    ("SAMPAI", date(2026, 12, 14), date(2027, 1, 11)),  # 15-18, 21-23, 29 | 4-8, 11
    ("KIRIM", date(2026, 12, 23), date(2027, 1, 5)),  # 29 December, 4, 5 January
    ("KIRIM", date(2026, 11, 26), date(2026, 12, 1)),  # Friday, Monday, Tuesday
    ("KEBERATAN", date(2026, 3, 10), date(2026, 4, 8)),  # 11-13, 16-18 | 30, 31, 1-3, 6-8
    ("BERLAKU", date(2026, 11, 23), date(2026, 12, 14)),
    ("BERLAKU", date(2026, 12, 21), date(2027, 1, 19)),
    ("KEBERATAN-PUTUS", date(2026, 11, 23), date(2026, 12, 22)),
    ("BANDING", date(2026, 12, 10), date(2027, 1, 7)),  # 11, 14-18, 21-23, 29 | 4-7
    ("BANDING-JAWAB", date(2026, 11, 30), date(2027, 1, 6)),
    ("BANDING-PUTUS", date(2026, 11, 2), date(2027, 2, 9)),  # 38 to the year's end, 27 after it
    ("PTUN", date(2026, 12, 1), date(2027, 3, 1)),  # calendar days: holidays do not matter
    ("BKN-TL", date(2026, 11, 27), date(2026, 12, 2)),
]


@pytest.fixture(scope="module")
def limits(django_db_setup, django_db_blocker) -> dict[str, TimeLimit]:
    """The limits of the first catalogue, read once."""
    with django_db_blocker.unblock():
        return queries.limits_on(DAY)


@pytest.mark.parametrize(("code", "start", "due"), TABLE)
def test_every_clock_of_the_law_ends_on_the_day_of_the_table(limits, code, start, due):
    assert deadlines.due_on(limits[code], start, CALENDAR) == due


def test_table_names_every_clock_and_every_clock_its_source(limits):
    assert {code for code, _, _ in TABLE} == set(limits)
    assert all(one.legal_basis and one.begins and one.consequence for one in limits.values())
    assert all(one.note for one in limits.values() if not one.is_certain)


def test_last_day_is_still_in_time(limits):
    one = deadlines.reckon(limits["KEBERATAN"], date(2026, 11, 23), CALENDAR)

    assert not one.is_over(one.due_on)
    assert one.is_over(one.due_on + timedelta(days=1))
    assert "gugur" in one.consequence


def test_day_on_which_a_decision_takes_force_is_never_overdue(limits):
    one = deadlines.reckon(limits["BERLAKU"], date(2026, 11, 23), CALENDAR)

    assert not one.is_over(date(2030, 1, 1))


def test_objection_ends_the_working_day_before_the_decision_takes_force(limits):
    for start in (date(2026, 11, 23), date(2026, 12, 21), date(2026, 3, 10)):
        last = deadlines.due_on(limits["KEBERATAN"], start, CALENDAR)

        assert CALENDAR.add(last, 1) == deadlines.due_on(limits["BERLAKU"], start, CALENDAR)


@given(
    start=st.dates(date(2020, 1, 1), date(2034, 1, 1)),
    days=st.integers(1, 90),
    closed=st.sets(st.dates(date(2020, 1, 1), date(2035, 6, 1)), max_size=40),
)
def test_clock_of_calendar_days_does_not_move_with_holidays(start, days, closed):
    calendar = WorkCalendar(frozenset(closed))
    plain = TimeLimit(code="X", days=days, unit="kalender")
    working = TimeLimit(code="X", days=days, unit="kerja")

    assert deadlines.due_on(plain, start, calendar) == start + timedelta(days=days)
    assert deadlines.due_on(working, start, calendar) >= deadlines.due_on(plain, start, calendar)


@given(
    due=st.dates(date(2026, 1, 1), date(2027, 6, 1)), today=st.dates(date(2026, 1, 1), date(2027, 6, 1)),
)  # fmt: skip
def test_words_agree_with_the_days(due, today):
    said = deadlines.words(due, today, CALENDAR)

    assert said.startswith("lewat") == (today > due)
    assert ("hari terakhir" in said) == (today == due)


@pytest.mark.django_db
def test_holiday_written_on_screen_moves_the_deadline():
    before = queries.deadline("KEBERATAN", date(2026, 11, 23))
    holidays.add([NewHoliday(date(2026, 12, 9), "Pemungutan suara", "nasional")], by=BY)

    after = queries.deadline("KEBERATAN", date(2026, 11, 23))

    assert (before.due_on, after.due_on) == (date(2026, 12, 11), date(2026, 12, 14))
    assert before.missing_years == (2026,)
    assert after.missing_years == ()


@pytest.mark.django_db
def test_new_version_counts_from_its_day_and_leaves_running_clocks_alone():
    limit = queries.limit_on("KEBERATAN", DAY)

    actions.change(limit, starts_on=date(2026, 12, 1), reason="Penegasan Bagian Hukum", by=BY, days=10)

    assert queries.deadline("KEBERATAN", date(2026, 11, 30)).length == "14 hari kerja"
    assert queries.deadline("KEBERATAN", date(2026, 12, 1)).length == "10 hari kerja"


@pytest.mark.django_db
def test_withdrawn_clock_runs_no_more():
    actions.withdraw(queries.limit_on("BKN-TL", DAY), starts_on=DAY, reason="Tidak ada dasarnya", by=BY)

    assert queries.deadline("BKN-TL", DAY) is None
    assert queries.deadline("BKN-TL", DAY - timedelta(days=1))
