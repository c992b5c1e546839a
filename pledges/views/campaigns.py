"""Campaigns: the list, one campaign, preparing one."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.accounts.models import WayIn
from netralitas.errors import DomainError
from netralitas.registry.models import StaffCategory
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui.lists import Column, Filter, List
from pledges.actions import campaigns as actions
from pledges.forms.campaigns import CampaignForm
from pledges.models import Campaign, Election, PledgeText, Stage
from pledges.queries.campaigns import LAST_MINUTE, Deadline, deadline, suggested_code, visible_campaigns
from pledges.queries.counts import totals
from pledges.queries.histories import campaign_history


class CampaignList(List):
    """Campaigns with their window and state."""

    columns = (
        Column("kegiatan", "Kegiatan ikrar", sort=("title",), value="title"),
        Column("pemilihan", "Pemilihan", sort=("election__year", "election__name"), value="election"),
        Column("dibuka", "Dibuka", sort=("opens_at",), value="opens_at"),
        Column("ditutup", "Batas waktu", sort=("closes_at",), value="closes_at"),
        Column("keadaan", "Keadaan", sort=("state",), value="get_state_display"),
    )
    search_fields = ("title", "code", "election__name")
    filters = (Filter("keadaan", "Keadaan", Campaign.State.choices, "state"),)
    default_sort = "-dibuka"
    noun = "kegiatan"
    exports = ()


def campaign_seen(request: HttpRequest, public_id: str) -> Campaign:
    """The campaign, or 404 when it does not exist for this person."""
    rows = visible_campaigns(request.user).select_related("election")
    return get_object_or_404(rows, public_id=public_id)


@require(Permission.CAMPAIGN_VIEW)
@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """List the campaigns one may see."""
    listing = CampaignList(visible_campaigns(request.user).select_related("election"), request.GET)
    context = {
        "listing": listing,
        "may_edit": request.user.has_perm(Permission.CAMPAIGN_EDIT),
        "has_election": Election.objects.exists(),
    }
    return render(request, "pledges/campaigns/list.html", context)


@require(Permission.CAMPAIGN_VIEW)
@require_safe
def campaign_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One campaign: state, window, who must sign, texts, counts, history."""
    campaign = campaign_seen(request, public_id)
    texts = list(campaign.texts.order_by("audience", "-version"))
    context = {
        "campaign": campaign,
        "due": _due(campaign),
        "categories": [StaffCategory(value).label for value in campaign.categories],
        "ways_in": [WayIn(value).label for value in campaign.ways_in],
        "totals": totals(campaign, request.scope),
        "is_whole": request.scope.is_all,
        "texts": _newest_of_each(texts),
        "history": campaign_history(campaign, texts),
        "is_over": campaign.closes_at <= timezone.now(),
        "may_edit": request.user.has_perm(Permission.CAMPAIGN_EDIT),
        "may_open": request.user.has_perm(Permission.CAMPAIGN_OPEN),
    }
    return render(request, "pledges/campaigns/detail.html", context)


def _due(campaign: Campaign) -> Deadline | None:
    """The deadline as it is said by a stage, if it is."""
    if not campaign.deadline_stage:
        return None
    return deadline(campaign.election, campaign.deadline_stage, campaign.deadline_days_before)


def _newest_of_each(texts: list[PledgeText]) -> list[dict[str, PledgeText | None]]:
    """For each audience the text in force and the draft beside it."""
    rows = []
    for audience in PledgeText.Audience.values:
        own = [text for text in texts if text.audience == audience]
        if own:
            current = next((text for text in own if text.frozen_at), None)
            rows.append({"current": current, "draft": next((text for text in own if not text.frozen_at), None)})
    return rows


@require(Permission.CAMPAIGN_EDIT)
def campaign_new(request: HttpRequest) -> HttpResponse:
    """Prepare a campaign."""
    if not Election.objects.exists():
        messages.info(request, "Catat dahulu peristiwa pemilihannya dengan tanggal tahapannya.")
        return redirect("pledges:election-new")
    form = CampaignForm(request.POST or None, initial=_proposed())
    if form.is_valid():
        values = form.values()
        values["code"] = values["code"] or suggested_code(values["election"])
        try:
            campaign = actions.create_campaign(by=request.actor, **values)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Draf {campaign.title} dibuat. Periksa naskahnya sebelum dibuka.")
            return redirect("pledges:campaign", campaign.public_id)
    context = {"form": form, "campaign": None, "elections": _elections(), "due": None}
    return render(request, "pledges/campaigns/form.html", context)


@require(Permission.CAMPAIGN_EDIT)
def campaign_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a draft."""
    campaign = campaign_seen(request, public_id)
    if campaign.state != Campaign.State.DRAFT:
        messages.info(request, "Kegiatan sudah dibuka. Masa tanda tangan masih dapat diperpanjang.")
        return redirect("pledges:campaign", public_id)
    form = CampaignForm(request.POST or None, campaign=campaign)
    if form.is_valid():
        try:
            actions.edit_campaign(campaign, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Perubahan disimpan.")
            return redirect("pledges:campaign", public_id)
    context = {"form": form, "campaign": campaign, "elections": _elections(), "due": _due(campaign)}
    context["election"] = campaign.election
    return render(request, "pledges/campaigns/form.html", context)


@require(Permission.CAMPAIGN_EDIT)
@require_safe
def campaign_deadline(request: HttpRequest) -> HttpResponse:
    """Partial: the day a deadline such as "H-7 DCT" falls on, while the form is filled in."""
    election = Election.objects.filter(pk=_number(request.GET.get("election"))).first()
    stage, days = request.GET.get("deadline_stage", ""), _number(request.GET.get("deadline_days_before"))
    is_asked = election is not None and stage in Stage.Kind.values
    due = deadline(election, stage, min(days, 365)) if is_asked else None
    return render(request, "pledges/campaigns/_deadline.html", {"due": due, "election": election})


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _proposed() -> dict[str, object]:
    """What a new campaign usually looks like: from tomorrow at seven for a fortnight."""
    election = _elections().first()
    tomorrow = timezone.localtime().replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return {
        "election": election.pk,
        "title": f"Ikrar Netralitas {election}",
        "opens_at": tomorrow,
        "closes_at": tomorrow.replace(hour=LAST_MINUTE.hour, minute=LAST_MINUTE.minute) + timedelta(days=13),
        "sign_place": current_pemda().place,
    }


def _elections() -> QuerySet[Election]:
    return Election.objects.order_by("-year", "name").prefetch_related("stages")
