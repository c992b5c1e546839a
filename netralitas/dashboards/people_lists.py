"""Lists of persons with their state; which states may be told apart depends on who looks."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from netralitas.access.models import User
from netralitas.dashboards.queries import people
from netralitas.registry.models import Opd, StaffCategory
from netralitas.ui.lists import Column, Filter, List
from pledges.models import Campaign, Obligation

State = Obligation.State
MISSING = "belum"
WORDS = {
    MISSING: "Belum menandatangani",
    State.UNREACHABLE: "Belum dapat dihubungi",
    State.UNWILLING: "Belum bersedia, ditindaklanjuti atasan",
    State.HINDERED: "Berhalangan sementara",
    "sudah": "Sudah menandatangani",
    State.SIGNED_PAPER: "Sudah (tanda tangan basah)",
    State.EXCLUDED: "Tidak termasuk wajib",
}


def in_state(rows: QuerySet, wanted: str) -> QuerySet:
    """*Belum* means everybody obliged who has not signed and is not hindered; *sudah* both ways of signing."""
    if wanted == MISSING:
        return rows.filter(state__in=people.WAITING_STATES)
    if wanted == "sudah":
        return rows.signed()
    return rows.filter(told_state=wanted)


class PeopleList(List):
    """Persons of a campaign inside a scope."""

    columns = (
        Column("nama", "Nama", sort=("staff__name_key",), value="staff.full_name"),
        Column("unit", "Unit", sort=("unit__path", "staff__rank_key"), value="unit.name"),
        Column("jenis", "Jenis pegawai", sort=("category",), value="get_category_display"),
        Column("status", "Status", sort=("told_state",), value=lambda row: WORDS.get(row.shown_state, "")),
        Column("urut", "Jabatan", sort=("staff__rank_key", "staff__name_key"), value="staff.position"),
        Column("hp", "Nomor HP", value="staff.phone"),
        Column("surel", "Surel", value="staff.email"),
    )
    search_fields = ("staff__name", "staff__name_key", "staff__nip")
    default_sort = "urut"
    noun = "pegawai"

    def __init__(
        self, rows: QuerySet, query: QueryDict, *, user: User, campaign: Campaign, units: list[Opd], status: str = ""
    ) -> None:
        seeing = people.unwilling_scope(user)
        super().__init__(people.with_told_state(rows, seeing), query)
        self._sees_unwilling = bool(seeing)
        self._is_over = campaign.state != Campaign.State.DRAFT and not (campaign.is_open() or campaign.is_to_come())
        self._status = status
        self.filters = self._declared(units)

    def _declared(self, units: list[Opd]) -> tuple[Filter, ...]:
        hidden = {State.UNWILLING} if not self._sees_unwilling else set()
        choices = [(code, word) for code, word in WORDS.items() if code not in hidden]
        found = [Filter("jenis", "Jenis pegawai", StaffCategory.choices, "category")]
        if len(units) > 1:
            found.insert(0, Filter("unit", "Unit", [(u.public_id, u.name) for u in units], "unit__public_id"))
        if not self._status:
            found.insert(0, Filter("status", "Status", choices, in_state))
        return tuple(found)

    @property
    def rows(self) -> QuerySet:
        """The rows as searched, filtered and sorted, of the fixed status if there is one."""
        found = super().rows
        return in_state(found, self._status) if self._status else found

    @property
    def shown(self) -> list[Obligation]:
        """The present page, each row with `shown_state`."""
        rows = [self._marked(row) for row in self.page]
        people.add_signatures_of_merged(rows)
        return rows

    def _marked(self, row: Obligation) -> Obligation:
        row.whatsapp = f"62{row.staff.phone[1:]}" if row.staff.phone.startswith("0") else row.staff.phone
        row.signed = next(iter(getattr(row, "valid_signatures", ())), None)
        row.shown_state = people.shown_state(row, is_over=self._is_over, may_see_unwilling=row.told_state == row.state)
        return row

    def export_rows(self) -> Iterator[list[object]]:
        """As shown, with the state this viewer may know."""
        for row in self.rows.iterator(chunk_size=1000):
            yield [column.of(self._marked(row)) for column in self.columns]


def people_list(
    request: HttpRequest, rows: QuerySet, campaign: Campaign, units: list[Opd], *, status: str = ""
) -> PeopleList:
    """The list for whoever asks."""
    return PeopleList(rows, request.GET, user=request.user, campaign=campaign, units=units, status=status)
