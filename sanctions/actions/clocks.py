"""Running clocks: a step starts some and ends others, and the calendar moves them."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from sanctions.deadlines import due_on
from sanctions.models import ENDED, CasePerson, Clock
from sanctions.queries.calendar import work_calendar
from sanctions.queries.time_limits import limit_on
from sanctions.transitions import Transition

_SUMMONS = frozenset({"PANGGIL-1", "PANGGIL-2"})
_IN_FORCE = frozenset({"KEBERATAN", "BANDING", "BERLAKU"})
_REMEDY = frozenset({"KEBERATAN-PUTUS", "BANDING-JAWAB", "BANDING-PUTUS"})

# code of a step → the clocks it meets
MET_BY: dict[str, frozenset[str]] = {
    "panggil_2": _SUMMONS, "bap": _SUMMONS, "tidak_hadir": _SUMMONS,
    "putuskan": frozenset({"BKN-TL"}),
    "sampaikan": frozenset({"SAMPAI", "KIRIM"}),
    "keberatan": _IN_FORCE, "banding": _IN_FORCE, "berlaku": _IN_FORCE,
    "tanggapi_banding": frozenset({"BANDING-JAWAB"}),
    "putus_upaya": _REMEDY, "batal_upaya": _REMEDY,
}  # fmt: skip
_BEGIN_ANEW = frozenset({"batalkan", "buka_kembali"})


def follow(person: CasePerson, row: Transition, on: date) -> None:
    """Let the clocks follow a step: end those it meets, stop all when the matter ends or begins anew, start its own.

    Inner step of `steps.take`, which *records* it. *Refuses* nothing.
    """
    if row.target in ENDED or row.code in _BEGIN_ANEW:
        _end(person, Clock.State.STOPPED, on)
    else:
        _end(person, Clock.State.MET, on, MET_BY.get(row.code, frozenset()))
    if row.clock:
        start(person, row.clock, on)


def start(person: CasePerson, code: str, started_on: date) -> Clock | None:
    """Set a clock going under the version of its day; one that runs already begins anew. None when it was withdrawn."""
    limit = limit_on(code, started_on)
    if limit is None:
        return None
    _end(person, Clock.State.STOPPED, started_on, frozenset({code}))
    due = due_on(limit, started_on, work_calendar())
    return Clock.objects.create(person=person, limit=limit, started_on=started_on, due_on=due)


@transaction.atomic
def reckon_anew() -> int:
    """Move the end of every running clock to what the calendar says now; returns how many moved.

    Inner step of the calendar's actions, which *record* it. *Refuses* nothing.
    """
    calendar = work_calendar()
    moved = []
    for clock in Clock.objects.running().select_related("limit").select_for_update(of=("self",)):
        due = due_on(clock.limit, clock.started_on, calendar)
        if due != clock.due_on:
            clock.due_on = due
            moved.append(clock)
    Clock.objects.bulk_update(moved, ["due_on"], batch_size=500)
    return len(moved)


def _end(person: CasePerson, state: str, on: date, codes: Collection[str] | None = None) -> None:
    running = Clock.objects.running().filter(person=person)
    if codes is not None:
        running = running.filter(limit__code__in=codes)
    running.update(state=state, ended_on=on)
