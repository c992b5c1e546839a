"""*Keadaan per*: numbers and lists as they were shown at an instant."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.audit.actions import record_access
from netralitas.dashboards.forms import MomentForm, last_midnight, monday
from netralitas.dashboards.links import address
from netralitas.dashboards.past_lists import PeopleThenList
from netralitas.dashboards.queries.as_of import Past, past, people_at
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.queries.figures import total
from netralitas.dashboards.tables import PastRecapTable, UnitTable
from netralitas.dashboards.views.empty import empty
from netralitas.dashboards.views.villages import past_village_part
from netralitas.exchange import writers
from netralitas.registry.models import Opd
from netralitas.ui import formats
from pledges.models import Campaign

_ADDRESS_FORMAT = "%Y-%m-%dT%H:%M"


@require(Permission.ROLLUP_VIEW)
@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """The pemda at an instant, or one's own topmost unit."""
    unit = None if request.scope.is_all else Opd.objects.within(request.scope).order_by("path").first()
    return _page(request, unit)


@require(Permission.ROLLUP_VIEW)
@require_GET
def unit_numbers(request: HttpRequest, public_id: str) -> HttpResponse:
    """One unit at an instant."""
    return _page(request, _unit(request, public_id))


@require(Permission.SIGNER_VIEW)
@require_GET
def people(request: HttpRequest, public_id: str) -> HttpResponse:
    """The persons of a unit at an instant, as far as the viewer may see their names today."""
    unit = _unit(request, public_id)
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    form, at = _asked(request)
    if chosen is None:
        return empty(request)
    then = past(chosen.current, at)
    missing = scope_of(request.user, Permission.MISSING_VIEW)
    found = people_at(then, then.below(unit, request.scope), signers=request.scope, missing=missing)
    listing = PeopleThenList(found.people, request.GET, then=then, user=request.user)
    what = "dashboards.people_export" if listing.wants_export else "dashboards.people"
    record_access(what, by=request.actor, subject=unit, reason=f"keadaan per {formats.moment(at)}")
    if listing.wants_export:
        title = f"Pegawai {unit.name} (Terbatas), {_state_of(chosen.current, at)}"
        return listing.export(writers.xlsx_response, title=title)
    context = _context(request, chosen.current, form, at) | {"unit": unit, "listing": listing, "hidden": found.hidden}
    context["numbers_url"] = _url(request, "as-of-unit", at, unit.public_id)
    return render(request, "dashboards/as_of/people.html", context)


def _page(request: HttpRequest, unit: Opd | None) -> HttpResponse:
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    form, at = _asked(request)
    then = past(chosen.current, at)
    listing, parts = _of_unit(request, then, unit) if unit else _of_pemda(request, then)
    if listing.wants_export:
        name = unit.name if unit else "Rekap"
        return listing.export(writers.xlsx_response, title=f"{name}, {_state_of(chosen.current, at)}")
    context = _context(request, chosen.current, form, at) | {"choice": chosen, "listing": listing, "unit": unit}
    context |= past_village_part(request, then, unit)
    context["rows"] = [(row, _url(request, "as-of-unit", at, row.key) if row.key else "") for row in listing.rows]
    return render(request, "dashboards/as_of/numbers.html", context | parts)


def _of_pemda(request: HttpRequest, then: Past) -> tuple[PastRecapTable, dict[str, object]]:
    rows = then.rows()
    parts = {"figures": total(row.figures for row in rows), "heads": total(row.heads for row in rows), "apart": []}
    return PastRecapTable(rows, request.GET), parts


def _of_unit(request: HttpRequest, then: Past, unit: Opd) -> tuple[UnitTable, dict[str, object]]:
    rolled = then.unit_rollup(unit, request.scope)
    may_see_names = scope_of(request.user, Permission.SIGNER_VIEW).covers(unit)
    parts = {
        "figures": rolled.total,
        "heads": rolled.heads,
        "apart": [(row, _url(request, "as-of-unit", then.at, row.key)) for row in rolled.apart],
        "people_url": _url(request, "as-of-people", then.at, unit.public_id) if may_see_names else "",
        "unit_then": then.units.get(unit.pk),
    }
    return UnitTable(rolled.rows, request.GET), parts


def _asked(request: HttpRequest) -> tuple[MomentForm, datetime]:
    """The form as filled in, and the instant it means; last midnight when it means none."""
    if "saat" not in request.GET:
        return MomentForm(initial={"saat": last_midnight()}), last_midnight()
    form = MomentForm(request.GET)
    return form, form.cleaned_data["saat"] if form.is_valid() else last_midnight()


def _context(request: HttpRequest, campaign: Campaign, form: MomentForm, at: datetime) -> dict[str, object]:
    return {
        "campaign": campaign,
        "form": form,
        "at": at,
        "now": at,
        "asked_campaign": request.GET.get("kegiatan", ""),
        "shortcuts": [("Hari ini 00.00", _here(request, last_midnight())), ("Senin 00.00", _here(request, monday()))],
        "missing_url": "",
    }


def _here(request: HttpRequest, at: datetime) -> str:
    query = request.GET.copy()
    query["saat"] = timezone.localtime(at).strftime(_ADDRESS_FORMAT)
    query.pop("unduh", None)
    return f"?{query.urlencode()}"


def _url(request: HttpRequest, name: str, at: datetime, *arguments: str) -> str:
    return address(request, name, *arguments, saat=timezone.localtime(at).strftime(_ADDRESS_FORMAT))


def _state_of(campaign: Campaign, at: datetime) -> str:
    return f"{campaign.title}, keadaan {timezone.localtime(at):%d-%m-%Y %H.%M}"


def _unit(request: HttpRequest, public_id: str) -> Opd:
    return get_object_or_404(Opd.objects.within(request.scope).select_related("kind"), public_id=public_id)
