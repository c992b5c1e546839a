"""Pledge texts: versioned, in two voices, frozen when the campaign opens."""

from django.db import models

from netralitas.db import FreezableModel, PublicIdField
from pledges.models.campaigns import Campaign


class PledgeTextQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def frozen(self) -> "PledgeTextQuerySet":
        """In use: may be signed, never changed."""
        return self.filter(frozen_at__isnull=False)

    def newest_first(self) -> "PledgeTextQuerySet":
        """The highest version first."""
        return self.order_by("-version")


class PledgeText(FreezableModel):
    """One version of a pledge text for one audience (naskah ikrar).

    Written by pledges.actions.texts; sealed once frozen.

    The text stands in two voices: *kami* for reading aloud, *saya* for signing. `points` is a list of
    {"kami": …, "saya": …}. Placeholders in braces: nama_pemilihan, tahun, nama_pemda, sebutan_pegawai;
    freezing keeps what they stood for in `placeholder_values`, so that a later change elsewhere moves no word.
    """

    class Audience(models.TextChoices):
        """Who signs it."""

        ASN = "asn", "ASN"
        NON_ASN = "non_asn", "Non-ASN"
        VILLAGE = "desa", "Pemerintah Desa"

    class Change(models.TextChoices):
        """What kind of change made this version."""

        FIRST = "first", "Naskah pertama"
        EDITORIAL = "editorial", "Perbaikan redaksi (tanda tangan lama tetap berlaku)"
        SUBSTANTIVE = "substantive", "Perubahan isi (ditandatangani ulang)"

    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="texts")
    audience = models.CharField("untuk", max_length=8, choices=Audience)
    version = models.PositiveSmallIntegerField("versi")
    change = models.CharField("jenis perubahan", max_length=12, choices=Change, default=Change.FIRST)
    change_note = models.CharField("alasan perubahan", max_length=300, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)  # rises with each substantive change: the re-sign wave
    title = models.CharField("judul", max_length=300)
    preamble_kami = models.TextField("pembukaan (dibaca bersama)")
    preamble_saya = models.TextField("pembukaan (ditandatangani)")
    points = models.JSONField("butir ikrar")
    closing_kami = models.TextField("penutup (dibaca bersama)")
    closing_saya = models.TextField("penutup (ditandatangani)")
    sanction_clause = models.TextField("kalimat sanksi")
    is_approved = models.BooleanField("sudah disetujui Bagian Hukum", default=False)
    placeholder_values = models.JSONField(default=dict, editable=False)
    frozen_by = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    ledger_seq = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PledgeTextQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah ikrar"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "audience", "version"], name="text_version_once"),
            models.UniqueConstraint(
                fields=["campaign", "audience"], condition=models.Q(frozen_at__isnull=True), name="one_text_draft"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_audience_display()} versi {self.version}"
