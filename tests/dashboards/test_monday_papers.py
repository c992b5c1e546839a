"""Files of a weekly report: two pages whatever it says, the recap with the rise since the last, a workbook; no name."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from netralitas.access.actors import SYSTEM
from netralitas.audit.models import Event
from netralitas.dashboards import charts, monday_papers
from netralitas.dashboards.actions import monday_files, mondays
from netralitas.dashboards.queries.monday_reports import Report
from netralitas.dashboards.queries.mondays import content_of
from netralitas.jobs import testing
from netralitas.jobs.models import Job
from tests.dashboards.paper_jobs import made
from tests.dashboards.test_pemda import NAMES, text_of
from tests.pledges import pdf_tools

pytestmark = pytest.mark.django_db

LONG = "Dinas Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan dan Perlindungan Anak"


def words_of(path: Path) -> str:
    return " ".join(pdf_tools.text(path).split()).replace("\u00a0", " ")


def test_two_pages_say_the_answer_and_hold_no_name(sekda, sign_in, campaign, pemda, tmp_path):
    report = mondays.freeze(campaign=campaign, by=SYSTEM)
    path = made(sign_in(sekda), "monday-files", tmp_path, bentuk="pdf", rekap=report.public_id)

    words = words_of(path)
    assert pdf_tools.page_count(path) == 2
    expected = [
        "REKAP SENIN IKRAR NETRALITAS", "50,0 %", "4 dari 8 wajib", "Kepala Perangkat Daerah sudah 2 dari 2",
        "Perkembangan", "Perkiraan selesai", "Lima terendah", "Dinas Pendidikan", "Menurut jenjang",
        "Persentase = jumlah yang sudah", "Sumber: Portal", "Belum menandatangani bukan pelanggaran",
    ]  # fmt: skip
    assert [phrase for phrase in expected if phrase not in words] == []
    assert [name for name in NAMES if name in words] == []
    assert pdf_tools.page_size(path) == (210, 297)
    pdf_tools.run("qpdf", "--check", path)
    assert Event.objects.filter(event="dashboards.monday_printed").count() == 1


def test_two_pages_stay_two_with_the_longest_report(campaign, pemda, tmp_path):
    content = content_of(campaign, timezone.now(), None)
    line = content["lines"][0] | {"name": LONG, "before": [5, 1, 0, 0, 0], "figures": [9, 3, 0, 1, 4]}
    content["lines"] = [line | {"key": f"{n}", "group": f"Kelompok {n % 7}"} for n in range(60)]
    content["levels"] = [line | {"key": f"{n}", "name": "Jabatan Pimpinan Tinggi Pratama"} for n in range(12)]
    content["levels"] = [{key: row[key] for key in ("key", "name", "figures", "before")} for row in content["levels"]]
    content["categories"] = content["levels"][:9]
    content["previous"] = {"at": content["at"] - 604_800}
    content["villages"] = [{"name": "Kecamatan", "figures": [1, 2, 3, 0, 0], "heads": [0, 0, 0, 0, 0]}]
    content["reviews"] = {"counts": [[code, 12] for code in (
        "data_unverified", "change_proposed", "awaiting_statement", "awaiting_review", "returned")],
        "oldest": content["at"]}  # fmt: skip
    content["forecast"] |= {"text": "Dengan laju sekarang " * 16, "basis": "Dasar: sepuluh hari kerja terakhir " * 9}
    content["comparison"] = {"text": "Pada akhir hari ke-13: kegiatan ini 58,0 %, kegiatan lalu 61,2 %; 3,2 poin. " * 2}
    path = tmp_path / "dua.pdf"
    monday_files.write_executive(path, Report(content), campaign)

    assert pdf_tools.page_count(path) == 2
    assert "Belum menandatangani bukan pelanggaran" in words_of(path)


def test_recap_on_f4_has_the_rise_since_the_last_report(kesbang, sign_in, campaign, pemda, person, tmp_path):
    mondays.freeze(campaign=campaign, by=SYSTEM)
    person("Naik Satu", pemda["dinas_b"], "sudah")
    client = sign_in(kesbang)
    path = made(client, "monday-files", tmp_path, bentuk="f4")

    words = words_of(path)
    assert "REKAPITULASI IKRAR NETRALITAS PER PERANGKAT DAERAH" in words
    assert f"{timezone.localdate():%d-%m-%Y}" in words
    found = monday_papers.recap_of(Report(content_of(campaign, timezone.now(), None)))
    assert found.total.figures.done == 5
    assert sum(line.everybody for line in found.lines) == 10


def test_workbook_adds_up_on_every_sheet(sekda, sign_in, campaign, pemda, tmp_path):
    path = made(sign_in(sekda), "monday-files", tmp_path, bentuk="xlsx")

    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    assert book.sheet_names == ["Perangkat Daerah", "Jenjang", "Jenis pegawai", "Kecamatan", "Per hari"]
    for name in book.sheet_names[:4]:
        rows = book.get_sheet_by_name(name).to_python()
        assert rows[-1][:6] == ["JUMLAH", 8, 3, 1, 4, 50], name
        assert sum(row[1] for row in rows[2:-1]) == 8
        assert not [person for person in NAMES if person in str(rows)]


def test_frozen_report_prints_what_was_frozen(sekda, sign_in, campaign, pemda, person, tmp_path):
    report = mondays.freeze(campaign=campaign, by=SYSTEM)
    person("Baru", pemda["dinas_a"], "sudah")
    client = sign_in(sekda)

    assert "4 dari 8 wajib" in words_of(made(client, "monday-files", tmp_path, bentuk="pdf", rekap=report.public_id))
    assert "5 dari 9 wajib" in words_of(made(client, "monday-files", tmp_path, bentuk="pdf"))


def test_files_are_only_for_who_sees_the_pemda(budi, kesbang, sign_in, campaign, pemda):
    report = mondays.freeze(campaign=campaign, by=SYSTEM)
    client, url = sign_in(budi), reverse("dashboards:monday-files")

    assert client.post(url, {"bentuk": "pdf"}).status_code == 302
    assert client.post(url, {"bentuk": "pdf", "rekap": report.public_id}).status_code == 404
    assert not Job.objects.exists()
    sign_in(kesbang).post(url, {"bentuk": "pdf"})
    kesbang.role_assignments.update(revoked_at=timezone.now())
    testing.run_all()
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert not job.result_file or not default_storage.exists(job.result_file)


@pytest.mark.parametrize("role", ["sekda", "ajudan"])
def test_sekda_sees_no_name_no_case_and_no_signal_on_any_page(role, sign_in, campaign, pemda):
    from tests.cast import make_account

    report = mondays.freeze(campaign=campaign, by=SYSTEM)
    client = sign_in(make_account("Pembaca", role))
    pages = [
        reverse("dashboards:mondays"), reverse("dashboards:monday-live"), reverse("dashboards:places"),
        reverse("dashboards:monday", args=[report.public_id]),
        reverse("dashboards:as-of-unit", args=[pemda["dinas_a"].public_id]),
    ]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        text = text_of(answer)
        assert answer.status_code == 200
        assert [name for name in NAMES if name in text] == []
        assert "Pola Tanda Tangan" not in text
        main = answer.content.decode().partition("<main")[2].partition("</main")[0].lower()
        assert main
        assert [word for word in ("perkara", "sanksi", "pola tanda tangan", "terlapor") if word in main] == []
    for name in ("sanctions:home", "sanctions:reports", "pledges:signals", "dashboards:desk", "dashboards:monday-work"):
        assert client.get(reverse(name)).status_code == 403, name


def test_axis_holds_every_number_and_text_never_a_comma():
    from datetime import date, timedelta

    for most in (1, 7, 99, 1_996, 25_001, 2_000_000):
        days = [(date(2026, 10, 1) + timedelta(days=n), most * n // 9, most) for n in range(10)]
        drawn = charts.trend(days)
        assert [float(tick.at) for tick in drawn.upwards] == sorted((float(t.at) for t in drawn.upwards), reverse=True)
        points = [tuple(map(float, point.split(","))) for point in drawn.line.split()]
        assert all(0 <= x <= charts.WIDTH and 0 <= y <= charts.HEIGHT for x, y in points)
    assert charts.trend(days[:1]) is None
