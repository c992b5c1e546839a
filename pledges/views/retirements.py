"""Who retires within the window of a campaign: shown ahead of time, proposed with one click."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.registry.queries.retirements import retiring
from pledges.models import Campaign


@require(Permission.STAFF_EDIT)
@require_safe
def retirement_list(request: HttpRequest) -> HttpResponse:
    """Persons of one's units whose pension begins between the opening and the close of the campaign."""
    campaign = _campaign()
    rows = []
    if campaign:
        first, last = (timezone.localtime(at).date() for at in (campaign.opens_at, campaign.closes_at))
        rows = retiring(request.scope, first, last)
    context = {"campaign": campaign, "rows": rows, "may_rule": request.user.has_perm(Permission.ROSTER_RULE)}
    return render(request, "pledges/retirements/list.html", context)


def _campaign() -> Campaign | None:
    """The campaign that runs or comes next."""
    rows = Campaign.objects.filter(state__in=[Campaign.State.OPEN, Campaign.State.DRAFT], closes_at__gt=timezone.now())
    return rows.order_by("-state", "closes_at").first()
