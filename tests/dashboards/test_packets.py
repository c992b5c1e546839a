"""*Paket Laporan OPD*: one file, numbered through, whose number is the recap's."""

import re

import pytest
from django.urls import reverse

from netralitas.audit.models import Access, Event
from netralitas.dashboards.queries import rollup
from netralitas.documents import packets
from netralitas.documents.papers import Sheet
from netralitas.jobs import testing
from netralitas.jobs.models import Job
from tests.cast import make_staff
from tests.dashboards.paper_jobs import made
from tests.pledges import completion_cases, paper_cases, pdf_tools
from tests.pledges.signed_cases import make_signature

pytestmark = pytest.mark.django_db


def test_packet_is_one_file_with_running_pages(budi, sign_in, campaign, pemda, dinas_a, tmp_path):
    text = paper_cases.make_text(campaign)
    for number in range(16):
        make_signature(make_staff(f"Penanda {number:02d}", dinas_a), campaign, text)
    path = made(sign_in(budi), "print-packet", tmp_path, unit=dinas_a.public_id)

    words = pdf_tools.text(path)
    expected = [
        "REKAPITULASI IKRAR NETRALITAS PER UNIT", "SD Negeri Ciruas 1",
        "DAFTAR PENANDATANGAN", "Penanda 15", "TERBATAS", "Tono Belum", "Surat pernyataan Kepala Perangkat Daerah",
    ]  # fmt: skip
    assert [phrase for phrase in expected if phrase not in words] == []
    pages = pdf_tools.page_count(path)
    assert pages == 5
    assert re.findall(r"Halaman (\d+) dari (\d+)", words) == [(str(n), str(pages)) for n in range(1, pages + 1)]
    assert pdf_tools.page_size(path) == (215, 330)
    pdf_tools.run("qpdf", "--check", path)
    assert all(is_embedded for _, is_embedded in pdf_tools.fonts(path))
    assert Access.objects.filter(what="dashboards.packet").count() == 1
    assert Event.objects.filter(event="dashboards.packet_printed").count() == 1


def test_letter_tells_the_number_of_the_recap(budi, sign_in, campaign, pemda, dinas_a, tmp_path):
    row = next(row for row in rollup.rollup(campaign).rows if row.pk == dinas_a.pk)
    words = pdf_tools.text(made(sign_in(budi), "print-packet", tmp_path, unit=dinas_a.public_id))

    assert f"Wajib menandatangani {row.figures.obliged} orang" in words
    assert f"Jumlah yang sudah {row.figures.done} orang (40,0 %)" in words.replace("\u00a0", " ")
    assert f"JUMLAH {row.figures.obliged} {row.figures.signed} {row.figures.paper} {row.figures.done}" in words


def test_foreign_office_and_sub_unit_have_no_packet(rina, budi, sign_in, campaign, pemda, dinas_a, sekolah_a):
    assert sign_in(rina).post(reverse("dashboards:print-packet"), {"unit": dinas_a.public_id}).status_code == 404
    assert sign_in(budi).post(reverse("dashboards:print-packet"), {"unit": sekolah_a.public_id}).status_code == 404
    assert not Job.objects.exists()


def test_empty_roster_is_said(budi, sign_in, campaign, dinas_a):
    sign_in(budi).post(reverse("dashboards:print-packet"), {"unit": dinas_a.public_id})
    testing.run_all()

    assert "masih kosong" in Job.objects.get().error


def test_packet_holds_the_statement_once_there_is_one(budi, kepala_a, sign_in, campaign, pemda, dinas_a, tmp_path):
    completion_cases.make_head(kepala_a, dinas_a)
    completion_cases.verify(dinas_a)
    completion_cases.completion_in("awaiting_review", campaign, dinas_a, kepala_a)

    path = made(sign_in(budi), "print-packet", tmp_path, unit=dinas_a.public_id)
    words, pages = pdf_tools.text(path), pdf_tools.page_count(path)

    assert "SURAT PERNYATAAN KELENGKAPAN" in words
    assert "disampaikan tersendiri" not in words
    assert re.findall(r"Halaman (\d+) dari (\d+)", words) == [(str(n), str(pages)) for n in range(1, pages + 1)]
    assert re.search(r"– ?2 ?–", words)  # the letter keeps its own numbers
    assert words.index("Terlampir") < words.index("SURAT PERNYATAAN KELENGKAPAN") < words.index("REKAPITULASI IKRAR")


def test_page_offers_the_packet_and_says_what_is_in_it(budi, sign_in, campaign, pemda, dinas_a):
    answer = sign_in(budi).get(reverse("pledges:print"), {"unit": dinas_a.public_id})

    assert "Cetak Paket Laporan OPD" in answer.content.decode()
    assert "Surat pernyataan ikut dalam berkas" in answer.content.decode()


def test_each_paper_learns_its_place(tmp_path):
    asked = []

    def paper(before: int, whole: int) -> Sheet:
        asked.append((before, whole))
        return Sheet("papers/_letterhead.html", "papers/packet.css", {"letterhead": {"pemda": "X"}}, size="F4")

    assert packets.write(tmp_path / "x.pdf", [paper, paper], "X") == 2
    assert asked == [(0, 0), (0, 0), (0, 2), (1, 2)]


def test_paper_longer_than_expected_is_numbered_rightly_all_the_same(tmp_path, monkeypatch):
    asked = []

    def maker(before: int, whole: int) -> Sheet:
        asked.append((before, whole))
        return Sheet("papers/_letterhead.html", "papers/packet.css", {"letterhead": {"pemda": "X"}}, size="F4")

    monkeypatch.setattr(packets, "_expected", lambda paper: 0)

    assert packets.write(tmp_path / "dua.pdf", [maker, maker], "Uji") == 2
    assert asked[-2:] == [(0, 2), (1, 2)]
    assert pdf_tools.page_count(tmp_path / "dua.pdf") == 2
