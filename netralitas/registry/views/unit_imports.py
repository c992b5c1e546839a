"""The tree of units as a workbook: upload, empty form, the present tree in the same columns.

What follows an upload (columns, Periksa Dulu, Terapkan) is the same as for staff: views/imports.py.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.registry.actions import imports as actions
from netralitas.registry.forms.imports import TreeUploadForm
from netralitas.registry.imports.columns import TREE_COLUMNS, UNITS
from netralitas.registry.models import OpdKind
from netralitas.registry.queries import imports as queries
from netralitas.registry.queries.tree import tree_rows
from netralitas.registry.views.imports import BatchList


@require(Permission.OPD_EDIT)
def unit_imports(request: HttpRequest) -> HttpResponse:
    """List uploads of units and take a new one."""
    form = TreeUploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = actions.upload(
                content=file.read(), file_name=file.name, unit=None, may_add_units=True,
                by=request.actor, owner=request.user, kind=UNITS,
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("registry:import-mapping", batch.public_id)
    listing = BatchList(queries.batches_within(request.scope, UNITS).select_related("owner"), request.GET)
    context = {"form": form, "listing": listing, "columns": TREE_COLUMNS.columns, "kinds": OpdKind.objects.all()}
    return render(request, "registry/units/imports.html", context)


@require(Permission.OPD_EDIT)
@require_safe
def unit_import_example(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the columns that are always recognised."""
    columns = [column.label for column in TREE_COLUMNS.columns]
    return writers.xlsx_response(title="Contoh Daftar Unit", columns=columns, rows=[])


@require(Permission.OPD_EDIT)
@require_safe
def unit_export(request: HttpRequest) -> HttpResponse:
    """The present tree, parents first, in the columns an upload reads."""
    columns = [column.label for column in TREE_COLUMNS.columns]
    return writers.xlsx_response(title="Daftar Unit", columns=columns, rows=tree_rows(request.scope))
