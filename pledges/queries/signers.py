"""Who has signed in the campaign that runs, and who has not: told to the rooms below."""

from django.db.models import Sum

from netralitas.registry.models import Opd
from netralitas.registry.queries.signers import Signers
from pledges.models import Campaign, Counter, Obligation


def current_signers() -> Signers:
    """The signers of the open campaign that closes last, else of the last one started; two queries."""
    campaign = (
        Campaign.objects.open().order_by("-closes_at").first() or Campaign.objects.started().newest_first().first()
    )
    if campaign is None:
        return Signers()
    signed = Obligation.objects.filter(campaign=campaign).signed()
    return Signers(campaign.title, frozenset(signed.values_list("staff_id", flat=True)))


def waiting_under(unit: Opd) -> int:
    """How many of a unit and its sub-units have not signed in the campaigns that run; one query."""
    cells = Counter.objects.filter(unit__path__startswith=unit.path, campaign__in=Campaign.objects.open())
    return cells.aggregate(count=Sum("waiting"))["count"] or 0
