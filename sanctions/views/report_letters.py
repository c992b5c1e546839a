"""The letters of one report: what was written, and a new surat penerusan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.documents.queries.letters import of_subject
from netralitas.errors import DomainError
from sanctions.actions import report_letters as actions
from sanctions.letters.reports import ABOUT_REPORT
from sanctions.queries.report_letters import receivers
from sanctions.views.reports import report_or_404


@require(Permission.REPORT_EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_letters(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letters that forward a report; a POST begins one."""
    report = report_or_404(request, public_id)
    if request.method == "POST":
        try:
            letter = actions.begin(report, receiver=request.POST.get("tujuan", ""), by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("sanctions:report-letters", report.public_id)
        messages.success(request, "Konsep disusun dari laporan. Periksa dan lengkapi sebelum diterbitkan.")
        return redirect("documents:letter-edit", letter.public_id)
    record_access("sanctions.report", by=request.actor, subject=report)
    context = {
        "report": report, "letters": of_subject(ABOUT_REPORT, report.public_id), "receivers": receivers(),
        "is_case": report.cases.exists(),
    }  # fmt: skip
    return render(request, "sanctions/reports/letters.html", context)
