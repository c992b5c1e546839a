"""Catatan audit: who did what, and who looked at what."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit import actions, catalogue, queries


@require(Permission.AUDIT_VIEW)
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """The log of acts, as sentences."""
    _whole_pemda_only(request)
    listing = queries.EventList(queries.events(request.user), request.GET)
    if listing.wants_export:
        return _export(request, listing, "Catatan audit")
    return render(request, "audit/events/list.html", {"listing": listing})


@require(Permission.AUDIT_VIEW)
@require_safe
def access_list(request: HttpRequest) -> HttpResponse:
    """The log of looks at sensitive data."""
    _whole_pemda_only(request)
    listing = queries.AccessList(queries.accesses(request.user), request.GET)
    if listing.wants_export:
        return _export(request, listing, "Catatan akses data")
    return render(request, "audit/accesses/list.html", {"listing": listing})


def _export(request: HttpRequest, listing: queries.EventList | queries.AccessList, title: str) -> HttpResponse:
    """The log as a workbook; taking it away is itself an event, written before the file is made."""
    actions.record_export(title=title, narrowing=listing.narrowing, count=listing.rows.count(), by=request.actor)
    return listing.export(catalogue.workbook, title=f"{title}, {timezone.localtime():%d-%m-%Y %H.%M}")


def _whole_pemda_only(request: HttpRequest) -> None:
    """The log is not cut by unit: nobody may see a part and take it for the whole."""
    if not request.scope.is_all:
        raise PermissionDenied
