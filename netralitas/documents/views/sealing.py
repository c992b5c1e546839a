"""*Segel Dokumen*: what waits for a seal, an official's own signature, and the settling of doubts."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.documents.actions import settling
from netralitas.documents.forms.sealing import AgainForm, AnswerForm, PassphraseForm
from netralitas.documents.models import Document, Rendition
from netralitas.documents.queries import waiting
from netralitas.documents.sealing import choosing
from netralitas.errors import DomainError
from netralitas.ui.lists import Column, Filter, List

_State = Rendition.State
_SHOWN = [
    (_State.WAITING, "Menunggu segel"),
    (_State.UNCERTAIN, "Periksa"),
    (_State.FAILED, "Belum berhasil, akan diulang"),
    (_State.PARKED, "Disisihkan"),
]


class UnsealedList(List):
    """Documents without a sealed file."""

    columns = (
        Column("nomor", "Nomor register", sort=("number",), value="number"),
        Column("terbit", "Ditandatangani", sort=("issued_at",), value="issued_at"),
        Column("keadaan", "Keadaan", sort=("rendition__state",), value="rendition.state"),
        Column("coba", "Percobaan", sort=("rendition__attempts",), value="rendition.attempts", css_class="number"),
        Column("sebab", "Sebab", value="rendition.error"),
    )
    search_fields = ("number",)
    filters = (Filter("keadaan", "Keadaan", _SHOWN, "rendition__state"),)
    default_sort = "terbit"
    noun = "dokumen"
    exports = ()


@require(Permission.DOCUMENT_SEAL)
@never_cache
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Everything that waits, with counts."""
    listing = UnsealedList(waiting.unsealed(), request.GET)
    return render(request, "documents/sealing/list.html", {"listing": listing, "counts": waiting.counts()})


@require(Permission.DOCUMENT_SEAL)
@never_cache
@require_safe
def document(request: HttpRequest, public_id: str) -> HttpResponse:
    """One document on its way, and what may be done about it."""
    return _shown(request, _found(public_id))


@require(Permission.DOCUMENT_SEAL)
@sensitive_post_parameters()
@never_cache
@require_POST
def sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sign it with the official's passphrase, within this request."""
    found, form = _found(public_id), PassphraseForm(request.POST)
    if form.is_valid():
        try:
            settling.sign_by_hand(found, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _done(request, f"{found.number} sudah ditandatangani dengan sertifikat BSrE.")
    return _shown(request, _found(public_id), passphrase=form)


@require(Permission.DOCUMENT_SEAL)
@never_cache
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the sealed file that was found at the service."""
    found, form = _found(public_id), AnswerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            settling.accept_answer(found, answered=form.cleaned_data["berkas"].read(), by=request.actor)
        except DomainError as refusal:
            form.add_error("berkas", refusal.message)
        else:
            return _done(request, f"Berkas bersegel {found.number} diterima dan tersimpan.")
    return _shown(request, found, answer=form)


@require(Permission.DOCUMENT_SEAL)
@never_cache
@require_POST
def send_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let it be sealed anew."""
    found, form = _found(public_id), AgainForm(request.POST)
    if form.is_valid():
        try:
            settling.send_again(found, reason=form.cleaned_data["alasan"], by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _done(request, f"{found.number} akan disegel ulang.")
    return _shown(request, found, again=form)


def _found(public_id: str) -> Document:
    return get_object_or_404(Document.objects.select_related("rendition", "row_key"), public_id=public_id)


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("documents:seals")


def _shown(request: HttpRequest, found: Document, **bound: Form) -> HttpResponse:
    state = found.rendition.state if hasattr(found, "rendition") else ""
    context: dict[str, Any] = {
        "document": found,
        "state": state or "pending",
        "error": found.rendition.error if state else "",
        "steps": waiting.steps(found),
        "is_by_hand": choosing.current().is_by_hand and state in {"", _State.WAITING, _State.FAILED},
        "is_uncertain": state == _State.UNCERTAIN,
        "passphrase": bound.get("passphrase") or PassphraseForm(),
        "answer": bound.get("answer") or AnswerForm(),
        "again": bound.get("again") or AgainForm(),
    }
    return render(request, "documents/sealing/detail.html", context)
