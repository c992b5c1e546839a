"""One unit, or one kecamatan: the number and what it consists of, without names."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.dashboards.links import address
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.queries.days import course
from netralitas.dashboards.queries.figures import total
from netralitas.dashboards.queries.rollup import breakdown
from netralitas.dashboards.queries.units import UnitRollup, ancestors, cells_of, place_rollup, unit_rollup
from netralitas.dashboards.tables import UnitTable
from netralitas.dashboards.views.empty import empty
from netralitas.dashboards.views.villages import village_part
from netralitas.exchange import writers
from netralitas.registry.models import Kecamatan, Opd
from pledges.models import Campaign
from pledges.queries.completion import places


def own(request: HttpRequest) -> HttpResponse:
    """The topmost unit of one's own; the caller has checked the door."""
    unit = Opd.objects.within(request.scope).order_by("path").first()
    return redirect(address(request, "unit", unit.public_id)) if unit else empty(request)


@require(Permission.ROLLUP_VIEW)
@require_GET
def unit(request: HttpRequest, public_id: str) -> HttpResponse:
    """A unit's number, its sub-units, its kinds of employee."""
    found = get_object_or_404(Opd.objects.within(request.scope).select_related("kind"), public_id=public_id)
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    rolled = unit_rollup(chosen.current, found, request.scope)
    listing = UnitTable(rolled.rows, request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title=_title(found.name, chosen.current))
    context = {
        "unit": found,
        "choice": chosen,
        "campaign": chosen.current,
        "rolled": rolled,
        "course": course(chosen.current, [found.pk]) if found.has_recap_row else None,
        "listing": listing,
        "rows": [(row, address(request, "unit", row.key) if row.key else "") for row in listing.rows],
        "tables": _kind_tables(request, chosen.current, found),
        "now": timezone.now(),
        "place": places(chosen.current, [found.pk]).get(found.pk),
    }
    context |= _ways(request, found, rolled) | village_part(request, chosen.current, found)
    return render(request, "dashboards/units/unit.html", context)


def _kind_tables(request: HttpRequest, campaign: Campaign, found: Opd) -> list[tuple]:
    parts = breakdown(cells_of(campaign, found, request.scope))
    kinds = [(row, _people_url(request, found, jenis=row.key)) for row in parts.categories]
    return [
        ("Menurut jenis pegawai", "Jenis", kinds),
        ("Menurut jenjang", "Jenjang", [(row, "") for row in parts.levels]),
    ]


def _ways(request: HttpRequest, found: Opd, rolled: UnitRollup) -> dict[str, object]:
    """Where one may go from here: upwards, to rows counted apart, to the names."""
    return {
        "as_of_url": address(request, "as-of-unit", found.public_id),
        "apart": [(row, address(request, "unit", row.key)) for row in rolled.apart],
        "above": [(up, address(request, "unit", up.public_id)) for up in ancestors(found) if request.scope.covers(up)],
        "people_url": _people_url(request, found),
        "missing_url": _people_url(request, found, status="belum"),
    }


@require(Permission.ROLLUP_VIEW)
@require_GET
def place(request: HttpRequest, code: str) -> HttpResponse:
    """The units located in one kecamatan, only for those who see the whole pemda."""
    if not request.scope.is_all:
        raise Http404
    kecamatan = None if code == "tanpa-lokasi" else get_object_or_404(Kecamatan, code=code)
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    rows = place_rollup(chosen.current, kecamatan.code if kecamatan else "")
    listing = UnitTable(rows, request.GET)
    name = f"Kecamatan {kecamatan.name}" if kecamatan else "Lokasi belum diisi"
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title=_title(f"Unit di {name}", chosen.current))
    context = {
        "name": name,
        "choice": chosen,
        "campaign": chosen.current,
        "figures": total(row.figures for row in rows),
        "missing_url": "",
        "listing": listing,
        "rows": [(row, address(request, "unit", row.key)) for row in listing.rows],
        "now": timezone.now(),
    }
    return render(request, "dashboards/units/place.html", context)


def _title(name: str, campaign: Campaign) -> str:
    return f"{name}, {campaign.title}, keadaan {timezone.localtime():%d-%m-%Y %H.%M}"


def _people_url(request: HttpRequest, found: Opd, **query: str) -> str:
    """The way to the names; empty for those who may not see any here."""
    allowed = scope_of(request.user, Permission.SIGNER_VIEW).covers(found)
    return address(request, "people", found.public_id, **query) if allowed else ""
