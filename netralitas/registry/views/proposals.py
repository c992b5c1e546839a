"""Usulan Perubahan: the queue that both sides see, and one proposal with its settling."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.registry.actions import proposals as actions
from netralitas.registry.forms.standings import AnswerForm
from netralitas.registry.models import Proposal, StaffStatus
from netralitas.registry.models.staff import HINDERED_STATUSES
from netralitas.registry.queries import proposals as queries
from netralitas.ui.lists import Column, Filter, List


def _of_origin(rows: QuerySet, wanted: str) -> QuerySet:
    return rows.filter(is_from_opd=wanted == "opd")


class ProposalList(List):
    """Proposals that concern the units one may see."""

    columns = (
        Column("nama", "Pegawai", sort=("staff__name_key",), value="staff.full_name"),
        Column("perubahan", "Perubahan", sort=("kind", "status"), value="summary"),
        Column("unit", "Unit", sort=("staff__unit__name",), value="staff.unit.name"),
        Column("mulai", "Berlaku sejak", sort=("starts_on",), value="starts_on"),
        Column("waktu", "Diusulkan", sort=("proposed_at",), value="proposed_at"),
        Column("status", "Status", sort=("state",), value="get_state_display"),
        Column("dasar", "Dasar", value="reason"),
    )
    search_fields = ("staff__name_key", "staff__unit__name", "reason")
    filters = (
        Filter("status", "Status", Proposal.State.choices, "state"),
        Filter("perubahan", "Perubahan", Proposal.Kind.choices, "kind"),
        Filter("kedudukan", "Kedudukan", StaffStatus.choices, "status"),
        Filter("asal", "Diajukan oleh", [("opd", "Operator"), ("bkpsdm", "BKPSDM")], _of_origin),
    )
    default_sort = "-waktu"
    noun = "usulan"


@require(Permission.STAFF_VIEW)
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """List proposals; those waiting come first unless asked otherwise."""
    rows = queries.visible(request.scope)
    # absences need no second person: they are history, shown with the person and when asked for
    if not request.GET.get("kedudukan"):
        rows = rows.exclude(Q(kind=Proposal.Kind.STANDING) & Q(status__in=HINDERED_STATUSES))
    listing = ProposalList(rows, request.GET)
    if not request.user.has_perm(Permission.STAFF_EXPORT):
        listing.exports = ()
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title="Usulan Perubahan")
    for proposal in listing.page:
        proposal.may_decide = queries.may_decide(request.user, proposal)
    waiting = rows.filter(state=Proposal.State.PROPOSED).count()
    return render(request, "registry/proposals/list.html", {"listing": listing, "waiting": waiting})


@require(Permission.STAFF_VIEW)
@require_safe
def proposal_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One proposal: what, why, by whom; and the buttons of whoever may press them."""
    return _page(request, _found(request, public_id), AnswerForm())


@require(Permission.PROPOSAL_DECIDE)
@require_POST
def proposal_accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm as the second person."""
    proposal = _found(request, public_id)
    if refused := _not_the_second(request, proposal):
        return refused
    try:
        settled = actions.accept(proposal, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        later = "" if settled.applied_at else " Perubahan diterapkan sendiri pada harinya."
        messages.success(request, f"Usulan diterima.{later}")
    return redirect("registry:proposal", public_id)


@require(Permission.PROPOSAL_DECIDE)
@require_POST
def proposal_dispute(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no, with the reason."""
    proposal = _found(request, public_id)
    if refused := _not_the_second(request, proposal):
        return refused
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, proposal, form, status=422)
    try:
        actions.dispute(proposal, answer=form.cleaned_data["answer"], by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Usulan disanggah. Pengusul melihat alasannya; tidak ada data yang berubah.")
    return redirect("registry:proposal", public_id)


@require(Permission.STAFF_EDIT)
@require_POST
def proposal_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's proposal back."""
    proposal = _found(request, public_id)
    try:
        actions.withdraw(proposal, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Usulan dibatalkan. Tidak ada data yang berubah.")
    return redirect("registry:proposal", public_id)


def _found(request: HttpRequest, public_id: str) -> Proposal:
    return get_object_or_404(queries.visible(request.scope), public_id=public_id)


def _not_the_second(request: HttpRequest, proposal: Proposal) -> HttpResponse | None:
    if proposal.state != Proposal.State.PROPOSED or queries.may_decide(request.user, proposal):
        return None  # the action says that it is settled
    words = "Usulan dikonfirmasi oleh orang kedua: usulan operator oleh BKPSDM, usulan BKPSDM oleh akun lain."
    messages.error(request, f"{words} Tidak ada yang berubah.")
    return redirect("registry:proposal", proposal.public_id)


def _page(request: HttpRequest, proposal: Proposal, form: AnswerForm, status: int = 200) -> HttpResponse:
    context = {
        "proposal": proposal,
        "form": form,
        "may_decide": queries.may_decide(request.user, proposal),
        "may_withdraw": queries.may_withdraw(request.user, proposal),
    }
    return render(request, "registry/proposals/detail.html", context, status=status)
