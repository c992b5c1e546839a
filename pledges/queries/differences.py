"""What changed between two versions of a text, part by part and word by word."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pledges.models import PledgeText

SAME, CHANGED, ADDED, REMOVED = "Tetap", "Berubah", "Ditambah", "Dihapus"
_WORDS = re.compile(r"\S+|\s+")


@dataclass(frozen=True)
class Piece:
    """A run of words: `same`, `added` or `removed`."""

    kind: str
    words: str


@dataclass(frozen=True)
class PartDifference:
    """One part of a text (title, a point, …): what happened to it, and its words."""

    label: str
    word: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything happened to it."""
        return self.word != SAME


def text_differences(before: PledgeText, after: PledgeText) -> list[PartDifference]:
    """Every part of both versions, in the order of reading; no query."""
    fields = ("title", "preamble_kami", "preamble_saya")
    parts = [_part(_label(name), getattr(before, name), getattr(after, name)) for name in fields]
    for voice, title in (("kami", "dibaca bersama"), ("saya", "ditandatangani")):
        parts += _point_differences([p[voice] for p in before.points], [p[voice] for p in after.points], title)
    fields = ("closing_kami", "closing_saya", "sanction_clause")
    return [*parts, *(_part(_label(name), getattr(before, name), getattr(after, name)) for name in fields)]


def _label(name: str) -> str:
    return str(PledgeText._meta.get_field(name).verbose_name).capitalize()


def _point_differences(before: list[str], after: list[str], title: str) -> Iterator[PartDifference]:
    """Points matched by their wording, so that one taken away does not make all below it look changed."""
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            for place in range(j, j_end):
                yield _part(f"Butir {place + 1} ({title})", after[place], after[place])
            continue
        paired = min(i_end - i, j_end - j)
        for step in range(paired):
            yield _part(f"Butir {j + step + 1} ({title})", before[i + step], after[j + step])
        for place in range(i + paired, i_end):
            yield _part(f"Butir {place + 1} lama ({title})", before[place], "")
        for place in range(j + paired, j_end):
            yield _part(f"Butir {place + 1} ({title})", "", after[place])


def _part(label: str, before: str, after: str) -> PartDifference:
    if before == after:
        return PartDifference(label, SAME, (Piece("same", after),))
    word = CHANGED if before and after else ADDED if after else REMOVED
    return PartDifference(label, word, tuple(_word_pieces(before, after)))


def _word_pieces(before: str, after: str) -> Iterator[Piece]:
    a, b = _WORDS.findall(before), _WORDS.findall(after)
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(a[i:i_end]))
            continue
        if i_end > i:
            yield Piece("removed", "".join(a[i:i_end]))
        if j_end > j:
            yield Piece("added", "".join(b[j:j_end]))
