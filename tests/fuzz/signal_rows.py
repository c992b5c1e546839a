"""Rows of signals, disputes and reminders, and the addresses that lead to them."""

from netralitas.access.actors import Actor
from netralitas.jobs.models import Message
from netralitas.registry.models import Opd
from pledges.actions import disputes, rosters, signals
from pledges.models import Campaign, Dispute, Obligation, Signature
from pledges.queries.reminders import RECIPIENT
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
    person = make_staff("Penyangkal Uji", dinas)
    rosters.sync_open_campaigns(by=BY)
    other = sign(person, campaign)
    dispute = disputes.raise_dispute(other, story=Dispute.Story.OTHER, by=BY)
    found |= {"pledges:dispute": (dispute.public_id,), "pledges:unwilling": (campaign.public_id,)}
    found |= dict.fromkeys(("pledges:dispute-own", "pledges:dispute-record"), (signature.public_id,))
    found |= {"pledges:failed-again": (_failed(campaign, dinas),)}
    return found | {"pledges:signal-rows": (*place, DEVICE), "pledges:threshold": ("device_people",)}


def _failed(campaign: Campaign, dinas: Opd) -> str:
    """Somebody whose reminder came back."""
    person = make_staff("Kembali Uji", dinas, email="kembali@contoh.example")
    rosters.sync_open_campaigns(by=BY)
    duty = Obligation.objects.get(staff=person, campaign=campaign)
    Message.objects.create(
        template="pengingat", recipient_type=RECIPIENT, recipient_key=duty.public_id, state=Message.State.BOUNCED
    )
    return duty.public_id
