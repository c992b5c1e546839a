"""A plan: the constant pieces of one paper in one shape, and the holes a person's texts and pictures fill."""

import zlib
from dataclasses import dataclass, field

from weasyprint.text.ffi import FROM_UNITS

from netralitas.documents.papers import Path
from netralitas.documents.stamper.graph import Store
from netralitas.documents.stamper.markers import Frame, Spot

Set = tuple[bytes, int]  # a line set: its operator, its width in Pango units
SetText = tuple[Set, ...]


def number(value: float) -> bytes:
    """As WeasyPrint writes numbers into a page."""
    if value.is_integer():
        return b"%d" % int(value)
    return f"{value:f}".rstrip("0").encode()


@dataclass(frozen=True)
class TextHole:
    """The text-showing operator of one line."""

    text: int
    line: int

    def filled(self, texts: list[SetText], sizes: dict[str, tuple[int, int]]) -> bytes:
        """The line of the person's text."""
        return texts[self.text][self.line][0]


@dataclass(frozen=True)
class CentreHole:
    """The text matrix of a centred line."""

    text: int
    line: int
    left: float
    room: float
    baseline: bytes

    def filled(self, texts: list[SetText], sizes: dict[str, tuple[int, int]]) -> bytes:
        """Where the line begins."""
        width = texts[self.text][self.line][1] * FROM_UNITS
        return b"1 0 0 -1 %s %s Tm" % (number(self.left + (self.room - width) / 2), self.baseline)


@dataclass(frozen=True)
class UnderlineHole:
    """The right end of an underline."""

    text: int
    line: int
    left: float
    rest: bytes

    def filled(self, texts: list[SetText], sizes: dict[str, tuple[int, int]]) -> bytes:
        """As far as the line is wide."""
        return number(self.left + texts[self.text][self.line][1] * FROM_UNITS) + self.rest


@dataclass(frozen=True)
class PictureHole:
    """The lines that place a picture, from its clipping to its name."""

    name: str
    frame: Frame

    def filled(self, texts: list[SetText], sizes: dict[str, tuple[int, int]]) -> bytes:
        """As `draw_replacedbox` of WeasyPrint writes them."""
        width, height = self.frame.size(sizes[self.name])
        x, y, w, h = (number(value) for value in (self.frame.x, self.frame.y, width, height))
        lines = (
            b"%s %s %s %s re" % (x, y, w, h), b"W", b"n", b"q", b"/a1 gs", b"1 0 0 1 %s %s cm" % (x, y), b"q",
            b"%s 0 0 %s 0 %s cm" % (w, number(-height), h), b"/%s Do" % self.name.encode(),
        )  # fmt: skip
        return b"\n".join(lines)


Hole = TextHole | CentreHole | UnderlineHole | PictureHole


class Pieces:
    """Constant bytes and holes in turns; constant ones are compressed once, each so that it can stand anywhere."""

    def __init__(self, parts: list[bytes | Hole]) -> None:
        self.parts = parts
        self._packed = [_packed(part) if isinstance(part, bytes) else None for part in parts]

    def filled(self, texts: list[SetText], sizes: dict[str, tuple[int, int]]) -> tuple[bytes, bytes]:
        """The content as it reads, and as a zlib stream (constants deflated, the person's bytes stored)."""
        plain, packed = [], [b"\x78\x01"]
        for part, ready in zip(self.parts, self._packed, strict=True):
            if ready is None:
                text = part.filled(texts, sizes) + b"\n"
                plain.append(text)
                packed += (
                    b"\x00%s%s" % (len(text).to_bytes(2, "little"), (len(text) ^ 0xFFFF).to_bytes(2, "little")),
                    text,
                )
            else:
                plain.append(part)
                packed.append(ready)
        content = b"".join(plain)
        packed += (b"\x03\x00", zlib.adler32(content).to_bytes(4, "big"))
        return content, b"".join(packed)


def _packed(constant: bytes) -> bytes:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflater.compress(constant) + deflater.flush(zlib.Z_FULL_FLUSH)


@dataclass(frozen=True, eq=False)
class Plan:
    """All that is needed to stamp one paper in one shape."""

    texts: tuple[Path, ...]
    spots: tuple[Spot, ...]
    page: Pieces
    kop: Pieces | None
    pictures: tuple[str, ...]
    boxes: bytes  # /MediaBox and its like
    resources: bytes  # shared entries of the page's resources, by digest
    pictures_kept: bytes  # shared pictures, entries of /XObject
    catalogue: bytes  # entries of the catalogue, by digest
    info: bytes
    metadata: bytes
    store: Store = field(repr=False)
