"""Forgeries are refused, by the portal and by the seal alone; hostile files do no harm."""

import hashlib
import io
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from netralitas.documents.inspection import asking, reading
from netralitas.documents.inspection.findings import Findings
from netralitas.documents.models import IssuedFile
from netralitas.documents.queries import proofs
from netralitas.documents.sealing import authority
from netralitas.documents.sealing.local import LocalSealer
from tests.documents import forgeries, forging, seal_cases  # noqa: F401  forgeries fills the collection
from tests.documents.forging import FORGERIES
from tests.documents.seal_cases import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def genuine() -> bytes:
    return LocalSealer(seal_cases.folder_of_authority()).seal(forging.genuine_source(), at=NOW).content


@pytest.fixture(autouse=True)
def ours(settings, monkeypatch) -> None:
    """Our authority is the tests' one; files are read in this process, to be quick."""
    settings.SEAL_DIR = seal_cases.folder_of_authority()
    monkeypatch.setattr(asking, "inspect", here)
    monkeypatch.setattr(proofs.shown, "missing_from", lambda text, kind, facts: [])


def here(content: bytes, *, roots: list, moment=None, wants_text: bool = False) -> Findings:
    from cryptography.hazmat.primitives.serialization import Encoding

    pem = [root.public_bytes(Encoding.PEM).decode() for root in roots]
    return reading.inspect(content, roots=pem, moment=moment, wants_text=wants_text)


@pytest.fixture
def issued(make_document, genuine) -> IssuedFile:
    seal = authority.current(seal_cases.folder_of_authority())
    return IssuedFile.objects.create(
        document=make_document(), storage_name="dokumen/asli.pdf", size=len(genuine), rendered_at=NOW, sealed_at=NOW,
        sha256=hashlib.sha256(genuine).hexdigest(), sealer="lokal", seal_fingerprint=seal.fingerprint,
    )  # fmt: skip


def by_the_seal_alone(content: bytes) -> bool:
    return proofs.is_our_own(here(content, roots=authority.roots(seal_cases.folder_of_authority())))


def test_genuine_file_is_accepted_both_ways(genuine, issued):
    assert by_the_seal_alone(genuine)
    assert proofs.examine(genuine).kind == proofs.Kind.VALID


def test_there_are_enough_kinds():
    assert len(FORGERIES) >= 25


@pytest.mark.parametrize("name", sorted(FORGERIES))
def test_forgery_is_refused(genuine, issued, name):
    forged = FORGERIES[name](genuine)

    assert forged != genuine, "the forgery changed nothing"
    assert not by_the_seal_alone(forged)
    verdict = proofs.examine(forged)
    assert verdict.kind == proofs.Kind.INVALID
    assert verdict.record is None


def test_pdfsig_alone_would_accept_some_of_them(genuine):
    """Why "Signature is Valid" is never looked for (reliability.md F1)."""
    names = [name for name in FORGERIES if name.startswith(("increment", "shadow", "bytes"))]
    fooled = [name for name in names if "Signature is Valid" in seal_cases.pdfsig(FORGERIES[name](genuine))]

    assert len(fooled) >= 5, fooled


def test_reasons_name_the_fault(genuine):
    def reason(name: str) -> str:
        return proofs.examine(FORGERIES[name](genuine)).reasons[-1].words

    assert "ditambahkan" in reason("increment_with_validation_data")
    assert "lebih dari satu" in reason("increment_with_a_second_signature")
    assert "bukan dari portal ini" in reason("sealed_by_a_stranger_of_the_same_name")
    assert "berubah sejak disegel" in reason("bit_in_the_page")
    assert "Tidak ada segel" in reason("seal_removed")
    assert "dikunci" in reason("encrypted")


def test_every_single_byte_of_the_head_and_the_seal_counts(genuine, issued):
    start, end = forging.place_of_signature(genuine)
    places = [*range(0, 60, 7), *range(start, end, 311), *range(end, len(genuine), 997), len(genuine) - 1]
    answers = {proofs.examine(forging.flipped(genuine, at)).kind for at in places}

    assert answers <= {proofs.Kind.INVALID, proofs.Kind.UNSURE}  # unsure: no PDF any more
    assert proofs.Kind.INVALID in answers


# --- hostile files, in the real child process


def _bomb() -> bytes:
    """A stream of 400 MB in 400 kB, where a reader has to look."""
    inner = zlib.compress(b"\x00" * 400_000_000, 9)
    entry = b"<</Type/XRef/Size 9/W[1 2 2]/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(inner)
    return b"%PDF-1.7\n1 0 obj\n" + entry + inner + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def _loop_of_pages() -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(seal_cases.unsealed())) as pdf:
        pdf.Root.Pages.Kids = pikepdf.Array([pdf.Root.Pages])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


HOSTILE = {
    "deep arrays": lambda: (
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
    ),
    "deep dictionaries": lambda: b"%PDF-1.7\n1 0 obj\n" + b"<</A" * 100_000 + b"\nstartxref\n9\n%%EOF",
    "bomb": _bomb,
    "loop of cross-references": lambda: (
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n"
    ),
    "loop of pages": _loop_of_pages,
    "noise": lambda: b"%PDF-1.7\n" + hashlib.shake_256(b"x").digest(300_000),
    "many revisions": lambda: seal_cases.unsealed() + b"\nstartxref\n9\n%%EOF\n" * 5000,
    "header only": lambda: b"%PDF-1.7",
    "nul": lambda: b"%PDF-1.7\n" + bytes(500_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_gets_an_answer_and_harms_nobody(client, monkeypatch, name):
    monkeypatch.undo()
    content = HOSTILE[name]()
    assert len(content) < proofs.LARGEST

    response = client.post("/verifikasi/berkas/", {"berkas": SimpleUploadedFile("x.pdf", content, "application/pdf")})

    assert response.status_code == 200
    body = response.content.decode()
    assert "Tidak sah" in body or "Tidak dapat dipastikan" in body


def test_child_that_hangs_is_stopped(monkeypatch, genuine):
    monkeypatch.undo()
    monkeypatch.setattr(asking, "SECONDS", 0.05)

    assert asking.inspect(genuine, roots=[]).problem == "timeout"


def test_child_has_limits_and_no_secrets(monkeypatch, genuine):
    monkeypatch.undo()
    monkeypatch.setattr(asking, "_COMMAND", [asking.sys.executable, "-c", SPY])

    found = asking.inspect(genuine, roots=[])

    assert found.problem == "['LANG', 'PATH', 'PYTHONDONTWRITEBYTECODE']"


SPY = """
import os, sys, json
sys.stdin.buffer.read()
names = sorted(name for name in os.environ if not name.startswith("__") and name != "LC_CTYPE")
print(json.dumps({"problem": str(names)}))
"""
