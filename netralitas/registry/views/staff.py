"""Data Pegawai: the list and one person."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.registry.actions import staff as actions
from netralitas.registry.actions import transfers as transfer_actions
from netralitas.registry.forms.staff import EDITABLE, NewStaffForm, StaffForm, TransferForm
from netralitas.registry.models import Opd, Staff, StaffCategory, StaffStatus
from netralitas.registry.queries import proposals as proposal_queries
from netralitas.registry.queries.heads import posts_held_by
from netralitas.registry.queries.numbers import digits_in, person_by_number
from netralitas.registry.views.persons import person_of
from netralitas.ui.lists import Column, Filter, List


class StaffList(List):
    """Persons of the units one may see."""

    columns = (
        Column("nama", "Nama", sort=("name_key",), value="full_name"),
        Column("unit", "Unit kerja", sort=("unit__name", "name_key"), value="unit.name"),
        Column("jabatan", "Jabatan", sort=("position", "name_key"), value="position"),
        Column("urut", "Golongan", sort=("rank_key", "name_key"), value="golongan"),
        Column("jenis", "Jenis pegawai", sort=("category", "name_key"), value="get_category_display"),
        Column("kedudukan", "Kedudukan", sort=("status", "name_key"), value="get_status_display"),
        Column("nip", "NIP / NI PPPK", value="nip"),
    )
    search_fields = ("name_key", "nip", "position")
    filters = (
        Filter("jenis", "Jenis pegawai", StaffCategory.choices, "category"),
        Filter("kedudukan", "Kedudukan", StaffStatus.choices, "status"),
    )
    default_sort = "nama"
    noun = "pegawai"

    def searched(self, rows: QuerySet) -> QuerySet:
        """A whole number also finds the person who had it before."""
        digits = digits_in(self.search)
        if len(digits) in (16, 18) and (person := person_by_number(digits)):
            return rows.filter(pk=person.pk)
        return super().searched(rows)


@require(Permission.STAFF_VIEW)
@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """List persons; `?unit=` narrows to a unit and its sub-units."""
    rows = Staff.objects.within(request.scope).select_related("unit__opd")
    unit = None
    if public_id := request.GET.get("unit"):
        unit = get_object_or_404(Opd.objects.within(request.scope), public_id=public_id)
        rows = rows.under(unit)
    listing = StaffList(rows, request.GET)
    if not request.user.has_perm(Permission.STAFF_EXPORT):
        listing.exports = ()
    if listing.wants_export:
        record_access("registry.staff_export", by=request.actor, subject=unit or request.user, reason="unduh daftar")
        return listing.export(writers.xlsx_response, title="Data Pegawai")
    context = {"listing": listing, "unit": unit, "may_edit": request.user.has_perm(Permission.STAFF_EDIT)}
    return render(request, "registry/staff/list.html", context)


@require(Permission.STAFF_VIEW)
@require_safe
def staff_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person with history."""
    person = person_of(request, public_id)
    others = proposal_queries.identity_of(person)
    record_access("registry.staff", by=request.actor, subject=person)
    context = {
        "person": person,
        "former_numbers": person.former_numbers.order_by("-pk"),
        "history": person.events.select_related("unit").order_by("-pk")[:50],
        "transfers": person.transfers.select_related("from_unit", "to_unit").order_by("-pk")[:10],
        "posts": posts_held_by([person.pk, *(row.pk for row in others)]),
        "proposals": proposal_queries.of_person(person)[:20],
        "others": others,
        "may_edit": request.user.has_perm(Permission.STAFF_EDIT, person),
        "may_reveal": request.user.has_perm(Permission.LINK_REVEAL, person),
    }
    return render(request, "registry/staff/detail.html", context)


@require(Permission.STAFF_EDIT)
def staff_new(request: HttpRequest) -> HttpResponse:
    """Add a person."""
    form = NewStaffForm(request.POST or None, scope=request.scope)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in (*EDITABLE, "nip", "nik")}
        try:
            person = actions.create(by=request.actor, **values)
        except DomainError as refusal:
            form.add_error("number", refusal.message)
        else:
            messages.success(request, f"{person.full_name} sudah didata.")
            return redirect("registry:staff-detail", person.public_id)
    return render(request, "registry/staff/form.html", {"form": form, "person": None, "title": "Tambah Pegawai"})


@require(Permission.STAFF_EDIT)
def staff_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change the data of a person."""
    person = person_of(request, public_id)
    form = StaffForm(request.POST or None, instance=person, scope=request.scope)
    if form.is_valid():
        actions.edit(person, by=request.actor, **{name: form.cleaned_data[name] for name in EDITABLE})
        messages.success(request, "Perubahan disimpan.")
        return redirect("registry:staff-detail", person.public_id)
    return render(request, "registry/staff/form.html", {"form": form, "person": person, "title": "Ubah Data Pegawai"})


@require(Permission.STAFF_EDIT)
def staff_transfer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose that a person moves to a unit of another Perangkat Daerah."""
    person = person_of(request, public_id)
    form = TransferForm(request.POST or None)
    if form.is_valid():
        try:
            transfer_actions.propose(staff=person, by=request.actor, is_offered=True, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Usulan mutasi dicatat dan terlihat oleh kedua unit.")
            return redirect("registry:staff-detail", person.public_id)
    return render(request, "registry/staff/form.html", {"form": form, "person": person, "title": "Usulkan Mutasi"})
