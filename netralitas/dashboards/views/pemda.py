"""The pemda's page: the number, its course, who lags, what waits for whom, every recap row."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.dashboards import summaries
from netralitas.dashboards.links import address
from netralitas.dashboards.queries.campaigns import Choice, choice
from netralitas.dashboards.queries.days import course
from netralitas.dashboards.queries.rollup import Rollup, breakdown, counted, rollup, with_states
from netralitas.dashboards.queries.waits import waits
from netralitas.dashboards.tables import KindRecapTable, RecapTable
from netralitas.dashboards.views import desk, units
from netralitas.dashboards.views.empty import empty
from netralitas.dashboards.views.villages import village_part
from netralitas.exchange import writers


@require(Permission.ROLLUP_VIEW)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page of each role: the pemda's number, or one's own desk."""
    return page(request) if request.scope.is_all else desk.desk(request)


@require(Permission.ROLLUP_VIEW)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The numbers without names: of the pemda, or of one's own unit."""
    return page(request) if request.scope.is_all else units.own(request)


def page(request: HttpRequest) -> HttpResponse:
    """The pemda's page; the caller has checked that the whole pemda is in scope."""
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    figures = _figures(request, chosen)
    listing = _recap_table(request, chosen, figures["rollup"])
    if listing.wants_export:
        title = f"Rekap {chosen.current.title}, keadaan {timezone.localtime():%d-%m-%Y %H.%M}"
        return listing.export(writers.xlsx_response, title=title)
    parts = breakdown(counted(chosen.current))
    tables = [
        ("Menurut jenis pegawai", "Jenis", [(row, _narrowed(request, jenis=row.key)) for row in parts.categories]),
        ("Menurut jenjang", "Jenjang", [(row, _narrowed(request, jenjang=row.key)) for row in parts.levels]),
    ]
    places = [(row, _place(request, row.key)) for row in parts.places]
    rows = [(row, address(request, "unit", row.key)) for row in listing.rows]
    context = {**figures, "listing": listing, "rows": rows, "tables": tables, "places": places}
    ways = {"as_of_url": "as-of", "mondays_url": "mondays", "places_url": "places", "open_url": "open-counts"}
    context |= {name: address(request, page_name) for name, page_name in ways.items()}
    context |= village_part(request, chosen.current)
    return render(request, "dashboards/pemda/page.html", context)


@require(Permission.ROLLUP_VIEW)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The moving part of the pemda's page."""
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None or not request.scope.is_all:
        return redirect("dashboards:home")
    return render(request, "dashboards/pemda/_figures.html", _figures(request, chosen))


def _figures(request: HttpRequest, chosen: Choice) -> dict[str, object]:
    days = course(chosen.current)
    rolled = rollup(chosen.current, rise_of=days.rise_of)
    with_states(chosen.current, rolled.counted_rows)
    return {
        "choice": chosen,
        "campaign": chosen.current,
        "rollup": rolled,
        "course": days,
        "trend": json.dumps([{"x": f"{day.on:%d/%m}", "done": day.done, "obliged": day.obliged} for day in days.days]),
        "laggards": [(row, address(request, "unit", row.key)) for row in rolled.laggards],
        "waits": [(wait, _narrowed(request, urut=wait.sort)) for wait in waits(rolled)],
        "summary": summaries.pemda_summary(chosen.current, rolled, days.rise),
        "figures_url": address(request, "figures"),
        "now": timezone.now(),
    }


def _recap_table(request: HttpRequest, chosen: Choice, whole: Rollup) -> RecapTable:
    listing = RecapTable(whole.counted_rows, request.GET)
    if not any(listing.narrowing.values()):
        return listing
    narrowed = rollup(chosen.current, **listing.narrowing)
    return KindRecapTable(narrowed.counted_rows, request.GET)


def _narrowed(request: HttpRequest, **query: str) -> str:
    """The table of recap rows, narrowed or sorted."""
    return address(request, "overview", **query) + "#daftar"


def _place(request: HttpRequest, code: str) -> str:
    return address(request, "place", code or "tanpa-lokasi")
