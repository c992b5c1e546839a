"""The numbers, and how many queries they cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from netralitas.access.scopes import EVERYTHING, Scope
from netralitas.dashboards.queries import days, figures, rollup, units, waits
from netralitas.dashboards.queries.figures import Figures
from netralitas.registry.catalogues import jenjang_names
from netralitas.registry.models import Kecamatan, StaffCategory
from netralitas.registry.models.staff import VILLAGE
from pledges.models import Counter
from tests.cast import make_unit


def by_name(rows) -> dict[str, Figures]:
    return {row.name: row.figures for row in rows}


def test_whole_counts_paper_as_signed_and_hindered_as_obliged(campaign, pemda):
    whole = rollup.rollup(campaign).total

    assert (whole.done, whole.signed, whole.paper, whole.waiting) == (4, 3, 1, 3)
    assert (whole.hindered, whole.excluded, whole.obliged) == (1, 1, 8)
    assert not whole.is_complete


def test_rows_stand_in_protocol_order_with_rsud_in_a_row_of_its_own(campaign, pemda):
    rolled = rollup.rollup(campaign)

    assert [row.name for row in rolled.rows] == ["Dinas Pendidikan", "Dinas Kesehatan", "RSUD Contoh"]
    found = by_name(rolled.rows)
    assert (found["Dinas Pendidikan"].done, found["Dinas Pendidikan"].obliged) == (2, 5)  # with its school
    assert found["Dinas Kesehatan"].is_complete
    assert [row.name for row in rolled.complete] == ["Dinas Kesehatan"]
    assert [row.name for row in rolled.laggards] == ["Dinas Pendidikan", "RSUD Contoh"]
    assert rolled.not_begun == []
    assert (rolled.heads.done, rolled.heads.obliged) == (2, 2)


@pytest.mark.parametrize(
    ("narrowing", "done", "obliged"),
    [
        ({"category": "PNS"}, 4, 6),
        ({"category": "PPPK"}, 0, 1),
        ({"category": "THL"}, 0, 0),
        ({"level": "JF"}, 1, 1),
        ({"level": "JPT_PRATAMA"}, 1, 1),
        ({"level": "TANPA_JENJANG"}, 2, 3),
        ({"level": "PPPK_PW"}, 0, 1),
        ({"category": "PNS", "level": "PPPK"}, 0, 0),
    ],
)
def test_rows_narrowed_to_a_kind_or_level(campaign, pemda, narrowing, done, obliged):
    whole = rollup.rollup(campaign, **narrowing).total

    assert (whole.done, whole.obliged) == (done, obliged)


def test_narrowing_to_each_level_gives_what_the_table_of_levels_says(campaign, pemda):
    by_level = rollup.breakdown(rollup.counted(campaign)).levels

    assert sum(row.figures.obliged for row in by_level) == 8
    for row in by_level:
        assert rollup.rollup(campaign, level=row.key).total == row.figures


def test_every_cell_belongs_to_exactly_one_level(campaign, dinas_a):
    cells = [
        Counter(campaign=campaign, unit=dinas_a, recap_unit=dinas_a, category=category, jenjang=jenjang, waiting=1)
        for category in StaffCategory.values
        if category not in VILLAGE  # counted in a table of their own
        for jenjang in ("", "ASING", *jenjang_names())
    ]
    Counter.objects.bulk_create(cells)

    seen = 0
    for level in figures.levels():
        found = rollup.counted(campaign, level=level)
        assert {figures.level_of(cell.category, cell.jenjang) for cell in found} == {level}
        seen += len(found)
    assert seen == len(cells)


def test_kecamatan_counts_by_the_unit_s_own_location(campaign, pemda):
    east = Kecamatan.objects.create(code="99.02", name="Timur")
    pemda["sekolah_a"].kecamatan = east
    pemda["sekolah_a"].save()

    places = rollup.breakdown(rollup.counted(campaign)).places

    assert [(row.name, row.figures.obliged) for row in places] == [("Timur", 1), ("Lokasi belum diisi", 7)]
    assert by_name(units.place_rollup(campaign, "99.02")) == {"SD Negeri Ciruas 1": places[0].figures}
    assert sum(row.figures.obliged for row in units.place_rollup(campaign, "")) == 7


def test_unit_s_number_is_the_same_as_in_the_recap_and_its_rows_add_up(campaign, pemda):
    for row in rollup.rollup(campaign).rows:
        unit = type(pemda["rsud"]).objects.get(public_id=row.key)
        rolled = units.unit_rollup(campaign, unit, EVERYTHING)
        assert rolled.total == row.figures
        assert sum((child.figures for child in rolled.rows), Figures()) == row.figures


def test_unit_shows_its_staff_its_units_and_what_is_counted_apart(campaign, pemda):
    rolled = units.unit_rollup(campaign, pemda["dinas_b"], EVERYTHING)
    assert [row.name for row in rolled.rows] == ["Pegawai di kantor ini"]
    assert [(row.name, row.figures.obliged) for row in rolled.apart] == [("RSUD Contoh", 2)]

    rolled = units.unit_rollup(campaign, pemda["dinas_a"], EVERYTHING)
    assert [row.name for row in rolled.rows] == ["Pegawai di kantor ini", "SD Negeri Ciruas 1"]


def test_grandchildren_count_in_the_child_above_them(campaign, person, sekolah_a, dinas_a):
    korwil = make_unit("Korwil Ciruas", kind="KORWIL", parent=dinas_a)
    school = make_unit("SD Negeri 9", kind="SD", parent=korwil)
    person("Guru Jauh", school, "sudah")

    rolled = units.unit_rollup(campaign, dinas_a, EVERYTHING)

    assert by_name(rolled.rows) == {"Korwil Ciruas": Figures(signed=1)}


def test_operator_of_one_unit_sees_no_number_of_units_beneath(campaign, pemda):
    alone = Scope(unit_ids=(pemda["dinas_a"].pk,))

    assert units.unit_rollup(campaign, pemda["dinas_a"], alone).total.obliged == 4
    assert [row.name for row in units.desk_rollup(campaign, alone)] == ["Dinas Pendidikan"]


def test_rise_since_yesterday_and_since_a_week_ago(campaign, pemda):
    course = days.course(campaign)

    # today: Hadi, Cuti is no signature; three days ago: Wati; two: the nurse; eight days ago: Bagus
    assert (course.rise.since_yesterday, course.rise.since_last_week) == (1, 3)
    assert course.rise_of[pemda["rsud"].pk].since_last_week == 1
    assert pemda["dinas_b"].pk not in course.rise_of


def test_days_have_no_gaps_and_end_at_the_counters(campaign, pemda):
    found = days.course(campaign).days

    first = timezone.localdate() - timedelta(days=10)
    assert [day.on for day in found] == [first + timedelta(days=step) for step in range(11)]
    assert [day.done for day in found] == [0, 0, 1, 1, 1, 1, 1, 2, 3, 3, 4]
    whole = rollup.rollup(campaign).total
    assert (found[-1].done, found[-1].obliged) == (whole.done, whole.obliged)


def test_days_end_with_the_campaign(campaign, pemda):
    campaign.closes_at = timezone.now() - timedelta(days=1)

    course = days.course(campaign)

    assert course.days[-1].on >= timezone.localdate() - timedelta(days=1)


def test_what_waits_is_named_with_its_number(campaign, pemda):
    found = {wait.who: wait.count for wait in waits.waits(rollup.rollup(campaign))}

    assert found == {"Pegawai": 3}  # every head has signed, every row has begun


@pytest.mark.parametrize("extra", [0, 29])
def test_numbers_cost_the_same_for_one_row_and_for_thirty(campaign, pemda, person, extra, django_assert_num_queries):
    for number in range(extra):
        person(f"Orang {number}", make_unit(f"Dinas {number}"), "sudah")

    with django_assert_num_queries(1):
        rolled = rollup.rollup(campaign)
    with django_assert_num_queries(1):
        rollup.breakdown(rollup.counted(campaign))
    with django_assert_num_queries(1):
        days.course(campaign)
    with django_assert_num_queries(2):
        units.unit_rollup(campaign, pemda["dinas_a"], EVERYTHING)
    with django_assert_num_queries(2):
        units.desk_rollup(campaign, EVERYTHING)
    with django_assert_num_queries(2):
        units.place_rollup(campaign, "")
    assert len(rolled.rows) == 3 + extra


def test_hundred_percent_is_said_only_when_all_have_signed():
    from netralitas.ui.formats import percent

    assert percent(9999, 10000) == "99,9\u00a0%"
    assert percent(10000, 10000) == "100\u00a0%"
    assert not Figures(signed=9999, hindered=1).is_complete
    assert not Figures().is_complete
