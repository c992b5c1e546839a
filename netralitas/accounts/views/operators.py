"""Operator: daftar, serah terima, dan lembar serah terima."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.accounts.actions import operators
from netralitas.accounts.doors import fresh_proof
from netralitas.accounts.forms.operators import HandOverForm
from netralitas.accounts.models import HandOver
from netralitas.accounts.queries.open_work import open_work_of
from netralitas.accounts.queries.operators import OperatorList, ending_soon
from netralitas.accounts.queries.operators import operators as all_operators
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.registry.models import Opd, Staff


@require(Permission.ACCOUNT_EDIT)
@require_safe
def operator_list(request: HttpRequest) -> HttpResponse:
    """Operators and how long their surat tugas lasts."""
    listing = OperatorList(all_operators(request.scope), request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title="Operator")
    return render(
        request, "accounts/operators/list.html", {"listing": listing, "ending_soon": ending_soon(request.scope)}
    )


@require(Permission.ACCOUNT_EDIT)
@fresh_proof
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give an operator's role to the next person."""
    assignment = get_object_or_404(all_operators(request.scope), public_id=public_id)
    staff = Staff.objects.present().filter(unit__opd=assignment.unit.opd)
    form = HandOverForm(request.POST or None, staff=staff)
    if form.is_valid():
        try:
            made = operators.hand_over(assignment=assignment, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, "Serah terima tercatat. Operator lama langsung keluar, operator baru berlaku hari ini."
            )
            return redirect("accounts:hand-over-sheet", made.public_id)
    context = {"form": form, "assignment": assignment, "open_work": open_work_of(assignment.unit)}
    return render(request, "accounts/operators/hand_over.html", context)


@require(Permission.ACCOUNT_EDIT)
@require_safe
def hand_over_sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """The sheet both sign: who, by which letter, what waited."""
    found = get_object_or_404(
        HandOver.objects.filter(old__unit__in=Opd.objects.within(request.scope)).select_related(
            "old__user", "old__unit__opd", "new__user"
        ),
        public_id=public_id,
    )
    return render(request, "accounts/operators/sheet.html", {"hand_over": found})
