"""Finding markers in a page WeasyPrint has laid out: which line they stand on, in which font, with how much room."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from weasyprint.formatting_structure import boxes

from netralitas.documents.stamper import Unstampable
from netralitas.documents.stamper.lettering import Face

_faces: dict[str, Face] = {}


def token(index: int) -> str:
    """The marker of the personal text `index`; capitals and digits stand in every alphabet."""
    return f"X{index:02d}X"


@dataclass(frozen=True)
class Line:
    """One line of a marked text as laid out."""

    text: str
    x: float
    baseline: float


@dataclass(frozen=True)
class Spot:
    """Where a marked text stands: constant words around it, its font, its room, its lines."""

    prefix: str
    suffix: str
    face: Face
    room: float
    centre: float | None  # left edge of the room when lines are centred in it
    is_underlined: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Frame:
    """Where a personal picture stands: its corner, and its size, fixed or at most."""

    x: float
    y: float
    width: float
    height: float
    is_fixed: bool

    def size(self, pixels: tuple[int, int]) -> tuple[float, float]:
        """As laid out for a picture of so many pixels (CSS 2.1, 10.4)."""
        if self.is_fixed:
            return self.width, self.height
        scale = min(1.0, self.width / pixels[0], self.height / pixels[1])
        return pixels[0] * scale, pixels[1] * scale


def spots(pages: list[Any], count: int) -> list[Spot]:
    """The spot of each of `count` marked texts; raises `Unstampable` when one is missing or oddly set."""
    found: list[list[tuple]] = [[] for _ in range(count)]
    for page in pages:  # of a text at the foot of every page, the first
        places: list[list[tuple]] = [[] for _ in range(count)]
        for text, line, block in _texts(page._page_box, None, None):
            for index in range(count):
                if token(index) in text.text:
                    places[index].append((text, line, block))
        found = [before or here for before, here in zip(found, places, strict=True)]
    return [_spot(index, places) for index, places in enumerate(found)]


def frame(page: Any, address: str) -> Frame:
    """The frame of the picture with an address."""
    picture = md5(address.encode(), usedforsecurity=False).hexdigest()
    for box in page._page_box.descendants():
        if isinstance(box, boxes.ReplacedBox) and getattr(box.replacement, "id", "") == picture:
            return _frame(box)
    raise Unstampable("a picture is not on the page")


def face_of(style: Any) -> Face:
    """The face of a computed style, one for each font and size."""
    face = Face(style)
    return _faces.setdefault(repr(sorted(face.style.items())), face)


def _texts(box: Any, line: Any, block: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Text boxes with the line and the block they stand in."""
    if isinstance(box, boxes.TextBox):
        yield box, line, block
        return
    for child in getattr(box, "children", ()):
        is_line = isinstance(child, boxes.LineBox)
        yield from _texts(child, child if is_line else line, box if is_line else block)


def _spot(index: int, places: list[tuple]) -> Spot:
    if not places:
        raise Unstampable(f"text {index} is not on the page")
    first, line, block = places[0]
    if any(place[2] is not block for place in places):
        raise Unstampable(f"text {index} is printed twice")
    style = first.style
    is_centred = _check_style(index, style, line, len(places))
    is_alone = len(list(line.descendants())) == 2
    if not is_alone and (is_centred or len(places) > 1):
        raise Unstampable(f"text {index} shares a line that moves")
    lines = tuple(Line(text.text, text.position_x, text.position_y + text.baseline) for text, _, _ in places)
    if len(places) != len(block.children) and len(places) > 1:
        raise Unstampable(f"text {index} is a part of a paragraph")
    return Spot(
        prefix=lines[0].text.partition(token(index))[0], suffix=lines[-1].text.rpartition(token(index))[2],
        face=face_of(style), room=block.width if is_alone else block.content_box_x() + block.width - lines[0].x,
        centre=block.content_box_x() if is_centred else None,
        is_underlined="underline" in style["text_decoration_line"], lines=lines,
    )  # fmt: skip


def _check_style(index: int, style: Any, line: Any, count: int) -> bool:
    """Whether the lines are centred; raises `Unstampable` for what is not computed here."""
    align = line.style["text_align_all"]
    is_plain = (
        style["text_transform"] == "none" and style["letter_spacing"] in {"normal", 0} and style["word_spacing"] == 0
        and style["white_space"] == "normal" and style["hyphens"] in {"manual", "none"} and style["direction"] == "ltr"
        and style["visibility"] == "visible" and style["text_decoration_line"] in ("none", {"underline"})
    )  # fmt: skip
    if not is_plain or align not in {"start", "left", "center", "justify"} or (align == "justify" and count > 1):
        raise Unstampable(f"text {index} is set in a way that is not computed")
    return align == "center"


def _frame(box: Any) -> Frame:
    style = box.style
    is_fixed = "auto" not in (style["width"], style["height"])
    if style["width"] == style["height"] == "auto":
        width, height = (style[name].value for name in ("max_width", "max_height"))
    elif is_fixed:
        width, height = box.width, box.height
    else:
        raise Unstampable("a picture that is sized on one side only")
    return Frame(box.content_box_x(), box.content_box_y(), width, height, is_fixed)
