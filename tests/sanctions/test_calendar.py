"""The calendar of working days: pasted decrees, fixed dates, refusals."""

from datetime import date

import pytest
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.audit.models import Event
from sanctions.actions import calendar as actions
from sanctions.forms.calendar import HolidaysForm
from sanctions.models import Holiday
from sanctions.queries.calendar import work_calendar

pytestmark = pytest.mark.django_db
BY = Actor.command("uji")


def read(lines: str) -> HolidaysForm:
    return HolidaysForm({"lines": lines, "kind": "cuti_bersama"})


def test_decree_is_read_line_by_line():
    form = read("19-03-2027 Hari Rekaan\n\n 22/3/2027 s.d. 24/3/2027 ; Cuti Rekaan \n25.12.2027 - 26.12.2027: Natal")

    assert form.is_valid(), form.errors
    days = [(one.day, one.name) for one in form.holidays()]
    assert days[0] == (date(2027, 3, 19), "Hari Rekaan")
    assert [day.day for day, name in days if name == "Cuti Rekaan"] == [22, 23, 24]
    assert len(days) == 6
    assert {one.kind for one in form.holidays()} == {"cuti_bersama"}


@pytest.mark.parametrize(
    "lines", ["31-02-2027 Tidak Ada", "Hari tanpa tanggal", "19-03-2027", "24-03-2027 s.d. 22-03-2027 Terbalik",
              "01-01-2027 s.d. 31-12-2027 Setahun"],
)  # fmt: skip
def test_unreadable_line_is_named_and_nothing_is_kept(lines):
    form = read(f"17-08-2027 Hari Kemerdekaan\n{lines}")

    assert not form.is_valid()
    assert "Baris 2" in form.errors["lines"][0]


def test_fixed_days_are_written_once():
    assert actions.add_fixed(2027, by=BY) == 5
    assert actions.add_fixed(2027, by=BY) == 0

    assert date(2027, 8, 17) in work_calendar().holidays
    assert work_calendar().years == {2027}
    assert Event.objects.filter(event="sanctions.holidays_added").count() == 1


def test_bkpsdm_pastes_counts_and_removes(sign_in, bkpsdm):
    client = sign_in(bkpsdm)
    address = reverse("sanctions:calendar")

    client.post(reverse("sanctions:calendar-add"), {"lines": "24-11-2026 Libur Rekaan", "kind": "daerah"})
    counted = client.get(address, {"mulai": "2026-11-23", "hari": "1"})

    assert counted.context["answer"]["due"] == date(2026, 11, 25)
    assert "Rabu, 25 November 2026" in counted.text
    client.post(reverse("sanctions:holiday-remove", args=["2026-11-24"]))
    assert not Holiday.objects.exists()
    assert client.post(reverse("sanctions:holiday-remove", args=["2026-11-24"])).status_code == 404
    assert client.post(reverse("sanctions:holiday-remove", args=["bukan-tanggal"])).status_code == 404


def test_missing_year_is_said(sign_in, bkpsdm):
    actions.add_fixed(2026, by=BY)

    page = sign_in(bkpsdm).get(reverse("sanctions:calendar"), {"mulai": "2026-12-30", "hari": "9"})

    assert page.context["answer"]["missing"] == [2027]
    assert "Hari libur 2027 belum diisi" in page.text


@pytest.mark.parametrize("year", ["abc", "99999", "0", "1e3", ""])
def test_odd_year_shows_this_year(sign_in, kesbang, year):
    assert sign_in(kesbang).get(reverse("sanctions:calendar"), {"tahun": year}).status_code == 200


def test_unreadable_paste_comes_back_with_its_text(sign_in, bkpsdm):
    answer = sign_in(bkpsdm).post(reverse("sanctions:calendar-add"), {"lines": "99-99-2027 Aneh", "kind": "daerah"})

    assert "Baris 1 tidak terbaca" in answer.text
    assert "99-99-2027 Aneh" in answer.text
    assert not Holiday.objects.exists()
