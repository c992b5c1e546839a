"""Akun lewat buku kerja: unggah, periksa, terapkan, cetak lembar aktivasi sekaligus."""

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.accounts.actions import account_imports
from netralitas.accounts.doors import fresh_proof
from netralitas.accounts.forms.account_imports import AccountsUploadForm
from netralitas.accounts.queries.account_rows import ACCOUNT_COLUMNS, KIND
from netralitas.accounts.queries.accounts import accounts_within
from netralitas.accounts.queries.activations import letter_code
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.exchange.models import ImportBatch

_EXAMPLE = (
    (
        "Siti Aminah, S.Pd.",
        "198504122010012001",
        "siti@contoh.go.id",
        "Operator OPD",
        "2.01",
        "800/123/2026",
        "31-12-2026",
    ),
    ("Pejabat dari luar", "", "pejabat@contoh.go.id", "Inspektorat / auditor", "", "", ""),
)


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a workbook and run it dry."""
    form = AccountsUploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = account_imports.upload(
                content=file.read(), file_name=file.name, owner=request.user, by=request.actor
            )
        except DomainError as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("accounts:account-import", batch.public_id)
    earlier = _batches().order_by("-pk")[:10]
    return render(request, "accounts/imports/upload.html", {"form": form, "earlier": earlier})


@require(Permission.ACCOUNT_EDIT)
@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """A workbook to fill in."""
    columns = [column.label for column in ACCOUNT_COLUMNS.columns]
    return writers.xlsx_response(title="Contoh buku kerja akun", columns=columns, rows=_EXAMPLE)


@require(Permission.ACCOUNT_EDIT)
@require_safe
def batch(request: HttpRequest, public_id: str) -> HttpResponse:
    """What applying will do or has done, and what is refused and why."""
    found = _found(public_id)
    context = {"batch": found, "findings": found.findings.order_by("row"), "letters": _without_way(request).count()}
    context["has_work"] = bool(found.totals.get("created") or found.totals.get("updated"))
    return render(request, "accounts/imports/batch.html", context)


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@require_POST
def apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make the accounts and roles."""
    try:
        account_imports.apply(batch=_found(public_id), by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Diterapkan. Aktivasi dikirim ke surel masing-masing pemilik akun.")
    return redirect("accounts:account-import", public_id)


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@never_cache
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """Print letters for all accounts that wait without an address, one a page; shown this once."""
    made = account_imports.make_letters(users=_without_way(request), by=request.actor)
    context = {"letters": [(activation, letter_code(activation)) for activation in made]}
    context["base_address"] = f"{settings.BASE_URL}{reverse('accounts:activate')}"
    return render(request, "accounts/imports/letters.html", context)


def _batches() -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(kind=KIND)


def _found(public_id: str) -> ImportBatch:
    return get_object_or_404(_batches(), public_id=public_id)


def _without_way(request: HttpRequest) -> QuerySet[User]:
    return accounts_within(request.scope).filter(state="menunggu", email="", staff_link__isnull=False)
