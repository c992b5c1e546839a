"""Akun: daftar, rincian, membuat, mengaktifkan, mengunci."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.accounts.actions import accounts, passwords
from netralitas.accounts.doors import fresh_proof
from netralitas.accounts.forms.accounts import AccountForm, ReasonForm
from netralitas.accounts.models import Activation, RoleAssignment
from netralitas.accounts.queries.accounts import AccountList, accounts_within, lock_reason
from netralitas.accounts.queries.activations import letter_code
from netralitas.accounts.queries.contacts import opd_name
from netralitas.accounts.queries.factors import equipment_of
from netralitas.accounts.queries.resets import open_reset
from netralitas.errors import DomainError
from netralitas.ui import confirm

_ONE = ["GET", "HEAD", "POST"]


@require(Permission.ACCOUNT_EDIT)
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """Every account in scope."""
    listing = AccountList(accounts_within(request.scope), request.GET)
    return render(request, "accounts/accounts/list.html", {"listing": listing})


@require(Permission.ACCOUNT_EDIT)
@require_safe
def account(request: HttpRequest, username: str) -> HttpResponse:
    """One account: whose, its roles now and before, what may be done with it."""
    found = account_in_scope(request, username)
    history = RoleAssignment.objects.filter(user=found).select_related("unit").order_by("-pk")
    context = {"account": found, "history": history, "is_own": found.pk == request.user.pk}
    context |= {"equipment": equipment_of(found), "lock_reason": lock_reason(found), "reset": open_reset(found)}
    link = getattr(found, "staff_link", None)
    context["opd_name"] = opd_name(link.staff.unit) if link else ""
    return render(request, "accounts/accounts/detail.html", context)


@require(Permission.ACCOUNT_EDIT)
@require_http_methods(_ONE)
def create(request: HttpRequest) -> HttpResponse:
    """Make an account; its owner gets the activation by e-mail, or the admin prints a letter."""
    form = AccountForm(request.POST or None, scope=request.scope)
    if form.is_valid():
        email = form.cleaned_data["email"] or (form.staff.email if form.staff else "")
        try:
            with transaction.atomic():
                made = accounts.create_account(
                    staff=form.staff, name=form.cleaned_data["name"], email=email, by=request.actor
                )
                if email:
                    passwords.make_activation(user=made, way=Activation.Way.EMAIL, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            way = "Tautan aktivasi dikirim ke surelnya." if email else "Cetak lembar aktivasi untuk pemiliknya."
            messages.success(request, f"Akun {made.display_name} dibuat. {way}")
            return redirect("accounts:account", made.username)
    return render(request, "accounts/accounts/new.html", {"form": form})


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@require_http_methods(_ONE)
def lock(request: HttpRequest, username: str) -> HttpResponse:
    """Lock an account after a question, with a reason."""
    found = account_in_scope(request, username)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        return _done(request, found, "Akun dikunci; semua sesinya berakhir.", accounts.lock_account,
                     user=found, reason=form.cleaned_data["reason"])  # fmt: skip
    return confirm.ask(
        request, title="Kunci Akun", question=f"Kunci akun {found.display_name}?",
        consequences=("Semua sesi yang terbuka berakhir, dan akun tidak dapat masuk.",
                      "Ikrar, peran, dan riwayatnya tetap tersimpan. Kunci dapat dibuka kembali."),
        confirm_label="Kunci Akun", cancel_url=_address(found), is_dangerous=True, form=form,
    )  # fmt: skip


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@require_http_methods(_ONE)
def unlock(request: HttpRequest, username: str) -> HttpResponse:
    """Open a locked account again after a question, with a reason."""
    found = account_in_scope(request, username)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        return _done(request, found, "Kunci akun dibuka.", accounts.unlock_account,
                     user=found, reason=form.cleaned_data["reason"])  # fmt: skip
    return confirm.ask(
        request, title="Buka Kunci Akun", question=f"Buka kunci akun {found.display_name}?",
        consequences=("Akun dapat masuk lagi dengan kata sandi dan faktor kedua yang lama.",
                      "Peran yang belum berakhir berlaku lagi."),
        confirm_label="Buka Kunci", cancel_url=_address(found), form=form,
    )  # fmt: skip


@require(Permission.ACCOUNT_EDIT)
@require_POST
def send_activation(request: HttpRequest, username: str) -> HttpResponse:
    """Send the activation to the account's own e-mail."""
    found = account_in_scope(request, username)
    return _done(request, found, "Tautan aktivasi dikirim ke surel pemilik akun.", passwords.make_activation,
                 user=found, way=Activation.Way.EMAIL)  # fmt: skip


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@never_cache
@require_http_methods(_ONE)
def letter(request: HttpRequest, username: str) -> HttpResponse:
    """Print an activation letter: shown once, to be handed over closed."""
    found = account_in_scope(request, username)
    if request.method != "POST":
        return confirm.ask(
            request, title="Cetak Lembar Aktivasi", question=f"Buat lembar aktivasi untuk {found.display_name}?",
            consequences=("Kode lama tidak berlaku lagi.", "Lembar hanya ditampilkan satu kali; berlaku 72 jam.",
                          "Serahkan tertutup kepada pemilik akun. Pembuatan lembar tercatat."),
            confirm_label="Buat dan Tampilkan", cancel_url=_address(found),
        )  # fmt: skip
    try:
        made = passwords.make_activation(user=found, way=Activation.Way.LETTER, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect(_address(found))
    context = {"account": found, "activation": made, "code": letter_code(made)}
    context["base_address"] = f"{settings.BASE_URL}{reverse('accounts:activate')}"
    return render(request, "accounts/accounts/letter.html", context)


def account_in_scope(request: HttpRequest, username: str) -> User:
    """The account, or 404 when it is not in the admin's world."""
    return get_object_or_404(accounts_within(request.scope), username=username)


def _address(account: User) -> str:
    return reverse("accounts:account", args=[account.username])


def _done(request: HttpRequest, account: User, sentence: str, action: object, **about: object) -> HttpResponse:
    """Act, say what came of it, go back to the account."""
    try:
        action(**about, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, sentence)
    return redirect(_address(account))
