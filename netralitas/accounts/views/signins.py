"""Masuk, keluar, lupa kata sandi."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from netralitas.access import middleware
from netralitas.access.doors import public
from netralitas.accounts import cookies, openid
from netralitas.accounts.actions import passwords, signins
from netralitas.accounts.forms.signins import ForgotForm, SignInForm
from netralitas.accounts.views.entering import after_password, wanted
from netralitas.errors import DomainError


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """NIP or e-mail and password; the session gets a new id, an open visit of somebody else ends on this device."""
    if request.user.is_authenticated:
        return redirect(wanted(request))
    form = SignInForm(request.POST or None)
    status = 200
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            user = signins.check(
                **form.cleaned_data, address=request.client_ip, known_device=cookies.known_device(request, name),
                by=request.actor,
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            status = {"tunggu": 429, "ramai": 503}.get(refusal.code, 200)
        else:
            return after_password(request, user, name)
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    context["sso_name"] = settings.OIDC["name"] if openid.is_on() else ""
    context["has_ended"] = middleware.has_ended(request)
    return render(request, "accounts/signins/sign_in.html", context, status=status)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and let the browser forget the pages."""
    if request.user.is_authenticated:
        signins.sign_out(user=request.user, session_key=request.session.session_key, by=request.actor)
    logout(request)
    response = redirect("accounts:login")
    response["Clear-Site-Data"] = '"cache", "storage"'
    cookies.end_visit(response)
    return response


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgot(request: HttpRequest) -> HttpResponse:
    """Ask for a link to the account's own e-mail; the answer is the same for every name."""
    form = ForgotForm(request.POST or None)
    if form.is_valid():
        passwords.request_reset(**form.cleaned_data, address=request.client_ip, by=request.actor)
        return render(request, "accounts/signins/forgot_done.html")
    return render(request, "accounts/signins/forgot.html", {"form": form})
