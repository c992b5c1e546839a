"""Perangkat Daerah: the tree and one unit."""

from functools import reduce
from operator import or_

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas import names
from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.registry.actions import opd as actions
from netralitas.registry.forms.units import NewUnitForm, UnitForm
from netralitas.registry.models import Assignment, Opd, OpdKind, UnitAlias
from netralitas.registry.models.staff import OUT_STATUSES
from netralitas.registry.queries.heads import head_on
from netralitas.ui.lists import Column, Filter, List


class UnitList(List):
    """Units one may see, with how many people work there."""

    columns = (
        Column("urut", "No. urut", sort=("opd__kind__order", "opd__protocol_order", "opd__name", "path"), value="code"),
        Column("nama", "Nama unit", sort=("name",), value="name"),
        Column("induk", "Induk", sort=("parent__name", "name"), value="parent.name"),
        Column("jenis", "Jenis", sort=("kind__name", "name"), value="kind.name"),
        Column("kecamatan", "Lokasi", sort=("kecamatan__name", "name"), value="kecamatan.name"),
        Column("pegawai", "Pegawai", sort=("staff_count", "name"), value="staff_count", css_class="number"),
    )
    search_fields = ("name", "short_name", "code", "external_code")
    filters = (
        Filter("jenis", "Jenis", lambda: OpdKind.objects.values_list("code", "name"), "kind_id"),
        Filter(
            "tingkat", "Tingkat", [("opd", "Perangkat Daerah saja"), ("sub", "Sub-unit saja")],
            lambda rows, value: rows.filter(parent__isnull=value == "opd"),
        ),
        Filter("keadaan", "Keadaan", [("tutup", "Sudah ditutup")], lambda rows, value: rows),
    )  # fmt: skip
    default_sort = "urut"
    noun = "unit"

    def searched(self, rows: QuerySet) -> QuerySet:
        """By present names and codes, and by the old names the unit is still known by."""
        for word in self.search.split():
            known = UnitAlias.objects.filter(unit=OuterRef("pk"), key__contains=names.fold(word))
            found = [Q(**{f"{field}__icontains": word}) for field in self.search_fields]
            rows = rows.filter(reduce(or_, found, Q(Exists(known))))
        return rows


@require(Permission.OPD_VIEW)
@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """List units."""
    present = Count("staff", filter=~Q(staff__status__in=OUT_STATUSES))
    is_closed = request.GET.get("keadaan") == "tutup"
    rows = Opd.objects.within(request.scope).filter(closed_on__isnull=not is_closed).annotate(staff_count=present)
    listing = UnitList(rows.select_related("parent", "kind", "kecamatan", "opd"), request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title="Perangkat Daerah")
    context = {"listing": listing, "may_edit": request.user.has_perm(Permission.OPD_EDIT)}
    return render(request, "registry/units/list.html", context)


@require(Permission.OPD_VIEW)
@require_safe
def unit_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One unit: head, contact, sub-units, history."""
    unit = _unit(request, public_id)
    heads = Assignment.objects.heads().filter(unit=unit).select_related("staff")
    context = {
        "unit": unit,
        "head": head_on(unit, timezone.localdate()),
        "former_heads": heads.exclude(pk__in=heads.on(timezone.localdate())).order_by("-starts_on")[:5],
        "children": unit.children.active().select_related("kind").order_by("kind__order", "protocol_order", "name"),
        "staff_count": unit.staff.present().count(),
        "may_edit": request.user.has_perm(Permission.OPD_EDIT, unit),
        "may_see_people": request.user.has_perm(Permission.STAFF_VIEW, unit),
    }
    return render(request, "registry/units/detail.html", context)


@require(Permission.OPD_EDIT)
def unit_new(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    form = NewUnitForm(request.POST or None, scope=request.scope)
    if form.is_valid():
        try:
            unit = actions.create(by=request.actor, parent=form.cleaned_data["parent"], **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{unit.name} ditambahkan.")
            return redirect("registry:unit", unit.public_id)
    return render(request, "registry/units/form.html", {"form": form, "unit": None, "title": "Tambah Unit"})


@require(Permission.OPD_EDIT)
def unit_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change the data of a unit."""
    unit = _unit(request, public_id)
    form = UnitForm(request.POST or None, instance=Opd.objects.get(pk=unit.pk))
    if form.is_valid():
        actions.edit(unit, by=request.actor, **form.values())
        messages.success(request, "Perubahan disimpan.")
        return redirect("registry:unit", unit.public_id)
    return render(request, "registry/units/form.html", {"form": form, "unit": unit, "title": "Ubah Data Unit"})


def _unit(request: HttpRequest, public_id: str) -> Opd:
    rows = Opd.objects.within(request.scope).select_related("kind", "parent", "opd", "kecamatan", "successor")
    return get_object_or_404(rows, public_id=public_id)
