"""*Cek Keaslian* of a file: the untouched one is *sah*, the rest says why it is not."""

import hashlib
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from netralitas.access.actors import SYSTEM
from netralitas.access.throttling import Limit
from netralitas.documents.actions import files, seals, voiding
from netralitas.documents.models import Document, IssuedFile, SealRevocation
from netralitas.documents.queries import files as stored
from netralitas.documents.queries import proofs
from netralitas.documents.sealing import local
from netralitas.documents.views import proofs as views
from netralitas.ledger.models import RowKey
from pledges.models import Signature
from tests.cast import make_staff
from tests.documents import seal_cases
from tests.pledges import paper_cases
from tests.pledges.signed_cases import make_signature

pytestmark = pytest.mark.django_db
ADDRESS = "/verifikasi/berkas/"


@pytest.fixture
def document(dinas_a) -> Document:
    """A signed pakta whose file was really made, sealed and stored."""
    campaign = paper_cases.make_campaign()
    signature = make_signature(make_staff("Siti Aminah", dinas_a), campaign, paper_cases.make_text(campaign))
    assert files.render_due(by=SYSTEM) is False
    return Document.objects.get(pk=signature.document_id)


@pytest.fixture
def content(document) -> bytes:
    with stored.opened(document.file) as file:
        return file.read()


def upload(client, content: bytes, name: str = "pakta.pdf"):
    return client.post(ADDRESS, {"berkas": SimpleUploadedFile(name, content, "application/pdf")})


def words(verdict: proofs.Verdict) -> str:
    return " ".join(reason.words for reason in verdict.reasons)


def test_untouched_file_is_valid_with_every_reason(content, document):
    verdict = proofs.examine(content)

    assert verdict.kind == proofs.Kind.VALID, words(verdict)
    assert [reason.passed for reason in verdict.reasons] == [True] * 4
    assert document.file.sealer == "lokal"
    assert verdict.record.name == "S*** A*****"


def test_page_says_valid_and_keeps_the_name_masked(client, content):
    response = upload(client, content)

    assert response.status_code == 200
    body = response.content.decode()
    assert "Sah" in body
    assert "S*** A*****" in body
    assert "Siti" not in body
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_one_changed_byte_is_not_valid(client, content):
    changed = bytearray(content)
    changed[200] ^= 1

    verdict = proofs.examine(bytes(changed))

    assert verdict.kind == proofs.Kind.INVALID
    assert verdict.record is None
    assert "Tidak sah" in upload(client, bytes(changed)).content.decode()


def test_void_document_says_so(content, document, by):
    voiding.void(document, reason="salah orang", by=by)

    assert proofs.examine(content).kind == proofs.Kind.VOIDED


def test_sealed_by_us_but_not_in_the_register_cannot_be_made_sure_of(document, settings):
    stranger = local.LocalSealer(settings.SEAL_DIR).seal(seal_cases.unsealed(), at=seal_cases.NOW).content

    verdict = proofs.examine(stranger)

    assert verdict.kind == proofs.Kind.UNSURE
    assert "tidak ada dalam daftar" in words(verdict)


def test_registered_file_with_a_strangers_seal_is_refused(make_document):
    """Somebody with the database alone puts a file of their own into the register."""
    document = make_document()
    content = seal_cases.sealed(name="stranger")
    _register(document, content)

    verdict = proofs.examine(content)

    assert verdict.kind == proofs.Kind.INVALID
    assert "bukan segel yang tercatat" in words(verdict)


def test_registered_file_with_another_text_is_refused(document, settings):
    """Even sealed with our key: the page has to show the record."""
    other = paper_document(document)
    sealed = local.LocalSealer(settings.SEAL_DIR).seal(seal_cases.unsealed("Pakta: Orang Lain"), at=seal_cases.NOW)
    _register(other, sealed.content, fingerprint=sealed.fingerprint)

    verdict = proofs.examine(sealed.content)

    assert verdict.kind == proofs.Kind.INVALID
    assert "berbeda dengan catatan" in words(verdict)


def test_seal_revoked_before_the_sealing_cannot_be_made_sure_of(content, document):
    _revoke(document, document.file.sealed_at - timedelta(days=1))

    verdict = proofs.examine(content)

    assert verdict.kind == proofs.Kind.UNSURE
    assert "dicabut sejak" in words(verdict)


def test_seal_revoked_after_the_sealing_stays_valid(content, document):
    _revoke(document, document.file.sealed_at + timedelta(hours=1))

    verdict = proofs.examine(content)

    assert verdict.kind == proofs.Kind.VALID
    assert "kini sudah dicabut" in words(verdict)


def test_seal_expired_today_stays_valid_for_the_time_of_sealing(make_document, settings, monkeypatch):
    """Sealed 800 days ago with a certificate of two years."""
    folder = seal_cases.folder_of_authority("old", days_ago=820)
    settings.SEAL_DIR = folder
    monkeypatch.setattr(proofs.shown, "missing_from", lambda text, kind, facts: [])
    at = seal_cases.NOW - timedelta(days=800)
    sealed = local.LocalSealer(folder).seal(seal_cases.unsealed(), at=at)
    _register(make_document(), sealed.content, fingerprint=sealed.fingerprint, at=at)
    assert proofs.examine(sealed.content).kind == proofs.Kind.VALID

    late = local.LocalSealer(folder)
    monkeypatch.setattr(local.authority, "is_valid_at", lambda certificate, moment: True)
    forged = late.seal(seal_cases.unsealed("baru"), at=seal_cases.NOW)
    assert proofs.examine(forged.content).kind == proofs.Kind.INVALID, "an expired key seals again"
    _register(make_document(), forged.content, fingerprint=forged.fingerprint)
    assert proofs.examine(forged.content).kind == proofs.Kind.UNSURE


def test_after_a_purge_the_text_cannot_be_compared(content, document):
    RowKey.objects.filter(pk=document.row_key_id).delete()

    verdict = proofs.examine(content)

    assert verdict.kind == proofs.Kind.UNSURE
    assert "dihapus" in words(verdict)


def test_file_of_the_time_before_the_seal_cannot_be_made_sure_of(make_document):
    content = seal_cases.unsealed()
    _register(make_document(), content, sealer="")

    assert proofs.examine(content).kind == proofs.Kind.UNSURE


@pytest.mark.parametrize(
    "content",
    [b"", b"halo", b"\x89PNG\r\n" + b"0" * 50, b"x" * (proofs.LARGEST + 1)],
    ids=["empty", "text", "png", "big"],
)
def test_what_is_no_pdf_is_unsure_and_costs_no_process(content, monkeypatch):
    monkeypatch.setattr(proofs.asking, "inspect", None)

    assert proofs.examine(content).kind == proofs.Kind.UNSURE


def test_form_refuses_in_plain_words(client):
    assert "Pilih berkas PDF" in client.post(ADDRESS, {}).content.decode()
    assert "bukan PDF" in upload(client, b"x", "foto.jpg").content.decode()
    assert "kosong" in upload(client, b"").content.decode()
    assert "lebih besar dari 2 MB" in upload(client, b"%PDF-" + b"0" * (2 * 1024 * 1024)).content.decode()


def test_checks_are_limited(client, monkeypatch):
    monkeypatch.setattr(views, "CHECKS", Limit("uji-berkas", tries=1, seconds=600))
    answers = [upload(client, b"%PDF-1.7 x") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert "Tunggu sebentar" in answers[1].content.decode()


def test_busy_portal_asks_to_come_back(client, monkeypatch):
    def busy(*args: object, **options: object) -> None:
        raise proofs.asking.Busy

    monkeypatch.setattr(proofs.asking, "inspect", busy)

    assert upload(client, b"%PDF-1.7 x").status_code == 503


def test_check_costs_few_queries(content, django_assert_max_num_queries):
    with django_assert_max_num_queries(4) as asked:
        proofs.examine(content)

    assert all(query["sql"].lstrip().startswith("SELECT") for query in asked.captured_queries)


def test_command_gives_the_same_answer(content, document, tmp_path, by):
    path = tmp_path / "pakta.pdf"
    path.write_bytes(content)
    (tmp_path / "ubah.pdf").write_bytes(content[:-1])

    assert _command(path) == (0, "SAH")
    assert _command(tmp_path / "ubah.pdf") == (1, "TIDAK SAH")
    assert _command(tmp_path / "tiada.pdf") == (2, "TIDAK DAPAT DIPASTIKAN")
    voiding.void(document, reason="x", by=by)
    assert _command(path) == (1, "DICABUT")


def _command(path) -> tuple[int, str]:
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("verify_certificate", str(path), stdout=out)
    return left.value.code, out.getvalue().splitlines()[0]


def _register(
    document, content: bytes, *, fingerprint: str = "a" * 64, sealer: str = "lokal", at: datetime | None = None
) -> IssuedFile:
    return IssuedFile.objects.create(
        document=document, storage_name=f"dokumen/{document.public_id}.pdf", size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), rendered_at=seal_cases.NOW, sealed_at=at or seal_cases.NOW,
        sealer=sealer, seal_fingerprint=fingerprint,
    )  # fmt: skip


def paper_document(document: Document) -> Document:
    """A second signature's document, without its file."""
    first = Signature.objects.get(document=document)
    return make_signature(make_staff("Budi Utomo", first.staff.unit), first.campaign, first.text).document


def _revoke(document: Document, moment: datetime) -> None:
    SealRevocation.objects.create(
        fingerprint=document.file.seal_fingerprint, revoked_at=moment, reason="bocor", at=seal_cases.NOW, by_label="uji"
    )


def test_command_revokes_once_and_stops_sealing(document, settings):
    call_command("revoke_seal", "1", reason="kunci bocor", stdout=StringIO())

    assert SealRevocation.objects.count() == 1
    with pytest.raises(Exception, match="sudah dicabut"):
        call_command("revoke_seal", "1", reason="lagi")
    with pytest.raises(seals.DomainError):
        seals.revoke(99, revoked_at=seal_cases.NOW, reason="x", by=SYSTEM)
