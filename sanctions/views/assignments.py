"""Who is let into a case: assigning, the word on conflicts of interest, ending an assignment, stepping back."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from sanctions.actions import assignments as actions
from sanctions.forms.assignments import AssignForm, DeclarationForm, NotedDeclarationForm, StepBackForm
from sanctions.forms.cases import ReasonForm
from sanctions.models import Case, CaseAssignment
from sanctions.queries.notices import with_notices
from sanctions.queries.parts import waiting_declarations
from sanctions.queries.teams import missing_elements, must_have_team
from sanctions.transitions import Part
from sanctions.views.cases import case_or_404


@require(Permission.CASE_EDIT)
@never_cache
def case_assignments(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everybody with a part in the case, and a form for one more."""
    case = case_or_404(request, public_id, Part.SECRETARIAT)
    form = AssignForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.assign(case, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, f"{made} dicatat. Perkara terbuka baginya sesudah pernyataan benturan kepentingan."
            )
            return redirect("sanctions:case-assignments", case.public_id)
    persons = list(case.persons.select_related("staff"))
    context = {
        "case": case, "form": form, "title": "Penugasan",
        "assignments": with_notices(case, _with_accounts(case.assignments.all())),
        "needs_team": any(must_have_team(one) for one in persons),
        "lacking": missing_elements(persons[0]) if persons else [],
    }  # fmt: skip
    return render(request, "sanctions/assignments/list.html", context)


def _with_accounts(rows: QuerySet[CaseAssignment]) -> QuerySet[CaseAssignment]:
    return rows.select_related("declaration", "end", "staff__account_link__user", "staff__unit__opd").order_by("pk")


@require(Permission.CASE_WORK)
@never_cache
def declaration(request: HttpRequest, public_id: str) -> HttpResponse:
    """One's own word on conflicts of interest: names only, until it is given."""
    assignment = get_object_or_404(waiting_declarations(request.user), public_id=public_id)
    record_access("sanctions.declaration", by=request.actor, subject=assignment.case)
    form = DeclarationForm(request.POST or None)
    if form.is_valid():
        try:
            actions.declare(
                assignment, has_conflict=form.has_conflict, statement=form.cleaned_data["statement"], by=request.actor
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Pernyataan dicatat. Terima kasih.")
            return _after(request, assignment.case)
    persons = assignment.case.persons.select_related("staff", "unit__opd").order_by("pk")
    context = {"assignment": assignment, "case": assignment.case, "persons": persons, "form": form}
    return render(request, "sanctions/assignments/declaration.html", context)


@require(Permission.CASE_EDIT)
@never_cache
def declaration_note(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note a declaration given on paper."""
    assignment = _assignment(request, public_id)
    form = NotedDeclarationForm(request.POST or None)
    if form.is_valid():
        try:
            actions.declare(
                assignment, has_conflict=form.has_conflict, statement=form.cleaned_data["statement"],
                letter_number=form.cleaned_data["letter_number"], by=request.actor,
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Pernyataan dicatat.")
            return redirect("sanctions:case-assignments", assignment.case.public_id)
    context = {"form": form, "title": "Catat Surat Pernyataan", "case": assignment.case, "about": str(assignment)}
    return render(request, "sanctions/cases/form.html", context)


@require(Permission.CASE_EDIT)
@never_cache
def assignment_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """End an assignment."""
    assignment = _assignment(request, public_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end(assignment, reason=form.cleaned_data["reason"], by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Penugasan berakhir; perkara tertutup baginya.")
            return redirect("sanctions:case-assignments", assignment.case.public_id)
    context = {"form": form, "title": "Akhiri Penugasan", "case": assignment.case, "about": str(assignment)}
    return render(request, "sanctions/cases/form.html", context)


@require(Permission.CASE_WORK)
@never_cache
def step_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Declare a conflict of one's own; the case is closed to oneself from then on."""
    case = case_or_404(request, public_id)
    form = StepBackForm(request.POST or None)
    if form.is_valid():
        actions.step_back(case, staff=request.user.staff_link.staff, by=request.actor, **form.cleaned_data)
        messages.success(request, f"Pernyataan dicatat. Perkara {case.number} tidak lagi tampil bagi Bapak/Ibu.")
        return redirect("sanctions:cases")
    context = {"form": form, "title": "Nyatakan Benturan Kepentingan", "case": case, "is_stepping_back": True}
    return render(request, "sanctions/cases/form.html", context)


def _assignment(request: HttpRequest, public_id: str) -> CaseAssignment:
    seen = Case.objects.behind_the_wall_of(request.user)
    assignment = get_object_or_404(CaseAssignment.objects.filter(case__in=seen), public_id=public_id)
    case_or_404(request, assignment.case.public_id, Part.SECRETARIAT)
    return assignment


def _after(request: HttpRequest, case: Case) -> HttpResponse:
    if Case.objects.behind_the_wall_of(request.user).filter(pk=case.pk).exists():
        return redirect("sanctions:case", case.public_id)
    return redirect("sanctions:cases")
