"""Open counts: no hidden number can be worked out from what is published; closed unless the pemda opens it."""

import csv
import io
from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from netralitas.dashboards.models import WeeklyPlan
from netralitas.dashboards.queries import open_counts
from netralitas.dashboards.queries.figures import Figures
from netralitas.dashboards.queries.open_counts import SMALL, OpenOffice, OpenRow, hidden
from tests.cast import make_unit
from tests.dashboards.test_pemda import NAMES

SIZES = st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=7), min_size=1, max_size=7)


def offices_of(sizes: list[list[int]]) -> list[OpenOffice]:
    return [
        OpenOffice(f"D{d}", [OpenRow(f"D{d}", f"U{d}.{u}", Figures(waiting=n)) for u, n in enumerate(units)])
        for d, units in enumerate(sizes)
    ]


def worked_out(offices: list[OpenOffice]) -> set[str]:
    """Hidden lines whose number follows from the published ones: Gauss over every sum a reader can write down."""
    unknown = [row.unit for office in offices for row in office.units if row.is_hidden or office.is_hidden]
    unknown += [office.name for office in offices if office.is_hidden]
    place = {name: index for index, name in enumerate(unknown)}
    equations = [dict.fromkeys((office.name for office in offices if office.is_hidden), 1)]
    for office in offices:
        names = {row.unit: 1 for row in office.units if row.unit in place}
        equations.append(names | ({office.name: -1} if office.is_hidden else {}))
    reduced = _reduced([[Fraction(one.get(name, 0)) for name in unknown] for one in equations if one])
    return {unknown[next(i for i, x in enumerate(row) if x)] for row in reduced if sum(1 for x in row if x) == 1}


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Row-reduced echelon form without its empty rows."""
    done: list[list[Fraction]] = []
    width = len(rows[0]) if rows else 0
    for column in range(width):
        pivot = next((row for row in rows if row[column] and row not in done), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [x / pivot[column] for x in pivot]
        rows = [[x - row[column] * y for x, y in zip(row, pivot, strict=True)] for row in rows]
        done = [[x - row[column] * y for x, y in zip(row, pivot, strict=True)] for row in done]
        done.append(pivot)
    return done


@settings(deadline=None, max_examples=200)
@given(SIZES)
def test_no_hidden_number_can_be_worked_out(sizes):
    offices = hidden(offices_of(sizes))

    for office in offices:
        for row in office.units:
            assert row.size >= SMALL or row.is_hidden or office.is_hidden
    small = sum(office.size < SMALL for office in offices)
    alone = len(offices) == 1 or all(len(office.units) == 1 for office in offices)
    if not alone or small != 1:
        assert {name for name in worked_out(offices) if name[0] == "U"} <= only_child(offices)


def only_child(offices: list[OpenOffice]) -> set[str]:
    """A single unit is its office: what is published of the office is published of it, unless the office is hidden."""
    return {office.units[0].unit for office in offices if len(office.units) == 1 and not office.is_hidden}


def test_hiding_only_the_small_ones_would_give_them_away():
    """Negative control: one small unit hidden alone is its total less the others."""
    offices = offices_of([[3, 20, 30], [50, 60]])
    offices[0].units[0].is_hidden = True

    assert worked_out(offices) == {"U0.0"}
    assert worked_out(hidden(offices_of([[3, 20, 30], [50, 60]]))) == set()


@pytest.fixture
def small(person, pemda):
    """A school of two under an office with others; beside it an office large enough to hide the two small ones."""
    besar = make_unit("Badan Besar", protocol_order=30)
    for number in range(8):
        person(f"Staf {number}", besar)
    for name, count in (("SD Kecil", 2), ("SD Besar", 9), ("SD Sedang", 6)):
        unit = make_unit(name, kind="SD", parent=pemda["dinas_a"])
        for number in range(count):
            person(f"Guru {name} {number}", unit, "sudah")


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_file_hides_small_units_and_keeps_the_sum(kesbang, sign_in, campaign, small):
    rows = rows_of(sign_in(kesbang).get(reverse("dashboards:open-counts")))

    assert rows[0]["tingkat"] == "pemda"
    assert (rows[0]["wajib"], rows[0]["sudah"]) == ("33", "21")
    by_name = {row["unit"] or row["perangkat_daerah"]: row for row in rows[1:]}
    assert by_name["SD Besar"]["wajib"] == "9"
    for name in ("SD Kecil", "SD Negeri Ciruas 1", "RSUD Contoh", "Dinas Kesehatan", "Badan Besar"):
        assert by_name[name]["wajib"] == ""
        assert "disembunyikan" in by_name[name]["keterangan"]
    assert not [name for name in (*NAMES, "Guru SD") if name in str(rows)]


def test_everybody_gets_it_only_when_the_pemda_opened_it(client, budi, sign_in, campaign, small):
    url = reverse("dashboards:open-counts-public")
    assert client.get(url).status_code == 404
    WeeklyPlan.objects.create(has_open_data=True)
    assert rows_of(client.get(url))[0]["wajib"] == "33"
    assert sign_in(budi).get(reverse("dashboards:open-counts")).status_code == 404  # one office's operator


def test_file_costs_two_queries(campaign, small, django_assert_num_queries):
    with django_assert_num_queries(2):
        open_counts.open_counts(campaign)
