"""Making a plan: WeasyPrint lays the paper out with markers, and the places of the markers in its page become holes."""

import io
from functools import lru_cache

import pikepdf
from PIL import Image

from netralitas.documents import engine, papers, rendering
from netralitas.documents.stamper import Unstampable, closing, graph, lettering, markers, plans
from netralitas.documents.stamper.facts import MARKED_DATES, Split
from netralitas.documents.stamper.markers import Spot, token

Shape = tuple[int, ...]  # lines of each personal text


def marked(split: Split, step: int, texts: tuple[str, ...]) -> "engine.Document":
    """The layout of a paper with these texts in the person's places, and grey pictures."""
    paper = papers.paper(split.kind)
    pictures = {name: _grey_picture(number) for number, name in enumerate(split.pictures)}
    return rendering.in_step(paper.present(split.filled(texts), pictures), step)


def marker_texts(split: Split, spots: list[Spot], shape: Shape) -> tuple[str, ...]:
    """Markers that take as many lines as the shape says."""
    return tuple(
        _marker(index, spots[index], lines) if lines > 1 else token(index) for index, lines in enumerate(shape)
    )


def compile_plan(split: Split, layout: "engine.Document") -> plans.Plan:
    """The plan of a layout with markers. Raises `Unstampable` when a marker cannot be found where it must be."""
    spots = markers.spots(layout.pages, len(split.personal.texts))
    frames = {
        name: markers.frame(layout.pages[0], papers.address_of(_grey_picture(number)))
        for number, name in enumerate(split.pictures)
    }
    with pikepdf.open(io.BytesIO(_with_repertoire(split, layout, spots))) as pdf:
        page = pdf.pages[-1]
        lines = page.obj.Contents.read_bytes().split(b"\n")
        names = {name: _picture_name(number) for number, name in enumerate(split.pictures)}
        parts = _holed(lines, spots, frames, names)
        kop, parts = _kop(parts, split)
        return _assembled(split, spots, pdf, page.obj, parts, kop)


def _marker(index: int, spot: Spot, lines: int) -> str:
    text = token(index)
    for _ in range(400):
        if len(lettering.break_lines(spot.face, spot.prefix + text + spot.suffix, spot.room)) == lines:
            return text
        text = f"{text} {token(index)}"
    raise Unstampable(f"no marker takes {lines} lines")


def test_pictures(split: Split, seed: int) -> dict[str, bytes]:
    """Grey pictures of other sizes, with a slope and a frame to compare."""
    pictures = {}
    for number, name in enumerate(split.pictures):
        picture = Image.linear_gradient("L").resize((300 + 90 * seed, 60 + 110 * seed + 20 * number))
        content = io.BytesIO()
        picture.save(content, "PNG")
        pictures[name] = content.getvalue()
    return pictures


@lru_cache(maxsize=16)
def _grey_picture(number: int) -> bytes:
    """A picture that stands for a personal one; its grey tells it from the others."""
    content = io.BytesIO()
    Image.new("L", (480, 180), 100 + number).save(content, "PNG")
    return content.getvalue()


def _picture_name(number: int) -> bytes:
    from hashlib import md5

    address = papers.address_of(_grey_picture(number))
    return md5(address.encode(), usedforsecurity=False).hexdigest().encode()


def _with_repertoire(split: Split, layout: "engine.Document", spots: list[Spot]) -> bytes:
    """The file of the marked page behind a page with every letter its fonts shall hold."""
    alphabets: dict[str, tuple[Spot, set[str]]] = {}
    for path, spot in zip(split.personal.texts, spots, strict=True):
        spot.face.line(spot.prefix + token(0) + spot.suffix)
        alphabet = set(split.personal.letters.get(path, lettering.REPERTOIRE))
        alphabets.setdefault(spot.face.font, (spot, set()))[1].update(alphabet)
    paragraphs = "".join(letters(spot.face, alphabet) for spot, alphabet in alphabets.values())
    html = f"<!DOCTYPE html><html lang=id><title>x</title>{paragraphs}"
    sheet = engine.lay_out(html, pictures={}, stylesheet="papers/repertoire.css", size="A3")
    whole = layout.copy([*sheet.pages, *layout.pages])
    return engine.write(whole, uncompressed_pdf=True)


def letters(face: lettering.Face, alphabet: set[str]) -> str:
    """A paragraph of every letter in the font of a face."""
    style = face.style
    family = ",".join(f"'{name}'" for name in style["font_family"])
    text = " ".join(sorted(alphabet - {" "}))
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    if set(lettering.LIGATURES[0]) <= alphabet:
        text += " ".join(("", *lettering.LIGATURES))
    return f'<p style="font:{style["font_style"]} {style["font_weight"]} 12px {family.replace(chr(34), "")}">{text}</p>'


def _holed(
    lines: list[bytes], spots: list[Spot], frames: dict[str, markers.Frame], names: dict[str, bytes]
) -> list[bytes | plans.Hole]:
    """The lines of the page's content with holes; each marker must stand exactly where and as computed."""
    parts: list[bytes | plans.Hole] = list(lines)
    for index, spot in enumerate(spots):
        for row, line in enumerate(spot.lines):
            _make_text_hole(parts, index, spot, row, line)
    for name, frame in frames.items():
        _make_picture_hole(parts, name, frame, names[name])
    return parts


def _make_text_hole(parts: list, index: int, spot: Spot, row: int, line: markers.Line) -> None:
    operator, units = spot.face.line(line.text)
    baseline = plans.number(line.baseline)
    at = _only(parts, b"1 0 0 -1 %s %s Tm" % (plans.number(line.x), baseline), index)
    shown = at + 1 if parts[at + 1] == operator else at + 2
    if parts[shown] != operator:
        raise Unstampable(f"text {index} is not set as computed")
    parts[shown] = plans.TextHole(index, row)
    if spot.centre is not None:
        hole = plans.CentreHole(index, row, spot.centre, spot.room, baseline)
        if hole.filled([((b"", units),) * (row + 1)] * (index + 1), {}) != parts[at]:
            raise Unstampable(f"text {index} is not centred as computed")
        parts[at] = hole
    if spot.is_underlined:
        end = plans.number(line.x + units * plans.FROM_UNITS)
        found = [place for place in range(at) if isinstance(parts[place], bytes) and parts[place].startswith(end + b" ")
                 and parts[place].endswith(b" l")]  # fmt: skip
        if len(found) != 1:
            raise Unstampable(f"the underline of text {index} is not found")
        parts[found[0]] = plans.UnderlineHole(index, row, line.x, parts[found[0]].removeprefix(end))


def _make_picture_hole(parts: list, name: str, frame: markers.Frame, picture: bytes) -> None:
    hole = plans.PictureHole(name, frame)
    expected = hole.filled([], {name: (480, 180)}).split(b"\n")
    at = next((at for at, part in enumerate(parts) if isinstance(part, bytes) and picture in part), None)
    first = 0 if at is None else at + 1 - len(expected)
    if at is None or parts[first:at] != expected[:-1]:
        raise Unstampable(f"picture {name} is not placed as computed")
    parts[first : at + 1] = [hole]


def _only(parts: list, wanted: bytes, index: int) -> int:
    found = [at for at, part in enumerate(parts) if part == wanted]
    if len(found) != 1:
        raise Unstampable(f"the place of text {index} is not found once")
    return found[0]


def _kop(parts: list, split: Split) -> tuple[list | None, list]:
    """Take the run of lines that show the letterhead's texts out of the page: it becomes an object of its own."""
    in_kop = [index for index, path in enumerate(split.personal.texts) if path[0] == split.personal.kop]
    places = [
        at for at, part in enumerate(parts)
        if isinstance(part, (plans.TextHole, plans.CentreHole)) and part.text in in_kop
    ]  # fmt: skip
    if not places:
        return None, parts
    start, end = places[0], places[-1] + 1
    if isinstance(parts[start], plans.TextHole):  # not centred: its matrix and font stand before it
        raise Unstampable("a letterhead that is not centred")
    region = parts[start:end]
    fonts = [part for part in region if isinstance(part, bytes) and part.endswith(b" Tf")]
    is_plain = all(not isinstance(part, bytes) or part.endswith((b" Tf", b" Tm", b" TJ")) for part in region)
    if not is_plain or region[1] not in fonts:
        raise Unstampable("a letterhead that is more than lines of text")
    return [b"BT", *region, b"ET"], [*parts[:start], b"ET", b"/kop Do", b"BT", fonts[-1], *parts[end:]]


def _assembled(
    split: Split, spots: list[Spot], pdf: pikepdf.Pdf, page: pikepdf.Object, parts: list, kop: list | None
) -> plans.Plan:
    _check_widths(spots, page.Resources.Font)
    store: graph.Store = {}
    shared = closing.entries_of(page.Resources, ("/ColorSpace", "/ExtGState", "/Font"), store)
    own = {f"/i{_picture_name(number).decode()}" for number in range(len(split.pictures))}
    pictures = b" ".join(
        b"%s %s" % (key.encode(), graph.keep(picture, store))
        for key, picture in page.Resources.get("/XObject", {}).items()
        if not any(key.startswith(name) for name in own)
    )
    catalogue = closing.entries_of(pdf.Root, closing.KEPT, store)
    boxes = closing.entries_of(page, ("/MediaBox", "/TrimBox", "/BleedBox"), store)
    info, metadata = closing.info_of(pdf), _metadata(pdf)
    return plans.Plan(
        texts=split.personal.texts, spots=tuple(spots), page=plans.Pieces(_merged(parts)),
        kop=plans.Pieces(_merged(kop)) if kop else None, pictures=split.pictures, boxes=boxes, resources=shared,
        pictures_kept=pictures, catalogue=catalogue, info=info, metadata=metadata, store=store,
    )  # fmt: skip


def _metadata(pdf: pikepdf.Pdf) -> bytes:
    metadata = pdf.Root.Metadata.read_bytes()
    if MARKED_DATES[0] not in metadata:
        raise Unstampable("no date in the metadata")
    return metadata


def _check_widths(spots: list[Spot], fonts: pikepdf.Object) -> None:
    """The widths the file states must be those the lines were set with."""
    for spot in spots:
        stated = _stated_widths(fonts[f"/{spot.face.font}"].DescendantFonts[0].W)
        if any(stated.get(glyph) != advance for glyph, advance in spot.face.advances.items() if glyph in stated):
            raise Unstampable("a font with widths that depend on its size")


def _stated_widths(entries: pikepdf.Object) -> dict[int, int]:
    flat = list(entries)
    return {
        int(first) + at: int(width)
        for first, widths in zip(flat[::2], flat[1::2], strict=True)
        for at, width in enumerate(widths)
    }


def _merged(parts: list[bytes | plans.Hole]) -> list[bytes | plans.Hole]:
    """Neighbouring constant lines as one piece; each line ends with a newline."""
    merged: list[bytes | plans.Hole] = []
    for part in parts:
        if isinstance(part, bytes) and merged and isinstance(merged[-1], bytes):
            merged[-1] += part + b"\n"
        else:
            merged.append(part + b"\n" if isinstance(part, bytes) else part)
    return merged
