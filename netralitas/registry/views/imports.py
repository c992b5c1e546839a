"""Unggah Data: upload, columns, Periksa Dulu, Terapkan."""

import io

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.exchange.models import ImportBatch, ImportFinding
from netralitas.jobs import api as jobs
from netralitas.registry.actions import imports as actions
from netralitas.registry.forms.imports import MappingForm, UnitChoicesForm, UploadForm
from netralitas.registry.imports import uploads
from netralitas.registry.imports.columns import STAFF_COLUMNS, UNITS
from netralitas.registry.imports.subjects import SUBJECTS
from netralitas.registry.models import Opd
from netralitas.registry.queries import imports as queries
from netralitas.ui.lists import Column, Filter, List

JOB_ROWS = 2_000  # more rows are applied by a worker, with progress
CHECK_JOB_ROWS = 5_000  # more rows are checked by a worker too
_SHOWN_PROPOSALS = 50
_STATES = ImportBatch.State


class BatchList(List):
    """Uploads, the newest first."""

    columns = (
        Column("waktu", "Diunggah", sort=("created_at",), value="created_at"),
        Column("berkas", "Berkas", sort=("file_name",), value="file_name"),
        Column("status", "Status", sort=("state",), value="get_state_display"),
    )
    search_fields = ("file_name",)
    filters = (Filter("status", "Status", _STATES.choices, "state"),)
    default_sort = "-waktu"
    exports = ()
    noun = "unggahan"


class FindingList(List):
    """Findings of one upload, errors apart from warnings."""

    columns = (
        Column("baris", "Baris", sort=("row",), value="row", css_class="number"),
        Column("kolom", "Kolom", sort=("column", "row"), value="column"),
        Column("tingkat", "Akibat", sort=("level", "row"), value="get_level_display"),
        Column("temuan", "Temuan", value="message"),
    )
    search_fields = ("message", "column")
    filters = (Filter("tingkat", "Akibat", ImportFinding.Level.choices, "level"),)
    default_sort = "baris"
    noun = "temuan"


@require(Permission.STAFF_IMPORT)
def import_list(request: HttpRequest) -> HttpResponse:
    """List uploads and take a new one."""
    may_import_all = request.user.has_perm(Permission.STAFF_IMPORT_ALL)
    form = UploadForm(
        request.POST or None, request.FILES or None,
        units=queries.importable_units(request.scope), may_import_all=may_import_all,
    )  # fmt: skip
    if form.is_valid():
        file, unit = form.cleaned_data["file"], form.cleaned_data["unit"]
        may_add_units = request.user.has_perm(Permission.OPD_EDIT)
        try:
            batch = actions.upload(
                content=file.read(), file_name=file.name, unit=unit, may_add_units=may_add_units,
                by=request.actor, owner=request.user,
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("registry:import-mapping", batch.public_id)
    listing = BatchList(queries.batches_within(request.scope).select_related("owner"), request.GET)
    return render(request, "registry/imports/list.html", {"form": form, "listing": listing})


@require(Permission.STAFF_IMPORT)
def import_mapping(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what each column was taken for; correct it and run dry."""
    batch = _batch(request, public_id)
    if batch.state not in (_STATES.UPLOADED, _STATES.CHECKED):
        return redirect("registry:import", batch.public_id)
    try:
        catalogue = SUBJECTS[batch.kind].catalogue
        table = uploads.table_of(batch, catalogue)
        columns = queries.column_samples(table, batch.mapping)
        form = MappingForm(request.POST or None, columns=columns, catalogue=catalogue)
        if form.is_valid():
            batch = actions.map_columns(batch, mapping=form.mapping, by=request.actor)
            return _check(request, batch, len(table.rows))
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("registry:import-mapping" if request.method == "POST" else "registry:import", batch.public_id)
    context = {"batch": batch, "form": form, "table": table, "unit": _unit(batch), "subject": SUBJECTS[batch.kind]}
    return render(request, "registry/imports/mapping.html", context)


@require(Permission.STAFF_IMPORT)
@require_safe
def import_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what the dry run found, or what was applied."""
    batch = _batch(request, public_id)
    listing = FindingList(batch.findings.all(), request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title="Temuan Impor")
    context = {
        "batch": batch,
        "subject": SUBJECTS[batch.kind],
        "listing": listing,
        "unit": _unit(batch),
        "units_form": _units_form(request, batch) if batch.state == _STATES.CHECKED else None,
        "units": _choosable_units(request, batch) if batch.proposals else (),
        "error_count": batch.findings.filter(level=ImportFinding.Level.ERROR).count(),
    }
    return render(request, "registry/imports/detail.html", context)


@require(Permission.STAFF_IMPORT)
@require_POST
def import_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Run dry again, with answers to unknown units."""
    batch = _batch(request, public_id)
    form = _units_form(request, batch)
    if not form.is_valid():
        for problems in form.errors.values():
            messages.error(request, problems[0])
        return redirect("registry:import", batch.public_id)
    try:
        return _check(request, batch, batch.totals.get("rows", 0), form.choices)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("registry:import", batch.public_id)


@require(Permission.STAFF_IMPORT)
@require_POST
def import_apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Apply a checked import: at once when small, by a worker when large."""
    batch = _batch(request, public_id)
    back = reverse("registry:import", args=[batch.public_id])
    try:
        if batch.totals.get("rows", 0) > JOB_ROWS:
            actions.mark_applying(batch, by=request.actor)
            job = jobs.start(
                "registry.import_apply", by=request.actor, owner=request.user, return_url=back,
                label=f"Menerapkan {batch.file_name}", batch=batch.public_id,
            )  # fmt: skip
            return redirect(job)
        actions.apply(batch, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Impor diterapkan.")
    return redirect(back)


@require(Permission.STAFF_IMPORT)
@require_POST
def import_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """Drop an upload."""
    batch = _batch(request, public_id)
    try:
        actions.discard(batch, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("registry:import", batch.public_id)
    subject = SUBJECTS[batch.kind]
    messages.success(request, f"Unggahan dibatalkan dan berkasnya dihapus. Data {subject.noun} tidak berubah.")
    return redirect(subject.uploads)


@require(Permission.STAFF_IMPORT)
@require_safe
def import_refused(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the refused rows back as a workbook, with the reason."""
    batch = _batch(request, public_id)
    try:
        table = uploads.table_of(batch, SUBJECTS[batch.kind].catalogue)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("registry:import", batch.public_id)
    file = io.BytesIO()
    headings = [column.heading or f"Kolom {column.letter}" for column in table.columns]
    writers.write_refused_rows(file, headings=headings, rows=queries.refused_rows(batch, table))
    file.seek(0)
    name = f"ditolak-{batch.file_name.rsplit('.', 1)[0]}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=writers.XLSX_TYPE)


@require(Permission.STAFF_IMPORT)
@require_safe
def import_example(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the headings that are always recognised."""
    skipped = {"appointment", "pangkat", "position_kind", "jenjang", "service", "email_gov"}
    columns = [column.label for column in STAFF_COLUMNS.columns if column.field not in skipped]
    return writers.xlsx_response(title="Contoh Data Pegawai", columns=columns, rows=[])


def _batch(request: HttpRequest, public_id: str) -> ImportBatch:
    """An upload of staff in one's scope; a list of units only for those who may change the tree."""
    batches = queries.batches_within(request.scope)
    tree_scope = scope_of(request.user, Permission.OPD_EDIT)
    if tree_scope.is_all:
        batches = batches | queries.batches_within(tree_scope, UNITS)
    return get_object_or_404(batches, public_id=public_id)


def _check(
    request: HttpRequest, batch: ImportBatch, row_count: int, unit_choices: dict[str, int] | None = None
) -> HttpResponse:
    """Run dry and go to the findings: at once when small, by a worker when large."""
    back = reverse("registry:import", args=[batch.public_id])
    if row_count <= CHECK_JOB_ROWS:
        actions.check(batch, unit_choices=unit_choices, by=request.actor)
        return redirect(back)
    job = jobs.start(
        "registry.import_check", by=request.actor, owner=request.user, return_url=back,
        label=f"Memeriksa {batch.file_name}", batch=batch.public_id, unit_choices=unit_choices or {},
    )  # fmt: skip
    return redirect(job)


def _unit(batch: ImportBatch) -> Opd | None:
    return Opd.objects.filter(pk=batch.opd_id).first() if batch.opd_id else None


def _choosable_units(request: HttpRequest, batch: ImportBatch) -> list[Opd]:
    units = Opd.objects.within(request.scope).active()
    unit = _unit(batch)
    return list((units.filter(path__startswith=unit.path) if unit else units).order_by("path"))


def _units_form(request: HttpRequest, batch: ImportBatch) -> UnitChoicesForm:
    units = _choosable_units(request, batch) if batch.proposals else []
    answers = request.POST if request.method == "POST" else None
    return UnitChoicesForm(answers, proposals=batch.proposals[:_SHOWN_PROPOSALS], units=units)
