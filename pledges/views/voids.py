"""*Pembatalan Ikrar*: proposals to void a signature, and what a second person decides."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.ui import confirm
from netralitas.ui.lists import Column, Filter, List
from pledges.actions import voids as actions
from pledges.forms.voids import AnswerForm, ReasonForm
from pledges.models import VoidProposal
from pledges.queries import mine, printing


class VoidList(List):
    """Proposals to void a signature, the newest first."""

    columns = (
        Column("nama", "Nama", sort=("signature__staff__name_key",), value="signature.staff.full_name"),
        Column("unit", "Unit saat menandatangani", sort=("signature__unit__name",), value="signature.unit.name"),
        Column("nomor", "Nomor register", sort=("signature__document__number",), value="signature.document.number"),
        Column("alasan", "Alasan", value="reason"),
        Column("waktu", "Diusulkan", sort=("proposed_at",), value="proposed_at"),
        Column("keadaan", "Keadaan", sort=("state",), value="get_state_display"),
    )
    search_fields = ("signature__staff__name_key", "signature__staff__nip", "signature__document__number")
    filters = (Filter("keadaan", "Keadaan", VoidProposal.State.choices, "state"),)
    default_sort = "-waktu"
    noun = "usulan"
    exports = ()


@require(Permission.SIGNATURE_VOID)
@require_safe
def void_list(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and what was decided."""
    return render(request, "pledges/voids/list.html", {"listing": VoidList(_proposals(), request.GET)})


@require(Permission.SIGNATURE_VOID)
@require_http_methods(["GET", "HEAD", "POST"])
def void_propose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose to void one signature."""
    signature = get_object_or_404(printing.printable(request.scope), public_id=public_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            proposal = actions.propose(signature, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Usulan dicatat. Ikrar tetap berlaku sampai orang kedua mengonfirmasi.")
            return redirect("pledges:void", proposal.public_id)
    return confirm.ask(
        request,
        title="Usulkan pembatalan ikrar",
        question=f"Usulkan pembatalan ikrar {signature.staff.full_name}, nomor register {signature.document.number}?",
        consequences=(
            "Ikrar tetap berlaku sampai dikonfirmasi orang kedua dengan akun lain.",
            "Sesudah dikonfirmasi statusnya Dibatalkan dan sertifikatnya tidak berlaku.",
            "Orangnya diminta menandatangani lagi.",
        ),
        confirm_label="Usulkan Pembatalan",
        cancel_url=reverse("pledges:print-list"),
        is_dangerous=True,
        form=form,
    )


@require(Permission.SIGNATURE_VOID)
@require_http_methods(["GET", "HEAD", "POST"])
def void(request: HttpRequest, public_id: str) -> HttpResponse:
    """One proposal with what was signed; the second person confirms or disputes, the proposer may withdraw."""
    proposal = get_object_or_404(_proposals(), public_id=public_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = _settled(proposal, form, request)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, done)
            return redirect("pledges:void", public_id)
    context = {
        "proposal": proposal,
        "signature": proposal.signature,
        "way": mine.way_of(proposal.signature),
        "form": form,
        "is_own": proposal.proposer_key == request.actor.key,
    }
    return render(request, "pledges/voids/detail.html", context)


def _settled(proposal: VoidProposal, form: AnswerForm, request: HttpRequest) -> str:
    decision = form.cleaned_data["keputusan"]
    if decision == AnswerForm.CONFIRM:
        actions.confirm(proposal, by=request.actor)
        return "Ikrar dibatalkan. Orangnya dapat menandatangani lagi selama kegiatan dibuka."
    if decision == AnswerForm.DISPUTE:
        actions.dispute(proposal, answer=form.cleaned_data["jawaban"], by=request.actor)
        return "Usulan disanggah. Ikrar tetap berlaku."
    actions.withdraw(proposal, by=request.actor)
    return "Usulan ditarik. Ikrar tetap berlaku."


def _proposals() -> QuerySet[VoidProposal]:
    related = ("signature__staff", "signature__unit", "signature__campaign", "signature__document", "signature__void")
    sealed = ("signature__facts_ciphertext", "signature__document__facts_ciphertext")
    return VoidProposal.objects.select_related(*related).defer(*sealed)
