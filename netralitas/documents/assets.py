"""Pictures that papers share (the emblem), kept under the hash of their bytes: frozen facts can name them for ever."""

import hashlib
import io

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

_FOLDER = "aset"
_HEIGHT = 480  # pixels: 22 mm at 550 dpi
_PIXEL_LIMIT = 40_000_000  # Pillow itself only warns


def keep_picture(content: bytes) -> str:
    """Re-encode a picture as PNG on white and store it once; returns the name frozen facts may hold.

    Raises ValueError for what is no picture or has more than 40 megapixels.
    """
    png = _as_png(content)
    name = f"{_FOLDER}/{hashlib.sha256(png).hexdigest()}.png"
    if not default_storage.exists(name):
        stored = default_storage.save(name, ContentFile(png))
        if stored != name:  # another process was faster: the same bytes are there already
            default_storage.delete(stored)
    return name


def read_picture(name: str) -> bytes:
    """The bytes of a kept picture; raises OSError when it is gone, ValueError for any other name."""
    if not name.startswith(f"{_FOLDER}/"):
        raise ValueError(f"not a kept picture: {name}")
    with default_storage.open(name) as file:
        content = file.read()
    if f"{_FOLDER}/{hashlib.sha256(content).hexdigest()}.png" != name:
        raise ValueError(f"a kept picture was changed: {name}")
    return content


def _as_png(content: bytes) -> bytes:
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP"))
    except UnidentifiedImageError as error:
        raise ValueError("not a picture") from error
    if picture.width * picture.height > _PIXEL_LIMIT:
        raise ValueError("picture too large")
    picture = picture.convert("RGBA")
    picture.thumbnail((_HEIGHT, _HEIGHT), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "PNG", optimize=True)
    return out.getvalue()
