"""PDF: every page becomes pixels and a new PDF is written around them; nothing of the old file is carried over."""

import io
import resource
import subprocess
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from netralitas.documents.uploads.redrawing.refusing import Unreadable

MOST_PAGES = 50
LONGEST_SIDE = 1800  # A4 at 150 dpi
RASTER_MEMORY = 160 << 20  # with this process beside it: under 256 MB
_A4_LONG_SIDE = 842
_COMMAND = ["/usr/bin/pdftoppm", "-q", "-l", str(MOST_PAGES + 1), "-scale-to", str(LONGEST_SIDE), "-"]
_WRONG_PASSWORD = b"ncorrect password"


def redrawn(file: BinaryIO) -> tuple[bytes, int]:
    """A PDF of pictures, one a page; raises `Unreadable` when there are too many pages or none can be drawn."""
    drawn = list(_drawn(file))
    if not drawn:
        raise Unreadable("rusak")
    return bound(drawn), len(drawn)


def _drawn(file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Width, height and JPEG of each page."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (RASTER_MEMORY, most))  # for the child to come
    with subprocess.Popen(  # noqa: S603  fixed command; the file comes in by its descriptor
        _COMMAND, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.PIPE, restore_signals=False
    ) as raster:
        count = 0
        while (picture := _next_page(raster.stdout)) is not None:
            count += 1
            if count > MOST_PAGES:
                raster.stdout.close()
                raise Unreadable("halaman")
            yield picture
        if raster.wait() and not count:
            raise Unreadable("sandi" if _WRONG_PASSWORD in raster.stderr.read(4096) else "rusak")


def _next_page(stream: BinaryIO) -> tuple[int, int, bytes] | None:
    """One binary PPM of the stream, None at its end."""
    if stream.readline(20) != b"P6\n":
        return None
    width, height = (int(side) for side in stream.readline(40).split())
    if stream.readline(20) != b"255\n" or not 0 < width <= LONGEST_SIDE + 1 or not 0 < height <= LONGEST_SIDE + 1:
        raise Unreadable("rusak")
    pixels = stream.read(width * height * 3)
    page = Image.frombytes("RGB", (width, height), pixels)
    output = io.BytesIO()
    page.save(output, "JPEG", quality=75)
    return width, height, output.getvalue()


def bound(drawn: list[tuple[int, int, bytes]]) -> bytes:
    """A PDF of these pictures, the longer side as long as that of A4."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for width, height, picture in drawn:
        scale = _A4_LONG_SIDE / max(width, height)
        wide, high = width * scale, height * scale
        at = len(objects) + 1
        shown = b"q %.2f 0 0 %.2f 0 0 cm /P Do Q" % (wide, high)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>>>"
            % (wide, high, at + 1, at + 2),
            b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
            b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream" % (width, height, len(picture), picture),
        ]
        kids.append(b"%d 0 R" % at)
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _written(objects)


def _written(objects: list[bytes]) -> bytes:
    """The objects, where each lies, and where that is written."""
    output, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(output))
        output += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % place for place in places)
    output += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(output)
