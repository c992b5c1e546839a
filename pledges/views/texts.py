"""Pledge texts: as the signer sees them and as they are read aloud, drafted, compared, put in force."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.ui import confirm
from netralitas.ui.formats import number
from pledges.actions import texts as actions
from pledges.actions.texts import MAX_POINTS
from pledges.catalogues import default_text
from pledges.extremes import EXTREMES
from pledges.forms.texts import PublishForm, TextForm, points_in, rearranged
from pledges.models import Campaign, Obligation, PledgeText
from pledges.queries.campaigns import visible_campaigns
from pledges.queries.differences import text_differences
from pledges.queries.texts import PLACEHOLDERS, current_text, fill
from pledges.samples import is_too_long
from pledges.views.campaigns import campaign_seen

_TOO_LONG = (
    "Naskah ini panjang: agar pakta tetap satu halaman, hurufnya dicetak lebih kecil dari 8,5 poin dan sukar dibaca. "
    "Sebaiknya naskah diringkas sebelum kegiatan dibuka."
)


def _text(request: HttpRequest, public_id: str) -> PledgeText:
    rows = PledgeText.objects.filter(campaign__in=visible_campaigns(request.user))
    return get_object_or_404(rows.select_related("campaign__election"), public_id=public_id)


def _versions(text: PledgeText) -> list[PledgeText]:
    return list(text.campaign.texts.filter(audience=text.audience).newest_first())


@require(Permission.CAMPAIGN_VIEW)
@require_safe
def text_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One version in both voices, with its place among the versions."""
    text = _text(request, public_id)
    context = {
        "text": text,
        "campaign": text.campaign,
        "signed": fill(text, text.campaign, "saya"),
        "spoken": fill(text, text.campaign, "kami"),
        "sent": {"ticked": ()},  # the signer's own partial shows no point ticked
        "versions": _versions(text),
        "note": default_text(text.audience)["note"] if text.version == 1 and not text.is_approved else "",
        "may_edit": request.user.has_perm(Permission.CAMPAIGN_EDIT),
        "may_open": request.user.has_perm(Permission.CAMPAIGN_OPEN),
    }
    return render(request, "pledges/texts/detail.html", context)


@require(Permission.CAMPAIGN_EDIT)
def text_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a draft; a button that moves a point shows the page again and saves nothing."""
    text = _text(request, public_id)
    if text.frozen_at:
        messages.info(request, "Naskah ini sudah berlaku. Buatlah perubahan sebagai versi baru.")
        return redirect("pledges:text", public_id)
    wish = request.POST.get("gerak", "")
    points = points_in(request.POST) if request.method == "POST" else text.points
    form = TextForm(request.POST or None, instance=PledgeText.objects.get(pk=text.pk))
    if request.method == "POST" and not wish and form.is_valid():
        try:
            actions.edit_text(text, by=request.actor, points=points, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Draf disimpan. Beginilah naskah akan terlihat.")
            return redirect("pledges:text", public_id)
    shown = TextForm(initial=request.POST.dict(), instance=text) if wish else form
    context = {"form": shown, "text": text, "campaign": text.campaign, "points": rearranged(points, wish)}
    context |= {"extremes": EXTREMES.items(), "placeholders": PLACEHOLDERS.items()}
    context |= {"is_full": len(context["points"]) >= MAX_POINTS}
    return render(request, "pledges/texts/form.html", context)


@require(Permission.CAMPAIGN_EDIT)
@require_POST
def text_approve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mark a draft as approved by the Bagian Hukum."""
    text = _text(request, public_id)
    try:
        actions.approve(text, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Naskah {text} ditandai sudah disetujui Bagian Hukum.")
        if is_too_long(text, text.campaign):
            messages.warning(request, _TOO_LONG)
    return redirect("pledges:text", public_id)


@require(Permission.CAMPAIGN_EDIT)
@require_POST
def text_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin a new version of the text an audience of this campaign signs."""
    campaign = campaign_seen(request, public_id)
    audience = request.POST.get("untuk", "")
    if audience not in PledgeText.Audience.values:
        return redirect("pledges:campaign", public_id)
    try:
        draft = actions.start_change(campaign, audience, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("pledges:campaign", public_id)
    return redirect("pledges:text-edit", draft.public_id)


@require(Permission.CAMPAIGN_VIEW)
@require_safe
def text_difference(request: HttpRequest, public_id: str) -> HttpResponse:
    """What changed from an earlier version to this one; the one before when none is asked for."""
    text = _text(request, public_id)
    earlier = [version for version in _versions(text) if version.version < text.version]
    asked = request.GET.get("dari", "")
    before = next((version for version in earlier if str(version.version) == asked), next(iter(earlier), None))
    context = {"text": text, "campaign": text.campaign, "before": before, "earlier": earlier}
    context["parts"] = text_differences(before, text) if before else []
    return render(request, "pledges/texts/difference.html", context)


@require(Permission.CAMPAIGN_EDIT)
def text_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw the draft of a change away."""
    text = _text(request, public_id)
    if request.method == "POST":
        try:
            actions.discard_draft(text, by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Draf dibuang. Naskah yang berlaku tidak berubah.")
        return redirect("pledges:campaign", text.campaign.public_id)
    return confirm.ask(
        request,
        title=f"Buang draf {text}",
        question="Perubahan pada draf ini akan hilang. Naskah yang berlaku tidak berubah.",
        confirm_label="Buang Draf",
        cancel_url=reverse("pledges:text", args=[public_id]),
        is_dangerous=True,
    )


@require(Permission.CAMPAIGN_OPEN)
def text_publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say how many a substantive change asks to sign again, then put the version in force."""
    text = _text(request, public_id)
    if text.frozen_at or text.campaign.state != Campaign.State.OPEN:
        return redirect("pledges:text", public_id)
    form = PublishForm(request.POST or None, text=text)
    if form.is_valid():
        try:
            renewed = actions.publish(text, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Naskah {text} berlaku. Diminta menandatangani ulang: {number(renewed)} orang.")
            return redirect("pledges:campaign", text.campaign.public_id)
    signed = Obligation.objects.filter(campaign=text.campaign, audience=text.audience).signed().count()
    context = {"form": form, "text": text, "campaign": text.campaign, "signed_count": signed}
    context["parts"] = text_differences(current_text(text.campaign, text.audience), text)
    return render(request, "pledges/texts/publish.html", context)
