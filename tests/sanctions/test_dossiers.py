"""Berkas perkara: everything in one PDF with index and page numbers, or a ZIP whose hashes hold; for whom it may be."""

import hashlib
import io
import subprocess
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.audit.models import Access, Event
from netralitas.documents.actions import letters
from netralitas.documents.uploads.kinds import Kind
from netralitas.jobs.models import Job
from netralitas.jobs.results import Result
from netralitas.jobs.testing import run_all
from sanctions.actions import dossiers, evidence
from sanctions.actions.evidence import Arrival
from sanctions.actions.letters import begin
from sanctions.models import CustodyEntry
from tests.cast import make_account
from tests.documents.uploads.samples import scan_jpeg
from tests.pledges import pdf_tools
from tests.sanctions.matters import bring_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(accused, by):
    """A case with a BAP, an LHP, an issued summons and one exhibit with its copy."""
    bring_to(accused, "lhp")
    summons = begin(accused, "panggilan_1", by=by)
    letters.issue(letter=summons, number="800/3/1/2026", dated_on=date(2026, 3, 4), by=by)
    run_all("documents.render_due")  # sealed and stored
    arrival = Arrival(scan_jpeg(), "foto.jpg", Kind.PICTURE, "Tangkapan layar")
    exhibit = evidence.receive(arrival, home=accused.case, by=by)
    evidence.draw_copy(exhibit, by=by)
    return accused.case


def compiled(case, owner, *, is_archive, django_capture_on_commit_callbacks):
    """The job's result file."""
    with django_capture_on_commit_callbacks(execute=True):
        job = dossiers.order(
            case, is_archive=is_archive, reason="Sidang majelis", owner=owner, by=Actor.of_user(owner)
        )  # fmt: skip
    run_all()
    job = Job.objects.get(pk=job.pk)
    assert job.state == Job.State.DONE, job.error
    with Result(job.result_file) as file:
        return job, file.read()


def test_pdf_has_index_and_page_numbers(filled, handler, tmp_path, django_capture_on_commit_callbacks):
    job, content = compiled(
        filled, handler, is_archive=False, django_capture_on_commit_callbacks=django_capture_on_commit_callbacks
    )
    file = tmp_path / "berkas.pdf"
    file.write_bytes(content)

    text, count = pdf_tools.text(file), pdf_tools.page_count(file)

    for piece in ("Daftar isi", "Surat Panggilan I", "BAP Siti", "LHP Siti", "Data terlapor", "Bukti BB/"):
        assert piece.casefold() in text.casefold(), piece
    for page in range(1, count + 1):
        assert f"halaman {page} dari {count}" in text
    first = " ".join(subprocess.run(["pdftotext", "-l", "1", "-layout", file, "-"], capture_output=True, text=True,
                                    check=True).stdout.split())  # fmt: skip
    at = next(n for n in range(2, count + 1) if "SURAT PANGGILAN I" in _page(file, n))
    assert f"4 Maret 2026 {at}" in first
    assert job.result_name.endswith(".pdf")
    assert CustodyEntry.objects.filter(act="dilihat").exists()


def _page(file, number):
    command = ["pdftotext", "-f", str(number), "-l", str(number), "-layout", file, "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_zip_carries_hashes_that_hold(filled, handler, django_capture_on_commit_callbacks):
    _, content = compiled(
        filled, handler, is_archive=True, django_capture_on_commit_callbacks=django_capture_on_commit_callbacks
    )

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sums = dict(line.split("  ", 1)[::-1] for line in archive.read("SHA256SUMS.txt").decode().splitlines())
        assert set(sums) == set(archive.namelist()) - {"SHA256SUMS.txt"}
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == told for name, told in sums.items())
        assert not any("asli" in name for name in sums)


def test_order_is_logged_with_its_reason(filled, handler, sign_in):
    client = sign_in(handler)
    address = reverse("sanctions:case-dossier", args=[filled.public_id])

    assert client.post(address, {"form": "pdf", "reason": " "}).status_code == 200
    assert not Job.objects.exists()
    assert client.post(address, {"form": "pdf", "reason": "Sidang majelis"}).status_code == 302
    assert Event.objects.filter(event="sanctions.dossier_ordered").count() == 1
    assert Access.objects.filter(what="sanctions.dossier", reason="Sidang majelis").count() == 1


def test_walled_person_gets_nothing(filled, sign_in, accused, kesbang, handler, django_capture_on_commit_callbacks):
    address = reverse("sanctions:case-dossier", args=[filled.public_id])
    of_siti = make_account("Siti Aminah", "bkpsdm", staff=accused.staff)

    assert sign_in(of_siti).get(address).status_code == 404
    assert sign_in(kesbang).get(address).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        job = dossiers.order(filled, is_archive=False, reason="x", owner=of_siti, by=Actor.of_user(of_siti))
    run_all()
    job.refresh_from_db()
    assert (job.state, job.result_file) == (Job.State.FAILED, "")
