"""Import batches, what was found in them, and remembered column mappings."""

from django.conf import settings
from django.db import models

from netralitas.db import PublicIdField


class ImportBatch(models.Model):
    """One uploaded workbook and what became of it (impor). Written by the importing room's actions. Not sealed."""

    class State(models.TextChoices):
        """Where it stands."""

        UPLOADED = "uploaded", "Kolom belum diperiksa"
        CHECKED = "checked", "Sudah diperiksa"
        APPLYING = "applying", "Sedang diterapkan"
        APPLIED = "applied", "Sudah diterapkan"
        DISCARDED = "discarded", "Tidak dipakai"

    public_id = PublicIdField()
    kind = models.CharField(max_length=20)  # "staff"
    opd_id = models.BigIntegerField(null=True)  # registry.Opd; None: the whole pemda
    file_name = models.CharField("nama berkas", max_length=200)
    storage_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    sheet = models.CharField(max_length=100, blank=True)
    header_signature = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(default=dict)  # column index -> field
    dropped_columns = models.JSONField(default=list)
    totals = models.JSONField(default=dict)  # rows, accepted, created, updated, unchanged, refused
    notes = models.JSONField(default=list)  # sentences about sheets and rows left out
    proposals = models.JSONField(default=list)  # units the file names that do not exist yet
    unit_choices = models.JSONField(default=dict)  # the user's answers to them: key -> pk of a unit
    may_add_units = models.BooleanField(default=False)
    only_rows = models.JSONField(default=list)  # rows of the file that are meant; empty: all
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "impor"


class ImportFinding(models.Model):
    """One remark on a cell or row (temuan impor), in plain Indonesian. Rewritten by each dry run."""

    class Level(models.TextChoices):
        """An error refuses the row, a warning does not."""

        ERROR = "error", "Ditolak"
        WARNING = "warning", "Perlu diperhatikan"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="findings")
    row = models.PositiveIntegerField("baris")
    column = models.CharField("kolom", max_length=100, blank=True)
    level = models.CharField(max_length=8, choices=Level)
    code = models.CharField(max_length=40)
    message = models.CharField("temuan", max_length=300)

    class Meta:
        indexes = [models.Index(fields=["batch", "level", "row"], name="finding_batch_level_row")]


class ColumnMemory(models.Model):
    """A mapping a user corrected once, found again by the same header row (ingatan kolom)."""

    kind = models.CharField(max_length=20)
    header_signature = models.CharField(max_length=64)
    mapping = models.JSONField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "header_signature"], name="column_memory_signature")]
