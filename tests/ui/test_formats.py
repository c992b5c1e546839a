"""Indonesian formats."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.ui import formats


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1234, 0, "1.234"),
        (1234567, 0, "1.234.567"),
        (0, 0, "0"),
        (2.5, 1, "2,5"),
        (1234.56, 2, "1.234,56"),
        (-1500, 0, "-1.500"),
        (None, 0, "–"),
        ("abc", 0, "–"),
        ("NaN", 0, "–"),
        ("Infinity", 0, "–"),
    ],
)
def test_number(value, places, shown):
    assert formats.number(value, places) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (7, 8, "87,5 %"),
        (0, 8, "0 %"),
        (8, 8, "100 %"),
        (9996, 10000, "99,9 %"),
        (99999, 100000, "99,9 %"),
        (1, 100000, "0,1 %"),
        (5, 0, "–"),
        (0, 0, "–"),
        (1, 2, "50,0 %"),
    ],
)
def test_percent(part, whole, shown):
    assert formats.percent(part, whole).replace(formats.NBSP, " ") == shown


@given(st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_percent_is_whole_only_when_all_and_nothing_only_when_none(pair):
    part, whole = pair

    assert (formats.percentage(part, whole) == 100) == (part == whole)
    assert (formats.percentage(part, whole) == 0) == (part == 0)


def test_dates_and_times_in_the_zone_of_the_pemda():
    moment = datetime(2023, 10, 23, 0, 35, tzinfo=UTC)

    assert formats.day(date(2023, 10, 23)) == "23 Oktober 2023"
    assert formats.weekday(date(2023, 10, 23)) == "Senin, 23 Oktober 2023"
    assert formats.moment(moment) == "23 Oktober 2023, pukul 07.35 WIB"
    assert formats.clock(time(7, 5)) == "07.05 WIB"
    assert formats.day(datetime(2023, 10, 22, 18, 0, tzinfo=UTC)) == "23 Oktober 2023"


@pytest.mark.parametrize(
    ("zone", "word"), [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]
)
def test_zone(settings, zone, word):
    settings.TIME_ZONE = zone

    assert formats.zone(datetime(2023, 10, 23, 0, 35, tzinfo=UTC)) == word


def test_empty_values_are_a_dash():
    assert [f(None) for f in (formats.day, formats.weekday, formats.moment, formats.clock)] == ["–"] * 4


def test_nip_is_grouped_as_on_papers():
    assert formats.grouped_nip("198609262015051001") == "19860926 201505 1 001"
    assert formats.grouped_nip("123") == "123"
    assert formats.grouped_nip(None) == "–"


def test_masked_numbers_keep_only_their_ends():
    assert formats.masked("3604012609860001") == "3604••••••••0001"
    assert formats.masked("12345") == "1••••"
    assert formats.masked("") == "–"
