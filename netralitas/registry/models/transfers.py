"""Transfers: a person named in another OPD's roster, seen by both sides."""

from django.db import models

from netralitas.db import PublicIdField
from netralitas.registry.models.opd import Opd
from netralitas.registry.models.staff import Staff


class TransferQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def waiting(self) -> "TransferQuerySet":
        """For the other side, or for BKPSDM's decision on what was disputed."""
        disputed = models.Q(state=Transfer.State.DISPUTED, decided_at=None)
        return self.filter(models.Q(state=Transfer.State.PROPOSED) | disputed)

    def pending(self) -> "TransferQuerySet":
        """Proposed, or accepted for a day to come: what a change of unit or person carries along."""
        return self.filter(state__in=[Transfer.State.PROPOSED, Transfer.State.DUE])


class Transfer(models.Model):
    """A proposed move between units (usulan mutasi). Written by registry.actions.transfers; never a silent steal.

    What one side disputes BKPSDM decides. What is accepted before the day of the SK moves the person on that day.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "Menunggu"
        DUE = "due", "Diterima, menunggu harinya"
        ACCEPTED = "accepted", "Diterima"
        DISPUTED = "disputed", "Disanggah"
        WITHDRAWN = "withdrawn", "Dibatalkan"
        KEPT = "kept", "Tetap di unit asal"  # BKPSDM's decision on a disputed one

    public_id = PublicIdField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="transfers")
    from_unit = models.ForeignKey(Opd, models.PROTECT, related_name="transfers_out")
    to_unit = models.ForeignKey(Opd, models.PROTECT, related_name="transfers_in")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED, db_index=True)
    reason = models.CharField(max_length=200, blank=True)
    effective_on = models.DateField("berlaku sejak", null=True)
    answer = models.CharField("alasan sanggahan", max_length=200, blank=True)
    is_offered = models.BooleanField(
        "diajukan unit asal", default=False, db_default=False
    )  # else the new unit asks for the person
    batch_id = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.CharField(max_length=200)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decision = models.CharField("dasar keputusan BKPSDM", max_length=200, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan mutasi"
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], condition=models.Q(state="proposed"), name="one_open_transfer_per_person"
            ),
        ]

    @property
    def waits_for_ruling(self) -> bool:
        """Disputed, and not decided by BKPSDM yet."""
        return self.state == self.State.DISPUTED and self.decided_at is None

    @property
    def deciding_unit(self) -> Opd:
        """Who accepts or disputes: the side that did not propose."""
        return self.to_unit if self.is_offered else self.from_unit

    @property
    def proposing_unit(self) -> Opd:
        """Who may take the proposal back."""
        return self.from_unit if self.is_offered else self.to_unit
