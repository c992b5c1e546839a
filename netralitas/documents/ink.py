"""Drawing a signature from its strokes: the only way ink becomes a picture, always on the server.

Ink is `{"v": 1, "w": width, "h": height, "s": [[x, y, t, x, y, t, …], …]}`: integers, x in 0…w, y in 0…h,
t milliseconds since the first point. Fast strokes are thinner, as from a pen.
"""

import io
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

Point = tuple[float, float, float]  # x, y, milliseconds

_BOX = (480, 180)  # pixels of the picture at most: enough for paper, too coarse to be worth stealing
_OVERSAMPLE = 3
_PEN = 0.026  # width of the pen as a part of the picture's height…
_THINNEST, _THICKEST = 0.55, 1.35  # … times this, by speed
_INK_GREY, _PAPER_GREY = 24, 255


def draw(ink: dict[str, Any]) -> bytes:
    """An 8-bit grey PNG of at most 480 × 180 pixels, cropped to the ink; the same ink gives the same bytes."""
    from PIL import Image, ImageDraw

    strokes = [_points(stroke) for stroke in ink["s"] if len(stroke) >= 3]
    left, top, scale, width, height = _frame(strokes)
    sheet = Image.new("L", (width * _OVERSAMPLE, height * _OVERSAMPLE), _PAPER_GREY)
    brush = ImageDraw.Draw(sheet)
    pen = _BOX[1] * _PEN * _OVERSAMPLE
    for stroke in strokes:
        _draw_stroke(brush, [((x - left) * scale, (y - top) * scale, t) for x, y, t in stroke], pen)
    picture = sheet.resize((width, height), Image.Resampling.BOX)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=9)
    return out.getvalue()


def _points(flat: list[int]) -> list[Point]:
    return [(flat[i], flat[i + 1], flat[i + 2]) for i in range(0, len(flat) - 2, 3)]


def _frame(strokes: list[list[Point]]) -> tuple[float, float, float, int, int]:
    """Left and top of the ink with a margin, pixels a unit (oversampled), and the picture's size."""
    xs = [x for stroke in strokes for x, _, _ in stroke] or [0]
    ys = [y for stroke in strokes for _, y, _ in stroke] or [0]
    spread = max(max(xs) - min(xs), (max(ys) - min(ys)) * _BOX[0] / _BOX[1], 1)
    margin = spread * 0.03
    left, top = min(xs) - margin, min(ys) - margin
    wide, high = max(xs) - left + margin, max(ys) - top + margin
    scale = min(_BOX[0] / wide, _BOX[1] / high)
    size = (max(1, min(_BOX[0], round(wide * scale))), max(1, min(_BOX[1], round(high * scale))))
    return left, top, scale * _OVERSAMPLE, *size


def _draw_stroke(brush: "ImageDraw", points: list[Point], pen: float) -> None:
    """Discs along a smooth curve through the middles of neighbouring points."""
    if len(points) == 1:
        _disc(brush, points[0][0], points[0][1], pen)
        return
    width = pen
    for index in range(len(points) - 1):
        width = 0.7 * width + 0.3 * _width(points[index], points[index + 1], pen)
        before, here, after = points[max(index - 1, 0)], points[index], points[index + 1]
        start = _middle(before, here) if index else here
        end = _middle(here, after) if index < len(points) - 2 else after
        _draw_curve(brush, start, here, end, width)


def _draw_curve(brush: "ImageDraw", start: Point, bend: Point, end: Point, width: float) -> None:
    length = math.dist(start[:2], bend[:2]) + math.dist(bend[:2], end[:2])
    steps = max(1, math.ceil(length / (width / 4)))
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        x = u * u * start[0] + 2 * u * t * bend[0] + t * t * end[0]
        y = u * u * start[1] + 2 * u * t * bend[1] + t * t * end[1]
        _disc(brush, x, y, width)


def _width(here: Point, after: Point, pen: float) -> float:
    """Thinner the faster: `speed` in picture heights a second."""
    milliseconds = max(after[2] - here[2], 1)
    speed = math.dist(here[:2], after[:2]) / (_BOX[1] * _OVERSAMPLE) / milliseconds * 1000
    return pen * max(_THINNEST, _THICKEST - 0.2 * speed)


def _middle(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)


def _disc(brush: "ImageDraw", x: float, y: float, width: float) -> None:
    half = width / 2
    brush.ellipse((x - half, y - half, x + half, y + half), fill=_INK_GREY)
