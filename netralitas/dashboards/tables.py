"""Roll-up rows as a list: searched, filtered, sorted and exported like every list, but whole on one page."""

from collections.abc import Callable, Iterator
from functools import cached_property
from operator import attrgetter

from netralitas.dashboards.queries.days import Rise
from netralitas.dashboards.queries.figures import Figures, levels, total
from netralitas.dashboards.queries.monday_reports import NEEDS, ReportRow
from netralitas.dashboards.queries.rollup import Row
from netralitas.dashboards.queries.villages import KINDS, VillageRow
from netralitas.registry.models import StaffCategory
from netralitas.registry.models.staff import VILLAGE
from netralitas.ui import statuses
from netralitas.ui.lists import Column, Filter, List


class RowTable(List):
    """A list over rows that were computed, not read; the column's sort names attributes of a row."""

    columns = (
        Column("urutan", "No", sort=("order",)),
        Column("nama", "Nama", sort=("name",), value="name"),
        Column("kemajuan", "Kemajuan", sort=("share",), value=lambda row: _percent(row.figures), css_class="wide"),
        Column("sudah", "Sudah", sort=("figures.done",), value="figures.done", css_class="number"),
        Column("wajib", "Wajib", sort=("figures.obliged",), value="figures.obliged", css_class="number"),
        Column("belum", "Belum", sort=("figures.waiting",), value="figures.waiting", css_class="number"),
        Column("berhalangan", "Berhalangan", sort=("figures.hindered",), value="figures.hindered", css_class="number"),
        Column(
            "dikecualikan", "Tidak termasuk", sort=("figures.excluded",), value="figures.excluded", css_class="number"
        ),
    )
    search_fields = ("name",)
    default_sort = "urutan"
    noun = "baris"

    @cached_property
    def page_size(self) -> int:
        """All of it."""
        return max(len(self.rows), 1)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows as searched, filtered and sorted."""
        words = self.search.casefold().split()
        rows = [row for row in self.all_rows if all(word in row.name.casefold() for word in words)]
        for entry in self.active_filters:
            if entry.selected and callable(entry.apply):
                rows = entry.apply(rows, entry.selected)
        key, is_descending = self.sort
        return sorted(rows, key=attrgetter(*self.column(key).sort), reverse=is_descending) if key else rows

    @cached_property
    def sum(self) -> Figures:
        """The line under the table: what is shown, added up."""
        return total(row.figures for row in self.rows)

    def export_rows(self) -> Iterator[list[object]]:
        """The values of all rows shown; the number counts them."""
        for number, row in enumerate(self.rows, start=1):
            yield [number, *(column.of(row) for column in self.columns[1:])]


def _percent(figures: Figures) -> float | str:
    return "" if figures.percentage is None else float(figures.percentage)


def _head(row: Row) -> str:
    return f"{row.heads.done} dari {row.heads.obliged}" if row.heads.obliged else ""


class RecapTable(RowTable):
    """Every recap row of the pemda."""

    columns = (
        RowTable.columns[0],
        Column("nama", "Perangkat Daerah", sort=("name",), value="name"),
        Column("kepala", "Kepala sudah", value=_head),
        Column("keadaan", "Keadaan", value=lambda row: statuses.look("opd", row.state).word if row.state else ""),
        *RowTable.columns[2:],
        Column("kemarin", "Naik sejak kemarin", sort=("rise.since_yesterday",), value="rise.since_yesterday",
               css_class="number"),
        Column("pekan", "Naik sepekan", sort=("rise.since_last_week",), value="rise.since_last_week",
               css_class="number"),
    )  # fmt: skip
    filters = (
        Filter(
            "jenis", "Jenis pegawai", [kind for kind in StaffCategory.choices if kind[0] not in VILLAGE], "category"
        ),
        Filter("jenjang", "Jenjang", lambda: levels().items(), "level"),
    )
    noun = "baris rekap"
    has_rise = True

    @cached_property
    def rise_sum(self) -> Rise:
        """How many more in all the rows shown."""
        rises = [row.rise for row in self.rows]
        return Rise(sum(rise.since_yesterday for rise in rises), sum(rise.since_last_week for rise in rises))

    @property
    def narrowing(self) -> dict[str, str]:
        """What the counters are narrowed to: kind and level, empty for all."""
        return {str(entry.apply): entry.selected for entry in self.active_filters}


class KindRecapTable(RecapTable):
    """The same for one kind or level of employee; the days are not counted by kind, so nothing is said of the rise."""

    columns = RecapTable.columns[:-2]
    has_rise = False


class PastRecapTable(KindRecapTable):
    """Every recap row as of an instant: not narrowed by kind, since the page adds up cells once for all."""

    filters = ()


class UnitTable(RowTable):
    """Sub-units of a unit, or units of a kecamatan."""

    columns = (RowTable.columns[0], Column("nama", "Unit", sort=("name",), value="name"), *RowTable.columns[2:])
    noun = "unit"


def _of_kind(at: int) -> Callable[[VillageRow], str]:
    def shown(row: VillageRow) -> str:
        figures = row.kinds[at]
        return f"{figures.done} dari {figures.obliged}" if figures.obliged else ""

    return shown


class VillageTable(RowTable):
    """Village government per kecamatan or per desa: the table of its own."""

    columns = (
        RowTable.columns[0],
        Column("nama", "Kecamatan atau desa", sort=("name",), value="name"),
        *RowTable.columns[2:],
        *(Column(kind.value.lower(), str(kind.label), value=_of_kind(at)) for at, kind in enumerate(KINDS)),
    )
    noun = "baris"


class PlaceTable(RowTable):
    """Every kecamatan, in the order of the codes."""

    columns = (RowTable.columns[0], Column("nama", "Kecamatan", sort=("name",), value="name"), *RowTable.columns[2:])
    noun = "kecamatan"


def _needs(row: ReportRow) -> str:
    return "; ".join(NEEDS[code] for code in row.needs)


class WorkTable(RowTable):
    """Every office with what Bakesbangpol follows up there this week."""

    columns = (
        RowTable.columns[0],
        Column("nama", "Perangkat Daerah", sort=("name",), value="name"),
        RowTable.columns[2],
        Column("belum", "Belum", sort=("figures.waiting",), value="figures.waiting", css_class="number"),
        Column("naik", "Naik", value=lambda row: "" if row.rise is None else row.rise, css_class="number"),
        Column("tambah", "Pengecualian bertambah", sort=("grown",), value="grown", css_class="number"),
        Column("perlu", "Perlu ditindaklanjuti", value=_needs),
    )
    filters = (
        Filter("perlu", "Yang perlu", NEEDS.items(), lambda rows, code: [row for row in rows if code in row.needs]),
    )
    noun = "baris rekap"
