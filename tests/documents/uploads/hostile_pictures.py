"""Pictures made to do harm, written by the test itself: name -> (file name, maker, what may become of it)."""

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image, PngImagePlugin

from tests.documents.uploads.samples import picture

MARK = b"MUATAN-JAHAT"
REFUSED, UNSEEN, HARMLESS = "ditolak", "tanpa salinan", "salinan bersih"
Hostile = tuple[str, Callable[[], bytes], set[str]]
_PNG = b"\x89PNG\r\n\x1a\n"
_ZEROS = bytes(1 << 20)


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2, rows: bytes | None = None) -> bytes:
    """A PNG whose parts need not agree with each other."""
    body = zlib.compress(b"\x00" * (height * (width * 3 + 1)) if rows is None else rows, 9)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return _PNG + head + b"".join(chunks) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def blown_up(megabytes: int) -> bytes:
    """So many megabytes of nothing, deflated."""
    deflater = zlib.compressobj(9)
    return b"".join(deflater.compress(_ZEROS) for _ in range(megabytes)) + deflater.flush()


def animated(form: str, frames: int, **options: object) -> bytes:
    """The same picture again and again."""
    output = io.BytesIO()
    first, *rest = (Image.new("RGB", (64, 64), (n % 255, 0, 0)) for n in range(frames))
    first.save(output, form, save_all=True, append_images=rest, **options)
    return output.getvalue()


def told(text: bytes) -> bytes:
    """A JPEG with words where the camera writes its own."""
    marked = Image.Exif()
    marked[0x010E], marked[0x010F] = text.decode(), text.decode()
    marked[0x8825] = {1: "S", 2: (6.0, 7.0, 8.0), 3: "E", 4: (106.0, 9.0, 0.0), 29: text.decode()}
    return picture("JPEG", exif=marked, comment=text)


def looped_exif() -> bytes:
    """Directories of the camera's notes that point at themselves."""
    tiff = b"II*\x00\x08\x00\x00\x00" + struct.pack("<HHHII", 1, 0x8769, 4, 1, 8) + struct.pack("<I", 8)
    return jpeg_with(b"\xe1", b"Exif\x00\x00" + tiff)


def jpeg_with(marker: bytes, body: bytes) -> bytes:
    """A JPEG with a segment put in after its start."""
    plain = picture("JPEG")
    return plain[:2] + b"\xff" + marker + struct.pack(">H", len(body) + 2) + body + plain[2:]


def resized_header(width: int, height: int) -> bytes:
    """A JPEG that says it is larger than it is."""
    content = bytearray(picture("JPEG"))
    at = content.find(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def scan_bomb() -> bytes:
    """A progressive JPEG whose last scan comes two thousand times."""
    content = picture("JPEG", (2000, 2000), progressive=True)
    at = content.rfind(b"\xff\xda")
    return content[:at] + content[at:-2] * 2000 + b"\xff\xd9"


def noisy_jpeg() -> bytes:
    """A JPEG with its coded part overwritten."""
    content = bytearray(picture("JPEG", (800, 800)))
    at = content.find(b"\xff\xda") + 20
    content[at : at + 400] = bytes(range(1, 201)) * 2
    return bytes(content)


def with_profile(size: int) -> bytes:
    """A PNG whose colour profile unfolds to so many megabytes."""
    return png(30, 30, chunk(b"iCCP", b"p\x00\x00" + blown_up(size)))


def worded_png() -> bytes:
    """A PNG with a program in its words."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", f"<?php {MARK.decode()} ?>")
    words.add_itxt("XML:com.adobe.xmp", f"<script>{MARK.decode()}</script>", zip=True)
    return picture("PNG", pnginfo=words)


def tiff(**options: object) -> bytes:
    """A TIFF."""
    return picture("TIFF", (3000, 3000), **options)


_SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>'
    + MARK
    + b"</script></svg>"
)
_EITHER = {UNSEEN, HARMLESS}
_PROFILE, _SCRIPT = b"ICC_PROFILE\x00\x01\x01" + MARK * 4000, b"--><script>" + MARK + b"</script>"

PICTURES: dict[str, Hostile] = {
    "png of 60,000 by 60,000 in the header": ("a.png", lambda: png(60_000, 60_000, rows=b"\x00"), {UNSEEN}),
    "png of 100 megapixels in 100 kB": ("a.png", lambda: png(10_000, 10_000, rows=bytes(1000)), {UNSEEN}),
    "png just under the cap, all zeros": ("a.png", lambda: picture("PNG", (6300, 6300)), {HARMLESS}),
    "png just under the cap, see-through": ("a.png", lambda: picture("PNG", (6300, 6300), "RGBA"), _EITHER),
    "png with more rows than it says": ("a.png", lambda: png(50, 50, rows=bytes(64 << 20)), _EITHER),
    "png with fewer rows than it says": ("a.png", lambda: png(3000, 3000, rows=bytes(99)), _EITHER),
    "png one pixel high and very wide": ("a.png", lambda: png(2_000_000, 1), _EITHER),
    "png of nothing by nothing": ("a.png", lambda: png(0, 0, rows=b""), {UNSEEN}),
    "png text bomb": ("a.png", lambda: png(9, 9, chunk(b"zTXt", b"k\x00\x00" + blown_up(200))), _EITHER),
    "png international text bomb": (
        "a.png", lambda: png(9, 9, chunk(b"iTXt", b"k\x00\x01\x00\x00\x00" + blown_up(200))), _EITHER),
    "png of many text bombs": (
        "a.png", lambda: png(9, 9, *[chunk(b"zTXt", b"k\x00\x00" + blown_up(1))] * 400), _EITHER),
    "png colour profile bomb": ("a.png", lambda: with_profile(300), _EITHER),
    "png of 100,000 chunks": ("a.png", lambda: png(9, 9, chunk(b"tEXt", b"k\x00v") * 100_000), _EITHER),
    "png with a wrong checksum": ("a.png", lambda: png(9, 9).replace(b"IDAT", b"IDAU", 1), {UNSEEN}),
    "png cut off": ("a.png", lambda: picture("PNG", (900, 900), "RGBA")[:200], {UNSEEN}),
    "png with a page behind it": ("a.png", lambda: picture("PNG") + b"<script>" + MARK + b"</script>", {HARMLESS}),
    "png with programs in its words": ("a.png", worded_png, {HARMLESS}),
    "png of 400 frames": ("a.png", lambda: animated("PNG", 400), {HARMLESS}),
    "png with 16 bits": ("a.png", lambda: picture("PNG", (2000, 2000), "I;16"), {HARMLESS}),
    "png with a palette of none": ("a.png", lambda: png(9, 9, colour=3, rows=bytes(90)), _EITHER),
    "jpeg with a place and words": ("a.jpg", lambda: told(MARK), {HARMLESS}),
    "jpeg of 65,500 by 65,500 in the header": ("a.jpg", lambda: resized_header(65_500, 65_500), {UNSEEN}),
    "jpeg of 6,300 by 6,300 in the header": ("a.jpg", lambda: resized_header(6300, 6300), _EITHER),
    "jpeg with 2,000 scans": ("a.jpg", scan_bomb, _EITHER),
    "jpeg with notes that point at themselves": ("a.jpg", looped_exif, _EITHER),
    "jpeg with a nonsense turn": ("a.jpg", lambda: jpeg_with(b"\xe1", b"Exif\x00\x00II*\x00\xff\xff\xff\xff"), _EITHER),
    "jpeg with 60 kB of profile": ("a.jpg", lambda: jpeg_with(b"\xe2", _PROFILE), _EITHER),
    "jpeg in four printing colours": ("a.jpg", lambda: picture("JPEG", (3000, 3000), "CMYK"), {HARMLESS}),
    "jpeg with noise in its middle": ("a.jpg", noisy_jpeg, _EITHER),
    "jpeg cut off": ("a.jpg", lambda: picture("JPEG", (900, 900))[:400], {UNSEEN}),
    "jpeg that is a zip as well": ("a.jpg", lambda: picture("JPEG") + b"PK\x03\x04" + MARK, {HARMLESS}),
    "jpeg that is a page as well": ("a.jpg", lambda: jpeg_with(b"\xfe", _SCRIPT), {HARMLESS}),
    "jpeg that is a PDF as well": ("a.jpg", lambda: jpeg_with(b"\xfe", b"%PDF-1.4\n" + MARK), {HARMLESS}),
    "jpeg by name, a program by content": ("a.jpg", lambda: b"MZ\x90\x00" + MARK * 9, {REFUSED}),
    "webp of 200 frames": ("a.webp", lambda: animated("WEBP", 200, lossless=True), {HARMLESS}),
    "webp of 16,383 by 16,383 in the header": (
        "a.webp", lambda: b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\xff\xff\xff\x0f" + bytes(9), {UNSEEN}),
    "webp with words": ("a.webp", lambda: picture("WEBP", xmp=b"<script>" + MARK, exif=MARK), {HARMLESS}),
    "webp cut off": ("a.webp", lambda: picture("WEBP", (900, 900), lossless=True)[:60], {UNSEEN}),
    "gif of 2,000 frames": ("a.gif", lambda: animated("GIF", 2000), {REFUSED}),
    "gif called jpg": ("a.jpg", lambda: picture("GIF", mode="P"), {REFUSED}),
    "tiff bomb called jpg": ("a.jpg", lambda: tiff(compression="tiff_deflate"), {REFUSED}),
    "bmp called png": ("a.png", lambda: picture("BMP"), {REFUSED}),
    "ico called png": ("a.png", lambda: picture("ICO"), {REFUSED}),
    "heic called jpg": ("a.jpg", lambda: b"\x00\x00\x00\x20ftypheic" + bytes(40), {REFUSED}),
    "svg with a script": ("a.svg", lambda: _SVG, {REFUSED}),
    "svg called png": ("a.png", lambda: _SVG, {REFUSED}),
    "postscript called jpg": ("a.jpg", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run", {REFUSED}),
    "jpeg 2000 called jpg": ("a.jpg", lambda: picture("JPEG2000"), {REFUSED}),
    "fifty pictures of one pixel, called png": ("a.png", lambda: picture("PPM"), {REFUSED}),
}  # fmt: skip
