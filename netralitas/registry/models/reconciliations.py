"""Rekonsiliasi: BKPSDM's newest export held against the roster and the signatures; nothing is applied by it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from netralitas.access.scopes import Scope
from netralitas.db import PublicIdField
from netralitas.registry.models.opd import Opd
from netralitas.registry.models.staff import Staff


class Reconciliation(models.Model):
    """One comparison (rekonsiliasi). Written by registry.actions.reconciliations; forgotten with its rows and its file.

    `storage_name`, `sheet` and `mapping` are those of an upload (registry.imports.uploads reads them).
    """

    class State(models.TextChoices):
        """Where it stands."""

        UPLOADED = "uploaded", "Menunggu dibandingkan"
        COMPARED = "compared", "Selesai dibandingkan"

    public_id = PublicIdField()
    file_name = models.CharField("nama berkas", max_length=200)
    storage_name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=100, blank=True)
    header_signature = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(default=dict)  # column index -> field
    notes = models.JSONField(default=list)
    totals = models.JSONField(default=dict)  # rows, same, and how many of each kind of difference
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.UPLOADED)
    campaign = models.CharField("kegiatan ikrar", max_length=160, blank=True)  # whose signatures were compared
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_by = models.CharField("oleh", max_length=200)
    made_at = models.DateTimeField("diunggah", auto_now_add=True)
    compared_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = "rekonsiliasi"


class DifferenceQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def within(self, scope: Scope) -> "DifferenceQuerySet":
        """About units inside a scope, on either side; rows without a unit are for those who see everything."""
        if scope.is_all:
            return self
        units = Opd.objects.within(scope).values("pk")
        return self.filter(Q(unit__in=units) | Q(other_unit__in=units))

    def waiting(self) -> "DifferenceQuerySet":
        """Nothing was proposed for it yet."""
        return self.filter(step="")


class Difference(models.Model):
    """One finding of a comparison (temuan rekonsiliasi): no numbers of persons, only their name and row.

    Written by registry.actions.reconciliations. `unit` is where the portal has the person (or the export, when the
    portal has nobody), `other_unit` where the export says the person is.
    """

    class Kind(models.TextChoices):
        """What does not agree."""

        MISSING = "belum_terdata", "Belum terdata di portal"
        EXTRA = "tidak_di_ekspor", "Tidak ada di data BKPSDM"
        MOVED = "pindah", "Unit berbeda"
        STATUS = "kedudukan", "Kedudukan berbeda"
        CATEGORY = "jenis", "Jenis pegawai berbeda"
        DOUBLE = "ganda", "Ganda"
        UNREADABLE = "tak_terbaca", "Baris tidak terbaca"

    class Step(models.TextChoices):
        """What was done about it."""

        PROPOSED = "diusulkan", "Sudah diusulkan"
        IMPORTING = "diimpor", "Masuk impor"

    public_id = PublicIdField()
    run = models.ForeignKey(Reconciliation, models.CASCADE, related_name="differences")
    kind = models.CharField("temuan", max_length=16, choices=Kind)
    staff = models.ForeignKey(Staff, models.CASCADE, null=True, related_name="+")
    name = models.CharField("nama", max_length=200)
    unit = models.ForeignKey(Opd, models.CASCADE, null=True, related_name="+")
    other_unit = models.ForeignKey(Opd, models.CASCADE, null=True, related_name="+")
    file_row = models.PositiveIntegerField("baris", null=True)
    here = models.CharField("di portal", max_length=200, blank=True)
    there = models.CharField("di data BKPSDM", max_length=300, blank=True)
    value = models.CharField(max_length=14, blank=True)  # the status the export gives
    has_signed = models.BooleanField("sudah menandatangani", default=False)
    step = models.CharField("tindak lanjut", max_length=10, choices=Step, blank=True)
    step_note = models.CharField(max_length=200, blank=True)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "temuan rekonsiliasi"
        indexes = [models.Index(fields=["run", "kind", "unit"], name="difference_run_kind")]
