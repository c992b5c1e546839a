"""Bakesbangpol's acts on a statement: hold the scan against the numbers, return with notes, find it complete."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from pledges.actions import reviews as actions
from pledges.actions import statements
from pledges.forms.completion import AcceptForm, ReturnForm, SeenForm
from pledges.models import Completion
from pledges.views.completion import round_of


@require(Permission.COMPLETION_REVIEW)
@require_POST
def completion_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """The scan shows these numbers, this head, the stamp."""
    completion, form = round_of(request, public_id), SeenForm(request.POST)
    try:
        seen = form.cleaned_data["seen"] if form.is_valid() else ""
        statements.check_scan(completion, seen=seen, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Pindaian dicatat cocok dengan angka yang dibekukan.")
    return redirect("pledges:completion", public_id)


@require(Permission.COMPLETION_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def completion_return(request: HttpRequest, public_id: str) -> HttpResponse:
    """*Kembalikan dengan Catatan*, point by point."""
    completion = round_of(request, public_id)
    form = ReturnForm(request.POST or None, initial={"seen": _seen(completion)})
    if form.is_valid():
        try:
            review = actions.send_back(
                completion, seen=form.cleaned_data["seen"], notes=form.notes, by=request.actor
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Dikembalikan dengan {review.points.count()} butir catatan.")
            return redirect("pledges:completion", public_id)
    context = {"completion": completion, "opd": completion.opd, "form": form}
    return render(request, "pledges/completion/return.html", context)


@require(Permission.COMPLETION_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def completion_accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """*Lengkap*, with a letter."""
    completion = round_of(request, public_id)
    form = AcceptForm(request.POST or None, initial={"seen": _seen(completion)})
    if form.is_valid():
        try:
            actions.accept(completion, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{completion.title} {completion.opd.name} dinyatakan lengkap.")
            return redirect("pledges:completion", public_id)
    snapshot = completion.snapshots.latest("pk")
    context = {"completion": completion, "opd": completion.opd, "form": form, "snapshot": snapshot}
    return render(request, "pledges/completion/accept.html", context)


def _seen(completion: Completion) -> str:
    statement = completion.statements.order_by("-pk").first()
    return statement.public_id if statement else ""
