"""The register of reports: list, a new one, one report, triage, answer, and the reporter's identity."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.documents.queries.letters import of_subject
from netralitas.errors import DomainError
from netralitas.ui.lists import Column, Filter, List
from sanctions.actions import reports as actions
from sanctions.forms.reports import AnswerForm, ReasonForm, ReportForm, TriageForm
from sanctions.letters.reports import ABOUT_REPORT
from sanctions.models import Case, Report
from sanctions.queries import reports as queries
from sanctions.queries.evidence import exhibits_for


class ReportList(List):
    """Reports; no export: names leave the portal only in letters."""

    columns = (
        Column("nomor", "Nomor", sort=("pk",), value="number"),
        Column("diterima", "Diterima", sort=("received_on", "pk"), value="received_on"),
        Column("asal", "Asal", sort=("source", "pk"), value="get_source_display"),
        Column("keadaan", "Keadaan", sort=("state", "pk"), value="get_state_display"),
    )
    search_fields = ("number", "external_number", "summary")
    filters = (
        Filter("asal", "Asal", Report.Source.choices, "source"),
        Filter("keadaan", "Keadaan", Report.State.choices, "state"),
    )
    default_sort, noun, exports = "-nomor", "laporan", ()


@require(Permission.REPORT_EDIT)
@never_cache
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """List what came in and may be known."""
    listing = ReportList(queries.reports_for(request.user), request.GET)
    context = {"listing": listing, "has_person": hasattr(request.user, "staff_link")}
    context["sees_all"] = request.user.has_perm(Permission.REPORT_ALL)
    return render(request, "sanctions/reports/list.html", context)


@require(Permission.REPORT_EDIT)
@never_cache
def report_new(request: HttpRequest) -> HttpResponse:
    """Write a report down; one that concerns the own office leaves one's sight at once."""
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            report = actions.register(by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            if queries.reports_for(request.user).filter(pk=report.pk).exists():
                messages.success(request, f"Laporan {report.number} dicatat.")
                return redirect("sanctions:report", report.public_id)
            messages.warning(request, f"Laporan {report.number} dicatat. {_why_hidden(request, report)}")
            return redirect("sanctions:reports")
    return render(request, "sanctions/reports/form.html", {"form": form, "title": "Catat Laporan", "report": None})


def _why_hidden(request: HttpRequest, report: Report) -> str:
    """Why a report just written down is not shown to its writer."""
    if Report.objects.behind_the_wall_of(request.user).filter(pk=report.pk).exists():
        return "Laporan tentang pegawai di luar BKPSDM ditangani BKPSDM, jadi tidak tampil di sini."
    return (
        "Karena menyangkut Perangkat Daerah Bapak/Ibu sendiri, laporan ini ditangani pihak lain dan tidak tampil di "
        "sini."
    )


@require(Permission.REPORT_EDIT)
@never_cache
@require_safe
def report_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report; the look itself is logged."""
    report = report_or_404(request, public_id)
    record_access("sanctions.report", by=request.actor, subject=report)
    context = {
        "report": report, "triages": report.triages.select_related("same_as").order_by("-pk"),
        "cases": Case.objects.behind_the_wall_of(request.user).filter(reports=report).order_by("pk"),
        "has_reporter": hasattr(report, "reporter"), "reason_form": ReasonForm(),
        "may_open": request.user.has_perm(Permission.REPORTER_VIEW),
        "letters": of_subject(ABOUT_REPORT, report.public_id),
        "exhibits": exhibits_for(request.user).filter(report=report).order_by("pk"),
    }  # fmt: skip
    return render(request, "sanctions/reports/detail.html", context)


@require(Permission.REPORT_EDIT)
@never_cache
def report_triage(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide what becomes of it."""
    report = report_or_404(request, public_id)
    others = queries.reports_for(request.user).exclude(pk=report.pk).order_by("-pk")
    form = TriageForm(request.POST or None, others=others, initial={"letter_number": _last_number(report)})
    if form.is_valid():
        try:
            actions.triage(report, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Telaah laporan {report.number} dicatat.")
            return redirect("sanctions:report", report.public_id)
    return render(request, "sanctions/reports/form.html", {"form": form, "title": "Telaah Laporan", "report": report})


def _last_number(report: Report) -> str:
    """The number of the newest letter that forwarded it, to spare typing it again."""
    issued = of_subject(ABOUT_REPORT, report.public_id).filter(document__voidance=None).exclude(document=None)
    return next((one.full_number for one in issued), "")


@require(Permission.REPORT_EDIT)
@never_cache
def report_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note the answer to whoever forwarded it."""
    report = report_or_404(request, public_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer(report, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Surat jawaban dicatat.")
            return redirect("sanctions:report", report.public_id)
    return render(request, "sanctions/reports/form.html", {"form": form, "title": "Catat Jawaban", "report": report})


@require(Permission.REPORTER_VIEW)
@never_cache
@require_POST
def report_reporter(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who told, once, for a reason that is logged."""
    report = report_or_404(request, public_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tuliskan alasannya. Identitas pelapor belum dibuka.")
        return redirect("sanctions:report", report.public_id)
    record_access("sanctions.reporter", by=request.actor, subject=report, reason=form.cleaned_data["reason"])
    context = {"report": report, "reporter": queries.reporter_of(report), "reason": form.cleaned_data["reason"]}
    return render(request, "sanctions/reports/reporter.html", context)


def report_or_404(request: HttpRequest, public_id: str) -> Report:
    """A report the reader may know of; else 404, as if there were none."""
    return get_object_or_404(queries.reports_for(request.user), public_id=public_id)
