"""Uploaded pictures: capped before decoding, re-encoded, without metadata."""

import io
import warnings
from typing import BinaryIO

from PIL import Image

from netralitas.errors import DomainError

_MAX_PIXELS = 16_000_000
_MAX_SIDE = 600


def reencoded(file: BinaryIO) -> bytes:
    """The picture as a PNG of at most 600 px a side; raises DomainError for anything that is no plain picture."""
    picture = opened(file, "RGBA")
    picture.thumbnail((_MAX_SIDE, _MAX_SIDE))
    output = io.BytesIO()
    picture.save(output, "PNG", optimize=True)
    return output.getvalue()


def opened(file: BinaryIO, mode: str) -> Image.Image:
    """The decoded picture, capped before decoding; raises DomainError for anything that is no plain picture."""
    refusal = DomainError("Gambar ini tidak dapat dibaca. Pakai PNG atau JPEG biasa. Belum ada yang berubah.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=("PNG", "JPEG", "WEBP"))
            if picture.width * picture.height > _MAX_PIXELS:
                raise refusal
            return picture.convert(mode)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise refusal from error
