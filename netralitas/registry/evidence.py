"""Scans that prove a change of the roster: re-encoded pictures or plain PDF, encrypted in private storage."""

import hashlib
import re
import secrets
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from netralitas.errors import DomainError
from netralitas.keys import CannotDecrypt, data_key, decrypt, encrypt
from netralitas.registry.pictures import reencoded_scan

EXTENSIONS = (".pdf", ".jpg", ".jpeg", ".png")
MAX_MEGABYTES = 5
_PURPOSE = "evidence"
_PDF = b"%PDF-"
# a letter needs none of these; what hides inside a compressed stream stays harmless: it is only ever downloaded
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")


def keep(file: BinaryIO) -> tuple[str, str]:
    """Store a scan encrypted; returns its name in private storage and the SHA-256 of what is kept.

    Raises DomainError for anything but a plain picture or a PDF without programs inside.
    """
    content = _cleaned(file)
    kind = "pdf" if content.startswith(_PDF) else "jpg"
    sealed = encrypt(content, data_key(_PURPOSE))
    name = default_storage.save(f"evidence/{secrets.token_hex(16)}.{kind}.bin", ContentFile(sealed))
    return name, hashlib.sha256(content).hexdigest()


def drop(name: str) -> None:
    """Delete a scan that no row speaks of; "" is nothing."""
    if name:
        default_storage.delete(name)


def read(name: str) -> tuple[bytes, str]:
    """The kept scan and its content type. Raises DomainError when it is gone."""
    try:
        with default_storage.open(name) as file:
            content = decrypt(file.read(), data_key(_PURPOSE))
    except (FileNotFoundError, CannotDecrypt, ValueError) as error:
        raise DomainError("Berkas bukti tidak ditemukan lagi di penyimpanan.") from error
    return content, "application/pdf" if content.startswith(_PDF) else "image/jpeg"


def _cleaned(file: BinaryIO) -> bytes:
    head = file.read(1024)
    file.seek(0)
    if not head.lstrip().startswith(_PDF):
        return reencoded_scan(file)
    content = file.read().lstrip()
    if b"%%EOF" not in content[-2048:] or _ACTIVE.search(content):
        raise DomainError(
            "PDF ini rusak atau berisi program. Pindai ulang suratnya menjadi PDF biasa atau foto. "
            "Belum ada yang berubah."
        )
    return content
