"""Usulan perubahan: a change of the roster one person proposes and, where somebody goes out, another confirms."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from netralitas.access.scopes import Scope
from netralitas.db import PublicIdField
from netralitas.registry.models.opd import Opd
from netralitas.registry.models.staff import OUT_STATUSES, Staff, StaffStatus


class ProposalQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def within(self, scope: Scope) -> "ProposalQuerySet":
        """About persons whose home unit lies inside a scope; of a merge, either row."""
        if scope.is_all:
            return self
        units = Opd.objects.within(scope).values("pk")
        return self.filter(Q(staff__unit__in=units) | Q(other__unit__in=units))

    def open(self) -> "ProposalQuerySet":
        """Waiting for the second person."""
        return self.filter(state=Proposal.State.PROPOSED)


class Proposal(models.Model):
    """A proposed change of the roster (usulan perubahan): standing, merge or split. Not sealed.

    Written by registry.actions.proposals, standings and merges. Until accepted the person counts as before.

    Being away for a time needs no second person: such a row is accepted as it is written. What is accepted for a day
    to come is applied on that day.
    """

    class Kind(models.TextChoices):
        """What is to change."""

        STANDING = "kedudukan", "Perubahan kedudukan"
        MERGE = "gabung", "Penggabungan data"
        SPLIT = "pisah", "Pemisahan data"

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "Menunggu"
        ACCEPTED = "accepted", "Diterima"
        DISPUTED = "disputed", "Disanggah"
        WITHDRAWN = "withdrawn", "Dibatalkan"

    public_id = PublicIdField()
    kind = models.CharField("perubahan", max_length=10, choices=Kind)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="proposals")
    other = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")  # the row merged, or split off
    status = models.CharField("kedudukan", max_length=14, choices=StaffStatus, blank=True)
    starts_on = models.DateField("berlaku sejak")
    ends_on = models.DateField("sampai", null=True)
    reason = models.CharField("dasar", max_length=200)
    letter_number = models.CharField("nomor surat", max_length=80, blank=True)
    evidence_name = models.CharField(max_length=120, blank=True)  # in private storage, encrypted
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    is_from_opd = models.BooleanField("diajukan operator", default=False)  # else by BKPSDM
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED, db_index=True)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.CharField(max_length=200)
    proposer_key = models.CharField(max_length=64)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)
    answer = models.CharField("jawaban", max_length=200, blank=True)
    applied_at = models.DateTimeField(null=True)
    followed = models.JSONField(default=dict)  # what other rooms moved along with a merge, so that a split undoes it

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan perubahan"
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], condition=Q(state="proposed", kind="kedudukan"), name="one_open_standing_proposal"
            ),
            models.UniqueConstraint(
                fields=["other"], condition=Q(state="proposed", other__isnull=False), name="one_open_merge_proposal"
            ),
        ]

    @property
    def takes_out(self) -> bool:
        """Whether the person leaves the denominator."""
        return self.status in OUT_STATUSES

    @property
    def summary(self) -> str:
        """What would change, in a few words."""
        if self.kind == self.Kind.STANDING:
            return str(StaffStatus(self.status).label)
        return str(self.get_kind_display())
