"""Keamanan akun: faktor kedua dan kode cadangan milik sendiri."""

import base64
import json

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from netralitas.access.doors import signed_in
from netralitas.accounts import proofs
from netralitas.accounts.actions import factors
from netralitas.accounts.doors import own_proof
from netralitas.accounts.forms.factors import AppCodeForm, NewPasskeyForm
from netralitas.accounts.models import Factor
from netralitas.accounts.queries import totp
from netralitas.accounts.queries.factors import equipment_of, is_privileged, owes_factor
from netralitas.accounts.queries.passkeys import creation_options
from netralitas.accounts.views.entering import stay
from netralitas.accounts.views.proofs import keep_ceremony, site_of, take_ceremony
from netralitas.errors import DomainError
from netralitas.ui import confirm

_ONE = ["GET", "HEAD", "POST"]
_NEW_SECRET = "_new_app"


@signed_in
@never_cache
@require_safe
def factor_list(request: HttpRequest) -> HttpResponse:
    """What proves this account, and what may be added; where a confined session is sent."""
    context = {"factors": Factor.objects.filter(user=request.user).order_by("pk")}
    context |= {"equipment": equipment_of(request.user), "is_confined": proofs.is_confined(request)}
    context |= {"must": owes_factor(request.user), "should": is_privileged(request.user)}
    return render(request, "accounts/factors/list.html", context)


@signed_in
@own_proof
@never_cache
@sensitive_post_parameters()
@require_http_methods(_ONE)
def add_app(request: HttpRequest) -> HttpResponse:
    """Connect an authenticator app by QR or by typing; its first code shows that it works."""
    secret = _new_secret(request)
    form = AppCodeForm(request.POST or None)
    if form.is_valid():
        try:
            codes = factors.add_app(user=request.user, secret=secret, code=form.cleaned_data["code"], by=request.actor)
        except DomainError as refusal:
            form.add_error("code", refusal.message)
        else:
            request.session.pop(_NEW_SECRET, None)
            return _added(request, codes)
    address = totp.setup_address(secret, request.user.email or request.user.display_name)
    picture = segno.make_qr(address, error="m").svg_data_uri(scale=5, border=3, dark="#000", light="#fff")
    context = {"form": form, "picture": picture, "written": totp.written(secret), "address": address}
    return render(request, "accounts/factors/app.html", context)


@signed_in
@own_proof
@never_cache
@require_http_methods(_ONE)
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Make a passkey in this browser; needs HTTPS or localhost, which the page says."""
    site = site_of(request)
    form = NewPasskeyForm(request.POST or None)
    if form.is_valid():
        try:
            codes = factors.add_passkey(
                user=request.user, site=site, state=take_ceremony(request), answer=form.cleaned_data["credential"],
                label=form.cleaned_data["label"], by=request.actor,
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _added(request, codes)
    context = {"form": form, "options": ""}
    if site.can_use_passkeys:
        known = list(Factor.objects.filter(user=request.user, kind=Factor.Kind.PASSKEY))
        options, state = creation_options(site, request.user, known)
        keep_ceremony(request, state)
        context["options"] = json.dumps(options)
    return render(request, "accounts/factors/passkey.html", context)


@signed_in
@own_proof
@never_cache
@require_http_methods(_ONE)
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make ten new recovery codes after a question; they are shown this once."""
    if request.method != "POST":
        return confirm.ask(
            request, title="Buat Kode Cadangan Baru", question="Buat sepuluh kode cadangan baru?",
            consequences=("Kode cadangan lama tidak berlaku lagi.", "Kode baru hanya ditampilkan satu kali."),
            confirm_label="Buat Kode Baru", cancel_url=reverse("accounts:factors"),
        )  # fmt: skip
    try:
        codes = factors.renew_codes(user=request.user, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("accounts:factors")
    return _show_codes(request, codes)


@signed_in
@own_proof
@require_http_methods(_ONE)
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one of the own factors away after a question."""
    factor = get_object_or_404(Factor, user=request.user, public_id=public_id)
    if request.method != "POST":
        return confirm.ask(
            request, title="Hapus Faktor Kedua", question=f"Hapus {factor.get_kind_display()} “{factor.label}”?",
            consequences=("Perangkat lain yang masih masuk akan dikeluarkan.",),
            confirm_label="Hapus", cancel_url=reverse("accounts:factors"), is_dangerous=True,
        )  # fmt: skip
    try:
        factors.remove_factor(factor=factor, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        stay(request, request.user)
        messages.success(request, "Faktor kedua dihapus.")
    return redirect("accounts:factors")


def _new_secret(request: HttpRequest) -> bytes:
    """The secret being set up, the same until it is connected; sealed, since sessions lie in the database."""
    if kept := request.session.get(_NEW_SECRET):
        return totp.unsealed(base64.b64decode(kept))
    secret = totp.new_secret()
    request.session[_NEW_SECRET] = base64.b64encode(totp.sealed(secret)).decode()
    return secret


def _added(request: HttpRequest, codes: list[str]) -> HttpResponse:
    stay(request, request.user)
    proofs.note(request, with_factor=True)
    messages.success(request, "Faktor kedua sudah terpasang. Perangkat lain yang masih masuk sudah dikeluarkan.")
    return _show_codes(request, codes) if codes else redirect("accounts:factors")


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    text = "\r\n".join(["Kode cadangan Portal Netralitas", request.user.display_name, "", *codes, ""])
    file = "data:text/plain;charset=utf-8;base64," + base64.b64encode(text.encode()).decode()
    return render(request, "accounts/factors/codes.html", {"codes": codes, "file": file})
