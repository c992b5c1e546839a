"""Memberi dan mencabut peran."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.accounts.actions import roles
from netralitas.accounts.doors import fresh_proof
from netralitas.accounts.forms.accounts import ReasonForm
from netralitas.accounts.forms.roles import RoleForm
from netralitas.accounts.models import RoleAssignment
from netralitas.accounts.queries.roles import place_of
from netralitas.accounts.views.accounts import account_in_scope
from netralitas.errors import DomainError
from netralitas.registry.models import Opd
from netralitas.ui import confirm


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, username: str) -> HttpResponse:
    """Give a role."""
    found = account_in_scope(request, username)
    form = RoleForm(request.POST or None, units=Opd.objects.within(request.scope))
    if form.is_valid():
        try:
            given = roles.give_role(user=found, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Peran {given.definition.label} diberikan. Pemilik akun perlu masuk lagi.")
            return redirect("accounts:account", username)
    return render(request, "accounts/roles/give.html", {"form": form, "account": found})


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, username: str, public_id: str) -> HttpResponse:
    """Revoke a role after a question."""
    found = account_in_scope(request, username)
    assignment = get_object_or_404(
        RoleAssignment.objects.select_related("unit", "user"), user=found, public_id=public_id, revoked_at=None
    )
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            roles.revoke_role(assignment=assignment, reason=form.cleaned_data["reason"], by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Peran dicabut; sesi yang terbuka berakhir.")
        return redirect("accounts:account", username)
    return confirm.ask(
        request, title="Cabut Peran",
        question=f"Cabut peran {assignment.definition.label} ({place_of(assignment)}) dari {found.display_name}?",
        consequences=("Berlaku seketika; semua sesi akun ini berakhir.", "Riwayat peran tetap tersimpan."),
        confirm_label="Cabut Peran", cancel_url=reverse("accounts:account", args=[username]),
        is_dangerous=True, form=form,
    )  # fmt: skip
