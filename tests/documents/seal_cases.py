"""Unsealed papers of all kinds, an authority of our own, and independent readers of the sealed file."""

import functools
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import PdfSignatureStatus, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from netralitas.documents import engine
from netralitas.documents.sealing import authority
from netralitas.documents.sealing.local import LocalSealer

NOW = datetime.now(UTC).replace(microsecond=0)
INSTITUTION = "Pemerintah Kabupaten Serang"


def folder_of_authority(name: str = "ours", days_ago: int = 0) -> Path:
    """The folder of an authority made `days_ago`; one per name and process. All are named alike."""
    return _authority(name, days_ago)


@functools.cache
def _authority(name: str, days_ago: int) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=f"netralitas-seal-{name}-")) / "segel"
    authority.create(folder, institution=INSTITUTION, now=NOW - timedelta(days=days_ago))
    return folder


@functools.cache
def unsealed(words: str = "Pakta Integritas: Siti Aminah") -> bytes:
    """A small PDF/A-3b of our own engine."""
    html = f'<html lang="id"><head><title>Uji</title></head><body><h1>{words}</h1></body></html>'
    layout = engine.lay_out(html, pictures={}, stylesheet="documents/ceremony/record.css", size="A4")
    content = engine.write(layout)
    assert content
    return content


def sealed(content: bytes | None = None, *, name: str = "ours", at: datetime = NOW) -> bytes:
    """A sealed file."""
    return LocalSealer(folder_of_authority(name)).seal(content or unsealed(), at=at).content


def pyhanko_status(content: bytes, root_folder: Path | None = None) -> PdfSignatureStatus:
    """What pyHanko says of the only signature, trusting only our root."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        reader = PdfFileReader(file)
        assert len(reader.embedded_signatures) == 1
        trusted = [as_pyhanko(folder) for folder in [root_folder or folder_of_authority()]]
        context = ValidationContext(trust_roots=trusted, allow_fetching=False)
        return validate_pdf_signature(reader.embedded_signatures[0], context)


def as_pyhanko(folder: Path) -> x509.Certificate:
    """The root as pyHanko takes it."""
    root = authority.roots(folder)[0]
    return x509.Certificate.load(root.public_bytes(serialization.Encoding.DER))


@functools.cache
def nss_database(name: str = "ours") -> Path:
    """A folder with an NSS database that trusts our root and nothing else."""
    folder = Path(tempfile.mkdtemp(prefix="netralitas-nss-"))
    root = folder_of_authority(name) / "root-1.crt"
    run("certutil", "-N", "-d", f"sql:{folder}", "--empty-password")
    run("certutil", "-A", "-d", f"sql:{folder}", "-n", "akar", "-t", "CT,CT,CT", "-i", str(root))
    return folder


def pdfsig(content: bytes, name: str = "ours") -> str:
    """What poppler's pdfsig prints."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        return run("pdfsig", "-nssdir", f"sql:{nss_database(name)}", file.name, check=False)


def qpdf_check(content: bytes) -> str:
    """What qpdf --check prints; raises when it is not content."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        return run("qpdf", "--check", file.name)


def with_file(content: bytes, program: str) -> str:
    """What a program prints about a file."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        return run(program, file.name)


def run(*command: str, check: bool = True) -> str:
    """A program's output."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done.stdout
