"""Kata sandi: mengganti, membuat lewat aktivasi, membuat dari Ikrar Saya."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from netralitas.access.doors import public, signed_in
from netralitas.access.models import User
from netralitas.accounts.actions import passwords
from netralitas.accounts.doors import person
from netralitas.accounts.forms.passwords import ActivationCodeForm, ChangePasswordForm, NewPasswordForm
from netralitas.accounts.models import StaffLink
from netralitas.accounts.queries.activations import activation_token, resolve_activation
from netralitas.accounts.views.answers import no_trace
from netralitas.accounts.views.entering import stay
from netralitas.errors import DomainError


@signed_in
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Change the own password; this session stays, all others end."""
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if form.is_valid():
        user = passwords.change(user=request.user, password=form.cleaned_data["new"], by=request.actor)
        stay(request, user)
        messages.success(request, "Kata sandi sudah diganti. Perangkat lain yang masih masuk sudah dikeluarkan.")
        return redirect("home")
    return render(request, "accounts/passwords/change.html", {"form": form})


@public
@no_trace
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Type sign-in name and the code of a printed letter."""
    form = ActivationCodeForm(request.POST or None)
    if form.is_valid():
        try:
            activation = passwords.find_by_code(**form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("accounts:activation", activation_token(activation))
    return render(request, "accounts/passwords/activate.html", {"form": form})


@public
@no_trace
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def activation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password by a one-time address; looking at it does not use it up."""
    found = resolve_activation(token)
    if found is None:
        return render(request, "accounts/passwords/gone.html", {"sentence": passwords.GONE}, status=410)
    form = NewPasswordForm(request.POST or None, user=found.user)
    if form.is_valid():
        try:
            passwords.set_by_activation(activation=found, password=form.cleaned_data["new"], by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Kata sandi sudah dibuat. Silakan masuk.")
            return redirect("accounts:login")
    return render(request, "accounts/passwords/new.html", {"form": form, "name": found.user.display_name})


@person
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Make a password from *Ikrar Saya*, for those who came by their own personal link."""
    visit = request.visit or None
    if visit is None:
        return redirect("accounts:password-change")
    form = NewPasswordForm(request.POST or None, user=_prospect(request))
    if form.is_valid():
        try:
            passwords.set_in_visit(visit=visit, password=form.cleaned_data["new"], by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Kata sandi sudah dibuat. Lain kali dapat masuk dengan NIP dan kata sandi.")
            return redirect("pledges:mine")
    return render(request, "accounts/passwords/new.html", {"form": form, "name": request.person.full_name})


def _prospect(request: HttpRequest) -> User:
    """An unsaved account of the person, so that the rules can see the NIP."""
    user = User(display_name=request.person.full_name)
    user.staff_link = StaffLink(user=user, staff=request.person)
    return user
