"""Penugasan: who heads a unit, who headed it, and on a given day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.registry.actions import assignments as actions
from netralitas.registry.forms.assignments import EndForm, HeadForm
from netralitas.registry.models import Assignment, Opd
from netralitas.registry.queries.heads import head_on, head_title, posts_of
from netralitas.ui import confirm
from netralitas.ui.formats import day as in_words


@require(Permission.OPD_VIEW)
@require_safe
def assignment_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everybody who heads or headed the unit; `?tanggal=` asks who did on a day."""
    unit = _unit(request, public_id)
    today = timezone.localdate()
    asked = _day(request.GET.get("tanggal", "")) or today
    context = {
        "unit": unit,
        "posts": posts_of(unit),
        "asked": asked,
        "head": head_on(unit, asked),
        "today": today,
        "may_edit": request.user.has_perm(Permission.OPD_EDIT, unit),
    }
    return render(request, "registry/assignments/list.html", context)


@require(Permission.OPD_EDIT)
def unit_head(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name the head of a unit from a date; the head before ends the day before, in the same step."""
    unit = _unit(request, public_id)
    initial = {"title": head_title(unit), "starts_on": timezone.localdate()}
    form = HeadForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.assign_head(unit=unit, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Pimpinan unit dicatat.")
            return redirect("registry:assignments", unit.public_id)
    context = {"form": form, "unit": unit, "title": "Tetapkan Pimpinan"}
    return render(request, "registry/assignments/form.html", context)


@require(Permission.OPD_EDIT)
def assignment_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """End a post; the unit is then without a head until another is named."""
    rows = Assignment.objects.filter(unit__in=Opd.objects.within(request.scope)).select_related("staff", "unit")
    assignment = get_object_or_404(rows, public_id=public_id)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            actions.end(assignment, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Penugasan diakhiri.")
            return redirect("registry:assignments", assignment.unit.public_id)
    question = f"{assignment.staff.full_name}, {assignment}, sejak {in_words(assignment.starts_on)}."
    consequence = "Sesudah tanggal itu unit tidak punya pimpinan sampai ditetapkan yang baru."
    return confirm.ask(
        request, title="Akhiri Penugasan", question=question, confirm_label="Akhiri", form=form,
        cancel_url=_address(assignment.unit), consequences=(consequence,),
    )  # fmt: skip


def _address(unit: Opd) -> str:
    return redirect("registry:assignments", unit.public_id).url


def _day(text: str) -> object:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _unit(request: HttpRequest, public_id: str) -> Opd:
    rows = Opd.objects.within(request.scope).select_related("kind", "opd")
    return get_object_or_404(rows, public_id=public_id)
