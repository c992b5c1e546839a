"""Elections and campaigns for tests, made by the real actions.

`open_campaign()` needs at least one person in the registry (e.g. the fixture `siti`): opening creates the obligations.
"""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from netralitas.access.actors import Actor
from pledges.actions import campaigns, elections, texts
from pledges.models import Campaign, Election, Obligation, PledgeText

BY = Actor.command("uji")
DCT = date(2026, 9, 22)
STAGES = {"dct": (DCT, None), "hari_h": (date(2026, 11, 27), None)}
_serial = count(1)


def make_election(name: str = "Pemilihan Bupati dan Wakil Bupati", **fields: object) -> Election:
    """A Pilkada in 2026 with DCT and hari H."""
    fields = {"kind": Election.Kind.PILKADA, "year": 2026, "stages": STAGES, "by": BY} | fields
    return elections.create_election(name=name, **fields)


def make_campaign(**fields: object) -> Campaign:
    """A draft that began yesterday and closes in fourteen days, with the default texts."""
    now = timezone.now().replace(second=0, microsecond=0)
    fields = {
        "code": f"PILKADA-{next(_serial)}",
        "title": "Ikrar Netralitas Pilkada",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=14),
        "basis_letter": "SE No. 800/123/2026",
        "sign_place": "Ciruas",
        "by": BY,
    } | fields
    if "election" not in fields:
        fields["election"] = make_election()
    return campaigns.create_campaign(**fields)


def open_campaign(**fields: object) -> Campaign:
    """An open campaign with everybody in the registry enrolled; texts approved."""
    campaign = make_campaign(**fields)
    for text in PledgeText.objects.filter(campaign=campaign):
        texts.approve(text, by=BY)
    return campaigns.open_campaign(campaign, by=BY)


def obligation_of(staff: object, campaign: Campaign) -> Obligation:
    """A person's obligation in a campaign."""
    return Obligation.objects.get(staff=staff, campaign=campaign)
