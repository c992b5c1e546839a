"""*Ikrar Saya*: what waits, what was signed, and one's own certificate."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from netralitas.accounts.doors import person
from netralitas.accounts.queries.contacts import contact_of
from netralitas.accounts.queries.visits import may_make_password
from netralitas.documents.queries import files
from pledges.queries import mine as queries
from pledges.queries.signatures import own_signatures


@person
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for the person, and *Riwayat saya*."""
    context = {
        "person": request.person,
        "contact": contact_of(request.person.unit),
        "overview": queries.overview(request.person, request.way_in, timezone.now()),
        "may_make_password": bool(request.visit) and may_make_password(request.visit),
    }
    return render(request, "pledges/mine/mine.html", context)


@person
@never_cache
@require_safe
def certificate(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person's own certificate as a file; its name holds the register number, never a NIP."""
    signature = get_object_or_404(own_signatures(request.person), public_id=public_id)
    if files.state_of(signature.document) != files.RENDERED:
        raise Http404
    try:
        file = files.opened(signature.document.file)
    except FileNotFoundError:
        raise Http404 from None
    name = f"{signature.campaign.paper_name} {signature.document.number.replace('/', '-')}.pdf"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@person
@never_cache
@require_safe
def certificate_status(request: HttpRequest, public_id: str) -> HttpResponse:
    """The part of the done screen that says where the certificate stands; asked again and again until it is there."""
    signature = get_object_or_404(own_signatures(request.person), public_id=public_id)
    state = files.state_of(signature.document)
    response = render(request, "pledges/mine/_certificate.html", {"signature": signature, "certificate": state})
    if state != files.PENDING:
        response["X-Refresh"] = "stop"
    return response
