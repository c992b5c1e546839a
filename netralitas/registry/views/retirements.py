"""Batas usia pensiun: the table, and one click to propose a retirement."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.registry.actions import retirements as actions
from netralitas.registry.forms.retirements import AgeFormSet, rows_of
from netralitas.registry.models import RetirementAge
from netralitas.registry.views.persons import acts_for_opd, person_of
from netralitas.ui.formats import day as in_words


@require(Permission.ROSTER_RULE)
def retirement_ages(request: HttpRequest) -> HttpResponse:
    """Show and correct the ages of retirement."""
    known = list(RetirementAge.objects.values("jenjang", "word", "age", "is_uncertain", "note"))
    formset = AgeFormSet(request.POST or None, initial=known)
    if formset.is_valid():
        try:
            changed = actions.set_ages(rows_of(formset), by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"Disimpan; {changed} perubahan tercatat.")
            return redirect("registry:retirement-ages")
    return render(request, "registry/retirements/ages.html", {"formset": formset})


@require(Permission.STAFF_EDIT)
@require_POST
def retirement_propose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose the retirement of a person on the computed day; a second person confirms."""
    person = person_of(request, public_id)
    try:
        proposal = actions.propose(person, is_from_opd=acts_for_opd(request), by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, f"Pensiun {person.full_name} per {in_words(proposal.starts_on)} diusulkan; menunggu orang kedua."
        )
    back = request.POST.get("kembali", "")
    is_own = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_own else "registry:proposals")
