"""*Pratinjau Pakta*: a text as it will be printed, for persons from the shortest to the longest; nothing is stored."""

import base64

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.documents import plain, rendering, thumbnails
from pledges import samples
from pledges.actions.texts import MAX_LENGTH
from pledges.extremes import EXTREMES, sample_of
from pledges.forms.texts import TextForm, points_in
from pledges.models import PledgeText
from pledges.queries.campaigns import visible_campaigns


@require(Permission.CAMPAIGN_EDIT)
@require_safe
def text_preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The samples of a text beside each other; each picture is fetched when it comes into sight."""
    text = _text(request, public_id)
    context = {"text": text, "campaign": text.campaign, "extremes": EXTREMES.items()}
    return render(request, "pledges/texts/preview.html", context)


@require(Permission.CAMPAIGN_EDIT)
@require_safe
def text_sample(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """One sample as PDF."""
    found = _printed(_text(request, public_id), name)
    return HttpResponse(found.pdf, content_type="application/pdf", headers=_headers(name))


@require(Permission.CAMPAIGN_EDIT)
@require_safe
def text_picture(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """One sample as a picture, with what is to be said of it."""
    return _shown(request, _text(request, public_id), name, frame=f"contoh-{name}")


@require(Permission.CAMPAIGN_EDIT)
@require_safe
def text_speed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whether papers with this text can be stamped; asked apart, for it takes seconds the first time."""
    text = _text(request, public_id)
    reason = rendering.why_plain(*sample_of(EXTREMES["biasa"], text, text.campaign))
    return render(request, "pledges/texts/_speed.html", {"reason": reason, "cause": plain.cause_of(reason)})


@require(Permission.CAMPAIGN_EDIT)
@require_POST
def text_live(request: HttpRequest, public_id: str) -> HttpResponse:
    """The text as it stands in the form, on the paper of the chosen sample; the draft stays as it is."""
    text = _text(request, public_id)
    given = {name: request.POST.get(name, "")[:MAX_LENGTH] for name in TextForm.Meta.fields}
    points = [
        {"kami": point["kami"][:MAX_LENGTH], "saya": (point["saya"] or point["kami"])[:MAX_LENGTH]}
        for point in points_in(request.POST) if point["kami"].strip() or point["saya"].strip()
    ]  # fmt: skip
    unsaved = PledgeText(campaign=text.campaign, audience=text.audience, version=text.version, points=points, **given)
    return _shown(request, unsaved, request.POST.get("contoh", ""), frame="contoh-langsung")


def _shown(request: HttpRequest, text: PledgeText, name: str, *, frame: str) -> HttpResponse:
    """The picture inside the frame that asked for it."""
    found = _printed(text, name)
    picture = thumbnails.picture_of(found.pdf)
    context = {
        "frame": frame, "extreme": EXTREMES[name], "is_legible": found.is_legible,
        "picture": base64.b64encode(picture).decode() if picture else "",
    }  # fmt: skip
    return render(request, "pledges/texts/_sample.html", context)


def _printed(text: PledgeText, name: str) -> samples.Printed:
    if name not in EXTREMES:
        raise Http404
    return samples.printed(*sample_of(EXTREMES[name], text, text.campaign))


def _text(request: HttpRequest, public_id: str) -> PledgeText:
    rows = PledgeText.objects.filter(campaign__in=visible_campaigns(request.user))
    return get_object_or_404(rows.select_related("campaign__election"), public_id=public_id)


def _headers(name: str) -> dict[str, str]:
    """Shown in the browser; the pages' own policy would stop its PDF viewer."""
    return {
        "Content-Disposition": f'inline; filename="contoh-{name}.pdf"', "Cache-Control": "private, no-store",
        "Content-Security-Policy": "object-src 'self'; frame-ancestors 'none'", "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
