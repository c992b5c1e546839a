"""History from the first day: what changed, when it holds from, when it was written, why and by whom."""

from django.db import models
from django.utils import timezone

from netralitas.db import SealedModel
from netralitas.registry.models.opd import Opd
from netralitas.registry.models.staff import Staff


class StaffEvent(SealedModel):
    """One change of one person (riwayat pegawai). Written with each change of Staff, sealed. No NIK inside.

    `changes` maps a field to [old, new]; a new person has old null. "As of" questions use `recorded_at`.
    """

    class Kind(models.TextChoices):
        """What happened."""

        CREATED = "created", "didata"
        CHANGED = "changed", "diubah"
        MOVED = "moved", "pindah unit"
        STATUS = "status", "kedudukan berubah"
        MERGED = "merged", "digabung"
        SPLIT = "split", "dipisah kembali"
        RENUMBERED = "renumbered", "jenis pegawai dan nomor berubah"

    staff = models.ForeignKey(Staff, models.DO_NOTHING, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    unit = models.ForeignKey(Opd, models.DO_NOTHING, related_name="+")  # home unit after the event
    changes = models.JSONField(default=dict)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now, db_index=True)
    reason = models.CharField(max_length=200, blank=True)
    batch_id = models.BigIntegerField(null=True)  # exchange.ImportBatch
    by_key = models.CharField(max_length=64)
    by_label = models.CharField(max_length=200)


class OpdEvent(SealedModel):
    """One change of one unit (riwayat Perangkat Daerah): opened, renamed, moved, merged, closed. Sealed."""

    class Kind(models.TextChoices):
        """What happened."""

        CREATED = "created", "dibentuk"
        CHANGED = "changed", "data diubah"
        RENAMED = "renamed", "berganti nama"
        MOVED = "moved", "berpindah induk"
        MERGED = "merged", "digabung"
        SPLIT = "split", "dipecah"
        CLOSED = "closed", "ditutup"
        REOPENED = "reopened", "dibuka kembali"

    unit = models.ForeignKey(Opd, models.DO_NOTHING, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    changes = models.JSONField(default=dict)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now, db_index=True)
    reason = models.CharField(max_length=200, blank=True)
    legal_basis = models.CharField(max_length=120, blank=True)  # number of the Perda or Perbup
    by_key = models.CharField(max_length=64)
    by_label = models.CharField(max_length=200)
