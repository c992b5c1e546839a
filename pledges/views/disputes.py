"""*Bukan Saya*: said by the person or before an operator, and checked by Bakesbangpol."""

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.accounts.doors import person
from netralitas.accounts.queries.contacts import contact_of
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.ui.lists import Column, Filter, List
from pledges.actions import disputes as actions
from pledges.forms.disputes import DecisionForm, RecordForm, StoryForm
from pledges.models import Dispute, Signature
from pledges.queries import disputes as queries
from pledges.queries import mine
from pledges.queries.signatures import own_signatures


class DisputeList(List):
    """Disputed signatures, the newest first."""

    columns = (
        Column("nama", "Nama", sort=("signature__staff__name_key",), value="signature.staff.full_name"),
        Column("keadaan", "Keadaan", sort=("state",), value=lambda row: Dispute.State(row.state).label),
        Column("waktu", "Disampaikan", sort=("raised_at",), value="raised_at"),
        Column("cerita", "Yang terjadi", sort=("story",), value="get_story_display"),
        Column("unit", "Unit saat menandatangani", sort=("signature__unit__name",), value="signature.unit.name"),
        Column("nomor", "Nomor register", sort=("signature__document__number",), value="signature.document.number"),
    )
    search_fields = ("signature__staff__name_key", "signature__staff__nip", "signature__document__number")
    filters = (Filter("keadaan", "Keadaan", Dispute.State.choices, "state"),)
    default_sort = "-waktu"
    noun = "ikrar"
    exports = ()


class SignedList(List):
    """Signatures before an operator, to find the one that is disputed."""

    columns = (
        Column("nama", "Nama", sort=("staff__name_key",), value="staff.full_name"),
        Column("waktu", "Tercatat", sort=("signed_at",), value="signed_at"),
        Column("unit", "Unit", sort=("unit__path",), value="unit.name"),
        Column("nomor", "Nomor register", sort=("document__number",), value="document.number"),
    )
    search_fields = ("staff__name_key", "staff__nip", "document__number")
    default_sort = "nama"
    noun = "ikrar"
    exports = ()


@person
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dispute_own(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that a signature in one's own history is not one's own."""
    signature = get_object_or_404(queries.disputable(own_signatures(request.person)), public_id=public_id)
    form = StoryForm(request.POST or None)
    if form.is_valid():
        try:
            actions.raise_dispute(signature, by=request.actor, **form.given)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Terima kasih. Bakesbangpol diberi tahu dan akan memeriksanya.")
            return redirect("pledges:mine")
    context = {"signature": signature, "form": form, "way": mine.way_of(signature), "person": request.person}
    return render(request, "pledges/disputes/own.html", context | {"contact": contact_of(request.person.unit)})


@require(Permission.DISPUTE_RECORD)
@require_safe
def dispute_find(request: HttpRequest) -> HttpResponse:
    """The operator looks up the signature somebody with a card says is not theirs, and sees what was said before."""
    rows = queries.recordable(Signature.objects.within(request.scope)).filter(revision=F("obligation__revision"))
    light = rows.select_related("staff", "unit", "document").defer("facts_ciphertext", "document__facts_ciphertext")
    earlier = queries.recorded_at(request.scope).order_by("-raised_at")[:20]
    context = {"listing": SignedList(light, request.GET), "earlier": earlier}
    return render(request, "pledges/disputes/find.html", context)


@require(Permission.DISPUTE_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def dispute_record(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down, with the card that was shown, that a signature is not the person's."""
    rows = queries.recordable(Signature.objects.within(request.scope)).select_related("staff", "unit__opd", "document")
    signature = get_object_or_404(rows.select_related("campaign"), public_id=public_id)
    form = RecordForm(request.POST or None)
    if form.is_valid():
        try:
            actions.raise_dispute(signature, by=request.actor, **form.given)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Dicatat. Bakesbangpol diberi tahu; ikrar tetap berlaku sampai diputus.")
            return redirect("pledges:dispute-find")
    context = {"signature": signature, "form": form, "way": mine.way_of(signature)}
    return render(request, "pledges/disputes/record.html", context)


@require(Permission.DISPUTE_DECIDE)
@require_safe
def dispute_list(request: HttpRequest) -> HttpResponse:
    """What waits to be checked, and what came of the others."""
    return render(request, "pledges/disputes/list.html", {"listing": DisputeList(_within(request), request.GET)})


@require(Permission.DISPUTE_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, public_id: str) -> HttpResponse:
    """One check with all that is known of the signature; ended by a reason, or by proposing to void it."""
    found = get_object_or_404(_within(request), public_id=public_id)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        try:
            return _settled(request, found, form.cleaned_data["keputusan"], form.cleaned_data["alasan"])
        except DomainError as refusal:
            form.add_error(None, refusal.message)
    signature = Signature.objects.select_related("row_key", "obligation").get(pk=found.signature_id)
    record_access("pledges.circumstances", by=request.actor, subject=signature, reason="ikrar disangkal")
    context = {
        "dispute": found,
        "signature": found.signature,
        "known": queries.circumstances(signature),
        "proposal": signature.void_proposals.order_by("-pk").first(),
        "form": form,
    }
    return render(request, "pledges/disputes/detail.html", context)


def _settled(request: HttpRequest, found: Dispute, decision: str, reason: str) -> HttpResponse:
    if decision == DecisionForm.UPHOLD:
        actions.uphold(found, reason=reason, by=request.actor)
        messages.success(request, "Ikrar tetap sah. Orangnya diberi tahu beserta alasannya.")
        return redirect("pledges:dispute", found.public_id)
    proposal = actions.propose_void(found, reason=reason, by=request.actor)
    messages.success(request, "Pembatalan diusulkan. Ikrar tetap berlaku sampai orang kedua mengonfirmasi.")
    return redirect("pledges:void", proposal.public_id)


def _within(request: HttpRequest) -> QuerySet[Dispute]:
    return queries.disputes().filter(signature__in=Signature.objects.within(request.scope).values("pk"))
