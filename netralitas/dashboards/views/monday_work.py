"""*Tindak Lanjut Pekan Ini*: what Bakesbangpol has to do about each Perangkat Daerah, one line each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.dashboards.links import address
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.queries.monday_reports import NEEDS
from netralitas.dashboards.queries.weekly import report_now
from netralitas.dashboards.tables import WorkTable
from netralitas.dashboards.views.empty import empty
from netralitas.exchange import writers


@require(Permission.COMPLETION_REVIEW)
@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """Every office that needs something, searched, narrowed to one need, sorted, downloaded."""
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    report = report_now(chosen.current)
    rows = [row for row in report.rows if row.needs]
    listing = WorkTable(rows, request.GET)
    if listing.wants_export:
        title = f"Tindak lanjut {chosen.current.title}, keadaan {timezone.localtime():%d-%m-%Y %H.%M}"
        return listing.export(writers.xlsx_response, title=title)
    counted = [(code, label, sum(code in row.needs for row in rows)) for code, label in NEEDS.items()]
    context = {
        "choice": chosen, "campaign": chosen.current, "report": report, "listing": listing,
        "counts": [
            (label, count, address(request, "monday-work", perlu=code)) for code, label, count in counted if count
        ],
        "rows": [(row, [NEEDS[code] for code in row.needs], address(request, "unit", row.key)) for row in listing.rows],
    }  # fmt: skip
    return render(request, "dashboards/mondays/work.html", context)
