"""*Verifikasi Kelengkapan* as a list: every Perangkat Daerah with its state, who waits longest on top."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter

from netralitas.ui import formats, statuses
from netralitas.ui.lists import Column, Filter, List
from pledges.models import Completion
from pledges.queries.completion import STATES, Standing
from pledges.queries.workdays import working_days_since

State = Completion.State
_TURN = (State.AWAITING_REVIEW, State.RETURNED, State.AWAITING_STATEMENT)  # who is waited for, in this order


@dataclass(frozen=True)
class Line:
    """One Perangkat Daerah: its state, the working days its newest round has waited, what else to know."""

    standing: Standing
    days: int | None
    place: int  # in protocol order

    @property
    def name(self) -> str:
        """The Perangkat Daerah."""
        return self.standing.opd.name

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return word(self.standing.state)

    @property
    def turn(self) -> tuple:
        """Who waits for Bakesbangpol first, the oldest on top; then protocol order."""
        state = self.standing.round.state if self.standing.round else ""
        return (_TURN.index(state) if state in _TURN else len(_TURN), -(self.days or 0), self.place)

    @property
    def waited(self) -> int:
        """For sorting; nothing waits, nothing to sort."""
        return -1 if self.days is None else self.days

    @property
    def remarks(self) -> str:
        """Addendum, changes of the data."""
        found = (self.standing.remark, self.standing.data.change)
        return "; ".join(part for part in found if part)


def word(code: str) -> str:
    """The word of a state."""
    return statuses.look("opd", code).word


def lines(found: list[Standing], off: Collection[date]) -> list[Line]:
    """Standings as lines; `off` are the holidays. No query."""
    return [Line(one, _days(one, off), place) for place, one in enumerate(found)]


def _days(one: Standing, off: Collection[date]) -> int | None:
    is_waiting = one.round is not None and one.round.state != State.COMPLETE
    return working_days_since(one.round.state_at, off) if is_waiting else None


def _accepted(line: Line) -> str:
    return formats.day(line.standing.accepted_at) if line.standing.accepted_at else ""


class CompletionList(List):
    """Every Perangkat Daerah in its state; computed rows, whole on one page."""

    columns = (
        Column("giliran", "Giliran", sort=("turn",), value="place"),
        Column("nama", "Perangkat Daerah", sort=("name",), value="name"),
        Column("keadaan", "Keadaan", sort=("state",), value="state"),
        Column("hari", "Menunggu (hari kerja)", sort=("waited",), value="days", css_class="number"),
        Column("belum", "Belum", sort=("standing.waiting",), value="standing.waiting", css_class="number"),
        Column("wajib", "Wajib", sort=("standing.obliged",), value="standing.obliged", css_class="number"),
        Column("lengkap", "Lengkap pada", value=_accepted),
        Column("catatan", "Catatan", value="remarks"),
    )
    filters = (
        Filter(
            "keadaan", "Keadaan", lambda: [(code, word(code)) for code in STATES],
            lambda rows, value: [row for row in rows if row.standing.state == value],
        ),
    )  # fmt: skip
    search_fields = ("name",)
    default_sort = "giliran"
    noun = "Perangkat Daerah"

    @cached_property
    def page_size(self) -> int:
        """All of it."""
        return max(len(self.rows), 1)

    @cached_property
    def rows(self) -> list[Line]:
        """The lines as searched, filtered and sorted."""
        words = self.search.casefold().split()
        rows = [row for row in self.all_rows if all(one in row.name.casefold() for one in words)]
        for entry in self.active_filters:
            rows = entry.narrowed(rows) if entry.selected else rows
        key, is_descending = self.sort
        return sorted(rows, key=attrgetter(*self.column(key).sort), reverse=is_descending)

    def export_rows(self) -> Iterator[list[object]]:
        """The values of all lines shown; the number counts them."""
        for number, row in enumerate(self.rows, start=1):
            yield [number, *(column.of(row) for column in self.columns[1:])]
