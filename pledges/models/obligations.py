"""Obligations: who must sign in a campaign, where they count, and every change of it."""

from django.db import models
from django.utils import timezone

from netralitas.access.scopes import Scope
from netralitas.db import PublicIdField, SealedModel
from netralitas.registry.models import Opd, Staff, StaffCategory
from pledges.models.campaigns import Campaign
from pledges.models.texts import PledgeText


class ObligationQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def within(self, scope: Scope) -> "ObligationQuerySet":
        """Obligations that count in units inside a scope."""
        if scope.is_all:
            return self
        return self.filter(unit__in=Opd.objects.within(scope).values("pk"))

    def under(self, unit: Opd) -> "ObligationQuerySet":
        """Of a unit and its sub-units."""
        return self.filter(unit__path__startswith=unit.path)

    def obliged(self) -> "ObligationQuerySet":
        """In the denominator."""
        return self.exclude(state__in=[Obligation.State.EXCLUDED, Obligation.State.MOVED])

    def signed(self) -> "ObligationQuerySet":
        """In the numerator."""
        return self.filter(state__in=Obligation.SIGNED_STATES)

    def missing(self) -> "ObligationQuerySet":
        """Obliged and not signed."""
        return self.obliged().exclude(state__in=Obligation.SIGNED_STATES)


class Obligation(models.Model):
    """One person's duty to sign in one campaign (kewajiban ikrar).

    Written by pledges.actions; each change leaves a RosterEvent.

    `unit`, `category`, `jenjang` say where it counts now; a transfer moves it and its count. *Lewat batas waktu*
    is computed from the window, never stored. `revision` rises when a substantive text change asks to sign again.
    """

    class State(models.TextChoices):
        """States of wording.md; excluded ones are outside the denominator."""

        WAITING = "belum", "Belum menandatangani"
        SIGNED = "sudah", "Sudah menandatangani"
        SIGNED_PAPER = "basah", "Sudah (tanda tangan basah)"
        HINDERED = "berhalangan", "Berhalangan sementara"
        UNREACHABLE = "tak_terhubung", "Belum dapat dihubungi"
        UNWILLING = "belum_bersedia", "Belum bersedia, ditindaklanjuti atasan"
        CANCELLED = "dibatalkan", "Dibatalkan"
        EXCLUDED = "dikecualikan", "Tidak termasuk wajib"
        MOVED = "pindah", "Digabung dengan data lain"

    SIGNED_STATES = ("sudah", "basah")
    # why the registry leaves somebody out, beside the values of StaffStatus
    UNIT_LEFT_OUT, CATEGORY_LEFT_OUT = "unit", "jenis"

    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="obligations")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="obligations")
    unit = models.ForeignKey(Opd, models.PROTECT, related_name="+")
    recap_unit = models.ForeignKey(Opd, models.PROTECT, related_name="+")
    category = models.CharField(max_length=14, choices=StaffCategory)
    jenjang = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=8, choices=PledgeText.Audience)
    is_opd_head = models.BooleanField(default=False)
    state = models.CharField(max_length=14, choices=State, default=State.WAITING)
    revision = models.PositiveSmallIntegerField(default=1)
    state_at = models.DateTimeField(default=timezone.now)
    state_reason = models.CharField(max_length=14, blank=True)  # a StaffStatus, or why the registry left it out

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = "kewajiban ikrar"
        constraints = [models.UniqueConstraint(fields=["campaign", "staff"], name="one_obligation_per_person")]
        indexes = [
            models.Index(fields=["campaign", "unit", "state"], name="obligation_unit_state"),
            models.Index(fields=["campaign", "recap_unit", "category", "state"], name="obligation_recap"),
        ]


class RosterEvent(SealedModel):
    """One change of one obligation (riwayat daftar wajib): joins, signs, moves, leaves.

    Counters derive from these. Sealed.

    `before` and `after` are cells: {"unit", "recap", "category", "jenjang", "head", "state"}; null before joining.
    """

    class Kind(models.TextChoices):
        """What happened."""

        JOINED = "joined", "masuk daftar wajib"
        SIGNED = "signed", "menandatangani"
        STATE = "state", "status berubah"
        MOVED = "moved", "pindah unit"
        RECLASSED = "reclassed", "jenis atau jenjang berubah"
        RENEWED = "renewed", "diminta menandatangani ulang"
        MERGED = "merged", "digabung dengan data lain"
        SPLIT = "split", "dipisahkan kembali"

    obligation = models.ForeignKey(Obligation, models.DO_NOTHING, related_name="events")
    campaign_id = models.BigIntegerField()  # first in the index below
    kind = models.CharField(max_length=10, choices=Kind)
    before = models.JSONField(null=True)
    after = models.JSONField()
    effective_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now, db_index=True)
    reason = models.CharField(max_length=200, blank=True)
    by_key = models.CharField(max_length=64)

    class Meta:
        # "as of": the last event of each obligation until an instant, read from this index alone
        indexes = [models.Index(fields=["campaign_id", "obligation", "recorded_at", "id"], name="roster_event_as_of")]


class RosterSnapshot(SealedModel):
    """The roster of one Perangkat Daerah as the evidence log holds it (keadaan daftar wajib).

    Written by pledges.actions.rosters, sealed.
    `sha256` covers persons, units, kinds and whether they are obliged, not who has signed.
    """

    campaign = models.ForeignKey(Campaign, models.DO_NOTHING, related_name="roster_snapshots")
    opd = models.ForeignKey(Opd, models.DO_NOTHING, related_name="+")
    taken_at = models.DateTimeField()
    obliged_count = models.PositiveIntegerField()
    excluded_count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    ledger_seq = models.BigIntegerField(unique=True)
    reason = models.CharField(max_length=200)

    class Meta:
        verbose_name = "keadaan daftar wajib"
        indexes = [models.Index(fields=["campaign", "opd", "-ledger_seq"], name="roster_snapshot_latest")]
