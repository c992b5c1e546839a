"""What a person is accused of: another act, taking one back, another track."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from sanctions.actions import allegations as actions
from sanctions.actions import cases
from sanctions.forms.cases import AllegationForm, ReasonForm, TrackForm
from sanctions.models import Allegation, Case, CasePerson
from sanctions.queries.parts import parts_of
from sanctions.queries.tracks import fitting_tracks
from sanctions.transitions import Part
from sanctions.views.cases import person_or_404


@require(Permission.CASE_EDIT)
@never_cache
def allegation_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Accuse a person of further acts of one day."""
    person = _person(request, public_id)
    form = AllegationForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_all(person, form.accusation(), impact=form.cleaned_data["impact"], by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Dugaan perbuatan dicatat.")
            return redirect("sanctions:case-person", person.public_id)
    return _page(request, form, "Tambah Dugaan Perbuatan", person)


@require(Permission.CASE_EDIT)
@never_cache
def allegation_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a wrong allegation back."""
    seen = Case.objects.behind_the_wall_of(request.user)
    allegation = get_object_or_404(Allegation.objects.filter(person__case__in=seen), public_id=public_id)
    person = _person(request, allegation.person.public_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw(allegation, reason=form.cleaned_data["reason"], by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Dugaan {allegation.act.code} dicabut.")
            return redirect("sanctions:case-person", person.public_id)
    return _page(request, form, f"Cabut Dugaan {allegation.act.code}", person)


@require(Permission.CASE_EDIT)
@never_cache
def person_track(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose another track."""
    person = _person(request, public_id)
    form = TrackForm(request.POST or None, tracks=fitting_tracks(person.category), initial={"track": person.track})
    if form.is_valid():
        try:
            cases.choose_track(person, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Jalur diganti.")
            return redirect("sanctions:case", person.case.public_id)
    return _page(request, form, "Ganti Jalur", person)


def _person(request: HttpRequest, public_id: str) -> CasePerson:
    person = person_or_404(request, public_id)
    if Part.SECRETARIAT not in parts_of(request.user, person.case):
        raise Http404
    return person


def _page(request: HttpRequest, form: object, title: str, person: CasePerson) -> HttpResponse:
    context = {"form": form, "title": title, "case": person.case, "person": person}
    return render(request, "sanctions/cases/form.html", context)
