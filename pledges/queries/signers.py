"""Who has signed in the campaign that runs: told to the registry, which lies below."""

from netralitas.registry.queries.signers import Signers
from pledges.models import Campaign, Obligation


def current_signers() -> Signers:
    """The signers of the open campaign that closes last, else of the last one started; two queries."""
    campaign = (
        Campaign.objects.open().order_by("-closes_at").first() or Campaign.objects.started().newest_first().first()
    )
    if campaign is None:
        return Signers()
    signed = Obligation.objects.filter(campaign=campaign).signed()
    return Signers(campaign.title, frozenset(signed.values_list("staff_id", flat=True)))
