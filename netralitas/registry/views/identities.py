"""Satu orang, satu identitas: candidates, joining, parting, and the change of kind."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.registry.actions import identities as actions
from netralitas.registry.forms.identities import MergeForm, OtherForm
from netralitas.registry.forms.standings import GroundForm, KindForm
from netralitas.registry.models import Staff
from netralitas.registry.queries.duplicates import pairs
from netralitas.registry.views.persons import acts_for_opd, person_of


@require(Permission.STAFF_EDIT)
@require_safe
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """Rows that may be one person."""
    return render(request, "registry/identities/list.html", {"pairs": pairs(request.scope)})


@require(Permission.STAFF_EDIT)
def merge_find(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name the other row of this person by its number."""
    person = person_of(request, public_id)
    form = OtherForm(request.POST or None, scope=request.scope)
    if form.is_valid():
        return redirect("registry:merge", person.public_id, form.cleaned_data["number"].public_id)
    context = {"form": form, "person": person, "title": "Gabungkan Data", "label": "Cari"}
    return render(request, "registry/identities/form.html", context)


@require(Permission.STAFF_EDIT)
def merge(request: HttpRequest, public_id: str, other_id: str) -> HttpResponse:
    """Propose that two rows are one person."""
    person = person_of(request, public_id)
    rows = Staff.objects.within(request.scope).select_related("unit__opd")
    other = get_object_or_404(rows, public_id=other_id)
    form = MergeForm(request.POST or None, request.FILES or None, one=person, two=other)
    if form.is_valid():
        kept, goes = form.chosen()
        try:
            with form.kept_ground() as ground:
                proposal = actions.propose_merge(
                    kept=kept, other=goes, ground=ground, is_from_opd=acts_for_opd(request), by=request.actor
                )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Usulan penggabungan dicatat dan menunggu orang kedua.")
            return redirect("registry:proposal", proposal.public_id)
    context = {"form": form, "person": person, "other": other}
    return render(request, "registry/identities/merge.html", context)


@require(Permission.STAFF_EDIT)
def split(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose to part a row that was merged wrongly."""
    person = person_of(request, public_id)
    if not person.merged_into_id:
        raise Http404
    form = GroundForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            with form.kept_ground() as ground:
                proposal = actions.propose_split(
                    other=person, ground=ground, is_from_opd=acts_for_opd(request), by=request.actor
                )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Usulan pemisahan dicatat dan menunggu orang kedua.")
            return redirect("registry:proposal", proposal.public_id)
    context = {"form": form, "person": person, "title": "Pisahkan Data", "label": "Usulkan Pemisahan"}
    return render(request, "registry/identities/form.html", context)


@require(Permission.STAFF_EDIT)
def staff_kind(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change the kind of employee, with the number that comes with it; the person stays the same."""
    person = person_of(request, public_id)
    form = KindForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            actions.change_kind(person, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("number" if refusal.code == "nomor_terdata" else None, refusal.message)
        else:
            messages.success(request, "Jenis pegawai diubah. Nomor lama tetap menemukan orang ini.")
            return redirect("registry:staff-detail", person.public_id)
    context = {"form": form, "person": person, "title": "Perubahan Jenis Pegawai", "label": "Simpan"}
    return render(request, "registry/identities/form.html", context)
