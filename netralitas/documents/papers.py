"""Which papers exist and how each turns its frozen facts into a sheet; rooms above declare theirs in `papers.py`."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

SIZES = {  # millimetres; F4 is the office's "folio"
    "A4": (210, 297), "F4": (215, 330), "A3": (297, 420), "A4-lebar": (297, 210), "F4-lebar": (330, 215),
}  # fmt: skip
Path = tuple[str | int, ...]  # where a value stands in the facts
Pictures = Mapping[str, bytes]


@dataclass(frozen=True)
class Sheet:
    """One paper ready to be laid out: template, its stylesheet beside it, what they show.

    `pictures` are PNG bytes by name; the template names them as `pictures.<name>`. A sheet with `fit_steps` must
    stay on one page: it is set in step 0 and, while it overflows, in the next (the stylesheet's `.step-n`).
    """

    template: str
    stylesheet: str
    context: dict[str, Any]
    pictures: Pictures = field(default_factory=dict)
    size: str = "A4"
    fit_steps: int = 0


@dataclass(frozen=True)
class Personal:
    """What differs from person to person in the facts of one paper; all else is constant for a campaign.

    `texts` are the places of texts that are not empty; those under `kop` make the letterhead, one object per unit.
    `moment` is the place of the Unix time in the metadata. `unseen` no template reads: pictures come of them, or
    nothing. `letters` names the alphabet of a text that has a small one.
    """

    texts: tuple[Path, ...]
    moment: Path
    unseen: tuple[Path, ...] = ()
    kop: str = ""
    letters: Mapping[Path, str] = field(default_factory=dict)


Present = Callable[[dict[str, Any], Pictures], Sheet]
Draw = Callable[[dict[str, Any]], dict[str, bytes]]


@dataclass(frozen=True)
class Paper:
    """One kind of paper: how to draw its personal pictures, how to present it, what of it is personal."""

    kind: str
    present: Present
    draw: Draw
    personal: Callable[[dict[str, Any]], Personal] | None = None


def address_of(picture: bytes) -> str:
    """What a template writes into `src`: equal pictures have equal addresses."""
    return f"gambar:{hashlib.sha256(picture).hexdigest()}"


_papers: dict[str, Paper] = {}


def register_paper(
    kind: str, present: Present, *, draw: Draw = lambda facts: {},
    personal: Callable[[dict[str, Any]], Personal] | None = None,
) -> None:  # fmt: skip
    """Declare how documents of `kind` look; the functions may read nothing but the facts.

    With `personal` the paper may be stamped instead of laid out for each person.
    """
    if kind in _papers:
        raise ValueError(f"paper {kind} is declared twice")
    _papers[kind] = Paper(kind, present, draw, personal)


def paper(kind: str) -> Paper:
    """The declared paper; raises LookupError for an unknown kind."""
    return _papers[kind]


def sheet_of(kind: str, facts: dict[str, Any], pictures: Pictures | None = None) -> Sheet:
    """The sheet of a document; `pictures` are its personal ones when they are drawn already."""
    declared = paper(kind)
    return declared.present(facts, declared.draw(facts) if pictures is None else pictures)
