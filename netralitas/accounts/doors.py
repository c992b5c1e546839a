"""The door for a person (*Ikrar Saya* and all that belongs to it), and the lock before sensitive acts."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from netralitas.access.actors import Actor
from netralitas.accounts import proofs
from netralitas.accounts.models import StaffLink, WayIn

View = Callable[..., HttpResponse]


def person(view: View) -> View:
    """For a person, by an open visit or by signing in oneself; `request.person` is the staff member.

    An open visit comes first: on an operator's PC it is the colleague who signs and acts, and `is_via_operator`
    says so. Sets `request.way_in` too.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.visit:
            request.person, request.way_in = request.visit.staff.itself, WayIn(request.visit.way_in)
            request.actor = Actor("visit", request.person.public_id, request.person.full_name, request_id=request.id)
        elif request.user.is_authenticated:
            link = StaffLink.objects.filter(user=request.user).select_related("staff__unit__opd").first()
            if link is None:
                return redirect("accounts:no-person")
            request.person, request.way_in = link.staff.itself, proofs.way_in(request)
        else:
            return redirect("accounts:login")
        return view(request, *args, **kwargs)

    guarded.access = "person"
    return login_not_required(guarded)


def fresh_proof(view: View) -> View:
    """Lock before a sensitive act: whoever has a second factor showed it within the last ten minutes."""
    return _locked(view, for_everybody=False)


def own_proof(view: View) -> View:
    """Lock before changes of the own factors: everybody proved oneself within ten minutes, if only by password."""
    return _locked(view, for_everybody=True)


def _locked(view: View, *, for_everybody: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not proofs.is_stale(request, for_everybody=for_everybody):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            messages.warning(request, "Isian belum disimpan. Buktikan diri sekali lagi, lalu ulangi.")
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('accounts:proof')}?{query}")

    return guarded
