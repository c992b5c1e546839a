"""The names behind a unit's number, for its own OPD and those who oversee it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.audit.actions import record_access
from netralitas.dashboards.links import address
from netralitas.dashboards.people_lists import people_list
from netralitas.dashboards.queries import people
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.views.empty import empty
from netralitas.exchange import writers
from netralitas.registry.models import Opd
from pledges.queries import mailings


@require(Permission.SIGNER_VIEW)
@require_GET
def unit_people(request: HttpRequest, public_id: str) -> HttpResponse:
    """Persons of a unit and its sub-units with their state."""
    unit = get_object_or_404(Opd.objects.within(request.scope), public_id=public_id)
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    missing = scope_of(request.user, Permission.MISSING_VIEW)
    rows = people.people(chosen.current, signers=request.scope, missing=missing).under(unit)
    below = list(Opd.objects.within(request.scope).filter(path__startswith=unit.path).order_by("path"))
    listing = people_list(request, mailings.with_mail(people.with_signatures(rows)), chosen.current, below)
    what = "dashboards.people_export" if listing.wants_export else "dashboards.people"
    record_access(what, by=request.actor, subject=unit)
    if listing.wants_export:
        title = f"Pegawai {unit.name} (Terbatas), keadaan {timezone.localtime():%d-%m-%Y %H.%M}"
        return listing.export(writers.xlsx_response, title=title)
    context = {
        "unit": unit,
        "choice": chosen,
        "campaign": chosen.current,
        "listing": listing,
        "unit_url": address(request, "unit", unit.public_id),
    }
    return render(request, "dashboards/people/list.html", context)
