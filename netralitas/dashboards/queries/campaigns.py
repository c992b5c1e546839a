"""Which campaign a page speaks of, and which others one may switch to."""

from dataclasses import dataclass

from django.utils import timezone

from netralitas.access.models import User
from pledges.models import Campaign
from pledges.queries.campaigns import visible_campaigns


@dataclass(frozen=True)
class Choice:
    """The campaign shown and all that may be shown, the last opened first."""

    current: Campaign
    all: list[Campaign]

    @property
    def is_open(self) -> bool:
        """Whether signatures are taken now."""
        return self.current.is_open()

    @property
    def days_left(self) -> int:
        """Calendar days until it closes; 0 on the last day."""
        return max((timezone.localdate(self.current.closes_at) - timezone.localdate()).days, 0)


def choice(user: User, asked: str) -> Choice | None:
    """The campaign asked for by public id, else the open one that closes last, else the last started; one query."""
    started = list(visible_campaigns(user).started().select_related("election").newest_first()[:20])
    if not started:
        return None
    wanted = [campaign for campaign in started if campaign.public_id == asked]
    is_open = [campaign for campaign in started if campaign.is_open()]
    opened = [campaign for campaign in started if campaign.state == Campaign.State.OPEN]
    meant = wanted or sorted(is_open, key=lambda campaign: campaign.closes_at)[-1:] or opened or started
    return Choice(meant[0], started)
