"""*Rekap per kecamatan*: by the location of the unit, in the order of the codes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.dashboards.links import address
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.queries.cells import cells
from netralitas.dashboards.tables import PlaceTable
from netralitas.dashboards.views.empty import empty
from netralitas.exchange import writers


@require(Permission.ROLLUP_VIEW)
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Every kecamatan, only for those who see the whole pemda."""
    if not request.scope.is_all:
        raise Http404
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    listing = PlaceTable(cells(chosen.current).places, request.GET)
    if listing.wants_export:
        title = f"Rekap per kecamatan, {chosen.current.title}, keadaan {timezone.localtime():%d-%m-%Y %H.%M}"
        return listing.export(writers.xlsx_response, title=title)
    context = {
        "choice": chosen, "campaign": chosen.current, "listing": listing, "now": timezone.now(),
        "rows": [(row, address(request, "place", row.key or "tanpa-lokasi")) for row in listing.rows],
    }  # fmt: skip
    return render(request, "dashboards/places/list.html", context)
