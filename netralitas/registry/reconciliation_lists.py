"""Lists of comparisons and of their findings."""

from django.db.models import QuerySet
from django.http import QueryDict

from netralitas.registry.models import Difference, Reconciliation
from netralitas.ui.lists import Column, Filter, List


class RunList(List):
    """Comparisons, the newest first."""

    columns = (
        Column("waktu", "Diunggah", sort=("made_at",), value="made_at"),
        Column("berkas", "Berkas", sort=("file_name",), value="file_name"),
        Column("keadaan", "Keadaan", sort=("state",), value="get_state_display"),
    )
    search_fields = ("file_name", "made_by")
    filters = (Filter("keadaan", "Keadaan", Reconciliation.State.choices, "state"),)
    default_sort = "-waktu"
    exports = ()
    noun = "rekonsiliasi"


def _signed(rows: QuerySet[Difference], wanted: str) -> QuerySet[Difference]:
    return rows.filter(has_signed=wanted == "sudah")


def _stepped(rows: QuerySet[Difference], wanted: str) -> QuerySet[Difference]:
    return rows.filter(step="") if wanted == "belum" else rows.exclude(step="")


class DifferenceList(List):
    """Findings of one comparison."""

    columns = (
        Column("nama", "Nama", sort=("name",), value="name"),
        Column("temuan", "Temuan", sort=("kind", "name"), value="get_kind_display"),
        Column("opd", "Perangkat Daerah", sort=("unit__opd__name", "name"), value="unit.opd.name"),
        Column("unit", "Unit", sort=("unit__path", "name"), value="unit.name"),
        Column("portal", "Di portal", value="here"),
        Column("ekspor", "Di data BKPSDM", value="there"),
        Column("ikrar", "Ikrar", sort=("has_signed",), value=lambda row: "sudah" if row.has_signed else "belum"),
        Column("baris", "Baris di berkas", sort=("file_row",), value="file_row", css_class="number"),
        Column("tindak", "Tindak lanjut", sort=("step",), value=lambda row: row.step_note or row.get_step_display()),
    )
    search_fields = ("name", "here", "there")
    default_sort = "temuan"
    noun = "temuan"

    def __init__(self, rows: QuerySet[Difference], query: QueryDict, *, offices: list[tuple[str, str]]) -> None:
        super().__init__(rows, query)
        self.filters = (
            Filter("temuan", "Temuan", Difference.Kind.choices, "kind"),
            Filter("opd", "Perangkat Daerah", offices, "unit__opd_id"),
            Filter("ikrar", "Ikrar", [("sudah", "Sudah menandatangani"), ("belum", "Belum menandatangani")], _signed),
            Filter("tindak", "Tindak lanjut", [("belum", "Belum ditindaklanjuti"), ("sudah", "Sudah")], _stepped),
        )

    @property
    def kind(self) -> str:
        """The one kind of finding the list is narrowed to, or ""."""
        return next((entry.selected for entry in self.active_filters if entry.key == "temuan"), "")
