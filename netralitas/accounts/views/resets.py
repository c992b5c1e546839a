"""Pemulihan akun oleh dua orang: mengajukan, menyetujui, tidak menyetujui."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.accounts.actions import resets
from netralitas.accounts.doors import fresh_proof
from netralitas.accounts.forms.accounts import ReasonForm
from netralitas.accounts.forms.resets import DecideForm, ProposeForm
from netralitas.accounts.models import Activation, ResetRequest
from netralitas.accounts.queries.activations import letter_code
from netralitas.accounts.queries.resets import ResetList
from netralitas.accounts.queries.resets import resets as all_resets
from netralitas.accounts.views.accounts import account_in_scope
from netralitas.errors import DomainError
from netralitas.ui import confirm

_ONE = ["GET", "HEAD", "POST"]


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@require_http_methods(_ONE)
def propose(request: HttpRequest, username: str) -> HttpResponse:
    """Ask for a reset; somebody else has to confirm it."""
    found = account_in_scope(request, username)
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        try:
            made = resets.propose_reset(user=found, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Pemulihan diajukan. Mintalah orang kedua menyetujuinya.")
            return redirect("accounts:reset", made.public_id)
    return render(request, "accounts/resets/propose.html", {"form": form, "account": found})


@require(Permission.ACCOUNT_CONFIRM)
@require_safe
def reset_list(request: HttpRequest) -> HttpResponse:
    """Requests, those waiting first in mind."""
    return render(request, "accounts/resets/list.html", {"listing": ResetList(all_resets(), request.GET)})


@require(Permission.ACCOUNT_CONFIRM)
@require_safe
def reset(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request, with what may be done about it."""
    found = _found(public_id)
    is_open = found.state == ResetRequest.State.PROPOSED
    may_confirm = is_open and request.user.pk not in {found.proposed_by_id, found.user_id}
    context = {"reset": found, "is_open": is_open, "may_confirm": may_confirm, "form": DecideForm(request=found)}
    context["settled_by"] = found.settled_by.display_name if found.settled_by else ""
    context["is_own"] = found.proposed_by_id == request.user.pk
    return render(request, "accounts/resets/detail.html", context)


@require(Permission.ACCOUNT_CONFIRM)
@fresh_proof
@never_cache
@require_http_methods(_ONE)
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm a request; a letter is shown this once, an e-mail goes to the owner."""
    found = _found(public_id)
    form = DecideForm(request.POST or None, request=found)
    if form.is_valid():
        try:
            made = resets.confirm_reset(request=found, way=Activation.Way(form.cleaned_data["way"]), by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("accounts:reset", public_id)
        if made.way == Activation.Way.LETTER:
            address = f"{settings.BASE_URL}{reverse('accounts:activate')}"
            context = {"account": found.user, "activation": made, "code": letter_code(made), "base_address": address}
            return render(request, "accounts/accounts/letter.html", context | {"is_reset": True})
        messages.success(request, "Disetujui. Tautan aktivasi dikirim ke surel pemilik akun; semua sesinya berakhir.")
    return redirect("accounts:reset", public_id)


@require(Permission.ACCOUNT_CONFIRM)
@require_http_methods(_ONE)
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no, or take back one's own request."""
    found = _found(public_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            resets.drop_reset(request=found, note=form.cleaned_data["reason"], by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Permohonan ditutup. Tidak ada yang berubah pada akun itu.")
        return redirect("accounts:reset", public_id)
    return confirm.ask(
        request, title="Tutup Permohonan", question=f"Tutup permohonan pemulihan akun {found.user.display_name}?",
        consequences=("Kata sandi dan faktor kedua akun itu tetap seperti semula.",),
        confirm_label="Tutup Permohonan", cancel_url=reverse("accounts:reset", args=[public_id]),
        is_dangerous=True, form=form,
    )  # fmt: skip


def _found(public_id: str) -> ResetRequest:
    return get_object_or_404(all_resets(), public_id=public_id)
