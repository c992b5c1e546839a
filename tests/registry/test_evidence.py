"""A scan is kept with the proposal it proves, and with nothing else."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from netralitas.registry.models import Proposal
from tests.cast import make_staff
from tests.documents.uploads.samples import scan_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_scans():
    """How many scans lie in private storage that were not there before."""
    folder = settings.PRIVATE_DIR / "uploads"
    before = set(folder.glob("*.asli"))
    return lambda: len(set(folder.glob("*.asli")) - before)


def given(status: str) -> dict:
    scan = SimpleUploadedFile("sk.pdf", scan_pdf())
    return {"status": status, "starts_on": f"{timezone.localdate()}", "reason": "SK 800/1", "scan": scan}


def test_refused_proposal_leaves_no_scan_behind(sign_in, budi, siti, new_scans):
    address = f"/pegawai/{siti.public_id}/kedudukan/"

    assert sign_in(budi).post(address, given("pensiun")).status_code == 302
    assert new_scans() == 1
    again = sign_in(budi).post(address, given("pensiun"))

    assert "menunggu orang kedua" in again.content.decode()
    assert (Proposal.objects.count(), new_scans()) == (1, 1)


def test_refused_merge_leaves_no_scan_behind(sign_in, budi, siti, dinas_a, new_scans):
    other = make_staff("Siti Aminah", dinas_a, birth_date=siti.birth_date.replace(year=1990))
    form = {"reason": "SK", "kept": siti.public_id, "scan": given("")["scan"]}
    answer = sign_in(budi).post(f"/pegawai/{siti.public_id}/gabung/{other.public_id}/", form)

    assert answer.status_code == 200
    assert (Proposal.objects.count(), new_scans()) == (0, 0)


def test_return_to_duty_takes_no_scan(sign_in, budi, siti, new_scans):
    answer = sign_in(budi).post(f"/pegawai/{siti.public_id}/kedudukan/", given("aktif"))

    assert "cukup nomor suratnya" in answer.content.decode()
    assert new_scans() == 0


def test_paper_that_cannot_be_read_is_refused_with_a_way_out(sign_in, budi, siti, new_scans):
    broken = given("pensiun") | {"scan": SimpleUploadedFile("sk.pdf", b"%PDF-1.4\n%%EOF")}

    answer = sign_in(budi).post(f"/pegawai/{siti.public_id}/kedudukan/", broken)

    assert "Pindai ulang" in answer.content.decode()
    assert (Proposal.objects.count(), new_scans()) == (0, 0)
