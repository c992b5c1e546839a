"""Taking a person's texts out of the facts of a paper, and putting markers in their place."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from netralitas.documents.papers import Paper, Path, Personal, Pictures
from netralitas.documents.stamper import Unstampable

MARKED_MOMENT = 981173106  # 2001-02-03T04:05:06Z: found again in the metadata
MARKED_DATES = (b"2001-02-03T04:05:06Z", b"D:20010203040506Z")


@dataclass(frozen=True)
class Split:
    """Facts taken apart: what is constant, and the person's texts in the order of `personal.texts`."""

    kind: str
    personal: Personal
    constant: dict[str, Any]  # with None in place of every personal value
    pictures: tuple[str, ...]
    texts: tuple[str, ...]
    moment: int

    @property
    def key(self) -> str:
        """Equal for persons whose papers differ in personal values only."""
        text = json.dumps([self.kind, self.constant, self.pictures], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def filled(self, texts: tuple[str, ...]) -> dict[str, Any]:
        """Facts with other texts in the person's places."""
        facts = _copied(self.constant)
        for path, text in zip(self.personal.texts, texts, strict=True):
            _put(facts, path, text)
        _put(facts, self.personal.moment, MARKED_MOMENT)
        return facts


def split(paper: Paper, facts: dict[str, Any], pictures: Pictures) -> Split:
    """Take facts apart; raises `Unstampable` for a paper without personal parts."""
    if paper.personal is None:
        raise Unstampable("not a paper for many persons")
    personal = paper.personal(facts)
    constant = _copied(facts)
    texts = tuple(_take(constant, path) for path in personal.texts)
    moment = _take(constant, personal.moment)
    for path in personal.unseen:
        _take(constant, path)
    return Split(paper.kind, personal, constant, tuple(sorted(pictures)), texts, moment)


def _copied(value: Any) -> Any:
    """A copy in which the containers on the way to personal values are new (those are two deep at most)."""
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], (str, list)):
        return [_copied(one) for one in value]
    return value


def _take(facts: Any, path: Path) -> Any:
    *way, last = path
    for step in way:
        facts = facts[step]
    value, facts[last] = facts[last], None
    return value


def _put(facts: Any, path: Path, value: Any) -> None:
    *way, last = path
    for step in way:
        facts = facts[step]
    facts[last] = value
