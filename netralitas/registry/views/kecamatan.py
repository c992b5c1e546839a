"""Kecamatan: the list, one, many at once."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.registry.actions import kecamatan as actions
from netralitas.registry.forms.kecamatan import KecamatanForm, KecamatanListForm
from netralitas.registry.models import Kecamatan
from netralitas.ui import confirm
from netralitas.ui.lists import Column, List


class KecamatanList(List):
    """Kecamatan with how many units lie in each."""

    columns = (
        Column("kode", "Kode", sort=("code",), value="code"),
        Column("nama", "Nama", sort=("name",), value="name"),
        Column("unit", "Unit", sort=("unit_count", "code"), value="unit_count", css_class="number"),
    )
    search_fields = ("name", "code")
    default_sort = "kode"
    noun = "kecamatan"


@require(Permission.OPD_EDIT)
def kecamatan_list(request: HttpRequest) -> HttpResponse:
    """List kecamatan and take a list of them."""
    form = KecamatanListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            added, renamed = actions.take_list(rows=form.cleaned_data["rows"], by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{added} kecamatan ditambahkan, {renamed} berganti nama.")
            return redirect("registry:kecamatan")
    rows = Kecamatan.objects.annotate(unit_count=Count("opd", filter=Q(opd__closed_on__isnull=True)))
    listing = KecamatanList(rows, request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title="Kecamatan")
    return render(request, "registry/kecamatan/list.html", {"form": form, "listing": listing})


@require(Permission.OPD_EDIT)
def kecamatan_new(request: HttpRequest) -> HttpResponse:
    """Add one."""
    form = KecamatanForm(request.POST or None)
    if form.is_valid():
        try:
            place = actions.add(by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Kecamatan {place.name} ditambahkan.")
            return redirect("registry:kecamatan")
    return render(request, "registry/kecamatan/form.html", {"form": form, "place": None})


@require(Permission.OPD_EDIT)
def kecamatan_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change code or name."""
    place = get_object_or_404(Kecamatan, code=code)
    form = KecamatanForm(request.POST or None, initial={"code": place.code, "name": place.name})
    if form.is_valid():
        try:
            actions.edit(place, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Perubahan disimpan.")
            return redirect("registry:kecamatan")
    return render(request, "registry/kecamatan/form.html", {"form": form, "place": Kecamatan.objects.get(pk=place.pk)})


@require(Permission.OPD_EDIT)
def kecamatan_delete(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, then delete one nobody needs."""
    place = get_object_or_404(Kecamatan, code=code)
    if request.method == "POST":
        try:
            actions.delete(place, by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"Kecamatan {place.name} dihapus.")
        return redirect("registry:kecamatan")
    return confirm.ask(
        request,
        title=f"Hapus Kecamatan {place.name}",
        question="Hapus kecamatan ini dari daftar lokasi?",
        consequences=("Hanya kecamatan yang tidak menjadi lokasi unit mana pun dapat dihapus.",),
        confirm_label="Hapus",
        cancel_url=reverse("registry:kecamatan"),
        is_dangerous=True,
    )
