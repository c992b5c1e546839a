"""Where Bakesbangpol's letters about a campaign begin: first the list of those who lag, then the letters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.ui import formats
from pledges import letters as kinds
from pledges.actions import letters as actions
from pledges.forms.letters import BawasluForm, RemindForm
from pledges.queries.campaigns import current_campaign
from pledges.queries.lagging import progress_by_opd


@require(Permission.COMPLETION_REVIEW)
def remind_heads(request: HttpRequest) -> HttpResponse:
    """Who would get a letter, and the letters in one step."""
    campaign = current_campaign(request.user)
    behind = [one for one in progress_by_opd(campaign) if one.whole.missing] if campaign else []
    form = RemindForm(request.POST or None, behind=behind)
    if campaign and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("due_on", "dated_on", "office")}
        try:
            made = actions.remind_heads(campaign, opd_ids=form.opd_ids(), **given, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{formats.number(len(made))} surat terbit. Berkasnya siap dalam beberapa saat.")
            return redirect(f"{reverse('documents:letters')}?jenis={kinds.LAGGING}")
    chosen = set(request.POST.getlist("opd")) if request.method == "POST" else {one.opd.public_id for one in behind}
    context = {"campaign": campaign, "behind": behind, "form": form, "chosen": chosen}
    return render(request, "pledges/letters/remind.html", context)


@require(Permission.COMPLETION_REVIEW)
def tell_bawaslu(request: HttpRequest) -> HttpResponse:
    """Draft the letter with counts for Bawaslu."""
    campaign = current_campaign(request.user)
    form = BawasluForm(request.POST or None)
    if campaign and form.is_valid():
        try:
            letter = actions.tell_bawaslu(campaign, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Konsep surat untuk Bawaslu disusun. Periksa, lalu terbitkan.")
            return redirect(letter)
    return render(request, "pledges/letters/bawaslu.html", {"campaign": campaign, "form": form})
