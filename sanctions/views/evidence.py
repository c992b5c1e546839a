"""The evidence locker: evidence of a report or a case, one exhibit, its copy, its original, its chain."""

from base64 import b64encode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.documents.uploads import answers
from netralitas.documents.uploads.keeping import ending_of
from netralitas.errors import DomainError
from netralitas.ui.lists import Column, Filter, List
from sanctions.actions import evidence as actions
from sanctions.forms.evidence import ExhibitForm, HandOverForm, OriginalForm
from sanctions.models import Case, Exhibit, Report
from sanctions.queries import evidence as queries
from sanctions.queries.reports import reports_for


class ExhibitList(List):
    """Evidence of one case; no export: evidence leaves by letter only."""

    columns = (
        Column("nomor", "Nomor", sort=("pk",), value="number"),
        Column("keterangan", "Keterangan", sort=("title", "pk"), value="title"),
        Column("jenis", "Jenis", sort=("kind", "pk"), value="get_kind_display"),
        Column("diterima", "Diterima", sort=("received_at", "pk"), value="received_at"),
    )
    search_fields = ("number", "title", "origin", "file_name", "sha256")
    filters = (Filter("jenis", "Jenis", Exhibit._meta.get_field("kind").choices, "kind"),)
    default_sort, noun, exports = "-nomor", "bukti", ()


@require(Permission.CASE_WORK)
@never_cache
@require_safe
def case_exhibits(request: HttpRequest, public_id: str) -> HttpResponse:
    """List what was handed in for a case and for its reports."""
    case = get_object_or_404(Case.objects.behind_the_wall_of(request.user), public_id=public_id)
    listing = ExhibitList(queries.exhibits_for(request.user).of_case(case), request.GET)
    return render(request, "sanctions/evidence/list.html", {"listing": listing, "case": case})


@require(Permission.CASE_WORK)
@never_cache
def case_exhibit_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a file in for a case."""
    case = get_object_or_404(Case.objects.behind_the_wall_of(request.user), public_id=public_id)
    return _take_in(request, case, reverse("sanctions:case-exhibits", args=[case.public_id]))


@require(Permission.REPORT_EDIT)
@never_cache
def report_exhibit_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a file in for a report."""
    report = get_object_or_404(reports_for(request.user), public_id=public_id)
    return _take_in(request, report, reverse("sanctions:report", args=[report.public_id]))


def _take_in(request: HttpRequest, home: Report | Case, back_url: str) -> HttpResponse:
    form = ExhibitForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            exhibit = actions.receive(form.arrival(), home=home, by=request.actor)
        except DomainError as refusal:
            form.add_error("file", refusal.message)
        else:
            messages.success(request, f"Bukti {exhibit.number} tersimpan. Salinan untuk dilihat sedang disiapkan.")
            return redirect("sanctions:exhibit", exhibit.public_id)
    return render(request, "sanctions/evidence/form.html", {"form": form, "home": home, "back_url": back_url})


@require(Permission.CASE_WORK)
@never_cache
@require_safe
def exhibit_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One exhibit with its chain; the look itself is logged."""
    exhibit = _exhibit(request, public_id)
    record_access("sanctions.exhibit", by=request.actor, subject=exhibit)
    entries, is_whole = queries.chain_of(exhibit)
    context = {
        "exhibit": exhibit, "entries": entries, "is_whole": is_whole, "no_copy": queries.copy_state(exhibit),
        "reason_form": OriginalForm(), "is_pending": queries.copy_state(exhibit) == queries.PENDING,
    }  # fmt: skip
    return render(request, "sanctions/evidence/detail.html", context)


@require(Permission.CASE_WORK)
@never_cache
@require_POST
def exhibit_look(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the viewing copy; a PDF is handed out as a file the portal drew itself."""
    exhibit = _exhibit(request, public_id)
    try:
        content, media = actions.look(exhibit, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("sanctions:exhibit", exhibit.public_id)
    if media == "application/pdf":
        return answers.attachment(content, f"salinan-{_plain(exhibit)}{ending_of(media)}", media)
    is_picture = media.startswith("image/")
    shown = {"picture": b64encode(content).decode()} if is_picture else {"words": content.decode()}
    return render(request, "sanctions/evidence/copy.html", {"exhibit": exhibit, **shown})


@require(Permission.CASE_WORK)
@never_cache
@require_POST
def exhibit_original(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand out the untouched file for a reason that is logged."""
    exhibit = _exhibit(request, public_id)
    form = OriginalForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tuliskan alasannya. Berkas asli belum diunduh.")
        return redirect("sanctions:exhibit", exhibit.public_id)
    reason = form.cleaned_data["reason"]
    try:
        content = actions.take_original(exhibit, reason=reason, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("sanctions:exhibit", exhibit.public_id)
    record_access("sanctions.exhibit_original", by=request.actor, subject=exhibit, reason=reason)
    return answers.attachment(content, f"asli-{_plain(exhibit)}-{exhibit.file_name}", "application/octet-stream")


@require(Permission.CASE_WORK)
@never_cache
@require_POST
def exhibit_verify(request: HttpRequest, public_id: str) -> HttpResponse:
    """Compare the original with the hash of its arrival."""
    exhibit = _exhibit(request, public_id)
    if actions.verify(exhibit, by=request.actor):
        messages.success(request, "Berkas asli dan rantai penguasaan utuh sejak diterima.")
    else:
        messages.error(request, "Berkas asli atau rantai penguasaan TIDAK utuh. Lihat baris terakhir di bawah.")
    return redirect("sanctions:exhibit", exhibit.public_id)


@require(Permission.CASE_WORK)
@never_cache
def exhibit_hand_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note to whom the evidence went, by which letter."""
    exhibit = _exhibit(request, public_id)
    form = HandOverForm(request.POST or None)
    if form.is_valid():
        actions.hand_over(exhibit, by=request.actor, **form.cleaned_data)
        messages.success(request, "Penyerahan dicatat dalam rantai penguasaan.")
        return redirect("sanctions:exhibit", exhibit.public_id)
    return render(request, "sanctions/evidence/hand_over.html", {"form": form, "exhibit": exhibit})


def _exhibit(request: HttpRequest, public_id: str) -> Exhibit:
    return get_object_or_404(queries.exhibits_for(request.user), public_id=public_id)


def _plain(exhibit: Exhibit) -> str:
    return exhibit.number.replace("/", "-")
