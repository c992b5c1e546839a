"""Versions of the wording of letters, and what changed between them."""

import difflib
from dataclasses import dataclass

from django.db.models import QuerySet

from netralitas.documents.letter_text import unwrapped
from netralitas.documents.letters import LetterKind
from netralitas.documents.models import LetterTemplate


def default_of(kind: LetterKind) -> LetterTemplate:
    """The wording a kind comes with, not saved; no query."""
    return LetterTemplate(
        kind=kind.code, version=1, heading=kind.heading, subject=kind.subject, body=unwrapped(kind.body),
        number_pattern=kind.number_pattern, paper=kind.paper, note="Naskah bawaan portal", is_default=True,
        made_by="Portal",
    )  # fmt: skip


def newest(kind: LetterKind) -> LetterTemplate:
    """The newest version, or the unsaved default of the kind; one query."""
    return LetterTemplate.objects.filter(kind=kind.code).order_by("-version").first() or default_of(kind)


def versions(kind: LetterKind) -> QuerySet[LetterTemplate]:
    """All versions of a kind, the newest first; one query."""
    return LetterTemplate.objects.filter(kind=kind.code).order_by("-version")


@dataclass(frozen=True)
class Line:
    """One line of a comparison: "same", "gone" or "new"."""

    state: str
    text: str


def difference(old: LetterTemplate | None, new: LetterTemplate) -> list[Line]:
    """What a version changed, line by line; everything is new in the first. No query."""
    before = _lines(old) if old else []
    after, found = _lines(new), []
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Line("same", text) for text in before[i:i_end]]
            continue
        found += [Line("gone", text) for text in before[i:i_end]]
        found += [Line("new", text) for text in after[j:j_end]]
    return found


def _lines(template: LetterTemplate) -> list[str]:
    head = [f"Judul: {template.heading}" if template.heading else "", f"Hal: {template.subject}",
            f"Pola nomor: {template.number_pattern or 'diisi dari agenda'}", f"Kertas: {template.paper}"]  # fmt: skip
    return [line for line in [*head, *template.body.splitlines()] if line.strip()]
