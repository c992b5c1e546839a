"""Links for those who must sign: knocks on accounts when a campaign allows that way in, which records it."""

from collections.abc import Iterable

from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts.actions.links import close_links, ensure_personal_links, ensure_unit_link
from netralitas.accounts.models import UnitLink, WayIn
from pledges.models import Campaign


def ensure(campaign: Campaign, staff_ids: Iterable[int], *, by: Actor) -> None:
    """See that each person has a personal link that lives until the window closes."""
    if WayIn.PERSONAL_LINK in campaign.ways_in:
        ensure_personal_links(staff_ids=staff_ids, expires_at=campaign.closes_at, by=by)


def prolong(campaign: Campaign, *, by: Actor) -> None:
    """Let the links of a campaign live until its new end: personal ones, and unit ones already made."""
    ensure(campaign, campaign.obligations.obliged().values_list("staff_id", flat=True), by=by)
    made = UnitLink.objects.filter(is_active=True).filter(expires_at__lt=campaign.closes_at)
    for link in made.select_related("unit"):
        ensure_unit_link(unit=link.unit, expires_at=campaign.closes_at, by=by)


def close_unneeded(campaign: Campaign, *, by: Actor) -> None:
    """After a campaign was closed: close every link, unless another open campaign needs them."""
    others = Campaign.objects.filter(state=Campaign.State.OPEN, closes_at__gt=timezone.now()).exclude(pk=campaign.pk)
    if not others.exists():
        close_links(by=by)
