"""Catatan audit: who did what, and who looked at what."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit import queries


@require(Permission.AUDIT_VIEW)
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """The log of acts, as sentences."""
    _whole_pemda_only(request)
    return render(request, "audit/events/list.html", {"listing": queries.EventList(queries.events(), request.GET)})


@require(Permission.AUDIT_VIEW)
@require_safe
def access_list(request: HttpRequest) -> HttpResponse:
    """The log of looks at sensitive data."""
    _whole_pemda_only(request)
    listing = queries.AccessList(queries.accesses(), request.GET)
    return render(request, "audit/accesses/list.html", {"listing": listing})


def _whole_pemda_only(request: HttpRequest) -> None:
    """The log is not cut by unit: nobody may see a part and take it for the whole."""
    if not request.scope.is_all:
        raise PermissionDenied
