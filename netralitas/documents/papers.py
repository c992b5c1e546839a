"""Which papers exist and how each turns its frozen facts into a sheet; rooms above declare theirs in `papers.py`."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

SIZES = {"A4": (210, 297), "F4": (215, 330), "A3": (297, 420)}  # millimetres; F4 is the office's "folio"


@dataclass(frozen=True)
class Sheet:
    """One paper ready to be laid out: template, its stylesheet beside it, what they show.

    `pictures` are PNG bytes by name; the template names them as `pictures.<name>`. A sheet with `fit_steps` must
    stay on one page: it is set in step 0 and, while it overflows, in the next (the stylesheet's `.step-n`).
    """

    template: str
    stylesheet: str
    context: dict[str, Any]
    pictures: dict[str, bytes] = field(default_factory=dict)
    size: str = "A4"
    fit_steps: int = 0


def address_of(picture: bytes) -> str:
    """What a template writes into `src`: equal pictures have equal addresses."""
    return f"gambar:{hashlib.sha256(picture).hexdigest()}"


Present = Callable[[dict[str, Any]], Sheet]
_papers: dict[str, Present] = {}


def register_paper(kind: str, present: Present) -> None:
    """Declare how documents of `kind` look; `present` may read nothing but the facts."""
    if kind in _papers:
        raise ValueError(f"paper {kind} is declared twice")
    _papers[kind] = present


def sheet_of(kind: str, facts: dict[str, Any]) -> Sheet:
    """The sheet of a document; raises LookupError for an unknown kind."""
    return _papers[kind](facts)
