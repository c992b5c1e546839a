"""PNG pictures of ours as PDF image objects, their pixels taken over as they are compressed."""

import struct
from dataclasses import dataclass

from netralitas.documents.stamper import Unstampable

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY = 0


@dataclass(frozen=True)
class Picture:
    """A grey picture ready for a page."""

    pixels: tuple[int, int]
    body: bytes


def grey(png: bytes, *, is_smooth: bool) -> Picture:
    """A grey PNG without alpha as an image object; raises `Unstampable` for any other."""
    if png[:8] != _SIGNATURE:
        raise Unstampable("not a PNG")
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    if colour != _GREY or interlaced:
        raise Unstampable("a picture that is not plain grey")
    data, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name = png[at + 4 : at + 8]
        if name == b"IDAT":
            data.append(png[at + 8 : at + 8 + length])
        elif name == b"tRNS":
            raise Unstampable("a picture with a transparent grey")
        at += length + 12
    pixels = b"".join(data)
    head = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent %d "
        b"/Interpolate %s /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns %d /BitsPerComponent %d >> "
        b"/Length %d >>"
    )
    smooth = b"true" if is_smooth else b"false"
    body = head % (width, height, depth, smooth, width, depth, len(pixels))
    return Picture((width, height), b"%s\nstream\n%s\nendstream" % (body, pixels))
