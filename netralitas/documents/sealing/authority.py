"""The portal's own certificate authority: a root and the institution's seal, in private files outside the database.

Files in `NETRALITAS_SEAL_DIR`: `root-1.crt`, `root-1.key`, `seal-1.crt`, `seal-1.key`; a renewal adds the next number
and never touches what is there. Every `root-*.crt` stays pinned for verification, the newest seal is used for sealing.
"""

import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

KEY_BITS = 3072
ROOT_YEARS, SEAL_YEARS = 10, 2
_EARLIER = timedelta(minutes=5)  # clocks of readers may be a little behind
_NUMBERED = re.compile(r"(root|seal)-([0-9]{1,4})\.crt")


class Exists(Exception):
    """There is an authority already; nothing was changed."""


class NoRootKey(Exception):
    """The root's key is not here, or its passphrase is wrong: it lies in the safe."""


@dataclass(frozen=True)
class Seal:
    """The seal as the worker holds it: the key object is made once, for loading a key costs more than sealing."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, hex."""
        return fingerprint(self.certificate)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate's DER, hex."""
    return hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()


def create(folder: Path, *, institution: str, now: datetime, passphrase: bytes | None = None) -> None:
    """Make root and seal in a new folder, all or nothing; raises `Exists` when there is one already."""
    if _newest(folder, "root"):
        raise Exists
    making = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    making.mkdir(mode=0o700, parents=True)
    add_root(making, institution=institution, now=now, passphrase=passphrase)
    add_seal(making, now=now, passphrase=passphrase)
    try:
        making.rename(folder)  # onto nothing or an empty folder only
    except OSError as error:
        for path in making.iterdir():
            path.unlink()
        making.rmdir()
        raise Exists from error


def add_root(folder: Path, *, institution: str, now: datetime, passphrase: bytes | None) -> Path:
    """Make the next root; earlier roots stay pinned. Returns its certificate's path."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    number = (_newest(folder, "root") or 0) + 1
    name = _subject(f"Akar Segel Portal Netralitas {number}", institution)
    builder = _builder(name, name, key.public_key(), now, ROOT_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return _keep(folder, f"root-{number}", key, builder.sign(key, hashes.SHA256()), passphrase)


def add_seal(folder: Path, *, now: datetime, passphrase: bytes | None) -> Path:
    """Make the next seal under the newest root; raises `NoRootKey`. Returns its certificate's path."""
    root, root_key = _root(folder, passphrase)
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    number = (_newest(folder, "seal") or 0) + 1
    institution = root.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    name = _subject(f"Segel Portal Netralitas {number}", str(institution))
    builder = _builder(name, root.subject, key.public_key(), now, SEAL_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    issuer = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    authority = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer)
    builder = builder.add_extension(authority, critical=False)
    return _keep(folder, f"seal-{number}", key, builder.sign(root_key, hashes.SHA256()), None)


def current(folder: Path) -> Seal | None:
    """The newest seal with its key, or None when none was made."""
    number = _newest(folder, "seal")
    if number is None:
        return None
    path = folder / f"seal-{number}.key"
    return _loaded(path, path.stat().st_mtime_ns)


def roots(folder: Path) -> list[x509.Certificate]:
    """Every pinned root, the oldest first."""
    return [_certificate(folder / f"root-{number}.crt") for number in _numbers(folder, "root")]


def seals(folder: Path) -> list[x509.Certificate]:
    """Every seal's certificate there ever was, the oldest first."""
    return [_certificate(folder / f"seal-{number}.crt") for number in _numbers(folder, "seal")]


@lru_cache(maxsize=4)
def _loaded(path: Path, changed_at: int) -> Seal:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    certificate = _certificate(path.with_suffix(".crt"))
    if not isinstance(key, rsa.RSAPrivateKey) or key.public_key() != certificate.public_key():
        raise ValueError(f"{path.name} does not belong to its certificate")
    issuers = [root for root in roots(path.parent) if root.subject == certificate.issuer]
    return Seal(key, certificate, tuple(issuers))


def _root(folder: Path, passphrase: bytes | None) -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    number = _newest(folder, "root")
    try:
        pem = (folder / f"root-{number}.key").read_bytes()
        key = serialization.load_pem_private_key(pem, password=passphrase)
    except (OSError, ValueError, TypeError) as error:
        raise NoRootKey from error
    assert isinstance(key, rsa.RSAPrivateKey)  # noqa: S101  we wrote it
    return _certificate(folder / f"root-{number}.crt"), key


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: rsa.RSAPublicKey, now: datetime, years: int
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - _EARLIER).not_valid_after(now + timedelta(days=365 * years))
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)


def _subject(common_name: str, institution: str) -> x509.Name:
    return x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, institution[:64]),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ])  # fmt: skip


def _usage(**wanted: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: wanted.get(name, False) for name in names})


def _keep(folder: Path, name: str, key: rsa.RSAPrivateKey, certificate: x509.Certificate, secret: bytes | None) -> Path:
    """Write key, then certificate: a key without its certificate counts for nothing. Refuses to overwrite."""
    kind = serialization.BestAvailableEncryption(secret) if secret else serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, kind)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / f"{name}.key", pem, 0o600)
    _write(folder / f"{name}.crt", certificate.public_bytes(serialization.Encoding.PEM), 0o644)
    return folder / f"{name}.crt"


def _write(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _numbers(folder: Path, kind: str) -> list[int]:
    if not folder.is_dir():
        return []
    matches = [_NUMBERED.fullmatch(path.name) for path in folder.iterdir()]
    return sorted(int(match[2]) for match in matches if match and match[1] == kind)


def _newest(folder: Path, kind: str) -> int | None:
    return max(_numbers(folder, kind), default=None)


def is_valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    """Whether a moment lies within the certificate's time."""
    moment = moment.astimezone(UTC)
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc
