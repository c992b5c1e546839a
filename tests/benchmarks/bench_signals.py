"""Patterns among the signatures of one large Perangkat Daerah; the rival compares every drawing with every other.

All data is invented: strokes of the committed generator of the demonstration, hours and reading times drawn here.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from netralitas.demo.strokes import drawn
from netralitas.ledger import vault
from netralitas.ledger.models import RowKey
from pledges import shapes
from pledges.queries import patterns
from pledges.signal_rules import STROKES, THRESHOLDS
from tests.benchmarks.measuring import Control, Line, control

SIZES = (5_000, 10_000, 20_000)
RIVAL_SIZE = 3_000
HANDS, FORGED = 10, 6  # hands that sign under several names, and under how many each
PER_UNIT = 40
LIMITS = {one.code: one.default for one in THRESHOLDS.values()}
FARTHEST = LIMITS["stroke_distance"] / 1000
MONDAY = datetime(2026, 10, 5, 0, 0, tzinfo=timezone.get_default_timezone())


def run() -> Iterator[Line | Control]:
    """The same pairs as comparing all with all first, then cost by size, what was planted, what was found beside."""
    few = [one.shape for one in _rows(RIVAL_SIZE)]
    began = time.process_time()
    ours = {pair[:2] for pair in shapes.near_pairs(few, FARTHEST)}
    ours_seconds = time.process_time() - began
    began = time.process_time()
    theirs = {(i, j) for j in range(len(few)) for i in range(j) if shapes.distance(few[i], few[j]) <= FARTHEST}
    rival_seconds = time.process_time() - began
    assert ours == theirs, "the grid loses pairs"
    yield control("a pair that the grid loses is seen", ours - {next(iter(ours))} != theirs)
    remark = f"{RIVAL_SIZE} drawings, {len(ours)} pairs within {FARTHEST:.2f}, the same by both, CPU"
    yield Line("signals_pairs", ours_seconds, rival_seconds, "s", 1.5, 5, remark=remark)
    yield Line("signals_unseal", _unsealing(400), unit="ms", first=5, remark="one signature opened and measured, CPU")
    for size in SIZES:
        yield from _whole(size)


def _unsealing(count: int) -> float:
    """Milliseconds to open one sealed signature and to take the shape of its strokes."""
    sealed = []
    for seed in range(count):
        row, key = vault.fresh_key()
        private = vault.seal({"private": {"evidence": {"seconds_on_text": 40}}}, key)
        sealed.append((row.wrapped, private, vault.seal({"ink": drawn(seed), "text": "x" * 2500}, key)))
    began = time.process_time()
    for number, (wrapped, private, paper) in enumerate(sealed):
        patterns._trace(number, number, 1, "", MONDAY, "personal_link", "", False, wrapped, private, paper)
    assert RowKey(wrapped=sealed[0][0])
    return (time.process_time() - began) / count * 1000


def _whole(size: int) -> Iterator[Line]:
    """Every kind of pattern over an OPD of this size, without the four small questions to the database."""
    rows = _rows(size)
    finders = (patterns._devices, patterns._strokes, patterns._bursts, patterns._unread, patterns._nightly)
    began = time.process_time()
    found = [one for finder in finders for one in finder(rows, LIMITS)]
    seconds = time.process_time() - began
    forged = {number for hand in range(HANDS) for number in range(hand * FORGED, (hand + 1) * FORGED)}
    asked = {pk for one in found if one.code == STROKES for pk, _ in one.members}
    kinds = Counter(one.code for one in found)
    remark = (
        f"{size} invented signatures: {len(asked & forged)} of {len(forged)} traced drawings found, "
        f"{len(asked - forged)} others asked about; groups {dict(kinds)}, CPU"
    )
    assert forged <= asked, "a traced drawing was not found"
    yield Line(f"signals_{size}", seconds, unit="s", first=60, remark=remark)


def _rows(size: int) -> list[patterns.Trace]:
    """One signature each: own device, own strokes, office hours, unhurried; ten hands sign for six persons each."""
    chance, rows = random.Random(20), []
    for number in range(size):
        hand = number // FORGED if number < HANDS * FORGED else None
        ink = drawn(10_000_000 + hand)["s"] if hand is not None else drawn(number)["s"]
        strokes = [_shaken(stroke, chance) for stroke in ink] if hand is not None else ink
        day, minute = chance.randrange(14), chance.triangular(7 * 60, 22 * 60, 9 * 60)
        at, seconds = MONDAY + timedelta(days=day, minutes=minute), round(chance.gammavariate(4, 15))
        rows.append(
            patterns.Trace(
                number, number, number // PER_UNIT, "", at, "personal_link", f"{number:064d}", False, seconds,
                shapes.shape_of(strokes),
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.signed_at)


def _shaken(stroke: list[int], chance: random.Random) -> list[int]:
    """The same movement again: four fifths the size, elsewhere, with a tremble of eight units of 6,000."""
    moved = list(stroke)
    for place in range(0, len(moved), 3):
        moved[place] = round(moved[place] * 0.8 + 300 + chance.uniform(-8, 8))
        moved[place + 1] = round(moved[place + 1] * 0.8 + 100 + chance.uniform(-8, 8))
    return moved
