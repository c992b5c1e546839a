"""Election events: the list, and writing one down with its stages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.ui.lists import Column, List
from pledges.actions import elections as actions
from pledges.forms.elections import ElectionForm
from pledges.models import Election


class ElectionList(List):
    """Election events."""

    columns = (
        Column("nama", "Pemilihan", sort=("name",), value="name"),
        Column("jenis", "Jenis", sort=("kind",), value="get_kind_display"),
        Column("tahun", "Tahun", sort=("year",), value="year", css_class="number"),
    )
    search_fields = ("name",)
    default_sort = "-tahun"
    noun = "pemilihan"
    exports = ()


@require(Permission.CAMPAIGN_VIEW)
@require_safe
def election_list(request: HttpRequest) -> HttpResponse:
    """List election events with their stages."""
    listing = ElectionList(Election.objects.prefetch_related("stages"), request.GET)
    context = {"listing": listing, "may_edit": request.user.has_perm(Permission.CAMPAIGN_EDIT)}
    return render(request, "pledges/elections/list.html", context)


@require(Permission.CAMPAIGN_EDIT)
def election_new(request: HttpRequest) -> HttpResponse:
    """Write an election event down."""
    form = ElectionForm(request.POST or None)
    if form.is_valid():
        try:
            election = actions.create_election(by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{election} dicatat. Sekarang kegiatan ikrarnya dapat dibuat.")
            return redirect("pledges:elections")
    return render(request, "pledges/elections/form.html", {"form": form, "title": "Catat Pemilihan"})


@require(Permission.CAMPAIGN_EDIT)
def election_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change an election event; deadlines of drafts follow its stages."""
    election = get_object_or_404(Election.objects.prefetch_related("stages"), public_id=public_id)
    form = ElectionForm(request.POST or None, election=election)
    if form.is_valid():
        try:
            moved = actions.edit_election(election, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            titles = ", ".join(campaign.title for campaign in moved)
            messages.success(request, f"Perubahan disimpan. Batas waktu ikut bergeser: {titles or 'tidak ada'}.")
            return redirect("pledges:elections")
    return render(request, "pledges/elections/form.html", {"form": form, "title": "Ubah Pemilihan"})
