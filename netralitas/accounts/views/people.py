"""For an account that belongs to no member of staff: there is no *Ikrar Saya* to show."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from netralitas.access.doors import signed_in


@signed_in
@never_cache
@require_safe
def no_person(request: HttpRequest) -> HttpResponse:
    """Say why, and whom to ask."""
    return render(request, "accounts/visits/no_person.html")
