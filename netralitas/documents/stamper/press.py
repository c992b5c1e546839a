"""The press: plans that were made and proven in this process, and the way of each person to one of them."""

import logging
import threading
from collections import Counter
from dataclasses import dataclass
from typing import Any

from netralitas.documents import papers, rendering
from netralitas.documents.papers import Pictures
from netralitas.documents.stamper import Unstampable, proof, stamping
from netralitas.documents.stamper.facts import Split, split
from netralitas.documents.stamper.lettering import REPERTOIRE, break_lines
from netralitas.documents.stamper.markers import Spot
from netralitas.documents.stamper.plans import Plan
from netralitas.documents.stamper.stamping import Lines

TEST_PERSONS = 2
_REPERTOIRE = frozenset(REPERTOIRE)
_PLANS_KEPT = 400
_logger = logging.getLogger("netralitas.documents")
_lock = threading.RLock()
_settings: dict[tuple[str, int], tuple[Spot, ...] | str] = {}  # by constants and step: the spots, or why not
_fits: dict[tuple[str, int, tuple[int, ...]], bool] = {}
_plans: dict[tuple[str, int, tuple[int, ...]], Plan | str] = {}
counted: Counter[str] = Counter()  # "stamped", "plain", and the reasons of the plain ones


@dataclass(frozen=True)
class Ready:
    """A person whose paper can be stamped."""

    plan: Plan
    split: Split
    lines: Lines
    pictures: Pictures


def stamped(kind: str, facts: dict[str, Any], pictures: Pictures | None = None) -> bytes | None:
    """The file of one paper, stamped; None when it must go the plain way."""
    try:
        return stamp(kind, facts, pictures)
    except Unstampable:
        return None


def stamp(kind: str, facts: dict[str, Any], pictures: Pictures | None = None) -> bytes:
    """The file of one paper, stamped; raises `Unstampable` with the reason when it must go the plain way."""
    try:
        ready = prepared(kind, facts, pictures)
        content = stamping.file_of(ready.plan, ready.split, ready.lines, ready.pictures)
    except Unstampable as reason:
        _count(reason)
        raise
    counted["stamped"] += 1
    return content


def prepared(kind: str, facts: dict[str, Any], pictures: Pictures | None = None) -> Ready:
    """A person with a proven plan; raises `Unstampable`."""
    paper = papers.paper(kind)
    if paper.personal is None:
        raise Unstampable("not a paper for many persons")
    pictures = paper.draw(facts) if pictures is None else pictures
    parts = split(paper, facts, pictures)
    _check_letters(parts)
    key = parts.key
    lines_by_step: dict[int, Lines] = {}

    def fits(step: int) -> bool:
        lines_by_step[step] = _lines(_spots(key, parts, step), parts.texts)
        return _is_one_page(key, parts, step, lines_by_step[step])

    step = rendering.largest_step(fits, _last_step(parts))
    if step is None:
        raise Unstampable("more than one page")
    lines = lines_by_step[step]
    return Ready(_plan(key, parts, step, lines), parts, lines, pictures)


def refused() -> dict[str, int]:
    """Why papers went the plain way since the process began, with how many."""
    return {reason: number for reason, number in counted.items() if reason not in {"stamped", "plain"}}


def forget() -> None:
    """Drop all plans (tests; after templates or fonts changed)."""
    with _lock:
        for kept in (_settings, _fits, _plans, _steps):
            kept.clear()
        counted.clear()


def _count(reason: Unstampable) -> None:
    counted["plain"] += 1
    counted[str(reason)] += 1


def _check_letters(parts: Split) -> None:
    letters = parts.personal.letters
    for path, text in zip(parts.personal.texts, parts.texts, strict=True):
        allowed = frozenset(letters[path]) if path in letters else _REPERTOIRE
        if not allowed.issuperset(text):
            raise Unstampable("a letter outside the repertoire")
        if not text or text != text.strip() or "  " in text:
            raise Unstampable("odd spaces")


_steps: dict[str, int] = {}


def _last_step(parts: Split) -> int:
    if parts.kind not in _steps:
        facts = parts.filled(parts.texts)
        _steps[parts.kind] = papers.paper(parts.kind).present(facts, {}).fit_steps
    return _steps[parts.kind]


def _lines(spots: tuple[Spot, ...], texts: tuple[str, ...]) -> Lines:
    return tuple(
        break_lines(spot.face, f"{spot.prefix}{text}{spot.suffix}" if spot.prefix or spot.suffix else text, spot.room)
        for spot, text in zip(spots, texts, strict=True)
    )


def _shape(lines: Lines) -> tuple[int, ...]:
    return tuple(map(len, lines))


def _spots(key: str, parts: Split, step: int) -> tuple[Spot, ...]:
    """Fonts and room of each text in a step, known after one layout with one-line markers."""
    with _lock:
        if (key, step) not in _settings:
            from netralitas.documents.stamper import compiling, markers

            try:
                texts = tuple(markers.token(index) for index in range(len(parts.texts)))
                layout = compiling.marked(parts, step, texts)
                found = tuple(markers.spots(layout.pages, len(texts)))
                _settings[key, step] = found
            except Unstampable as reason:
                _logger.warning("paper cannot be stamped", extra={"facts": {"kind": parts.kind, "reason": str(reason)}})
                _settings[key, step] = str(reason)
        return _or_raise(_settings[key, step])


def _is_one_page(key: str, parts: Split, step: int, lines: Lines) -> bool:
    with _lock:
        shape = _shape(lines)
        if (key, step, shape) not in _fits:
            _trim(_fits)
            _fits[key, step, shape] = len(_layout(key, parts, step, shape).pages) == 1
        return _fits[key, step, shape]


def _layout(key: str, parts: Split, step: int, shape: tuple[int, ...]) -> Any:
    from netralitas.documents.stamper import compiling

    spots = _spots(key, parts, step)
    return compiling.marked(parts, step, compiling.marker_texts(parts, list(spots), shape))


def _plan(key: str, parts: Split, step: int, lines: Lines) -> Plan:
    with _lock:
        place = (key, step, _shape(lines))
        if place not in _plans:
            _trim(_plans)
            _plans[place] = _made(key, parts, step, place[2])
        return _or_raise(_plans[place])


def _made(key: str, parts: Split, step: int, shape: tuple[int, ...]) -> Plan | str:
    """A plan with its proof, or why there is none."""
    from netralitas.documents.stamper import compiling

    try:
        plan = compiling.compile_plan(parts, _layout(key, parts, step, shape))
        for seed in range(TEST_PERSONS):
            _prove(plan, parts, step, shape, seed)
    except (Unstampable, proof.Unequal) as reason:
        _logger.warning("paper cannot be stamped", extra={"facts": {"kind": parts.kind, "reason": str(reason)}})
        return f"not proven: {reason}"
    return plan


def _prove(plan: Plan, parts: Split, step: int, shape: tuple[int, ...], seed: int) -> None:
    """Print one test person both ways."""
    from netralitas.documents import engine
    from netralitas.documents.stamper import compiling

    texts = tuple(
        proof.awkward_text(spot, parts.personal.letters.get(path, REPERTOIRE), lines, seed)
        for path, spot, lines in zip(plan.texts, plan.spots, shape, strict=True)
    )
    lines = _lines(plan.spots, texts)
    if _shape(lines) != shape:
        raise Unstampable("no test person has this shape")
    pictures = compiling.test_pictures(parts, seed)
    person = Split(parts.kind, parts.personal, parts.constant, parts.pictures, texts, parts.moment)
    ours = stamping.file_of(plan, person, lines, pictures)
    sheet = papers.paper(parts.kind).present(person.filled(texts), pictures)
    proof.compare(ours, engine.write(rendering.in_step(sheet, step)))


def _or_raise(found: Any) -> Any:
    if isinstance(found, str):
        raise Unstampable(found)
    return found


def _trim(kept: dict) -> None:
    """Forget the oldest when there are too many (each plan holds its fonts)."""
    while len(kept) >= _PLANS_KEPT:
        del kept[next(iter(kept))]
