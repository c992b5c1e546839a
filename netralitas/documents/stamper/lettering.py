"""Setting a line of text as WeasyPrint's own Pango does, from tables filled by that Pango.

A letter's piece of a line depends on its two neighbours (kerning); so lines are joined from pieces kept by three
letters. Where letters melt into one glyph (fi), Pango sets the whole line.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from netralitas.documents import engine
from netralitas.documents.stamper import Unstampable

REPERTOIRE = (
    " !\"#%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz"
    "–—‘’“”•·°ÉÈÀáàâäçéèêëíïñóôöúü"
)
LIGATURES = ("fi", "fl", "ff", "ffi", "ffl")
_STYLE = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override", "font_size",
    "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps", "font_variant_east_asian",
    "font_variant_ligatures", "font_variant_numeric", "font_variant_position", "font_variation_settings", "font_weight",
    "lang", "letter_spacing", "overflow_wrap", "word_spacing",
)  # fmt: skip
_EDGE = "\0"
_SURELY_IN, _SURELY_OUT = 0.9, 1.1  # times the room: kerning between words is far less
Glyph = tuple[int, int, int]  # number in the font, advance and offset in Pango units


class FaceStyle(dict):
    """The part of a computed style that decides how letters are set; stands in for WeasyPrint's own."""

    font_config = engine.fonts


class Face:
    """One font at one size."""

    def __init__(self, style: Mapping[str, Any]) -> None:
        self.style = FaceStyle({key: style[key] for key in _STYLE} | {"text_decoration_line": "none"})
        self.size = 0.0  # pixels, as Pango rounds it; known after the first letter
        self.font = ""  # the name WeasyPrint gives the font in the PDF
        self.advances: dict[int, int] = {}  # glyph to its advance in thousandths, as the PDF's /W has it
        self._pieces: dict[str, tuple[str, int] | None] = {}
        self._single: dict[str, Glyph] = {}
        self._pair: dict[str, tuple[int, int, int, int] | None] = {}
        self.line = lru_cache(maxsize=4096)(self._line)
        self.chunks = lru_cache(maxsize=4096)(self._chunks)
        self.broken = lru_cache(maxsize=4096)(self._broken)

    def _line(self, text: str) -> tuple[bytes, int]:
        """The text-showing operator of a line and its width in Pango units."""
        padded = _EDGE + text + _EDGE
        known = self._pieces
        parts, width = [], 0
        for start in range(len(text)):
            letters = padded[start : start + 3]
            piece = known[letters] if letters in known else self._piece(letters)
            if piece is None:
                return self._whole(text)
            parts.append(piece[0])
            width += piece[1]
        return _operator("".join(parts)), width

    def width(self, text: str) -> int:
        """Pango units."""
        return self.line(text)[1]

    def _chunks(self, word: str) -> tuple[str, ...]:
        """A word cut where a line may end within it (after a hyphen, say)."""
        if word.isalnum():
            return (word,)
        layout = self._laid_out(word)
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        cuts = [0, *(at for at in range(1, len(word)) if attributes[at].is_line_break), len(word)]
        return tuple(word[start:end] for start, end in pairwise(cuts))

    def _broken(self, text: str, limit: int) -> tuple[str, ...]:
        if self.width(text) <= limit:
            return (text,)
        lines, line, rough = [], "", 0  # the rough width spares the exact one far from the edge
        for chunk, after_space in self._all_chunks(text):
            gap = self.width(" ") if line and after_space else 0
            rough += gap + self.width(chunk)
            longer = f"{line} {chunk}" if gap else line + chunk
            if rough < limit * _SURELY_IN or (rough < limit * _SURELY_OUT and self._fits(longer, limit)):
                line = longer
                continue
            if not line or not self._fits(chunk, limit):
                raise Unstampable("a word wider than its line")
            lines.append(line)
            line, rough = chunk, self.width(chunk)
        return (*lines, line)

    def _all_chunks(self, text: str) -> list[tuple[str, bool]]:
        return [(chunk, at == 0) for word in text.split(" ") for at, chunk in enumerate(self.chunks(word))]

    def _fits(self, line: str, limit: int) -> bool:
        """Alone, and with the kerning before the space that Pango sees while it breaks lines: both must agree."""
        alone = self.width(line)
        is_fitting = alone <= limit
        if abs(alone - limit) < TO_UNITS:
            before_space = self.width(f"{line} ") - self.width(" ")
            if (before_space <= limit) is not is_fitting:
                raise Unstampable("a line exactly as wide as its room")
        return is_fitting

    def _piece(self, letters: str) -> tuple[str, int] | None:
        before, letter, after = letters
        glyph, advance, offset = self._letter(letter)
        left = (0, 0) if before == _EDGE else self._kern(before + letter, 1)
        right = (0, 0) if after == _EDGE else self._kern(letter + after, 0)
        piece = None
        if left is not None and right is not None:
            advance, offset = advance + left[0] + right[0], offset + left[1] + right[1]
            piece = self._written((glyph, advance, offset)), advance
        self._pieces[letters] = piece
        return piece

    def _letter(self, letter: str) -> Glyph:
        if letter not in self._single:
            glyphs = self._glyphs(letter)
            if len(glyphs) != 1:
                raise Unstampable(f"letter U+{ord(letter):04X} is not one glyph")
            self._single[letter] = glyphs[0]
        return self._single[letter]

    def _kern(self, pair: str, side: int) -> tuple[int, int] | None:
        """What the neighbour changes in advance and offset; None where the two become one glyph."""
        if pair not in self._pair:
            glyphs, alone = self._glyphs(pair), [self._letter(letter) for letter in pair]
            is_plain = [glyph[0] for glyph in glyphs] == [glyph[0] for glyph in alone]
            changes = [(a[1] - b[1], a[2] - b[2]) for a, b in zip(glyphs, alone, strict=False)]
            self._pair[pair] = (*changes[0], *changes[1]) if is_plain else None
        found = self._pair[pair]
        return found if found is None else found[2 * side : 2 * side + 2]

    def _whole(self, text: str) -> tuple[bytes, int]:
        glyphs = self._glyphs(text)
        return _operator("".join(map(self._written, glyphs))), sum(glyph[1] for glyph in glyphs)

    def _written(self, glyph: Glyph) -> str:
        """As in weasyprint.draw.text.draw_first_line."""
        number, width, shift = glyph
        offset = shift / self.size
        kerning = self.advances[number] + offset - width * 1000 * FROM_UNITS / self.size
        before = f">{-offset}<" if offset else ""
        return f"{before}{number:04x}>{int(kerning)}<" if kerning else f"{before}{number:04x}"

    def _laid_out(self, text: str) -> Layout:
        layout = Layout(self.style)
        layout.set_text(text)
        return layout

    def _glyphs(self, text: str) -> list[Glyph]:
        """One font, one direction, no letter without a glyph; or `Unstampable`."""
        with engine.lock:
            layout = self._laid_out(text)
            line, _ = layout.get_first_line()
            run, glyphs = line.runs[0], []
            while run != ffi.NULL:
                item, run = run.data, run.next
                self._know(item.item.analysis.font)
                for info in item.glyphs.glyphs[0 : item.glyphs.num_glyphs]:
                    self._check(item.item, info)
                    self._measure(item.item.analysis.font, info.glyph)
                    glyphs.append((info.glyph, info.geometry.width, info.geometry.x_offset))
            return glyphs

    def _check(self, item: Any, info: Any) -> None:
        is_odd = info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG or info.glyph == pango.PANGO_GLYPH_EMPTY
        if is_odd or info.geometry.y_offset or item.analysis.level % 2:
            raise Unstampable("a letter without a plain glyph")

    def _know(self, pango_font: Any) -> None:
        name, size = engine.font_name(pango_font)
        if self.font and name != self.font:
            raise Unstampable("a letter from another font")
        self.font, self.size = name, size

    def _measure(self, pango_font: Any, glyph: int) -> None:
        if glyph not in self.advances:
            ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(pango_font, glyph, ink, logical)
            self.advances[glyph] = round(logical.width * 1000 * FROM_UNITS / self.size)


def break_lines(face: Face, text: str, room: float) -> tuple[str, ...]:
    """The lines of a text in `room` pixels; raises `Unstampable` where Pango and the plain sum may disagree."""
    return face.broken(text, int(room * TO_UNITS))


def _operator(pieces: str) -> bytes:
    string = f"<{pieces}"
    return f"[{string[:-1] if string[-1] == '<' else string + '>'}] TJ".encode()
