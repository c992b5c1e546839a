"""PAdES B-T: a time stamp inside the seal from a service; whatever the service does wrong, the file waits."""

import time
from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from netralitas.access.actors import SYSTEM
from netralitas.documents import drawings
from netralitas.documents.actions import files
from netralitas.documents.inspection import asking
from netralitas.documents.models import IssuedFile, Rendition
from netralitas.documents.queries import proofs
from netralitas.documents.sealing import authority, stamps
from netralitas.documents.sealing.base import NotReady
from netralitas.documents.sealing.local import LocalSealer
from tests.documents import seal_cases, stamp_double
from tests.documents.seal_cases import NOW

FAULTS = (
    stamp_double.of_a_stranger, stamp_double.of_another_question, stamp_double.replayed, stamp_double.rejected,
    stamp_double.html, stamp_double.broken,
)  # fmt: skip


@pytest.fixture(autouse=True)
def believed(settings, tmp_path) -> None:
    """Our authority seals, and we believe one stamping service."""
    roots = tmp_path / "stempel.pem"
    roots.write_bytes(stamp_double.authority("ours")[1])
    settings.SEAL_DIR, settings.TSA_ROOTS, settings.TSA_TIMEOUT = seal_cases.folder_of_authority(), str(roots), 1


def sealed(settings, address: str) -> bytes:
    settings.TSA_URL = address
    return LocalSealer(settings.SEAL_DIR).seal(seal_cases.unsealed(), at=NOW).content


def stamp_status(content: bytes, root: bytes):
    """What pyHanko says, with the stamp's root pinned apart from the seal's."""
    seal = PdfFileReader(BytesIO(content)).embedded_signatures[0]
    own = ValidationContext(trust_roots=[seal_cases.as_pyhanko(seal_cases.folder_of_authority())], allow_fetching=False)
    anchor = x509.Certificate.load(pem.unarmor(root)[2])
    context = ValidationContext(trust_roots=[anchor], allow_fetching=False)
    return validate_pdf_signature(seal, own, ts_validation_context=context)


def test_stamped_file_is_whole_and_every_reader_is_content(settings):
    with stamp_double.running(stamp_double.granted) as address:
        content = sealed(settings, address)

    status = stamp_status(content, stamp_double.authority("ours")[1])
    assert status.bottom_line
    assert status.timestamp_validity.trusted
    assert abs(status.timestamp_validity.timestamp - NOW) < timedelta(minutes=30)
    assert "Total document signed" in seal_cases.pdfsig(content)
    seal_cases.qpdf_check(content)


def test_stamp_of_an_unknown_service_is_not_believed():
    """Control: the readers above do look at the stamp."""
    with stamp_double.running(stamp_double.granted) as address:
        data = stamps.TimeStamper(address, 1, stamps.roots()).stamp(b"x", NOW)
    assert stamps._is_trusted(data["content"], stamps.hashlib.sha256(b"x").digest(), stamps.roots(), NOW)

    stranger = x509.Certificate.load(pem.unarmor(stamp_double.authority("stranger")[1])[2])
    assert not stamps._is_trusted(data["content"], stamps.hashlib.sha256(b"x").digest(), (stranger,), NOW)


@pytest.mark.parametrize("fault", FAULTS)
def test_wrong_answer_seals_nothing(settings, fault):
    with stamp_double.running(fault) as address, pytest.raises(NotReady, match="tidak dapat dipakai"):
        sealed(settings, address)


def test_silent_service_holds_up_no_longer_than_its_time(settings):
    with stamp_double.running(None) as address:
        begun = time.monotonic()
        with pytest.raises(NotReady, match="tidak menjawab"):
            sealed(settings, address)

    assert time.monotonic() - begun < 8


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "gopher://x", "bukan alamat", "https://127.0.0.1:9"])
def test_unreachable_service_is_said(settings, address):
    with pytest.raises(NotReady, match="tidak menjawab"):
        sealed(settings, address)


def test_without_roots_nothing_is_asked(settings):
    settings.TSA_ROOTS = "/tidak/ada.pem"
    with pytest.raises(NotReady, match="NETRALITAS_TSA_ROOTS"):
        sealed(settings, "http://127.0.0.1:9/")


@pytest.mark.django_db
def test_file_waits_while_the_service_fails_and_is_sealed_when_it_is_back(settings, make_document, monkeypatch):
    monkeypatch.setattr(drawings, "render", lambda document, facts: seal_cases.unsealed())
    document = make_document()
    with stamp_double.running(stamp_double.broken) as address:
        settings.TSA_URL = address
        files.render_due(by=SYSTEM)
    waiting = Rendition.objects.get(document=document)
    assert (waiting.state, waiting.attempts) == (Rendition.State.WAITING, 0)
    assert "stempel waktu" in waiting.error
    assert not IssuedFile.objects.exists()

    with stamp_double.running(stamp_double.granted) as address:
        settings.TSA_URL = address
        files.render_due(by=SYSTEM)
    assert Rendition.objects.get(document=document).state == Rendition.State.STORED


@pytest.mark.django_db
def test_check_knows_stamped_files_by_their_pinned_roots(settings, make_document, monkeypatch):
    monkeypatch.setattr(proofs.shown, "missing_from", lambda text, kind, facts: [])
    with stamp_double.running(stamp_double.granted) as address:
        content = sealed(settings, address)
    seal = authority.current(settings.SEAL_DIR)
    IssuedFile.objects.create(
        document=make_document(), storage_name="dokumen/x.pdf", size=len(content), rendered_at=NOW, sealed_at=NOW,
        sha256=stamps.hashlib.sha256(content).hexdigest(), sealer="lokal", seal_fingerprint=seal.fingerprint,
    )  # fmt: skip

    assert asking.inspect(content, roots=authority.roots(settings.SEAL_DIR), moment=NOW).is_trusted
    assert proofs.examine(content).kind == proofs.Kind.VALID
    settings.TSA_ROOTS = ""
    assert proofs.examine(content).kind == proofs.Kind.UNSURE, "nobody vouches for the stamp any more"
