"""Pictures: capped before decoding, made smaller while decoding, turned upright, written anew without a word beside."""

import io
import warnings
from typing import BinaryIO

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from netralitas.documents.uploads.redrawing.refusing import Unreadable

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400  # A4 at 200 dpi
_WEBP = WebPImagePlugin.WebPImageFile.format
_FORMATS = (JpegImagePlugin.JpegImageFile.format, PngImagePlugin.PngImageFile.format, _WEBP)
_MANY_PIXELS = 20_000_000  # the decoder of WebP holds a picture twice and takes no more
_ORIENTATION, _MIRRORED_AND_TURNED = 0x0112, range(2, 9)
_BAND = 64  # rows converted at a time


def redrawn(file: BinaryIO) -> tuple[bytes, int]:
    """A JPEG of at most 2,400 px a side, first frame only; raises `Unreadable` or whatever Pillow raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own cap is far below Pillow's
        picture = Image.open(io.BytesIO(file.read()), formats=_FORMATS)
    if picture.width * picture.height > (_MANY_PIXELS if picture.format == _WEBP else MOST_PIXELS):
        raise Unreadable("piksel")
    picture.draft("L" if picture.mode == "L" else "RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turn = _orientation(picture)
    picture.load()
    small = _small(picture)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    output = io.BytesIO()
    _upright(small, turn).save(output, "JPEG", quality=82, optimize=True)
    return output.getvalue(), 1


def _small(picture: Image.Image) -> Image.Image:
    """Grey or RGB on white, near the final size: band by band, so that a large one never lies here twice."""
    is_large = picture.width * picture.height > _MANY_PIXELS
    factor = max(1, -(-max(picture.size) // LONGEST_SIDE) if is_large else max(picture.size) // LONGEST_SIDE)
    span = _span(picture) if picture.mode.startswith(("I", "F")) else None
    mode = "L" if picture.mode in {"1", "L"} or span else "RGB"
    small = Image.new(mode, (-(-picture.width // factor), -(-picture.height // factor)), "white")
    step = _BAND * factor
    for top in range(0, picture.height, step):
        band = picture.crop((0, top, picture.width, min(top + step, picture.height)))
        small.paste(_plain(band, mode, span).reduce(factor), (0, top // factor))
    return small


def _plain(band: Image.Image, mode: str, span: tuple[float, float] | None) -> Image.Image:
    """Eight bits a channel, nothing to see through."""
    if span:
        low, high = span
        scale = 255 / (high - low or 1)
        return band.convert("F").point(lambda value: value * scale - low * scale).convert("L")
    if "transparency" in band.info or band.mode.endswith(("A", "a")):
        seen = band.convert("RGBA")
        ground = Image.new("RGBA", band.size, "white")
        return Image.alpha_composite(ground, seen).convert(mode)
    return band if band.mode == mode else band.convert(mode)


def _span(picture: Image.Image) -> tuple[float, float]:
    """Darkest and lightest value of a picture with deep greys."""
    bands = [picture.crop((0, top, picture.width, min(top + _BAND, picture.height))).convert("F").getextrema()
             for top in range(0, picture.height, _BAND)]  # fmt: skip
    return min(low for low, _ in bands), max(high for _, high in bands)


def _orientation(picture: Image.Image) -> int:
    """As the camera was held; a damaged note counts as upright."""
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001  only a hint
        return 1


def _upright(picture: Image.Image, turn: int) -> Image.Image:
    if turn not in _MIRRORED_AND_TURNED:
        return picture
    picture.getexif()[_ORIENTATION] = turn
    turned = ImageOps.exif_transpose(picture)
    turned.info = {}
    return turned
