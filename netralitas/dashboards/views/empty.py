"""The page before the first campaign: it teaches the next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netralitas.access.permissions import Permission


def empty(request: HttpRequest) -> HttpResponse:
    """There is nothing to count yet."""
    may_edit = request.user.has_perm(Permission.CAMPAIGN_EDIT)
    return render(request, "dashboards/empty.html", {"may_edit": may_edit})
