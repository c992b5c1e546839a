"""*Belum bersedia*, in the person's own pages."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from netralitas.accounts.doors import person
from netralitas.accounts.queries.contacts import contact_of
from netralitas.errors import DomainError
from pledges.actions import reluctance as actions
from pledges.models import Obligation
from pledges.queries import signatures as queries


@person
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unwilling(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that one is not willing to sign yet, or take it back; nobody is asked why."""
    campaign, obligation = queries.campaign_of(request.person, public_id)
    if campaign is None or obligation is None:
        raise Http404
    is_signed = obligation.state in Obligation.SIGNED_STATES
    is_stopped = queries.hindrance(campaign, obligation, request.person, request.way_in, timezone.now())
    if is_signed or is_stopped or (request.visit and request.visit.is_read_only):
        return redirect("pledges:sign", public_id)
    if request.method == "POST":
        act = actions.take_back if request.POST.get("tarik") else actions.decline
        try:
            act(obligation, by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Jawaban disimpan. Bapak/Ibu tetap dapat menandatangani sampai batas waktu.")
        return redirect("pledges:mine")
    context = {
        "campaign": campaign,
        "person": request.person,
        "contact": contact_of(request.person.unit),
        "is_unwilling": obligation.state == Obligation.State.UNWILLING,
    }
    return render(request, "pledges/reluctance/unwilling.html", context)
