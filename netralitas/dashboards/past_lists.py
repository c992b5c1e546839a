"""Lists of persons as they were: rows rebuilt from history, so searched and sorted in memory."""

from dataclasses import replace
from functools import cached_property
from operator import attrgetter

from django.http import QueryDict

from netralitas import names
from netralitas.access.models import User
from netralitas.access.scopes import Scope
from netralitas.dashboards.people_lists import MISSING, WORDS
from netralitas.dashboards.queries import people
from netralitas.dashboards.queries.as_of import Past, PersonThen
from netralitas.registry.models import StaffCategory
from netralitas.ui.lists import Column, Filter, List
from pledges.models import Obligation

State = Obligation.State


class PeopleThenList(List):
    """Persons of some units at an instant, without contacts: those of then help nobody now."""

    columns = (
        Column("nama", "Nama", sort=("staff.name_key",), value="staff.full_name"),
        Column("unit", "Unit", sort=("unit.path", "staff.rank_key"), value="unit.name"),
        Column("jenis", "Jenis pegawai", sort=("category",), value="category_label"),
        Column("status", "Status", sort=("state",)),
        Column("urut", "Jabatan", sort=("staff.rank_key", "staff.name_key"), value="staff.position"),
    )
    search_fields = ("nama",)
    default_sort = "urut"
    noun = "pegawai"

    def __init__(self, rows: list[PersonThen], query: QueryDict, *, then: Past, user: User) -> None:
        seeing = people.unwilling_scope(user)
        super().__init__([_told(row, seeing) for row in rows], query)
        self._sees_unwilling = bool(seeing)
        closed_at = then.campaign.closed_at
        self._is_over = then.campaign.closes_at <= then.at or bool(closed_at and closed_at <= then.at)
        hidden = set() if self._sees_unwilling else {State.UNWILLING}
        self.filters = (
            Filter("status", "Status", [(code, word) for code, word in WORDS.items() if code not in hidden], _in_state),
            Filter("jenis", "Jenis pegawai", StaffCategory.choices, _of_kind),
        )

    @cached_property
    def rows(self) -> list[PersonThen]:
        """The rows as searched, filtered and sorted."""
        words = names.fold(self.search).split()
        found = [row for row in self.all_rows if all(word in row.staff.name_key for word in words)]
        for entry in self.active_filters:
            found = entry.apply(found, entry.selected) if entry.selected else found
        key, is_descending = self.sort
        return sorted(found, key=attrgetter(*self.column(key).sort, "staff.pk"), reverse=is_descending)

    @property
    def shown(self) -> list[tuple[PersonThen, str]]:
        """The present page, each with the state as this viewer may know it."""
        return [(row, self._state(row)) for row in self.page]

    def _state(self, row: PersonThen) -> str:
        return people.shown_state(row, is_over=self._is_over, may_see_unwilling=True)

    def export_rows(self) -> list[list[object]]:
        """As shown, the state in words."""
        at = [column.key for column in self.columns].index("status")
        rows = []
        for row in self.rows:
            cells = [column.of(row) for column in self.columns]
            cells[at] = WORDS.get(self._state(row), "Lewat batas waktu")
            rows.append(cells)
        return rows


def _told(row: PersonThen, seeing: Scope) -> PersonThen:
    """The row as this viewer may know it, so that neither its place in the order nor a filter tells more."""
    is_secret = row.state == State.UNWILLING and not seeing.covers(row.unit)
    return replace(row, state=State.WAITING.value) if is_secret else row


def _in_state(rows: list[PersonThen], wanted: str) -> list[PersonThen]:
    """*Belum* and *sudah* gather what counts as such."""
    states = {MISSING: people.WAITING_STATES, "sudah": Obligation.SIGNED_STATES}.get(wanted, (wanted,))
    return [row for row in rows if row.state in states]


def _of_kind(rows: list[PersonThen], wanted: str) -> list[PersonThen]:
    return [row for row in rows if row.category == wanted]
