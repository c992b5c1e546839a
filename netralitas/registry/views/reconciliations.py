"""*Rekonsiliasi*: BKPSDM's newest export, the roster and the signatures side by side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.documents import rendering
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.jobs import api as jobs
from netralitas.jobs.models import Job
from netralitas.registry.actions import reconciliations as actions
from netralitas.registry.forms.imports import MappingForm
from netralitas.registry.forms.reconciliations import ExportForm, StandingStepForm
from netralitas.registry.imports import uploads
from netralitas.registry.imports.columns import STAFF_COLUMNS
from netralitas.registry.models import Difference, Reconciliation
from netralitas.registry.papers import reconciliation_sheet
from netralitas.registry.queries import imports as import_queries
from netralitas.registry.queries import reconciliations as queries
from netralitas.registry.reconciliation_lists import DifferenceList, RunList
from netralitas.registry.views.steps import follow


@require(Permission.STAFF_IMPORT)
@require_safe
def run_list(request: HttpRequest) -> HttpResponse:
    """Comparisons made in the last thirty days."""
    listing = RunList(Reconciliation.objects.all(), request.GET)
    may_upload = request.user.has_perm(Permission.STAFF_IMPORT_ALL)
    form = ExportForm() if may_upload else None
    return render(request, "registry/reconciliations/list.html", {"listing": listing, "form": form})


@require(Permission.STAFF_IMPORT_ALL)
@require_POST
def run_new(request: HttpRequest) -> HttpResponse:
    """Take an export and compare it in the background."""
    form = ExportForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = actions.upload(content=file.read(), file_name=file.name, by=request.actor, owner=request.user)
        except DomainError as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect(_compare(request, run))
    listing = RunList(Reconciliation.objects.all(), request.GET)
    return render(request, "registry/reconciliations/list.html", {"listing": listing, "form": form})


@require(Permission.STAFF_IMPORT_ALL)
def run_columns(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what each column was taken for; correct it and compare anew."""
    run = get_object_or_404(Reconciliation, public_id=public_id)
    try:
        table = uploads.table_of(run)
        columns = import_queries.column_samples(table, run.mapping)
        form = MappingForm(request.POST or None, columns=columns, catalogue=STAFF_COLUMNS)
        if form.is_valid():
            run = actions.map_columns(run, mapping=form.mapping, by=request.actor)
            return redirect(_compare(request, run))
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("registry:reconciliation", run.public_id)
    context = {"run": run, "form": form, "table": table}
    return render(request, "registry/reconciliations/columns.html", context)


@require(Permission.STAFF_IMPORT)
@require_safe
def run_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was found: per Perangkat Daerah, and row by row."""
    run = get_object_or_404(Reconciliation, public_id=public_id)
    rows = queries.differences_within(run, request.scope)
    lines = queries.lines(rows)
    listing = _listing(request, rows, lines)
    _looked(request, run, is_export=bool(listing.wants_export))
    if listing.wants_export:
        title = f"Rekonsiliasi {run.file_name} (Terbatas), {timezone.localtime():%d-%m-%Y %H.%M}"
        return listing.export(writers.xlsx_response, title=title)
    kinds = Difference.Kind.choices
    context = {
        "run": run,
        "listing": listing,
        "lines": [(line, listing.url(opd=line.key or None, hal=None)) for line in lines],
        "kinds": kinds,
        "totals": [
            (label, run.totals.get(kind, 0), listing.url(temuan=kind)) for kind, label in Difference.Kind.choices
        ],
        "sees_all": request.scope.is_all,
        "may_import": request.user.has_perm(Permission.STAFF_IMPORT_ALL),
    }
    return render(request, "registry/reconciliations/detail.html", context)


@require(Permission.STAFF_IMPORT)
@require_safe
def run_report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report on paper: counts per Perangkat Daerah, and the findings as far as they fit."""
    run = get_object_or_404(Reconciliation, public_id=public_id)
    rows = queries.differences_within(run, request.scope)
    lines = queries.lines(rows)
    _looked(request, run, is_export=True)
    sheet = reconciliation_sheet(run, lines, _listing(request, rows, lines).rows)
    response = HttpResponse(rendering.pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="rekonsiliasi-{run.made_at:%Y-%m-%d}.pdf"'
    return response


@require(Permission.STAFF_EDIT)
@require_POST
def run_follow(request: HttpRequest, public_id: str) -> HttpResponse:
    """Turn the chosen findings into proposals, or into an import."""
    run = get_object_or_404(Reconciliation, public_id=public_id)
    rows = queries.differences_within(run, request.scope)
    listing = _listing(request, rows, queries.lines(rows))
    chosen = list(listing.rows if _means_all(request) else rows.filter(public_id__in=_picked(request)))
    back = reverse("registry:reconciliation", args=[run.public_id]) + listing.url()
    if not chosen:
        messages.error(request, "Pilih dulu temuan yang akan ditindaklanjuti. Belum ada yang berubah.")
        return redirect(back)
    try:
        return follow(request, run, chosen, back, StandingStepForm)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect(back)


def _picked(request: HttpRequest) -> list[str]:
    """Public ids of the rows ticked, or of the one whose own button was pressed."""
    if one := request.POST.get("satu"):
        return [one.partition(":")[0]]
    return [part for value in request.POST.getlist("pilih") for part in value.split(",") if part]


def _means_all(request: HttpRequest) -> bool:
    return bool(request.POST.get("semua")) and not request.POST.get("satu")


def _listing(request: HttpRequest, rows: object, lines: list[queries.OpdLine]) -> DifferenceList:
    return DifferenceList(rows, request.GET, offices=[(line.key, line.name) for line in lines if line.key])


def _looked(request: HttpRequest, run: Reconciliation, *, is_export: bool) -> None:
    what = "registry.reconciliation_export" if is_export else "registry.reconciliation"
    record_access(what, by=request.actor, subject=run)


def _compare(request: HttpRequest, run: Reconciliation) -> Job:
    back = reverse("registry:reconciliation", args=[run.public_id])
    return jobs.start(
        "registry.reconcile", by=request.actor, owner=request.user, return_url=back,
        label=f"Membandingkan {run.file_name}", run=run.public_id,
    )  # fmt: skip
