"""Recognising what a column holds from how its heading is spelled."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from netralitas import names

EXACT, CHILD, LOOSE = 1.0, 0.9, 0.7
_MARKS = re.compile(r"[^0-9a-z ]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One thing the portal wants, and how office workbooks spell its heading."""

    field: str
    label: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All columns of one kind of workbook.

    `dropped` are headings known and left out on purpose (data minimisation); `name_field` and
    `key_fields` tell a row about a person from a total or a signature block. `subject` and `needs` are the words
    for a refusal; with `has_word_keys` a key of one word (a unit's code) is as sure a sign of a row as a NIP.
    """

    columns: tuple[Column, ...]
    dropped: tuple[str, ...]
    name_field: str
    key_fields: tuple[str, ...]
    subject: str = "pegawai"
    needs: str = "NAMA dan NIP"
    has_word_keys: bool = False

    def label(self, field: str) -> str:
        """The Indonesian name of a field."""
        return next(column.label for column in self.columns if column.field == field)

    def candidates(self, parts: tuple[str, ...]) -> Iterator[tuple[float, str | None]]:
        """Confidence and field for a heading given by its lines from above; field None: dropped on purpose."""
        whole = heading_key(" ".join(dict.fromkeys(part for part in parts if part)))
        if not whole:
            return
        last = heading_key(next(part for part in reversed(parts) if part))
        words = frozenset(whole.split())
        for key, known in ((whole, self._by_key), (words, self._by_words), (whole.replace(" ", ""), self._by_letters)):
            if key in known:
                yield EXACT - self._place.get(whole, 99) / 10_000, known[key]
                return
        if last != whole and last in self._by_key:
            yield CHILD, self._by_key[last]
        yield from self._loose(words)

    def _loose(self, words: frozenset[str]) -> Iterator[tuple[float, str | None]]:
        """The spelling with the most words that all occur in the heading; more words, more confidence."""
        best = max((key for key in self._by_words if key <= words), key=len, default=None)
        if best:
            yield LOOSE + min(len(best), 10) / 100, self._by_words[best]

    @cached_property
    def _by_key(self) -> dict[str, str | None]:
        dropped: dict[str, str | None] = {heading_key(spelling): None for spelling in self.dropped}
        return dropped | {heading_key(text): column.field for column in self.columns for text in column.spellings}

    @cached_property
    def _place(self) -> dict[str, int]:
        """Usual spellings stand first: of two columns that fit, the more usual one is taken."""
        return {heading_key(text): place for column in self.columns for place, text in enumerate(column.spellings)}

    @cached_property
    def _by_words(self) -> dict[frozenset[str], str | None]:
        return {frozenset(key.split()): field for key, field in reversed(self._by_key.items())}

    @cached_property
    def _by_letters(self) -> dict[str, str | None]:
        return {key.replace(" ", ""): field for key, field in self._by_key.items()}


def heading_key(heading: str) -> str:
    """A heading without case, accents, punctuation and double spaces."""
    return " ".join(_MARKS.sub(" ", names.fold(heading)).split())


def assign(catalogue: Catalogue, headings: Sequence[Sequence[str]]) -> list[tuple[str | None, float, bool]]:
    """Per column (field, confidence, is dropped): each field goes to the column that fits best, once."""
    offers = [
        (confidence, column, field)
        for column, parts in enumerate(headings)
        for confidence, field in _candidates(catalogue, tuple(parts))
    ]
    result: list[tuple[str | None, float, bool]] = [(None, 0.0, False)] * len(headings)
    taken: set[str] = set()
    settled: set[int] = set()
    for confidence, column, field in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if column in settled or (field is not None and field in taken):
            continue
        settled.add(column)
        if field is not None:
            taken.add(field)
        result[column] = (field, confidence, field is None)
    return result


@lru_cache(maxsize=4096)
def _candidates(catalogue: Catalogue, parts: tuple[str, ...]) -> list[tuple[float, str | None]]:
    return list(catalogue.candidates(parts))
