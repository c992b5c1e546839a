"""Bukti diri: faktor kedua sewaktu masuk, dan sekali lagi sebelum tindakan penting."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from netralitas.access.doors import public, signed_in
from netralitas.access.models import User
from netralitas.accounts import cookies, proofs
from netralitas.accounts.actions import factors, signins
from netralitas.accounts.forms.factors import CodeForm, PasskeyForm, PasswordForm
from netralitas.accounts.models import Factor, WayIn
from netralitas.accounts.queries.factors import equipment_of
from netralitas.accounts.queries.passkeys import Site, request_options
from netralitas.accounts.views.entering import enter, wanted
from netralitas.errors import DomainError

_CEREMONY = "_passkey"
_EXPIRED = "Permintaan kunci sandi sudah kedaluwarsa. Coba sekali lagi."


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """The second factor, after the password was right."""
    half = proofs.half_in(request)
    if half is None:
        return redirect("accounts:login")
    form, way = _tried(request, half.user)
    if way:
        entering = {"name": half.name, "way": WayIn(half.way), "with_factor": way, "target": half.target}
        return enter(request, half.user, **entering)
    context = _page(request, half.user, form) | {"name": half.user.display_name, "is_entering": True}
    return render(request, "accounts/factors/prove.html", context, status=_status(form))


@signed_in
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest) -> HttpResponse:
    """The factor once more, or the password where there is none, before a sensitive act."""
    has = bool(equipment_of(request.user))
    form, way = _tried(request, request.user) if has else _password_tried(request)
    if way:
        proofs.note(request, with_factor=has)
        return redirect(wanted(request))
    context = _page(request, request.user, form) if has else {"form": form}
    context |= {"next": request.POST.get("next") or request.GET.get("next", ""), "is_password": not has}
    context["is_sso"] = proofs.way_in(request) == WayIn.SSO and not has
    context["sso_name"] = settings.OIDC["name"]
    return render(request, "accounts/factors/prove.html", context, status=_status(form))


def site_of(request: HttpRequest) -> Site:
    """Where the browser believes to be."""
    return Site(request.scheme, request.get_host())


def keep_ceremony(request: HttpRequest, state: dict[str, Any]) -> None:
    """Remember the first half of a passkey's ceremony."""
    request.session[_CEREMONY] = state


def take_ceremony(request: HttpRequest) -> dict[str, Any]:
    """The first half, once; refuses when there is none."""
    state = request.session.pop(_CEREMONY, None)
    if state is None:
        raise DomainError(_EXPIRED)
    return state


def _tried(request: HttpRequest, user: User) -> tuple[CodeForm, str]:
    """(form with its refusals, way of the proof): the way is "" until something was proved."""
    if request.method != "POST":
        return CodeForm(), ""
    passkey = PasskeyForm(request.POST) if "credential" in request.POST else None
    form = CodeForm(None if passkey else request.POST)
    try:
        if passkey and passkey.is_valid():
            answer = passkey.cleaned_data["credential"]
            way = factors.prove_by_passkey(
                user=user, site=site_of(request), state=take_ceremony(request), answer=answer, by=request.actor
            )
            return form, way
        if passkey:
            raise DomainError("Jawaban peramban tidak dapat dibaca. Coba sekali lagi.")
        if form.is_valid():
            return form, factors.prove_by_code(user=user, code=form.cleaned_data["code"], by=request.actor)
    except DomainError as refusal:
        return _with_refusal(form, refusal), ""
    return form, ""


def _with_refusal(form: CodeForm, refusal: DomainError) -> CodeForm:
    if not form.is_bound:
        form = CodeForm({"code": ""})
        form.full_clean()
        form.errors.clear()
    form.add_error(None, refusal.message)
    form.refusal_code = refusal.code
    return form


def _password_tried(request: HttpRequest) -> tuple[PasswordForm, str]:
    form = PasswordForm(request.POST or None)
    if not form.is_valid():
        return form, ""
    name = request.user.username
    try:
        signins.check(
            name=name, password=form.cleaned_data["password"], address=request.client_ip,
            known_device=cookies.known_device(request, name), by=request.actor,
        )  # fmt: skip
    except DomainError as refusal:
        form.add_error("password", "Kata sandi tidak cocok." if refusal.code == "tidak_cocok" else refusal.message)
        form.refusal_code = refusal.code
        return form, ""
    return form, "kata sandi"


def _page(request: HttpRequest, user: User, form: CodeForm) -> dict[str, Any]:
    equipment, site, options = equipment_of(user), site_of(request), ""
    if equipment.has_passkey and site.can_use_passkeys:
        passkeys = list(Factor.objects.filter(user=user, kind=Factor.Kind.PASSKEY))
        found, state = request_options(site, passkeys)
        keep_ceremony(request, state)
        options = json.dumps(found)
    return {"form": form, "equipment": equipment, "options": options}


def _status(form: CodeForm | PasswordForm) -> int:
    return {"tunggu": 429, "ramai": 503}.get(getattr(form, "refusal_code", ""), 200)
