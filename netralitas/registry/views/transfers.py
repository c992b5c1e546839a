"""Usulan mutasi: seen by both sides."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope
from netralitas.errors import DomainError
from netralitas.registry.actions import transfers as actions
from netralitas.registry.models import Opd, Transfer
from netralitas.ui.lists import Column, Filter, List

_SETTLING = {"terima": actions.accept, "sanggah": actions.dispute, "batal": actions.withdraw}


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
    for transfer in listing.page:
        transfer.may_decide = request.scope.covers(transfer.deciding_unit)
        transfer.may_withdraw = request.scope.covers(transfer.proposing_unit)
    return render(request, "registry/transfers/list.html", {"listing": listing})


@require(Permission.STAFF_EDIT)
@require_POST
def transfer_settle(request: HttpRequest, public_id: str, outcome: str) -> HttpResponse:
    """Accept, dispute or withdraw: the side that did not propose decides, the other may take it back."""
    transfer = get_object_or_404(_visible(request.scope), public_id=public_id)
    side = transfer.proposing_unit if outcome == "batal" else transfer.deciding_unit
    if not request.scope.covers(side):
        messages.error(request, f"Usulan ini diputuskan oleh {side.name}. Tidak ada yang berubah.")
        return redirect("registry:transfers")
    try:
        _SETTLING[outcome](transfer, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Usulan mutasi diselesaikan.")
    return redirect("registry:transfers")


def _visible(scope: Scope) -> QuerySet[Transfer]:
    if scope.is_all:
        return Transfer.objects.all()
    units = Opd.objects.within(scope).values("pk")
    return Transfer.objects.filter(Q(from_unit__in=units) | Q(to_unit__in=units)).select_related("from_unit", "to_unit")
