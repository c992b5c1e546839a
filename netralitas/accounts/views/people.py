"""Pages about people: no *Ikrar Saya* for an account that is nobody's, and whom to ask for help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from netralitas.access.doors import public, signed_in


@signed_in
@never_cache
@require_safe
def no_person(request: HttpRequest) -> HttpResponse:
    """Say why, and whom to ask."""
    return render(request, "accounts/visits/no_person.html")


@public
@never_cache
@require_safe
def get_help(request: HttpRequest) -> HttpResponse:
    """Whom to ask, and what to do in the usual troubles."""
    return render(request, "accounts/help/help.html")
