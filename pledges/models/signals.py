"""What the checks for *titip tanda tangan* found, and from when on a pattern is worth a question."""

from django.db import models
from django.utils import timezone

from netralitas.db import PublicIdField
from netralitas.registry.models import Opd
from pledges.models.campaigns import Campaign
from pledges.models.signatures import Signature


class SignalThreshold(models.Model):
    """A threshold set otherwise than the portal's own (ambang). Not sealed; no row means the default holds.

    Written by pledges.actions.signals. `code` is one of pledges.signal_rules.THRESHOLDS.
    """

    code = models.CharField(max_length=24, unique=True)
    value = models.PositiveIntegerField("nilai")
    note = models.CharField("catatan", max_length=200)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=200)


class SignalCheck(models.Model):
    """The last look at the signatures of one Perangkat Daerah (pemeriksaan pola). Not sealed, made anew each time.

    Written by pledges.actions.signals. `last_seq` and `signature_count` tell whether anything came after it.
    """

    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    opd = models.ForeignKey(Opd, models.CASCADE, related_name="+")
    checked_at = models.DateTimeField()
    signature_count = models.PositiveIntegerField(default=0)
    last_seq = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "pemeriksaan pola"
        constraints = [models.UniqueConstraint(fields=["campaign", "opd"], name="one_signal_check")]


class SignalFinding(models.Model):
    """One signature in one pattern of a check (temuan pola): which kind, which group, and its measure.

    Written by pledges.actions.signals. `measure` is seconds, minutes or thousandths, as the kind says.
    """

    check_row = models.ForeignKey(SignalCheck, models.CASCADE, related_name="findings")
    code = models.CharField(max_length=12)
    group = models.PositiveIntegerField("kelompok")
    signature = models.ForeignKey(Signature, models.DO_NOTHING, related_name="+")
    measure = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "temuan pola"
        constraints = [models.UniqueConstraint(fields=["check_row", "code", "signature"], name="one_signal_finding")]
