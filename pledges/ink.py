"""Drawn ink: strokes as data, parsed and judged before they may stand as somebody's signature.

The browser sends `{"v": 1, "w": 640, "h": 240, "s": [[x, y, t, x, y, t, …], …]}`: whole numbers only, x within
0…w, y within 0…h, t in milliseconds since the first point. No picture from a browser is ever trusted.
"""

import hashlib
import json
import math
from dataclasses import dataclass
from operator import mul
from typing import Any

from netralitas import names
from netralitas.errors import DomainError

MAX_STROKES = 200
MAX_POINTS = 20_000
MAX_CHARACTERS = 600_000
MAX_MILLISECONDS = 3_600_000
_SMALLEST_SIDE, _LARGEST_SIDE = 100, 10_000

# shares of the pad: what is smaller is no signature
_SMALLEST_WIDTH_SHARE, _SMALLEST_HEIGHT_SHARE = 0.08, 0.12
_SHORTEST_PATH_SHARE = 0.25  # of the pad's shorter side … a full loop of the smallest size is longer
_DOT_SHARE = 0.03
_STRAIGHT_SHARE = 0.06  # a stroke that leaves its chord by less than this share of its length is straight
_SAME_DIRECTION = math.radians(20)

_UNREADABLE = "Gambar tanda tangan tidak terbaca. Ulangi tanda tangan; isian lain tidak hilang."

Stroke = list[int]


class InkRefused(DomainError):
    """The drawing cannot stand as a signature; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Strokes that passed every check; `canonical` is the text that is hashed (RFC 8785)."""

    width: int
    height: int
    strokes: tuple[tuple[int, ...], ...]
    canonical: str

    @property
    def sha256(self) -> str:
        """Hash of the canonical text, 64 hex digits."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    def as_data(self) -> dict[str, Any]:
        """The strokes as sealed facts and renderers take them."""
        return {"v": 1, "w": self.width, "h": self.height, "s": [list(stroke) for stroke in self.strokes]}


def parse(text: str) -> Ink:
    """Ink from the text a browser sent. Raises `InkRefused` when unreadable, out of bounds, or no signature."""
    if not text:
        raise InkRefused("Tanda tangan belum digambar. Gambarlah di dalam kotak.", code="tinta_kosong")
    if len(text) > MAX_CHARACTERS:
        raise InkRefused("Gambar tanda tangan terlalu panjang. Ulangi dengan lebih singkat.", code="tinta_panjang")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise InkRefused(_UNREADABLE, code="tinta_rusak") from None
    ink = _shaped(raw)
    _judge(ink)
    return ink


def typed_name_matches(typed: str, name: str) -> bool:
    """Whether a typed name is the person's: titles, capitals, dots and apostrophes do not count."""
    return bool(typed) and names.search_key(typed) == names.search_key(name)


def _shaped(raw: Any) -> Ink:
    """The right keys, whole numbers, inside the pad, not too many."""
    if not isinstance(raw, dict) or raw.keys() != {"v", "w", "h", "s"} or raw["v"] != 1 or raw["v"] is True:
        raise InkRefused(_UNREADABLE, code="tinta_rusak")
    width, height, strokes = raw["w"], raw["h"], raw["s"]
    sides_fit = all(type(side) is int and _SMALLEST_SIDE <= side <= _LARGEST_SIDE for side in (width, height))
    if not sides_fit or not isinstance(strokes, list):
        raise InkRefused(_UNREADABLE, code="tinta_rusak")
    if not strokes:
        raise InkRefused("Tanda tangan belum digambar. Gambarlah di dalam kotak.", code="tinta_kosong")
    if len(strokes) > MAX_STROKES or sum(len(s) for s in strokes if isinstance(s, list)) > 3 * MAX_POINTS:
        raise InkRefused("Coretan terlalu banyak. Ulangi tanda tangan dengan lebih singkat.", code="tinta_panjang")
    last = 0
    for stroke in strokes:
        last = _checked_stroke(stroke, width, height, last)
    # whole numbers and ASCII keys in order: json writes exactly what RFC 8785 asks for
    canonical = json.dumps({"h": height, "s": strokes, "v": 1, "w": width}, separators=(",", ":"))
    return Ink(width, height, tuple(tuple(stroke) for stroke in strokes), canonical)


def _checked_stroke(stroke: Any, width: int, height: int, last: int) -> int:
    """Refuse a stroke that is no list of whole triples in bounds; returns the time of its last point."""
    if not isinstance(stroke, list) or not stroke or len(stroke) % 3:
        raise InkRefused(_UNREADABLE, code="tinta_rusak")
    if set(map(type, stroke)) != {int}:
        raise InkRefused(_UNREADABLE, code="tinta_rusak")
    xs, ys, times = stroke[0::3], stroke[1::3], stroke[2::3]
    inside = min(xs) >= 0 and max(xs) <= width and min(ys) >= 0 and max(ys) <= height
    if not inside or times[0] < last or times[-1] > MAX_MILLISECONDS or times != sorted(times):
        raise InkRefused(_UNREADABLE, code="tinta_rusak")
    return times[-1]


def _judge(ink: Ink) -> None:
    """Refuse dots, straight lines, and what is too small or too short to be anybody's signature."""
    lines = [stroke for stroke in ink.strokes if _extent(stroke) > _DOT_SHARE * min(ink.width, ink.height)]
    if not lines:
        raise InkRefused("Baru berupa titik. Gambarlah tanda tangan seperti di kertas.", code="tinta_titik")
    if not _bends(lines):
        raise InkRefused("Baru berupa garis lurus. Gambarlah tanda tangan seperti di kertas.", code="tinta_garis")
    xs = [x for stroke in lines for x in stroke[0::3]]
    ys = [y for stroke in lines for y in stroke[1::3]]
    width_share, height_share = (max(xs) - min(xs)) / ink.width, (max(ys) - min(ys)) / ink.height
    is_small = width_share < _SMALLEST_WIDTH_SHARE and height_share < _SMALLEST_HEIGHT_SHARE
    if is_small or sum(map(_path_length, lines)) < _SHORTEST_PATH_SHARE * min(ink.width, ink.height):
        message = "Tanda tangan terlalu kecil sehingga tidak akan terbaca di sertifikat. Gambarlah lebih besar."
        raise InkRefused(message, code="tinta_kecil")


def _extent(stroke: tuple[int, ...]) -> float:
    xs, ys = stroke[0::3], stroke[1::3]
    return math.hypot(max(xs) - min(xs), max(ys) - min(ys))


def _path_length(stroke: tuple[int, ...]) -> float:
    points = list(zip(stroke[0::3], stroke[1::3], strict=True))
    return sum(map(math.dist, points, points[1:]))


def _bends(lines: list[tuple[int, ...]]) -> bool:
    """Whether any stroke curves, or straight ones meet as letters do: three or more, in different directions."""
    directions = []
    for stroke in lines:
        direction = _direction_if_straight(stroke)
        if direction is None:
            return True
        directions.append(direction)
    first = directions[0]
    apart = [min(abs(d - first), math.pi - abs(d - first)) for d in directions[1:]]
    return len(directions) >= 3 and max(apart) > _SAME_DIRECTION


def _direction_if_straight(stroke: tuple[int, ...]) -> float | None:
    """Direction (0…π) of the main axis when every point lies near it, else None."""
    xs, ys, size = stroke[0::3], stroke[1::3], len(stroke) // 3
    sum_x, sum_y = sum(xs), sum(ys)
    xx = sum(map(mul, xs, xs)) - sum_x * sum_x / size
    yy = sum(map(mul, ys, ys)) - sum_y * sum_y / size
    xy = sum(map(mul, xs, ys)) - sum_x * sum_y / size
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cosine, sine = math.cos(angle), math.sin(angle)
    along = [x * cosine + y * sine for x, y in zip(xs, ys, strict=True)]
    across = [y * cosine - x * sine for x, y in zip(xs, ys, strict=True)]
    is_straight = max(across) - min(across) <= _STRAIGHT_SHARE * (max(along) - min(along))
    return angle % math.pi if is_straight else None
