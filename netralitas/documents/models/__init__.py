"""The register of what was issued, and the letters."""

from netralitas.documents.models.issued import (
    Document,
    DocumentQuerySet,
    Drawing,
    IssuedFile,
    NumberSeries,
    Rendition,
    SealRevocation,
    Voidance,
)
from netralitas.documents.models.letters import Letter, LetterNumber, LetterScan, LetterTemplate

__all__ = [
    "Document",
    "DocumentQuerySet",
    "Drawing",
    "IssuedFile",
    "Letter",
    "LetterNumber",
    "LetterScan",
    "LetterTemplate",
    "NumberSeries",
    "Rendition",
    "SealRevocation",
    "Voidance",
]
