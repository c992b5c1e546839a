"""The catalogue: acts, measures, who may punish and who supervises, each as dated versions that never change."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from netralitas.db import SealedModel, SealedQuerySet
from netralitas.registry.models import StaffCategory


class Track(models.TextChoices):
    """The way a breach is dealt with (jalur), facts.md 4.4."""

    ETHICS = "kode_etik", "Kode etik"
    DISCIPLINE = "disiplin", "Disiplin"
    CONTRACT = "kontrak", "Perjanjian kerja"
    VILLAGE = "desa", "Desa"
    CRIMINAL = "pidana", "Pidana pemilu (diteruskan)"


class Level(models.TextChoices):
    """How heavy (tingkat). The portal suggests the normal one, a person decides."""

    MORAL = "moral", "Sanksi moral"
    LIGHT = "ringan", "Ringan"
    MEDIUM = "sedang", "Sedang"
    HEAVY = "berat", "Berat"
    DISMISSAL = "pemberhentian", "Pemberhentian"
    ADMINISTRATIVE = "administratif", "Administratif"
    GRADED = "bertingkat", "Bertingkat menurut perjanjian"
    FORWARDED = "diteruskan", "Diteruskan, bukan wewenang pemda"
    OPEN = "tidak_pasti", "Ditentukan pemeriksa"
    BY_IMPACT = "menurut_dampak", "Menurut dampak"


class Impact(models.TextChoices):
    """How far the harm of a breached duty reached (dampak), PP 94/2021 Pasal 9-11."""

    UNIT = "unit_kerja", "Unit kerja"
    AGENCY = "instansi", "Instansi"
    STATE = "negara", "Negara"


class MeasureTrack(models.TextChoices):
    """What kind of measure it is (golongan sanksi)."""

    ETHICS = "kode_etik", "Kode etik"
    DISCIPLINE = "disiplin", "Hukuman disiplin"
    CONTRACT = "kontrak", "Perjanjian kerja"
    ADMINISTRATIVE = "administratif", "Administratif (desa)"
    DISMISSAL = "pemberhentian", "Pemberhentian"


class ElectionStage(models.TextChoices):
    """Which stage an act concerns: the dividing line is the penetapan calon (facts.md 3.2)."""

    BEFORE = "bakal_calon", "Bakal calon"
    AFTER = "calon", "Calon"
    BOTH = "keduanya", "Bakal calon dan calon"
    UNRELATED = "tidak_terkait", "Tidak terkait tahapan"


class VersionQuerySet(SealedQuerySet):
    """Filters that read as sentences."""

    def in_force(self, day: date) -> "VersionQuerySet":
        """The version of each entry that applies on a day, withdrawn entries left out."""
        return self.current(day).filter(is_active=True)

    def current(self, day: date) -> "VersionQuerySet":
        """The newest version of each entry that had begun on a day; a later correction of the same day wins."""
        later = self.model._default_manager.filter(code=OuterRef("code"), starts_on__lte=day).filter(
            Q(starts_on__gt=OuterRef("starts_on")) | Q(starts_on=OuterRef("starts_on"), pk__gt=OuterRef("pk"))
        )
        return self.filter(~Exists(later), starts_on__lte=day)


class CatalogueVersion(SealedModel):
    """One dated wording of an entry (versi katalog); `code` names the entry, a correction is a new version.

    Written by sanctions.actions.catalogue and the first migration, sealed.
    """

    code = models.CharField("kode", max_length=20)
    legal_basis = models.CharField("dasar hukum", max_length=300, blank=True)
    starts_on = models.DateField("berlaku sejak")
    is_active = models.BooleanField("masih dipakai", default=True)
    is_certain = models.BooleanField("sudah pasti", default=True)
    note = models.CharField("catatan", max_length=400, blank=True)
    reason = models.CharField("alasan perubahan", max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["code", "starts_on"], name="%(class)s_version")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ForCategories(models.Model):
    """A version that holds for some kinds of employee."""

    applies_to = models.JSONField("berlaku untuk", default=list)  # StaffCategory values

    class Meta:
        abstract = True

    @property
    def kinds(self) -> str:
        """The kinds of employee in words."""
        labels = dict(StaffCategory.choices)
        return ", ".join(labels.get(value, value) for value in self.applies_to)


class Act(ForCategories, CatalogueVersion):
    """An act that breaches neutrality (bentuk pelanggaran)."""

    name = models.CharField("bentuk pelanggaran", max_length=400)
    track = models.CharField("jalur", max_length=12, choices=Track)
    stage = models.CharField("tahapan", max_length=14, choices=ElectionStage)
    normal_level = models.CharField("tingkat lazim", max_length=14, choices=Level)
    sanction_pns = models.CharField("sanksi PNS", max_length=400, blank=True)
    sanction_pppk = models.CharField("sanksi PPPK", max_length=400, blank=True)
    sanction_other = models.CharField("sanksi non-ASN dan desa", max_length=400, blank=True)

    class Meta(CatalogueVersion.Meta):
        verbose_name = "bentuk pelanggaran"


class Measure(ForCategories, CatalogueVersion):
    """A measure that may be imposed (jenis hukuman atau sanksi)."""

    name = models.CharField("jenis hukuman", max_length=300)
    track = models.CharField("jalur", max_length=14, choices=MeasureTrack)
    level = models.CharField("tingkat", max_length=14, choices=Level)
    duration_months = models.PositiveSmallIntegerField("lama (bulan)", null=True, blank=True)
    rate_percent = models.PositiveSmallIntegerField("besar (persen)", null=True, blank=True)
    authority = models.CharField("ditetapkan oleh", max_length=200, blank=True)
    remedy = models.CharField("upaya administratif", max_length=100, blank=True)
    siasn_id = models.CharField("kode SIASN", max_length=10, blank=True)

    class Meta(CatalogueVersion.Meta):
        verbose_name = "jenis hukuman"

    @property
    def size(self) -> str:
        """Say "25 %, 6 bulan", or "" when neither is set."""
        parts = [f"{self.rate_percent} %"] * bool(self.rate_percent)
        parts += [f"{self.duration_months} bulan"] * bool(self.duration_months)
        return ", ".join(parts)


class Authority(CatalogueVersion):
    """Who may impose which levels on whom (pejabat yang berwenang menghukum), facts.md 3.5."""

    name = models.CharField("pejabat", max_length=120)
    over = models.CharField("terhadap", max_length=160)
    jenjang = models.JSONField("jenjang jabatan", default=list)
    levels = models.JSONField("tingkat", default=list)  # Level values

    class Meta(CatalogueVersion.Meta):
        verbose_name = "kewenangan menghukum"
        verbose_name_plural = "kewenangan menghukum"

    @property
    def level_words(self) -> str:
        """The levels in words."""
        labels = dict(Level.choices)
        return ", ".join(labels.get(value, value) for value in self.levels)


class Supervisor(CatalogueVersion):
    """The body that supervises neutrality (pengawas): KASN, then BKN, then the next one. One entry, many versions."""

    name = models.CharField("lembaga", max_length=160)
    duty = models.CharField("tugas", max_length=200, blank=True)

    class Meta(CatalogueVersion.Meta):
        verbose_name = "lembaga pengawas"


class TimeLimit(CatalogueVersion):
    """A clock of the law (tenggat): how many days from what, and what the rule says when they are over.

    The count begins the day after the event. `is_duty` is False for a day on which something begins by itself
    (mulai berlaku): such a day is never overdue.
    """

    class Unit(models.TextChoices):
        """Which days count."""

        WORKING = "kerja", "hari kerja"
        CALENDAR = "kalender", "hari kalender"

    name = models.CharField("tenggat", max_length=160)
    days = models.PositiveSmallIntegerField("jumlah hari", validators=[MinValueValidator(1), MaxValueValidator(366)])
    unit = models.CharField("satuan", max_length=8, choices=Unit, default=Unit.WORKING)
    begins = models.CharField("dihitung sejak", max_length=160)
    duty_of = models.CharField("kewajiban", max_length=100, blank=True)
    is_duty = models.BooleanField("batas yang dapat terlewat", default=True)
    consequence = models.CharField("yang berlaku menurut aturan bila lewat", max_length=400)

    class Meta(CatalogueVersion.Meta):
        verbose_name = "tenggat"

    @property
    def length(self) -> str:
        """Say "14 hari kerja"."""
        return f"{self.days} {self.get_unit_display()}"
