"""Originals and copies in private storage, both encrypted, under one random name."""

import hashlib
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from netralitas.documents.uploads import asking
from netralitas.documents.uploads.asking import PROBLEMS, Copy
from netralitas.documents.uploads.kinds import SCANS, Kind, recognise
from netralitas.errors import DomainError
from netralitas.keys import CannotDecrypt, data_key, decrypt, encrypt

_ORIGINAL, _COPY = "asli", "salinan"
_ENDINGS = {"image/jpeg": ".jpg", "application/pdf": ".pdf", "text/plain": ".txt"}
_BY_HEAD = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"))


@dataclass(frozen=True)
class Scan:
    """A kept scan: `name` leads to both files, `sha256` is of the original's bytes, `kind` and `pages` as drawn."""

    name: str = ""
    sha256: str = ""
    kind: str = ""
    pages: int = 0


def keep_scan(file: BinaryIO, kinds: Collection[Kind] = SCANS) -> Scan:
    """Redraw a scan and store original and copy; takes up to 20 seconds, so call it before any transaction.

    Raises DomainError for what is no plain picture or PDF, and for what cannot be redrawn.
    """
    kind = recognise(file, file.name or "", kinds)
    content = file.read()
    copy = asking.redraw(content, kind)
    if copy.problem:
        raise DomainError(
            f"Berkas ini tidak dapat dibaca dengan aman: {PROBLEMS[copy.problem]}. Pindai ulang menjadi PDF biasa atau "
            "foto. Belum ada yang tersimpan.",
            code=copy.problem,
        )
    name = store(content, data_key("scan"))
    store_copy(name, copy, data_key("scan"))
    return Scan(name, hashlib.sha256(content).hexdigest(), kind.value, copy.pages)


@contextmanager
def kept_scan(file: BinaryIO | None, kinds: Collection[Kind] = SCANS) -> Iterator[Scan]:
    """The same around an action: when it refuses, nothing stays behind. Without a file an empty `Scan`."""
    scan = keep_scan(file, kinds) if file else Scan()
    try:
        yield scan
    except BaseException:
        drop(scan.name)
        raise


def store(content: bytes, key: bytes) -> str:
    """Keep an original encrypted under `key`; returns the name that leads to it."""
    name = f"uploads/{secrets.token_hex(16)}"
    default_storage.save(f"{name}.{_ORIGINAL}", ContentFile(encrypt(content, key)))
    return name


def store_copy(name: str, copy: Copy, key: bytes) -> None:
    """Keep the copy beside its original; a second copy replaces the first."""
    default_storage.delete(f"{name}.{_COPY}")
    default_storage.save(f"{name}.{_COPY}", ContentFile(encrypt(copy.content, key)))


def drop(name: str) -> None:
    """Delete what no row speaks of; "" is nothing."""
    if name:
        default_storage.delete(f"{name}.{_ORIGINAL}")
        default_storage.delete(f"{name}.{_COPY}")


def read_original(name: str, key: bytes | None = None) -> bytes:
    """The untouched bytes. Raises DomainError when they are gone."""
    return _read(f"{name}.{_ORIGINAL}", key)


def read_copy(name: str, key: bytes | None = None) -> tuple[bytes, str]:
    """The copy and its content type. Raises DomainError when it is gone."""
    content = _read(f"{name}.{_COPY}", key)
    return content, next((media for head, media in _BY_HEAD if content.startswith(head)), "text/plain")


def ending_of(media: str) -> str:
    """The ending a file of this type is handed out with."""
    return _ENDINGS.get(media, ".bin")


def _read(path: str, key: bytes | None) -> bytes:
    try:
        with default_storage.open(path) as file:
            return decrypt(file.read(), key or data_key("scan"))
    except (FileNotFoundError, CannotDecrypt, ValueError) as error:
        raise DomainError("Berkas tidak ditemukan lagi di penyimpanan. Hubungi admin sistem.", code="hilang") from error
