"""Reading a PDF's seals with pyHanko. Runs in the child process only; may take any memory and time it is given."""

import hashlib
import io
import subprocess
from collections.abc import Sequence
from datetime import datetime

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from netralitas.documents.inspection.findings import Findings

_MOST_REVISIONS = 20
_LONGEST_TEXT = 200_000
_TEXT_SECONDS = 10


def inspect(
    content: bytes, *, roots: list[str], moment: datetime | None, wants_text: bool, stamp_roots: Sequence[str] = ()
) -> Findings:
    """The facts of a file; `roots` are PEM certificates, `moment` is when the chain has to fit (now when None).

    `stamp_roots` are those a time stamp inside the seal may hang on.
    """
    try:
        reader = PdfFileReader(io.BytesIO(content))
        if reader.encrypted:
            return Findings(problem="encrypted", is_encrypted=True)
        revisions = reader.xrefs.total_revisions
        if revisions > _MOST_REVISIONS:
            return Findings(problem="revisions", revisions=revisions)
        seals = reader.embedded_signatures
    except Exception as error:  # noqa: BLE001  a hostile file may raise anything
        return Findings(problem=type(error).__name__)
    found = Findings(revisions=revisions, signatures=len(seals), text=_text(content) if wants_text else None)
    if not seals:
        return found
    anchors = [_certificate(root) for root in roots]
    return _with_seal(found, seals[0], anchors, [_certificate(root) for root in stamp_roots] or anchors, moment)


def _with_seal(
    found: Findings, seal: EmbeddedPdfSignature, roots: list[x509.Certificate], stamp_roots: list[x509.Certificate],
    moment: datetime | None,
) -> Findings:  # fmt: skip
    """Add what the first seal says."""
    try:
        context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)
        of_stamps = ValidationContext(trust_roots=stamp_roots, allow_fetching=False, moment=moment)
        status = validate_pdf_signature(seal, context, ts_validation_context=of_stamps)
    except Exception as error:  # noqa: BLE001  so may a hostile signature
        return Findings(problem=type(error).__name__, revisions=found.revisions, signatures=found.signatures)
    path = status.validation_path
    anchor = path.trust_anchor.certificate if path is not None and status.trusted else None
    level = status.modification_level
    changes = "other"
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        changes = "none"
    elif level is not None and level <= ModificationLevel.LTA_UPDATES and status.docmdp_ok:
        changes = "upkeep"
    return Findings(
        revisions=found.revisions,
        signatures=found.signatures,
        text=found.text,
        is_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        is_intact=status.intact and status.valid and status.docmdp_ok,
        is_trusted=bool(status.trusted and status.bottom_line),
        forbids_changes=seal.docmdp_level == MDPPerm.NO_CHANGES,
        changes=changes,
        root=anchor.sha256.hex() if anchor is not None else _issuer(status.signing_cert, roots),
        signer=hashlib.sha256(status.signing_cert.dump()).hexdigest(),
    )


def _issuer(certificate: x509.Certificate, roots: list[x509.Certificate]) -> str:
    """The pinned root that really signed an out-of-time certificate, or "" (a name alone is nobody)."""
    from cryptography import x509 as crypto_x509

    signed = crypto_x509.load_der_x509_certificate(certificate.dump())
    for root in roots:
        try:
            signed.verify_directly_issued_by(crypto_x509.load_der_x509_certificate(root.dump()))
        except Exception:  # noqa: BLE001, S112  wrong name, wrong key, strange algorithm: not this root
            continue
        return root.sha256.hex()
    return ""


def _text(content: bytes) -> str | None:
    """The visible text, or None when it cannot be had."""
    try:
        done = subprocess.run(
            ["pdftotext", "-q", "-enc", "UTF-8", "-nopgbrk", "-raw", "-", "-"],  # noqa: S607
            input=content, capture_output=True, timeout=_TEXT_SECONDS, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout[:_LONGEST_TEXT].decode("utf-8", "replace")


def _certificate(text: str) -> x509.Certificate:
    _, _, der = pem.unarmor(text.encode("ascii"))
    return x509.Certificate.load(der)
