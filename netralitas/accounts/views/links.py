"""The two doors of staff: the personal link and the unit link. Opening one by GET never consumes or writes anything."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from netralitas.access.doors import public
from netralitas.accounts import cookies
from netralitas.accounts.actions import links, visits
from netralitas.accounts.forms.links import WhoForm
from netralitas.accounts.models import PersonalLink, UnitLink, Visit
from netralitas.accounts.queries.contacts import contact_of, opd_name
from netralitas.accounts.queries.links import (
    formerly_personal,
    formerly_unit,
    is_usable,
    is_within_hours,
    readable_until,
    resolve_personal,
    resolve_unit,
)
from netralitas.accounts.queries.visits import holder_of, is_somebody_else
from netralitas.accounts.views.answers import link_gone, no_trace
from netralitas.errors import DomainError
from netralitas.names import mask
from netralitas.registry.models import Staff

_CONFIRM_SALT, _CONFIRM_SECONDS = "netralitas.unit-confirm", 10 * 60


@public
@no_trace
@require_http_methods(["GET", "HEAD", "POST"])
def personal_link(request: HttpRequest, token: str) -> HttpResponse:
    """Greet the owner by name; "Ya, saya …" opens the visit, "Bukan Saya" only says what to do."""
    link = resolve_personal(token)
    if link is None:
        former = formerly_personal(token)
        return link_gone(request, former.staff.unit if former else None)
    context = {"link": link, "staff": link.staff, "contact": contact_of(link.staff.unit)}
    context["opd_name"] = opd_name(link.staff.unit)
    context["reading_until"] = None if is_usable(link) else readable_until(link)
    if request.method == "POST" and "bukan" in request.POST:
        links.disown_link(link=link, by=request.actor)
        return render(request, "accounts/links/not_me.html", context)
    if request.method == "POST":
        return _opened(request, link, link.staff)
    context["other"] = holder_of(request.device_key, besides=link.staff)
    return render(request, "accounts/links/personal.html", context)


@public
@no_trace
@require_http_methods(["GET", "HEAD", "POST"])
def unit_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for NIP and birth date, then show the masked name to confirm; nothing is opened yet."""
    link = resolve_unit(token)
    if link is None:
        former = formerly_unit(token)
        return link_gone(request, former.unit if former else None)
    context = {"link": link, "unit": link.unit, "token": token, "contact": contact_of(link.unit)}
    if not is_within_hours(link):
        return render(request, "accounts/links/closed_now.html", context)
    form = WhoForm(request.POST or None)
    if form.is_valid():
        number, born = form.cleaned_data["number"], form.cleaned_data["birth_date"]
        try:
            staff = visits.recognise(link=link, number=number, born=born, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _ask_to_confirm(request, link, token, staff)
    return render(request, "accounts/links/unit.html", context | {"form": form})


@public
@no_trace
@require_POST
def unit_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """ "Ya, saya …" at the unit's door: open the visit of the person recognised a moment ago."""
    link = resolve_unit(token)
    if link is None:
        former = formerly_unit(token)
        return link_gone(request, former.unit if former else None)
    staff = _recognised(request, link)
    if staff is None:
        messages.warning(request, "Halaman terbuka terlalu lama. Mohon isi NIP dan tanggal lahir sekali lagi.")
        return redirect("accounts:unit-link", token)
    return _opened(request, link, staff, token)


def _ask_to_confirm(request: HttpRequest, link: UnitLink, token: str, staff: Staff, error: str = "") -> HttpResponse:
    proof = signing.dumps([link.public_id, link.generation, staff.public_id], salt=_CONFIRM_SALT)
    other = holder_of(request.device_key, besides=staff)
    context = {
        "unit": staff.unit, "opd_name": opd_name(staff.unit),
        "token": token, "proof": proof, "error": error, "masked_name": mask(staff.full_name),
        "other_name": mask(other.full_name) if other else "", "contact": contact_of(link.unit),
    }  # fmt: skip
    return render(request, "accounts/links/confirm.html", context)


def _recognised(request: HttpRequest, link: UnitLink) -> Staff | None:
    """Whom the signed proof in the form names, when it was made for this link within ten minutes."""
    try:
        proof = signing.loads(request.POST.get("bukti", ""), salt=_CONFIRM_SALT, max_age=_CONFIRM_SECONDS)
    except signing.BadSignature:
        return None
    if proof[:2] != [link.public_id, link.generation]:
        return None
    return Staff.objects.present().filter(public_id=proof[2]).select_related("unit__opd").first()


def _opened(request: HttpRequest, link: PersonalLink | UnitLink, staff: Staff, token: str = "") -> HttpResponse:
    """Open the visit and go to *Ikrar Saya*; a refusal is said where the person stands."""
    device = cookies.device_token(request)
    about = {
        "link": link, "device_key": cookies.key_of_device(device), "earlier": request.visit or None,
        "is_operator_here": is_somebody_else(request.user, staff), "by": request.actor,
    }  # fmt: skip
    try:
        if isinstance(link, PersonalLink):
            visit: Visit = visits.open_by_personal_link(**about)
        else:
            visit = visits.open_by_unit_link(**about, staff=staff, is_shared_device="hp_bersama" in request.POST)
    except DomainError as refusal:
        if isinstance(link, UnitLink) and refusal.code == "hp_bersama":
            return _ask_to_confirm(request, link, token, staff, refusal.message)
        messages.error(request, refusal.message)
        return redirect("accounts:unit-link", token) if token else redirect(request.path)
    response = redirect("pledges:mine")
    cookies.start_visit(response, visit, device)
    return response
