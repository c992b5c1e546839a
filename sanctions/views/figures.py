"""Numbers: the three counts with their tables, the Sekda's page of its own, the sheet for SIASN."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.exchange import writers
from netralitas.ui.lists import Column, Filter, List
from sanctions import tallies
from sanctions.actions import figures as actions
from sanctions.models import Level
from sanctions.queries import siasn
from sanctions.queries.figures import counted_for
from sanctions.tallies import Line, Table

_COLUMNS = ("Menurut", "Rincian", "Dilaporkan", "Terbukti", "Dijatuhi sanksi", "Lewat tenggat")


@require(Permission.CASE_FIGURES)
@never_cache
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show the three counts by act, track, jenjang, state, stage and age; small ones are hidden outside BKPSDM."""
    counted = counted_for(request.user, timezone.localdate())
    total, tables, is_exact = tallies.total_of(counted), tallies.tables_of(counted), _is_exact(request)
    if not is_exact:
        total, tables = tallies.veiled(total), [tallies.suppressed(table) for table in tables]
    if request.GET.get("unduh") == "xlsx":
        rows = _sheet(total, tables)
        return writers.xlsx_response(title="Angka Penanganan Dugaan Pelanggaran", columns=_COLUMNS, rows=rows)
    context = {
        "total": total,
        "tables": tables,
        "is_exact": is_exact,
        "has_person": hasattr(request.user, "staff_link"),
    }
    return render(request, "sanctions/figures/figures.html", context)


@require(Permission.CASE_COUNTS)
@never_cache
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """Show the Sekda how many there are and how many are late; nothing else, nowhere else."""
    counted = counted_for(request.user, timezone.localdate())
    going = tallies.total_of([one for one in counted if one.days_open is not None])
    context = {
        "total": tallies.veiled(tallies.total_of(counted)), "going": tallies.veiled(going).reported,
        "has_person": hasattr(request.user, "staff_link"),
    }  # fmt: skip
    return render(request, "sanctions/figures/counts.html", context)


class SiasnList(List):
    """Measures that stand, as they go into SIASN; the download is a button of its own, since it names people."""

    columns = (
        Column("perkara", "Perkara", sort=("person__case__number", "pk"), value="person.case.number"),
        Column("keputusan", "Keputusan", sort=("number", "pk"), value="number"),
        Column("tanggal", "Ditetapkan", sort=("dated_on", "pk"), value="dated_on"),
        Column("hukuman", "Jenis hukuman", sort=("measure__name", "pk"), value="measure.name"),
    )
    search_fields = ("person__case__number", "number", "measure__name")
    filters = (Filter("tingkat", "Tingkat", Level.choices, "level"),)
    default_sort, noun, exports = "-tanggal", "keputusan", ()


@require(Permission.CASE_EDIT)
@never_cache
@require_safe
def siasn_list(request: HttpRequest) -> HttpResponse:
    """List the measures that go into SIASN."""
    listing = SiasnList(siasn.decisions_for(request.user), request.GET)
    return render(request, "sanctions/figures/siasn.html", {"listing": listing})


@require(Permission.CASE_EDIT)
@never_cache
@require_POST
def siasn_sheet(request: HttpRequest) -> HttpResponse:
    """Hand out the sheet of what the list shows; that is written down."""
    decisions = list(SiasnList(siasn.decisions_for(request.user), request.GET).rows)
    actions.note_siasn_sheet(count=len(decisions), by=request.actor)
    rows = siasn.rows_of(decisions)
    return writers.xlsx_response(title="Riwayat Hukuman Disiplin untuk SIASN", columns=siasn.COLUMNS, rows=rows)


def _is_exact(request: HttpRequest) -> bool:
    return request.user.has_perm(Permission.REPORT_ALL)


def _sheet(total: Line, tables: list[Table]) -> list[list[str | int]]:
    lines = [("Seluruhnya", total), *((table.head, line) for table in tables for line in table.lines)]
    return [
        [head, line.label, *(_told(value) for value in (line.reported, line.proven, line.sanctioned, line.overdue))]
        for head, line in lines
    ]


def _told(value: int | None) -> str | int:
    return f"kurang dari {tallies.SMALL}" if value is None else value
