"""What a stranger with a code may learn, and whether what stands on the paper is what was issued."""

import re
from dataclasses import dataclass

from netralitas import names
from netralitas.documents import codes
from netralitas.documents.models import Document
from netralitas.ui import formats

_DIGITS = re.compile(r"[0-9]+")
_BETWEEN_DIGITS = re.compile(r"[\s.\-‐‑–—/]+")
_FEWEST_DIGITS = 8


@dataclass(frozen=True)
class PublicRecord:
    """What *Cek Keaslian* shows of one document: a masked name and nothing that identifies further.

    Of a letter: kind, number, date and validity only.
    """

    code: str
    paper: str
    name: str
    opd: str
    campaign: str
    signed_on: str
    is_void: bool
    voided_on: str = ""
    number: str = ""
    dated_on: str = ""
    has_match: bool = True


def find(code: str) -> Document | None:
    """The document of a code as typed or scanned; None for unknown and malformed alike. At most one query."""
    cleaned = codes.clean(code)
    if cleaned is None:
        return None
    return Document.objects.filter(code=cleaned).select_related("voidance", "row_key", "letter__entered").first()


def public_record(document: Document) -> PublicRecord:
    """The public side of a document; no query after `find`."""
    facts, is_letter = document.public_facts, document.kind == Document.Kind.LETTER
    return PublicRecord(
        code=codes.pretty(document.code),
        paper=facts["paper"],
        name=facts.get("name", ""),
        opd=facts.get("opd", ""),
        campaign=facts.get("campaign", ""),
        signed_on=facts.get("signed_on", ""),
        is_void=hasattr(document, "voidance"),
        voided_on=formats.day(document.voidance.at) if hasattr(document, "voidance") else "",
        number=(facts["number"] or document.letter.full_number or "belum dicatat") if is_letter else "",
        dated_on=(formats.day(document.letter.date) if document.letter.date else "") if is_letter else "",
        has_match=not is_letter,
    )


def agrees(document: Document, written: str) -> bool:
    """Whether a name or a number written on a paper is that of the document; raises `Erased` after a purge.

    Names agree without titles, accents, dots and case; numbers without spaces and dots. Never a part of them.
    """
    match = document.facts().get("match", {"name": "", "number": ""})
    digits = _BETWEEN_DIGITS.sub("", written)
    if _DIGITS.fullmatch(digits) and len(digits) >= _FEWEST_DIGITS:
        return digits == match["number"]
    return bool(match["name"]) and names.search_key(names.clean(written)) == match["name"]
