"""Answers that the pages of links share."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from netralitas.access.doors import View
from netralitas.accounts.queries.contacts import Contact, contact_of
from netralitas.registry.models import Opd


def no_trace(view: View) -> View:
    """Keep a page with a secret in its address out of caches, search engines and referrers."""

    @wraps(view)
    def untraced(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # the host alone: with "no-referrer" browsers send "Origin: null" and no form of the page could be posted
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return never_cache(untraced)


def link_gone(request: HttpRequest, unit: Opd | None) -> HttpResponse:
    """410 for a link that once was good, naming its operator; 404 for one that never was. One page for both."""
    contact = contact_of(unit) if unit else Contact()
    return render(request, "accounts/links/gone.html", {"contact": contact}, status=410 if unit else 404)
