"""The seal as independent readers see it, and the authority behind it."""

import io
import stat
from datetime import timedelta

import pikepdf
import pytest
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.validation.status import SignatureCoverageLevel

from netralitas.documents.sealing import authority, cms, container
from netralitas.documents.sealing.base import NotReady
from netralitas.documents.sealing.local import LocalSealer
from tests.documents import seal_cases
from tests.documents.seal_cases import NOW


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return seal_cases.sealed()


def test_pyhanko_finds_one_valid_seal_over_the_entire_file(sealed):
    status = seal_cases.pyhanko_status(sealed)

    assert status.bottom_line
    assert status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert status.docmdp_ok
    assert status.signer_reported_dt == NOW


def test_pyhanko_distrusts_a_root_of_the_same_name():
    status = seal_cases.pyhanko_status(seal_cases.sealed(name="stranger"))

    assert status.intact
    assert not status.bottom_line


def test_pdfsig_trusts_it_by_our_root_only(sealed):
    said = seal_cases.pdfsig(sealed)

    assert "Total document signed" in said
    assert "Signature is Valid" in said
    assert "Certificate is Trusted" in said
    assert "Certificate is Trusted" not in seal_cases.pdfsig(seal_cases.sealed(name="stranger"))


def test_qpdf_finds_nothing_wrong(sealed):
    assert "No syntax or stream encoding errors found" in seal_cases.qpdf_check(sealed)


def test_file_has_one_revision_and_forbids_changes(sealed):
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        signature = pdf.Root.Perms.DocMDP
        assert signature.Reference[0].TransformParams.P == 1
        assert int(signature.ByteRange[0]) == 0
    assert sealed.count(b"%%EOF") == 1
    assert sealed.count(b"startxref") == 1
    assert sealed.count(b"/ByteRange") == 1


def test_sealed_file_is_still_pdf_a_3b(sealed):
    with pikepdf.open(io.BytesIO(sealed)) as pdf, pikepdf.open(io.BytesIO(seal_cases.unsealed())) as before:
        metadata = bytes(pdf.Root.Metadata.read_bytes())
        assert b"pdfaid:part" in metadata
        assert metadata == bytes(before.Root.Metadata.read_bytes())
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert len(pdf.trailer.ID) == 2
        widget = pdf.pages[0].Annots[0]
        assert int(widget.F) & 0b100110 == 0b100  # printed, not hidden, not "no view"
        assert [int(side) for side in widget.Rect] == [0, 0, 0, 0]  # so it needs no appearance
        assert "/DigestValue" not in pdf.Root.Perms.DocMDP.Reference[0]


def test_attachments_survive_and_are_covered():
    with pikepdf.open(io.BytesIO(seal_cases.unsealed())) as pdf:
        pdf.attachments["ikrar.json"] = pikepdf.AttachedFileSpec(pdf, b'{"v":1}', mime_type="application/json")
        out = io.BytesIO()
        pdf.save(out)

    sealed = seal_cases.sealed(out.getvalue())

    assert seal_cases.pyhanko_status(sealed).bottom_line
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        assert pdf.attachments["ikrar.json"].get_file().read_bytes() == b'{"v":1}'


def test_same_file_same_time_same_bytes():
    assert seal_cases.sealed() == seal_cases.sealed()
    assert seal_cases.sealed(at=NOW + timedelta(seconds=1)) != seal_cases.sealed()


def test_sealing_twice_is_refused(sealed):
    with pytest.raises(container.Unsealable):
        seal_cases.sealed(sealed)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<html>", b"\x00" * 100])
def test_what_is_no_pdf_is_refused(content):
    with pytest.raises(container.Unsealable):
        container.sealed(content, length=10, sign=bytes, at=NOW, words=container.Words("x", "y"))


def test_template_equals_a_signature_made_anew():
    seal = authority.current(seal_cases.folder_of_authority())
    first, second = cms.template_for(seal), cms.template_for(seal)

    assert first.signed(b"\x07" * 32) == second.signed(b"\x07" * 32)
    assert len(first.signed(b"\x07" * 32)) == first.length
    assert first.signed(b"\x07" * 32) != first.signed(b"\x08" * 32)


def test_key_object_is_loaded_once(monkeypatch):
    folder = seal_cases.folder_of_authority()
    authority.current(folder)
    monkeypatch.setattr(serialization, "load_pem_private_key", None)

    assert authority.current(folder) is authority.current(folder)


def test_keys_are_private_and_certificates_long_enough():
    folder = seal_cases.folder_of_authority()
    root, seal = authority.roots(folder)[0], authority.current(folder)

    assert seal.key.key_size >= 3072
    assert stat.S_IMODE((folder / "seal-1.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (root.not_valid_after_utc - root.not_valid_before_utc).days >= 3650
    assert 729 <= (seal.certificate.not_valid_after_utc - seal.certificate.not_valid_before_utc).days <= 731
    seal.certificate.verify_directly_issued_by(root)


def test_second_authority_never_replaces_the_first(tmp_path):
    folder = tmp_path / "segel"
    authority.create(folder, institution="A", now=NOW)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(authority.Exists):
        authority.create(folder, institution="B", now=NOW)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["segel"]


def test_renewal_keeps_the_old_and_seals_with_the_new(tmp_path):
    folder = tmp_path / "segel"
    authority.create(folder, institution="A", now=NOW - timedelta(days=700), passphrase=b"rahasia sekali")
    old = LocalSealer(folder).seal(seal_cases.unsealed(), at=NOW)
    with pytest.raises(authority.NoRootKey):
        authority.add_seal(folder, now=NOW, passphrase=b"salah")
    authority.add_seal(folder, now=NOW, passphrase=b"rahasia sekali")

    new = LocalSealer(folder).seal(seal_cases.unsealed(), at=NOW)

    assert new.fingerprint != old.fingerprint
    assert seal_cases.pyhanko_status(new.content, folder).bottom_line
    assert seal_cases.pyhanko_status(old.content, folder).bottom_line
    assert len(authority.seals(folder)) == 2


def test_renewal_needs_the_root_key_from_the_safe(tmp_path):
    folder = tmp_path / "segel"
    authority.create(folder, institution="A", now=NOW)
    (folder / "root-1.key").unlink()

    with pytest.raises(authority.NoRootKey):
        authority.add_seal(folder, now=NOW, passphrase=None)
    assert LocalSealer(folder).seal(seal_cases.unsealed(), at=NOW).sealer == "lokal"


@pytest.mark.parametrize("days", [-1, 731])
def test_certificate_out_of_its_time_seals_nothing(days):
    with pytest.raises(NotReady, match="masa berlaku"):
        LocalSealer(seal_cases.folder_of_authority()).seal(seal_cases.unsealed(), at=NOW + timedelta(days=days))


def test_revoked_certificate_seals_nothing():
    folder = seal_cases.folder_of_authority()
    revoked = frozenset({authority.current(folder).fingerprint})

    with pytest.raises(NotReady, match="dicabut"):
        LocalSealer(folder, revoked=revoked).make_ready()


def test_no_key_says_what_to_do(tmp_path, settings):
    settings.SEAL_MAKES_ITSELF = False

    with pytest.raises(NotReady, match="make_seal_ca"):
        LocalSealer(tmp_path / "segel").make_ready()


def test_demonstration_makes_its_own(tmp_path, settings):
    settings.SEAL_MAKES_ITSELF = True

    LocalSealer(tmp_path / "segel").make_ready()

    assert authority.current(tmp_path / "segel")


def test_damaged_key_is_said_and_nothing_is_sealed(tmp_path):
    folder = tmp_path / "segel"
    authority.create(folder, institution="A", now=NOW)
    (folder / "seal-1.key").write_text("-----BEGIN PRIVATE KEY-----\nrusak\n-----END PRIVATE KEY-----\n")

    with pytest.raises(NotReady, match="tidak dapat dibaca"):
        LocalSealer(folder).make_ready()
