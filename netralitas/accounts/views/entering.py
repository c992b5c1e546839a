"""Coming in, whatever the way: half way after the password, whole after the second factor."""

from django.contrib.auth import login, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from netralitas.access import middleware
from netralitas.access.models import User
from netralitas.accounts import cookies, proofs
from netralitas.accounts.actions import sessions, signins
from netralitas.accounts.context import UNIT_TO_ASK
from netralitas.accounts.models import WayIn
from netralitas.accounts.queries.contacts import unit_to_ask
from netralitas.accounts.queries.devices import device_name
from netralitas.accounts.queries.factors import has_factor, is_privileged

BACKEND = "netralitas.accounts.backends.PortalBackend"


def after_password(request: HttpRequest, user: User, name: str) -> HttpResponse:
    """Ask for the second factor when the account has one, else let it in."""
    target = wanted(request)
    if has_factor(user):
        proofs.hold(request, user, name=name, way=WayIn.PASSWORD, target=target)
        return redirect("accounts:factor")
    return enter(request, user, name=name, way=WayIn.PASSWORD, with_factor="", target=target)


def enter(request: HttpRequest, user: User, *, name: str, way: WayIn, with_factor: str, target: str) -> HttpResponse:
    """Open the session under a new key; a visit of somebody else ends on this device."""
    how = " dan ".join(filter(None, [WayIn(way).label.lower() if way != WayIn.SSO else "SSO", with_factor]))
    with transaction.atomic():  # session and event stand or fall together, in one commit
        login(request, user, backend=BACKEND)
        signins.enter(
            user=user, name=name, session_key=request.session.session_key, way=how, by=request.actor,
            device=device_name(request.headers.get("User-Agent", "")),
        )  # fmt: skip
    middleware.begin(request, is_privileged=is_privileged(user))
    proofs.note(request, with_factor=bool(with_factor), way_in=WayIn(way))
    request.session[UNIT_TO_ASK] = unit_to_ask(user)
    response = redirect(target)
    cookies.remember_name(request, response, name)
    cookies.end_visit(response)
    return response


def stay(request: HttpRequest, user: User) -> None:
    """Keep this session, under a new key, when the account's others were just ended."""
    fresh, old_key = User.objects.get(pk=user.pk), request.session.session_key
    update_session_auth_hash(request, fresh)
    sessions.follow_session(user=fresh, old_key=old_key, new_key=request.session.session_key, by=request.actor)


def wanted(request: HttpRequest) -> str:
    """Where the person wanted to go, when that is a page of the portal."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_safe and target.startswith("/") else "home"
