"""The LHP: writing, reading, handing it over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from sanctions.actions import investigation_reports as actions
from sanctions.forms.examinations import FinishReportForm, InvestigationReportForm
from sanctions.models import Case, InvestigationReport
from sanctions.queries.parts import parts_of
from sanctions.transitions import BY_CODE
from sanctions.views.examinations import closed, person_for, take_step


@require(Permission.CASE_WORK)
@never_cache
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """The editor of the LHP."""
    person = person_for(request, public_id, "lhp")
    if refused := closed(request, person, "lhp"):
        return refused
    draft = person.investigation_reports.filter(frozen_at__isnull=True).first()
    allegations = person.allegations.filter(withdrawal__isnull=True).select_related("act").order_by("pk")
    form = InvestigationReportForm(
        request.POST or None, allegations=allegations, initial=InvestigationReportForm.of(draft)
    )
    if form.is_valid():
        try:
            draft = actions.write(person, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Rancangan LHP disimpan.")
            return redirect("sanctions:investigation-report", draft.public_id)
    context = {"form": form, "person": person, "case": person.case, "row": BY_CODE["lhp"], "title": "Tulis LHP"}
    return render(request, "sanctions/cases/step.html", context)


@require(Permission.CASE_WORK)
@never_cache
@require_safe
def investigation_report(request: HttpRequest, public_id: str) -> HttpResponse:
    """An LHP to read and to print; the look is logged."""
    found = _report(request, public_id)
    record_access("sanctions.investigation_report", by=request.actor, subject=found.person.case)
    content = found.content
    allegations = found.person.allegations.filter(withdrawal__isnull=True).select_related("act").order_by("pk")
    context = {
        "lhp": found, "person": found.person, "case": found.person.case, "content": content,
        "facts": found.person.frozen.order_by("pk").first(),
        "found": [(one, content["dugaan"].get(one.public_id, {})) for one in allegations],
        "hearings": found.person.examinations.filter(frozen_at__isnull=False).order_by("pk"),
        "may_finish": bool(parts_of(request.user, found.person.case) & BY_CODE["lhp"].parts),
    }  # fmt: skip
    return render(request, "sanctions/investigation_reports/detail.html", context)


@require(Permission.CASE_WORK)
@never_cache
def finish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand the LHP to the competent official."""
    draft = _report(request, public_id)
    person = person_for(request, draft.person.public_id, "lhp")
    form = FinishReportForm(request.POST or None)
    return take_step(request, form, person, "lhp", lambda: actions.finish(draft, by=request.actor, **form.cleaned_data))


def _report(request: HttpRequest, public_id: str) -> InvestigationReport:
    rows = InvestigationReport.objects.filter(person__case__in=Case.objects.behind_the_wall_of(request.user))
    return get_object_or_404(rows.select_related("person__case", "person__staff", "row_key"), public_id=public_id)
