"""*Pemerintah desa*: kepala desa, perangkat desa and BPD, counted apart from everybody else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope
from netralitas.dashboards.links import address
from netralitas.dashboards.queries.as_of import Past
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.queries.desk import desk_scope
from netralitas.dashboards.queries.figures import total
from netralitas.dashboards.queries.villages import KINDS, VillageRow, rows_of, village_rows
from netralitas.dashboards.tables import VillageTable
from netralitas.dashboards.views.empty import empty
from netralitas.exchange import writers
from netralitas.registry.models import Opd
from netralitas.registry.models.staff import VILLAGE
from pledges.models import Campaign


@require(Permission.ROLLUP_VIEW)
@require_GET
def villages(request: HttpRequest) -> HttpResponse:
    """Per kecamatan for the whole pemda, per desa within one (`?unit=`)."""
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    asked = request.GET.get("unit", "")
    unit = get_object_or_404(Opd.objects.within(request.scope), public_id=asked) if asked else None
    if not _takes_part(chosen.current):
        raise Http404
    rows = _rows(chosen.current, request.scope, unit)
    listing = VillageTable(rows, request.GET)
    if listing.wants_export:
        name = f"Pemerintah desa {unit.name if unit else ''}".strip()
        title = f"{name}, {chosen.current.title}, keadaan {timezone.localtime():%d-%m-%Y %H.%M}"
        return listing.export(writers.xlsx_response, title=title)
    shown = [(row, _url(request, row.unit) if unit is None else "") for row in listing.rows]
    context = {"choice": chosen, "campaign": chosen.current, "listing": listing, "rows": shown, "unit": unit}
    context |= {"figures": total(row.figures for row in rows), "kinds": KINDS, "missing_url": ""}
    return render(request, "dashboards/villages/page.html", context)


def village_part(request: HttpRequest, campaign: Campaign, unit: Opd | None = None) -> dict[str, object]:
    """The short table on the page of the pemda or of a unit; no query when villages take no part."""
    rows = _rows(campaign, request.scope, unit) if _takes_part(campaign) else []
    return _part(rows, _url(request, unit) if rows else "")


def past_village_part(request: HttpRequest, then: Past, unit: Opd | None) -> dict[str, object]:
    """The same as of an instant."""
    wanted = then.below(unit, request.scope) if unit else then.units
    found = [(key, figures) for key, figures in then.villages.items() if key[0] in wanted]
    rows = rows_of(found, {pk: _with_office(row, then) for pk, row in wanted.items()}, by_office=unit is None)
    return _part(rows, "")


def _with_office(unit: Opd, then: Past) -> Opd:
    """The unit with the Perangkat Daerah it belonged to then."""
    unit.opd = then.units[int(unit.path.partition("/")[0])]
    return unit


def _rows(campaign: Campaign, scope: Scope, unit: Opd | None) -> list[VillageRow]:
    return village_rows(campaign, desk_scope(scope, unit), by_office=unit is None)


def _part(rows: list[VillageRow], url: str) -> dict[str, object]:
    return {"villages": rows, "villages_total": total(row.figures for row in rows), "villages_url": url}


def _takes_part(campaign: Campaign) -> bool:
    return bool(VILLAGE & set(campaign.categories))


def _url(request: HttpRequest, unit: Opd | None) -> str:
    return address(request, "villages", **({"unit": unit.public_id} if unit else {}))
