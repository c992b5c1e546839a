"""Usulan mutasi: seen by both sides."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope
from netralitas.errors import DomainError
from netralitas.registry.actions import transfers as actions
from netralitas.registry.forms.standings import AnswerForm
from netralitas.registry.forms.transfers import RulingForm
from netralitas.registry.models import Opd, Transfer
from netralitas.ui import confirm
from netralitas.ui.lists import Column, Filter, List

_SETTLING = {"terima": actions.accept, "batal": actions.withdraw}


class TransferList(List):
    """Proposals that concern the units one may edit."""

    columns = (
        Column("nama", "Pegawai", sort=("staff__name_key",), value="staff.full_name"),
        Column("dari", "Dari", sort=("from_unit__name",), value="from_unit.name"),
        Column("ke", "Ke", sort=("to_unit__name",), value="to_unit.name"),
        Column("waktu", "Diusulkan", sort=("proposed_at",), value="proposed_at"),
        Column("status", "Status", sort=("state",), value="get_state_display"),
    )
    search_fields = ("staff__name_key", "from_unit__name", "to_unit__name")
    filters = (Filter("status", "Status", Transfer.State.choices, "state"),)
    default_sort = "-waktu"
    exports = ()
    noun = "usulan"


@require(Permission.STAFF_EDIT)
@require_safe
def transfer_list(request: HttpRequest) -> HttpResponse:
    """List proposals out of and into one's units."""
    rows = _visible(request.scope).select_related("staff", "from_unit__opd", "to_unit__opd")
    listing = TransferList(rows, request.GET)
    may_rule = request.user.has_perm(Permission.ROSTER_RULE)
    for transfer in listing.page:
        transfer.may_rule = may_rule and transfer.waits_for_ruling
        transfer.may_decide = request.scope.covers(transfer.deciding_unit)
        transfer.may_withdraw = request.scope.covers(transfer.proposing_unit)
    return render(request, "registry/transfers/list.html", {"listing": listing})


@require(Permission.STAFF_EDIT)
@require_POST
def transfer_settle(request: HttpRequest, public_id: str, outcome: str) -> HttpResponse:
    """Accept or withdraw: the side that did not propose decides, the other may take it back."""
    transfer = get_object_or_404(_visible(request.scope), public_id=public_id)
    side = transfer.proposing_unit if outcome == "batal" else transfer.deciding_unit
    if not request.scope.covers(side):
        messages.error(request, f"Usulan ini diputuskan oleh {side.name}. Tidak ada yang berubah.")
        return redirect("registry:transfers")
    try:
        settled = _SETTLING[outcome](transfer, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        is_to_come = settled.state == Transfer.State.DUE
        later = " Pegawai berpindah sendiri pada hari berlakunya SK." if is_to_come else ""
        messages.success(request, f"Usulan mutasi diselesaikan.{later}")
    return redirect("registry:transfers")


@require(Permission.STAFF_EDIT)
def transfer_dispute(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that the person stays, and why; BKPSDM decides."""
    transfer = get_object_or_404(_visible(request.scope), public_id=public_id)
    if not request.scope.covers(transfer.deciding_unit):
        messages.error(request, f"Usulan ini diputuskan oleh {transfer.deciding_unit.name}. Tidak ada yang berubah.")
        return redirect("registry:transfers")
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.dispute(transfer, answer=form.cleaned_data["answer"], by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Usulan disanggah dan menunggu keputusan BKPSDM.")
        return redirect("registry:transfers")
    question = f"{transfer.staff.full_name}: {transfer.from_unit.name} → {transfer.to_unit.name}."
    consequences = ("Pegawai tetap dihitung di unit asal.", "BKPSDM memutuskan, dan kedua unit melihat alasannya.")
    return confirm.ask(
        request, title="Sanggah Usulan Mutasi", question=question, confirm_label="Sanggah", form=form,
        cancel_url=reverse("registry:transfers"), consequences=consequences,
    )  # fmt: skip


@require(Permission.ROSTER_RULE)
def transfer_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide what one side disputed, with the ground."""
    related = ("staff__unit__opd", "from_unit__opd", "to_unit__opd")
    transfer = get_object_or_404(_visible(request.scope).select_related(*related), public_id=public_id)
    form = RulingForm(request.POST or None)
    if form.is_valid():
        try:
            actions.decide(transfer, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Keputusan dicatat dan terlihat oleh kedua unit.")
            return redirect("registry:transfers")
    return render(request, "registry/transfers/decide.html", {"transfer": transfer, "form": form})


def _visible(scope: Scope) -> QuerySet[Transfer]:
    if scope.is_all:
        return Transfer.objects.all()
    units = Opd.objects.within(scope).values("pk")
    return Transfer.objects.filter(Q(from_unit__in=units) | Q(to_unit__in=units)).select_related("from_unit", "to_unit")
