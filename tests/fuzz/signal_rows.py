"""Rows of signals, disputes and reminders, and the addresses that lead to them."""

from netralitas.access.actors import Actor
from netralitas.registry.models import Opd
from pledges.actions import signals
from pledges.models import Campaign
from pledges.signal_rules import DEVICE

BY = Actor.command("uji")

Arguments = dict[str, tuple[str, ...]]


def arguments(*, campaign: Campaign, dinas: Opd) -> Arguments:
    """Make the rows; every URL name about them, and what to give it."""
    signals.check(campaign, dinas, by=BY)
    place = (campaign.public_id, dinas.public_id)
    found: Arguments = dict.fromkeys(("pledges:signal-opd", "pledges:signal-check"), place)
    return found | {"pledges:signal-rows": (*place, DEVICE), "pledges:threshold": ("device_people",)}
