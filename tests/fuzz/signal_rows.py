"""Rows of signals, disputes and reminders, and the addresses that lead to them."""

from netralitas.access.actors import Actor
from netralitas.registry.models import Opd
from pledges.actions import disputes, signals
from pledges.models import Campaign, Dispute, Signature
from pledges.signal_rules import DEVICE
from tests.cast import make_staff
from tests.pledges.signing import sign

BY = Actor.command("uji")

Arguments = dict[str, tuple[str, ...]]


def arguments(*, campaign: Campaign, dinas: Opd, signature: Signature) -> Arguments:
    """Make the rows; every URL name about them, and what to give it."""
    signals.check(campaign, dinas, by=BY)
    place = (campaign.public_id, dinas.public_id)
    found: Arguments = dict.fromkeys(("pledges:signal-opd", "pledges:signal-check"), place)
    other = sign(make_staff("Penyangkal Uji", dinas), campaign)
    dispute = disputes.raise_dispute(other, story=Dispute.Story.OTHER, by=BY)
    found |= {"pledges:dispute": (dispute.public_id,), "pledges:unwilling": (campaign.public_id,)}
    found |= dict.fromkeys(("pledges:dispute-own", "pledges:dispute-record"), (signature.public_id,))
    return found | {"pledges:signal-rows": (*place, DEVICE), "pledges:threshold": ("device_people",)}
