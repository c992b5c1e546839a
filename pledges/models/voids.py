"""Voiding a signature: proposed by one, confirmed by a second person."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from netralitas.db import PublicIdField
from pledges.models.signatures import Signature


class VoidProposalQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def open(self) -> "VoidProposalQuerySet":
        """Waiting for the second person."""
        return self.filter(state=VoidProposal.State.PROPOSED)


class VoidProposal(models.Model):
    """A wish to void one signature (usulan pembatalan ikrar). Not sealed.

    Written by pledges.actions.voids. Until a second account confirms it the signature holds.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "Menunggu"
        ACCEPTED = "accepted", "Diterima"
        DISPUTED = "disputed", "Disanggah"
        WITHDRAWN = "withdrawn", "Dibatalkan"

    public_id = PublicIdField()
    signature = models.ForeignKey(Signature, models.DO_NOTHING, related_name="void_proposals")
    reason = models.CharField("alasan", max_length=200)
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.PROPOSED, db_index=True)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.CharField(max_length=200)
    proposer_key = models.CharField(max_length=64)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)
    answer = models.CharField("jawaban", max_length=200, blank=True)

    objects = VoidProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan pembatalan ikrar"
        constraints = [
            models.UniqueConstraint(fields=["signature"], condition=Q(state="proposed"), name="one_open_void_proposal")
        ]
