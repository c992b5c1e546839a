"""Ending a visit, and handing the phone to the next colleague."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import public
from netralitas.accounts import cookies
from netralitas.accounts.actions import visits
from netralitas.accounts.queries.contacts import contact_of
from netralitas.accounts.queries.links import unit_link_for, unit_token


@public
@require_POST
def end_visit(request: HttpRequest) -> HttpResponse:
    """ "Selesai" or "Bukan Saya": the visit ends, the device stays known."""
    visit = request.visit or None
    if visit:
        visits.end_visit(visit=visit, by=request.actor)
    response = redirect("accounts:visit-ended")
    cookies.end_visit(response)
    return response


@public
@require_POST
def next_person(request: HttpRequest) -> HttpResponse:
    """ "Lanjut untuk rekan di HP ini": end the visit and go back to the unit's door, when it has one."""
    visit = request.visit or None
    link = unit_link_for(visit.staff.unit) if visit else None
    if visit:
        visits.end_visit(visit=visit, by=request.actor)
    response = redirect("accounts:unit-link", unit_token(link)) if link else redirect("accounts:visit-ended")
    cookies.end_visit(response)
    return response


@public
@never_cache
@require_safe
def visit_ended(request: HttpRequest) -> HttpResponse:
    """Nobody's page: what to do next on this phone."""
    return render(request, "accounts/visits/ended.html", {"contact": contact_of(None)})
