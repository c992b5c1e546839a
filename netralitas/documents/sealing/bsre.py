"""Sealing by BSrE: the institution's seal in bulk, or an official's own signature, one document at a time.

Every answer is checked before it is believed: the bytes we sent, one intact signature over the whole file, a chain to
the pinned roots of BSrE. What fails is neither published nor sent again: *periksa*.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings

from netralitas.documents.inspection import asking
from netralitas.documents.sealing.base import NotReady, OutcomeUnknown, Refused, Sealed
from netralitas.documents.sealing.esign import NOT_SET, Service, as_base64, file_of

# printed only on files that BSrE really sealed (domain/facts.md 5.8)
FOOTER = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh "
    "Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara (BSSN)."
)
INVISIBLE = [{"tampilan": "INVISIBLE", "location": "null", "reason": "null", "contactInfo": "null"}]
_NO_ROOTS = "Sertifikat akar BSrE belum ditetapkan (NETRALITAS_BSRE_ROOTS)."
_NO_SUBSCRIBER = "idSubscriber segel BSrE belum diisi (NETRALITAS_BSRE_SUBSCRIBER)."
_NO_TOTP = "Segel BSrE belum diaktifkan. Jalankan manage.py bsre_activation dengan kode TOTP dari BSrE."
_TOTP_REFUSED = "BSrE tidak memberi kode TOTP baru. Aktifkan lagi dengan manage.py bsre_activation."
_MARGIN = timedelta(seconds=60)
_TOTP_FILE = "bsre-totp.json"


def service() -> Service:
    """The service of the settings."""
    return Service(settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD, float(settings.BSRE_TIMEOUT))


def sealer() -> "BsreSealer | BsreByHand":
    """The sealer of the settings."""
    return BsreSealer() if settings.SEALER == "bsre-segel" else BsreByHand()


def roots() -> list[x509.Certificate]:
    """The pinned roots of BSrE; empty when none are set."""
    if not settings.BSRE_ROOTS:
        return []
    try:
        return x509.load_pem_x509_certificates(Path(settings.BSRE_ROOTS).read_bytes())
    except (OSError, ValueError):
        return []


class BsreSealer:
    """The institution's seal at BSrE: the worker seals, nobody types anything."""

    name = "bsre-segel"
    is_remote = True
    is_by_hand = False
    footer = FOOTER

    def make_ready(self) -> None:
        """Raise `NotReady` unless address, roots, subscriber and a TOTP are at hand; asks nobody."""
        _look_at_settings()
        if not settings.BSRE_SUBSCRIBER:
            raise NotReady(_NO_SUBSCRIBER)
        with _totp_file() as path:
            if not _kept(path):
                raise NotReady(_NO_TOTP)

    def seal(self, content: bytes, *, at: datetime) -> Sealed:
        """Have one file sealed."""
        there = service()
        question = {
            "idSubscriber": settings.BSRE_SUBSCRIBER, "totp": fresh_totp(there),
            "signatureProperties": INVISIBLE, "file": [as_base64(content)],
        }  # fmt: skip
        return checked(file_of(there.ask("/api/v2/seal/pdf", question)), content, sealer=self.name, at=at)


class BsreByHand:
    """An official signs each document with a passphrase, within the request; the worker leaves all waiting."""

    name = "bsre-passphrase"
    is_remote = True
    is_by_hand = True
    footer = FOOTER

    def make_ready(self) -> None:
        """Raise `NotReady` without roots or address; asks nobody."""
        _look_at_settings()

    def seal(self, content: bytes, *, at: datetime) -> Sealed:
        """Never: a passphrase is needed."""
        raise NotReady("Menunggu tanda tangan elektronik pejabat.")

    def sign(self, content: bytes, *, nik: str, passphrase: str, at: datetime) -> Sealed:
        """Have one file signed by the official; NIK and passphrase go into the call and nowhere else."""
        question = {
            "nik": nik, "passphrase": passphrase, "signatureProperties": INVISIBLE, "file": [as_base64(content)],
        }  # fmt: skip
        answer = service().ask("/api/v2/sign/pdf", question)
        return checked(file_of(answer), content, sealer=self.name, at=at)


def _look_at_settings() -> None:
    if not settings.BSRE_URL:
        raise NotReady(NOT_SET)
    if not roots():
        raise NotReady(_NO_ROOTS)


def checked(answered: bytes, sent: bytes | None, *, sealer: str, at: datetime) -> Sealed:
    """Believe an answer only when it proves itself; raises OutcomeUnknown."""
    if sent is not None and settings.BSRE_KEEPS_BYTES and not answered.startswith(sent):
        raise OutcomeUnknown("berkas balasan tidak diawali berkas yang dikirim")
    found = asking.inspect(answered, roots=roots(), moment=at)
    if found.problem:
        raise OutcomeUnknown("berkas balasan tidak dapat dibaca")
    if found.signatures != 1 or not found.is_intact or found.changes == "other":
        raise OutcomeUnknown("berkas balasan tidak bertanda tangan utuh")
    if not found.is_trusted:
        raise OutcomeUnknown("tanda tangan pada berkas balasan bukan dari akar BSrE yang ditetapkan")
    return Sealed(answered, found.signer, sealer, at)


def fresh_totp(there: Service) -> str:
    """The seal's TOTP, exchanged for a new one when it is about to end; raises `NotReady`."""
    with _totp_file() as path:
        kept = _kept(path)
        if not kept:
            raise NotReady(_NO_TOTP)
        if datetime.fromisoformat(kept["expires"]) > datetime.now(UTC) + _MARGIN:
            return kept["totp"]
        question = {"idSubscriber": settings.BSRE_SUBSCRIBER, "totp": kept["totp"], "data": 1}
        try:
            answer = there.ask("/api/v2/seal/get/totp", question)
        except (Refused, OutcomeUnknown) as error:  # nothing was sealed by this
            raise NotReady(_TOTP_REFUSED) from error
        totp, expires = str(answer.get("totp") or ""), _moment(answer.get("expires"))
        if not answer.get("result") or not totp or expires is None:
            raise NotReady(_TOTP_REFUSED)
        _write(path, totp, expires)
        return totp


def activate(totp: str) -> None:
    """Keep the TOTP that BSrE gave for the activation; the next call exchanges it for a fresh one."""
    with _totp_file() as path:
        _write(path, totp, datetime.now(UTC))


@contextmanager
def _totp_file() -> Iterator[Path]:
    """The private file of the TOTP, held by one process at a time."""
    folder = settings.DATA_DIR / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".bsre-totp.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / _TOTP_FILE


def _kept(path: Path) -> dict[str, Any]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _write(path: Path, totp: str, expires: datetime) -> None:
    partial = path.with_suffix(".part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"totp": totp, "expires": expires.isoformat()}, file)
    partial.replace(path)


def _moment(text: object) -> datetime | None:
    """The end of a TOTP as the service writes it; the manual gives no form, ISO is taken, else two minutes."""
    try:
        moment = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return datetime.now(UTC) + 2 * _MARGIN if text else None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
