"""*Rekap per Perangkat Daerah*: the dashboard's own numbers, subtotals that add up, villages apart."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from netralitas.access.scopes import EVERYTHING
from netralitas.audit.models import Event
from netralitas.dashboards.queries import rollup
from netralitas.dashboards.queries.recap import recap
from netralitas.dashboards.queries.villages import village_rows
from netralitas.jobs.models import Job
from netralitas.registry.models import Assignment
from pledges.queries import counts
from tests.cast import make_staff, make_unit
from tests.dashboards.paper_jobs import made
from tests.pledges import pdf_tools

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(person):
    """Two of three of a village, which is in no other sum."""
    place = make_unit("Kecamatan Ciruas", kind="KECAMATAN", has_recap_row=True)
    desa = make_unit("Desa Ranjeng", kind="DESA", parent=place)
    person("Camat Ciruas", place, "sudah", is_opd_head=True)
    for name, state, kind in (("Ka Des", "sudah", "KADES"), ("Sek Des", "basah", "PERANGKAT_DESA"),
                              ("Be Pe", "belum", "BPD")):  # fmt: skip
        person(name, desa, state, category=kind)
    return place


def test_numbers_are_those_of_the_dashboard_and_of_a_recount(campaign, pemda, village):
    found = recap(campaign, timezone.now())
    shown = rollup.rollup(campaign)

    assert {line.name: line.figures for line in found.lines} == {row.name: row.figures for row in shown.counted_rows}
    assert found.total.figures == shown.total
    assert found.total.heads == shown.heads
    assert found.villages_total == village_rows(campaign, EVERYTHING, by_office=True)[0].figures
    recounted = counts.counts_of_obligations(campaign).values()
    everybody = found.total.everybody + found.villages_total.obliged + found.villages_total.excluded
    assert everybody == sum(sum(cell.values()) for cell in recounted)
    assert found.total.figures.signed + found.villages_total.signed == sum(c.get("signed", 0) for c in recounted)
    # what `manage.py recount` compares; the roster events of these persons are not played here
    assert [line for line in counts.differences(campaign) if "penghitung" in line] == []


def test_subtotals_and_kinds_add_up(campaign, pemda, village):
    found = recap(campaign, timezone.now())

    assert [group.name for group in found.groups] == ["Dinas", "Kecamatan", "RSUD"]
    assert [line.number for line in found.lines] == [1, 2, 3, 4]
    for line in (*found.lines, *(group.sum for group in found.groups), found.total):
        assert sum(line.kinds) == line.everybody == line.figures.obliged + line.figures.excluded
        assert line.figures.obliged == line.figures.done + line.figures.hindered + line.figures.waiting
    assert found.total.kinds == (8, 1, 1, 0)
    assert [line.name for line in found.by_share][-1] == "Dinas Pendidikan"


def test_paper_has_both_sheets_and_the_block(kesbang, sign_in, campaign, pemda, village, tmp_path):
    office = make_unit("Badan Kesatuan Bangsa dan Politik", kind="KESBANGPOL", has_recap_row=True)
    start = timezone.localdate() - timedelta(days=3)
    for unit, name, kind in ((office, "Kepala Bakes", "definitif"), (pemda["dinas_a"], "Pengganti", "plt")):
        Assignment.objects.create(
            staff=make_staff(name, unit), unit=unit, kind=kind, title=f"Kepala {unit.name}", starts_on=start
        )
    path = made(sign_in(kesbang), "print-recap", tmp_path, bentuk="pdf")

    words = pdf_tools.text(path)
    expected = [
        "REKAPITULASI IKRAR NETRALITAS PER PERANGKAT DAERAH", "MENURUT PERSENTASE", "Subtotal Dinas", "JUMLAH",
        "Plt., sudah", "Pemerintah desa", "Persentase = jumlah yang sudah", "Sumber: Portal", "Tembusan",
        "Kepala Badan Kesatuan Bangsa dan Politik,", "Kepala Bakes", "BADAN KESATUAN BANGSA DAN POLITIK",
    ]  # fmt: skip
    assert [phrase for phrase in expected if phrase not in words] == []
    assert "Tono Belum" not in words
    assert pdf_tools.page_size(path) == (330, 215)
    pdf_tools.run("qpdf", "--check", path)
    assert Event.objects.filter(event="dashboards.recap_printed").count() == 1


def test_workbook_has_three_sheets_with_the_same_sum(kesbang, sign_in, campaign, pemda, village, tmp_path):
    path = made(sign_in(kesbang), "print-recap", tmp_path, bentuk="xlsx")

    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["Urutan protokol", "Menurut persentase", "Pemerintah desa"]
    sums = [
        next(row for row in book.get_sheet_by_name(name).to_python() if row[1] == "JUMLAH") for name in book.sheet_names
    ]
    whole = rollup.rollup(campaign).total
    assert sums[0][9:16] == [
        whole.obliged, whole.signed, whole.paper, whole.done, float(whole.percentage), whole.hindered, whole.waiting
    ]  # fmt: skip
    assert sums[1][2:] == sums[0][2:]
    assert sums[2][2:6] == [3, 1, 1, 2]


def test_recap_is_only_for_the_whole_pemda(budi, sign_in, campaign, pemda):
    assert sign_in(budi).post(reverse("dashboards:print-recap")).status_code == 302
    assert not Job.objects.exists()


def test_recap_costs_the_same_queries_for_more_offices(campaign, pemda, person, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        recap(campaign, timezone.now())
    for number in range(10):
        person(f"Orang {number}", make_unit(f"Dinas {number}", has_recap_row=True))
    with django_assert_num_queries(len(few)):
        recap(campaign, timezone.now())
