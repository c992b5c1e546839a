"""What was done with a campaign and its texts, from the audit log."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from netralitas.audit.catalogue import sentence_of
from netralitas.audit.models import Event
from pledges.models import Campaign, PledgeText


@dataclass(frozen=True)
class Happening:
    """One thing that was done: when, and in one sentence."""

    at: datetime
    sentence: str


def campaign_history(campaign: Campaign, texts: list[PledgeText], limit: int = 20) -> list[Happening]:
    """The last things done with a campaign and its texts, newest first; one query."""
    about_texts = Q(subject_type=PledgeText._meta.label_lower, subject_key__in=[text.public_id for text in texts])
    about_campaign = Q(subject_type=Campaign._meta.label_lower, subject_key=campaign.public_id)
    rows = Event.objects.filter(about_campaign | about_texts).newest_first()[:limit]
    return [Happening(event.at, sentence_of(event)) for event in rows]
