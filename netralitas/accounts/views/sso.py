"""Masuk tunggal (SSO): pergi ke penyedia, dan kembali."""

import time
from dataclasses import asdict

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import public
from netralitas.access.models import User
from netralitas.accounts import openid, proofs
from netralitas.accounts.actions import sso
from netralitas.accounts.models import WayIn
from netralitas.accounts.queries.factors import has_factor
from netralitas.accounts.views.entering import enter, wanted
from netralitas.errors import DomainError

_ATTEMPT = "_sso"
_LIFE_SECONDS = 10 * 60
_STALE = "Proses masuk ini sudah kedaluwarsa atau dibuka di jendela lain. Mulai lagi dari halaman masuk."
_CANCELLED = "Masuk lewat SSO dibatalkan. Tidak ada yang berubah."
_SOMEBODY_ELSE = "Yang masuk di SSO orang lain. Keluar dahulu dari portal, lalu masuk lagi."
_STATUS = {"mati": 503, "tidak_dikenal": 403}


@public
@require_POST
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider with fresh secrets of this one attempt."""
    if not openid.is_on():
        raise Http404
    attempt = openid.Attempt.new()
    is_again = request.user.is_authenticated
    try:
        address = openid.address_of(openid.provider(), attempt, _return_to(), is_again=is_again)
    except DomainError as refusal:
        return _failed(request, refusal)
    kept = asdict(attempt) | {"target": wanted(request), "at": int(time.time()), "again": is_again}
    request.session[_ATTEMPT] = kept
    return HttpResponseRedirect(address)


@public
@never_cache
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer once, and let its person in."""
    if not openid.is_on():
        raise Http404
    kept = request.session.pop(_ATTEMPT, None)
    try:
        claims = _claims(request, kept)
        user = sso.recognise(claims=claims, by=request.actor)
    except DomainError as refusal:
        return _failed(request, refusal)
    if kept["again"]:
        return _proved_again(request, user, claims, kept["target"])
    return _let_in(request, user, claims, kept["target"])


def _claims(request: HttpRequest, kept: dict | None) -> dict:
    """The person's claims; refuses an answer to another attempt, an old one, and the provider's own refusal."""
    state = request.GET.get("state", "")
    if not kept or time.time() - kept["at"] > _LIFE_SECONDS or not constant_time_compare(state, kept["state"]):
        raise DomainError(_STALE, code="kedaluwarsa")
    if "error" in request.GET or not request.GET.get("code"):
        raise DomainError(_CANCELLED if request.GET.get("error") == "access_denied" else openid.DOUBTFUL, code="ragu")
    attempt = openid.Attempt(kept["state"], kept["nonce"], kept["verifier"])
    return openid.claims_for(request.GET["code"], attempt, _return_to())


def _let_in(request: HttpRequest, user: User, claims: dict, target: str) -> HttpResponse:
    is_proved = openid.has_second_factor(claims)
    if has_factor(user) and not is_proved:
        proofs.hold(request, user, name=user.username, way=WayIn.SSO, target=target)
        return redirect("accounts:factor")
    with_factor = "faktor kedua SSO" if is_proved else ""
    return enter(request, user, name=user.username, way=WayIn.SSO, with_factor=with_factor, target=target)


def _proved_again(request: HttpRequest, user: User, claims: dict, target: str) -> HttpResponse:
    if not request.user.is_authenticated or user.pk != request.user.pk:
        return _failed(request, DomainError(_SOMEBODY_ELSE, code="ragu"))
    proofs.note(request, with_factor=openid.has_second_factor(claims))
    return redirect(target)


def _failed(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    status = _STATUS.get(refusal.code, 400)
    return render(request, "accounts/signins/sso_failed.html", {"sentence": refusal.message}, status=status)


def _return_to() -> str:
    return settings.BASE_URL + reverse("accounts:sso-return")
