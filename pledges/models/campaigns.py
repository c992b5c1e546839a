"""Campaigns: who signs what, when, and by which ways in."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from netralitas.accounts.models import WayIn
from netralitas.db import PublicIdField
from netralitas.registry.models import Opd, StaffCategory
from pledges.models.elections import Election, Stage


def default_categories() -> list[str]:
    """Every kind but outsourcing and village."""
    left_out = {StaffCategory.ALIH_DAYA, StaffCategory.KADES, StaffCategory.PERANGKAT_DESA, StaffCategory.BPD}
    return [category.value for category in StaffCategory if category not in left_out]


def default_ways() -> list[str]:
    """The ways in that a pemda normally allows."""
    return [WayIn.PERSONAL_LINK.value, WayIn.UNIT_LINK.value, WayIn.PASSWORD.value]


class CampaignQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def open(self, now: datetime | None = None) -> "CampaignQuerySet":
        """Opened and inside the window."""
        now = now or timezone.now()
        return self.filter(state=Campaign.State.OPEN, opens_at__lte=now, closes_at__gt=now)

    def started(self) -> "CampaignQuerySet":
        """Not a draft any more."""
        return self.exclude(state=Campaign.State.DRAFT)

    def newest_first(self) -> "CampaignQuerySet":
        """The last opened first."""
        return self.order_by("-opens_at", "-pk")


class Campaign(models.Model):
    """A pledge drive (kegiatan ikrar): an election, a window, who must sign.

    Written by pledges.actions.campaigns. Not sealed.

    States: draf → terbuka → ditutup → diarsipkan. Opening freezes the texts and creates the obligations.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", "Draf"
        OPEN = "open", "Terbuka"
        CLOSED = "closed", "Ditutup"
        ARCHIVED = "archived", "Diarsipkan"

    class Certificate(models.TextChoices):
        """Which paper a signature becomes."""

        PAKTA = "pakta", "Pakta Integritas Netralitas (tegak, satu halaman)"
        PIAGAM = "piagam", "Sertifikat/piagam (mendatar), ditandatangani pejabat"

    class Authority(models.TextChoices):
        """For whom the official signs a sertifikat (facts.md 5.8)."""

        OWN = "", "Atas jabatannya sendiri"
        FOR_HEAD = "an", "a.n. kepala daerah"
        THROUGH_SEKDA = "ub", "a.n. kepala daerah, u.b. Sekretaris Daerah"

    public_id = PublicIdField()
    code = models.CharField("kode", max_length=30, unique=True)
    title = models.CharField("judul", max_length=160)
    election = models.ForeignKey(Election, models.PROTECT, related_name="campaigns", verbose_name="pemilihan")
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.DRAFT, db_index=True)
    opens_at = models.DateTimeField("dibuka")
    closes_at = models.DateTimeField("ditutup")
    deadline_stage = models.CharField("tenggat menurut tahapan", max_length=10, choices=Stage.Kind, blank=True)
    deadline_days_before = models.PositiveSmallIntegerField("hari sebelum tahapan", null=True, blank=True)
    categories = models.JSONField("jenis pegawai yang wajib", default=default_categories)
    ways_in = models.JSONField("cara pengenalan yang diizinkan", default=default_ways)
    basis_letter = models.CharField("dasar (nomor SE)", max_length=120, blank=True)
    sign_place = models.CharField("tempat pada pakta", max_length=60, blank=True)
    has_acknowledgement = models.BooleanField("blok Mengetahui pada pakta", default=False)  # wording.md: off
    certificate = models.CharField("bentuk", max_length=6, choices=Certificate, default=Certificate.PAKTA)
    certificate_office = models.ForeignKey(
        Opd, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="penanda tangan sertifikat"
    )  # its head; none: the head of each signer's own Perangkat Daerah
    certificate_authority = models.CharField("kewenangan penanda tangan", max_length=2, choices=Authority, blank=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "kegiatan ikrar"
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("opens_at")), name="campaign_closes_after_open")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def paper_name(self) -> str:
        """What a signature becomes, in short: for names of files and sheets."""
        is_piagam = self.certificate == self.Certificate.PIAGAM
        return "Sertifikat Ikrar Netralitas" if is_piagam else "Pakta Integritas"

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether signatures are taken now."""
        now = now or timezone.now()
        return self.state == self.State.OPEN and self.opens_at <= now < self.closes_at

    def is_to_come(self, now: datetime | None = None) -> bool:
        """Whether it is opened, with roster and links, but its window begins later: the time to prepare."""
        return self.state == self.State.OPEN and (now or timezone.now()) < self.opens_at
