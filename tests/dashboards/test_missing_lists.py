"""*Daftar Belum*: exactly those the number calls missing, marked Terbatas, only for whom may see them."""

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from netralitas.access.scopes import EVERYTHING
from netralitas.audit.models import Access, Event
from netralitas.dashboards import missing_lists
from netralitas.dashboards.queries import rollup
from netralitas.jobs import testing
from netralitas.jobs.models import Job
from tests.cast import make_account
from tests.dashboards.paper_jobs import made
from tests.pledges import pdf_tools

pytestmark = pytest.mark.django_db


def test_paper_lists_the_missing_and_nobody_else(budi, sign_in, campaign, pemda, dinas_a, tmp_path):
    path = made(sign_in(budi), "print-missing", tmp_path, unit=dinas_a.public_id, bentuk="pdf")

    words = pdf_tools.text(path)
    expected = [
        "TERBATAS", "BELUM MENANDATANGANI", "Tono Belum", "Cuti Hajat", "Guru Belum", "Keterangan", "SD Negeri",
        "Belum menandatangani: 2 orang", "Berhalangan sementara: 1 orang", "Jumlah: 3 orang", "Halaman 1 dari 1",
    ]  # fmt: skip
    assert [phrase for phrase in expected if phrase not in words] == []
    assert not [name for name in ("Hadi Kepala", "Wati Basah", "Pensi Unan", "Bagus") if name in words]
    assert pdf_tools.page_size(path) == (215, 330)
    pdf_tools.run("qpdf", "--check", path)
    assert Access.objects.filter(what="dashboards.missing_paper").count() == 1
    assert Event.objects.filter(event="dashboards.missing_listed").count() == 1


def test_workbook_has_the_same_persons(budi, sign_in, campaign, pemda, dinas_a, tmp_path):
    path = made(sign_in(budi), "print-missing", tmp_path, unit=dinas_a.public_id, bentuk="xlsx", urutan="nama")

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert "Terbatas" in rows[0][0]
    assert rows[1] == list(missing_lists.SHEET_COLUMNS)
    assert [row[1] for row in rows[2:]] == ["Cuti Hajat", "Guru Belum", "Tono Belum"]


def test_list_is_as_long_as_the_number_says(budi, campaign, pemda, dinas_a, dinas_b):
    for row in rollup.rollup(campaign).rows:
        if row.pk in {dinas_a.pk, pemda["rsud"].pk}:
            unit = dinas_a if row.pk == dinas_a.pk else pemda["rsud"]
            assert missing_lists.count_of(campaign, unit, EVERYTHING) == row.figures.waiting + row.figures.hindered


def test_unwilling_is_told_only_to_those_who_may_know(sign_in, campaign, pemda, dinas_b, tmp_path):
    rsud = pemda["rsud"]
    head, operator = make_account("Kepala", "kepala_opd", dinas_b), make_account("Operator", "operator_opd", dinas_b)

    seen = [
        pdf_tools.text(made(sign_in(user), "print-missing", tmp_path, unit=rsud.public_id, bentuk="pdf"))
        for user in (head, operator)
    ]
    assert ["Belum bersedia" in words for words in seen] == [True, False]


def test_stranger_gets_nothing(rina, sign_in, campaign, pemda, dinas_a):
    answer = sign_in(rina).post(reverse("dashboards:print-missing"), {"unit": dinas_a.public_id})

    assert answer.status_code == 404
    assert not Job.objects.exists()


def test_role_lost_before_the_run_makes_no_list(budi, sign_in, campaign, pemda, dinas_a):
    sign_in(budi).post(reverse("dashboards:print-missing"), {"unit": dinas_a.public_id})
    budi.role_assignments.all().delete()
    testing.run_all()

    job = Job.objects.get()
    assert not job.result_file
    assert "tidak lagi mencakup" in job.error


@pytest.mark.parametrize(("name", "query"), [("pledges:print", "unit"), ("dashboards:desk", "meja")])
def test_way_to_the_list_stands_where_one_looks(budi, sign_in, campaign, pemda, dinas_a, name, query):
    answer = sign_in(budi).get(reverse(name), {query: dinas_a.public_id})

    assert reverse("dashboards:print-missing") in answer.content.decode()
