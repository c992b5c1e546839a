"""The record of a key ceremony: what was made, with fingerprints to read out, and places for hands and stamps."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

from netralitas.documents.papers import Sheet
from netralitas.documents.sealing import authority
from netralitas.ui import formats

_GROUP = 4


@dataclass(frozen=True)
class Made:
    """One certificate as the record shows it."""

    title: str
    subject: str
    fingerprint: str
    begins: str
    ends: str
    certificate_file: str
    key_file: str


def describe(path: Path) -> Made:
    """What the record says of the certificate at `path`."""
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return Made(
        title="Akar" if path.name.startswith("root") else "Segel lembaga",
        subject=certificate.subject.rfc4514_string(),
        fingerprint=grouped(authority.fingerprint(certificate)),
        begins=formats.moment(certificate.not_valid_before_utc),
        ends=formats.moment(certificate.not_valid_after_utc),
        certificate_file=path.name,
        key_file=path.with_suffix(".key").name,
    )


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, to read out loud and to compare."""
    return " ".join(fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP)).upper()


def sheet(made: list[Made], *, institution: str, at: datetime, folder: Path, is_protected: bool) -> Sheet:
    """The record as a paper of one page."""
    context = {
        "made": made,
        "institution": institution,
        "day": formats.weekday(at),
        "moment": formats.moment(at),
        "folder": str(folder),
        "is_protected": is_protected,
        "key_bits": authority.KEY_BITS,
    }
    return Sheet("documents/ceremony/record.html", "documents/ceremony/record.css", context)


def lines(made: list[Made]) -> list[str]:
    """The record in short, for the terminal."""
    out = []
    for one in made:
        out += [f"{one.title}: {one.subject}", f"  SHA-256 {one.fingerprint}", f"  berlaku sampai {one.ends}"]
    return out
