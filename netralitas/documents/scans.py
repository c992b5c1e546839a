"""Scans of signed papers: re-encoded pictures or plain PDF, capped before decoding, encrypted in private storage."""

import hashlib
import io
import re
import secrets
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from netralitas.errors import DomainError
from netralitas.keys import CannotDecrypt, data_key, decrypt, encrypt

EXTENSIONS = (".pdf", ".jpg", ".jpeg", ".png")
MAX_MEGABYTES = 5
_FOLDER, _PURPOSE = "surat", "letter-scan"
_MAX_PIXELS, _MAX_SIDE = 24_000_000, 2000  # an A4 page at 300 dpi has 8.7 megapixels, a phone's photo 12
_PDF = b"%PDF-"
# a letter needs none of these; what hides inside a compressed stream stays harmless: it is only ever downloaded
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA|OpenAction|AA)\b")


@dataclass(frozen=True)
class Kept:
    """A scan in private storage; the hash and the size are of the re-encoded content."""

    name: str
    sha256: str
    size: int


def keep(file: BinaryIO) -> Kept:
    """Store a scan encrypted. Raises DomainError for anything but a plain picture or a PDF without programs inside."""
    content = _cleaned(file)
    sealed = encrypt(content, data_key(_PURPOSE))
    name = default_storage.save(f"{_FOLDER}/{secrets.token_hex(16)}.bin", ContentFile(sealed))
    return Kept(name, hashlib.sha256(content).hexdigest(), len(content))


def drop(name: str) -> None:
    """Delete a scan that no row speaks of."""
    default_storage.delete(name)


def read(name: str) -> tuple[bytes, str]:
    """The kept scan and its content type. Raises DomainError when it is gone."""
    try:
        with default_storage.open(name) as file:
            content = decrypt(file.read(), data_key(_PURPOSE))
    except (FileNotFoundError, CannotDecrypt, ValueError) as error:
        raise DomainError("Pindaian surat tidak ditemukan lagi di penyimpanan.") from error
    return content, "application/pdf" if content.startswith(_PDF) else "image/jpeg"


def _cleaned(file: BinaryIO) -> bytes:
    head = file.read(1024)
    file.seek(0)
    if not head.lstrip().startswith(_PDF):
        return _reencoded(file)
    content = file.read(MAX_MEGABYTES * 1024 * 1024 + 1).lstrip()
    if len(content) > MAX_MEGABYTES * 1024 * 1024 or b"%%EOF" not in content[-2048:] or _ACTIVE.search(content):
        raise DomainError(
            "PDF ini rusak, terlalu besar, atau berisi program. Pindai ulang suratnya menjadi PDF biasa atau foto. "
            "Belum ada yang berubah."
        )
    return content


def _reencoded(file: BinaryIO) -> bytes:
    """The picture as a JPEG of at most 2,000 px a side, without metadata."""
    refusal = DomainError("Gambar ini tidak dapat dibaca. Pakai PNG, JPEG, atau PDF biasa. Belum ada yang berubah.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=("PNG", "JPEG", "WEBP"))
            if picture.width * picture.height > _MAX_PIXELS:
                raise refusal
            picture = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise refusal from error
    picture.thumbnail((_MAX_SIDE, _MAX_SIDE))
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=80, optimize=True)
    return output.getvalue()
